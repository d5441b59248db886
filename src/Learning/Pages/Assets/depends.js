// What an answer asks for: a part that belongs to a choice (<div data-when="rate.goal" data-is="3 4">), and texts that need some length
// (<textarea data-least="10" data-most="600">). Hidden parts are not asked for; their text stays.
const sized = field => field.matches?.('textarea[data-most]');

function reveal(form) {
  for (const part of form.querySelectorAll('[data-when]')) {
    const chosen = [...form.elements].find(field => field.name === part.dataset.when && field.checked)?.value;
    part.hidden = !part.dataset.is.split(' ').includes(chosen);
  }
}

// The page's own words say what to do; the browser only needs to know that something is wrong.
function measure(field) {
  const length = field.value.trim().length;
  const wrong = field.value.length > Number(field.dataset.most) || (length > 0 && length < Number(field.dataset.least ?? 0));
  field.setCustomValidity(wrong ? 'length' : '');
}

function start() {
  for (const form of document.querySelectorAll('form')) reveal(form);
  for (const field of document.querySelectorAll('textarea[data-most]')) measure(field);
}

document.addEventListener('change', event => {
  if (event.target.form) reveal(event.target.form);
  if (sized(event.target)) measure(event.target);
}, { capture: true });
document.addEventListener('input', event => { if (sized(event.target)) measure(event.target); }, { capture: true });

// A part that was read once (<section data-leaves="seen">) says so in its hidden field when a later part is shown.
document.addEventListener('step:shown', () => {
  for (const part of document.querySelectorAll('form[data-steps] [data-leaves]')) {
    const field = part.closest('form').elements.namedItem(part.dataset.leaves);
    const isPast = [...part.parentElement.querySelectorAll('[data-step]')].some(other => !other.hidden && part.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING);
    if (!isPast || field.value === '1') continue;
    field.value = '1';
    field.dispatchEvent(new Event('change', { bubbles: true }));
  }
});

document.addEventListener('screen:shown', start);
start();
