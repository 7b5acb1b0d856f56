// The pre/post form: one item at a time, each may be left open. Answers stand in the page's own fields and nowhere else:
// nothing is stored or sent, and they are cleared when the page is left. What is right is counted, never shown item by item.
(function () {
  const root = document.querySelector(".bb-prepost");
  if (!root) return;
  const { words, counted } = JSON.parse(root.querySelector('script[type="application/json"]').textContent);
  const TALLY = ["hits", "alarms", "certain", "certain_right"];
  const every = [...root.querySelectorAll(".bb-q")];
  const [start, at, tools, end] = ["start", "at", "tools", "end"].map((name) => root.querySelector(".bb-prepost-" + name));
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => (name in values ? values[name] : all));
  const chosen = (question, name) => question.querySelector(`input[name^="prepost-${name}"]:checked`);
  let asked = every;
  let now = -1;

  function element(tag, attributes, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children);
    return made;
  }

  // now: -1 is the start, asked.length the end.
  function show(place, focus = true) {
    now = place;
    const going = now >= 0 && now < asked.length;
    every.forEach((question) => (question.hidden = !going || question !== asked[now]));
    start.hidden = now !== -1;
    tools.hidden = !going;
    end.hidden = now < asked.length;
    at.textContent = going ? fill(words.at, { n: now + 1, all: asked.length }) : "";
    end.replaceChildren(...(end.hidden ? [] : slip()));
    if (focus) (going ? at : end.hidden ? start.querySelector("button") : end).focus();
    if (focus) root.scrollIntoView({ block: "start" });
  }

  // How many of what was asked are right, by topic; of the pictures hits, false alarms, and how many of the certain were right.
  function tally() {
    const found = Object.fromEntries(counted.map(([, id]) => [id, 0]));
    for (const question of asked) {
      const { topic, picture } = question.dataset;
      if (topic) found[topic] += chosen(question, "q")?.dataset.right ? 1 : 0;
      const said = picture && chosen(question, "p")?.value;
      if (!said) continue;
      if (said === "two") found[picture === "two" ? "hits" : "alarms"] += 1;
      if (chosen(question, "s")?.value !== "100") continue;
      found.certain += 1;
      if (said === picture) found.certain_right += 1;
    }
    return found;
  }

  function slip() {
    const found = tally();
    const has = new Set(asked.flatMap(({ dataset }) => (dataset.topic ? [dataset.topic] : TALLY)));
    const rows = counted.filter(([, id]) => has.has(id));
    const cells = rows.map(([letter, id]) => element("li", {}, element("b", {}, letter), ` ${found[id]}`));
    return [
      element("p", { class: "bb-prepost-done" }, words.done), element("p", {}, words.slip_how),
      element("ul", { class: "bb-prepost-slip" }, ...cells), element("p", {}, words.slip_then),
      element("p", { class: "bb-prepost-remember" }, words.remember),
      element("p", {}, element("button", { type: "button", "data-do": "again" }, words.again)),
    ];
  }

  function clear(questions) {
    for (const question of questions) for (const input of question.querySelectorAll("input")) input.checked = false;
  }

  function again(focus = false) {
    clear(every);
    asked = every;
    show(-1, focus);
  }

  function begin(questions) {
    asked = questions;
    // All pictures are fetched now, so that no later request tells how far somebody is.
    for (const image of questions.flatMap((question) => [...question.querySelectorAll("img")])) image.loading = "eager";
    show(0);
  }

  const actions = {
    long: () => begin(every), short: () => begin(every.slice(0, Number(root.dataset.items))),
    next: () => show(now + 1), back: () => show(now - 1), unset: () => clear([asked[now]]), again: () => again(true),
  };
  root.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-do]");
    if (button) actions[button.dataset.do]();
  });
  document.addEventListener("bb-leave", () => again());
  addEventListener("pagehide", () => again());
  // Letters of every screen are loaded now, so that no later request tells which of them is shown.
  if (document.fonts) document.fonts.load('1em "Pretendard Variable"', Object.values(words).join("") + root.textContent);
  again();
})();
