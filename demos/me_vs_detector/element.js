/* <bb-me-vs-detector>: twelve pictures, asked one by one. Classic script, no network call of its own: words, recorded
   answers and tables of chance stand in the page. What is answered stays in this tab and goes when it is left. */
(function () {
  "use strict";
  var LEAST = 5, CLASS = 10, CLOSE = 10, count = 0;
  var RESULTS = ["mine", "sure", "other", "wrong", "answers", "end"];

  function fill(text, values) {
    return text.replace(/\{(\w+)\}/g, function (all, key) { return key in values ? values[key] : all; });
  }

  function escape(text) {
    return String(text).replace(/[&<>"']/g, function (c) { return "&#" + c.charCodeAt(0) + ";"; });
  }

  /* The same as model.tally: what was left open counts in no share. */
  function tally(pictures, answers) {
    var t = { hits: 0, of_two: 0, alarms: 0, of_one: 0, right: 0, answered: 0, silent: 0, sure: 0 };
    pictures.forEach(function (one, i) {
      var said = answers[i];
      if (!said) { t.silent += 1; return; }
      var two = said.two;
      t.answered += 1;
      t[one.two ? "of_two" : "of_one"] += 1;
      if (two) t[one.two ? "hits" : "alarms"] += 1;
      if (two === one.two) t.right += 1;
      t.sure += said.sure;
    });
    if (t.answered) t.sure = Math.round(t.sure / t.answered);
    return t;
  }

  class Me extends HTMLElement {
    connectedCallback() {
      var data = this.querySelector("script[type='application/json']"), self = this;
      if (!data || this.root) return;
      this.data = JSON.parse(data.textContent);
      this.words = this.data.words;
      this.base = (this.dataset.frames || "frames/me_vs_detector").replace(/\/$/, "") + "/";
      this.uid = "bb-me-" + (count += 1);
      this.root = document.createElement("div");
      this.root.className = "bb-me";
      this.root.setAttribute("role", "group");
      this.root.setAttribute("aria-label", this.words.title);
      this.root.innerHTML = this.skeleton();
      this.appendChild(this.root);
      this.root.addEventListener("click", this.clicked.bind(this));
      this.root.addEventListener("change", this.changed.bind(this));
      this.root.addEventListener("input", function (e) { if (e.target.dataset.count) self.together(); });
      document.addEventListener("bb-leave", function () { self.reset(); });
      window.addEventListener("pagehide", function () { self.reset(); });
      /* Letters of all screens are loaded now, so that no later request tells which of them is shown. */
      if (document.fonts) document.fonts.load('1em "Pretendard Variable"', Object.values(this.words).join("") + this.data.study.base);
      this.reset();
    }

    part(name) { return this.root.querySelector("[data-part='" + name + "']"); }

    say(key, values) { return escape(fill(this.words[key], Object.assign({ all: this.data.pictures.length }, values))); }

    para(key, values, kind) { return "<p" + (kind ? " class='bb-me-" + kind + "'" : "") + ">" + this.say(key, values) + "</p>"; }

    button(action, key, main) {
      return "<button type='button' class='bb-me-button" + (main ? " bb-me-main" : "") + "' data-do='" + action + "'>" + this.say(key) + "</button>";
    }

    chips(key, legend, choices, value) {
      var self = this;
      return "<fieldset><legend>" + legend + "</legend><div class='bb-me-chips bb-me-" + key + "'>" + choices.map(function (one) {
        return "<label class='bb-me-chip'><input type='radio' name='" + self.uid + key + "' data-key='" + key + "' value='" + one[0] + "'" +
          (String(value) === String(one[0]) ? " checked" : "") + "><span>" + one[1] + "</span></label>";
      }).join("") + "</div></fieldset>";
    }

    skeleton() {
      var self = this;
      var limits = ["few", "chosen", "wrong", "same", "drawn", "kept"].map(function (one) { return "<li>" + self.say("limit_" + one) + "</li>"; });
      return "<div class='bb-me-top'><p class='bb-me-model'>" + this.say("model") + "</p><details class='bb-me-limits'><summary>" + this.say("limits") +
        "</summary><ul>" + limits.join("") + "</ul></details></div>" +
        "<p class='bb-me-title' data-part='title' tabindex='-1'></p><div class='bb-me-body' data-part='body'></div>" +
        "<div class='bb-me-row' data-part='buttons'></div>";
    }

    reset() {
      this.answers = [];
      this.predicted = null;
      this.many = this.data.half;
      this.screen("start", true);
    }

    clicked(event) {
      var button = event.target.closest("[data-do]");
      if (!button) return;
      var what = button.dataset.do;
      if (what === "reset") { this.reset(); return this.part("title").focus(); }
      if (what === "begin") { this.at = 0; what = "pic"; }
      else if (what === "next" || what === "skip") what = this.keep(what === "skip");
      else if (what === "more") { this.many = this.data.pictures.length; this.at = this.data.half; what = "pic"; }
      else if (what === "forward" || what === "back") what = RESULTS[RESULTS.indexOf(this.now) + (what === "back" ? -1 : 1)];
      this.screen(what);
    }

    /* An answer is kept; which screen comes then. */
    keep(skipped) {
      this.answers[this.at] = skipped ? null : { two: this.draft.said === "two", sure: Number(this.draft.sure) };
      this.at += 1;
      if (this.at === this.data.pictures.length) return "mine";
      return this.at === this.data.half ? "half" : "pic";
    }

    changed(event) {
      var input = event.target;
      if (input.dataset.key === "predicted") this.predicted = input.value === "none" ? null : Number(input.value);
      else if (input.dataset.key) {
        this.draft[input.dataset.key] = input.value;
        this.root.querySelector("[data-do='next']").disabled = !(this.draft.said && this.draft.sure);
      }
    }

    /* One idea a screen. */
    screen(name, quiet) {
      var step = RESULTS.indexOf(name), title = this.part("title"), n = this.data.pictures.length;
      this.now = name;
      this.root.dataset.screen = name;
      title.innerHTML = name === "pic" ? this.say("pic_title", { n: this.at + 1 }) :
        (step < 0 ? "" : "<span>" + this.say("step_of", { n: step + 1, all: RESULTS.length }) + "</span> ") + this.say(name + "_title");
      this.part("body").innerHTML = this["show_" + name]();
      this.part("buttons").innerHTML = this.buttons(name, step);
      if (name === "pic" && this.at + 1 < n) new Image().src = this.source(this.at + 1);
      if (name === "mine") this.together();
      if (quiet) return;
      title.focus({ preventScroll: true });
      title.scrollIntoView({ block: "nearest" }); /* the page around a frame follows, too */
    }

    buttons(name, step) {
      if (name === "start") return this.button("begin", "begin", true) + this.button("end", "to_end");
      if (name === "pic") return this.button("next", "next", true).replace("<button", "<button disabled") + this.button("skip", "skip") + this.button("end", "to_end");
      if (name === "half") return this.button("mine", "half_results", true) + this.button("more", "half_more");
      var more = this.many === this.data.half && this.answers.length <= this.data.half ? this.button("more", "more") : "";
      if (name === "end") return (this.answers.length ? this.button("back", "back") + more : "") + this.button("reset", "reset");
      return this.button("forward", "next", true) + (step ? this.button("back", "back") : "") + this.button("reset", "reset");
    }

    source(i) { return this.base + this.data.pictures[i].src; }

    picture(i) {
      return "<img class='bb-me-picture' data-part='picture' src='" + escape(this.source(i)) + "' width='512' height='512' decoding='sync' alt='" + this.say("alt", { n: i + 1 }) + "'>";
    }

    show_start() {
      var self = this, choices = [];
      for (var n = 0; n <= this.data.half; n += 1) choices.push([n, this.say("predict_unit", { n: n })]);
      return this.para("start_says") + this.para("start_reader") +
        this.chips("predicted", this.say("predict"), choices.concat([["none", self.say("predict_none")]]), this.predicted === null ? "none" : this.predicted);
    }

    show_pic() {
      var self = this;
      this.draft = {};
      return "<div class='bb-me-asked'><div>" + this.picture(this.at) + "</div><div class='bb-me-choices'>" +
        this.chips("said", this.say("ask"), [["one", this.say("one")], ["two", this.say("two")]]) +
        this.chips("sure", this.say("how_sure"), this.data.steps.map(function (s) { return [s, self.say("sure_" + s)]; })) + "</div></div>";
    }

    show_half() { return this.para("half_says"); }

    shown() { return this.data.pictures.slice(0, this.many); }

    told() { return tally(this.shown(), this.answers); }

    /* A share as dots that are full or empty, its sentence, how far chance reaches. */
    share(key, k, n) {
      if (!n) return "";
      var dots = "", range = this.data.ranges[n][k];
      for (var i = 0; i < n; i += 1) dots += "<i class='" + (i < k ? "is-full" : "") + "'></i>";
      return "<div class='bb-me-share is-" + key + "'><p>" + this.say(key, { k: k, n: n }) + "</p><p class='bb-me-dots' aria-hidden='true'>" + dots + "</p>" +
        this.para("range", { low: range[0], high: range[1] }, "small") + "</div>";
    }

    both(t) { return this.share("hits", t.hits, t.of_two) + this.share("alarms", t.alarms, t.of_one); }

    show_mine() {
      var t = this.told(), out = "", half = tally(this.data.pictures.slice(0, this.data.half), this.answers);
      if (!t.answered) out = this.para("mine_none");
      else {
        out = this.both(t) + this.para("range_note", {}, "small") + this.para("right", { n: t.answered, k: t.right, coin: this.data.coin[t.answered][t.right] });
        if (this.predicted !== null) out += this.para("predicted", { n: this.predicted, k: half.right });
        if (t.alarms) out += this.para("alarm_means");
      }
      return out + (t.answered && t.silent ? this.para("skipped", { n: t.silent }, "small") : "") + this.classes();
    }

    bar(key, value) {
      return "<p class='bb-me-bar'><span>" + this.say(key) + "</span><i aria-hidden='true' style='--v:" + value + "'></i><b>" + value + "%</b></p>";
    }

    pair(t) { return this.bar("sure_mean", t.sure) + this.bar("sure_right", Math.round(100 * t.right / t.answered)); }

    show_sure() {
      var t = this.told(), self = this;
      if (!t.answered) return this.para("sure_none") + this.para("sure_point", {}, "point");
      var off = t.sure - 100 * t.right / t.answered, range = this.data.ranges[t.answered][t.right];
      var rows = this.data.steps.map(function (step) {
        var own = self.answers.map(function (a) { return a && a.sure === step ? a : null; }), of = tally(self.shown(), own);
        return of.answered ? "<li>" + self.say("sure_row", { step: self.words["sure_" + step], n: of.answered, k: of.right }) + "</li>" : "";
      });
      return this.pair(t) + this.para(Math.abs(off) <= CLOSE ? "sure_same" : off > 0 ? "sure_over" : "sure_under") + "<ul>" + rows.join("") + "</ul>" +
        this.para("sure_chance", { low: range[0], high: range[1] }, "small") + this.para("sure_point", {}, "point");
    }

    show_other() {
      var t = this.data.detector[this.many], m = this.data.measured, v = {};
      [["hit", m.blended], ["alarm", m.honest]].forEach(function (one) { v[one[0]] = one[1][0]; v[one[0] + "_low"] = one[1][1]; v[one[0] + "_high"] = one[1][2]; });
      return this.both(t) + (t.silent ? this.para("other_silent", { n: t.silent }) : "") + this.pair(t) +
        this.para("other_chosen") + this.para("other_many", v, "small");
    }

    find(pid) { return this.data.pictures.map(function (one) { return one.id; }).indexOf(pid); }

    show_wrong() {
      var self = this;
      var figures = ["one", "two"].map(function (side) {
        var i = self.find(self.data.wrong[side]), one = self.data.pictures[i];
        return "<figure>" + self.picture(i) + "<figcaption>" + self.say("wrong_" + side, { n: i + 1, said: one.said, other: 100 - parseInt(one.said, 10), kind: self.words["kind_" + one.kind] }) + "</figcaption></figure>";
      });
      return "<div class='bb-me-pair'>" + figures.join("") + "</div>" + this.para("wrong_rule", { sure: this.data.sure }, "small") + this.para("wrong_point", {}, "point");
    }

    show_answers() {
      var self = this, w = this.words;
      return "<ol class='bb-me-list'>" + this.shown().map(function (one, i) {
        var mine = self.answers[i], its = one.said === null ? "answers_silent" : one.alarm ? "answers_alarm" : "answers_pass";
        return "<li><img src='" + escape(self.source(i)) + "' width='512' height='512' alt=''><div><p><b>" + self.say("answers_number", { n: i + 1 }) + "</b></p>" +
          self.para("answers_is", { truth: w[one.two ? "two" : "one"], kind: w["kind_" + one.kind] }) +
          self.para("answers_me", { said: mine ? w[mine.two ? "two" : "one"] : w.answers_skipped }) +
          self.para("answers_it", { said: fill(w[its], { said: one.said }) }) +
          (one.journey === "original" ? "" : self.para("answers_resent", {}, "small")) + "</div></li>";
      }).join("") + "</ol>";
    }

    show_end() {
      var help = this.base + "../../" + this.data.lang + "/help/index.html";
      return this.para("end_study", this.data.study) + this.para("end_hurt") +
        "<p class='bb-me-last'><strong>" + this.say("end_last") + "</strong></p>" +
        "<p><a class='bb-me-help' target='_top' href='" + escape(help) + "'>" + this.say("help") + "</a></p>";
    }

    /* Counts of a class: typed as dots, never shown one by one, a small one not at all. */
    classes() {
      var self = this;
      var rows = this.shown().map(function (one, i) {
        return "<tr><th scope='row'>" + (i + 1) + "</th>" + ["all", "two"].map(function (key) {
          return "<td><input type='number' min='0' max='999' inputmode='numeric' autocomplete='off' data-count='" + key + "' data-at='" + i + "' aria-label='" +
            self.say("class_" + key, { n: i + 1 }) + "'></td>";
        }).join("") + "</tr>";
      });
      return "<details class='bb-me-class'><summary>" + this.say("class") + "</summary>" + this.para("class_says") + "<table><thead><tr><th scope='col'>#</th><th scope='col'>" + this.say("class_head_all") +
        "</th><th scope='col'>" + this.say("class_head_two") + "</th></tr></thead><tbody>" + rows.join("") + "</tbody></table>" +
        "<div class='bb-me-share' data-part='together' role='status' aria-live='polite'></div>" + this.para("class_note", {}, "small") + "</details>";
    }

    together() {
      var self = this, sums = { two: [0, 0], one: [0, 0] }, says = [];
      function typed(key, i) {
        var text = self.root.querySelector("[data-count='" + key + "'][data-at='" + i + "']").value.trim();
        return /^\d{1,3}$/.test(text) ? Number(text) : null;
      }
      this.shown().forEach(function (one, i) {
        var all = typed("all", i), two = typed("two", i), sum = sums[one.two ? "two" : "one"];
        if (all === null || two === null) return;
        if (two > all) says.push(self.para("class_wrong", { n: i + 1 }));
        else if (all < CLASS) says.push(self.para("class_small", { n: i + 1 }));
        else { sum[0] += two; sum[1] += all; }
      });
      if (!sums.two[1] || !sums.one[1]) says.push(this.para("class_wait"));
      else [["class_hits", sums.two], ["class_alarms", sums.one]].forEach(function (one) {
        says.push(one[1][0] < LEAST ? self.para(one[0] + "_few") : self.para(one[0], { n: Math.round(100 * one[1][0] / one[1][1]) }));
      });
      this.part("together").innerHTML = says.join("");
    }
  }

  if (!customElements.get("bb-me-vs-detector")) customElements.define("bb-me-vs-detector", Me);
})();
