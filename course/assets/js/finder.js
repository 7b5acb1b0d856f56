// The plan finder: sorts and shows the lessons that stand in the page. Nothing is kept, sent or put in the address.
(function () {
  const SHOWN = 4;

  function start(root) {
    const form = root.querySelector("form");
    const list = root.querySelector(".bb-finder-list");
    const said = root.querySelector(".bb-finder-said");
    const more = root.querySelector("[data-finder-more]");
    const items = [...list.children];
    let offered = 0;
    const number = (item, name) => Number(item.dataset[name] || 0);

    // A lesson is offered once, in the longest way that fits; when none fits, the shortest way of each is.
    function oneEach(found, better) {
      const best = new Map();
      for (const item of found) {
        const other = best.get(item.dataset.key);
        if (!other || better(item, other)) best.set(item.dataset.key, item);
      }
      return [...best.values()];
    }

    // What decides, in this order: the topic is in it, it fills the time, the room has what it wants, minutes on the topic.
    function marks(item, asked) {
      const wants = number(item, "screen");
      const about = asked.topic ? number(item, asked.topic) : 0;
      return [
        Number(about > 0),
        Number(number(item, "minutes") * 2 >= asked.minutes),
        asked.projector || asked.devices ? wants * Number(asked.devices) : 1 - wants,
        about,
        number(item, "minutes"),
      ];
    }

    function ranked(found, asked) {
      const order = new Map(items.map((item, index) => [item, index]));
      return found.sort((a, b) => {
        const [left, right] = [marks(a, asked), marks(b, asked)];
        const at = left.findIndex((mark, index) => mark !== right[index]);
        return at < 0 ? order.get(a) - order.get(b) : right[at] - left[at];
      });
    }

    function ask() {
      const data = new FormData(form);
      const room = data.getAll("room");
      return {
        minutes: Number(data.get("minutes")),
        topic: data.get("topic"),
        band: data.get("band") || "",
        projector: room.includes("projector"),
        devices: room.includes("devices"),
      };
    }

    function find(asked) {
      const band = items.filter((item) => !asked.band || item.dataset.band === asked.band);
      const fit = band.filter((item) => number(item, "minutes") <= asked.minutes);
      const minutes = (item) => number(item, "minutes");
      if (fit.length) return [true, ranked(oneEach(fit, (a, b) => minutes(a) > minutes(b)), asked)];
      const shortest = oneEach(band, (a, b) => minutes(a) < minutes(b));
      return [false, shortest.sort((a, b) => minutes(a) - minutes(b))];
    }

    function show() {
      const asked = ask();
      const [fits, found] = find(asked);
      items.forEach((item) => { item.hidden = true; });
      list.prepend(...found);
      found.forEach((item, index) => {
        item.hidden = index >= SHOWN;
        for (const hint of item.querySelectorAll("[data-when]")) {
          hint.hidden = hint.dataset.when === "devices" ? !asked.devices : asked.projector;
        }
      });
      offered = found.length;
      const rest = Math.max(0, offered - SHOWN);
      more.hidden = !rest;
      more.textContent = root.dataset.more.replace("{n}", rest);
      said.textContent = fits ? root.dataset.fits.replace("{n}", offered) : root.dataset.none;
    }

    more.addEventListener("click", () => {
      const next = [...list.children].slice(0, offered).filter((item) => item.hidden);
      for (const item of next) item.hidden = false;
      more.hidden = true;
      next[0].tabIndex = -1;
      next[0].focus();
    });
    form.addEventListener("change", show);
    form.addEventListener("submit", (event) => event.preventDefault());
    root.querySelector(".bb-finder-off").hidden = true;
    form.hidden = list.hidden = root.querySelector(".bb-finder-first").hidden = false;
    show();
  }

  for (const root of document.querySelectorAll(".bb-finder")) start(root);
})();
