// Material listens for released keys only: text that was pasted or spoken is not heard. Tell it of every input.
(function () {
  const field = document.querySelector(".md-search__input");
  if (field) field.addEventListener("input", () => field.dispatchEvent(new KeyboardEvent("keyup")));
})();
