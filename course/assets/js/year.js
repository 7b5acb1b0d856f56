// The year at a glance: the date of the first lesson gives the dates of the rows and of the calendar file, on this device
// only. Nothing is kept, sent or put in the address.
(function () {
  const two = (number) => String(number).padStart(2, "0");
  const compact = (day) => `${day.getFullYear()}${two(day.getMonth() + 1)}${two(day.getDate())}`;
  const isWeekend = (day) => [0, 6].includes(day.getDay());

  function later(day, days) {
    return new Date(day.getFullYear(), day.getMonth(), day.getDate() + days);
  }

  // Whole weeks keep the weekday; any other day that falls on a weekend moves back to the Friday.
  function dayOf(first, days) {
    let day = later(first, days);
    while (days % 7 && isWeekend(day)) day = later(day, -1);
    return day;
  }

  function start(root) {
    const data = JSON.parse(root.querySelector("script").textContent);
    const input = root.querySelector("input");
    const button = root.querySelector("[data-year-ics]");
    const said = root.querySelector(".bb-year-said");
    const tongue = document.documentElement.lang === "ko" ? "ko" : "en-GB"; // day before month, as the page writes it
    const shown = { year: "numeric", month: "long", day: "numeric", weekday: "short" };

    function first() {
      const [year, month, day] = input.value.split("-").map(Number);
      return year > 1999 && year < 2200 ? new Date(year, month - 1, day) : null;
    }

    function show() {
      const from = first();
      for (const time of root.querySelectorAll("[data-day]")) {
        const day = from && dayOf(from, Number(time.dataset.day));
        time.textContent = day ? day.toLocaleDateString(tongue, shown) : "";
        time.dateTime = day ? `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}` : "";
      }
      button.hidden = !from;
      said.textContent = from && isWeekend(from) ? data.weekend : "";
    }

    function calendar(from) {
      return data.ics.replace(/(DAY|END)([+-]\d{4})/g, (_, side, days) => {
        const day = dayOf(from, Number(days));
        return compact(side === "END" ? later(day, 1) : day);
      });
    }

    button.addEventListener("click", () => {
      const link = document.createElement("a");
      link.download = `barobogi-${input.value}.ics`;
      link.href = URL.createObjectURL(new Blob([calendar(first())], { type: "text/calendar" }));
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    });
    input.addEventListener("input", show);
    root.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
    root.querySelector("form").hidden = false;
    show();
  }

  for (const root of document.querySelectorAll(".bb-year")) start(root);
})();
