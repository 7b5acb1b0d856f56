// A sentence with a copy button: [data-copy] copies the paragraph beside it and says so in the nearest status line.
// By selection, because plain http and file:// have no clipboard API.
(function () {
  function nearest(from, selector) {
    for (let box = from.parentElement; box; box = box.parentElement) {
      const found = box.querySelector(selector);
      if (found) return found;
    }
    return null;
  }

  // Text only: what is pasted must not carry links or the page's look.
  function copyText(text) {
    const give = (event) => {
      event.clipboardData.setData("text/plain", text);
      event.preventDefault();
    };
    document.addEventListener("copy", give, { once: true });
    const done = document.execCommand("copy");
    document.removeEventListener("copy", give);
    return done;
  }

  function select(paragraph) {
    const range = document.createRange();
    range.selectNodeContents(paragraph);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
  }

  // Emptied first, so that a screen reader hears the second copy too.
  function announce(button, word) {
    const status = nearest(button, "[role=status]");
    if (!status) return;
    status.textContent = "";
    setTimeout(() => { status.textContent = word; }, 60);
  }

  function forget() {
    for (const button of document.querySelectorAll("[data-copy].is-copied")) button.classList.remove("is-copied");
  }

  function copy(button) {
    const paragraph = nearest(button, "p");
    const words = button.closest("[data-copied-word]");
    select(paragraph);
    // Where copying is forbidden the sentence stays selected, ready for the keyboard or a long press.
    if (!copyText(paragraph.textContent.replace(/\s+/g, " ").trim())) return;
    getSelection().removeAllRanges();
    forget();
    button.classList.add("is-copied");
    announce(button, words ? words.dataset.copiedWord : "");
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest && event.target.closest("[data-copy]");
    if (button) copy(button);
  });
  document.addEventListener("bb-leave", forget);
  addEventListener("pagehide", forget);
})();
