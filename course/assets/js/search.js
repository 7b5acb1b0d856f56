// Material drops what was typed before the search index is ready, as happens on a slow machine. Ask again once it is.
(function () {
  const field = document.querySelector(".md-search__input");
  const state = document.querySelector(".md-search-result__meta");
  if (!field || !state) return;
  const starting = state.textContent;

  // The same text twice is not heard, so a blank goes in between.
  function ask(text) {
    field.value = text;
    field.dispatchEvent(new KeyboardEvent("keyup"));
  }

  const watcher = new MutationObserver(() => {
    if (state.textContent === starting) return;
    watcher.disconnect();
    const text = field.value;
    if (!text.trim()) return;
    setTimeout(() => { ask(""); ask(text); });
  });
  watcher.observe(state, { childList: true, characterData: true, subtree: true });
})();
