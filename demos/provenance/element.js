/* <bb-provenance>: the label demo from plain files. Classic script, no network call of its own: every state stands in
   the page as it was written at the build (view.py), every picture is an address below data-frames. */
(function () {
  "use strict";
  var count = 0;

  function escape(text) {
    return String(text).replace(/[&<>"']/g, function (c) { return "&#" + c.charCodeAt(0) + ";"; });
  }

  /* In the data HTML carries other signs (view.py), because Markdown would rewrite its own. */
  function html(text) {
    return text.replace(/[\u2039\u203a\u2042]/g, function (c) { return { "\u2039": "<", "\u203a": ">", "\u2042": "&" }[c]; });
  }

  class Provenance extends HTMLElement {
    connectedCallback() {
      var data = this.querySelector("script[type='application/json']");
      if (!data || this.root) return;
      this.data = JSON.parse(data.textContent);
      this.base = (this.dataset.frames || "frames/provenance").replace(/\/$/, "");
      this.uid = "bb-prov-" + (count += 1);
      this.root = document.createElement("div");
      this.root.className = "bb-prov";
      this.root.setAttribute("role", "group");
      this.root.setAttribute("aria-label", this.data.words.title);
      this.root.innerHTML = this.skeleton();
      this.appendChild(this.root);
      this.root.addEventListener("change", this.changed.bind(this));
      this.part("reset").addEventListener("click", this.reset.bind(this));
      this.reset();
    }

    part(name) {
      return this.root.querySelector("[data-part=" + name + "]");
    }

    skeleton() {
      var w = this.data.words;
      return "<div class='bb-prov-head'><p class='bb-nobody'>" + escape(w.nobody) + "</p></div>" +
        "<div class='bb-prov-case'>" + this.chips("case") + "</div><div class='bb-prov-guess'>" + this.chips("guess") + "</div>" +
        "<div class='bb-prov-says'><p class='bb-says' data-part='says' role='status' aria-live='polite'></p></div>" +
        "<div class='bb-prov-stage' data-part='stage'></div><div class='bb-prov-because' data-part='why'></div>" +
        "<div class='bb-prov-foot'>" + html(this.data.foot) +
        "<button type='button' class='bb-reset' data-part='reset'>" + escape(w.reset) + "</button></div>";
    }

    chips(key) {
      var self = this;
      return "<fieldset><legend>" + escape(this.data.words[key]) + "</legend><div class='bb-chips'>" + this.data.choices[key].map(function (c) {
        return "<label class='bb-chip'><input type='radio' name='" + self.uid + key + "' data-key='" + key + "' value='" + c[0] + "'>" +
          "<span>" + escape(c[1]) + "</span></label>";
      }).join("") + "</div></fieldset>";
    }

    reset() {
      this.state = { case: this.data.choices.case[0][0], guess: null };
      this.show();
    }

    changed(event) {
      var key = event.target.dataset.key;
      this.state[key] = event.target.value;
      if (key === "case") this.state.guess = null;
      this.show();
    }

    show() {
      var self = this, s = this.state, states = this.data.states[s.case], seen = s.guess ? states.after : states.before;
      this.root.querySelectorAll("input[type=radio]").forEach(function (radio) { radio.checked = s[radio.dataset.key] === radio.value; });
      ["stage", "why"].forEach(function (name) { self.put(name, html(seen[name]).split("{frames}").join(self.base)); });
      this.part("says").textContent = "";
      this.part("says").insertAdjacentHTML("beforeend", html(states.says[s.guess || ""]));
    }

    /* Only what is new is written, so that pictures do not blink and what was opened stays open. */
    put(name, html) {
      if (this.shown && this.shown[name] === html) return;
      this.shown = Object.assign({}, this.shown);
      this.shown[name] = html;
      this.part(name).innerHTML = html;
    }
  }

  if (!customElements.get("bb-provenance")) customElements.define("bb-provenance", Provenance);
})();
