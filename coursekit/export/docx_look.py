"""How a DOCX looks: page, styles, borders; the small pieces of WordprocessingML that python-docx has no words for."""

from __future__ import annotations

from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from coursekit import Lang
from coursekit.export.blocks import Document
from coursekit.export.grid import is_dense, page_wide
from coursekit.words import word

FONT = "맑은 고딕"
SIZES = {"Title": 1.7, "Heading 1": 1.32, "Heading 2": 1.1, "Caption": 0.95}
BLACK, BRAND = RGBColor(0, 0, 0), RGBColor(0x0F, 0x5C, 0x56)


def page(doc: Any, document: Document, size: float) -> None:
    """Set A4, margins, foot with the page's number, and the file's properties."""
    section = doc.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm((210 - page_wide(size)) / 2)
    section.top_margin = section.bottom_margin = Mm(12 if is_dense(size) else 18)
    if is_dense(size):
        section.header_distance = section.footer_distance = Mm(5)
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    foot.add_run(f"{word('file_course', document.lang)} · {document.title} · ")
    for kind in ("begin", "PAGE", "end"):
        piece = _tag("fldChar", fldCharType=kind) if kind != "PAGE" else _tag("instrText")
        piece.text = kind if kind == "PAGE" else None
        foot.add_run()._r.append(piece)
    known = doc.core_properties
    known.title, known.author, known.comments = document.title, word("file_course", document.lang), ""
    known.language = _locale(document.lang)


def _locale(lang: Lang) -> str:
    return "ko-KR" if lang == "ko" else "en-US"


def styles(doc: Any, lang: Lang, size: float) -> None:
    """Give every style our font for all scripts; the language and the text's size are those of "Normal"."""
    for style in doc.styles:
        own = style.element.find(qn("w:rPr"))
        if own is not None or style.name in ("Normal", *SIZES):
            _font(style)
        if style.name in SIZES:
            style.font.size = Pt(round(size * SIZES[style.name] * 2) / 2)
            style.font.bold, style.font.italic = True, False
            if is_dense(size):
                style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(5), Pt(2)
            style.font.color.rgb = BLACK if style.name in ("Title", "Caption") else BRAND
    normal = doc.styles["Normal"]
    normal.element.get_or_add_rPr().append(_tag("lang", val=_locale(lang), eastAsia="ko-KR"))
    normal.font.size = Pt(size)
    normal.paragraph_format.space_after = Pt(2 if is_dense(size) else 4)
    normal.paragraph_format.line_spacing = 1.0 if is_dense(size) else 1.25
    form = normal.element.get_or_add_pPr()
    for name in ("autoSpaceDE", "autoSpaceDN"):  # no gap between a number and its Korean unit
        form.insert_element_before(_tag(name, val="0"), "w:spacing", "w:ind", "w:jc")
    title = doc.styles["Title"].element.pPr
    title.remove(title.find(qn("w:pBdr")))


def _font(style: Any) -> None:
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for name in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{name}"), FONT)


def _tag(name: str, **values: str) -> Any:
    made = OxmlElement(f"w:{name}")
    for key, value in values.items():
        made.set(qn(f"w:{key}"), value)
    return made


def flag(row: Any, name: str) -> None:
    """Set a switch of a table row: "w:tblHeader" repeats it on each page, "w:cantSplit" keeps it whole."""
    row.get_or_add_trPr().append(OxmlElement(name))


def padding(table: Any) -> None:
    """Leave room above and below the text of each cell."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("top", "bottom"):
        margins.append(_tag(side, w="50", type="dxa"))
    table._tbl.tblPr.append(margins)


def bar(paragraph: Any) -> None:
    """Draw the bar at the left of a paragraph that is set apart."""
    borders = OxmlElement("w:pBdr")
    borders.append(_tag("left", val="single", sz="18", space="6", color=str(BRAND)))
    after = ("w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr")
    paragraph._p.get_or_add_pPr().insert_element_before(borders, *after)


def rule(cell: Any) -> None:
    """Draw the line that is written on."""
    borders = OxmlElement("w:tcBorders")
    borders.append(_tag("bottom", val="single", sz="6", color="777777"))
    cell._tc.get_or_add_tcPr().append(borders)


def shade(cell: Any) -> None:
    """Fill a header cell."""
    cell._tc.get_or_add_tcPr().append(_tag("shd", val="clear", color="auto", fill="DCEFE9"))
