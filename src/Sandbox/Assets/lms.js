import { watchGradebook } from "./gradebook.js";
import { serveToolFrame } from "./tool-frame.js";

// The frame must listen before the form below makes it speak.
const frame = document.querySelector("iframe[data-tool-origin]");
if (frame) {
  serveToolFrame(frame);
}

// A frame that stores for the tool must be there before the tool asks it.
const storage = document.querySelector("iframe[data-storage-frame]");
if (storage) {
  await new Promise((resolve) => {
    storage.addEventListener("load", resolve, { once: true });
    storage.src = storage.dataset.storageFrame;
  });
}

document.querySelector("form[data-auto-submit]")?.submit();

const leave = document.querySelector("a[data-leave-frame]");
if (leave) {
  window.top.location.assign(leave.href);
}

const gradebook = document.querySelector("[data-watched]");
if (gradebook) {
  watchGradebook(gradebook);
}
