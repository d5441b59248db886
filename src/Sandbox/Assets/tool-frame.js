import { answerTo, read } from "./messages.js";
import { PlatformStorage } from "./platform-storage.js";

const lowest = 300;
const highest = 6000;

/** Answers the messages of the tool inside the frame, and of nobody else. */
export function serveToolFrame(frame) {
  const origin = frame.dataset.toolOrigin;
  // Where a frame of its own keeps values, the page keeps none.
  const keeper = frame.dataset.keeper || null;
  const storage = frame.dataset.storage === "on" && !keeper ? new PlatformStorage() : null;

  window.addEventListener("message", (event) => {
    if (event.source !== frame.contentWindow) {
      return;
    }

    const message = read(event.data);
    if (!message) {
      return;
    }

    if (message.subject === "lti.frameResize" && event.origin === origin) {
      resize(frame, message.height);
      return;
    }

    if (message.subject === "org.imsglobal.lti.close" && event.origin === origin && frame.dataset.after) {
      window.location.assign(frame.dataset.after);
      return;
    }

    const answer = answerTo(message, event.origin === origin, storage, keeper);
    if (answer) {
      event.source.postMessage({ ...answer, subject: `${message.subject}.response`, message_id: message.message_id }, event.origin);
    }
  });
}

function resize(frame, height) {
  const wanted = Number(height);
  if (Number.isFinite(wanted)) {
    frame.style.height = `${Math.min(Math.max(wanted, lowest), highest)}px`;
  }
}
