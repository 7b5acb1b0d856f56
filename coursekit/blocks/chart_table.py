"""Around the bars of a chart: what was asked of whom and when, how not to read it, and a table of the same values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from coursekit import Lang
from coursekit.blocks.entries import amount
from coursekit.facts import Figure
from coursekit.reading import Text
from coursekit.words import word

Series = list[Text | None]


@dataclass(frozen=True)
class Row:
    """One bar with the value in force, in the words of one language."""

    figure: str
    label: str
    series: Text | None
    value: Figure
    lang: Lang

    @property
    def number(self) -> float:
        """The value as a number."""
        return float(self.value.value.replace(",", ""))

    @property
    def said(self) -> str:
        """The value with its unit."""
        return self.value.value + self.value.unit[self.lang]

    def text(self, field: str) -> str:
        """Return `base` or `question`; of a question, what follows a colon is the answer that the label gives."""
        found = self.value.base if field == "base" else self.value.question
        return found[self.lang].split(": ")[0] if field == "question" else found[self.lang]


def chart_facts(rows: list[Row], series: Series, trap: str) -> str:
    """Return question, base, date and trap; what differs from bar to bar is left to the table."""
    lang, days = rows[0].lang, sorted(row.value.as_of for row in rows)
    told = {field: _told(rows, series, field) for field in ("question", "base")}
    told["as_of"] = (" ~ " if lang == "ko" else " – ").join(dict.fromkeys([days[0], days[-1]]))
    told["trap"] = trap
    items = (
        f'<div class="bb-chart-{name}"><dt>{word(f"chart_{name}", lang)}</dt><dd>{escape(text)}</dd></div>'
        for name, text in told.items()
    )
    return "<dl>\n{}\n</dl>".format("\n".join(items))


def _told(rows: list[Row], series: Series, field: str) -> str:
    lang = rows[0].lang
    said = {name: _common(rows, name, field) or word("chart_see_table", lang) for name in series}
    if len(set(said.values())) == 1:
        return said[series[0]]
    return " · ".join(f"{name[lang]}: {text}" for name, text in said.items() if name)


def _common(rows: list[Row], name: Text | None, field: str) -> str:
    """Return what all bars of one series have in common, or '' when they differ."""
    texts = {row.text(field) for row in rows if row.series == name}
    return texts.pop() if len(texts) == 1 else ""


def chart_table(rows: list[Row], series: Series, title: str, notes: Mapping[str, str]) -> str:
    """Return the values as a table, one row a label; `notes` go behind a value, by id of the figure."""
    lang = rows[0].lang
    heads = [word("chart_item", lang), *(name[lang] if name else word("chart_value", lang) for name in series)]
    own = {name: [field for field in ("question", "base") if not _common(rows, name, field)] for name in series}
    cells = {(row.label, row.series): _cell(row, own[row.series], notes) for row in rows}
    none = f"<td>{word('chart_none', lang)}</td>"
    body = ""
    for label in dict.fromkeys(row.label for row in rows):
        values = "".join(cells.get((label, name), none) for name in series)
        body += f'<tr><th scope="row">{escape(label)}</th>{values}</tr>\n'
    return (
        f'<table class="bb-chart-table"><caption>{escape(title)}</caption>\n<thead><tr>'
        + "".join(f'<th scope="col">{escape(text)}</th>' for text in heads)
        + f"</tr></thead>\n<tbody>\n{body}</tbody></table>"
    )


def _cell(row: Row, own: list[str], notes: Mapping[str, str]) -> str:
    more = "".join(f'<span class="bb-chart-own">{escape(row.text(field))}</span>' for field in own)
    return f"<td>{amount(row.value, row.lang)}{notes.get(row.figure, '')}{more}</td>"
