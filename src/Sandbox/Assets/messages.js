/** What the LMS says to a message about storage; null to anything else. */
export function answerTo(message, fromTool, storage, keeper) {
  switch (message.subject) {
    case "lti.capabilities": {
      const storing = storage || keeper ? ["lti.get_data", "lti.put_data"] : [];
      const frame = keeper ? { frame: keeper } : {};
      return {
        supported_messages: [
          ...["lti.capabilities", "lti.frameResize"].map((subject) => ({ subject })),
          ...storing.map((subject) => ({ subject, ...frame })),
        ],
      };
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

/** Most tools send objects; some send the same as JSON text. */
export function read(data) {
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
