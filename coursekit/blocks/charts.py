"""Charts: `course/charts/<id>.yml` names figures that can stand side by side; from them come picture and table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path
from typing import cast

from pydantic import Field, model_validator

from coursekit import ROOT
from coursekit.blocks.bars import PHONE, Drawn, Picture, bars_svg, ems
from coursekit.blocks.chart_table import Row, chart_facts, chart_table
from coursekit.facts import Figure
from coursekit.ledger import Ledger, load_ledger
from coursekit.reading import Finding, Strict, Text, load_all, read_text, short
from coursekit.views import View, value_on
from coursekit.words import word

CHARTS = ROOT / "course" / "charts"
_NUMBER = re.compile(r"\d{1,3}(,?\d{3})*(\.\d+)?")


class Bar(Strict):
    """One bar: a figure by its id below figure/, a label that fits a phone, and its series if the chart has two."""

    figure: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    label: Text
    series: Text | None = None

    @model_validator(mode="after")
    def _fits(self) -> Bar:
        if max(ems(self.label.ko), ems(self.label.en)) > PHONE:
            raise ValueError("the label does not fit on one line of a phone; shorten it")
        return self


class Chart(Strict):
    """What one picture shows. `counts` = people, cases, items; otherwise shares of one and the same base."""

    title: Text
    about: Text
    counts: bool
    bars: list[Bar] = Field(min_length=2)
    trap: Text

    @model_validator(mode="after")
    def _bars_agree(self) -> Chart:
        if len({bar.figure for bar in self.bars}) < len(self.bars):
            raise ValueError("two bars show the same figure")
        if len({(bar.label, bar.series) for bar in self.bars}) < len(self.bars):
            raise ValueError("two bars have the same label in one series")
        if len(self.series) > 2 or (len(self.series) == 2 and None in self.series):
            raise ValueError("either no bar names a series, or every bar names one of two")
        return self

    @property
    def series(self) -> list[Text | None]:
        """The series in the order of the file; [None] when the chart has only one."""
        return list(dict.fromkeys(bar.series for bar in self.bars))


def load_charts(root: Path = CHARTS, ledger: Ledger | None = None) -> tuple[dict[str, Chart], list[Finding]]:
    """Read all charts by id; one that names an unknown figure, or mixes units or bases, is left out and a finding.

    Without `ledger` the course's own is read once more.
    """
    charts, findings = load_all(Chart, root.glob("*.yml"), "charts", lambda path: path.stem)
    figures = load_ledger()[0] if ledger is None else ledger
    for name, chart in list(charts.items()):
        path = root / f"{name}.yml"
        for bar, what in _wrong(chart, figures):
            mend = "name figures that can stand side by side, or make two charts"
            findings.append(Finding(short(path), _line(path, bar), "charts", what, mend))
            charts.pop(name, None)
    return charts, findings


def chart_figures(chart: Chart) -> list[str]:
    """Return the ids of the figures that the chart shows, without "figure/", in the order of the file."""
    return [bar.figure for bar in chart.bars]


def _line(path: Path, bar: Bar) -> int:
    here = re.compile(rf"\bfigure:\s*{re.escape(bar.figure)}(?![\w-])")
    return next((number for number, text in enumerate(read_text(path).splitlines(), 1) if here.search(text)), 1)


def _wrong(chart: Chart, ledger: Ledger) -> Iterator[tuple[Bar, str]]:
    first: dict[Text | None, Figure] = {}
    for bar in chart.bars:
        if f"figure/{bar.figure}" not in ledger:
            yield bar, f"there is no figure {bar.figure!r}"
            continue
        for value in cast(list[Figure], ledger[f"figure/{bar.figure}"].values):
            what = _odd(value, first.setdefault(bar.series if chart.counts else None, value), chart.counts)
            if what:
                yield bar, what


def _odd(value: Figure, first: Figure, counts: bool) -> str:
    if not _NUMBER.fullmatch(value.value):
        return f"{value.value!r} is not a number that a bar can show"
    if counts == (value.unit.ko == "%"):
        return f"its unit is {value.unit.ko!r}, but the chart says `counts: {str(counts).lower()}`"
    if value.unit != first.unit:
        return f"its unit is {value.unit.ko!r}, that of the others {first.unit.ko!r}"
    if not counts and value.base != first.base:
        return "a share of another base; shares stand side by side only when they are shares of the same"
    return ""


def chart_html(chart: Chart, chart_id: str, ledger: Ledger, view: View, notes: Mapping[str, str] | None = None) -> str:
    """Return picture, question, base, date, trap and table of a chart.

    Args:
        chart: What is shown.
        chart_id: Its id, the start of every id in the block.
        ledger: Where its figures are.
        view: For whom.
        notes: HTML to set behind a value in the table, such as its source mark, by id ("know").

    Raises:
        LookupError: a figure has no value on the day of the view.
    """
    lang, ident, rows = view.lang, escape(f"chart-{chart_id}"), _rows(chart, ledger, view)
    drawn = [Drawn(row.label, row.number, row.said, row.series != chart.series[0]) for row in rows]
    legend = [escape(name[lang]) for name in chart.series if name]
    title, about, whole = escape(chart.title[lang]), escape(chart.about[lang]), None if chart.counts else 100.0
    picture = bars_svg(drawn, Picture(ident, title, about, legend, whole))
    return (
        f'<figure class="bb-chart" id="{ident}">\n<figcaption>{title}</figcaption>\n'
        f'<p class="bb-chart-about">{about}</p>\n{picture}\n{chart_facts(rows, chart.series, chart.trap[lang])}\n'
        f'<details class="bb-chart-more"><summary>{word("chart_table", lang)}</summary>\n'
        f"{chart_table(rows, chart.series, chart.title[lang], notes or {})}\n</details>\n</figure>"
    )


def _rows(chart: Chart, ledger: Ledger, view: View) -> list[Row]:
    """Return the bars as they are drawn: those with the same label together."""
    labels, rows = [bar.label for bar in chart.bars], []
    for bar in sorted(chart.bars, key=lambda bar: labels.index(bar.label)):
        value = cast(Figure, value_on(ledger[f"figure/{bar.figure}"], view))
        rows.append(Row(bar.figure, bar.label[view.lang], bar.series, value, view.lang))
    return rows
