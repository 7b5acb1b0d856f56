"""A printed document as DOCX: real heading and list styles, marked table heads, Korean fonts and language."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from coursekit.export import docx_look as look
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
from coursekit.export.grid import grid, is_dense, page_wide, widths
from coursekit.export.pictures import raster
from coursekit.export.runs import Runs

INDENTS = {"2": 5.0, "3": 10.0, "callout": 4.0, "card": 4.0}
BODY = 10.5


def write(document: Document, path: Path, size: float = BODY) -> None:
    """Write the document as a DOCX file.

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
    writer.doc.save(str(path))


class _Writer:
    """One file being written."""

    def __init__(self, document: Document, size: float) -> None:
        self.doc: Any = docx.Document()
        self.size = size
        self.break_next = False
        look.page(self.doc, document, size)
        look.styles(self.doc, document.lang, size)

    def add(self, block: Block) -> None:
        """Write one block."""
        if isinstance(block, PageBreak):
            self.break_next = bool(self.doc.paragraphs)
        elif isinstance(block, Heading):
            self._runs(self._new("Title" if block.level == 1 else f"Heading {block.level - 1}"), block.runs)
        elif isinstance(block, Paragraph):
            self._paragraph(block)
        elif isinstance(block, ListBlock):
            self._list(block)
        elif isinstance(block, Table):
            self._table(block)
        elif isinstance(block, Picture):
            self._picture(block)
        else:
            self._lines(block)

    def _new(self, style: str = "Normal") -> Any:
        paragraph = self.doc.add_paragraph(style=style)
        if self.break_next:
            paragraph.paragraph_format.page_break_before = True
            self.break_next = False
        return paragraph

    def _runs(self, paragraph: Any, runs: Runs, share: float = 1.0, *, bold: bool = False) -> None:
        for run in runs:
            made = self._linked(paragraph, run.href) if run.href else paragraph.add_run()
            for number, line in enumerate(run.text.split("\n")):
                if number:
                    made.add_break(WD_BREAK.LINE)
                made.add_text(line)
            made.bold = True if bold or run.bold else None
            if share != 1.0:
                made.font.size = Pt(round(self.size * share * 2) / 2)

    def _linked(self, paragraph: Any, address: str) -> Any:
        """Return a new run inside a link."""
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        run = paragraph.add_run()
        run.font.underline = True
        paragraph._p.append(link)
        link.append(run._r)
        return run

    def _paragraph(self, block: Paragraph) -> None:
        paragraph = self._new()
        form = paragraph.paragraph_format
        self._runs(paragraph, block.runs, {"lead": 1.1, "source": 0.82, "org": 1.4}.get(block.kind, 1.0))
        if block.kind in INDENTS:
            form.left_indent = Mm(INDENTS[block.kind])
        if block.kind == "org":
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        if block.kind in ("callout", "card"):
            look.bar(paragraph)

    def _list(self, block: ListBlock) -> None:
        number = self._numbering() if block.ordered else 0
        for runs, level in block.items:
            style = "List Number" if block.ordered and level == 0 else "List Bullet" if level == 0 else "List Bullet 2"
            paragraph = self._new(style)
            if style == "List Number":
                own = paragraph._p.get_or_add_pPr().get_or_add_numPr()
                own.get_or_add_numId().val = number
                own.get_or_add_ilvl().val = 0
            self._runs(paragraph, runs)

    def _numbering(self) -> int:
        """Return a numbering of its own, so that each list begins at 1."""
        style = self.doc.styles["List Number"].element
        numbering = self.doc.part.numbering_part.numbering_definitions._numbering
        base = numbering.num_having_numId(style.pPr.numPr.numId.val).abstractNumId.val
        own = numbering.add_num(base)
        own.add_lvlOverride(ilvl=0).add_startOverride(1)
        return int(own.numId)

    def _table(self, block: Table) -> None:
        if block.caption:
            self._new("Caption").add_run(block.caption)
        places, columns = grid(block.rows)
        table = self._new_table(len(block.rows), columns, "Table Grid")
        cells = table._cells  # each table.cell() would list them all anew
        shares = widths(block.rows, self.size)
        for number, cell in enumerate(cells):
            cell.width = Mm(shares[number % columns])
        for column, wide in zip(table._tbl.tblGrid.gridCol_lst, shares, strict=True):
            column.w = Mm(wide)
        for row, column, cell in places:
            target = cells[row * columns + column]
            if cell.colspan > 1 or cell.rowspan > 1:
                target = target.merge(cells[(row + cell.rowspan - 1) * columns + column + cell.colspan - 1])
            self._fill(target, cell, is_head=cell.header or row < block.header_rows)
        for number, line in enumerate(table._tbl.tr_lst):
            if not is_dense(self.size):
                look.flag(line, "w:cantSplit")
            if number < block.header_rows:
                look.flag(line, "w:tblHeader")
        self._gap()

    def _new_table(self, rows: int, columns: int, style: str | None = None) -> Any:
        table = self.doc.add_table(rows, columns)
        table.autofit = False
        if style:
            table.style = style
            look.padding(table)
        return table

    def _fill(self, target: Any, cell: Cell, *, is_head: bool) -> None:
        for number, runs in enumerate(cell.paragraphs):
            paragraph = target.paragraphs[0] if number == 0 else target.add_paragraph()
            paragraph.paragraph_format.space_after = Pt(1)
            self._runs(paragraph, runs, 1.0 if is_dense(self.size) else 0.95, bold=is_head)
        if is_head:
            look.shade(target)

    def _gap(self) -> None:
        """A table needs a paragraph after it; this one is as low as can be."""
        paragraph = self.doc.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(2)
        paragraph.paragraph_format.line_spacing = Pt(4)

    def _lines(self, block: Write) -> None:
        table = self._new_table(block.lines, 1)
        for row in table.rows:
            row.height = Mm(9.5)
            row.cells[0].width = Mm(page_wide(self.size))
            look.rule(row.cells[0])
        self._gap()

    def _picture(self, block: Picture) -> None:
        made = raster(block)
        shape = self._new().add_run().add_picture(BytesIO(made.data), width=Mm(made.width))
        shape._inline.docPr.set("descr", block.alt)
        shape._inline.docPr.set("name", block.alt[:40] or "picture")
