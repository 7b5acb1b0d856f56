// What changed between two rounds of the pre/post form, from counts of a whole class. Nothing is stored or sent.
// The interval of a difference of two shares is Newcombe's (1998, method 10, from Wilson's intervals), 95 %. Papers are
// anonymous, so nobody is paired; the number of people is the number of papers, not of answers: the answers of one person
// resemble each other, and an interval that took them for independent would be too narrow.
(function () {
  const Z = 1.959964;
  const TALLY = ["hits", "alarms", "certain", "certain_right"];

  function wilson(share, n) {
    const square = Z * Z;
    const middle = share + square / (2 * n);
    const wide = Z * Math.sqrt((share * (1 - share)) / n + square / (4 * n * n));
    return [(middle - wide) / (1 + square / n), (middle + wide) / (1 + square / n)];
  }

  // Shares 0 to 1 of n and m people; the difference second minus first with its lower and upper end.
  function newcombe(first, n, second, m) {
    const [l1, u1] = wilson(first, n);
    const [l2, u2] = wilson(second, m);
    const d = second - first;
    return [d, d - Math.hypot(second - l2, u1 - first), d + Math.hypot(u2 - second, first - l1)];
  }

  window.barobogi = Object.assign(window.barobogi || {}, { newcombe });
  const root = document.querySelector(".bb-compare");
  if (!root) return;
  const { words, rows, least } = JSON.parse(root.querySelector('script[type="application/json"]').textContent);
  const status = root.querySelector(".bb-compare-status");
  const result = root.querySelector(".bb-compare-result");
  const times = ["before", "after", "later"];
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => (name in values ? values[name] : all));
  const input = (row, time) => root.querySelector(`[data-row="${row}"][data-time="${time}"]`);
  const classes = root.querySelector("[data-field=classes]");
  const number = (field) => (field.value.trim() === "" && !field.validity.badInput ? null : Number(field.value || NaN));
  const within = (value, low, high) => Number.isInteger(value) && value >= low && value <= high;
  const percent = (share) => `${Math.round(100 * share)}%`;

  function element(tag, attributes, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children);
    return made;
  }

  // The first thing that is wrong, with its field; null when nothing is.
  function wrong() {
    if (!within(number(classes), 1, 99)) return [classes, words.bad_classes];
    for (const time of times) {
      const when = words[time];
      const papers = number(input("papers", time));
      const typed = rows.some(([, id]) => number(input(id, time)) !== null);
      if ((typed || papers !== null) && !within(papers, 1, 9999)) return [input("papers", time), fill(words.bad_papers, { when })];
      for (const [, id, label, most] of rows) {
        const value = number(input(id, time));
        if (value !== null && !within(value, 0, papers * most)) return [input(id, time), fill(words.bad_number, { when, row: label, most: papers * most })];
      }
      const right = number(input("certain_right", time));
      if (right !== null && !(right <= number(input("certain", time)))) return [input("certain_right", time), fill(words.bad_certain, { when })];
    }
    const given = times.filter((time) => number(input("papers", time)) !== null);
    return given[0] === "before" && given.length > 1 ? null : [input("papers", given.includes("before") ? "after" : "before"), words.need_two];
  }

  const ERROR = "bb-compare-error";

  function mended() {
    for (const field of root.querySelectorAll("[aria-invalid]")) ["aria-invalid", "aria-describedby"].forEach((name) => field.removeAttribute(name));
    document.getElementById(ERROR)?.remove();
    status.textContent = "";
  }

  function refuse(field, why) {
    field.setAttribute("aria-invalid", "true");
    field.setAttribute("aria-describedby", ERROR);
    const row = field.closest("tr");
    if (row) row.after(element("tr", { id: ERROR }, element("td", { colspan: 4, class: ERROR }, why)));
    else field.closest("p").after(element("p", { id: ERROR, class: ERROR }, why));
    status.textContent = words.refused;
    field.focus();
  }

  function verdict(low, high) {
    const n = number(classes);
    const some = n === 1 ? words.one_class : fill(words.some_classes, { n });
    return fill(low > 0 ? words.up : high < 0 ? words.down : words.same, { n, classes: some });
  }

  // A line from -100 to +100 points, with the interval, the difference and where nothing changed.
  function bar([d, low, high]) {
    const at = (share) => `${50 + 50 * Math.max(-1, Math.min(1, share))}%`;
    const span = element("i", { class: "bb-compare-span" });
    span.style.insetInlineStart = at(low);
    span.style.insetInlineEnd = `calc(100% - ${at(high)})`;
    const dot = element("i", { class: "bb-compare-dot" });
    dot.style.insetInlineStart = at(d);
    return element("span", { class: "bb-compare-bar", "aria-hidden": "true" }, span, dot);
  }

  function row([letter, id, label, most], from, to) {
    const [k1, k2] = [from, to].map((time) => number(input(id, time)));
    if (k1 === null || k2 === null) return null;
    const [n1, n2] = [from, to].map((time) => number(input("papers", time)));
    const [first, second] = [k1 / (n1 * most), k2 / (n2 * most)];
    const ends = newcombe(first, n1, second, n2);
    const sign = (share) => { const whole = Math.round(100 * share); return whole > 0 ? `+${whole}` : String(whole).replace("-", "−"); };
    const points = fill(words.points, { d: sign(ends[0]), low: sign(ends[1]), high: sign(ends[2]) });
    return element("tr", {},
      element("th", { scope: "row" }, `${letter}. ${label}`),
      element("td", {}, `${percent(first)} → ${percent(second)}`),
      element("td", {}, points, bar(ends)),
      element("td", {}, verdict(ends[1], ends[2])));
  }

  function certain(from, to) {
    const shares = [from, to].map((time) => {
      const [all, right] = ["certain", "certain_right"].map((id) => number(input(id, time)));
      return all >= least && right !== null ? `${words[time]} ${Math.round((100 * right) / all)}` : null;
    });
    return shares.includes(null) ? [] : [element("p", {}, fill(words.certain_shares, { shares: shares.join(", ") }))];
  }

  function compared(from, to) {
    const title = element("h3", {}, fill(words.change, { from: words[from], to: words[to] }));
    const few = [from, to].filter((time) => number(input("papers", time)) < least);
    if (few.length) return [title, ...few.map((time) => element("p", {}, fill(words.few, { when: words[time], limit: least })))];
    const made = rows.filter(([, id]) => !id.startsWith("certain")).map((one) => row(one, from, to)).filter(Boolean);
    const heads = ["", words.share, words.difference, words.result].map((text) => element(text ? "th" : "td", text ? { scope: "col" } : {}, text));
    const table = element("table", {}, element("thead", {}, element("tr", {}, ...heads)), element("tbody", {}, ...made));
    const pictures = rows.some(([, id]) => TALLY.includes(id) && number(input(id, from)) !== null && number(input(id, to)) !== null);
    return [title, table, ...certain(from, to), ...(pictures ? [element("p", {}, words.both_rise)] : []), element("p", {}, words.many_rows)];
  }

  function show() {
    mended();
    result.replaceChildren();
    const found = wrong();
    if (found) return refuse(...found);
    const later = times.slice(1).filter((time) => number(input("papers", time)) !== null);
    result.replaceChildren(...later.flatMap((time) => compared("before", time)));
    result.focus();
  }

  function forget() {
    mended();
    for (const field of root.querySelectorAll("input")) field.value = "";
    result.replaceChildren();
  }

  const actions = { show, clear: forget, print: () => print() };
  root.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-do]");
    if (button) actions[button.dataset.do]();
  });
  // A result stands beside the numbers it came from, or not at all.
  root.addEventListener("input", () => { mended(); result.replaceChildren(); });
  document.addEventListener("bb-leave", forget);
  addEventListener("pagehide", forget);
  if (document.fonts) document.fonts.load('1em "Pretendard Variable"', Object.values(words).join("") + root.textContent);
})();
