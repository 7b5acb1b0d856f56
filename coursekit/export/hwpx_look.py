"""How an HWPX looks: indents, gaps and borders of each kind of paragraph, the foot."""

from __future__ import annotations

from typing import Any

from coursekit.export.blocks import Document
from coursekit.export.grid import is_dense, page_wide
from coursekit.words import word

HEADS = {1: 1.7, 2: 1.32, 3: 1.1}
SIZES = {"lead": 1.1, "source": 0.82, "org": 1.4}
"""Sizes of letters as shares of the text's."""
CLOSER = {"line_spacing_percent": 126, "spacing_before_pt": 5, "spacing_after_pt": 2}
"""At most this where a paper is to stay short."""
INDENTS = {"2": 5.0, "3": 10.0, "callout": 4.0, "card": 4.0}
"""How far in from the left a kind of paragraph stands, in mm."""


def margins(size: float) -> dict[str, float]:
    """Return the page's edges in mm; what the head and the foot take adds to the edge above and below."""
    side = (210 - page_wide(size)) / 2
    high = (7, 2, 5, 7) if is_dense(size) else (10, 5, 8, 10)
    return {"left": side, "right": side, **dict(zip(("top", "header", "bottom", "footer"), high, strict=True))}


def cell(size: float) -> float:
    """Return the size in points of letters in a table where the text's is `size`."""
    return size if is_dense(size) else size * 0.95


def formats(doc: Any, paragraphs: dict[str, list[Any]], size: float) -> None:
    """Set the look of all paragraphs, by kind; `size` is the text's in points."""
    for kind, found in paragraphs.items():
        form = _format(kind)
        if is_dense(size):
            form |= {name: min(form[name], most) for name, most in CLOSER.items() if name in form}
        doc.styles.apply_paragraph_format(paragraphs=found, **form)


def _format(form: str) -> dict[str, Any]:
    """Return how a kind of paragraph stands: alignment, indents, gaps, border."""
    heads = {"h1": (0, 10), "h2": (14, 5), "h3": (9, 3)}
    if form in heads:
        before, after = heads[form]
        kept = {"alignment": "CENTER" if form == "h1" else "LEFT", "keep_with_next": True}
        return {**kept, "indent_left_mm": 0, "spacing_before_pt": before, "spacing_after_pt": after}
    made: dict[str, Any] = {"alignment": "LEFT", "line_spacing_percent": 150, "spacing_after_pt": 4}
    if not form.startswith("li"):
        made["indent_left_mm"] = INDENTS.get(form, 0)
    if form in ("callout", "card"):
        made["border"] = {"sides": ("left",), "color": "#0F5C56", "width": "0.7 mm", "offset_mm": 2, "connect": True}
    if form == "subject":
        made |= {"bottom_border": True, "border_color": "#000000", "border_width": "0.4 mm", "spacing_after_pt": 10}
    if form in ("org", "th"):
        made["alignment"] = "CENTER"
    if form in ("td", "th", "source"):
        made |= {"line_spacing_percent": 130, "spacing_after_pt": 1}
    return made


def foot(doc: Any, document: Document) -> None:
    """Write the foot with the page's number, and the file's properties."""
    run = {"type": "run", "text": f"{word('file_course', document.lang)} · {document.title} · "}
    doc.page.set_footer(content=[{"align": "CENTER", "children": [run, {"type": "page_number"}]}])
    doc.parts.clear_document_metadata(keep=("language",))
    doc.parts.set_document_metadata(title=document.title, creator=word("file_course", document.lang))
    doc.parts.clear_preview()
    if document.lang == "en":
        _english(doc)


def _english(doc: Any) -> None:
    """Name English as the document's language and that of its styles; a new document is Korean."""
    header = doc.parts.headers[0]
    for style in header.element.iter("{*}style"):
        style.set("langID", "1033")
    header.mark_dirty()
    about = "Contents/content.hpf"
    doc.package.write(about, doc.package.read(about).replace(b"<opf:language>ko<", b"<opf:language>en<"))


def plain_heads(doc: Any) -> None:
    """Take the numbers from the outline (headings bear none but those they say) and keep Korean words whole."""
    header = doc.parts.headers[0]
    for head in next(header.element.iter("{*}numbering")):
        head.text = None
    for setting in header.element.iter("{*}breakSetting"):
        setting.set("breakNonLatinWord", "BREAK_WORD")  # breaks between words: the name misleads
    header.mark_dirty()
