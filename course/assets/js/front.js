// The site's root: English browsers to the English pages, everyone else to the Korean ones.
location.replace((navigator.language || "ko").toLowerCase().startsWith("en") ? "en/index.html" : "ko/index.html");
