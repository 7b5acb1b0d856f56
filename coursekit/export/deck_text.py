"""Text of slides: which paragraphs stand on one, how large they can be, and the plain text of notes."""

from __future__ import annotations

from coursekit.export.blocks import Block, Document, Heading, ListBlock, Paragraph, Picture, Table
from coursekit.export.grid import POINT, text_of
from coursekit.export.measure import lines
from coursekit.export.runs import Runs

LEADING, TALL, GAP = 1.1, 1.34, 0.45
"""Line spacing, how tall the typeface's own line is and the gap after a paragraph, both in em."""
SMALLEST = 12.0

Line = tuple[Runs, str]
"""The runs of one paragraph and what stands before it: "", "●", "–", "1."."""


def marked(block: Block) -> list[Line]:
    """Return the paragraphs of a block with their marks; tables and pictures have none."""
    if isinstance(block, Paragraph | Heading):
        return [(block.runs, "")]
    if not isinstance(block, ListBlock):
        return []
    made: list[Line] = []
    number = 0
    for runs, level in block.items:
        number += level == 0
        made.append((runs, "–" if level else f"{number}." if block.ordered else "●"))
    return made


def fitting(text: list[Line], wide: float, high: float, largest: float) -> float:
    """Return the largest size in points at which the paragraphs fit a box of `wide` × `high` mm.

    Raises:
        ValueError: they do not fit at the smallest size that the back row can read.
    """
    size = largest
    while size >= SMALLEST:
        if needs(text, wide, size) <= high:
            return size
        size -= 1
    first = text_of(text[0][0])[:30]
    raise ValueError(f"화면에 글이 너무 많습니다: “{first}…” 나누어 쓰세요. / too much text for one slide.")


def needs(text: list[Line], wide: float, size: float) -> float:
    """Return how high the paragraphs stand, in mm, in letters of `size` points on lines of `wide` mm."""
    em = size * POINT
    count = sum(lines(text_of(runs), wide / em - (1.4 if mark else 0)) for runs, mark in text)
    return count * em * LEADING * TALL + len(text) * em * GAP


def plain(document: Document) -> str:
    """Return a document's text, a paragraph a line; lists with their marks, a table's cells between bars."""
    made = []
    for block in document.blocks:
        if isinstance(block, Table):
            made += [" | ".join(" ".join(map(text_of, cell.paragraphs)) for cell in row) for row in block.rows]
        elif isinstance(block, Picture):
            made.append(block.alt)
        else:
            made += [f"{mark} {text_of(runs)}".strip() for runs, mark in marked(block)]
    return "\n".join(made)
