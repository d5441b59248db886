// Reads a part of the page with the device's own voice; nothing leaves the device. <button data-aloud="id" data-stop="Stop" hidden>Read aloud</button>
const voice = window.speechSynthesis;
let reading = null;

function stop() {
  voice.cancel();
  if (!reading) return;
  reading.textContent = reading.dataset.start;
  reading.setAttribute('aria-pressed', 'false');
  reading = null;
}

function read(button) {
  const part = document.getElementById(button.dataset.aloud);
  const spoken = new SpeechSynthesisUtterance(part.innerText);
  spoken.lang = part.closest('[lang]').lang;
  spoken.onend = spoken.onerror = () => { if (reading === button) stop(); };
  button.dataset.start ??= button.textContent;
  button.textContent = button.dataset.stop;
  button.setAttribute('aria-pressed', 'true');
  reading = button;
  voice.speak(spoken);
}

// The button is served hidden, so that a device without a voice never shows one that does nothing.
const reveal = () => document.querySelectorAll('button[data-aloud]').forEach(button => { button.hidden = false; });

if (voice && window.SpeechSynthesisUtterance) {
  reveal();
  document.addEventListener('screen:shown', () => { stop(); reveal(); });
  window.addEventListener('pagehide', stop);
  document.addEventListener('click', event => {
    const button = event.target.closest?.('button[data-aloud]');
    if (!button) return;
    const again = reading === button;
    stop();
    if (!again) read(button);
  });
}
