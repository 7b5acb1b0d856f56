// The print button of plans and sheets; hidden until there is a script to serve it.
for (const button of document.querySelectorAll("[data-bb-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
