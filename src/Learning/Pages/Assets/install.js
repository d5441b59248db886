// The pages on which an LMS is connected: copy buttons, one press per form, and the word to the LMS that all is done.
import { startFrame } from './frame.js';
import { startTheme } from './theme.js';

startTheme();
startFrame();

for (const button of document.querySelectorAll('[data-copies]')) {
  const value = document.getElementById(button.dataset.copies);
  button.hidden = false;
  button.addEventListener('click', async () => {
    const said = document.getElementById('copied');
    try {
      await navigator.clipboard.writeText(value.textContent);
      said.textContent = said.dataset.copied.replace('{0}', button.dataset.name);
    } catch {
      // A frame may not write to the clipboard; the marked text can still be copied by hand.
      getSelection().selectAllChildren(value);
      said.textContent = said.dataset.select;
    }
  });
}

for (const form of document.querySelectorAll('form[data-once]')) {
  let sent = false;
  form.addEventListener('submit', event => {
    if (sent) event.preventDefault();
    sent = true;
    form.querySelector('[type="submit"]').setAttribute('aria-disabled', 'true');
  });
  // Back shows this very page again, ready to be sent.
  addEventListener('pageshow', () => { sent = false; form.querySelector('[type="submit"]').removeAttribute('aria-disabled'); });
}

const close = document.getElementById('close');
if (close) {
  close.hidden = false;
  close.addEventListener('click', () => {
    // LTI Dynamic Registration 1.0, 3.8: nothing but the subject, so whoever framed us may hear it.
    (window.opener ?? window.parent).postMessage({ subject: 'org.imsglobal.lti.close' }, '*');
    document.getElementById('close-by-hand').textContent = close.dataset.closed;
  });
}

document.querySelector('.summary')?.focus();
