"""Tables: cells find their places, columns share the page, rows are as high as their text."""

import pytest

from coursekit.export.blocks import Cell
from coursekit.export.grid import PAGE, grid, heights, page_wide, widths
from coursekit.export.measure import lines, width
from coursekit.export.runs import Run


def _cell(text: str, **more) -> Cell:
    return Cell(((Run(text),),), **more)


ROWS = (
    (_cell("가", rowspan=2), _cell("나", colspan=2)),
    (_cell("다"), _cell("라 " * 80)),
)


def test_spans_push_cells_to_their_places() -> None:
    places, columns = grid(ROWS)
    assert columns == 3
    assert [(row, column, cell.paragraphs[0][0].text.strip()[:1]) for row, column, cell in places] == [
        (0, 0, "가"), (0, 1, "나"), (1, 1, "다"), (1, 2, "라"),
    ]  # fmt: skip


def test_columns_fill_the_page_and_hold_their_longest_word() -> None:
    made = widths(ROWS)
    assert sum(made) == pytest.approx(PAGE)
    assert made[2] > made[1]
    long = widths(((_cell("[9정05-03]"), _cell("말 " * 300)),))
    assert long[0] > width("[9정05-03]") * 10 * 25.4 / 72


def test_a_paper_that_is_to_stay_short_has_a_wider_page_and_closer_rows() -> None:
    made = widths(ROWS, 8.5)
    assert sum(made) == pytest.approx(page_wide(8.5))
    assert page_wide(8.5) > page_wide(9.8) == PAGE
    assert sum(heights(ROWS, made, 8.5)) < sum(heights(ROWS, widths(ROWS), 9.0)) * 8.5 / 9.0


def test_rows_are_as_high_as_their_text() -> None:
    low, high = heights(ROWS, widths(ROWS), 10)
    assert 5 < low < 9
    assert high > 2 * low


def test_lines_break_between_words_and_inside_one_that_is_too_long() -> None:
    assert lines("", 10) == 1
    assert lines("가나 다라 마바", 5) == 2
    assert lines("가" * 25, 10) == 3
    assert lines("한 줄\n두 줄", 50) == 2
