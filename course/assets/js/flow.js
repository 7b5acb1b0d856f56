// Tools that ask and answer on the device: one question at a time, then the parts of the outcome that fit the answers.
// Answers live in variables of this page only: no storage, no request, no change of the address.
(function () {
  const root = document.querySelector(".bb-flow");
  if (!root) return;
  const questions = [...root.querySelectorAll(".bb-flow-q")];
  const out = root.querySelector(".bb-flow-out");
  const trail = root.querySelector(".bb-flow-trail");
  const status = root.querySelector(".bb-flow-status");
  const cards = [...root.querySelectorAll("[data-card]")];
  const tool = (name) => root.querySelector(`[data-${name}]`);
  let given = []; // [{ question, choice }] in the order of tapping
  let card = null;

  const condition = (element) => (element.dataset.when ? JSON.parse(element.dataset.when) : []);
  const answers = () => Object.fromEntries(given.map(({ question, choice }) => [question.dataset.q, choice.dataset.choice]));

  function fits(element, now) {
    const any = condition(element);
    return !any.length || any.some((all) => Object.entries(all).every(([name, ids]) => ids.includes(now[name])));
  }

  function nextQuestion() {
    const now = answers();
    return questions.find((question) => !(question.dataset.q in now) && fits(question, now));
  }

  function showTrail() {
    trail.replaceChildren(
      ...given.filter(({ question }) => question.dataset.short).map(({ question, choice }) => {
        const item = document.createElement("li");
        const name = document.createElement("span");
        name.textContent = question.dataset.short;
        item.append(name, " ", choice.querySelector("span").textContent);
        return item;
      }),
    );
    trail.hidden = !trail.children.length;
  }

  function showOutcome() {
    const now = answers();
    for (const part of out.querySelectorAll("[data-when]")) part.hidden = !fits(part, now);
    for (const slot of out.querySelectorAll("[data-slot]")) {
      slot.hidden = ![...slot.querySelectorAll("[data-part]")].some((part) => !part.hidden);
      if (slot.tagName === "DETAILS") slot.open = false;
    }
    showDifference(now);
  }

  // In class: which answers are not those of the person on the card.
  function showDifference(now) {
    const box = out.querySelector(".bb-flow-differs");
    const meant = card ? JSON.parse(card.dataset.card) : {};
    const wrong = questions.filter(({ dataset }) => dataset.short && meant[dataset.q] !== now[dataset.q] && meant[dataset.q]);
    box.hidden = !wrong.length;
    box.querySelector("span").textContent = wrong.map(({ dataset }) => dataset.short).join(", ");
  }

  function showDoor() {
    const door = answers().door;
    for (const box of root.querySelectorAll("[data-door]")) box.hidden = box.dataset.door !== door;
    for (const one of cards) one.hidden = one !== card;
  }

  function show(moveFocus) {
    const question = nextQuestion();
    for (const one of questions) one.hidden = one !== question;
    out.hidden = Boolean(question);
    root.classList.toggle("is-done", !question);
    if (!question) showOutcome();
    showTrail();
    showDoor();
    tool("back").hidden = tool("restart").hidden = !given.length;
    tool("print").hidden = Boolean(question);
    if (!moveFocus) return;
    const heading = (question || out).querySelector("h2, button");
    heading.focus({ preventScroll: true });
    root.scrollIntoView({ block: "start" });
    status.textContent = question ? "" : root.dataset.doneWord;
  }

  function deal() {
    const others = cards.length > 1 ? cards.filter((one) => one !== card) : cards;
    card = others[crypto.getRandomValues(new Uint32Array(1))[0] % others.length];
  }

  function choose(choice) {
    given.push({ question: choice.closest(".bb-flow-q"), choice });
    if (choice.dataset.choice === "class") deal();
    show(true);
  }

  function back() {
    given.pop();
    if (!given.length) card = null;
    show(true);
  }

  function forget(moveFocus) {
    given = [];
    card = null;
    status.textContent = "";
    show(moveFocus);
  }

  root.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.choice) choose(button);
    else if ("deal" in button.dataset) { deal(); given = given.slice(0, 1); show(true); }
    else if ("back" in button.dataset) back();
    else if ("restart" in button.dataset) forget(true);
    else if ("print" in button.dataset) print();
  });
  document.addEventListener("bb-leave", () => forget(false));
  addEventListener("pagehide", () => forget(false));
  addEventListener("beforeprint", () => out.querySelectorAll("details").forEach((part) => (part.open = true)));
  // Letters of every outcome are loaded now, so that no later request tells which of them is shown.
  if (document.fonts) document.fonts.load('1em "Pretendard Variable"', root.textContent + root.dataset.doneWord + root.dataset.copiedWord);
  show(false);
})();
