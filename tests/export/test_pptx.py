"""PPTX: reopened, each slide holds its text, notes and pictures; all of it fits."""

from itertools import pairwise

import pptx
import pytest
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.oxml.ns import qn

from coursekit.export.blocks import Cell, Document, Heading, ListBlock, Paragraph, Picture, Table
from coursekit.export.deck_text import needs, plain
from coursekit.export.papers import Deck, Slide, lesson_deck
from coursekit.export.runs import Run
from coursekit.words import word

KEY = "middle/01-face-as-data"


def _bare(text: str) -> str:
    return "".join(text.split())


@pytest.fixture(scope="module", params=["ko", "en"])
def deck(request, material):
    return lesson_deck(KEY, request.param, material)


@pytest.fixture(scope="module")
def opened(deck, tmp_path_factory):
    from coursekit.export.pptx import write

    path = tmp_path_factory.mktemp("deck") / "deck.pptx"
    write(deck, path)
    assert path.stat().st_size < 2_000_000
    return pptx.Presentation(str(path))


def test_every_slide_says_what_its_source_says(deck, opened, said) -> None:
    assert len(opened.slides) == len(deck.slides) >= 10
    for source, slide in zip(deck.slides, opened.slides, strict=True):
        shown = "".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
        wanted = said(source.body) + _bare(source.source)
        shown = _bare(shown).replace(_bare(word("file_try", deck.lang)), "") if source.kind == "demo" else _bare(shown)
        assert shown == wanted
        assert slide.shapes.title.text_frame.text
        assert slide.notes_slide.notes_text_frame.text == plain(source.notes)
        assert plain(source.notes)


def test_pictures_keep_their_words_and_demos_say_where_to_try(deck, opened, alts) -> None:
    found = 0
    for source, slide in zip(deck.slides, opened.slides, strict=True):
        told = [s._element.nvPicPr.cNvPr.get("descr") for s in slide.shapes if s.shape_type == MSO_SHAPE_TYPE.PICTURE]
        assert told == alts(source.body)
        found += len(told)
        text = " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
        assert (word("file_try", deck.lang) in text) == (source.kind == "demo")
    assert found >= 1


def test_every_run_names_language_and_typeface(deck, opened) -> None:
    locale = {"ko": "ko-KR", "en": "en-US"}[deck.lang]
    runs = [run for slide in opened.slides for run in slide._element.iter(qn("a:r"))]
    assert len(runs) > 40
    for run in runs:
        own = run.find(qn("a:rPr"))
        assert own.get("lang") == locale
        assert own.find(qn("a:ea")).get("typeface") == "맑은 고딕"
    notes = [run for slide in opened.slides for run in slide.notes_slide.notes_text_frame._txBody.iter(qn("a:r"))]
    assert {run.find(qn("a:rPr")).get("lang") for run in notes} == {locale}


def test_everything_stands_on_the_slide(opened) -> None:
    assert round(opened.slide_width / opened.slide_height, 3) == 1.778
    for slide in opened.slides:
        boxes = sorted((s.top, s.top + s.height) for s in slide.shapes if s.has_text_frame and s.text_frame.text)
        for shape in slide.shapes:
            assert 0 <= shape.left <= shape.left + shape.width <= opened.slide_width
            assert 0 <= shape.top <= shape.top + shape.height <= opened.slide_height
        assert all(above[1] <= below[0] for above, below in pairwise(boxes))


def _deck(*blocks) -> Deck:
    body = Document("", "ko", (Heading(2, (Run("제목"),)), *blocks))
    return Deck("middle/99-x", "ko", "시험", "", (Slide("", body, Document("", "ko", ()), "출처"),))


def test_tables_and_drawings(tmp_path) -> None:
    from coursekit.export.pptx import write

    cells = tuple(Cell(((Run(text),),), header=text == "머리") for text in ("머리", "긴 말이 들어 있는 칸 " * 6))
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'
    write(_deck(Table(1, (cells, cells), "표 설명"), Picture(None, "네모", svg=drawing)), tmp_path / "t.pptx")
    slide = pptx.Presentation(str(tmp_path / "t.pptx")).slides[0]
    table = next(shape for shape in slide.shapes if shape.has_table)
    assert table.table.first_row
    assert table.table.cell(0, 0).text == "머리"
    assert table._element.nvGraphicFramePr.cNvPr.get("descr") == "표 설명"
    assert [s._element.nvPicPr.cNvPr.get("descr") for s in slide.shapes if s.shape_type == MSO_SHAPE_TYPE.PICTURE] == [
        "네모"
    ]


def test_a_table_does_not_say_again_what_the_slide_is_called(tmp_path) -> None:
    from coursekit.export.pptx import write

    row = (Cell(((Run("가"),),)), Cell(((Run("나"),),)))
    write(_deck(Paragraph((Run("제목"),)), Paragraph((Run("세는 법"),)), Table(0, (row,))), tmp_path / "t.pptx")
    slide = pptx.Presentation(str(tmp_path / "t.pptx")).slides[0]
    assert [s.text_frame.text for s in slide.shapes if s.has_text_frame] == ["제목", "세는 법", "출처"]


def test_too_much_text_is_refused_with_the_place(tmp_path) -> None:
    from coursekit.export.pptx import write

    with pytest.raises(ValueError, match=r"글이 너무 많습니다.*어느 문장"):
        write(_deck(Paragraph((Run("어느 문장은 아주 길어요. " * 200),))), tmp_path / "t.pptx")
    assert needs([((Run("가"),), "●")], 100, 30) < needs([((Run("가 " * 90),), "●")], 100, 30)


def test_notes_keep_lists_and_tables() -> None:
    items = (((Run("하나"),), 0), ((Run("안"),), 1), ((Run("둘"),), 0))
    row = (Cell(((Run("가"),),)), Cell(((Run("나"),),)))
    assert plain(Document("", "ko", (ListBlock(True, items), Table(0, (row,))))) == "1. 하나\n– 안\n2. 둘\n가 | 나"
