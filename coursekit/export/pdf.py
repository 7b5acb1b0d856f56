"""Papers as PDF/UA-1: tagged, in one language, with fonts inside, and the same bytes whenever the paper is the same."""

from __future__ import annotations

import re
from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup
from bs4.element import NavigableString

from coursekit.export.papers import Paper
from coursekit.reading import read_text
from coursekit.words import word

if TYPE_CHECKING:
    from weasyprint import Document as Laid

CSS_FILE = Path(__file__).with_name("paper.css")
FONTS = (Path("/usr/share/fonts/truetype/nanum"), Path("C:/Windows/Fonts"), Path("/Library/Fonts"), Path.home() / ".fonts")
FACES = {"REGULAR": "NanumGothic.ttf", "BOLD": "NanumGothicBold.ttf"}
JOINER = "\u2060"
_HANGUL = re.compile(r"(?<=[가-힣])(?=[가-힣])")
PLAN_SIZES = (9.6, 9.3, 9.0, 8.8, 8.6, 8.4, 8.2, 8.0)
"""Sizes in points that the plan is tried in, until it takes two pages."""
PLAN_PAGES = 2


class NoTools(ValueError):
    """The machine lacks what a PDF is made with; the text says how to install it."""


def write_pdf(paper: Paper, path: Path) -> None:
    """Write one paper as PDF/UA-1.

    Raises:
        NoTools: WeasyPrint, Pango or the font is not installed.
        ValueError: a plan does not fit two pages at the smallest size.
        OSError: the file cannot be written.
    """
    laid = _fitted(paper) if paper.part == "plan" else lay(paper)
    laid.write_pdf(path, pdf_variant="pdf/ua-1", pdf_tags=True, optimize_images=True, jpeg_quality=82, dpi=200)


def _fitted(paper: Paper) -> Laid:
    """Lay out a plan in the largest size that keeps it on two pages."""
    for size in PLAN_SIZES:
        laid = lay(paper, f"body {{ font-size: {size}pt }}")
        if len(laid.pages) <= PLAN_PAGES:
            return laid
    raise ValueError(
        f"{paper.key} {paper.lang}: 지도안이 두 쪽을 넘습니다. 글을 부록으로 옮기세요. / the plan is over two pages."
    )


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
    """Keep Korean words whole (WeasyPrint breaks between any two letters) and draw the lines to write on."""
    soup = BeautifulSoup(html, "html.parser")
    for text in list(soup.find_all(string=True)):
        if type(text) is NavigableString:
            text.replace_with(_HANGUL.sub(JOINER, text))
    for room in soup.select(".bb-lines"):
        count = next((str(c).rpartition("-")[2] for c in room.get_attribute_list("class") if "--" in str(c)), "3")
        for _ in range(int(count)):
            room.append(soup.new_tag("i"))
    return str(soup)
