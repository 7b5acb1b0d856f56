"""Other programs open what we export: LibreOffice turns DOCX and PPTX into pages, an independent reader draws HWPX.

Run by `course test --formats` only. The pages are kept in build/formats for a person to look at.
"""

import re
import subprocess
from html import unescape
from pathlib import Path

import pytest

from coursekit import ROOT
from coursekit.export.blocks import Document, ListBlock, Paragraph
from coursekit.export.papers import lesson_deck

pytestmark = [pytest.mark.slow, pytest.mark.formats]
HERE = Path(__file__).parent
OUT = ROOT / "build" / "formats"
KEY = "middle/01-face-as-data"


def _bare(text: str) -> str:
    return "".join(text.split())


@pytest.fixture(scope="module")
def office(written, material, tmp_path_factory) -> Path:
    """DOCX and PPTX as PDF, made by LibreOffice in one run."""
    from coursekit.export.pptx import write

    room = tmp_path_factory.mktemp("office")
    OUT.mkdir(parents=True, exist_ok=True)
    files = list(written["docx"].values())
    for lang in ("ko", "en"):
        files.append(room / f"slides.{lang}.pptx")
        write(lesson_deck(KEY, lang, material), files[-1])
    profile = f"-env:UserInstallation={(room / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(OUT), *map(str, files)]
    subprocess.run(command, check=True, timeout=300, capture_output=True)
    return OUT


def _pages(pdf: Path) -> list[str]:
    run = subprocess.run(["pdftotext", "-raw", str(pdf), "-"], check=True, capture_output=True, text=True)
    return run.stdout.split("\f")[:-1]


def _draw(pdf: Path) -> list[Path]:
    subprocess.run(["pdftoppm", "-r", "60", "-png", str(pdf), str(pdf.with_suffix(""))], check=True)
    return sorted(pdf.parent.glob(f"{pdf.stem}-*.png"))


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_libreoffice_shows_one_page_a_slide_with_all_its_words(office, material, said, lang) -> None:
    slides = lesson_deck(KEY, lang, material).slides
    pages = _pages(office / f"slides.{lang}.pdf")
    assert len(pages) == len(slides) == len(_draw(office / f"slides.{lang}.pdf"))
    for slide, page in zip(slides, pages, strict=True):
        assert not set(said(slide.body)) - set(_bare(page))
        assert len(_bare(page)) >= len(said(slide.body))


@pytest.mark.parametrize("name", ["everything", "plan.ko", "approval.en"])
def test_libreoffice_shows_the_words_of_a_paper(office, documents, said, name) -> None:
    pages = _pages(office / f"{name}.pdf")
    assert len(pages) == len(_draw(office / f"{name}.pdf")) >= 2
    shown = _bare("".join(pages))
    assert len(shown) >= len(said(documents[name]))
    for words in _parts(documents[name], said):
        assert words in shown


def test_an_independent_reader_draws_the_words_of_each_hwpx(written, documents, said, alts) -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    for name, path in written["hwpx"].items():
        for old in OUT.glob(f"{name}.hwpx-*.svg"):
            old.unlink()
        subprocess.run(
            ["node", "draw_hwpx.mjs", str(path), str(OUT / f"{name}.hwpx")], cwd=HERE, check=True, timeout=60
        )
        pages = [page.read_text(encoding="utf-8") for page in sorted(OUT.glob(f"{name}.hwpx-*.svg"), key=_number)]
        assert sum(page.count("<image") for page in pages) >= len(alts(documents[name]))
        drawn = _bare(
            "".join(unescape(text) for page in pages for text in re.findall(r"<text[^>]*>([^<]*)</text>", page))
        )
        title = _bare(documents[name].title)
        assert drawn.count(title) >= len(pages)  # in the foot of each page
        for words in _parts(documents[name], said):
            assert words in drawn, (name, words)


def _number(path: Path) -> int:
    return int(path.stem.rpartition("-")[2])


def _parts(document, said):
    """The first words of each paragraph: one may go on over the page's end, where the foot stands between."""
    for block in document.blocks:
        told = [Paragraph(runs) for runs, _ in block.items] if isinstance(block, ListBlock) else [block]
        for part in told:
            if text := said(Document("", document.lang, (part,))):
                yield text[:8]
