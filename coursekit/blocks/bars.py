"""Horizontal bars as accessible SVG, in em and per cent: text keeps its size on every screen and on paper."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

PHONE = 19.0
"""How many em of text stand side by side on a screen of 360 px."""
_LABEL, _BAR, _GAP, _LEGEND = 1.5, 1.55, 0.65, 1.6


@dataclass(frozen=True)
class Drawn:
    """One bar as it is drawn: the label above it, its length, the value in words, and whether it is hatched."""

    label: str
    number: float
    said: str
    hatched: bool = False


def ems(text: str) -> float:
    """Return about how wide a text is: a Korean character is one em wide, a Latin one about half."""
    return sum(1.0 if ord(character) > 0x1100 else 0.53 for character in text)


@dataclass(frozen=True)
class Picture:
    """What stands around the bars; all texts are escaped already.

    `legend` names the plain and the hatched bars (empty when all are plain). `whole` is the number that the track
    behind every bar stands for (100 for shares); None = no track, and the longest bar is full.
    """

    ident: str
    title: str
    about: str
    legend: list[str]
    whole: float | None = None

    def hatch(self, hatched: bool) -> str:
        """Return the attributes of a hatched bar."""
        return f' fill="url(#{self.ident}-hatch)" data-hatched' if hatched else ""


def bars_svg(bars: list[Drawn], picture: Picture) -> str:
    """Return the bars, top to bottom, as one picture; bars that follow each other under one label form a group."""
    reach = 100 * (1 - (max(ems(bar.said) for bar in bars) + 0.9) / PHONE)
    scale = reach / (picture.whole or max(bar.number for bar in bars))
    shapes = [_pattern(picture), *(_key(name, number, picture) for number, name in enumerate(picture.legend))]
    top, label = _LEGEND * len(picture.legend) + (_GAP if picture.legend else 0), ""
    for bar in bars:
        if bar.label != label:
            top, label = top + (_GAP if label else 0), bar.label
            shapes.append(f'<text class="bb-chart-label" x="0" y="{top + 1:.2f}em">{escape(label)}</text>')
            top += _LABEL
        if picture.whole:
            shapes.append(f'<rect class="bb-chart-track" x="0" y="{top:.2f}em" height="1.2em" width="{reach:.2f}%"/>')
        shapes.append(_bar(bar, top, scale * bar.number, picture))
        shapes.append(_said(bar, top, reach if picture.whole else scale * bar.number))
        top += _BAR
    return (
        f'<svg class="bb-chart-svg" role="img" aria-labelledby="{picture.ident}-name {picture.ident}-about" '
        f'width="100%" height="{top:.2f}em" style="--bb-high:{top:.2f}em">\n'
        f'<title id="{picture.ident}-name">{picture.title}</title>\n'
        f'<desc id="{picture.ident}-about">{picture.about}</desc>\n' + "\n".join(filter(None, shapes)) + "\n</svg>"
    )


def _bar(bar: Drawn, top: float, width: float, picture: Picture) -> str:
    hatch = picture.hatch(bar.hatched)
    return f'<rect class="bb-chart-bar" x="0" y="{top:.2f}em" height="1.2em" width="{width:.2f}%"{hatch}/>'


def _said(bar: Drawn, top: float, after: float) -> str:
    return f'<text class="bb-chart-said" x="{after:.2f}%" dx=".4em" y="{top + 0.96:.2f}em">{escape(bar.said)}</text>'


def _key(name: str, number: int, picture: Picture) -> str:
    top, hatch = _LEGEND * number, picture.hatch(number > 0)
    return (
        f'<rect class="bb-chart-bar" x="0" y="{top + 0.1:.2f}em" width="1.6em" height="1em"{hatch}/>'
        f'<text class="bb-chart-key" x="2.1em" y="{top + 0.95:.2f}em">{name}</text>'
    )


def _pattern(picture: Picture) -> str:
    if not picture.legend:
        return ""
    return (
        f'<defs><pattern id="{picture.ident}-hatch" width="7" height="7" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><path class="bb-chart-hatch" d="M1 0V7"/></pattern></defs>'
    )
