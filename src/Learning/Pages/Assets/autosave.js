// Saves a form while a person writes: <form data-autosave="/app/…" data-revision="3">. What is not saved yet stays in the
// fields and is tried again until it is. The server keeps the last value of each field and says what another window changed.
import { send, Ended } from './session.js';

const pauseAfterTyping = 800;
const longestPause = 30_000;
const keepaliveLimit = 60_000;   // browsers refuse a larger body once the page is going away

const drafts = new Map();

class Draft {
  constructor(form) {
    this.form = form;
    this.address = form.dataset.autosave;
    this.revision = Number(form.dataset.revision ?? 0);
    this.saved = this.values();
    this.failures = 0;
    this.timer = null;
    this.running = null;
  }

  /** Every field's value by name, as lists, so that radios, checkboxes and text are one thing. */
  values() {
    const now = new Map();
    for (const field of this.form.elements) {
      if (field.name && !['file', 'password', 'submit', 'button'].includes(field.type)) now.set(field.name, []);
    }
    for (const [name, value] of new FormData(this.form)) if (typeof value === 'string') now.get(name)?.push(value);
    return now;
  }

  changed() {
    return new Map([...this.values()].filter(([name, value]) => !same(value, this.saved.get(name) ?? [])));
  }

  later(pause) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), pause);
  }

  /** Saves what changed; true when nothing is left unsaved. A call made meanwhile waits, and looks again: a run may have looked its last just before. */
  save() {
    clearTimeout(this.timer);
    if (this.running) return this.running.then(done => done && this.changed().size > 0 ? this.save() : done);
    this.running = this.run().finally(() => { this.running = null; });
    return this.running;
  }

  async run() {
    for (let changed = this.changed(); changed.size > 0; changed = this.changed()) {
      this.say('saving');
      if (!await this.sendOnce(changed)) return false;
    }
    return true;
  }

  /** The page may be gone before an answer comes, so a save on its way is not waited for: a repeat changes nothing. */
  leave() {
    const changed = this.changed();
    if (changed.size > 0) this.sendOnce(changed, true);
  }

  /** Asks what another window saved. */
  async refresh() {
    if (!this.running && this.changed().size === 0) await this.sendOnce(new Map());
  }

  async sendOnce(changed, leaving = false) {
    const body = new URLSearchParams({ revision: this.revision });
    for (const [name, value] of changed) for (const one of value.length ? value : ['']) body.append(name, one);
    try {
      const answer = await send(this.address, { method: 'POST', body, accept: 'application/json', keepalive: leaving && body.toString().length < keepaliveLimit });
      // 409: sent from another window, or changed by the teacher meanwhile. The words are kept beside the work, so there is nothing to try again.
      if (!answer.ok && answer.status !== 409) throw new Error(`The draft was answered with ${answer.status}.`);
      const told = await answer.json();
      this.take(told, changed);
      if (answer.status === 409) this.isLate(told.code);
      return true;
    } catch (problem) {
      this.failures++;
      if (this.changed().size > 0) this.say('failed');
      // After the session is over only a new launch helps; the words stay in the fields until then.
      if (!(problem instanceof Ended)) this.later(Math.min(longestPause, 1_000 * 2 ** (this.failures - 1)));
      return false;
    }
  }

  take(answer, sent) {
    this.failures = 0;
    this.revision = Math.max(this.revision, answer.revision);
    for (const [name, value] of sent) this.saved.set(name, value);
    for (const [name, { value }] of Object.entries(answer.fields ?? {})) this.merge(name, list(value));
    for (const { name, theirs } of answer.conflicts ?? []) this.showTheirs(name, list(theirs));
    if (this.changed().size === 0 && (sent.size > 0 || answer.savedAt)) this.say('saved', answer.savedAt);
    warnBeforeLeaving();
  }

  /** Another window's newer value: taken where nothing was typed here, shown beside the field where something was. */
  merge(name, theirs) {
    const mine = this.values().get(name) ?? [];
    const untouched = same(mine, this.saved.get(name) ?? []);
    this.saved.set(name, theirs);
    if (untouched) this.write(name, theirs);
    else this.showTheirs(name, theirs);
  }

  write(name, value) {
    for (const field of fieldsOf(this.form, name)) {
      if (field.type === 'radio' || field.type === 'checkbox') field.checked = value.includes(field.value);
      else field.value = value[0] ?? '';
    }
    fieldsOf(this.form, name)[0]?.dispatchEvent(new Event('change', { bubbles: true }));
  }

  /** Both texts stay in sight: taking theirs puts ours into the same box. */
  showTheirs(name, theirs) {
    const mine = this.values().get(name) ?? [];
    const fields = fieldsOf(this.form, name);
    if (same(mine, theirs) || fields.length === 0) return;

    const words = this.form.dataset;
    const box = document.createElement('div');
    box.className = 'theirs';
    box.dataset.theirs = name;
    box.setAttribute('role', 'alert');
    const take = button(words.take, () => {
      const replaced = this.values().get(name) ?? [];
      box.remove();
      this.write(name, theirs);
      this.showTheirs(name, replaced);
      fieldsOf(this.form, name)[0].focus();
    });
    const keep = button(words.keep, () => { box.remove(); fields[0].focus(); });
    const row = document.createElement('div');
    row.className = 'row';
    row.append(take, keep);
    box.append(paragraph(words.conflict), paragraph(readable(fields, theirs), 'own'), row);

    this.form.querySelector(`[data-theirs="${CSS.escape(name)}"]`)?.remove();
    (fields.length > 1 ? fields[0].closest('fieldset') ?? fields.at(-1) : fields[0]).after(box);
  }

  /** The sentence for this code where the page has one, else the general one. */
  isLate(code) {
    const places = [...document.querySelectorAll('[data-save-late]')];
    const own = places.filter(place => place.dataset.saveLate === code);
    for (const place of own.length ? own : places.filter(place => !place.dataset.saveLate)) place.hidden = false;
  }

  /** Said once per change of state, so that a screen reader is not talking all the time. */
  say(state, at) {
    const place = this.form.querySelector('[data-save-status]') ?? document.querySelector('[data-save-status]');
    if (!place) return;
    const { saving, saved, notSaved } = this.form.dataset;
    const text = { saving, saved: saved?.replace('{0}', at ?? ''), failed: notSaved }[state];
    // A quick save between two failures would only flicker.
    if (state === 'saving' && this.failures > 0) return;
    place.dataset.state = state;
    if (place.textContent !== text) place.textContent = text;
  }
}

