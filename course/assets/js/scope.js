// Names that Material's bundle expects from its inline helper; as a file, so that no page needs an inline script.
// The scope is the site's root, so that a choice of scheme holds in both languages.
var __md_scope = new URL(document.currentScript.dataset.scope, location);
var __md_hash = (text) => [...text].reduce((sum, letter) => (sum << 5) - sum + letter.charCodeAt(0), 0);
var __md_get = (key, storage = localStorage, scope = __md_scope) => {
  try {
    return JSON.parse(storage.getItem(scope.pathname + "." + key));
  } catch {
    return null;
  }
};
// Material would store the scheme on every page view; here only a choice made by hand is kept, and nothing else.
var __bb_chosen = false;
addEventListener("change", (event) => { __bb_chosen = __bb_chosen || event.target.name === "__palette"; }, true);
var __md_set = (key, value, storage = localStorage, scope = __md_scope) => {
  if (key !== "__palette" || !__bb_chosen) return;
  try {
    storage.setItem(scope.pathname + "." + key, JSON.stringify(value));
  } catch {
    // Storage is off: the choice then holds for this page only.
  }
};
