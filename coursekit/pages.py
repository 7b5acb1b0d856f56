"""Pages: pure text → text. Markers become ledger values and blocks; every page gets its sources."""

from __future__ import annotations

import json
import posixpath
import re
from dataclasses import dataclass, field
from datetime import date
from html import escape
from pathlib import PurePosixPath
from typing import TypeVar

from coursekit import Lang
from coursekit.entries import View, block, checked, field_text, inline, source_item, value_on
from coursekit.ledger import Entry
from coursekit.lists import LISTS, view
from coursekit.material import Material
from coursekit.plans import glance, meets, minute_table
from coursekit.quizzes import quiz_html
from coursekit.reading import Finding
from coursekit.words import word

MARKER = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
_NAME = re.compile(r"^([a-z]+)/([A-Za-z0-9_-]+)(?:\.([a-z_]+))?$")
NUMBERED = ("figure", "law")
T = TypeVar("T")


@dataclass
class Page:
    """A page being made: `path` below the language tree ("help/index.md"), `source` for findings."""

    lang: Lang
    path: PurePosixPath
    source: str
    offset: int = 0
    key: str = ""
    used: list[Entry] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def root(self) -> str:
        """The relative way from the built page to the folder that holds ko/, en/ and assets/."""
        return "/".join([".."] * len(self.path.parts))

    def link(self, target: str) -> str:
        """Return the relative address of another page of the same language ("help/index.html")."""
        return posixpath.relpath(target, self.path.parent.as_posix())


def resolve(text: str, page: Page, material: Material) -> str:
    """Replace every marker in `text`; what does not resolve becomes a finding with its line."""

    def replace(match: re.Match[str]) -> str:
        try:
            return _marker(match[1], page, material)
        except LookupError as error:
            line = text.count("\n", 0, match.start()) + 1 + page.offset
            mend = "write an id of the ledger and a field it has; `course/facts/` lists them"
            page.findings.append(Finding(page.source, line, "marker", f"{match[0]}: {error.args[0]}", mend))
            return match[0]

    return MARKER.sub(replace, text)


def _marker(name: str, page: Page, material: Material) -> str:
    if name == "quiz":
        quiz = _get(material.quizzes, page.key.replace("/", "-"), "quiz")
        return resolve(quiz_html(quiz, page.key, page.lang), page, material)
    match = _NAME.match(name)
    if not match:
        raise LookupError("not a marker; the form is {{ kind/id }} or {{ kind/id.field }}")
    kind, ident, form = match.groups()
    if kind == "plan":
        return resolve(_plan(ident, page, material), page, material)
    if kind == "demo":
        return demo_box(ident, page, material)
    if kind == "list":
        return _get(LISTS, ident, "list")(page, material)
    return fact(_get(material.ledger, f"{kind}/{ident}", "entry"), form, page, material)


def _get(table: dict[str, T], key: str, what: str) -> T:
    if key not in table:
        raise LookupError(f"no {what} {key!r}")
    return table[key]


def fact(entry: Entry, form: str | None, page: Page, material: Material) -> str:
    """Return an entry in the form asked for and note it as used on the page."""
    seen = view(page, material)
    value_on(entry, seen)
    if entry not in page.used:
        page.used.append(entry)
    if form is None:
        return inline(entry, seen) + note_mark(entry, page)
    larger = block(entry, form, seen)
    if larger is not None:
        return larger if form != "full" else larger + note_mark(entry, page)
    return field_text(entry, form, seen) + (note_mark(entry, page) if form in ("text", "value") else "")


def note_mark(entry: Entry, page: Page) -> str:
    """Return the small number that leads to the entry's source; figures and laws carry one."""
    if entry.folder not in NUMBERED:
        return ""
    number = page.used.index(entry) + 1
    label = word("source_of", page.lang, n=number)
    return f'<sup class="bb-ref"><a href="#{_anchor(entry)}" aria-label="{label}">{number}</a></sup>'


def _anchor(entry: Entry) -> str:
    return "source-" + entry.id.replace("/", "-")


def _plan(part: str, page: Page, material: Material) -> str:
    plan = _get(material.plans, page.key, "plan")
    if part == "glance":
        return glance(plan, page.key, page.lang)
    if part == "table":
        return minute_table(plan, page.lang)
    if part == "meets":
        return meets(plan, page.lang)
    raise LookupError(f"no plan part {part!r}; there are glance, table and meets")


def sources(page: Page, material: Material) -> str:
    """Return the list of sources of everything the page used; '' when it used nothing."""
    if not page.used:
        return ""
    note = oldest_check(page.used, view(page, material))
    items = "\n".join(
        f'<li id="{_anchor(entry)}">{source_item(entry, view(page, material), note)}</li>' for entry in page.used
    )
    return (
        f'\n\n<details class="bb-sources" data-search-exclude>\n<summary><h2 id="sources">'
        f'{word("sources", page.lang)}</h2> <span class="bb-checked">{note}</span></summary>\n'
        f"<ol>\n{items}\n</ol>\n</details>\n"
    )


def slide_source(entry: Entry, page: Page, material: Material) -> str:
    """Return the source in force as one short line of plain text for the foot of a slide."""
    source = value_on(entry, view(page, material)).source[0]
    return escape(f"{entry.title[page.lang]}: {source.title} ({source.date})", quote=False)


def oldest_check(entries: list[Entry], seen: View) -> str:
    """Return the check note of the entry whose check is oldest; one unconfirmed entry speaks for all."""

    def rank(entry: Entry) -> tuple[bool, date]:
        check = entry.shown_check(seen.day)
        return check.how == "live", check.on

    return checked(min(entries, key=rank), seen)


def demo_box(ident: str, page: Page, material: Material) -> str:
    """Return a demo as the host shows it: a same-origin iframe, or the element that shows the files."""
    demo = _get(material.demos, ident, "demo")
    still = (
        f'<img class="bb-still" src="{page.root}/assets/demos/{ident}/still.webp" '
        f'alt="{escape(demo.card.still_alt[page.lang])}">'
    )
    if material.demo_host == "gradio":
        high = demo.card.height
        return (
            f'<div class="bb-demo-box"><iframe class="bb-demo" data-demo="{ident}" loading="lazy" '
            f'title="{escape(demo.card.title[page.lang])}" src="{page.root}/demos/{page.lang}/{ident}" '
            f'style="--bb-wide:{high.wide}px;--bb-narrow:{high.narrow}px"></iframe>{still}</div>'
        )
    data = json.dumps(demo.manifest(page.lang, material.day), ensure_ascii=False).replace("</", "<\\/")
    base, name = f"{page.root}/assets/demos/{ident}", demo.card.element
    return (
        f'<div class="bb-demo-box"><link rel="stylesheet" href="{base}/element.css">'
        f'<{name} class="bb-demo" data-frames="{page.root}/frames/{ident}">'
        f'<script type="application/json">{data}</script>'
        f'{still}</{name}><script src="{base}/element.js"></script></div>'
    )
