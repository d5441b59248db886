// The pages on which an LMS is connected: copy buttons, one press per form, and the word to the LMS that all is done.
import { startFrame } from './frame.js';
import { startTheme } from './theme.js';
import './copies.js';

startTheme();
startFrame();

document.querySelectorAll('[data-copies]').forEach(button => { button.hidden = false; });

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
