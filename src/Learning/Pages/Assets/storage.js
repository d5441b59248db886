// Platform storage (LTI Client Side postMessages, Platform Storage): the LMS page keeps a value for a frame that may have no cookies.
const patience = 2_000;

const lms = () => window.opener ?? (window.parent !== window ? window.parent : null);

// The LMS may keep its storage in a named frame beside us. Reading it throws while that frame's origin is not known to the browser yet, or when there is none.
function keeper(target) {
  const page = lms();
  if (!page || !target || target === '_parent') return page;
  try {
    return page.frames[target] ?? page;
  } catch {
    return page;
  }
}

// Spoken to and listened to at one origin only: any other page that holds a frame could offer a secret of its own.
function ask(origin, target, message) {
  const to = keeper(target);
  if (!to) return Promise.resolve(null);

  const id = crypto.randomUUID();
  return new Promise(done => {
    const finish = answer => {
      clearTimeout(timer);
      window.removeEventListener('message', hear);
      done(answer);
    };
    const hear = event => {
      const data = event.data;
      if (event.origin !== origin || data?.message_id !== id || data.subject !== `${message.subject}.response`) return;
      finish(data.error ? null : data);
    };
    const timer = setTimeout(() => finish(null), patience);
    window.addEventListener('message', hear);
    to.postMessage({ ...message, message_id: id }, origin);
  });
}

/** True when the LMS said that it keeps the value. */
export const put = async (origin, target, key, value) => (await ask(origin, target, { subject: 'lti.put_data', key, value })) !== null;

/** The value, or null when the LMS has none or says nothing. */
export const get = async (origin, target, key) => (await ask(origin, target, { subject: 'lti.get_data', key }))?.value ?? null;
