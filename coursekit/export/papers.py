"""The papers of a lesson and of a band: every part that exists, as the clean HTML that all writers start from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

from coursekit import Lang
from coursekit.export.blocks import Document, Picture, read
from coursekit.export.clean import paper_html
from coursekit.front import heading
from coursekit.ledger import Entry
from coursekit.material import Material
from coursekit.pages import NUMBERED, Page, oldest_check, resolve, slide_source, without_marks
from coursekit.plans import PLANS, Plan
from coursekit.reading import Stopped
from coursekit.slides import split_deck
from coursekit.trees import kit_page, kit_pages, paper_pages, read_page
from coursekit.views import View
from coursekit.words import word

BAND_PARTS = ("letter", "request")
SOURCED = ("notes", "key")
"""The parts that list their sources on paper; the others carry the day of their data at the foot of each page."""


@dataclass(frozen=True)
class Paper:
    """One paper in one language.

    `key` is "band/nn-slug", or "band" for a paper of the whole band; `html` its clean body; `note` the day of its data.
    """

    key: str
    part: str
    lang: Lang
    title: str
    html: str
    note: str

    @property
    def name(self) -> str:
        """What the part is called ("활동지")."""
        return _name(self.part, self.lang)

    def document(self) -> Document:
        """Return the paper as blocks."""
        return read(self.html, self.title, self.lang)

    def pictures(self) -> list[Path]:
        """Return the pictures that stand in it."""
        return _pictures([self.document()])


@dataclass(frozen=True)
class Slide:
    """One slide: its kind ("title", "demo", "" = plain), its body, its speaker notes and its line of sources."""

    kind: str
    body: Document
    notes: Document
    source: str


@dataclass(frozen=True)
class Deck:
    """The slides of one lesson in one language."""

    key: str
    lang: Lang
    title: str
    note: str
    slides: tuple[Slide, ...]
    part: str = "slides"

    @property
    def name(self) -> str:
        """What slides are called ("발표 화면")."""
        return _name(self.part, self.lang)

    def pictures(self) -> list[Path]:
        """Return the pictures that stand in them."""
        return _pictures([slide.body for slide in self.slides])


def _pictures(documents: list[Document]) -> list[Path]:
    blocks = (block for document in documents for block in document.blocks)
    return [block.path for block in blocks if isinstance(block, Picture) and block.path]


def lesson_papers(key: str, lang: Lang, material: Material) -> Iterator[Paper]:
    """Yield the papers of a lesson in one language, in the order plan, notes, worksheet, key.

    Raises:
        Stopped: a marker does not resolve.
    """
    for page, text in kit_pages(key, lang, material):
        part = "plan" if page.path.stem == "index" else page.path.stem
        if part != "slides":
            yield _paper(key, part, page, text, material)


def band_papers(band: str, lang: Lang, material: Material) -> Iterator[Paper]:
    """Yield the papers that all lessons of a band share: the letter home and the request for the other task.

    Raises:
        Stopped: a marker does not resolve.
    """
    for page, text in paper_pages(lang, material):
        if page.path.parts[2] == band and page.path.stem in BAND_PARTS:
            yield _paper(band, page.path.stem, page, text, material)


def _paper(key: str, part: str, page: Page, text: str, material: Material) -> Paper:
    if page.findings:
        raise Stopped(page.findings)
    html = paper_html(text, page, material, sources=part in SOURCED) + office_line(page.lang, material)
    title = heading(text)
    if part == "plan":  # its heading is the lesson's own
        html = html.replace("</h1>", f'</h1>\n<p class="bb-state">{_state(material.plans[key], page.lang)}</p>', 1)
        title = f"{_name(part, page.lang)}: {title}"
    return Paper(key, part, page.lang, title, html, _note(page.used, page, material))


def _state(plan: Plan, lang: Lang) -> str:
    """Return the line that a lesson's page bears too: version, day of review, how often it was piloted."""
    piloted = word("pilots", lang, n=plan.pilots) if plan.pilots else word("pilots_none", lang)
    return f"{word('lesson_state', lang, version=plan.version, day=plan.review)} · {piloted}"


def _name(part: str, lang: Lang) -> str:
    return word(f"part_{part}", lang).partition("(")[0].strip()


def _note(used: list[Entry], page: Page, material: Material) -> str:
    return oldest_check(used, View(page.lang, material.day)) if used else ""


def office_line(lang: Lang, material: Material) -> str:
    """Return the office's name and local lines as the site prints them; '' where it set none."""
    office = material.office
    told = [office.name, *(f"{line.name[lang]} {line.phone}" for line in office.local)]
    line = " · ".join(escape(text) for text in told if text)
    return f'\n<p class="bb-office">{line}</p>' if line else ""


def lesson_deck(key: str, lang: Lang, material: Material) -> Deck | None:
    """Return the slides of a lesson in one language, or None when it has none.

    Raises:
        Stopped: a marker does not resolve.
    """
    path = PLANS / key / f"slides.{lang}.md"
    if not path.exists():
        return None
    page = kit_page("slides", key, lang)
    _, body = read_page(path, page)
    used: list[Entry] = []
    slides = []
    for slide in split_deck(body):
        page.used = []
        texts = [without_marks(resolve(text, page, material)) for text in (slide.body, slide.notes)]
        slides.append(_slide(slide.kind, texts, page, material))
        used += page.used
    if page.findings:
        raise Stopped(page.findings)
    return Deck(key, lang, re.sub(r"<[^>]+>", "", heading(body)), _note(used, page, material), tuple(slides))


def _slide(kind: str, texts: list[str], page: Page, material: Material) -> Slide:
    body, notes = (read(paper_html(text, page, material), "", page.lang) for text in texts)
    told = [slide_source(entry, page, material) for entry in page.used if entry.folder in NUMBERED]
    return Slide(kind, body, notes, " · ".join(told))
