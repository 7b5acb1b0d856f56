// Count sheets. A school's numbers become a small file on its own disk; an office opens many such files here.
// Nothing is sent or stored: files are read and written by this page alone.
(function () {
  const root = document.querySelector(".bb-counts");
  if (!root) return;
  const given = JSON.parse(root.querySelector('script[type="application/json"]').textContent);
  const { words, sheets, levels, most } = given;
  const kind = root.dataset.counts;
  const FORM = "barobogi-count";
  const CODE = /^[A-Za-z0-9][A-Za-z0-9-]{1,11}$/; // a leading hyphen would be a formula in a table program
  const LIMIT = 5; // counts under this are not published
  const field = (name) => root.querySelector(`[data-field="${name}"]`);
  const status = root.querySelector(".bb-counts-status");
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => (name in values ? values[name] : all));
  const whole = (value) => Number.isInteger(value) && value >= 0 && value <= most;

  function element(tag, attributes, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) made.setAttribute(name, value);
    made.append(...children);
    return made;
  }

  function download(name, text, type) {
    const link = element("a", { download: name, href: URL.createObjectURL(new Blob([text], { type })) });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    status.textContent = fill(words.saved, { name });
  }

  // ---- rules: what one school's record must be; used before saving and after opening ----

  // The first thing that is wrong, with the field it is in; null when nothing is.
  function wrongRecord(sheet, record) {
    const wrong = (at, why) => ({ at: `[data-field="${at}"]`, why });
    if (!record || typeof record !== "object" || !CODE.test(String(record.code))) return wrong("code", words.bad_code);
    if (!levels.includes(record.level)) return wrong("level", words.bad_level);
    if (!Number.isInteger(record.round) || record.round < 1 || record.round > 99) return wrong("round", words.bad_round);
    if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(String(record.cutoff))) return wrong("cutoff", words.bad_cutoff);
    return wrongCounts(sheet, record);
  }

  function wrongCounts(sheet, record) {
    const counts = record.counts || {};
    let sum = 0;
    for (const [id, label] of sheet.fields) {
      const cells = counts[id] || {};
      const wrong = (column, why) => ({ at: `[data-count="${id}"][data-column="${column}"]`, why: fill(why, { field: label }) });
      const odd = sheet.columns.find(([column]) => !whole(cells[column]));
      if (odd) return wrong(odd[0], words.bad_number);
      if (cells.new > cells.total) return wrong("new", words.bad_new);
      sum += sheet.columns.reduce((all, [column]) => all + cells[column], 0);
    }
    const told = sum === 0 ? record.zero !== true && words.bad_zero : record.zero === true && words.bad_not_zero;
    return told ? { at: '[data-field="zero"]', why: told } : null;
  }

  // Only what the sheet knows leaves a file that was opened: no other field of it is carried on.
  function cleanRecord(sheet, record) {
    const counts = {};
    for (const [id] of sheet.fields) {
      counts[id] = Object.fromEntries(sheet.columns.map(([column]) => [column, record.counts[id][column]]));
    }
    const { code, level, round, cutoff, zero, saved } = record;
    return { code: String(code).toUpperCase(), level, round, cutoff, zero: zero === true, saved: new Date(saved).toISOString(), counts };
  }

  function readFile(sheetName, round, name, text) {
    let data;
    try {
      data = JSON.parse(text);
    } catch {
      data = null;
    }
    if (!data || data.form !== FORM || data.sheet !== sheetName || !Array.isArray(data.records)) {
      return { told: fill(words.log_not_ours, { name }) };
    }
    if (!data.records.length) return { told: fill(words.log_empty, { name }) };
    const sheet = sheets[sheetName];
    const dated = (day) => !Number.isNaN(Date.parse(day));
    for (const record of data.records) {
      const wrong = wrongRecord(sheet, record);
      const why = wrong ? wrong.why : dated(record.saved) ? "" : words.bad_cutoff;
      if (why) return { told: fill(words.log_wrong, { name, code: String(record && record.code).slice(0, 12), why }) };
      if (record.round !== round) return { told: fill(words.log_round, { name, round }) };
    }
    if (!CODE.test(String(data.by)) || !dated(data.saved)) return { told: fill(words.log_not_ours, { name }) };
    return {
      by: String(data.by).toUpperCase(), saved: Date.parse(data.saved), records: data.records.map((record) => cleanRecord(sheet, record)),
    };
  }

  // Files by who saved them, a school or an office: a newer file of the same sender takes the place of the whole older one,
  // so that a school which a district has struck out is gone from the province's table too.
  function add(files, read, name) {
    if (!read.records) return [read.told];
    const told = [fill(words.log_read, { name, n: read.records.length })];
    const before = files.get(read.by);
    if (before && read.saved < before.saved) return [...told, fill(words.log_older, { code: read.by })];
    const others = recordsOf(new Map([...files].filter(([by]) => by !== read.by)));
    files.delete(read.by); // set again at the end: of two files saved at the same time, the one opened last counts
    files.set(read.by, read);
    const now = recordsOf(files);
    if (before) told.push(fill(words.log_newer, { code: read.by }));
    const gone = before ? before.records.filter(({ code }) => !now.has(code)).map(({ code }) => code) : [];
    if (gone.length) told.push(fill(words.log_gone, { by: read.by, codes: gone.join(", ") }));
    for (const { code } of read.records.filter((record) => others.has(record.code))) {
      told.push(fill(now.get(code) === others.get(code) ? words.log_older : words.log_newer, { code }));
    }
    return told;
  }

  // The schools of all files by code; one that stands in the files of two senders counts as it was saved last.
  function recordsOf(files) {
    const found = new Map();
    for (const record of [...files.values()].flatMap(({ records }) => records)) {
      const before = found.get(record.code);
      if (!before || Date.parse(record.saved) >= Date.parse(before.saved)) found.set(record.code, record);
    }
    return found;
  }

  function missing(files, expected) {
    const records = recordsOf(files);
    return expected.filter((code) => !records.has(code) && !files.has(code));
  }

  function totals(sheet, records) {
    const sums = {};
    for (const level of [...levels, "all"]) {
      const some = records.filter((record) => level === "all" || record.level === level);
      const cell = (id, column) => some.reduce((sum, record) => sum + record.counts[id][column], 0);
      const counts = sheet.fields.map(([id]) => [id, Object.fromEntries(sheet.columns.map(([c]) => [c, cell(id, c)]))]);
      sums[level] = { schools: some.length, counts: Object.fromEntries(counts) };
    }
    return sums;
  }

  // One column of counts and their published sum. Every count below a line is hidden; the line starts at the limit and
  // rises as long as the sum would tell a hidden count: one alone, all of them 0, or all of them just below the line.
  // Equal counts share their fate, so that the order of the rows tells nothing. If nothing helps, the sum is hidden too.
  function suppress(cells, sum) {
    let line = LIMIT;
    const under = () => cells.filter((value) => value < line);
    function told() {
      const some = under();
      const lost = some.reduce((all, value) => all + value, 0);
      return some.length === 1 || (some.length > 1 && (lost === 0 || lost === some.length * (line - 1)));
    }
    while (sum >= LIMIT && told() && under().length < cells.length) line = Math.min(...cells.filter((value) => value >= line)) + 1;
    return { cells: cells.map((value) => (value < line ? null : value)), sum: sum < LIMIT || told() ? null : sum };
  }

  function csv(sheet, records, absent) {
    const heads = [words.code, words.level, words.status, words.round, words.cutoff];
    const columns = sheet.fields.flatMap(([id, label]) => sheet.columns.map(([c, name]) => [id, c, `${label} (${name})`]));
    const rows = records.map((record) => [
      record.code, words["level_" + record.level], record.zero ? words.sent_zero : words.sent, record.round, record.cutoff,
      ...columns.map(([id, column]) => record.counts[id][column]),
    ]);
    const gone = absent.map((code) => [code, "", words.missing, "", "", ...columns.map(() => "")]);
    const sums = totals(sheet, records).all;
    const last = [words.all, "", sums.schools, "", "", ...columns.map(([id, column]) => sums.counts[id][column])];
    const quote = (value) => `"${String(value).replace(/"/g, '""')}"`;
    const lines = [[...heads, ...columns.map(([, , label]) => label)], ...rows, ...gone, last];
    return "\uFEFF" + lines.map((line) => line.map(quote).join(",")).join("\r\n") + "\r\n";
  }

  // ---- the school's form ----

  function formRecord() {
    const counts = {};
    for (const input of root.querySelectorAll("[data-count]")) {
      const value = input.value.trim() === "" ? NaN : Number(input.value);
      (counts[input.dataset.count] ||= {})[input.dataset.column] = value;
    }
    return {
      code: field("code").value.trim().toUpperCase(), level: field("level").value, round: Number(field("round").value),
      cutoff: field("cutoff").value, zero: field("zero").checked, saved: new Date().toISOString(), counts,
    };
  }

  function saveForm() {
    const record = formRecord();
    const wrong = wrongRecord(sheets[kind], record);
    if (wrong) refuse(root.querySelector(wrong.at), wrong.why);
    else saveRecords(kind, record.code, record.round, [record]);
  }

  function saveRecords(sheet, by, round, records, which = "") {
    mended();
    const data = { form: FORM, version: 1, sheet, by, saved: new Date().toISOString(), records };
    download(`${sheet}-${by}-r${round}${which}.json`, JSON.stringify(data, null, 1), "application/json");
  }

  // ---- what is wrong stands at its field: seen there, and read out with it ----

  const ERROR = "bb-counts-error";
  let refused = null;

  function refuse(input, why) {
    mended();
    refused = input;
    input.setAttribute("aria-invalid", "true");
    input.setAttribute("aria-describedby", ERROR);
    const row = input.closest("tr");
    const cell = row && element("td", { colspan: row.cells.length, class: ERROR, id: ERROR }, why);
    if (row) row.after(element("tr", { class: "bb-counts-error-row" }, cell));
    else (input.closest("p") || input.closest("label")).after(element("p", { class: ERROR, id: ERROR }, why));
    status.textContent = words.refused;
    input.focus();
  }

  function mended() {
    if (!refused) return;
    refused.removeAttribute("aria-invalid");
    refused.removeAttribute("aria-describedby");
    const told = document.getElementById(ERROR);
    (told.closest("tr") || told).remove();
    refused = null;
    status.textContent = "";
  }

  // A number is mended in its own cell or in the one beside it; on the office's page a field is mended when it is filled.
  function checkAgain(input) {
    if (!refused) return;
    const wrong = kind === "merge" ? null : wrongRecord(sheets[kind], formRecord());
    if (kind === "merge" ? input === refused : !wrong || root.querySelector(wrong.at) !== refused) mended();
    else if (wrong) document.getElementById(ERROR).textContent = wrong.why;
  }

  function fillZero() {
    for (const input of root.querySelectorAll("[data-count]")) if (input.value === "") input.value = "0";
  }

  // ---- the office's page ----

  let opened = new Map();
  let forPublic = false;

  const sheetNow = () => sheets[field("sheet").value];
  const recordsNow = () => [...recordsOf(opened).values()].sort((a, b) => a.code.localeCompare(b.code));
  const expectedNow = () => [...new Set(field("expected").value.toUpperCase().split(/[\s,;]+/).filter((code) => CODE.test(code)))];

  async function openFiles(input) {
    const round = Number(field("round").value);
    const log = root.querySelector(".bb-counts-log");
    const files = [...input.files];
    if (!round) refuse(field("round"), words.need_round);
    else {
      mended();
      status.textContent = "";
      for (const file of files) {
        const read = readFile(field("sheet").value, round, file.name, await file.text());
        log.append(...add(opened, read, file.name).map((text) => element("li", {}, text)));
      }
      show();
    }
    input.value = "";
  }

  function table(caption, heads, rows) {
    const head = element("tr", {}, ...heads.map((text) => element("th", { scope: "col" }, text)));
    const body = rows.map(([first, ...cells]) =>
      element("tr", {}, element("th", { scope: "row" }, String(first)), ...cells.map((cell, i) =>
        element("td", { "data-label": heads[i + 1] }, cell === null ? hiddenCell() : String(cell)))));
    return element("div", { class: "bb-counts-scroll", tabindex: "0", role: "region", "aria-label": caption },
      element("table", {}, element("caption", {}, caption), element("thead", {}, head), element("tbody", {}, ...body)));
  }

  function hiddenCell() {
    return element("span", {}, element("span", { "aria-hidden": "true" }, "●"), element("span", { class: "bb-counts-sr" }, words.hidden));
  }

  const columnsOf = (sheet, only) =>
    sheet.fields.flatMap(([id, label]) =>
      sheet.columns.filter(([c]) => !only || c === only).map(([c, name]) => [id, c, only ? label : `${label} (${name})`]));

  function internalTables(sheet, records) {
    const columns = columnsOf(sheet);
    const labels = columns.map(([, , label]) => label);
    const cells = (counts) => columns.map(([id, column]) => counts[id][column]);
    const schools = records.map((record) => [
      record.code, words["level_" + record.level], record.zero ? words.sent_zero : words.sent, ...cells(record.counts)]);
    const sums = totals(sheet, records);
    const byLevel = [...levels, "all"].filter((level) => sums[level].schools).map((level) => [
      level === "all" ? words.all : words["level_" + level], sums[level].schools, ...cells(sums[level].counts)]);
    return [
      element("p", { class: "bb-counts-note" }, words.inside),
      table(words.by_level, [words.level, words.schools, ...labels], byLevel),
      table(words.by_school, [words.code, words.level, words.status, ...labels], schools),
    ];
  }

  function publicTables(sheet, records) {
    const columns = columnsOf(sheet, "total");
    const sums = totals(sheet, records);
    const rows = levels.filter((level) => sums[level].schools).map((level) => [words["level_" + level]]);
    const used = levels.filter((level) => sums[level].schools);
    const last = [words.all];
    for (const [id, column] of columns) {
      const safe = suppress(used.map((level) => sums[level].counts[id][column]), sums.all.counts[id][column]);
      safe.cells.forEach((cell, i) => rows[i].push(cell));
      last.push(safe.sum);
    }
    return [
      element("p", { class: "bb-counts-note" }, words.public_note),
      table(words.by_level, [words.level, ...columns.map(([, , label]) => label)], [...rows, last]),
    ];
  }

  function missingList() {
    const expected = expectedNow();
    const absent = missing(opened, expected);
    const title = element("h3", {}, words.not_sent);
    if (!expected.length) return [title, element("p", {}, words.no_list)];
    if (!absent.length) return [title, element("p", {}, words.none_missing)];
    return [title, element("ul", { class: "bb-counts-missing" }, ...absent.map((code) => element("li", {}, code)))];
  }

  function show() {
    const records = recordsNow();
    const sheet = sheetNow();
    const note = element("p", { class: "bb-counts-note" }, `${sheet.title} · ${field("round").value} · ${sheet.note}`);
    const parts = forPublic ? publicTables(sheet, records) : [...internalTables(sheet, records), ...missingList()];
    root.querySelector(".bb-counts-result").replaceChildren(...(records.length ? [note, ...parts] : missingList()));
  }

  function saveMerged() {
    const by = field("office_code").value.trim().toUpperCase();
    const records = recordsNow();
    if (!records.length) refuse(field("files"), words.need_records);
    else if (!CODE.test(by)) refuse(field("office_code"), words.need_code);
    else saveRecords(field("sheet").value, by, Number(field("round").value), records, "-merged");
  }

  function saveCsv() {
    const name = `${field("sheet").value}-r${field("round").value}.csv`;
    download(name, csv(sheetNow(), recordsNow(), missing(opened, expectedNow())), "text/csv");
  }

  // What is saved from this page holds the small counts, so it is not offered beside the version for publication.
  function showFor(everyone) {
    forPublic = everyone;
    const doing = (name) => root.querySelector(`[data-do="${name}"]`);
    doing("public").setAttribute("aria-pressed", String(everyone));
    doing("csv").hidden = doing("merged").hidden = everyone;
  }

  function forget() {
    mended();
    opened = new Map();
    if (kind === "merge") showFor(false);
    for (const input of root.querySelectorAll("input, textarea, select")) {
      if (input.type === "checkbox") input.checked = false;
      else if (input.tagName === "SELECT") input.selectedIndex = 0;
      else input.value = "";
    }
    for (const part of root.querySelectorAll(".bb-counts-log, .bb-counts-result")) part.replaceChildren();
    status.textContent = "";
  }

  const actions = {
    save: saveForm, clear: forget, print: () => print(), csv: saveCsv, merged: saveMerged,
    public: () => {
      showFor(!forPublic);
      show();
    },
  };

  root.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-do]");
    if (button) actions[button.dataset.do]();
  });
  root.addEventListener("change", (event) => {
    const name = event.target.dataset.field;
    if (name === "files") openFiles(event.target);
    else if (name === "zero" && event.target.checked) fillZero();
    else if (name === "sheet" || (name === "round" && kind === "merge")) {
      opened = new Map();
      root.querySelector(".bb-counts-log").replaceChildren();
      show();
    } else if (name === "expected") show();
  });
  root.addEventListener("input", (event) => checkAgain(event.target));
  document.addEventListener("bb-leave", forget);
  addEventListener("pagehide", forget);
  if (kind === "merge") showFor(false);
  // Letters of every message are loaded now, so that no later request tells which of them is shown.
  if (document.fonts) document.fonts.load('1em "Pretendard Variable"', Object.values(words).join("") + root.textContent);
  window.barobogi = Object.assign(window.barobogi || {}, { suppress, missing, readFile });
})();
