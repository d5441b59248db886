// Screens change inside the launch document: <a data-go href> and <form data-send> are fetched and their <main> takes the place of ours.
import { send, sendPatiently, fillToken, show, Ended } from './session.js';
import { flush } from './autosave.js';
import { scrollToTop } from './frame.js';

let shown = null;
let busy = false;
// Screens with a form that asks for it, as they were left, by address: coming back finds everything typed.
const kept = new Map();

const main = () => document.getElementById('main');
const here = () => location.pathname + location.search;

export function startScreens(firstAddress) {
  shown = firstAddress ?? here();
  history.replaceState({ ...history.state, screen: shown }, '', shown);
  document.addEventListener('click', onClick);
  document.addEventListener('submit', onSubmit);
  window.addEventListener('popstate', onBack);
  postForms();
}

function onClick(event) {
  const link = event.target.closest?.('a[data-go]');
  if (!link) return;
  // With any modifier too: another tab would have no session and only an explanation to show.
  event.preventDefault();
  go(link.getAttribute('href'), { control: link });
}

function onSubmit(event) {
  const form = event.target;
  if (event.defaultPrevented) return;
  if (form.matches('[data-send]')) {
    event.preventDefault();
    const { from } = history.state ?? {};
    if (event.submitter?.matches('[data-back]') && kept.has(from)) history.back();
    else submit(form, event.submitter);
  } else if (!form.hasAttribute('action')) {
    event.preventDefault();   // it saves itself or is only looked at; Enter in it must not leave the page
  } else if (form.matches('[data-download]') && new URL(form.action).origin === location.origin) {
    fillToken(form);
  }
}

function onBack(event) {
  const { screen } = event.state ?? {};
  if (!screen || screen === shown) return;   // a step of this screen: steps.js
  const from = shown;
  go(screen, { push: false }).then(moved => {
    // The address already changed; put it back when the screen could not.
    if (!moved) history.pushState({ screen: from }, '', from);
  });
}

/** Shows the screen at an address of ours. */
export function go(address, { push = true, control } = {}) {
  return exchange(control, async () => {
    if (kept.has(address)) return { next: kept.get(address), push, address };
    const answer = await sendPatiently(address, {}, () => say('slow'));
    return { next: await mainOf(answer), push, address: pathOf(answer, address) };
  });
}

function submit(form, submitter) {
  const url = submitter?.getAttribute('formaction') ?? form.getAttribute('action');
  return exchange(submitter, async () => {
    const body = new URLSearchParams(new FormData(form, submitter));
    const answer = await send(url, { method: 'POST', body });
    const push = answer.redirected || (answer.ok && submitter?.matches('[data-new-screen]'));
    return { next: await mainOf(answer), push, address: push ? pathOf(answer) : shown };
  });
}

const pathOf = (answer, otherwise) => {
  if (!answer.url) return otherwise;
  const url = new URL(answer.url);
  return url.pathname + url.search;
};

// One exchange at a time; nothing leaves the screen before it is saved.
async function exchange(control, ask) {
  if (busy) return false;
  busy = true;
  const free = occupy(control);
  try {
    show('problem', false);
    if (!await flush()) return fail();
    const screen = await ask();
    if (!screen.next) return fail();
    // Typed while the answer was on its way.
    if (!await flush()) return fail();
    replace(screen);
    return true;
  } catch (problem) {
    return problem instanceof Ended ? false : fail();
  } finally {
    free();
    busy = false;
  }
}

async function mainOf(answer) {
  if (answer.status >= 500) return null;
  return new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('main#main');
}

function replace({ next, push, address }) {
  const left = main();
  if (left.querySelector('form[data-remember]')) kept.set(shown, left);
  left.replaceWith(document.adoptNode(next));
  if (push && address !== shown) history.pushState({ screen: address, from: shown }, '', address);
  shown = address;
  document.title = next.dataset.title;
  document.documentElement.lang = next.lang;
  show('announce', true, '');
  document.dispatchEvent(new CustomEvent('screen:shown'));
  focusOn(next);
  postForms();
}

// Where a person reads on: what to put right, else the place she was busy with, else the heading.
function focusOn(next) {
  const spot = next.querySelector('[data-focus]');
  const target = next.querySelector('.summary:not([hidden])') ?? spot ?? next.querySelector('h1') ?? next;
  if (!target.matches('input, textarea')) target.tabIndex = -1;
  if (target !== spot) scrollToTop();
  target.focus({ preventScroll: target !== spot });
}

// Buttons say that they are busy but stay where the focus is; `disabled` would throw the focus away.
function occupy(control) {
  const page = main();
  const buttons = [...page.querySelectorAll('button, a[data-go]')];
  page.setAttribute('aria-busy', 'true');
  buttons.forEach(button => button.setAttribute('aria-disabled', 'true'));
  const soon = setTimeout(() => say('loading'), 400);
  return () => {
    clearTimeout(soon);
    page.removeAttribute('aria-busy');
    buttons.forEach(button => button.removeAttribute('aria-disabled'));
    if (control?.isConnected && document.activeElement === document.body) control.focus();
  };
}

function say(word) {
  const { dataset } = document.getElementById(word === 'loading' ? 'announce' : 'problem');
  show(word === 'loading' ? 'announce' : 'problem', true, dataset[word]);
}

function fail() {
  say('failed');
  return false;
}

// A form that goes to the LMS by itself. It never carries our token.
function postForms() {
  main().querySelector('form[data-auto-post]')?.submit();
}
