// Small mends of Material for keyboards and screen readers.
(function () {
  const SINGLE_KEYS = ["s", "f", "/", "n", ".", "p", ","];

  // Material binds single letters on the window (KWCAG 문자 단축키, WCAG 2.1.4). Stop them one step before; fields are not touched.
  document.addEventListener("keydown", (event) => {
    const field = event.target.closest("input, textarea, select, [contenteditable]");
    if (!field && !event.ctrlKey && !event.metaKey && SINGLE_KEYS.includes(event.key.toLowerCase())) event.stopPropagation();
  });

  // Buttons in place of Material's labels, which a keyboard cannot reach on narrow screens.
  function wireToggle(button) {
    const toggle = document.getElementById(button.dataset.bbToggle);
    const tell = () => button.setAttribute("aria-expanded", String(toggle.checked));
    button.addEventListener("click", () => {
      toggle.click();
      if (toggle.id === "__search" && toggle.checked) document.querySelector(".md-search__input").focus();
    });
    toggle.addEventListener("change", tell);
    tell();
  }

  // Material listens for keys only; what is pasted, dictated or composed counts as typing too.
  function hearEveryInput() {
    const field = document.querySelector(".md-search__input");
    if (field) field.addEventListener("input", () => field.dispatchEvent(new Event("keyup")));
  }

  // What scrolls sideways must be reachable by keyboard.
  function markScrollers() {
    for (const box of document.querySelectorAll(".md-typeset__scrollwrap, .md-typeset pre > code, .jupyter-wrapper pre, .jp-OutputArea-output")) {
      if (box.scrollWidth > box.clientWidth + 1) box.tabIndex = 0;
      else box.removeAttribute("tabindex");
    }
  }

  function nameTaskBoxes() {
    for (const box of document.querySelectorAll(".task-list-item input[type=checkbox]")) {
      box.setAttribute("aria-label", box.closest("li").textContent.trim());
    }
  }

  // A section with a page of its own leaves Material's list, and the label that folds it, without a name: take its title.
  function nameSections() {
    for (const list of document.querySelectorAll(".md-nav[aria-labelledby]")) {
      const fold = document.getElementById(list.getAttribute("aria-labelledby"));
      if (fold && fold.textContent.trim()) continue;
      const name = list.querySelector(".md-nav__title").textContent.trim();
      list.removeAttribute("aria-labelledby");
      list.setAttribute("aria-label", name);
      if (fold) fold.prepend(Object.assign(document.createElement("span"), { className: "bb-hidden", textContent: name }));
    }
  }

  nameSections();
  hearEveryInput();
  document.querySelectorAll("[data-bb-toggle]").forEach(wireToggle);
  nameTaskBoxes();
  addEventListener("load", markScrollers);
  addEventListener("resize", markScrollers);
})();
