/* <bb-detector>: the detector lab from plain files. Classic script, no network call of its own: the recorded
   answers stand in the page, every picture is an address below data-frames. Mirrors view.py, further.py and parts.py. */
(function () {
  "use strict";
  var count = 0, OUTCOMES = ["alarm", "silent", "pass"], SIDES = ["honest", "blended"], TABS = ["one", "two", "three"];

  function fill(text, values) {
    return text.replace(/\{(\w+)\}/g, function (all, key) { return key in values ? values[key] : all; });
  }

  function escape(text) {
    return String(text).replace(/[&<>"']/g, function (c) { return "&#" + c.charCodeAt(0) + ";"; });
  }

  function figure(source, alt, label, more) {
    return "<figure><img" + (more || "") + " src='" + escape(source) + "' width='512' height='512' decoding='sync' alt='" + escape(alt) +
      "'><figcaption>" + escape(label) + "</figcaption></figure>";
  }

  function bar(name, says, number) {
    return "<li><strong>" + escape(name) + "</strong> <span>" + escape(says) + "</span><span class='bb-lab-bar' aria-hidden='true' style='--v:" +
      number[0] + ";--low:" + number[1] + ";--high:" + number[2] + "'></span></li>";
  }

  /* A triangle, a ring, a disc: the three can be told apart without colour. */
  function shape(key, place) {
    var x = place % 10 * 10 + 5, y = Math.floor(place / 10) * 10 + 5;
    return key === "alarm" ? "M" + x + " " + (y - 3.7).toFixed(1) + "l4 7.4h-8z" :
      "M" + (x - 3.2).toFixed(1) + " " + y + "a3.2 3.2 0 1 0 6.4 0a3.2 3.2 0 1 0 -6.4 0";
  }

  function hundred(counts, title, says) {
    var n = 0, drawn = OUTCOMES.map(function (key, which) {
      for (var d = "", end = n + counts[which]; n < end; n += 1) d += shape(key, n);
      return "<path class='is-" + key + "' d='" + d + "'/>";
    }).join("");
    return "<figure><h3>" + escape(title) + "</h3><svg viewBox='0 0 100 100' role='img' aria-label='" + escape(says) + "'>" + drawn +
      "</svg><figcaption aria-hidden='true'>" + escape(says) + "</figcaption></figure>";
  }

  class Detector extends HTMLElement {
    connectedCallback() {
      var data = this.querySelector("script[type='application/json']");
      if (!data || this.root) return;
      this.data = JSON.parse(data.textContent);
      this.words = this.data.words;
      this.base = (this.dataset.frames || "frames/detector").replace(/\/$/, "") + "/";
      this.uid = "bb-lab-" + (count += 1);
      this.pictures = {};
      this.data.pictures.forEach(function (one) { this.pictures[one.id] = one; }, this);
      this.asked = this.data.pictures.filter(function (one) { return one.id !== this.data.control; }, this);
      this.root = document.createElement("div");
      this.root.className = "bb-lab";
      this.root.setAttribute("role", "group");
      this.root.setAttribute("aria-label", this.words.title);
      this.root.innerHTML = this.skeleton();
      this.appendChild(this.root);
      this.root.addEventListener("input", this.changed.bind(this));
      this.root.addEventListener("click", this.clicked.bind(this));
      this.root.addEventListener("keydown", this.typed.bind(this));
      this.openTab("one");
      this.start(this.asked[0].id);
    }

    part(name) { return this.root.querySelector("[data-part=" + name + "]"); }

    say(key, values) { return escape(fill(this.words[key], values || {})); }

    way(journey) { return this.words["journey_" + journey]; }

    told(pid) { return this.pictures[pid || this.state.pic].after[this.state.journey]; }

    isMap() { return this.state.view !== "photo" && this.state.guess !== null; }

    hasSecond() { return this.state.guess !== null && this.state.open && this.pictures[this.state.pic].people.length === 2; }

    skeleton() {
      var self = this, w = this.words, d = this.data, id = this.uid + "-rate";
      var slot = function (name) { return "<div data-part='" + name + "'></div>"; };
      var tab = function (name) {
        return "<button type='button' role='tab' data-tab='" + name + "' id='" + self.uid + "-tab-" + name + "' aria-controls='" + self.uid + "-" + name +
          "'>" + self.say("tab_" + name) + "</button>";
      };
      var panel = function (name, kind, inside) {
        return "<div role='tabpanel' class='" + kind + "' data-panel='" + name + "' id='" + self.uid + "-" + name + "' aria-labelledby='" + self.uid + "-tab-" +
          name + "'>" + inside + "</div>";
      };
      var ticks = [0, 4, 8].map(function (n) { return "<span>" + self.say("rate_told", { of: d.rates[n] }) + "</span>"; }).join("");
      var one = "<div class='bb-lab-stage'>" + slot("stage") + this.chips("journey", d.journeys, "bb-lab-journey") +
        this.chips("view", ["photo"].concat(d.maps), "bb-lab-view") + "<p class='bb-says' role='status' aria-live='polite' data-part='says'></p>" +
        slot("legend") + "</div><div class='bb-lab-more'>" + slot("answer") +
        "<div class='bb-lab-rate'><div class='bb-slide-row'><label for='" + id + "'>" + escape(w.rate) + "</label><input type='range' id='" + id +
        "' data-key='rate' min='0' max='" + (d.rates.length - 1) + "' step='1'><div class='bb-ticks' aria-hidden='true'>" + ticks + "</div></div></div>" +
        slot("rated") + "</div><div class='bb-lab-end'>" + slot("scores") +
        "<div><button type='button' class='bb-reset' data-part='open'>" + escape(w.reveal) + "</button></div>" +
        "<div data-part='truth' role='status' aria-live='polite'></div></div>";
      return "<p class='bb-nobody'>" + escape(w.nobody) + "</p>" + this.picker() + this.chips("guess", ["one", "two", "unsure"], "bb-lab-guess") +
        "<div class='bb-lab-tabs'><div role='tablist' aria-label='" + escape(w.tabs) + "'>" + TABS.map(tab).join("") + "</div></div>" +
        panel("one", "bb-lab-one", one) +
        panel("two", "bb-lab-panel", this.chips("whose", ["a", "b"], "bb-lab-whose") + slot("second")) +
        panel("three", "bb-lab-panel", slot("careless") + this.chips("after", d.journeys.slice(1), "bb-lab-after") + slot("hundreds")) +
        "<div class='bb-lab-foot'><div class='bb-lab-help'><p><strong>" + escape(w.help) + "</strong></p><p>" + escape(w.help_says) +
        "</p><p><a target='_top' href='" + escape(this.base + "../../" + d.lang + "/help/index.html") + "'>" + escape(w.help_link) +
        "</a></p></div><p class='bb-lab-about'>" + this.say("about", { day: d.day }) + "</p></div><div><button type='button' class='bb-lab-again' data-part='reset'>" + escape(w.reset) + "</button></div>";
    }

    picker() {
      var self = this;
      return "<fieldset class='bb-lab-pick'><legend>" + escape(this.words.pick) + "</legend><div class='bb-faces-pick'>" + this.asked.map(function (one) {
        return "<label class='bb-face-choice'><input type='radio' name='" + self.uid + "pic' data-key='pic' value='" + one.id + "'><img src='" +
          escape(self.base + one.id + "/thumb.webp") + "' width='256' height='256' alt='" + escape(self.words.pick_alt) + "'><span>" +
          self.say("label_this", { n: one.n }) + "</span></label>";
      }).join("") + "</div></fieldset>";
    }

    chips(key, choices, kind) {
      var self = this, head = key === "after" ? "journey" : key;
      return "<fieldset class='" + kind + "' data-part='" + key + "'><legend>" + this.say(key) + "</legend><div class='bb-chips'>" + choices.map(function (c) {
        return "<label class='bb-chip'><input type='radio' name='" + self.uid + key + "' data-key='" + key + "' value='" + c + "'><span>" +
          self.say(head + "_" + c) + "</span></label>";
      }).join("") + "</div></fieldset>";
    }

    start(pic) {
      this.state = { pic: pic, guess: null, journey: "original", view: "photo", rate: 0, open: false, whose: "a", after: "q87" };
      this.ahead = [];
      this.show();
    }

    changed(event) {
      var key = event.target.dataset.key, value = event.target.value;
      if (key === "pic") return this.start(value);
      this.state[key] = key === "rate" ? Number(value) : value;
      if (key === "guess" || key === "view") this.preload();
      this.show();
    }

    clicked(event) {
      var tab = event.target.closest("[role=tab]");
      if (tab) this.openTab(tab.dataset.tab);
      if (event.target === this.part("open")) { this.state.open = !this.state.open; this.show(); }
      if (event.target === this.part("reset")) { this.openTab("one"); this.start(this.asked[0].id); }
    }

    typed(event) {
      var here = TABS.indexOf(event.target.dataset.tab), last = TABS.length - 1;
      var next = { ArrowRight: here === last ? 0 : here + 1, ArrowLeft: here > 0 ? here - 1 : last, Home: 0, End: last }[event.key];
      if (here < 0 || next === undefined) return;
      event.preventDefault();
      this.openTab(TABS[next]);
      this.root.querySelector("[data-tab=" + TABS[next] + "]").focus();
    }

    openTab(name) {
      this.root.querySelectorAll("[role=tab]").forEach(function (tab) {
        var on = tab.dataset.tab === name;
        tab.setAttribute("aria-selected", on);
        tab.tabIndex = on ? 0 : -1;
      });
      this.root.querySelectorAll("[data-panel]").forEach(function (panel) { panel.hidden = panel.dataset.panel !== name; });
    }

    at(pid, journey, map) { return this.base + pid + "/" + journey + (map ? "-" + map : "") + ".webp"; }

    /* The picture, or the map that is looked at, after every journey: a change finds it loaded. */
    preload() {
      var self = this, map = this.isMap() ? this.state.view : "";
      (map ? [this.state.pic, this.data.control] : [this.state.pic]).forEach(function (pid) {
        self.data.journeys.forEach(function (journey) {
          var image = new Image();
          image.src = self.at(pid, journey, map);
          self.ahead.push(image);
        });
      });
    }

    /* A strip that hides its chosen picture moves it to the middle. */
    follow() {
      var strip = this.root.querySelector(".bb-faces-pick"), on = strip.querySelector("input:checked").parentNode, start = on.offsetLeft - strip.scrollLeft;
      if (start < 0 || start + on.offsetWidth > strip.clientWidth) strip.scrollLeft += start + on.offsetWidth / 2 - strip.clientWidth / 2;
    }

    show() {
      var s = this.state, locked = s.guess === null, right = this.data.right[s.journey][s.rate];
      if (!this.hasSecond()) s.whose = "a";
      this.root.querySelectorAll("input[type=radio]").forEach(function (radio) { radio.checked = s[radio.dataset.key] === radio.value; });
      this.root.querySelectorAll("fieldset[data-part]").forEach(function (group) { group.disabled = locked && group.dataset.part !== "guess"; });
      this.follow();
      var rate = this.root.querySelector("input[type=range]"), open = this.part("open");
      rate.value = s.rate;
      rate.disabled = open.disabled = locked;
      rate.setAttribute("aria-valuetext", fill(this.words.rate_told, { of: this.data.rates[s.rate] }) + ". " + right);
      open.setAttribute("aria-expanded", s.open);
      this.part("whose").hidden = !this.hasSecond();
      var put = function (name, html) {
        var place = this.part(name);
        if (place.shown !== html) { place.innerHTML = html; place.shown = html; }
      }.bind(this);
      put("stage", this.stage());
      put("says", this.says());
      put("legend", this.legend());
      put("answer", locked ? "" : this.answer());
      put("rated", locked ? "" : "<p class='bb-lab-right'>" + escape(right) + "</p>" +
        (right === this.words.rate_none ? "" : "<p class='bb-lab-small'>" + this.say("rate_more") + "</p>"));
      put("scores", locked ? "" : this.scores());
      put("truth", locked || !s.open ? "" : this.truth());
      put("second", this.second());
      put("careless", this.careless());
      put("hundreds", locked ? "" : this.hundreds());
    }

    strong(side) {
      var self = this, places = this.told(side === "this" ? null : this.data.control).maps[this.state.view];
      if (!places.length) return this.words["plain_" + side];
      return fill(this.words["strong_" + side], { places: places.map(function (p) { return self.words["region_" + p]; }).join(", ") });
    }

    stage() {
      var s = this.state, w = this.words, control = this.data.control, v = { n: this.pictures[s.pic].n, journey: this.way(s.journey) };
      var label = fill(w.label_this, v), mark = " data-part='picture'";
      if (!this.isMap()) return "<div class='bb-lab-pair'>" + figure(this.at(s.pic, s.journey), fill(w.alt_photo, v), label, mark) + "</div>";
      v.view = w["view_" + s.view];
      var alts = ["this", "control"].map(function (side) {
        return fill(w[side === "this" ? "alt_map" : "alt_control"], Object.assign({ strong: this.strong(side) }, v));
      }, this);
      return "<div class='bb-lab-pair is-two'>" + figure(this.at(s.pic, s.journey, s.view), alts[0], label, mark) +
        figure(this.at(control, s.journey, s.view), alts[1], w.label_control) + "</div>";
    }

    says() {
      if (this.state.guess === null) return this.say("wait");
      var said = this.told().said;
      return this.say(said === null ? "says_silent" : "says_ready", { journey: this.way(this.state.journey), said: said }) +
        (this.isMap() ? " " + escape(this.strong("this")) : "");
    }

    legend() {
      if (!this.isMap()) return "";
      var kind = this.state.view === this.data.maps[0] ? "raw" : "compared";
      var lines = [this.words[kind + "_plain"], this.words["map_" + this.state.view], this.strong("this"), this.strong("control"), this.words.map_careful];
      return "<div class='bb-lab-legend'><p class='bb-lab-ramp is-" + kind + "'><span>" + this.say(kind + "_low") + "</span><i aria-hidden='true'></i><span>" +
        this.say(kind + "_high") + "</span></p>" + lines.map(function (line) { return "<p>" + escape(line) + "</p>"; }).join("") + "</div>";
    }

    key(outcomes) {
      return "<ul class='bb-lab-key'>" + outcomes.map(function (name) {
        return "<li><svg viewBox='0 0 10 10' aria-hidden='true'><path class='is-" + name + "' d='" + shape(name, 0) + "'/></svg>" + this.say("dot_" + name) + "</li>";
      }, this).join("") + "</ul>";
    }

    both(told) {
      return "<div class='bb-lab-hundreds'>" + SIDES.map(function (side) {
        return hundred(told[side].counts, this.words["dots_" + side], told[side].says);
      }, this).join("") + "</div>";
    }

    answer() {
      var w = this.words, told = this.told(), silent = told.said === null, way = { journey: this.way(this.state.journey) };
      var lines = silent ? [told.why] : [w.answer_half, w["answer_" + told.state], told.took];
      return "<h2>" + escape(w.answer) + "</h2><div class='bb-lab-answer" + (silent ? " is-silent" : "") + "'><p class='bb-lab-big'>" +
        escape(silent ? w.answer_silent : told.said) + "</p>" +
        lines.filter(Boolean).map(function (line) { return "<p>" + escape(line) + "</p>"; }).join("") + "</div><h2>" + this.say("dots", way) + "</h2>" +
        this.key(OUTCOMES) + this.both(this.data.dots[this.state.journey]) + "<p class='bb-lab-small'>" + escape(w.dots_range) + "</p>";
    }

    counted(key, number) { return fill(this.words[key], { n: number[0], low: number[1], high: number[2] }); }

    scores() {
      var above = this.told().above;
      return "<h2>" + this.say("scores") + "</h2><p class='bb-lab-small'>" + this.say("scores_says") + "</p><ul class='bb-lab-bars'>" +
        this.data.methods.filter(function (name) { return name in above; }).map(function (name) {
          return bar(this.words["method_" + name], this.counted("above", above[name]), above[name]);
        }, this).join("") + "</ul>";
    }

    truth() {
      var s = this.state, w = this.words, one = this.pictures[s.pic], told = this.told(), two = one.people.length === 2;
      var fits = s.guess === "unsure" ? "unsure" : (s.guess === "two") === two ? "same" : "other";
      var judged = told.state === "silent" ? "silent" : told.state + "_" + (two ? "two" : "one");
      var lines = [fill(w.mine, { guess: w["guess_" + s.guess], fits: w["fits_" + fits] }),
        fill(w["judged_" + judged], { journey: this.way(s.journey), said: told.said }), w.point];
      return "<div class='bb-lab-truth'><h2>" + escape(w.truth) + "</h2><p><strong>" + escape(one.truth) + "</strong></p>" +
        lines.map(function (line) { return "<p>" + escape(line) + "</p>"; }).join("") + "</div>";
    }

    second() {
      if (this.state.guess === null) return "<p>" + this.say("wait") + "</p>";
      var s = this.state, w = this.words, one = this.pictures[s.pic], place = s.whose === "a" ? 0 : 1, way = this.way(s.journey), open = this.hasSecond();
      var label = open ? w[place ? "two_second" : "two_first"] : w.two_trusted, v = { n: one.n, journey: way };
      var pair = figure(this.at(s.pic, s.journey), fill(w.alt_photo, v), fill(w.label_this, v) + " · " + way) +
        figure(this.base + one.id + "/trusted-" + one.people[place] + ".webp", w.alt_trusted, label);
      var rows = this.data.journeys.map(function (journey) {
        var number = one.after[journey].trusted[place];
        return bar(this.way(journey), this.counted("pair", number), number);
      }, this).join("");
      return "<p>" + escape(w.two) + "</p><div class='bb-lab-two'><div><div class='bb-lab-pair is-two'>" + pair + "</div>" +
        (open ? "" : "<p class='bb-lab-small'>" + escape(w.whose_wait) + "</p>") + "</div><div><h2>" + escape(w.pairs) + "</h2><p class='bb-lab-small'>" +
        escape(w.pairs_says) + "</p><ul class='bb-lab-bars'>" + rows + "</ul><p class='bb-lab-note'>" + escape(w.two_limit) + "</p><p>" +
        escape(w.two_end) + "</p></div></div>";
    }

    careless() {
      if (this.state.guess === null) return "<p>" + this.say("wait") + "</p>";
      var one = this.pictures[this.state.pic];
      return "<p>" + this.say("three", { n: one.n }) + "</p><ul class='bb-lab-numbers'>" + this.data.journeys.map(function (j) {
        return "<li><span>" + escape(this.way(j)) + "</span><strong>" + escape(one.after[j].careless) + "</strong></li>";
      }, this).join("") + "</ul><p class='bb-lab-small'>" + this.say("three_half") + "</p>";
    }

    hundreds() {
      var cards = ["original", this.state.after].map(function (journey) {
        return "<div class='bb-lab-card'><h2>" + escape(this.way(journey)) + "</h2><p>" + this.say("why_" + journey) + "</p>" +
          this.both(this.data.careless[journey]) + "</div>";
      }, this).join("");
      return this.key(["alarm", "pass"]) + "<div class='bb-lab-cards'>" + cards + "</div><p class='bb-lab-small'>" + this.say("dots_range") +
        "</p><p class='bb-lab-note'>" + this.say("three_end") + "</p>";
    }
  }

  if (!customElements.get("bb-detector")) customElements.define("bb-detector", Detector);
})();
