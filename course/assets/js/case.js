// Branching case: one scene at a time, a way back, and a class vote for the projector.
// Path and votes live in these variables and nowhere else; leaving the page forgets them.
(function () {
  const LEAST = 5; // a smaller count could point at a person

  function begin(section) {
    const nodes = [...section.querySelectorAll(".bb-case-node")];
    const first = section.querySelector("[data-start]") || nodes[0];
    const status = section.querySelector(".bb-case-status");
    const [back, restart, vote] = ["back", "restart", "vote"].map((name) => section.querySelector(`[data-${name}]`));
    const now = () => path[path.length - 1];
    let path = [first];
    let voting = false;

    function show() {
      for (const node of nodes) node.hidden = node !== now();
      back.hidden = restart.hidden = path.length === 1;
      vote.hidden = now().matches(".bb-case-ending");
      vote.setAttribute("aria-pressed", String(voting));
      section.classList.toggle("is-voting", voting && !vote.hidden);
      section.querySelectorAll(".bb-case-vote").forEach((label) => { label.hidden = !voting; });
      nodes.forEach(drawVotes);
    }

    // To the new scene's heading, so that it is read out and nobody has to look for it.
    function go(next) {
      path = next;
      status.textContent = "";
      show();
      now().querySelector("h2").focus({ preventScroll: true });
      now().scrollIntoView({ block: "start" });
    }

    function clearVotes() {
      section.querySelectorAll(".bb-case-vote input").forEach((input) => { input.value = ""; });
    }

    function count(choice) {
      const input = choice.querySelector(".bb-case-vote input");
      return input.value === "" ? null : Math.min(Math.max(Math.round(input.valueAsNumber) || 0, 0), Number(input.max));
    }

    // Measured against the largest count, not the class: a share of the whole would give the hidden ones away.
    function drawVotes(node) {
      const choices = [...node.querySelectorAll(".bb-case-choices > li")];
      const most = Math.max(...choices.map(count), LEAST);
      for (const choice of choices) {
        const bar = choice.querySelector(".bb-case-bar");
        const votes = count(choice);
        bar.hidden = !voting || votes === null;
        bar.textContent = votes >= LEAST ? String(votes) : votes === null ? "" : section.dataset.fewWord;
        bar.classList.toggle("is-few", votes < LEAST);
        bar.style.setProperty("--bb-share", votes >= LEAST ? votes / most : 0);
      }
    }

    function forget() {
      path = [first];
      voting = false;
      clearVotes();
      status.textContent = "";
      show();
    }

    section.addEventListener("click", (event) => {
      const choice = event.target.closest("[data-to]");
      if (choice) go([...path, nodes.find((node) => node.dataset.node === choice.dataset.to)]);
    });
    section.addEventListener("change", (event) => {
      if (!event.target.closest(".bb-case-vote")) return;
      drawVotes(now());
      const choice = event.target.closest("li");
      const number = [...choice.parentElement.children].indexOf(choice) + 1;
      status.textContent = `${number}: ${choice.querySelector(".bb-case-bar").textContent}`;
    });
    back.addEventListener("click", () => go(path.slice(0, -1)));
    restart.addEventListener("click", () => { clearVotes(); go([first]); });
    vote.addEventListener("click", () => {
      voting = !voting;
      show();
    });
    document.addEventListener("bb-leave", forget);
    addEventListener("pagehide", forget);
    section.classList.add("is-live");
    // Letters of every scene are loaded now, so that no later request tells which of them is shown.
    if (document.fonts) document.fonts.load('1em "Pretendard Variable"', section.textContent + section.dataset.fewWord + section.dataset.copiedWord);
    forget();
  }

  document.querySelectorAll(".bb-case").forEach(begin);
})();
