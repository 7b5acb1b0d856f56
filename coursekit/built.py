"""After the generator: what every built page must and must not hold, as pure text → text."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

from coursekit.reading import Finding

_SHIM = re.compile(r"https://unpkg\.com/iframe-worker/shim")
_LOADS = re.compile(
    r'<(?:script|img|iframe|source|audio|video|embed)\b[^>]*?\ssrc="(?P<src>(?:https?:)?//[^"]*)"'
    r'|<link\b(?=[^>]*\srel="(?:stylesheet|preload|preconnect|icon|modulepreload)")[^>]*?\shref="(?P<href>(?:https?:)?//[^"]*)"'
)
_INLINE = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)[^>]*>(.*?)</script>", re.S)
_JUPYTER_STYLE = re.compile(r"<style[^>]*>.*?</style>", re.S)


def tidy(html: str, root: str) -> str:
    """Point the search worker at the vendored copy and swap a notebook's inlined styles for the shared one."""
    html = _SHIM.sub(f"{root}/assets/js/iframe-worker-shim.js", html)
    if "jupyter-wrapper" in html:
        html = _slim_notebook(html, root)
    return html


def _slim_notebook(html: str, root: str) -> str:
    start = html.index("jupyter-wrapper")
    body = _JUPYTER_STYLE.sub("", html[start:])
    link = f'<link rel="stylesheet" href="{root}/assets/css/notebook.css">'
    return html[:start].replace("</head>", f"{link}</head>", 1) + body


def findings_in(html: str, name: str) -> list[Finding]:
    """Return what no built page may hold: a left-over marker, or anything loaded from outside."""
    wrong = []
    text = re.sub(r"<(pre|code|script)\b.*?</\1>", "", html, flags=re.S)
    if "{{" in text:
        line = html[: html.index("{{")].count("\n") + 1
        wrong.append(Finding(name, line, "built", "a marker is left in the page", "let the page pass the assembler"))
    for match in _LOADS.finditer(html):
        address = match["src"] or match["href"]
        line = html.count("\n", 0, match.start()) + 1
        wrong.append(Finding(name, line, "outside", f"the page would load {address}", "ship the file in course/assets"))
    return wrong


def script_hashes(site: Path) -> list[str]:
    """Return the CSP hashes of all inline scripts of all pages, sorted."""
    hashes = set()
    for path in site.rglob("*.html"):
        for script in _INLINE.findall(path.read_text(encoding="utf-8")):
            hashes.add("'sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() + "'")
    return sorted(hashes)


def finish_site(site: Path) -> list[Finding]:
    """Tidy every page below `site/ko` and `site/en` in place and return what is wrong."""
    wrong: list[Finding] = []
    for path in sorted([*site.glob("ko/**/*.html"), *site.glob("en/**/*.html")]):
        depth = len(path.relative_to(site).parts) - 1
        html = tidy(path.read_text(encoding="utf-8"), "/".join([".."] * depth))
        path.write_text(html, encoding="utf-8")
        wrong += findings_in(html, path.relative_to(site).as_posix())
    return wrong
