// Gradio demos stand in same-origin frames: they follow the page's scheme, and the frame follows the demo's height.
(function () {
  const isDark = () => document.body.dataset.mdColorScheme === "slate";
  const bodyOf = (frame) => frame.contentDocument && frame.contentDocument.body;

  function follow(frame) {
    const body = bodyOf(frame);
    if (body) body.classList.toggle("dark", isDark());
  }

  function fit(frame, column) {
    const height = Math.ceil(column.getBoundingClientRect().bottom + frame.contentWindow.scrollY);
    if (height > 80) frame.style.height = height + "px";
  }

  function measure(frame) {
    const column = bodyOf(frame) && bodyOf(frame).querySelector("main > .column, main");
    if (!column) return false;
    column.closest("main").setAttribute("aria-label", frame.title);
    new frame.contentWindow.ResizeObserver(() => fit(frame, column)).observe(column);
    return true;
  }

  function ready(frame) {
    if (!bodyOf(frame)) return;
    follow(frame);
    if (measure(frame)) return;
    const watcher = new MutationObserver(() => measure(frame) && watcher.disconnect());
    watcher.observe(bodyOf(frame), { childList: true, subtree: true });
  }

  const frames = [...document.querySelectorAll("iframe.bb-demo")];
  frames.forEach((frame) => {
    frame.addEventListener("load", () => ready(frame));
    if (frame.contentDocument && frame.contentDocument.readyState === "complete") ready(frame);
  });
  if (frames.length) {
    const scheme = new MutationObserver(() => frames.forEach(follow));
    scheme.observe(document.body, { attributeFilter: ["data-md-color-scheme"] });
  }
})();
