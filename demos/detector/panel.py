"""The parts of a block of measured numbers: words, numbers with their interval, tables, and the frame around them."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Literal

import yaml

from demos.detection import figures

Lang = Literal["ko", "en"]
Number = Sequence[float]
"""Value, low and high end of the 95 % interval; empty if there was too little to measure."""
FILE = Path(__file__).parent / "blocks.yml"


@functools.cache
def words() -> dict[str, dict[str, str]]:
    """Every word of the blocks, key -> {ko, en}."""
    data: dict[str, dict[str, str]] = yaml.safe_load(FILE.read_text("utf-8"))
    return data


@dataclass(frozen=True)
class Say:
    """The words of one language."""

    lang: Lang

    def __call__(self, key: str, **fill: object) -> str:
        """The words of ``key`` with its blanks filled, escaped for HTML. Raises ``KeyError`` for an unknown key."""
        return escape(self.plain(key, **fill))

    def plain(self, key: str, **fill: object) -> str:
        """The same before it is escaped: to fill a blank of other words."""
        return words()[key][self.lang].format(**fill)

    def plain_journey(self, name: str) -> str:
        """A journey's short name, not escaped."""
        return figures.WORDS[name][self.lang == "en"]

    def journey(self, name: str) -> str:
        """What a journey is called; one that was never learnt says so."""
        return figures.named(name, self.lang)

    def number(self, found: Number, scale: float = 100, places: int = 1) -> str:
        """A value with its interval below it: 0.108 is shown as 10.8."""
        if not found:
            return self("too_few")
        value, low, high = (f"{scale * v:.{places}f}" for v in found)
        return f'<b>{value}</b> <span class="bb-chart-own">{self("interval", low=low, high=high)}</span>'


def percent(value: float) -> str:
    """A rate 0 to 1 as it stands in a sentence, without its sign."""
    return f"{100 * value:.1f}"


Row = tuple[str, Sequence[str]]


def table(caption: str, heads: Sequence[str], rows: Iterable[Row]) -> str:
    """A table with heads on top and at the left; all cells are HTML already."""
    top = "".join(f'<th scope="col">{head}</th>' for head in heads)
    body = "".join(_row(name, cells, len(heads)) for name, cells in rows)
    return (
        f'<table class="bb-chart-table"><caption>{caption}</caption>\n<thead><tr>{top}</tr></thead>\n'
        f"<tbody>\n{body}</tbody></table>"
    )


def _row(name: str, cells: Sequence[str], wide: int) -> str:
    """A row; one without cells is the head of those that follow, in a group of their own."""
    if not cells:
        return f'</tbody><tbody>\n<tr><th scope="rowgroup" colspan="{wide}">{name}</th></tr>\n'
    return f'<tr><th scope="row">{name}</th>' + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>\n"


def folded(inner: str, say: Say) -> str:
    """A table that is opened when wanted; on paper it is open."""
    return f'<details class="bb-chart-more"><summary>{say("table")}</summary>\n{inner}\n</details>'


def panel(name: str, say: Say, inner: str, care: Sequence[str]) -> str:
    """Title, what is shown, the numbers, and how to read them."""
    told = " ".join(care)
    how = f'<dl><div class="bb-chart-trap"><dt>{say("care")}</dt><dd>{told}</dd></div></dl>\n' if told else ""
    if inner.startswith("<details"):
        inner, how = how, inner + "\n"
    return (
        f'<figure class="bb-chart" id="measured-{name}">\n<figcaption>{say(f"{name}_title")}</figcaption>\n'
        f'<p class="bb-chart-about">{say(f"{name}_about")}</p>\n{inner}\n{how}</figure>'
    )
