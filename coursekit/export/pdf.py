"""Papers as PDF/UA-1: tagged, in one language, with fonts inside, and the same bytes whenever the paper is the same."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Sequence
from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString
from PIL import Image

from coursekit.export.blocks import BLOCK
from coursekit.export.papers import BAND_PARTS, Paper
from coursekit.reading import read_text
from coursekit.words import word

if TYPE_CHECKING:
    from weasyprint import Document as Laid

CSS_FILE = Path(__file__).with_name("paper.css")
FONTS = (
    Path("/usr/share/fonts/truetype/nanum"),
    Path("C:/Windows/Fonts"),
    Path("/Library/Fonts"),
    Path.home() / ".fonts",
)
FACES = {"REGULAR": "NanumGothic.ttf", "BOLD": "NanumGothicBold.ttf"}
JOINER = "\u2060"
_INSIDE = re.compile(r"(?<=[가-힣])(?=[^\s])|(?<=[^\s])(?=[가-힣])")
CASED = {name.lower(): name for name in ("viewBox", "preserveAspectRatio", "linearGradient", "clipPath", "textPath")}
"""Names of SVG that an HTML parser writes small and that a drawing program wants as they are."""
_CASE = re.compile(rf"\b({'|'.join(CASED)})\b")
SHORT = 20
PICTURE_WIDE, PICTURE_HIGH = 1240, 840
"""Pixels across a page, 175 to the inch, and down a picture, which takes less than half a page."""
PLAN_SIZES = (9.6, 9.3, 9.0, 8.8, 8.6, 8.4, 8.2, 8.0)
"""Sizes in points that the plan is tried in, until it takes two pages."""
PLAN_PAGES = 2
LETTER_SIZES = (10.8, 10.5, 10.2, 9.9, 9.6, 9.3)
"""Sizes for what goes home: one page if one of them makes it, the largest if none does."""


class NoTools(ValueError):  # noqa: N818 - it says what the machine lacks
    """The machine lacks what a PDF is made with; the text says how to install it."""


def write_pdf(paper: Paper, path: Path) -> None:
    """Write one paper as PDF/UA-1.

    Raises:
        NoTools: WeasyPrint, Pango or the font is not installed.
        ValueError: a plan does not fit two pages at the smallest size.
        OSError: the file cannot be written.
    """
    if paper.part == "plan":
        laid = _fitted(paper, PLAN_SIZES, PLAN_PAGES)
        if laid is None:
            raise ValueError(
                f"{paper.key} {paper.lang}: 지도안이 두 쪽을 넘습니다. 글을 부록(notes)으로 옮기세요. "
                "/ the plan is over two pages; move text to the appendix."
            )
    else:
        laid = _fitted(paper, LETTER_SIZES, 1) if paper.part in BAND_PARTS else None
    (laid or lay(paper)).write_pdf(path, pdf_variant="pdf/ua-1", pdf_tags=True)


def _fitted(paper: Paper, sizes: Sequence[float], pages: int) -> Laid | None:
    """Lay out a paper in the largest size that keeps it on so many pages; None when no size does."""
    fits: Laid | None = None
    low, high = 0, len(sizes)
    while low < high:  # sizes fall, so that those that fit are the last ones
        middle = (low + high) // 2
        laid = lay(paper, f".paper {{ font-size: {sizes[middle]}pt }}")
        if len(laid.pages) <= pages:
            fits, high = laid, middle
        else:
            low = middle + 1
    return fits


def lay(paper: Paper, more: str = "") -> Laid:
    """Return the paper laid out on pages, with `more` rules after the style sheet.

    Raises:
        NoTools: WeasyPrint, Pango or the font is not installed.
    """
    try:
        from weasyprint import CSS, HTML
        from weasyprint.text.fonts import FontConfiguration
        from weasyprint.urls import URLFetcher
    except (ImportError, OSError) as error:  # without Pango the import itself is what fails
        raise NoTools(
            "PDF를 만드는 도구가 없습니다. `uv sync --group export`와 Pango(apt-get install libpangoft2-1.0-0 "
            f"libharfbuzz-subset0)를 갖추세요. / WeasyPrint or Pango is missing: {error}"
        ) from error
    config, fetcher = FontConfiguration(), URLFetcher(allowed_protocols=["file", "data"])
    sheet = CSS(string=style() + more, font_config=config, url_fetcher=fetcher)
    return HTML(string=page_html(paper), url_fetcher=fetcher).render(
        font_config=config, stylesheets=[sheet], pdf_variant="pdf/ua-1"
    )


@cache
def style() -> str:
    """Return the style sheet with the places of the two fonts.

    Raises:
        NoTools: Nanum Gothic is not installed.
    """
    text = read_text(CSS_FILE)
    for name, file in FACES.items():
        found = next((folder / file for folder in FONTS if (folder / file).exists()), None)
        if found is None:
            raise NoTools(
                f"나눔고딕({file})이 없습니다. apt-get install fonts-nanum 을 실행하거나 나눔고딕을 설치하세요. "
                "/ the font Nanum Gothic is not installed."
            )
        text = text.replace(name, found.as_uri())
    return text


def page_html(paper: Paper) -> str:
    """Return the whole page that is laid out: title, language, what stands at the foot of each page, body."""
    course = f"{word('export_site', paper.lang)} · {paper.title}"
    return (
        f'<!doctype html><html lang="{paper.lang}"><head><meta charset="utf-8"><title>{escape(paper.title)}</title>'
        f'<meta name="author" content="{escape(word("export_site", paper.lang))}"></head>'
        f'<body class="paper paper--{paper.part}" data-course="{escape(course)}" data-note="{escape(paper.note)}">'
        f"{_for_print(paper.html)}</body></html>"
    )


def _for_print(html: str) -> str:
    """Keep Korean words whole, draw the lines to write on, and take pictures as small as paper needs."""
    soup = BeautifulSoup(html, "html.parser")
    for cell in soup.find_all("td"):
        if "__" in cell.get_text() and len(cell.get_text()) <= SHORT:  # a date to fill in stays on one line
            cell["style"] = "white-space: nowrap"
    _join_words(soup)
    for room in soup.select(".bb-lines"):
        count = next((str(c).rpartition("-")[2] for c in room.get_attribute_list("class") if "--" in str(c)), "3")
        for _ in range(int(count)):
            room.append(soup.new_tag("i"))
    for picture in soup.find_all("img"):
        picture["src"] = _picture(str(picture["src"]))
    _drawings_as_pictures(soup)
    return str(soup)


def _join_words(soup: BeautifulSoup) -> None:
    """Put a word joiner where WeasyPrint would break a Korean word, also where a link or bold text ends inside it."""
    before: tuple[Tag | None, str] = (None, " ")
    for text in list(soup.find_all(string=True)):
        if type(text) is not NavigableString:
            continue
        block = text.find_parent(BLOCK)
        start = JOINER if block is before[0] and _INSIDE.search(before[1][-1] + text[:1]) else ""
        before = block, text or " "
        text.replace_with(start + _INSIDE.sub(JOINER, text))


def _picture(address: str) -> str:
    """Return a picture as a JPEG inside the page; a drawing (SVG) stays a drawing, in the paper's font."""
    path = Path(unquote(urlsplit(address).path))
    if path.suffix == ".svg":
        return _drawing(read_text(path))
    made = io.BytesIO()
    with Image.open(path) as picture:
        picture.thumbnail((PICTURE_WIDE, PICTURE_HIGH))
        picture.convert("RGB").save(made, "JPEG", quality=76)
    return "data:image/jpeg;base64," + base64.b64encode(made.getvalue()).decode()


def _drawing(svg: str) -> str:
    """Return an SVG as an address whose words are set in the paper's font, whichever they were drawn in."""
    svg = re.sub(r"font-family\s*:[^;\"'}]*(?:[\"'][^;}]*)?", 'font-family: "Paper"', svg)
    svg = re.sub(r"""font-family=(["']).*?\1""", 'font-family="Paper"', svg)
    svg = svg.replace("<svg", '<svg style="font-family: Paper"', 1) if "font-family" not in svg else svg
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()


def _drawings_as_pictures(soup: BeautifulSoup) -> None:
    """Make a drawing inside the page a picture with its words; one that says nothing goes."""
    for svg in soup.find_all("svg"):
        label = svg.get("aria-label") or (svg.title.get_text() if svg.title else "")
        text = _CASE.sub(lambda match: CASED[match[0].lower()], str(svg))
        text = text if "xmlns=" in text else text.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
        svg.replace_with(soup.new_tag("img", src=_drawing(text), alt=str(label)) if label else "")
