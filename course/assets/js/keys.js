// One place that hears keys on the page and inside every same-origin frame (a demo must not swallow the exit).
(function () {
  const handlers = [];
  const hear = (event) => handlers.forEach((handler) => handler(event));

  function listenIn(frame) {
    try {
      frame.contentDocument.addEventListener("keydown", hear, true);
    } catch {
      // A frame of another origin, or file://, where each file is its own origin.
    }
  }

  function watch(frame) {
    frame.addEventListener("load", () => listenIn(frame));
    listenIn(frame);
  }

  window.barobogi = window.barobogi || {};
  window.barobogi.onKey = (handler) => handlers.push(handler);
  document.addEventListener("keydown", hear, true);
  document.addEventListener("DOMContentLoaded", () => document.querySelectorAll("iframe").forEach(watch));
})();
