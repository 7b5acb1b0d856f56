"""How a deck looks: the site's colours, one Korean typeface, Korean words kept whole."""

from __future__ import annotations

import re
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.oxml.ns import qn
from pptx.util import Mm, Pt

from coursekit import Lang

FONT = "맑은 고딕"
COLOUR: Any = RGBColor
"""The library's class for a colour; releases differ in whether it is typed."""
INK, SOFT, BRAND, ACCENT = (COLOUR.from_string(name) for name in ("22302F", "51605E", "0F5C56", "A8431B"))
GROUND = {"title": "DCEFE9", "help": "F7E6EC"}
PAPER = "FBF8F2"


def locale(lang: Lang) -> str:
    """Return the language as office programs write it."""
    return "ko-KR" if lang == "ko" else "en-US"


def theme(deck: Any) -> None:
    """Name the typeface in the theme too, so that what a teacher adds looks the same."""
    for part in deck.part.package.iter_parts():
        if part.partname.startswith("/ppt/theme/"):
            text = part.blob.decode("utf-8")
            part._blob = re.sub(r'(<a:(?:latin|ea) typeface=")[^"]*', rf"\g<1>{FONT}", text).encode("utf-8")


def background(page: Any, kind: str) -> None:
    """Colour the slide's ground by its kind."""
    fill = page.background.fill
    fill.solid()
    fill.fore_color.rgb = COLOUR.from_string(GROUND.get(kind, PAPER))


def place(shape: Any, left: float, top: float, wide: float, high: float) -> Any:
    """Put a text shape at its place (mm); return its frame, empty and without margins."""
    shape.left, shape.top, shape.width, shape.height = (Mm(length) for length in (left, top, wide, high))
    frame = shape.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    return frame


def thread(page: Any, left: float, top: float) -> None:
    """Draw the course's sign below a title: a ring and a line; both are ornament."""
    ring = page.shapes.add_shape(MSO_SHAPE.DONUT, Mm(left), Mm(top), Mm(6), Mm(6))
    line = page.shapes.add_shape(MSO_SHAPE.RECTANGLE, Mm(left + 6), Mm(top + 2.6), Mm(50), Mm(0.8))
    for shape in (ring, line):
        shape.fill.solid()
        shape.fill.fore_color.rgb = BRAND
        shape.line.fill.background()
        shape.shadow.inherit = False
        shape._element.nvSpPr.cNvPr.append(_decorative())


def _decorative() -> Any:
    from lxml import etree

    space = "http://schemas.microsoft.com/office/drawing/2017/decorative"
    main = "http://schemas.openxmlformats.org/drawingml/2006/main"
    return etree.fromstring(
        f'<a:extLst xmlns:a="{main}"><a:ext uri="{{C183D7F6-B498-43B3-948B-1728B52AA6E4}}">'
        f'<d:decorative xmlns:d="{space}" val="1"/></a:ext></a:extLst>'
    )


def letters(run: Any, lang: Lang) -> None:
    """Set language, typeface and ink of a run; links keep their own colour."""
    own = run._r.get_or_add_rPr()
    own.set("lang", locale(lang))
    own.set("altLang", "en-US" if lang == "ko" else "ko-KR")
    if own.find(qn("a:hlinkClick")) is None:
        run.font.color.rgb = INK
    for name in ("latin", "ea"):
        tag = own.makeelement(qn(f"a:{name}"), {"typeface": FONT})
        own.insert_element_before(tag, *["a:ea"] * (name == "latin"), "a:cs", "a:sym", "a:hlinkClick", "a:extLst")


def tongue(frame: Any, lang: Lang) -> None:
    """Set the language of text that has no other look of its own: speaker notes."""
    for paragraph in frame.paragraphs:
        for run in paragraph.runs:
            run._r.get_or_add_rPr().set("lang", locale(lang))


def mark(paragraph: Any, sign: str, size: float) -> None:
    """Set what stands before a paragraph, and that Korean words stay whole."""
    own = paragraph._p.get_or_add_pPr()
    own.set("eaLnBrk", "0")
    own.set("latinLnBrk", "0")
    inside = str(round(Pt(size) * 1.4)) if sign else "0"
    own.set("marL", inside)
    own.set("indent", f"-{inside}" if sign else "0")
    if not sign:
        own.append(own.makeelement(qn("a:buNone"), {}))
        return
    colour = own.makeelement(qn("a:buClr"), {})
    colour.append(colour.makeelement(qn("a:srgbClr"), {"val": str(ACCENT)}))
    own.append(colour)
    own.append(own.makeelement(qn("a:buFont"), {"typeface": FONT}))
    if sign.endswith("."):
        own.append(own.makeelement(qn("a:buAutoNum"), {"type": "arabicPeriod"}))
    else:
        own.append(own.makeelement(qn("a:buChar"), {"char": "•" if sign == "●" else sign}))


def soft(frame: Any) -> None:
    """Make text stand back: sources at the foot."""
    for run in frame.paragraphs[0].runs:
        run.font.color.rgb = SOFT


def fill(cell: Any, *, is_head: bool) -> None:
    """Colour a table cell."""
    cell.fill.solid()
    cell.fill.fore_color.rgb = COLOUR.from_string("DCEFE9" if is_head else "FFFFFF")
