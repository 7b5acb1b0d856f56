// Quick exit: by the link or by Shift three times. Blanks first, clears what the page held, then replaces the history entry.
(function () {
  const PRESSES = 3;
  const WITHIN = 2000;
  let presses = [];

  const exitLink = () => document.querySelector(".bb-exit");

  function resetControls() {
    for (const field of document.querySelectorAll("input:not(.md-toggle):not(.md-option), textarea, select")) {
      if (field.type === "checkbox" || field.type === "radio") field.checked = field.defaultChecked;
      else if (field.tagName === "SELECT") field.selectedIndex = 0;
      else field.value = field.defaultValue;
    }
  }

  function forget() {
    try {
      Object.keys(sessionStorage).filter((key) => key.startsWith("bb-")).forEach((key) => sessionStorage.removeItem(key));
    } catch {
      // Storage is off: there is nothing to clear.
    }
    resetControls();
  }

  function leave() {
    const target = exitLink().href;
    document.documentElement.style.display = "none";
    document.title = "…";
    document.dispatchEvent(new CustomEvent("bb-leave"));
    forget();
    location.replace(target);
  }

  function countShift(event) {
    if (event.key !== "Shift") presses = [];
    else if (!event.repeat) presses = [...presses, Date.now()].slice(-PRESSES);
    if (presses.length === PRESSES && presses[PRESSES - 1] - presses[0] <= WITHIN) leave();
  }

  // Back must not show what was typed or chosen: a page put aside is hidden, and read again when it returns.
  function putAside(event) {
    if (event.persisted) document.documentElement.style.display = "none";
  }

  function comeBack(event) {
    const [visit] = performance.getEntriesByType("navigation");
    if (event.persisted) location.reload();
    else if (visit && visit.type !== "navigate") resetControls();
  }

  document.addEventListener("click", (event) => {
    if (!event.target.closest || !event.target.closest(".bb-exit")) return;
    event.preventDefault();
    leave();
  });
  window.barobogi.onKey(countShift);
  addEventListener("pagehide", putAside);
  addEventListener("pageshow", comeBack);
})();
