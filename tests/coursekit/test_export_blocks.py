"""The page as blocks: what every writer of office files is given holds all words, in order, and nothing twice."""

import re

from bs4 import BeautifulSoup

from coursekit.export.blocks import (
    Cell,
    Heading,
    ListBlock,
    PageBreak,
    Paragraph,
    Picture,
    Run,
    Table,
    Write,
    read,
)
from coursekit.export.papers import lesson_deck, lesson_papers


def blocks(html: str) -> tuple:
    return read(html, "제목", "ko").blocks


def words(block) -> str:
    """All text of a block."""
    if isinstance(block, Heading | Paragraph):
        return "".join(run.text for run in block.runs)
    if isinstance(block, ListBlock):
        return " ".join("".join(run.text for run in runs) for runs, _ in block.items)
    if isinstance(block, Table):
        cells = [cell for row in block.rows for cell in row]
        return " ".join([block.caption, *("".join(r.text for r in p) for cell in cells for p in cell.paragraphs)])
    return ""


def test_text_keeps_its_bold_its_links_and_its_breaks() -> None:
    (paragraph,) = blocks('<p>지금\n <strong>위험하면 <a href="tel:112">112</a></strong><br> 바로</p>')
    assert paragraph.runs == (Run("지금 "), Run("위험하면 ", bold=True), Run("112", True, "tel:112"), Run("\n바로"))


def test_a_source_number_joins_no_other_number() -> None:
    (paragraph,) = blocks('<p>62.2%<sup class="bb-ref">10</sup>가</p>')
    assert words(paragraph) == "62.2%[10]가"


def test_blanks_to_fill_in_keep_their_width() -> None:
    assert words(blocks("<p>(\u3000\u3000) (&nbsp;&nbsp;)</p>")[0]) == "(\u3000\u3000) (\xa0\xa0)"


def test_lists_are_flat_with_levels() -> None:
    (listed,) = blocks("<ol><li>하나<ul><li>안</li></ul></li><li><p>둘</p></li></ol>")
    assert listed.ordered
    assert [("".join(run.text for run in runs), level) for runs, level in listed.items] == [
        ("하나", 0),
        ("안", 1),
        ("둘", 0),
    ]


def test_a_table_knows_its_heads_spans_and_empty_cells() -> None:
    (table,) = blocks(
        '<table><caption>표</caption><thead><tr><th colspan="2">머리</th></tr></thead>'
        '<tbody><tr><th scope="row">가</th><td></td></tr></tbody></table>'
    )
    assert table == Table(
        1,
        ((Cell(((Run("머리"),),), True, colspan=2),), (Cell(((Run("가"),),), True), Cell(()))),
        "표",
    )


def test_room_to_write_new_pages_boxes_and_pictures() -> None:
    made = blocks(
        '<h2 class="bb-newpage">나</h2><div class="bb-lines bb-lines--4"></div><blockquote><p>글</p></blockquote>'
        '<div class="bb-law"><p>법</p></div><p><img src="file:///a%20b/c.webp" alt="그림"></p>'
        '<ul class="bb-sources-print"><li><b>가</b> 출처</li></ul>'
    )
    kinds = [type(block) for block in made]
    assert kinds == [PageBreak, Heading, Write, Paragraph, Paragraph, Picture, Paragraph]
    assert (made[2].lines, made[3].kind, made[4].kind, made[6].kind) == (4, "callout", "card", "source")
    assert (made[5].path.as_posix(), made[5].alt) == ("/a b/c.webp", "그림")


def test_every_word_of_every_paper_is_in_its_blocks_once_and_in_order(material) -> None:
    count = 0
    for key in {key.partition("/")[0]: key for key in material.plans}.values():  # one lesson of each band
        for paper in lesson_papers(key, "ko", material):
            page = BeautifulSoup(paper.html, "html.parser")
            wanted = re.sub(r"\s", "", page.get_text())
            told = re.sub(r"\s", "", "".join(words(block) for block in paper.document().blocks))
            marks = r"\[\d+\]|:|·|\d"  # numbers of sources stand in brackets, terms get a colon, inner lists a dot
            assert re.sub(marks, "", told) == re.sub(marks, "", wanted), f"{key} {paper.part}"
            count += len(wanted)
    assert count > 5_000, "the search found too little"


def test_every_slide_has_its_words_and_its_notes(material) -> None:
    for key in [key for key, plan in material.plans.items() if plan.steps[0].slide][:2]:
        for lang in ("ko", "en"):
            deck = lesson_deck(key, lang, material)
            assert deck.title
            assert len(deck.slides) >= 3
            assert all(slide.body.blocks and slide.notes.blocks for slide in deck.slides)
