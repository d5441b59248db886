// Tells the LMS page around us how tall the content is, and when to scroll back to its top. No reply is expected: phone apps send none.
const smallest = 300;
const tallest = 6000;

let target = '*';
let messageToken;
let told = 0;

const around = () => window.parent !== window ? window.parent : null;

function say(message) {
  const text = messageToken ? { ...message, token: messageToken } : message;
  around()?.postMessage(text, target);
  // Sakai reads the same message as a JSON string.
  around()?.postMessage(JSON.stringify(text), target);
}

// The height of what stands on the page. The viewport's height is left out: a taller frame must not ask for a taller frame.
function contentHeight() {
  let bottom = 0;
  for (const element of document.body.children) {
    const box = element.getBoundingClientRect();
    if (box.height > 1) bottom = Math.max(bottom, box.bottom + window.scrollY);
  }
  return Math.min(tallest, Math.max(smallest, Math.ceil(bottom)));
}

function tell() {
  const height = contentHeight();
  if (height === told) return;
  told = height;
  say({ subject: 'lti.frameResize', height });
}

export function scrollToTop() {
  window.scrollTo(0, 0);
  if (around()) say({ subject: 'lti.scrollToTop' });
}

/** Heights and scrolling are no secret, so an unknown LMS origin is spoken to as '*'. */
export function startFrame(origin, token) {
  if (!around()) return;
  target = origin ?? '*';
  messageToken = token ?? undefined;

  let waiting;
  const soon = () => { clearTimeout(waiting); waiting = setTimeout(tell, 100); };
  const observer = new ResizeObserver(soon);
  observer.observe(document.body);
  document.addEventListener('screen:shown', soon);
  tell();
}
