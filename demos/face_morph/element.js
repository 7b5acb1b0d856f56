/* <bb-face-morph>: the morph demo from plain files. Classic script, no network call of its own:
   the data stands in the page, every picture is an address below data-frames. */
(function () {
  "use strict";
  var count = 0;

  function fill(text, values) {
    return text.replace(/\{(\w+)\}/g, function (all, key) { return key in values ? values[key] : all; });
  }

  function escape(text) {
    return String(text).replace(/[&<>"']/g, function (c) { return "&#" + c.charCodeAt(0) + ";"; });
  }

  function three(percent) {
    return String(1000 + percent).slice(1);
  }

  class FaceMorph extends HTMLElement {
    connectedCallback() {
      var data = this.querySelector("script[type='application/json']");
      if (!data || this.root) return;
      this.data = JSON.parse(data.textContent);
      this.words = this.data.words;
      this.base = (this.dataset.frames || "frames/face_morph").replace(/\/$/, "") + "/";
      this.uid = "bb-morph-" + (count += 1);
      this.root = document.createElement("div");
      this.root.className = "bb-morph";
      this.root.setAttribute("role", "group");
      this.root.setAttribute("aria-label", this.words.title);
      this.root.innerHTML = this.skeleton();
      this.appendChild(this.root);
      this.root.addEventListener("input", this.changed.bind(this));
      this.part("reset").addEventListener("click", this.reset.bind(this));
      this.part("extra").addEventListener("toggle", this.showExtras.bind(this));
      this.reset();
    }

    part(name) {
      return this.root.querySelector("[data-part=" + name + "]");
    }

    skeleton() {
      var w = this.words, id = this.uid + "-amount", note = this.uid + "-says";
      var chips = this.data.percents.slice(1).map(function (p) { return [p, p + "%"]; });
      var recipes = this.data.recipes.map(function (r) { return [r, w["recipe_" + r]]; });
      var views = this.data.steps.map(function (s) { return [s, w["step_" + s]]; });
      return "<p class='bb-nobody'>" + escape(w.nobody) + "</p>" +
        "<div class='bb-guess'>" + this.chips("guess", w.guess, chips.concat([["skip", w.guess_skip]])) + "</div>" +
        "<div class='bb-stage'><figure><img data-part='picture' width='512' height='512' alt=''>" +
        "<img data-part='overlay' width='512' height='512' alt='' hidden></figure>" +
        "<p class='bb-share'>" + this.end("a") + "<span data-part='share'></span>" + this.end("b") + "</p>" +
        "<div class='bb-slide-row'><label for='" + id + "'>" + escape(w.amount) + "</label>" +
        "<input type='range' id='" + id + "' data-part='amount' min='0' max='100' step='10' value='0' aria-describedby='" + note + "'>" +
        "<div class='bb-ticks' aria-hidden='true'><span>0</span><span>50</span><span>100</span></div></div></div>" +
        "<div class='bb-more'><div class='bb-view'>" + this.chips("view", w.view, [["morph", w.view_morph]].concat(views)) + "</div>" +
        "<p class='bb-says' id='" + note + "' data-part='says' role='status' aria-live='polite'></p>" +
        "<div class='bb-row'><label class='bb-check'><input type='checkbox' data-part='mesh'>" + escape(w.overlay) + "</label>" +
        "<button type='button' class='bb-reset' data-part='reset'>" + escape(w.reset) + "</button></div>" +
        "<div class='bb-why' data-part='explain' hidden><div class='bb-explain-box'><strong>" + escape(w.explain_title) + "</strong><p>" +
        escape(w.explain_seam) + "</p><p>" + escape(w.explain_consent) + "</p></div></div></div>" +
        "<div class='bb-setup'>" + this.picker("a", w.pick_a) + this.picker("b", w.pick_b) +
        "<div class='bb-recipe'>" + this.chips("recipe", w.recipe, recipes) + "<p class='bb-made' data-part='made'></p></div></div>" +
        "<details class='bb-extra' data-part='extra'><summary>" + escape(w.extra) + "</summary><div class='bb-extra-parts' data-part='extras'></div></details>";
    }

    /* The face that stands at one end of the slider; its name is in the words beside it. */
    end(side) {
      return "<img data-part='end-" + side + "' width='256' height='256' alt=''>";
    }

    picker(side, legend) {
      var self = this;
      return "<fieldset class='bb-pick'><legend>" + escape(legend) + "</legend><div class='bb-faces-pick'>" +
        this.data.faces.map(function (face) {
          return "<label class='bb-face-choice'><input type='radio' name='" + self.uid + side + "' data-key='" + side + "' value='" + face.id + "'>" +
            "<img src='" + escape(self.base + face.thumb) + "' width='256' height='256' alt='" + escape(face.looks) + "'>" +
            "<span>" + escape(face.name) + "</span></label>";
        }).join("") + "</div></fieldset>";
    }

    chips(key, legend, choices) {
      var self = this;
      return "<fieldset><legend>" + escape(legend) + "</legend><div class='bb-chips'>" + choices.map(function (c) {
        return "<label class='bb-chip'><input type='radio' name='" + self.uid + key + "' data-key='" + key + "' value='" + c[0] + "'>" +
          "<span>" + escape(c[1]) + "</span></label>";
      }).join("") + "</div></fieldset>";
    }

    reset() {
      var first = this.data.first;
      this.state = { a: first[0], b: first[1], guess: null, view: "morph", mesh: false, percent: 0, recipe: this.data.recipes[0] };
      this.show();
    }

    /* A strip that hides its chosen face moves it to the middle. */
    follow(strip) {
      var on = strip.querySelector("input:checked").parentNode, start = on.offsetLeft - strip.scrollLeft;
      if (start < 0 || start + on.offsetWidth > strip.clientWidth) strip.scrollLeft += start + on.offsetWidth / 2 - strip.clientWidth / 2;
    }

    changed(event) {
      var input = event.target, key = input.dataset.key || input.dataset.part;
      if (key === "mesh") this.state.mesh = input.checked;
      else if (key === "amount") { this.state.percent = Number(input.value); this.state.view = "morph"; }
      else this.state[key] = input.value;
      if (["guess", "a", "b", "recipe"].indexOf(key) >= 0) this.preload();
      this.show();
    }

    preload() {
      var self = this;
      this.ahead = this.data.percents.map(function (p) {
        var image = new Image();
        image.src = self.address(p);
        return image;
      });
    }

    isPlain() { return this.state.recipe === this.data.recipes[0]; }

    /* The average has no direction: its files, the steps and the overlays exist for a < b only, the other way round
       is 100 - percent. A splice sits in the head of the first face. */
    ordered(percent) {
      var s = this.state, turned = s.a > s.b;
      return { pair: turned ? s.b + "-" + s.a : s.a + "-" + s.b, percent: three(turned ? 100 - percent : percent) };
    }

    address(percent, recipe) {
      var s = this.state, way = recipe || s.recipe, turned = way === this.data.recipes[0];
      var o = turned ? this.ordered(percent) : { pair: s.a + "-" + s.b, percent: three(percent) };
      return this.base + way + "/" + o.pair + "-" + o.percent + ".webp";
    }

    values() {
      var s = this.state, faces = {};
      this.data.faces.forEach(function (face) { faces[face.id] = face; });
      return { a: faces[s.a].name, b: faces[s.b].name, pa: 100 - s.percent, pb: s.percent, now: s.percent, guess: s.guess,
        one: faces[s.percent === 100 ? s.b : s.a], ends: { a: faces[s.a].thumb, b: faces[s.b].thumb } };
    }

    show() {
      var s = this.state, v = this.values();
      this.root.querySelectorAll("input[type=radio]").forEach(function (radio) {
        var key = radio.dataset.key;
        radio.checked = s[key] === radio.value;
        radio.disabled = (key === "a" && radio.value === s.b) || (key === "b" && radio.value === s.a);
      });
      this.root.querySelectorAll(".bb-faces-pick").forEach(this.follow);
      this.part("amount").value = s.percent;
      this.part("amount").disabled = s.guess === null;
      var told = fill(this.isPlain() ? this.words.share : this.words.share_inner, v);
      this.part("amount").setAttribute("aria-valuetext", told);
      this.part("mesh").checked = s.mesh;
      this.part("share").textContent = told;
      this.part("made").textContent = fill(this.words["recipe_" + s.recipe + "_says"], v);
      this.showPicture(v);
      this.showWords(v);
      this.showExtras();
    }

    showPicture(v) {
      var s = this.state, w = this.words, picture = this.part("picture"), overlay = this.part("overlay");
      var isStep = s.view !== "morph", isMesh = s.mesh && !isStep && this.isPlain(), o = this.ordered(s.percent);
      var folder = this.base + this.data.recipes[0] + "/" + o.pair + "/";
      picture.src = isStep ? folder + s.view + ".webp" : this.address(s.percent);
      picture.alt = isStep ? fill(w["alt_" + s.view], v) : this.describe(v) + (isMesh ? " " + w.alt_overlay : "");
      overlay.hidden = !isMesh;
      if (isMesh) overlay.src = folder + "overlay-" + o.percent + ".svg";
      this.part("share").hidden = isStep;
      this.part("end-a").src = this.base + v.ends.a;
      this.part("end-b").src = this.base + v.ends.b;
    }

    describe(v) {
      var percent = this.state.percent, alone = percent === 0 || (percent === 100 && this.isPlain());
      return alone ? fill(this.words.alt_single, v.one) : fill(this.isPlain() ? this.words.alt_morph : this.words.alt_inner, v);
    }

    /* Three pictures that compare; nothing is put into the page before the section is opened. */
    showExtras() {
      if (!this.part("extra").open) return;
      var self = this, s = this.state, w = this.words, d = this.data, v = this.values(), half = { a: v.a, b: v.b, pa: 50, pb: 50 };
      function row(key, pictures) {
        return "<div class='bb-extra-part'><h3>" + escape(w["extra_" + key]) + "</h3><div class='bb-extra-row'>" + pictures.map(function (p) {
          return "<figure><img loading='lazy' src='" + escape(self.base + p[0]) + "' width='256' height='256' alt='" + escape(p[1]) + "'>" +
            "<figcaption>" + escape(p[2]) + "</figcaption></figure>";
        }).join("") + "</div><p>" + escape(w["extra_" + key + "_says"]) + "</p></div>";
      }
      var recipes = d.recipes.map(function (r, n) {
        return [self.address(50, r).slice(self.base.length), fill(n ? w.alt_inner : w.alt_morph, half), w["recipe_" + r]];
      });
      var near = [s.a].concat(d.near[s.a]).map(function (id) {
        var face = d.faces.filter(function (f) { return f.id === id; })[0];
        return [face.thumb, fill(w.alt_single, face), face.name];
      });
      this.part("extras").innerHTML = row("recipes", recipes) + row("near", near) +
        row("mean", [[d.mean, w.alt_mean, w.mean]]);
    }

    showWords(v) {
      var s = this.state, reached = s.guess === "skip" ? s.percent > 0 : s.guess !== null && s.percent >= Number(s.guess);
      var key = s.view !== "morph" ? "step_" + s.view + "_says" : s.guess === null ? "says_wait" : s.percent === 0 ? "says_ready" :
        s.guess === "skip" ? "says_free" : reached ? "says_after" : "says_before";
      this.part("says").textContent = fill(this.words[key], v);
      this.part("explain").hidden = !reached || s.view !== "morph";
    }
  }

  if (!customElements.get("bb-face-morph")) customElements.define("bb-face-morph", FaceMorph);
})();
