"""A printed page as plain blocks: what every writer of office files is given, read from the page's HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup, Tag

from coursekit import Lang
from coursekit.export.runs import Run, Runs, inside, items_of, runs_of, terms_of, tidy

__all__ = ["Block", "Document", "Run", "Runs", "read"]
PAGE_MM = 160.0
"""How wide a picture stands when the page does not say."""
BLOCK = re.compile(
    r"(address|article|aside|blockquote|dd|details|div|dl|dt|fieldset|figcaption|figure|form|h[1-6]|header|hr|img|li|"
    r"main|nav|ol|p|pre|section|summary|svg|table|tbody|td|tfoot|th|thead|tr|ul)$"
)
CALLOUTS = {"bb-callout", "admonition", "bb-now", "bb-predict", "bb-try", "bb-explain"}
CARDS = {"bb-card", "bb-law", "bb-helpline"}


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 (the page's title, the first block) to 3."""

    level: int
    runs: Runs


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; `kind` is "", "lead", "card", "callout", "source" or what follows "bb-doc-"."""

    runs: Runs
    kind: str = ""


@dataclass(frozen=True)
class ListBlock:
    """A list as flat items in reading order, each with its level (0 is the outermost)."""

    ordered: bool
    items: tuple[tuple[Runs, int], ...]


@dataclass(frozen=True)
class Cell:
    """A table cell: its paragraphs (none when it is empty), whether it is a header, how far it reaches."""

    paragraphs: tuple[Runs, ...]
    header: bool = False
    colspan: int = 1
    rowspan: int = 1


@dataclass(frozen=True)
class Table:
    """A table; the first `header_rows` rows are its head; a cell that spans stands once, in its first place."""

    header_rows: int
    rows: tuple[tuple[Cell, ...], ...]
    caption: str = ""


@dataclass(frozen=True)
class Picture:
    """A picture: a file, or where `path` is None the text of an SVG; `width` in millimetres."""

    path: Path | None
    alt: str
    width: float = PAGE_MM
    svg: str = ""


@dataclass(frozen=True)
class Write:
    """Room to write: so many ruled lines."""

    lines: int


@dataclass(frozen=True)
class PageBreak:
    """What follows begins a new page."""


Block = Heading | Paragraph | ListBlock | Table | Picture | Write | PageBreak


@dataclass(frozen=True)
class Document:
    """One printed page of the course in one language."""

    title: str
    lang: Lang
    blocks: tuple[Block, ...]


def read(html: str, title: str, lang: Lang) -> Document:
    """Read a page's HTML (markers resolved, cleaned by `papers`) into blocks.

    Args:
        html: The page's body. Pictures are file addresses; a link that is no http(s) or tel address is plain text.
        title: The document's title, as it goes into the file's properties.
        lang: The language of the whole document.
    """
    return Document(title, lang, tuple(_walk(BeautifulSoup(html, "html.parser"), "")))


def _walk(parent: Tag, kind: str) -> Iterator[Block]:
    """Yield the blocks inside a tag; text that stands loose between them becomes paragraphs."""
    loose: list[Run] = []
    for node in parent.children:
        if isinstance(node, Tag) and (BLOCK.match(node.name) or node.find(BLOCK)):
            yield from _paragraph(loose, kind)
            loose = []
            yield from _block(node, kind)
        else:
            loose += runs_of(node)
    yield from _paragraph(loose, kind)


def _block(tag: Tag, kind: str) -> Iterator[Block]:
    classes = set(tag.get_attribute_list("class"))
    if "bb-newpage" in classes:
        yield PageBreak()
    if lines := next((name for name in map(str, classes) if name.startswith("bb-lines--")), ""):
        yield Write(int(lines.removeprefix("bb-lines--")))
    elif re.fullmatch(r"h[1-6]", tag.name):
        yield Heading(min(int(tag.name[1]), 3), tidy(inside(tag)))
    elif tag.name in ("ul", "ol"):
        yield from _list(tag, "bb-sources-print" in classes)
    elif tag.name == "table":
        yield _table(tag)
    elif tag.name in ("img", "svg"):
        yield _picture(tag)
    elif tag.name == "dl":
        yield from (block for runs in terms_of(tag) for block in _paragraph(runs, kind))
    else:
        yield from _walk(tag, _kind(tag, classes, kind))


def _kind(tag: Tag, classes: set[str], kind: str) -> str:
    if own := next((name for name in map(str, classes) if name.startswith("bb-doc-")), ""):
        return own.removeprefix("bb-doc-")
    if classes & CARDS:
        return "card"
    if classes & CALLOUTS or tag.name == "blockquote":
        return "callout"
    return "lead" if "bb-lead" in classes else "source" if "bb-sources" in classes else kind


def _paragraph(runs: list[Run], kind: str) -> Iterator[Block]:
    if told := tidy(runs):
        yield Paragraph(told, kind)


def _list(tag: Tag, is_source: bool) -> Iterator[Block]:
    items = tuple(items_of(tag))
    if is_source:
        yield from (Paragraph(runs, "source") for runs, _ in items)
    elif items:
        yield ListBlock(tag.name == "ol", items)


def _table(tag: Tag) -> Table:
    rows = tag.find_all("tr")
    caption = tag.find("caption")
    heads = [row for row in rows if row.find_parent("thead") is not None]
    return Table(
        len(heads),
        tuple(tuple(_cell(cell) for cell in row.find_all(["th", "td"], recursive=False)) for row in rows),
        "".join(run.text for run in tidy(inside(caption))) if caption else "",
    )


def _cell(tag: Tag) -> Cell:
    paragraphs = []
    for block in _walk(tag, ""):
        if isinstance(block, Paragraph | Heading):
            paragraphs.append(block.runs)
        elif isinstance(block, ListBlock):
            paragraphs += [(Run("· "), *runs) for runs, _ in block.items]
    span = {name: int(str(tag.get(name) or 1)) for name in ("colspan", "rowspan")}
    return Cell(tuple(paragraphs), tag.name == "th", **span)


def _picture(tag: Tag) -> Picture:
    if tag.name == "svg":
        label = tag.get("aria-label") or (tag.title.get_text() if tag.title else "")
        return Picture(None, str(label), svg=str(tag))
    return Picture(Path(unquote(urlsplit(str(tag["src"])).path)), str(tag.get("alt", "")))
