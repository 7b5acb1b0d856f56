/* <bb-image-hash>: draws, changes and hashes a cartoon on the device. Classic script, no network call, no input for a
   file. Whole numbers only, so that every bit equals model.py; SHA-256 is our own, because plain http has none. */
(function () {
  "use strict";
  var count = 0;

  function fill(text, values) {
    return text.replace(/\{(\w+)\}/g, function (all, key) { return key in values ? values[key] : all; });
  }

  function escape(text) {
    return String(text).replace(/[&<>"']/g, function (c) { return "&#" + c.charCodeAt(0) + ";"; });
  }

  /* FIPS 180-4. bytes: array of 0 to 255; returns 64 hex digits. */
  function sha256(bytes) {
    var K = sha256.K, H = sha256.H.slice(), size = bytes.length, w = new Int32Array(64), data, i, j;
    data = new Uint8Array(((size + 72) >> 6) << 6);
    data.set(bytes);
    data[size] = 128;
    for (i = 0; i < 8; i += 1) data[data.length - 1 - i] = Math.floor(size * 8 / Math.pow(256, i)) % 256;
    function turn(x, n) { return (x >>> n) | (x << (32 - n)); }
    for (i = 0; i < data.length; i += 64) {
      for (j = 0; j < 16; j += 1) w[j] = data[i + 4 * j] << 24 | data[i + 4 * j + 1] << 16 | data[i + 4 * j + 2] << 8 | data[i + 4 * j + 3];
      for (j = 16; j < 64; j += 1) {
        w[j] = w[j - 16] + w[j - 7] + (turn(w[j - 15], 7) ^ turn(w[j - 15], 18) ^ w[j - 15] >>> 3) + (turn(w[j - 2], 17) ^ turn(w[j - 2], 19) ^ w[j - 2] >>> 10) | 0;
      }
      var s = H.slice();
      for (j = 0; j < 64; j += 1) {
        var one = s[7] + (turn(s[4], 6) ^ turn(s[4], 11) ^ turn(s[4], 25)) + (s[4] & s[5] ^ ~s[4] & s[6]) + K[j] + w[j] | 0;
        var two = (turn(s[0], 2) ^ turn(s[0], 13) ^ turn(s[0], 22)) + (s[0] & s[1] ^ s[0] & s[2] ^ s[1] & s[2]) | 0;
        s = [one + two | 0, s[0], s[1], s[2], s[3] + one | 0, s[4], s[5], s[6]];
      }
      for (j = 0; j < 8; j += 1) H[j] = H[j] + s[j] | 0;
    }
    return H.map(function (n) { return ("0000000" + (n >>> 0).toString(16)).slice(-8); }).join("");
  }

  /* The constants: the first 32 bits behind the point of cube and square roots of the first primes. */
  (function () {
    var primes = [], n = 2;
    while (primes.length < 64) {
      if (primes.every(function (p) { return n % p; })) primes.push(n);
      n += 1;
    }
    function part(x) { return (x - Math.floor(x)) * 4294967296 | 0; }
    sha256.K = primes.map(function (p) { return part(Math.cbrt(p)); });
    sha256.H = primes.slice(0, 8).map(function (p) { return part(Math.sqrt(p)); });
  })();

  /* A picture is {w, h, d}, d its red, green and blue in turn. */
  function blank(w, h) { return { w: w, h: h, d: new Uint8Array(w * h * 3) }; }

  function each(picture, put) {
    for (var y = 0; y < picture.h; y += 1) {
      for (var x = 0; x < picture.w; x += 1) {
        var colour = put(x, y);
        if (colour) picture.d.set(colour, 3 * (y * picture.w + x));
      }
    }
    return picture;
  }

  function at(picture, x, y) {
    var n = 3 * (y * picture.w + x);
    return [picture.d[n], picture.d[n + 1], picture.d[n + 2]];
  }

  var SHAPES = {
    disc: function (shape) {
      var p = shape[1];
      return function (x, y) { return (x - p[0]) * (x - p[0]) + (y - p[1]) * (y - p[1]) <= p[2] * p[2] ? shape[2] : null; };
    },
    poly: function (shape) {
      var corners = shape[1];
      return function (x, y) {
        var inside = corners.every(function (a, n) {
          var b = corners[(n + 1) % corners.length];
          return (b[0] - a[0]) * (y - a[1]) - (b[1] - a[1]) * (x - a[0]) >= 0;
        });
        return inside ? shape[2] : null;
      };
    },
    ramp: function (shape) {
      var box = shape[1], a = shape[2], b = shape[3], k = shape[4];
      var whole = (box[2] - box[0] - 1) * k[0] + (box[3] - box[1] - 1) * k[1];
      return function (x, y) {
        if (x < box[0] || x >= box[2] || y < box[1] || y >= box[3]) return null;
        var part = (x - box[0]) * k[0] + (y - box[1]) * k[1];
        return a.map(function (from, n) { return Math.floor((from * (whole - part) + b[n] * part) / whole); });
      };
    }
  };

  function draw(scene, size) {
    return scene.reduce(function (picture, shape) { return each(picture, SHAPES[shape[0]](shape)); }, blank(size[0], size[1]));
  }

  var WAYS = {
    pixel: function (p, much) {
      var all = p.w * p.h, made = blank(p.w, p.h);
      made.d.set(p.d);
      for (var k = 0; k < much; k += 1) {
        var n = 3 * ((k * 45565 + 37000) % all);
        for (var c = n; c < n + 3; c += 1) made.d[c] = 255 - made.d[c];
      }
      return made;
    },
    resave: function (p, step, data) {
      var made = blank(p.w, p.h), T = data.dct, unit = 1024 * 1024, x, y, c;
      function both(block, forward) { /* T B T' or T' B T */
        var half = [], out = [], i, j, k, sum;
        for (i = 0; i < 8; i += 1) for (j = 0; j < 8; j += 1) {
          for (sum = 0, k = 0; k < 8; k += 1) sum += (forward ? T[i][k] : T[k][i]) * block[8 * k + j];
          half.push(sum);
        }
        for (i = 0; i < 8; i += 1) for (j = 0; j < 8; j += 1) {
          for (sum = 0, k = 0; k < 8; k += 1) sum += half[8 * i + k] * (forward ? T[j][k] : T[k][j]);
          out.push(sum);
        }
        return out;
      }
      function place(n) { return 3 * ((y + (n >> 3)) * p.w + x + n % 8) + c; }
      for (y = 0; y < p.h; y += 8) for (x = 0; x < p.w; x += 8) for (c = 0; c < 3; c += 1) {
        var block = [], n;
        for (n = 0; n < 64; n += 1) block.push(p.d[place(n)]);
        block = both(block, true).map(function (v) { return Math.floor((v + step * unit / 2) / (step * unit)) * step; });
        block = both(block, false);
        for (n = 0; n < 64; n += 1) made.d[place(n)] = Math.max(0, Math.min(255, Math.floor((block[n] + unit / 2) / unit)));
      }
      return made;
    },
    shrink: function (p, by) {
      return each(blank(p.w / by, p.h / by), function (x, y) {
        var sum = [0, 0, 0];
        for (var v = 0; v < by; v += 1) for (var u = 0; u < by; u += 1) {
          var one = at(p, x * by + u, y * by + v);
          sum = [sum[0] + one[0], sum[1] + one[1], sum[2] + one[2]];
        }
        return sum.map(function (s) { return Math.floor((s + by * by / 2) / (by * by)); });
      });
    },
    recolour: function (p, kind, data) {
      return each(blank(p.w, p.h), function (x, y) {
        var one = at(p, x, y), grey = Math.floor(luma(one, data.luma) / 1000);
        if (kind === 1) return one.map(function (v) { return Math.min(v + 40, 255); });
        if (kind === 2) return [grey, grey, grey];
        return kind === 3 ? [one[1], one[2], one[0]] : one.map(function (v) { return 255 - v; });
      });
    },
    crop: function (p, percent) {
      var left = Math.floor(p.w * percent / 100), top = Math.floor(p.h * percent / 100);
      return each(blank(p.w - 2 * left, p.h - 2 * top), function (x, y) { return at(p, x + left, y + top); });
    },
    mirror: function (p) {
      return each(blank(p.w, p.h), function (x, y) { return at(p, p.w - 1 - x, y); });
    }
  };

  function luma(one, weights) { return one[0] * weights[0] + one[1] * weights[1] + one[2] * weights[2]; }

  function file(picture) {
    var head = "P6\n" + picture.w + " " + picture.h + "\n255\n", bytes = new Uint8Array(head.length + picture.d.length);
    for (var n = 0; n < head.length; n += 1) bytes[n] = head.charCodeAt(n);
    bytes.set(picture.d, head.length);
    return bytes;
  }

  /* Brightness over 9 x 8 cells, weighed by how much of a pixel lies in a cell; is the right neighbour brighter? */
  function dhash(picture, weights) {
    var cells = new Array(72).fill(0), bits = "";
    function shares(n, size, parts) {
      var found = [];
      for (var cell = Math.floor(n * parts / size); cell < parts && cell * size < (n + 1) * parts; cell += 1) {
        found.push([cell, Math.min((cell + 1) * size, (n + 1) * parts) - Math.max(cell * size, n * parts)]);
      }
      return found;
    }
    for (var y = 0; y < picture.h; y += 1) {
      var rows = shares(y, picture.h, 8);
      for (var x = 0; x < picture.w; x += 1) {
        var light = luma(at(picture, x, y), weights), columns = shares(x, picture.w, 9);
        rows.forEach(function (r) { columns.forEach(function (c) { cells[9 * r[0] + c[0]] += light * r[1] * c[1]; }); });
      }
    }
    for (var n = 0; n < 64; n += 1) {
      var place = 9 * (n >> 3) + n % 8;
      bits += cells[place + 1] > cells[place] ? "1" : "0";
    }
    return bits;
  }

  function distance(a, b) {
    return a.split("").filter(function (one, n) { return one !== b[n]; }).length;
  }

  function hexes(digits, other) {
    var marked = digits.split("").map(function (d, n) { return other && d !== other[n] ? "<b>" + d + "</b>" : d; });
    var groups = [0, 8, 16, 24, 32, 40, 48, 56].map(function (n) { return marked.slice(n, n + 8).join(""); });
    return "<code aria-hidden='true'>" + groups.join(" ") + "</code>";
  }

  function grid(bits, other, label) {
    var every = "", filled = "", crosses = "";
    bits.split("").forEach(function (bit, n) {
      var x = n % 8 * 10, y = (n >> 3) * 10, square = "M" + (x + 1) + " " + (y + 1) + "h8v8h-8z";
      every += square;
      if (bit === "1") filled += square;
      if (other && bit !== other[n]) crosses += "M" + x + " " + y + "l10 10M" + (x + 10) + " " + y + "l-10 10";
    });
    function path(kind, d) { return "<path class='is-" + kind + "' d='" + d + "'></path>"; }
    return "<svg viewBox='0 0 80 80' role='img' aria-label='" + escape(label) + "'>" +
      path("cell", every) + path("on", filled) + path("other", crosses) + "</svg>";
  }

  class ImageHash extends HTMLElement {
    connectedCallback() {
      var data = this.querySelector("script[type='application/json']");
      if (!data || this.root) return;
      this.data = JSON.parse(data.textContent);
      this.words = this.data.words;
      this.known = {};
      this.uid = "bb-hash-" + (count += 1);
      this.root = document.createElement("div");
      this.root.className = "bb-hash";
      this.root.setAttribute("role", "group");
      this.root.setAttribute("aria-label", this.words.title);
      this.root.innerHTML = this.skeleton();
      this.appendChild(this.root);
      this.root.addEventListener("input", this.changed.bind(this));
      this.part("reset").addEventListener("click", this.reset.bind(this));
      this.original = this.made("original", draw.bind(null, this.data.scenes.boat, this.data.size));
      this.paint(this.part("original"), this.original.picture);
      this.reset();
    }

    part(name) {
      return this.root.querySelector("[data-part=" + name + "]");
    }

    skeleton() {
      var w = this.words, id = this.uid + "-level", data = this.data;
      function pair(key) { return function (one) { return [one, w[key + "_" + one]]; }; }
      function canvas(part, label) { return "<canvas data-part='" + part + "' role='img' aria-label='" + escape(label) + "'></canvas>"; }
      return "<div class='bb-hash-head'><p class='bb-nobody'>" + escape(w.nobody) + "</p></div>" +
        "<div class='bb-hash-what'>" + this.chips("what", Object.keys(data.levels).map(pair("what"))) + "</div>" +
        "<div class='bb-hash-stage'><div class='bb-hash-pair'><figure>" + canvas("original", w.alt_original) +
        "<figcaption><b>" + escape(w.original) + "</b></figcaption></figure><figure>" + canvas("picture", "") +
        "<figcaption><b>" + escape(w.copy) + "</b> <span data-part='done'></span></figcaption></figure></div></div>" +
        "<div class='bb-hash-ask'><div class='bb-hash-guess'>" + this.chips("guess", data.guesses.map(pair("guess"))) + "</div>" +
        "<div class='bb-hash-says'><p class='bb-says' data-part='says' role='status' aria-live='polite'></p></div>" +
        "<div class='bb-hash-level'><div class='bb-slide-row'><label for='" + id + "'>" + escape(w.level) + "</label>" +
        "<input type='range' id='" + id + "' data-part='level' data-key='level' min='1' max='4' step='1' value='1'></div></div></div>" +
        "<div class='bb-hash-codes' data-part='codes'></div><div class='bb-hash-because' data-part='why'></div>" +
        "<div class='bb-hash-foot'><p class='bb-hash-limits'>" + escape(w.limits) + "</p>" +
        "<button type='button' class='bb-reset' data-part='reset'>" + escape(w.reset) + "</button></div>";
    }

    chips(key, choices) {
      var self = this;
      return "<fieldset><legend>" + escape(this.words[key]) + "</legend><div class='bb-chips'>" + choices.map(function (c) {
        return "<label class='bb-chip'><input type='radio' name='" + self.uid + key + "' data-key='" + key + "' value='" + c[0] + "'>" +
          "<span>" + escape(c[1]) + "</span></label>";
      }).join("") + "</div></fieldset>";
    }

    /* A picture with both hashes, worked out once. */
    made(name, make) {
      if (!this.known[name]) {
        var picture = make();
        this.known[name] = { picture: picture, sha256: sha256(file(picture)), dhash: dhash(picture, this.data.luma) };
      }
      return this.known[name];
    }

    copy(what, level) {
      var data = this.data, first = this.original.picture;
      return this.made(what + "-" + level, function () {
        return what === "other" ? draw(data.scenes.balloon, data.size) : WAYS[what](first, data.levels[what][level - 1], data);
      });
    }

    paint(canvas, picture) {
      canvas.width = picture.w;
      canvas.height = picture.h;
      var image = new ImageData(picture.w, picture.h);
      for (var n = 0; n < picture.w * picture.h; n += 1) {
        image.data.set(picture.d.subarray(3 * n, 3 * n + 3), 4 * n);
        image.data[4 * n + 3] = 255;
      }
      canvas.getContext("2d").putImageData(image, 0, 0);
    }

    reset() {
      this.state = { what: Object.keys(this.data.levels)[0], guess: null, level: 1 };
      this.show();
    }

    changed(event) {
      var key = event.target.dataset.key;
      this.state[key] = key === "level" ? Number(event.target.value) : event.target.value;
      if (key === "what") { this.state.guess = null; this.state.level = 1; }
      this.show();
    }

    show() {
      var s = this.state, w = this.words, much = this.data.levels[s.what], step = Math.min(s.level, much.length);
      var done = fill(w["done_" + s.what + (s.what === "recolour" ? "_" + step : "")], { n: much[step - 1] });
      var two = this.copy(s.what, step), slider = this.part("level");
      this.root.querySelectorAll("input[type=radio]").forEach(function (radio) { radio.checked = s[radio.dataset.key] === radio.value; });
      slider.value = s.level;
      slider.disabled = s.guess === null || much.length === 1;
      slider.setAttribute("aria-valuetext", fill(w.level_told, { n: step, of: much.length }));
      this.paint(this.part("picture"), two.picture);
      this.part("picture").setAttribute("aria-label", s.what === "other" ? w.alt_other : fill(w.alt_copy, { done: done }));
      this.part("done").textContent = done;
      this.part("codes").innerHTML = this.codes(two);
      this.part("why").innerHTML = s.guess === null ? "" : "<div class='bb-hash-why'><strong>" + escape(w.why) + "</strong><p>" +
        escape(w["why_" + s.what]) + "</p><p>" + escape(w.why_send) + "</p></div>";
      this.part("says").textContent = this.says(two, much.length === 1);
    }

    near(two) { return distance(this.original.dhash, two.dhash) <= this.data.threshold; }

    says(two, last) {
      var guess = this.state.guess, right = this.near(two) ? "one" : "none";
      if (guess === null) return this.words.says_wait;
      var kind = guess === "skip" ? "skip" : guess === right ? "same" : "other";
      return this.words["says_" + (last && kind !== "other" ? "done_" : "") + kind];
    }

    codes(two) {
      var w = this.words, one = this.original, known = this.state.guess !== null, near = this.near(two), limit = this.data.threshold;
      function tag(key, yes, n) {
        if (!known) return "<p class='bb-hash-tag is-waiting'>" + escape(w.waiting) + "</p>";
        return "<p class='bb-hash-tag " + (yes ? "is-yes" : "is-no") + "'><span aria-hidden='true'>" + (yes ? "✓" : "✕") + "</span>" +
          escape(fill(w[key], { n: n, of: 64, limit: limit })) + "</p>";
      }
      function code(key, both, told) {
        return "<section class='bb-hash-code'><strong>" + escape(w[key]) + "</strong><p class='bb-hash-small'>" + escape(w[key + "_says"]) + "</p>" +
          "<div class='bb-hash-two is-" + key + "'><small>" + escape(w.original) + "</small><small>" + escape(w.copy) + "</small>" + both + "</div>" + told + "</section>";
      }
      var exact = hexes(one.sha256) + (known ? hexes(two.sha256, one.sha256) : "<i></i>");
      var squares = grid(one.dhash, null, w.grid_original) + (known ? grid(two.dhash, one.dhash, w.grid_copy) : "<i></i>");
      return code("exact", exact, tag("exact_no", false, distance(one.sha256, two.sha256))) +
        code("perceptual", squares, tag(near ? "perceptual_yes" : "perceptual_no", near, distance(one.dhash, two.dhash)));
    }
  }

  ImageHash.sha256 = sha256; /* for the test against FIPS vectors */
  if (!customElements.get("bb-image-hash")) customElements.define("bb-image-hash", ImageHash);
})();
