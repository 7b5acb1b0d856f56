/* <bb-spread>: the spread demo. Classic script, no network call of its own: the words stand in the page, the recorded
   runs come as classic scripts below data-frames. What is drawn and chosen stays in this tab. */
(function () {
  "use strict";
  var SIGNS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_";
  var NOT = 4095, LASTS = 9000, FLIGHT = 600, count = 0;
  var SAID = { open: ["open_title", "open_says"], guess: ["guess_title", "guess_says"], "try": ["try_title", "try_says"], end: ["end_title", ""] };
  var SCREENS = Object.keys(SAID);
  window.bbSpread = window.bbSpread || [];

  function fill(text, values) {
    return text.replace(/\{(\w+)\}/g, function (all, key) { return key in values ? values[key] : all; });
  }

  function escape(text) {
    return String(text).replace(/[&<>"']/g, function (c) { return "&#" + c.charCodeAt(0) + ";"; });
  }

  function numbers(signs) {
    var out = [];
    for (var i = 0; i < signs.length; i += 2) out.push(SIGNS.indexOf(signs[i]) * 64 + SIGNS.indexOf(signs[i + 1]));
    return out;
  }

  /* One file of recorded runs; asked for once a page, however many demos stand on it. */
  function load(address, name, then, failed) {
    function found() { return window.bbSpread.filter(function (one) { return one[0] === name; })[0]; }
    if (found()) return then(found()[1]);
    var script = document.createElement("script");
    script.src = address;
    script.onload = function () { if (found()) then(found()[1]); else failed(); };
    script.onerror = failed;
    document.head.appendChild(script);
  }

  class Spread extends HTMLElement {
    connectedCallback() {
      var data = this.querySelector("script[type='application/json']");
      if (!data || this.root) return;
      this.data = JSON.parse(data.textContent);
      this.words = this.data.words;
      this.base = (this.dataset.frames || "frames/spread").replace(/\/$/, "") + "/";
      this.uid = "bb-spread-" + (count += 1);
      this.calm = window.matchMedia("(prefers-reduced-motion: reduce)");
      this.root = document.createElement("div");
      this.root.className = "bb-spread";
      this.root.setAttribute("role", "group");
      this.root.setAttribute("aria-label", this.words.title);
      this.root.innerHTML = this.skeleton();
      this.appendChild(this.root);
      this.root.addEventListener("click", this.clicked.bind(this));
      this.root.addEventListener("input", this.changed.bind(this));
      this.drawing(this.part("guess-plot"));
      var self = this, again = function () { self.paint(); };
      new ResizeObserver(function () { self.plots(); }).observe(this.root);
      new MutationObserver(again).observe(document.body, { attributes: true });
      this.reset();
    }

    part(name) { return this.root.querySelector("[data-part='" + name + "']"); }

    say(key, values) { return escape(fill(this.words[key], Object.assign({ people: this.data.people.toLocaleString("en-US"), runs: this.data.runs }, values))); }

    button(action, key, main) {
      return "<button type='button' class='bb-spread-button" + (main ? " bb-spread-main" : "") + "' data-do='" + action + "'>" + this.say(key) + "</button>";
    }

    skeleton() {
      var self = this;
      var limits = ["numbers", "life", "person", "band", "saved"].map(function (one) { return "<li>" + self.say("limit_" + one) + "</li>"; });
      return "<div class='bb-spread-top'><p class='bb-spread-model'>" + this.say("model") + "</p><details class='bb-spread-limits'><summary>" + this.say("limits") +
        "</summary><ul>" + limits.join("") + "</ul></details></div>" +
        "<p class='bb-spread-title' data-part='title' tabindex='-1'></p>" +
        "<p class='bb-spread-lead' data-part='lead'></p>" +
        "<div class='bb-spread-guess' data-part='guess'>" + this.guesses() + "</div>" +
        "<div class='bb-spread-handles' data-part='handles'>" + this.handles() + "</div>" +
        "<div class='bb-spread-stage' data-part='stage'>" + this.stage() + "</div>" +
        "<div class='bb-spread-end' data-part='end'>" + this.ending() + "</div>" +
        "<div class='bb-spread-row' data-part='buttons'></div>";
    }

    guesses() {
      var self = this, w = this.words;
      return "<svg data-part='guess-plot' class='bb-spread-plot bb-spread-draw' role='img' aria-label='" + this.say("guess_plot") + "'></svg>" +
        "<div class='bb-spread-sliders'>" + this.data.guess.map(function (day, i) {
          var id = self.uid + "-g" + i;
          return "<div><label for='" + id + "'>" + escape(fill(w.guess_day, { d: day })) + " <b data-part='told" + i + "'></b></label>" +
            "<input type='range' id='" + id + "' data-guess='" + i + "' min='0' max='" + self.data.people + "' step='10'></div>";
        }).join("") + "</div>";
    }

    stage() {
      return "<figure class='bb-spread-net'><canvas data-part='net' role='img' tabindex='-1' aria-label='" + escape(fill(this.words.net_alt, { people: this.data.people, d: 0, n: 0 })) + "'></canvas>" +
        "<figcaption><span class='bb-spread-clock' data-part='clock'></span>" +
        "<span class='bb-spread-key'><i class='bb-k-unseen'></i>" + this.say("net_unseen") + "</span><span class='bb-spread-key'><i class='bb-k-seen'></i>" + this.say("net_seen") +
        "</span><span class='bb-spread-key'><i class='bb-k-dot'></i>" + this.say("net_dot") + "</span>" +
        "<button type='button' class='bb-spread-button' data-do='toggle' data-part='toggle'>" + this.say("play") + "</button></figcaption></figure>" +
        "<div class='bb-spread-results'><div class='bb-spread-says' data-part='says' role='status' aria-live='polite'></div>" +
        this.plot("reached") + this.plot("places") +
        "<p class='bb-spread-keys'><span class='bb-spread-key'><i class='bb-k-band'></i>" + this.say("key_band") + "</span><span class='bb-spread-key'><i class='bb-k-middle'></i>" + this.say("key_middle") +
        "</span><span class='bb-spread-key' data-part='key-guess'><i class='bb-k-guess'></i>" + this.say("key_guess") + "</span><span class='bb-spread-key' data-part='key-early'><i class='bb-k-early'></i>" + this.say("key_early") + "</span></p>" +
        "<details class='bb-spread-table'><summary>" + this.say("table") + "</summary><table><thead><tr><th scope='col'>" + this.say("table_day") + "</th><th scope='col'>" + this.say("plot_reached") +
        "</th><th scope='col'>" + this.say("plot_places") + "</th></tr></thead><tbody data-part='rows'></tbody></table></details></div>";
    }

    plot(name) {
      return "<div class='bb-spread-of-" + name + "'><p class='bb-spread-what' aria-hidden='true'>" + this.say("plot_" + name) + "</p><svg class='bb-spread-plot' data-part='plot-" + name + "' role='img' aria-label='" +
        this.say("plot_alt", { what: this.words["plot_" + name] }) + "'></svg></div>";
    }

    handles() {
      var self = this, d = this.data;
      function field(handle) {
        return "<fieldset data-handle='" + handle + "'><legend>" + self.say("h_" + handle) + "</legend><div class='bb-spread-chips'>" + d.handles[handle].map(function (step) {
          var n = d.values[handle][step];
          return "<label class='bb-spread-chip'><input type='radio' name='" + self.uid + handle + "' data-key='" + handle + "' value='" + step + "'><span>" +
            self.say("h_" + handle + "_" + step, { n: n, d: n / 24 }) + "</span></label>";
        }).join("") + "</div></fieldset>";
      }
      return field("tell") + "<details class='bb-spread-others'><summary>" + this.say("others") + "</summary><div>" +
        ["pass_on", "stop", "again", "report_after", "delete_in", "watch"].map(field).join("") +
        "<p class='bb-spread-asleep' data-part='asleep'>" + this.say("asleep") + "</p></div></details>";
    }

    ending() {
      var self = this;
      function box(label, keys) {
        return "<div class='bb-spread-box'><strong>" + self.say(label) + "</strong>" + keys.map(function (k) { return "<p>" + self.say(k) + "</p>"; }).join("") + "</div>";
      }
      return "<div class='bb-spread-person'><span>" + this.say("end_person_label") + "</span><strong>" + this.say("end_person") + "</strong><span>" + this.say("end_person_with") + "</span></div>" +
        box("end_centre", ["end_does", "end_cost", "end_shrink"]) + box("end_you", ["end_do", "end_where"]);
    }

    reset() {
      var people = this.data.people;
      this.time = 0;
      this.chosen = Object.assign({}, this.data.stopped);
      this.guess = this.data.guess.map(function (day, i) { return Math.round(people * (i + 1) / 100) * 10; });
      this.drawn = false;
      this.screen("open", true);
    }

    clicked(event) {
      var button = event.target.closest("[data-do]");
      if (!button) return;
      var what = button.dataset.do;
      if (what === "toggle") return this.toggle();
      if (what === "reset") { this.reset(); return this.part("title").focus(); }
      if (what === "run" || what === "free") { this.drawn = what === "run"; this.chosen = Object.assign({}, this.data.start); what = "try"; }
      this.screen(what);
    }

    changed(event) {
      var input = event.target;
      if (input.dataset.guess) return this.guessed(Number(input.dataset.guess), Number(input.value));
      if (input.dataset.key) { this.chosen[input.dataset.key] = input.value; this.answer(); }
    }

    /* One idea a screen; whichever is left, the last one is one press away. */
    screen(name, quiet) {
      var self = this, at = SCREENS.indexOf(name), w = this.words;
      this.now = name;
      this.root.dataset.screen = name;
      this.part("title").innerHTML = "<span>" + this.say("step_of", { n: at + 1, all: SCREENS.length }) + "</span> " + escape(w[SAID[name][0]]);
      this.part("lead").textContent = w[SAID[name][1]] || "";
      var rows = {
        open: this.button("guess", "to_guess", true) + this.button("end", "skip"),
        guess: this.button("run", "run", true) + this.button("free", "run_free") + this.button("end", "skip"),
        "try": this.button("end", "to_end", true) + this.button("reset", "reset"),
        end: this.button("try", "to_try") + this.button("reset", "reset")
      };
      this.part("buttons").innerHTML = rows[name];
      [["guess", ["guess"]], ["stage", ["open", "try"]], ["handles", ["try"]], ["end", ["end"]]].forEach(function (one) {
        self.part(one[0]).hidden = one[1].indexOf(name) < 0;
      });
      this.stop();
      if (name === "guess") this.guessed(0, this.guess[0]);
      if (name === "open" || name === "try") this.answer();
      if (!quiet) {
        this.part("title").focus({ preventScroll: true });
        if (this.root.getBoundingClientRect().top < 0) this.part("title").scrollIntoView({ block: "center" });
      }
    }

    /* A curve of people who have seen it never falls: its neighbours follow. */
    guessed(at, value) {
      var self = this;
      this.guess = this.guess.map(function (old, i) { return i < at ? Math.min(old, value) : i > at ? Math.max(old, value) : value; });
      this.guess.forEach(function (n, i) {
        var told = fill(self.words.guess_value, { n: n }), slider = self.root.querySelector("[data-guess='" + i + "']");
        slider.value = n;
        slider.setAttribute("aria-valuetext", told);
        self.part("told" + i).textContent = told;
      });
      this.plots();
    }

    drawing(plot) {
      var self = this, held = -1;
      function place(event) {
        var box = plot.getBoundingClientRect(), f = self.frame(plot, self.data.people);
        var day = (event.clientX - box.left - f.left) / f.wide * self.data.days;
        if (held < 0) self.data.guess.forEach(function (d, i) { if (held < 0 || Math.abs(d - day) < Math.abs(self.data.guess[held] - day)) held = i; });
        var n = (1 - (event.clientY - box.top - f.top) / f.high) * self.data.people;
        self.guessed(held, Math.max(0, Math.min(self.data.people, Math.round(n / 10) * 10)));
      }
      plot.addEventListener("pointerdown", function (e) { held = -1; plot.setPointerCapture(e.pointerId); place(e); e.preventDefault(); });
      plot.addEventListener("pointermove", function (e) { if (held >= 0) place(e); });
      ["pointerup", "pointercancel"].forEach(function (kind) { plot.addEventListener(kind, function () { held = -1; }); });
    }

    /* The recorded answer to what the handles say. */
    answer() {
      var self = this, c = this.chosen, asleep = c.tell === "nobody";
      this.root.querySelectorAll("[data-key]").forEach(function (radio) {
        radio.checked = c[radio.dataset.key] === radio.value;
        radio.disabled = asleep && self.data.after.indexOf(radio.dataset.key) >= 0;
      });
      this.part("asleep").hidden = !asleep;
      var name = [c.pass_on, c.stop, c.again].join("-");
      this.wanted = name;
      this.stop();
      if (!this.file || this.file.name !== name) this.part("says").innerHTML = "<p>" + this.say("waiting") + "</p>";
      function failed() { if (name === self.wanted) self.part("says").innerHTML = "<p>" + self.say("missing") + "</p>"; }
      load(this.base + "school.js", "school", function (school) {
        self.place(school);
        load(self.base + name + ".js", name, function (answers) {
          if (name !== self.wanted) return; /* the handles went on while it came */
          self.file = { name: name, answers: answers };
          self.show();
        }, failed);
      }, failed);
    }

    place(school) {
      if (this.points) return;
      this.points = numbers(school.points);
      this.hubs = numbers(school.hubs);
      this.rooms = numbers(school.rooms);
    }

    read(tell) {
      var c = this.chosen, rest = tell === "nobody" ? [tell] : [tell].concat(this.data.after.map(function (h) { return c[h]; }));
      var all = numbers(this.file.answers[rest.join("-")]), n = this.data.points, curves = [];
      for (var i = 0; i < 6; i += 1) curves.push(all.slice(i * n, i * n + n));
      return { curves: curves, example: all.slice(6 * n) };
    }

    show() {
      this.result = this.read(this.chosen.tell);
      this.early = this.chosen.tell === "early" ? null : this.read("early");
      this.part("key-guess").hidden = !(this.drawn && this.now === "try");
      this.part("key-early").hidden = !this.early;
      this.prepare();
      this.tell();
      this.plots();
      if (this.calm.matches) this.jump(LASTS);
      else this.begin();
    }

    /* What the plots show, in words and as a table. */
    tell() {
      var self = this, k = this.result.curves, last = this.data.points - 1, days = this.data.days;
      var v = { d: days, r10: k[0][last], r50: k[1][last], r90: k[2][last], p10: k[3][last], p50: k[4][last], p90: k[5][last] };
      var lines = [this.say("sum_reached", v) + (this.drawn && this.now === "try" ? " " + this.say("sum_guess", { n: this.guess[this.guess.length - 1] }) : ""), this.say("sum_places", v)];
      if (this.now === "open") lines.pop();
      else lines.push(this.early ? this.say("sum_early", { n: this.early.curves[1][last] }) : this.say("sum_late", { n: this.read("late").curves[1][last] }));
      lines.push(this.say("sum_one"), "<b>" + this.say("safe") + "</b>");
      this.part("says").innerHTML = lines.map(function (l) { return "<p>" + l + "</p>"; }).join("");
      this.part("rows").innerHTML = this.data.guess.map(function (day) {
        var at = day * 24 / self.data.every;
        function cell(i) { return "<td>" + k[i + 1][at] + " (" + k[i][at] + "–" + k[i + 2][at] + ")</td>"; }
        return "<tr><th scope='row'>" + self.say("axis_day", { d: day }) + "</th>" + cell(0) + cell(3) + "</tr>";
      }).join("");
    }

    frame(plot, top) {
      var wide = plot.clientWidth, high = plot.clientHeight, left = 44, right = 14, up = 8, down = 26;
      return { left: left, top: up, wide: wide - left - right, high: high - up - down, full: wide, all: high, max: top };
    }

    plots() {
      if (this.now === "guess") this.curve("guess-plot", this.data.people, null);
      else if (this.result && !this.part("stage").hidden) {
        this.curve("plot-reached", this.data.people, this.result.curves.slice(0, 3));
        this.curve("plot-places", this.data.places, this.result.curves.slice(3));
        this.paint();
      }
    }

    curve(name, top, band) {
      var plot = this.part(name), f = this.frame(plot, top), d = this.data, days = d.days, last = d.points - 1, self = this;
      if (f.wide < 20) return;
      function x(day) { return (f.left + f.wide * day / days).toFixed(1); }
      function y(n) { return (f.top + f.high * (1 - Math.min(n, top) / top)).toFixed(1); }
      function path(values) { return values.map(function (n, i) { return x(i * days / last) + "," + y(n); }).join(" "); }
      function text(at, down, anchor, said) { return "<text x='" + at + "' y='" + down + "' text-anchor='" + anchor + "'>" + escape(said) + "</text>"; }
      var out = [0, 0.5, 1].map(function (s) {
        return "<line class='bb-p-grid' x1='" + f.left + "' x2='" + (f.left + f.wide) + "' y1='" + y(s * top) + "' y2='" + y(s * top) + "'/>" + text(f.left - 6, Number(y(s * top)) + 5, "end", s * top);
      }).join("");
      out += [1, 7, 14, 21].map(function (day) { return text(x(day), f.all - 6, day === days ? "end" : "middle", fill(self.words.axis_day, { d: day })); }).join("");
      if (band) {
        var clip = this.uid + name, upper = path(band[2]), lower = path(band[0]).split(" ").reverse().join(" ");
        out += "<clipPath id='" + clip + "'><rect data-clip='" + f.wide + "' x='" + f.left + "' y='0' width='" + f.wide + "' height='" + f.all + "'/></clipPath><g clip-path='url(#" + clip + ")'>" +
          "<polygon class='bb-p-band' points='" + upper + " " + lower + "'/><polyline class='bb-p-middle' points='" + path(band[1]) + "'/></g>";
        if (this.early) out += "<polyline class='bb-p-early' points='" + path(this.early.curves[name === "plot-reached" ? 1 : 4]) + "'/>";
      }
      if (name === "guess-plot" || (this.drawn && this.now === "try" && name === "plot-reached")) {
        var dots = [[0, 0]].concat(d.guess.map(function (day, i) { return [day, self.guess[i]]; }));
        out += "<polyline class='bb-p-guess' points='" + dots.map(function (p) { return x(p[0]) + "," + y(p[1]); }).join(" ") + "'/>";
        out += dots.slice(1).map(function (p) { return "<circle class='bb-p-point' cx='" + x(p[0]) + "' cy='" + y(p[1]) + "' r='" + (name === "guess-plot" ? 9 : 4) + "'/>"; }).join("");
      }
      plot.setAttribute("viewBox", "0 0 " + f.full + " " + f.all);
      plot.innerHTML = out;
    }

    /* The example as flights: from the room's middle to the person, each at its time. */
    prepare() {
      var self = this, slots = this.data.slots, hours = this.data.days * 24;
      this.flights = [];
      this.result.example.forEach(function (code, person) {
        if (code === NOT) return;
        var hour = code >> 3, hub = self.rooms[person * slots + (code & 7)];
        self.flights.push({ person: person, at: LASTS * Math.sqrt(hour / hours), hx: self.hubs[hub * 2], hy: self.hubs[hub * 2 + 1],
          x: self.points[person * 2], y: self.points[person * 2 + 1] });
      });
      this.flights.sort(function (a, b) { return a.at - b.at; });
    }

    begin() {
      var self = this, net = this.part("net");
      this.jump(0);
      if (this.eye) this.eye.disconnect();
      this.eye = new IntersectionObserver(function (seen) {
        if (seen.some(function (one) { return one.isIntersecting; })) { self.eye.disconnect(); self.play(); }
      }, { threshold: 0.3 });
      this.eye.observe(net);
    }

    stop() {
      cancelAnimationFrame(this.ticket);
      this.playing = false;
      if (this.eye) this.eye.disconnect();
    }

    toggle() {
      if (this.playing) { this.stop(); this.caption(); }
      else { if (this.time >= LASTS) this.jump(0); this.play(); }
    }

    play() {
      var self = this, before = null;
      this.playing = true;
      this.caption();
      function tick(now) {
        if (!self.playing) return;
        self.time = Math.min(LASTS, self.time + (before === null ? 0 : Math.min(100, now - before)));
        before = now;
        self.draw();
        if (self.time < LASTS) self.ticket = requestAnimationFrame(tick);
        else self.jump(LASTS);
      }
      this.ticket = requestAnimationFrame(tick);
    }

    jump(time) {
      this.stop();
      this.time = time;
      this.paint();
    }

    /* A fresh ground: everybody unseen; draw() adds those who have seen it by now. */
    paint() {
      var net = this.part("net"), size = this.data.size, wide = net.clientWidth;
      if (!this.points || !this.result || this.part("stage").hidden || !wide) return;
      var scale = Math.min(2, window.devicePixelRatio || 1) * wide / size[0], style = getComputedStyle(this.root);
      this.colours = { unseen: style.getPropertyValue("--edge"), seen: style.getPropertyValue("--seen"), dot: style.getPropertyValue("--ink") };
      this.scale = scale;
      this.radius = Math.max(3.4 * scale, 1.6);
      net.width = Math.round(size[0] * scale);
      net.height = Math.round(size[1] * scale);
      this.ground = document.createElement("canvas");
      this.ground.width = net.width;
      this.ground.height = net.height;
      var pen = this.ground.getContext("2d");
      pen.strokeStyle = this.colours.unseen;
      pen.lineWidth = Math.max(1, scale);
      for (var i = 0; i < this.points.length; i += 2) this.disc(pen, this.points[i], this.points[i + 1], this.radius * 0.8, false);
      this.done = 0;
      this.draw();
      this.caption();
    }

    disc(pen, x, y, radius, full) {
      pen.beginPath();
      pen.arc(x * this.scale, y * this.scale, radius, 0, 7);
      if (full) pen.fill(); else pen.stroke();
    }

    draw() {
      var pen = this.part("net").getContext("2d"), below = this.ground.getContext("2d"), i, f;
      below.fillStyle = this.colours.seen;
      for (; this.done < this.flights.length && this.flights[this.done].at <= this.time; this.done += 1) {
        f = this.flights[this.done];
        this.disc(below, f.x, f.y, this.radius * 1.25, true);
      }
      pen.clearRect(0, 0, this.ground.width, this.ground.height);
      pen.drawImage(this.ground, 0, 0);
      pen.fillStyle = this.colours.dot;
      for (i = this.done; i < this.flights.length && this.flights[i].at - FLIGHT < this.time; i += 1) {
        f = this.flights[i];
        var way = 1 - (f.at - this.time) / FLIGHT;
        this.disc(pen, f.hx + (f.x - f.hx) * way, f.hy + (f.y - f.hy) * way, this.radius * 1.5, true);
      }
      var tenth = Math.floor(this.time / 100);
      if (tenth !== this.tenth || this.time >= LASTS) { this.tenth = tenth; this.follow(); }
    }

    /* Clock and plots go along, ten times a second: that is enough to the eye and spares the device. */
    follow() {
      var share = Math.pow(this.time / LASTS, 2);
      this.part("clock").textContent = fill(this.words.clock, { d: Math.ceil(share * this.data.days), n: Math.max(0, this.done - 1) });
      this.root.querySelectorAll("[data-clip]").forEach(function (rect) { rect.setAttribute("width", rect.dataset.clip * share); });
    }

    caption() {
      var end = this.time >= LASTS, day = Math.ceil(Math.pow(this.time / LASTS, 2) * this.data.days);
      this.part("toggle").textContent = this.words[this.playing ? "pause" : end ? "replay" : "play"];
      this.part("toggle").hidden = this.calm.matches;
      this.part("net").setAttribute("aria-label", fill(this.words.net_alt, { people: this.data.people, d: day, n: Math.max(0, (this.done || 0) - 1) }));
    }
  }

  if (!customElements.get("bb-spread")) customElements.define("bb-spread", Spread);
})();
