"""Long tables by the year: the newest year stands open, the others are folded; paper shows them all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from coursekit.views import View, day_text
from coursekit.words import word


def by_year(kind: str, columns: Sequence[str], rows: Iterable[tuple[str, str]], view: View, caption: str = "") -> str:
    """Return one folded table a year; '' without rows.

    The heading stands inside the folded part: a search result that leads to it, or a link to a row, opens that part.

    Args:
        kind: Class of the tables ("events" → "bb-events"), start of the headings' ids and of their words.
        columns: The words of the columns' heads.
        rows: Pairs of year ("2024") and HTML of a row, in order.
        view: For whom and which day; a year that only begins later is not the one that stands open.
        caption: Stands above every one of the tables.
    """
    years = [(year, [row for _, row in group]) for year, group in groupby(rows, key=lambda pair: pair[0])]
    begun = [year for year, _ in years if year <= str(view.day.year)]
    newest = max(begun or [year for year, _ in years], default="")
    heads = "".join(f'<th scope="col">{word(name, view.lang)}</th>' for name in columns)
    parts = []
    for year, cells in years:
        told = word("year_fold", view.lang, year=day_text(year, view), n=len(cells))
        title = word(f"{kind}_year", view.lang, year=day_text(year, view))
        body = "\n".join(cells)
        parts.append(
            f'<details class="bb-fold"{" open" if year == newest else ""}>\n<summary>{told}</summary>\n'
            f'<h3 id="{kind}-{year}">{title}</h3>\n<table class="bb-{kind}" aria-labelledby="{kind}-{year}">'
            f"{f'<caption>{caption}</caption>' if caption else ''}\n<thead><tr>{heads}</tr></thead>\n"
            f"<tbody>\n{body}\n</tbody></table>\n</details>"
        )
    return "\n".join(parts)
