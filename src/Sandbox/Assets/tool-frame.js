import { PlatformStorage } from "./platform-storage.js";

const lowest = 300;
const highest = 6000;

/** Answers the messages of the tool inside the frame, and of nobody else. */
export function serveToolFrame(frame) {
  const origin = frame.dataset.toolOrigin;
  const storage = frame.dataset.storage === "on" ? new PlatformStorage() : null;

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

    const answer = answerTo(message, event.origin === origin, storage);
    if (answer) {
      event.source.postMessage({ ...answer, subject: `${message.subject}.response`, message_id: message.message_id }, event.origin);
    }
  });
}

function answerTo(message, fromTool, storage) {
  switch (message.subject) {
    case "lti.capabilities": {
      const storing = storage ? ["lti.get_data", "lti.put_data"] : [];
      const subjects = ["lti.capabilities", "lti.frameResize", ...storing];
      return { supported_messages: subjects.map((subject) => ({ subject })) };
    }
    case "lti.put_data":
    case "lti.get_data":
      if (!storage) {
        return { error: { code: "unsupported_subject", message: "This LMS stores nothing." } };
      }
      if (!fromTool) {
        return { error: { code: "wrong_origin", message: "Only the tool may store here." } };
      }
      return message.subject === "lti.put_data" ? storage.put(message.key, message.value) : storage.get(message.key);
    default:
      return null;
  }
}

function resize(frame, height) {
  const wanted = Number(height);
  if (Number.isFinite(wanted)) {
    frame.style.height = `${Math.min(Math.max(wanted, lowest), highest)}px`;
  }
}

/** Most tools send objects; some send the same as JSON text. */
function read(data) {
  let message = data;
  if (typeof data === "string") {
    try {
      message = JSON.parse(data);
    } catch {
      return null;
    }
  }
  return message && typeof message.subject === "string" ? message : null;
}