const list = value => Array.isArray(value) ? value : value === null || value === undefined || value === '' ? [] : [value];
const meant = value => value.filter(one => one !== '');
const same = (a, b) => JSON.stringify(meant(a)) === JSON.stringify(meant(b));
const fieldsOf = (form, name) => [...form.elements].filter(field => field.name === name);

function readable(fields, value) {
  const labels = fields.filter(field => ['radio', 'checkbox'].includes(field.type) && value.includes(field.value)).map(field => field.labels[0]?.innerText);
  return labels.length ? labels.join(', ') : value[0] ?? '–';
}

function paragraph(text, style) {
  const made = document.createElement('p');
  made.textContent = text;
  if (style) made.className = style;
  return made;
}

function button(text, press) {
  const made = document.createElement('button');
  made.type = 'button';
  made.textContent = text;
  made.addEventListener('click', press);
  return made;
}

const current = () => [...drafts.values()].filter(draft => draft.form.isConnected);
const draftOf = event => drafts.get(event.target.form ?? event.target.closest?.('form'));
const unsaved = () => current().some(draft => draft.changed().size > 0);
const warn = event => event.preventDefault();

// Attached only while something is unsaved: a page that always asks teaches people to press "leave".
function warnBeforeLeaving() {
  if (unsaved()) window.addEventListener('beforeunload', warn);
  else window.removeEventListener('beforeunload', warn);
}

/** Saves everything on the page now; false when something could not be saved. */
export async function flush() {
  const done = await Promise.all(current().map(draft => draft.save()));
  return done.every(Boolean);
}

/** Finds the forms of the screen that is shown. */
export function watch() {
  for (const form of drafts.keys()) if (!form.isConnected) drafts.delete(form);
  for (const form of document.querySelectorAll('form[data-autosave]')) if (!drafts.has(form)) drafts.set(form, new Draft(form));
  warnBeforeLeaving();
}

document.addEventListener('input', event => {
  const draft = draftOf(event);
  if (!draft) return;
  draft.later(pauseAfterTyping);
  warnBeforeLeaving();
});
document.addEventListener('change', event => draftOf(event)?.save());
document.addEventListener('focusout', event => draftOf(event)?.save());
document.addEventListener('visibilitychange', () => {
  for (const draft of current()) document.visibilityState === 'hidden' ? draft.leave() : draft.refresh();
});
window.addEventListener('pagehide', () => current().forEach(draft => draft.leave()));
window.addEventListener('online', () => current().forEach(draft => draft.save()));
document.addEventListener('screen:shown', watch);
watch();
