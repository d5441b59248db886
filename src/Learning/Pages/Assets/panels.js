// A panel that a button opens (<button data-opens="help" aria-controls="help">), and a form in it that is answered in its own place
// (<form data-in-place="id">): the rest of the screen stays as it is, and what was typed stays until the server has it.
import { send, Ended } from './session.js';

const unsent = new Map();
const openers = id => document.querySelectorAll(`[data-opens="${CSS.escape(id)}"]`);

function toggle(id, isOpen) {
  const panel = document.getElementById(id);
  panel.hidden = !isOpen;
  openers(id).forEach(button => button.setAttribute('aria-expanded', String(isOpen)));
  const target = isOpen ? panel.querySelector('[tabindex="-1"]') ?? panel : openers(id)[0];
  target?.focus();
}

async function post(form) {
  if (form.getAttribute('aria-busy') === 'true') return;
  form.setAttribute('aria-busy', 'true');
  const failed = form.querySelector('[data-in-place-failed]');
  failed.hidden = true;
  try {
    const body = new URLSearchParams(new FormData(form));
    const answer = await send(form.getAttribute('action'), { method: 'POST', body });
    const id = form.dataset.inPlace;
    const next = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById(id);
    if (!next) throw new Error(`The form was answered with ${answer.status}.`);
    if (answer.ok) unsent.delete(id);
    document.getElementById(id).replaceWith(document.adoptNode(next));
    next.querySelector('[tabindex="-1"]')?.focus();
  } catch (problem) {
    if (!(problem instanceof Ended)) failed.hidden = false;
  } finally {
    form.removeAttribute('aria-busy');
  }
}

document.addEventListener('click', event => {
  const opens = event.target.closest?.('[data-opens]');
  const closes = event.target.closest?.('[data-closes]');
  if (opens) toggle(opens.dataset.opens, document.getElementById(opens.dataset.opens).hidden);
  if (closes) toggle(closes.dataset.closes, false);
});
document.addEventListener('submit', event => {
  const form = event.target;
  if (!form.matches('form[data-in-place]')) return;
  event.preventDefault();
  if (form.action) post(form);
});
document.addEventListener('input', event => {
  const form = event.target.form;
  if (form?.matches('form[data-in-place]')) unsent.set(form.dataset.inPlace, new FormData(form));
});
// Another screen came meanwhile: what was typed and not sent is still there when its panel is opened again.
document.addEventListener('screen:shown', () => {
  for (const form of document.querySelectorAll('form[data-in-place]')) {
    for (const [name, value] of unsent.get(form.dataset.inPlace) ?? []) {
      for (const field of form.elements) {
        if (field.name !== name || field.type === 'hidden') continue;
        if (field.type === 'radio') field.checked = field.value === value;
        else field.value = value;
      }
    }
  }
});
