"""A printed document as HWPX (Hangul, OWPML): real headings, lists and tables, nothing embedded but pictures."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

from hwpx.document import HwpxDocument

from coursekit.export import hwpx_look as look
from coursekit.export.blocks import (
    Block,
    Cell,
    Document,
    Heading,
    ListBlock,
    PageBreak,
    Paragraph,
    Picture,
    Table,
    Write,
)
from coursekit.export.grid import grid, heights, page_wide, widths
from coursekit.export.pictures import raster
from coursekit.export.runs import Run, Runs

GOTHIC, BATANG = "함초롬돋움", "함초롬바탕"
UNIT = 7200 / 25.4
"""HWPUNIT for each millimetre."""
BODY = 10.5
SHADE = "#DCEFE9"


def write(document: Document, path: Path, size: float = BODY) -> None:
    """Write the document as an HWPX file.

    Args:
        document: What is written.
        path: The file.
        size: Size of the text in points; headings and notes keep their distance from it.

    Raises:
        OSError: the file cannot be written.
        ValueError: a picture cannot be read.
    """
    writer = _Writer(document, size)
    for block in document.blocks:
        writer.add(block)
    path.write_bytes(writer.finish().to_bytes())


class _Writer:
    """One file being written; formats are gathered and set at the end, once for each kind."""

    def __init__(self, document: Document, size: float) -> None:
        self.source = document
        self.size = size
        self.doc: Any = HwpxDocument.new()
        self.formats: dict[str, list[Any]] = defaultdict(list)
        self.bullets: dict[int, list[int]] = defaultdict(list)
        self.break_next = False
        self.doc.page.setup(paper_size="A4", margins_mm=look.margins(size))
        self.line = self.doc.styles.ensure_border_fill(border_color="#777777", active_borders=["bottom"])

    def add(self, block: Block) -> None:
        """Write one block."""
        if isinstance(block, PageBreak):
            self.break_next = bool(self.doc.paragraphs[1:])
        elif isinstance(block, Heading):
            self._heading(block)
        elif isinstance(block, Paragraph):
            self._paragraph(block.runs, block.kind)
        elif isinstance(block, ListBlock):
            self._list(block)
        elif isinstance(block, Table):
            self._table(block)
        elif isinstance(block, Picture):
            self._picture(block)
        else:
            self._lines(block)

    def _new(self, style: str, form: str) -> Any:
        """Return a new empty paragraph; it never takes over the style of the one before."""
        paragraph = self.doc.add_paragraph(style=style, inherit_style=False, include_run=False)
        if self.break_next:
            paragraph.element.set("pageBreak", "1")
            self.break_next = False
        self.formats[form].append(paragraph)
        return paragraph

    def _runs(self, paragraph: Any, runs: Runs, size: float, font: str = BATANG, *, bold: bool = False) -> None:
        for run in runs or (Run(""),):
            look = self._look(size * self.size, font, bold=bold or run.bold)
            if run.href.startswith("http"):
                link = self.doc.styles.ensure_run(underline=True, base_char_pr_id=look)
                paragraph.add_hyperlink(run.href, run.text, char_pr_id_ref=link)
            else:
                paragraph.add_run(run.text, char_pr_id_ref=look)

    def _look(self, size: float, font: str, *, bold: bool) -> str:
        return str(self.doc.styles.ensure_run(size=size, font=font, bold=bold))

    def _heading(self, block: Heading) -> None:
        """Write a heading; the title is a plain centred paragraph, so that the outline begins below it."""
        style = "바탕글" if block.level == 1 else f"개요 {block.level - 1}"
        self._runs(self._new(style, f"h{block.level}"), block.runs, look.HEADS[block.level], GOTHIC, bold=True)

    def _paragraph(self, runs: Runs, kind: str) -> None:
        font = GOTHIC if kind in ("lead", "org") else BATANG
        self._runs(self._new("본문", kind), runs, look.SIZES.get(kind, 1.0), font, bold=kind == "org")

    def _list(self, block: ListBlock) -> None:
        """Write a list; an ordered one is numbered in one call, or each item would begin at 1 again."""
        numbered = []
        for runs, level in block.items:
            self._runs(self._new("본문", f"li{min(level, 2)}"), runs, 1.0)
            place = len(self.doc.paragraphs) - 1
            if block.ordered and level == 0:
                numbered.append(place)
            else:
                self.bullets[level].append(place)
        if numbered:
            self.doc.styles.apply_list_format(paragraph_indexes=numbered, kind="number")

    def _table(self, block: Table) -> None:
        places, columns = grid(block.rows)
        if block.caption:
            self._runs(self._new("본문", "caption"), (Run(block.caption),), 1.0, GOTHIC, bold=True)
        table = self._new_table(len(block.rows), columns)
        if block.header_rows:
            table.element.set("repeatHeader", "1")
        shares = widths(block.rows, self.size)
        table.set_column_widths(shares)
        for row, column, cell in places:
            self._fill(table, row, column, cell, is_head=cell.header or row < block.header_rows)
            if cell.colspan > 1 or cell.rowspan > 1:
                table.merge_cells(row, column, row + cell.rowspan - 1, column + cell.colspan - 1)
            if row < block.header_rows:
                table.cell(row, column).element.set("header", "1")
        self._sizes(table, heights(block.rows, shares, look.cell(self.size)))

    def _new_table(self, rows: int, columns: int) -> Any:
        """Return a new table that may go on over the page's end."""
        paragraph = self._new("본문", "table")
        table = paragraph.add_table(rows, columns, width=round(page_wide(self.size) * UNIT))
        table.set_treat_as_char(False)
        for margin in table.element.iter("{*}outMargin"):
            margin.set("top", str(round(UNIT)))
            margin.set("bottom", str(round(2.5 * UNIT)))
        return table

    def _fill(self, table: Any, row: int, column: int, cell: Cell, *, is_head: bool) -> None:
        target = table.cell(row, column)
        first = target.paragraphs[0]
        for run in list(first.element):
            first.element.remove(run)
        for number, runs in enumerate(cell.paragraphs or ((),)):
            paragraph = first if number == 0 else target.add_paragraph(include_run=False)
            self._runs(paragraph, runs, look.cell(self.size) / self.size, GOTHIC if is_head else BATANG, bold=is_head)
            self.formats["th" if is_head else "td"].append(paragraph)
        if is_head:
            table.set_cell_shading(row, column, SHADE)

    def _sizes(self, table: Any, rows: list[float]) -> None:
        """Write how high rows are: some readers draw what the file says, however much stands in it."""
        for row in table.rows:
            for cell in row.cells:
                start, span = cell.address[0], cell.span[0]
                cell.set_size(height=round(sum(rows[start : start + span]) * UNIT))
        for size in table.element.iter("{*}sz"):
            size.set("height", str(round(sum(rows) * UNIT)))
            break

    def _lines(self, block: Write) -> None:
        table = self._new_table(block.lines, 1)
        for row in range(block.lines):
            table.cell(row, 0).element.set("borderFillIDRef", self.line)
        table.element.set("borderFillIDRef", self.line)
        self._sizes(table, [9.5] * block.lines)

    def _picture(self, block: Picture) -> None:
        made = raster(block)
        picture = self.doc.add_picture(
            made.data, made.kind.replace("jpeg", "jpg"), width_mm=made.width, height_mm=made.height, style="본문"
        )
        for comment in picture.element.iter("{*}shapeComment"):
            comment.text = block.alt

    def finish(self) -> Any:
        """Set formats, lists, foot and properties; return the document."""
        for level, places in self.bullets.items():
            self.doc.styles.apply_list_format(
                paragraph_indexes=places, kind="bullet", level=level + 1, bullet_char="●" if level == 0 else "○"
            )
        look.formats(self.doc, self.formats, self.size)
        look.foot(self.doc, self.source)
        look.plain_heads(self.doc)
        return self.doc
