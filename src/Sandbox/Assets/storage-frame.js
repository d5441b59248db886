import { answerTo, read } from "./messages.js";
import { PlatformStorage } from "./platform-storage.js";

const origin = document.body.dataset.toolOrigin;
const storage = new PlatformStorage();

/** Answers the tool's frame beside this one, and nobody else. */
window.addEventListener("message", (event) => {
  const message = event.source === window.parent.frames.tool ? read(event.data) : null;
  const answer = message?.subject === "lti.capabilities" ? null : message && answerTo(message, event.origin === origin, storage, null);
  if (answer) {
    event.source.postMessage({ ...answer, subject: `${message.subject}.response`, message_id: message.message_id }, event.origin);
  }
});
