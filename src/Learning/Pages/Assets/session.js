// The session token and every request of the page. The token is in this variable and nowhere else.
let token = null;
let ended = false;

const timeOut = 15_000;
const pauses = [0, 1_000, 3_000];
const halfLife = 30 * 60_000;
let lastAnswer = Date.now();

export class Ended extends Error {}
export class Unreachable extends Error {}

export const isOpen = () => token !== null && !ended;

export function open(firstToken) {
  token = firstToken;
  lastAnswer = Date.now();
  window.addEventListener('offline', showOffline);
  window.addEventListener('online', showOffline);
  document.addEventListener('visibilitychange', renew);
  setInterval(renew, 60_000);
  showOffline();
}

/**
 * One request with the token. Answers of any status come back, except 401: the session is over, which is said on the
 * page while everything typed stays where it is.
 * `keepalive` is for the last save of a page that goes away: it is sent once, and nobody waits for it.
 * `yields`: another request's answer may have brought a newer token meanwhile, which knows more (what is chosen so far); then that one stays.
 */
export async function send(url, { method = 'GET', body, accept = 'text/html', keepalive = false, yields = false } = {}) {
  const sent = token;
  const headers = { 'X-Session': sent, 'Accept': accept };
  const options = { method, headers, body, keepalive, cache: 'no-store', credentials: 'omit', redirect: 'follow', referrerPolicy: 'no-referrer' };
  const answer = await fetch(url, keepalive ? options : { ...options, signal: AbortSignal.timeout(timeOut) });

  lastAnswer = Date.now();
  const next = answer.headers.get('X-Session');
  if (next && !(yields && token !== sent)) token = next;
  if (answer.status === 401) {
    ended = true;
    show('ended', true);
    throw new Ended();
  }
  return answer;
}

/** A request that may be repeated (the server sees to it that a repeat changes nothing): tries again when the network or the server stumbles. */
export async function sendPatiently(url, options, onWait = () => {}) {
  for (const pause of pauses) {
    if (pause) {
      onWait();
      await new Promise(done => setTimeout(done, pause + Math.random() * 300));
    }
    try {
      const answer = await send(url, options);
      if (![502, 503, 504].includes(answer.status)) return answer;
    } catch (problem) {
      if (problem instanceof Ended) throw problem;
    }
  }
  throw new Unreachable();
}

/** A hidden field for the few real form posts (downloads, print views), which can't carry a header. */
export function fillToken(form) {
  let field = form.querySelector('input[name="session"]');
  if (!field) {
    field = document.createElement('input');
    field.type = 'hidden';
    field.name = 'session';
    form.append(field);
  }
  field.value = token;
  // The form has been read by the time this runs; the token does not stay in the document.
  setTimeout(() => field.remove());
}

export function show(id, visible, text) {
  const place = document.getElementById(id);
  if (!place) return;
  if (text !== undefined) place.textContent = text;
  place.hidden = !visible;
}

function showOffline() {
  show('offline', navigator.onLine === false);
}

// While the page is in view a session does not run out under a slow writer.
async function renew() {
  if (document.visibilityState !== 'visible' || !isOpen() || Date.now() - lastAnswer < halfLife) return;
  lastAnswer = Date.now();
  await send('/app/session', { method: 'POST', accept: 'application/json', yields: true }).catch(() => {});
}
