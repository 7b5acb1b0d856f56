// Puts the chosen scheme on <body> before anything is painted; without a choice the device's scheme is followed.
(function () {
  const saved = typeof __md_get === "function" && __md_get("__palette");
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const color = saved && saved.color ? saved.color : { scheme: dark ? "slate" : "default" };
  for (const [key, value] of Object.entries(color)) {
    if (value) document.body.setAttribute("data-md-color-" + key, value);
  }
})();
