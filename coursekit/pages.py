"""Pages: pure text → text. Markers become ledger values and blocks; every page gets its sources."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from datetime import date
from html import escape
from pathlib import PurePosixPath

from coursekit import Lang
from coursekit.blocks.entries import block, field_text, inline, source_item
from coursekit.blocks.lists import view
from coursekit.blocks.registry import BLOCKS, SINGLE, get
from coursekit.blocks.sources import printed_sources
from coursekit.ledger import Entry
from coursekit.material import Material
from coursekit.reading import Finding
from coursekit.views import View, checked, value_on
from coursekit.words import word

MARKER = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
_NAME = re.compile(r"^([a-z]+)/([A-Za-z0-9_-]+)(?:\.([a-z_]+))?$")
NUMBERED = ("figure", "law")


@dataclass
class Page:
    """A page being made: `path` below the language tree ("help/index.md"), `source` for findings.

    `used` are the entries whose sources it lists, `marked` the ids of those whose source number stands in its text.
    """

    lang: Lang
    path: PurePosixPath
    source: str
    offset: int = 0
    key: str = ""
    used: list[Entry] = field(default_factory=list)
    marked: set[str] = field(default_factory=set)
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
    if name in SINGLE:
        return resolve(SINGLE[name](page, material), page, material)
    match = _NAME.match(name)
    if not match:
        raise LookupError("not a marker; the form is {{ kind/id }} or {{ kind/id.field }}")
    kind, ident, form = match.groups()
    if kind in BLOCKS:
        before = set(page.marked)
        block = resolve(BLOCKS[kind](f"{ident}.{form}" if form else ident, page, material), page, material)
        if kind not in ("flow", "case", "tree"):
            return block
        page.marked = before
        return without_marks(block)
    text = fact(get(material.ledger, f"{kind}/{ident}", "entry"), form, page, material)
    return resolve(text, page, material) if "{{" in text else text  # an event may name a figure


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


def without_marks(text: str) -> str:
    """Drop the small source numbers: where a tap may not change the address, and where sources stand elsewhere."""
    return re.sub(r'<sup class="bb-ref">.*?</sup>', "", text)


def note_mark(entry: Entry, page: Page) -> str:
    """Return the small number that leads to the entry's source; figures and laws carry one."""
    if entry.folder not in NUMBERED:
        return ""
    page.marked.add(entry.id)
    number = page.used.index(entry) + 1
    label = word("source_of", page.lang, n=number)
    return f'<sup class="bb-ref"><a href="#{_anchor(entry)}" aria-label="{label}">{number}</a></sup>'


def _anchor(entry: Entry) -> str:
    return "source-" + entry.id.replace("/", "-")


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
        f"<ol>\n{items}\n</ol>\n</details>\n{printed_sources(page.used, page.marked, view(page, material))}\n"
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
