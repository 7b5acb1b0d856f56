"""Where the cells of a table stand, how wide its columns and how high its rows are."""

from __future__ import annotations

from collections.abc import Sequence

from coursekit.export.blocks import Cell
from coursekit.export.measure import lines, width
from coursekit.export.runs import Runs

PAGE = 170.0
"""Width of the text on the page, in mm."""
DENSE, DENSE_PAGE = 9.0, 186.0
"""Below this size in points a paper is to stay short: its page is wider (mm), its lines closer."""
PAD = 3.6
POINT = 25.4 / 72

Rows = Sequence[Sequence[Cell]]


def text_of(runs: Runs) -> str:
    """Return the text of runs without their looks."""
    return "".join(run.text for run in runs)


def is_dense(size: float) -> bool:
    """Return whether a paper in letters of `size` points is one that is to stay short."""
    return size < DENSE


def page_wide(size: float) -> float:
    """Return the width in mm of a page's text in letters of `size` points."""
    return DENSE_PAGE if is_dense(size) else PAGE


def grid(rows: Rows) -> tuple[list[tuple[int, int, Cell]], int]:
    """Return each cell with its row and column, spans counted, and the number of columns."""
    taken: set[tuple[int, int]] = set()
    placed = []
    for row, cells in enumerate(rows):
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            placed.append((row, column, cell))
            taken |= {(row + down, column + over) for down in range(cell.rowspan) for over in range(cell.colspan)}
    return placed, max((column for _, column in taken), default=0) + 1


def widths(rows: Rows, size: float = 10.5) -> list[float]:
    """Return the columns' widths in mm for letters of `size` points: what they hold decides, no word is cut."""
    placed, columns = grid(rows)
    page, slope = page_wide(size), 1.0 if is_dense(size) else 0.8
    whole, least = [1.0] * columns, [2.0] * columns
    for _, column, cell in placed:
        if cell.colspan == 1:
            text = "\n".join(map(text_of, cell.paragraphs))
            whole[column] = max(whole[column], *(width(part) for part in text.split("\n")))
            least[column] = max(least[column], *(width(part) for part in text.split()), 0.0)
    shares = [min(need, 60.0) ** slope + 1.5 for need in whole]
    floor = [min(word * 11.5 * POINT + PAD + 1, page / columns * 1.6) for word in least]
    made = [max(share / sum(shares) * page, low) for share, low in zip(shares, floor, strict=True)]
    over = sum(made) - page
    spare = [max(now - low, 0.0) for now, low in zip(made, floor, strict=True)]
    if over > 0 and sum(spare) > 0:
        made = [now - over * room / sum(spare) for now, room in zip(made, spare, strict=True)]
    return [now / sum(made) * page for now in made]


def heights(rows: Rows, columns: Sequence[float], size: float) -> list[float]:
    """Return the rows' heights in mm for letters of `size` points; a cell over several rows adds to the last."""
    leading = 1.27 if is_dense(size) else 1.35
    made = [size * POINT * leading + 2] * len(rows)
    for row, column, cell in grid(rows)[0]:
        room = (sum(columns[column : column + cell.colspan]) - PAD) / (size * POINT) * 0.95  # Hangul's own face is wide
        count = sum(lines(text_of(runs), room) for runs in cell.paragraphs) or 1
        need = count * size * POINT * leading + len(cell.paragraphs) * POINT + 1.4
        last = row + cell.rowspan - 1
        made[last] = max(made[last], need - sum(made[row:last]))
    return made
