// The pages before there is a session: keep a secret in the LMS, ask for it back, copy the details of a refusal.
import { get, put } from './storage.js';

const block = document.getElementById('step');
const step = JSON.parse(block.textContent);
block.remove();

async function keepThenGoOn() {
  // Kept or not, the login goes on; without storage the answer page says what else helps.
  await put(step.origin, step.target, step.key, step.value);
  location.replace(step.next);
}

async function askThenBind() {
  const value = await get(step.origin, step.target, step.key);
  if (typeof value === 'string' && value !== '') {
    const form = document.getElementById('bind');
    form.elements.binding.value = value;
    form.submit();
    return;
  }
  document.getElementById('waiting').hidden = true;
  document.getElementById('silent').hidden = false;
}

function offerCopy() {
  const button = document.getElementById('copy');
  const facts = document.getElementById('facts');
  const said = document.getElementById('copied');
  button.hidden = false;
  button.addEventListener('click', async () => {
    const lines = [...facts.querySelectorAll('dt')].map(name => `${name.textContent}: ${name.nextElementSibling.textContent}`);
    try {
      await navigator.clipboard.writeText(lines.join('\n'));
      said.textContent = said.dataset.copied;
    } catch {
      // A frame may not write to the clipboard; the marked text can still be copied by hand.
      getSelection().selectAllChildren(facts);
      said.textContent = said.dataset.select;
    }
  });
}

({ put: keepThenGoOn, get: askThenBind, copy: offerCopy })[step.do]();
