// Shows the overdue banner when the day on this device is later than the page's due day.
(function () {
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  const today = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  for (const note of document.querySelectorAll(".bb-due[data-due]")) note.hidden = today <= note.dataset.due;
})();
