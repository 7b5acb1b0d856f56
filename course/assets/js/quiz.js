// Self-check: choosing an answer shows its reason. Answers live in this tab's sessionStorage and nowhere else.
(function () {
  const section = document.querySelector(".bb-quiz");
  if (!section) return;
  const key = "bb-quiz:" + section.dataset.quiz;

  function load() {
    try {
      return JSON.parse(sessionStorage.getItem(key)) || {};
    } catch {
      return {};
    }
  }

  function save(answers) {
    try {
      sessionStorage.setItem(key, JSON.stringify(answers));
    } catch {
      // Storage is off: the answers then hold until the page is left.
    }
  }

  function show(question, answer) {
    let verdict = "";
    for (const choice of question.querySelectorAll(".bb-choice")) {
      const input = choice.querySelector("input");
      const chosen = input.value === answer;
      input.checked = chosen;
      choice.classList.toggle("is-chosen", chosen);
      choice.querySelector(".bb-why").hidden = !chosen;
      if (chosen) verdict = input.dataset.right === "true" ? "right" : "wrong";
    }
    question.dataset.verdict = verdict;
    question.querySelector(".bb-verdict").textContent = verdict && section.dataset[verdict + "Word"];
  }

  function showAll(answers) {
    section.querySelectorAll(".bb-q").forEach((question) => show(question, answers[question.dataset.q]));
  }

  section.addEventListener("change", (event) => {
    const question = event.target.closest(".bb-q");
    const answers = { ...load(), [question.dataset.q]: event.target.value };
    save(answers);
    show(question, event.target.value);
  });
  section.querySelector("[data-quiz-clear]").addEventListener("click", () => {
    sessionStorage.removeItem(key);
    showAll({});
  });
  showAll(load());
  addEventListener("pageshow", () => showAll(load()));
})();
