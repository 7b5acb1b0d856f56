// Report preparation sheet: what is written becomes a Korean text to read out, print or copy. It lives in the fields only:
// nothing is stored, sent or put in the address, and leaving the page in any way empties it.
(function () {
  const section = document.querySelector(".bb-prepare");
  if (!section) return;
  const one = (selector) => section.querySelector(selector);
  const form = one(".bb-prepare-form");
  const room = one(".bb-prepare-text");
  const told = one(".bb-prepare-told");
  const refused = one("[data-prepare-refused]");
  const SAY = JSON.parse(one("script").textContent);
  const GLOSS = document.documentElement.lang !== "ko" && document.documentElement.lang;
  // Picture or video data, and long runs of it without its head; an ordinary address has no such run.
  const PICTURE = /data:\s*(image|video)|blob:|;base64,|[A-Za-z0-9+/]{240,}/i;

  // --- words -------------------------------------------------------------------------------------------------------
  const fill = (text, x) => text.replace(/\{[xn]\}/, () => x);
  const field = (name) => form.elements[name].value.trim();
  const chosen = (name) => [...form.querySelectorAll(`[name="${name}"]:checked`)].map((input) => input.value);
  const sentence = (text) => (/[.?!]$/.test(text) ? text : text + ".");

  // A line is its Korean sentence and, on the English page, what it means; `x` is a function of the language.
  function line(key, x) {
    const inLang = (lang) => sentence(x ? fill(SAY[key][lang], x(lang)) : SAY[key][lang]);
    return { ko: inLang("ko"), gloss: GLOSS ? inLang(GLOSS) : "" };
  }

  function choice(name, otherwise) {
    const value = chosen(name)[0] || otherwise;
    return line(value ? `${name}_${value}` : `say_${name}_none`);
  }

  function dayIn(lang) {
    const [year, month, day] = field("day").split("-").map(Number);
    if (lang === "ko") return `${year}년 ${month}월 ${day}일`;
    return new Date(year, month - 1, day).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
  }

  function timeIn(lang) {
    const [hour, minute] = field("time").split(":").map(Number);
    if (lang !== "ko") return field("time");
    const clock = `${hour < 12 ? "오전" : "오후"} ${hour % 12 || 12}시`;
    return minute ? `${clock} ${minute}분` : clock;
  }

  function when() {
    if (form.elements.unknown.checked || !(field("day") || field("time"))) return line("say_when_none");
    if (!field("time")) return line("say_when_day", dayIn);
    if (!field("day")) return line("say_when_time", timeIn);
    return line("say_when", (lang) => `${dayIn(lang)}${lang === "ko" ? " " : ", "}${timeIn(lang)}`);
  }

  function knows() {
    const who = chosen("knows");
    if (!who.length) return line("say_knows_none");
    if (who.includes("nobody")) return line("knows_nobody");
    return line("say_knows", (lang) => who.map((id) => SAY[`knows_${id}`][lang]).join(", "));
  }

  // What was typed stands below its sentence as it is, so that no full stop or particle sticks to a name or an address.
  function typed(name) {
    const values = field(name).split(/\s*\n\s*/).filter(Boolean);
    return values.length ? { ...line(`say_${name}`, () => values.length), values } : line(`say_${name}_none`);
  }

  function lines() {
    const more = field("more") ? [typed("more")] : [];
    const threat = choice("threat", chosen("how").includes("threat") && "yes");
    const facts = [choice("whose"), choice("how"), ...more, when(), typed("room"), typed("links"), threat, knows()];
    return [line("say_hello"), ...facts, line("say_file"), line("say_first"), line("say_tell")];
  }

  // --- showing -----------------------------------------------------------------------------------------------------
  const element = (tag, text, lang) => Object.assign(document.createElement(tag), { textContent: text, lang });

  function draw(part) {
    const box = document.createElement("div");
    box.append(element("p", part.ko, "ko"));
    if (part.values) {
      const list = document.createElement(part.values.length > 1 ? "ol" : "ul");
      list.append(...part.values.map((text) => element("li", text, "")));
      box.append(list);
    }
    if (part.gloss) box.append(Object.assign(element("p", part.gloss, GLOSS), { className: "bb-prepare-gloss" }));
    return box;
  }

  const numbered = (text, at, all) => (all.length > 1 ? `${at + 1}. ${text}` : text);
  const plain = () => lines().flatMap((part) => [part.ko, ...(part.values || []).map(numbered)]).join("\n");

  // How many rows it takes on paper; the more, the smaller the letters, so that even full fields leave one sheet.
  const SIZES = [20, 28, 40];
  const rowsOf = (text) => Math.ceil([...text].length / 36);
  const rows = () => lines().reduce((sum, part) => sum + [part.ko, ...(part.values || [])].reduce((n, text) => n + rowsOf(text), part.gloss ? 0.8 : 0), 0);

  function show() {
    room.replaceChildren(...lines().map(draw));
    section.dataset.long = String(SIZES.filter((most) => rows() > most).length);
    one("[data-prepare-now]").hidden = !(chosen("threat").includes("yes") || chosen("how").includes("threat"));
    const unknown = form.elements.unknown.checked;
    for (const name of ["day", "time"]) form.elements[name].disabled = unknown;
  }

  // --- no pictures ---------------------------------------------------------------------------------------------------
  const say = (place, key) => { place.textContent = key ? SAY[key][GLOSS || "ko"] : ""; };

  function refuse(input) {
    if (input) {
      input.value = input.value.split("\n").filter((text) => !PICTURE.test(text)).join("\n");
      input.closest(".bb-q").after(refused);
    }
    say(refused, "refused");
  }

  const holdsFile = (transfer) => Boolean(transfer) && [...transfer.types].includes("Files");

  function stopFile(event) {
    const transfer = event.clipboardData || event.dataTransfer;
    if (!holdsFile(transfer)) return;
    event.preventDefault();
    if (event.type !== "dragover") refuse();
  }

  function hear(event) {
    say(refused);
    say(told);
    if (event.target.name === "knows" && event.target.checked) {
      const alone = event.target.value === "nobody";
      for (const box of form.querySelectorAll("[name=knows]")) if ((box.value === "nobody") !== alone) box.checked = false;
    }
    if (typeof event.target.value === "string" && PICTURE.test(event.target.value)) refuse(event.target);
    show();
  }

  // --- copy, print, clear --------------------------------------------------------------------------------------------
  // By selection: the clipboard API is missing on plain http.
  function copy() {
    const paper = Object.assign(document.createElement("textarea"), { value: plain(), className: "bb-hidden" });
    section.append(paper);
    paper.select();
    const done = document.execCommand("copy");
    paper.remove();
    if (!done) getSelection().selectAllChildren(room);
    say(told, done ? "copied" : "selected");
    if (done) one("[data-prepare-do=copy]").focus();
  }

  function clear() {
    form.reset();
    for (const input of form.querySelectorAll("textarea, input:not([type=radio], [type=checkbox])")) input.value = "";
    form.append(refused);
    say(refused);
    say(told);
    show();
  }

  function clearByHand() {
    clear();
    say(told, "cleared");
  }

  const ACTIONS = { copy, print: () => window.print(), clear: clearByHand };

  form.addEventListener("input", hear);
  form.addEventListener("submit", (event) => event.preventDefault());
  for (const name of ["dragover", "drop", "paste"]) document.addEventListener(name, stopFile);
  for (const button of section.querySelectorAll("[data-prepare-do]")) button.addEventListener("click", () => ACTIONS[button.dataset.prepareDo]());
  document.addEventListener("bb-leave", clear);
  addEventListener("pagehide", clear);
  addEventListener("pageshow", (event) => event.persisted && clear());
  one(".bb-prepare-none").hidden = true;
  form.hidden = one(".bb-prepare-out").hidden = false;
  // Letters of every message are loaded now, so that no later request tells which of them is shown.
  if (document.fonts) document.fonts.load('1em "Pretendard Variable"', section.textContent);
  clear();
})();
