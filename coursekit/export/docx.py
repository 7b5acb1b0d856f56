"""A printed document as DOCX: real heading and list styles, marked table heads, Korean fonts and language."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document as new_document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from coursekit.export.blocks import (
    Block,
    Cell,
    Document,
    Heading,
    ListBlock,
    PageBreak,
    Paragraph,
    Picture,
    Runs,
    Table,
    Write,
)
from coursekit.export.grid import PAGE, grid, widths
from coursekit.export.pictures import raster
from coursekit.words import word

FONT = "맑은 고딕"
SHADE = "DCEFE9"
SIZES = {"Title": 1.7, "Heading 1": 1.32, "Heading 2": 1.1, "Caption": 0.95}
BRAND = RGBColor(0x0F, 0x5C, 0x56)
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
        self.doc: Any = new_document()
        self.size = size
        self.break_next = False
        self.lang = "ko-KR" if document.lang == "ko" else "en-US"
        self._page(document)
        for style in self.doc.styles:
            if style.element.find(qn("w:rPr")) is not None or style.name in ("Normal", *SIZES):
                self._style(style)
        known = self.doc.core_properties
        known.title, known.author, known.language = document.title, word("file_course", document.lang), self.lang
        known.comments = ""

    def _page(self, document: Document) -> None:
        page = self.doc.sections[0]
        page.page_width, page.page_height = Mm(210), Mm(297)
        page.left_margin = page.right_margin = Mm(20)
        page.top_margin = page.bottom_margin = Mm(18)
        foot = page.footer.paragraphs[0]
        foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
        foot.add_run(f"{word('file_course', document.lang)} · {document.title} · ")
        for kind in ("begin", "PAGE", "end"):
            run = foot.add_run()
            tag = OxmlElement("w:instrText" if kind == "PAGE" else "w:fldChar")
            if kind == "PAGE":
                tag.text = kind
            else:
                tag.set(qn("w:fldCharType"), kind)
            run._r.append(tag)

    def _style(self, style: Any) -> None:
        """Give a style our font for all scripts, the language and, where it is ours, its size."""
        own = style.element.get_or_add_rPr()
        fonts = own.get_or_add_rFonts()
        for name in list(fonts.attrib):
            del fonts.attrib[name]
        for name in ("ascii", "hAnsi", "eastAsia", "cs"):
            fonts.set(qn(f"w:{name}"), FONT)
        if style.name == "Normal":
            lang = OxmlElement("w:lang")
            lang.set(qn("w:val"), self.lang)
            lang.set(qn("w:eastAsia"), "ko-KR")
            own.append(lang)
            style.font.size = Pt(self.size)
            style.paragraph_format.space_after = Pt(4)
            style.paragraph_format.line_spacing = 1.25
        elif style.name in SIZES:
            style.font.size = Pt(round(self.size * SIZES[style.name] * 2) / 2)
            style.font.bold, style.font.italic = True, False
            style.font.color.rgb = RGBColor(0, 0, 0) if style.name in ("Title", "Caption") else BRAND

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
            _border(paragraph, "left", 18, "0F5C56")

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
        for column, wide in zip(table.columns, widths(block.rows), strict=True):
            for cell in (column, *column.cells):
                cell.width = Mm(wide)
        for row, column, cell in places:
            target = table.cell(row, column)
            if cell.colspan > 1 or cell.rowspan > 1:
                target = target.merge(table.cell(row + cell.rowspan - 1, column + cell.colspan - 1))
            self._fill(target, cell, is_head=cell.header or row < block.header_rows)
        for row in table.rows:
            _flag(row._tr.get_or_add_trPr(), "w:cantSplit")
        for row in table.rows[: block.header_rows] if block.header_rows else ():
            _flag(row._tr.get_or_add_trPr(), "w:tblHeader")
        self._gap()

    def _new_table(self, rows: int, columns: int, style: str | None = None) -> Any:
        table = self.doc.add_table(rows, columns)
        table.autofit = False
        if style:
            table.style = style
        return table

    def _fill(self, target: Any, cell: Cell, *, is_head: bool) -> None:
        for number, runs in enumerate(cell.paragraphs):
            paragraph = target.paragraphs[0] if number == 0 else target.add_paragraph()
            paragraph.paragraph_format.space_after = Pt(1)
            self._runs(paragraph, runs, 0.95, bold=is_head)
        if is_head:
            shade = OxmlElement("w:shd")
            for name, value in (("val", "clear"), ("color", "auto"), ("fill", SHADE)):
                shade.set(qn(f"w:{name}"), value)
            target._tc.get_or_add_tcPr().append(shade)

    def _gap(self) -> None:
        """A table needs a paragraph after it; this one is as low as can be."""
        paragraph = self.doc.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(2)
        paragraph.paragraph_format.line_spacing = Pt(4)

    def _lines(self, block: Write) -> None:
        table = self._new_table(block.lines, 1)
        for row in table.rows:
            row.height = Mm(9.5)
            row.cells[0].width = Mm(PAGE)
            _cell_line(row.cells[0])
        self._gap()

    def _picture(self, block: Picture) -> None:
        made = raster(block)
        shape = self._new().add_run().add_picture(BytesIO(made.data), width=Mm(made.width))
        shape._inline.docPr.set("descr", block.alt)
        shape._inline.docPr.set("name", block.alt[:40] or "picture")


def _flag(parent: Any, name: str) -> None:
    parent.append(OxmlElement(name))


def _border(paragraph: Any, side: str, eighths: int, colour: str) -> None:
    borders, line = OxmlElement("w:pBdr"), OxmlElement(f"w:{side}")
    for name, value in (("val", "single"), ("sz", str(eighths)), ("space", "6"), ("color", colour)):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    paragraph._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def _cell_line(cell: Any) -> None:
    """Draw the line that is written on."""
    borders, line = OxmlElement("w:tcBorders"), OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "6"), ("color", "777777")):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    cell._tc.get_or_add_tcPr().append(borders)
