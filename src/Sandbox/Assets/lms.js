import { watchGradebook } from "./gradebook.js";
import { serveToolFrame } from "./tool-frame.js";

// The frame must listen before the form below makes it speak.
const frame = document.querySelector("iframe[data-tool-origin]");
if (frame) {
  serveToolFrame(frame);
}

document.querySelector("form[data-auto-submit]")?.submit();

const leave = document.querySelector("a[data-leave-frame]");
if (leave) {
  window.top.location.assign(leave.href);
}

const gradebook = document.querySelector("[data-poll]");
if (gradebook) {
  watchGradebook(gradebook);
}
