// Slides: keys, full screen, fitting to the screen, a blank screen, and a notes window with the plan's minutes; both
// windows steer each other, also from file://.
(function () {
  const deck = document.querySelector(".bb-deck");
  if (!deck) return;
  const slides = [...deck.querySelectorAll(".bb-slide")];
  const root = document.documentElement;
  const one = (selector) => document.querySelector(selector);
  const isNotes = location.hash.startsWith("#notes");
  const LANDSCAPE = [1600, 900];
  const NARROW = 760;
  let at = 0;
  let peer = isNotes ? window.opener : null;
  let letterKeys = true;

  // --- which slide -----------------------------------------------------------------------------------------------
  const numberIn = (hash) => Number((hash.match(/(\d+)$/) || [0, 1])[1]) - 1;
  const presenting = () => root.classList.contains("is-presenting");
  const headingOf = (slide) => slide && slide.querySelector("h1, h2") ? slide.querySelector("h1, h2").textContent : "";

  function show(index) {
    at = Math.min(Math.max(index, 0), slides.length - 1);
    slides.forEach((slide, number) => slide.classList.toggle("is-current", number === at));
    one("[data-deck-number]").textContent = `${at + 1} / ${slides.length}`;
    one("[data-deck-title]").textContent = headingOf(slides[at]);
    // The first slide needs no address: an address that jumps would put the exit behind the first slide in tab order.
    if (at || location.hash) history.replaceState(null, "", `#${isNotes ? "notes" : "slide"}-${at + 1}`);
    if (isNotes) showNotes();
    else fit();
  }

  function go(index) {
    darken(false);
    show(index);
    tell({ at });
  }

  // --- fit: 16:9, or the whole of an upright screen; never scrolling. The more a slide holds, the larger its stage, the
  // --- smaller its text.
  function stage(wide, high) {
    root.style.setProperty("--stage-w", `${wide}px`);
    root.style.setProperty("--stage-h", `${high}px`);
  }

  function fit() {
    if (!presenting()) return;
    const slide = slides[at];
    const room = one(".bb-deck-room").getBoundingClientRect();
    const [wide, high] = room.height > room.width ? [NARROW, NARROW * room.height / room.width] : LANDSCAPE;
    let size = slide.classList.contains("bb-slide--demo") ? 0.5 : 0.8;
    for (stage(wide * size, high * size); slide.scrollHeight > slide.clientHeight + 1 && size < 2.6; stage(wide * size, high * size)) size += 0.04;
    const scale = Math.min(room.width / (wide * size), room.height / (high * size));
    root.style.setProperty("--stage-scale", String(scale));
    root.style.setProperty("--stage-x", `${(room.width - wide * size * scale) / 2}px`);
    root.style.setProperty("--stage-y", `${(room.height - high * size * scale) / 2}px`);
  }

  // --- blank screen: the class looks at the teacher --------------------------------------------------------------------
  const isDark = () => !one("[data-deck-dark]").hidden;

  function darken(on) {
    one("[data-deck-dark]").hidden = !on;
    one(".bb-deck-tools [data-deck-do=dark]").setAttribute("aria-pressed", String(on));
  }

  function toggleDark() {
    darken(!isDark());
    tell({ dark: isDark() });
  }

  // --- present and leave -------------------------------------------------------------------------------------------
  function present(on) {
    root.classList.toggle("is-presenting", on);
    if (on) show(at);
    else slides[at].scrollIntoView();
  }

  function fullScreen() {
    if (document.fullscreenElement) document.exitFullscreen();
    else if (root.requestFullscreen) root.requestFullscreen().catch(() => {});
    present(true);
  }

  // --- notes window ------------------------------------------------------------------------------------------------
  const channel = "BroadcastChannel" in window ? new BroadcastChannel("bb-deck:" + deck.dataset.deck) : null;

  function tell(message) {
    const letter = { ...message, deck: deck.dataset.deck };
    if (channel) channel.postMessage(letter);
    if (peer && !peer.closed) peer.postMessage(letter, "*");
  }

  function hear(event) {
    const letter = event.data;
    if (!letter || letter.deck !== deck.dataset.deck) return;
    if (event.source && event.source !== window) peer = event.source;
    if (letter.ask) tell({ at });
    else if (letter.leave && isNotes) window.close();
    else if (typeof letter.dark === "boolean") darken(letter.dark);
    else if (Number.isInteger(letter.at)) {
      darken(false);
      if (letter.at !== at) show(letter.at);
    }
  }

  function openNotes() {
    peer = window.open(`${location.pathname}#notes-${at + 1}`, "bb-notes", "width=900,height=640");
    one("[data-deck-blocked]").hidden = Boolean(peer);
  }

  function showNotes() {
    const notes = slides[at].querySelector(".bb-notes");
    const room = one("[data-notes-text]");
    one("[data-notes-title]").textContent = headingOf(slides[at]);
    one("[data-notes-next]").textContent = headingOf(slides[at + 1]);
    if (notes) room.replaceChildren(...[...notes.cloneNode(true).childNodes]);
    else room.textContent = room.dataset.none;
    tick();
  }

  // --- the lesson's clock starts when the title slide is left; a step's when its first slide comes ---------------------
  let lesson = 0;
  let step = { name: null, start: 0 };

  function clockOf(start) {
    const seconds = start ? (Date.now() - start) / 1000 : 0;
    const two = (number) => String(Math.floor(number)).padStart(2, "0");
    return { text: `${two(seconds / 60)}:${two(seconds % 60)}`, minutes: seconds / 60 };
  }

  function tick() {
    const { step: name, minutes, until } = slides[at].dataset;
    const place = one("[data-notes-step]");
    if (at && !lesson) lesson = Date.now();
    if (name !== step.name) step = { name, start: Date.now() };
    const clock = clockOf(step.start);
    const over = name && clock.minutes > Number(minutes);
    const told = { step: name, clock: clock.text, minutes, until };
    place.textContent = name ? place.dataset.words.replace(/\{(\w+)\}/g, (_, key) => told[key]) + (over ? ` ${place.dataset.over}` : "") : "";
    place.classList.toggle("is-over", Boolean(over));
    one("[data-notes-clock]").textContent = clockOf(lesson).text;
  }

  function restart() {
    lesson = at ? Date.now() : 0;
    step = { name: null, start: 0 };
    tick();
  }

  // --- keys --------------------------------------------------------------------------------------------------------
  const STEPS = {
    PageDown: () => at + 1, PageUp: () => at - 1, ArrowRight: () => at + 1, ArrowLeft: () => at - 1,
    ArrowDown: () => at + 1, ArrowUp: () => at - 1, " ": () => at + 1, Home: () => 0, End: () => slides.length - 1,
  };
  const isClicker = (key) => key === "PageDown" || key === "PageUp";
  const inControl = (target) => target.ownerDocument !== document || Boolean(target.closest("input, select, textarea, button, a, .bb-demo, [contenteditable]"));

  function press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || !(presenting() || isNotes)) return;
    const busy = inControl(event.target);
    if (event.key in STEPS && (isClicker(event.key) || !busy)) {
      event.preventDefault();
      go(STEPS[event.key]());
    } else if (event.key === "Escape" && isDark()) toggleDark();
    else if (event.key === "Escape" && !document.fullscreenElement && !isNotes) present(false);
    else if (letterKeys && !busy && event.key.toLowerCase() === "f") fullScreen();
    else if ((letterKeys && !busy && event.key.toLowerCase() === "b") || event.key === ".") toggleDark();
    else if (letterKeys && !busy && event.key.toLowerCase() === "n" && !isNotes) openNotes();
  }

  // --- wiring ------------------------------------------------------------------------------------------------------
  const ACTIONS = {
    previous: () => go(at - 1), next: () => go(at + 1), full: fullScreen, notes: openNotes,
    list: () => present(false), start: () => present(true), dark: toggleDark, restart,
  };

  function wire() {
    for (const button of document.querySelectorAll("[data-deck-do]")) button.addEventListener("click", () => ACTIONS[button.dataset.deckDo]());
    one("[data-deck-keys]").addEventListener("change", (event) => { letterKeys = event.target.checked; });
    window.barobogi.onKey(press);
    addEventListener("message", hear);
    if (channel) channel.addEventListener("message", hear);
    addEventListener("resize", fit);
    document.addEventListener("bb-leave", () => tell({ leave: true }));
    const watcher = new ResizeObserver(fit);
    deck.querySelectorAll(".bb-demo").forEach((demo) => watcher.observe(demo));
  }

  wire();
  root.classList.toggle("is-notes", isNotes);
  show(numberIn(location.hash));
  if (isNotes) {
    tell({ ask: true });
    tick();
    setInterval(tick, 1000);
  } else if (matchMedia("(min-width: 700px)").matches) present(true);
})();
