// A long form shown one part at a time, without the network: <form data-steps novalidate> with <section data-step="name">.
// The browser's Back goes one part back. A part is checked when it is left by Next; the words of every error are in the page already.
const forms = () => document.querySelectorAll('form[data-steps]');
const parts = form => [...form.querySelectorAll('[data-step]')];
const currentOf = form => parts(form).find(part => !part.hidden);

function show(form, part, { focus = true } = {}) {
  const all = parts(form);
  const position = all.indexOf(part);
  all.forEach(other => { other.hidden = other !== part; });
  summary(form, []);

  const page = form.closest('main') ?? document;
  const progress = page.querySelector('[data-step-progress]');
  if (progress) progress.textContent = progress.dataset.words.replace('{0}', position + 1).replace('{1}', all.length);
  page.querySelectorAll('.steps li').forEach((stroke, at) => stroke.classList.toggle('done', at <= position));
  page.querySelectorAll('[data-step-back]').forEach(button => { button.hidden = position === 0; });
  page.querySelectorAll('[data-step-next]').forEach(button => {
    button.hidden = position === all.length - 1;
    button.dataset.words ??= button.textContent;
    button.textContent = part.dataset.next ?? button.dataset.words;
  });
  page.querySelectorAll('[data-step-last]').forEach(button => { button.hidden = position !== all.length - 1; });
  if (!focus) return;

  const heading = part.querySelector('h1, h2') ?? part;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  window.scrollTo(0, 0);
  document.dispatchEvent(new CustomEvent('step:shown'));
}

function move(form, by) {
  const all = parts(form);
  const current = currentOf(form);
  const next = all[all.indexOf(current) + by];
  if (!next) return;
  if (by > 0 && !isComplete(form, [current])) return;
  goTo(form, next);
}

function goTo(form, part) {
  history.pushState({ ...history.state, step: part.dataset.step }, '');
  show(form, part);
}

// One entry per field or group of radios, in the order of the page.
function wrongIn(part) {
  const seen = new Set();
  return [...part.querySelectorAll('input, select, textarea')].filter(field => {
    if (seen.has(field.name) || !field.willValidate || field.closest('[hidden]:not([data-step])')) return false;
    const blank = field.required && field.type !== 'radio' && field.type !== 'checkbox' && field.value.trim() === '';
    if (field.validity.valid && !blank) return false;
    seen.add(field.name);
    return true;
  });
}

const errorOf = (form, name) => form.querySelector(`[data-error-for="${CSS.escape(name)}"]`);

function mark(form, name, isWrong) {
  const error = errorOf(form, name);
  if (error) error.hidden = !isWrong;
  for (const field of [...form.elements].filter(field => field.name === name)) {
    if (isWrong) field.setAttribute('aria-invalid', 'true');
    else field.removeAttribute('aria-invalid');
    if (!error) continue;
    const described = new Set((field.getAttribute('aria-describedby') ?? '').split(' ').filter(Boolean));
    described[isWrong ? 'add' : 'delete'](error.id);
    if (described.size) field.setAttribute('aria-describedby', [...described].join(' '));
    else field.removeAttribute('aria-describedby');
  }
}

function isComplete(form, checked) {
  const wrong = checked.flatMap(wrongIn);
  const first = checked.find(part => wrong.some(field => part.contains(field)));
  if (first && first.hidden) show(form, first, { focus: false });
  const names = new Set(wrong.map(field => field.name));
  for (const field of checked.flatMap(part => [...part.querySelectorAll('[name]')])) mark(form, field.name, names.has(field.name));
  summary(form, wrong.filter(field => first.contains(field)));
  return wrong.length === 0;
}

// A box that names what is missing, takes the focus and leads to each field.
function summary(form, wrong) {
  const box = form.querySelector('[data-step-summary]');
  if (!box) {
    wrong[0]?.focus();
    return;
  }
  box.hidden = wrong.length === 0;
  if (box.hidden) return;

  const title = box.querySelector('p');
  title.textContent = (wrong.length === 1 ? box.dataset.one : box.dataset.other).replace('{0}', wrong.length);
  box.querySelector('ul').replaceChildren(...wrong.map(field => {
    const link = document.createElement('a');
    link.href = '#' + field.id;
    link.textContent = errorOf(form, field.name)?.textContent ?? field.labels[0]?.innerText ?? field.name;
    link.addEventListener('click', event => { event.preventDefault(); field.focus(); });
    const item = document.createElement('li');
    item.append(link);
    return item;
  }));
  box.tabIndex = -1;
  box.focus();
}

function start() {
  for (const form of forms()) {
    const all = parts(form);
    const asked = form.dataset.start;
    const first = all.find(part => part.dataset.step === asked) ?? currentOf(form) ?? all[0];
    history.replaceState({ ...history.state, step: first.dataset.step }, '');
    show(form, first, { focus: false });
  }
}

document.addEventListener('click', event => {
  const button = event.target.closest?.('[data-step-next], [data-step-back]');
  const form = button && (button.form ?? button.closest('main')?.querySelector('form[data-steps]'));
  if (!form) return;
  event.preventDefault();
  move(form, button.matches('[data-step-next]') ? 1 : -1);
});

// From the last part back to one of them, to change an answer.
document.addEventListener('click', event => {
  const button = event.target.closest?.('[data-step-to]');
  const part = button && parts(button.form).find(one => one.dataset.step === button.dataset.stepTo);
  if (part) goTo(button.form, part);
});

// Before screens.js sends the form: Enter in a middle part means Next, and sending checks every part.
document.addEventListener('submit', event => {
  const form = event.target;
  if (!form.matches('form[data-steps]')) return;
  const all = parts(form);
  const isLast = currentOf(form) === all.at(-1);
  if (isLast ? isComplete(form, all) : event.submitter?.hasAttribute('data-anytime')) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (!isLast) move(form, 1);
}, { capture: true });

document.addEventListener('input', event => {
  const form = event.target.form;
  if (!form?.matches('[data-steps]') || event.target.getAttribute('aria-invalid') !== 'true' || !event.target.validity.valid) return;
  mark(form, event.target.name, false);
  if (!form.querySelector('[aria-invalid="true"]')) summary(form, []);
});

window.addEventListener('popstate', event => {
  for (const form of forms()) {
    const part = parts(form).find(one => one.dataset.step === event.state?.step);
    if (part && part.hidden) show(form, part);
  }
});

document.addEventListener('screen:shown', start);
start();
