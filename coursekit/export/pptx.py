"""A deck as PPTX, 16:9, in the site's look: text fits its slide, notes and alternative texts come along."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pptx
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Mm, Pt

from coursekit.export import pptx_look as look
from coursekit.export.blocks import Block, Cell, Heading, ListBlock, Paragraph, Picture, Table
from coursekit.export.deck_text import GAP, LEADING, SMALLEST, TALL, Line, fitting, marked, needs, plain
from coursekit.export.grid import POINT, grid, heights, text_of, widths
from coursekit.export.measure import lines
from coursekit.export.papers import Deck, Slide
from coursekit.export.pictures import raster
from coursekit.export.runs import Run, Runs
from coursekit.words import word

WIDE, HIGH = 338.667, 190.5
LEFT, TOP, FOOT = 23.0, 15.0, 14.0
ROOM = WIDE - 2 * LEFT
BOLD = 0.85
"""Of a line that is what bold letters fill, against the estimate for plain ones."""
LARGEST = {"title": 28.0, "big": 40.0, "demo": 22.0, "": 34.0}


def write(deck: Deck, path: Path) -> None:
    """Write the deck as a PPTX file.

    Raises:
        OSError: the file cannot be written.
        ValueError: a picture cannot be read, or a slide holds more than fits.
    """
    made = pptx.Presentation()
    made.slide_width, made.slide_height = Mm(WIDE), Mm(HIGH)
    look.theme(made)
    for slide in deck.slides:
        _Slide(made, slide, deck).write()
    known = made.core_properties
    known.title, known.author = deck.title, word("file_course", deck.lang)
    known.language = look.locale(deck.lang)
    made.save(str(path))


def _says(block: Block, text: str) -> bool:
    return isinstance(block, Heading | Paragraph) and text_of(block.runs) == text != ""


class _Slide:
    """One slide being written."""

    def __init__(self, made: Any, slide: Slide, deck: Deck) -> None:
        blocks = slide.body.blocks
        self.head = next((block for block in blocks if isinstance(block, Heading)), None)
        said = text_of(self.head.runs) if self.head else ""  # a table's own title, when the slide says it too
        self.blocks = [block for block in blocks if block is not self.head and not _says(block, said)]
        self.source, self.deck, self.kind = slide, deck, slide.kind
        lined = any(isinstance(block, Paragraph | ListBlock | Heading) for block in self.blocks)
        self.page = made.slides.add_slide(made.slide_layouts[1 if lined else 5])
        look.background(self.page, self.kind)

    def write(self) -> None:
        """Write title, text, tables, pictures, source line and notes."""
        top = self._title()
        bottom = HIGH - FOOT - (self._foot() if self.source.source else 0)
        text = [line for block in self.blocks for line in marked(block)]
        others = [block for block in self.blocks if isinstance(block, Table | Picture)]
        if self.kind == "demo" and others:
            text.append(((Run(word("file_try", self.deck.lang), bold=True),), ""))
        middle = bottom
        if others:
            most = top + (bottom - top) * 0.45
            least = self.kind == "demo" or any(isinstance(block, Table) for block in others)
            middle = min(most, top + needs(text, ROOM, LARGEST["demo"])) if least else most
        if text:
            self._text(text, top, middle)
        middle = middle if text else top
        for number, block in enumerate(others):
            high = (bottom - middle) / len(others)
            self._object(block, middle + number * high, high - 3)
        self.page.notes_slide.notes_text_frame.text = plain(self.source.notes)
        look.tongue(self.page.notes_slide.notes_text_frame, self.deck.lang)

    def _title(self) -> float:
        """Write the title; return where the room below it begins, in mm."""
        size = {"title": 48.0, "big": 46.0, "demo": 32.0}.get(self.kind, 40.0)
        runs = self.head.runs if self.head else (Run(self.deck.title),)
        most = 3 if self.kind in ("title", "big") else 2
        while size > 24 and lines(text_of(runs), BOLD * ROOM / (size * POINT)) > most:
            size -= 2
        high = lines(text_of(runs), BOLD * ROOM / (size * POINT)) * size * POINT * TALL + 3
        top = {"title": HIGH * 0.3, "big": HIGH * 0.22}.get(self.kind, TOP)
        frame = look.place(self.page.shapes.title, LEFT, top, ROOM, high)
        frame.vertical_anchor = MSO_ANCHOR.TOP
        frame.paragraphs[0].alignment = PP_ALIGN.LEFT
        look.mark(frame.paragraphs[0], "", size)
        self._put(frame.paragraphs[0], runs, size, bold=True)
        if self.kind == "title":
            look.thread(self.page, LEFT, top + high + 3)
        return top + high + (12 if self.kind == "title" else 5)

    def _text(self, text: list[Line], top: float, bottom: float) -> None:
        size = fitting(text, ROOM, bottom - top, LARGEST.get(self.kind, LARGEST[""]))
        frame = look.place(self.page.placeholders[1], LEFT, top, ROOM, bottom - top)
        for number, (runs, mark) in enumerate(text):
            paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            paragraph.line_spacing, paragraph.space_after = LEADING, Pt(size * GAP)
            look.mark(paragraph, mark, size)
            self._put(paragraph, runs, size)

    def _put(self, paragraph: Any, runs: Runs, size: float, *, bold: bool = False) -> None:
        for run in runs:
            for number, part in enumerate(run.text.split("\n")):
                if number:
                    paragraph.add_line_break()
                made = paragraph.add_run()
                made.text = part
                made.font.size, made.font.bold = Pt(size), bold or run.bold
                if run.href.startswith("http"):
                    made.hyperlink.address = run.href
                look.letters(made, self.deck.lang)

    def _foot(self) -> float:
        """Write the line of sources at the foot; return its height in mm."""
        size = 11.0
        high = lines(self.source.source, ROOM / (size * POINT)) * size * POINT * 1.3 + 2
        box = self.page.shapes.add_textbox(0, 0, 0, 0)
        frame = look.place(box, LEFT, HIGH - FOOT - high + 4, ROOM, high)
        self._put(frame.paragraphs[0], (Run(self.source.source),), size)
        look.soft(frame)
        return high

    def _object(self, block: Block, top: float, high: float) -> None:
        if isinstance(block, Picture):
            self._picture(block, top, high)
        elif isinstance(block, Table):
            self._table(block, top, high)

    def _picture(self, block: Picture, top: float, high: float) -> None:
        made = raster(Picture(block.path, block.alt, ROOM, block.svg), high)
        left = LEFT + (ROOM - made.width) / 2
        place = [Mm(length) for length in (left, top + (high - made.height) / 2, made.width, made.height)]
        shape = self.page.shapes.add_picture(BytesIO(made.data), *place)
        shape._element.nvPicPr.cNvPr.set("descr", block.alt)

    def _table(self, block: Table, top: float, high: float) -> None:
        shares = [wide * ROOM / sum(widths(block.rows)) for wide in widths(block.rows)]
        size = 26.0
        while size > SMALLEST and sum(heights(block.rows, shares, size)) > high:
            size -= 1
        rows = heights(block.rows, shares, size)
        places, columns = grid(block.rows)
        shape = self.page.shapes.add_table(len(rows), columns, Mm(LEFT), Mm(top), Mm(ROOM), Mm(sum(rows)))
        table = shape.table
        table.first_row = bool(block.header_rows)
        shape._element.nvGraphicFramePr.cNvPr.set("descr", block.caption)
        for number, wide in enumerate(shares):
            table.columns[number].width = Mm(wide)
        for number, tall in enumerate(rows):
            table.rows[number].height = Mm(tall)
        for row, column, cell in places:
            target = table.cell(row, column)
            if cell.colspan > 1 or cell.rowspan > 1:
                target.merge(table.cell(row + cell.rowspan - 1, column + cell.colspan - 1))
            self._cell(target, cell, size, is_head=cell.header or row < block.header_rows)

    def _cell(self, target: Any, cell: Cell, size: float, *, is_head: bool) -> None:
        for number, runs in enumerate(cell.paragraphs):
            paragraph = target.text_frame.paragraphs[0] if number == 0 else target.text_frame.add_paragraph()
            self._put(paragraph, runs, size, bold=is_head)
        look.fill(target, is_head=is_head)
