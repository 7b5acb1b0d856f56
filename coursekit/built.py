"""After the generator: what every built page must and must not hold, as pure text → text."""

from __future__ import annotations

import re
from pathlib import Path

from coursekit.reading import Finding

_AWAY = r"""["']?(?P<{}>(?:https?:)?//[^"'\s>]*)"""
_LOADS = re.compile(
    r"<(?:script|img|iframe|source|audio|video|embed)\b[^>]*?\s(?:src|srcset|poster)="
    + _AWAY.format("src")
    + r"|<link\b(?=[^>]*\srel=[\"']?(?:stylesheet|preload|preconnect|icon|modulepreload))[^>]*?\shref="
    + _AWAY.format("href"),
)
_INLINE = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)[^>]*>|<[a-z][^>]*\son[a-z]+=", re.S)
_NOTEBOOK_EXTRAS = re.compile(
    r"<(?P<tag>style|script)\b[^>]*>.*?</(?P=tag)>"  # inlined sheets; clipboard, MathJax and Mermaid scripts
    r'|<div class="zeroclipboard-container">.*?</clipboard-copy>\s*</div>'
    r'|<div\b[^>]*\bclass="clipboard-copy-txt"[^>]*>.*?</div>'
    r'|<div class="jp-(?:Collapser|InputPrompt|OutputPrompt)\b[^>]*>[^<]*</div>'
    r'|<a class="anchor-link"[^>]*>[^<]*</a>|<!--.*?-->',
    re.S,
)
_PLAIN_CODE = re.compile(r'<span class="(?:n|nn|p|o|w)">([^<]*)</span>')  # kinds of code that notebook.css leaves alone


def slim_notebook(html: str) -> str:
    """Keep of a rendered notebook what is read: one sheet serves all, nothing loads, no cell is a tab stop."""
    html = _NOTEBOOK_EXTRAS.sub("", html)
    html = _PLAIN_CODE.sub(r"\1", html).replace(' tabindex="0"', "")
    return re.sub(r"\n\s*\n(?=\s*</?div)", "\n", html)


def findings_in(html: str, name: str) -> list[Finding]:
    """Return what no built page may hold: a left-over marker, an inline script, anything loaded from outside."""
    wrong = []
    text = re.sub(r"<(pre|code|script)\b.*?</\1>", lambda match: "\n" * match[0].count("\n"), html, flags=re.S)
    if "{{" in text:
        line = text.count("\n", 0, text.index("{{")) + 1
        wrong.append(Finding(name, line, "built", "a marker is left in the page", "let the page pass the assembler"))
    for match in _INLINE.finditer(html):
        line = html.count("\n", 0, match.start()) + 1
        wrong.append(Finding(name, line, "inline", f"{match[0][:60]} would be stopped by the policy", "use a file"))
    for match in _LOADS.finditer(html):
        address = match["src"] or match["href"]
        line = html.count("\n", 0, match.start()) + 1
        wrong.append(Finding(name, line, "outside", f"the page would load {address}", "ship the file in course/assets"))
    return wrong


def site_findings(site: Path) -> list[Finding]:
    """Return what is wrong with the built pages of both languages."""
    pages = sorted([*site.glob("ko/**/*.html"), *site.glob("en/**/*.html")])
    return [
        finding
        for path in pages
        for finding in findings_in(path.read_text(encoding="utf-8"), path.relative_to(site).as_posix())
    ]
