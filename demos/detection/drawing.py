"""Marks, lines and words of the report's drawings, as SVG in em and per cent.

Heights are em, places across are per cent of the picture's width: text keeps its size on a phone, a projector and
paper. Everything takes the colour of the page, so meaning is in shape, fill and words.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

LEFT, WIDE = 2.0, 94.0
"""Where a scale begins and how long it is, per cent of the picture's width."""
LABEL, MARK, GAP = 1.5, 0.95, 0.55
"""Heights in em: a line of words, a line of marks, the space between groups."""
Numbers = dict[str, Sequence[float]]
Series = Sequence[tuple[str, str, Numbers]]
"""Shape, words, and by row a value from 0 to 1 with its interval."""


def svg(high: float, label: str, parts: Sequence[str]) -> str:
    """One picture, ``high`` em high, with a name that is read aloud."""
    frame = f'width="100%" height="{high:.2f}em" style="--bb-high:{high:.2f}em" fill="currentColor"'
    start = '<svg xmlns="http://www.w3.org/2000/svg" class="bb-chart-svg" role="img"'
    return f'{start} aria-label="{label}" {frame}>\n' + "\n".join(parts) + "\n</svg>\n"


def text(x: float, y: float, words: str, anchor: str = "start") -> str:
    """Words on their base line."""
    return f'<text x="{x:.2f}%" y="{y:.2f}em" text-anchor="{anchor}">{words}</text>'


def line(x1: float, y1: float, x2: float, y2: float, more: str = "") -> str:
    """A line from place to place."""
    return (
        f'<line x1="{x1:.2f}%" y1="{y1:.2f}em" x2="{x2:.2f}%" y2="{y2:.2f}em" stroke="currentColor" {more}'.strip()
        + "/>"
    )


def mark(x: float, y: float, shape: str) -> str:
    """A ``circle``, ``ring`` or ``square``."""
    if shape == "square":
        box = f'x="{x:.2f}%" y="{y - 0.32:.2f}em" width=".64em" height=".64em"'
        return f'<rect {box} style="transform:translateX(-.32em)"/>'
    inside = ' fill="none" stroke="currentColor" stroke-width="2"' if shape == "ring" else ""
    return f'<circle cx="{x:.2f}%" cy="{y:.2f}em" r=".33em"{inside}/>'


def legend(rows: Sequence[tuple[str, str]]) -> list[str]:
    """Shape and words, one a line."""
    return [
        part
        for n, (shape, words) in enumerate(rows)
        for part in (mark(LEFT + 1, 0.75 + LABEL * n, shape), text(LEFT + 6, 1.1 + LABEL * n, words))
    ]


def _scale(top: float, bottom: float, end: int, label: str) -> list[str]:
    """Upright lines at five places from 0 to ``end`` %, with numbers and a name below."""
    parts = [text(LEFT, bottom + 2.6, label)]
    for n in range(5):
        x = LEFT + WIDE * n / 4
        parts += [line(x, top, x, bottom, 'opacity="0.25"'), text(x, bottom + 1.2, f"{end * n / 4:g}", _anchor(n))]
    return parts


def _anchor(n: int) -> str:
    return ("start", "middle", "middle", "middle", "end")[n]


def _end(numbers: Sequence[Sequence[float]]) -> int:
    """Where a scale ends, per cent: beyond every interval, a multiple of 20."""
    return 20 * max(1, -int(-100 * max(high for *_, high in numbers) // 20))


def ranges(rows: Sequence[tuple[str, str]], series: Series, label: str) -> str:
    """For each row (key, words) a mark with its interval for each series (shape, words, numbers by key)."""
    top = LABEL * len(series) + GAP
    parts = legend([(shape, words) for shape, words, _ in series])
    end = _end([number for *_, numbers in series for number in numbers.values()])
    drawn, y = [], top
    for key, words in rows:
        drawn.append(text(LEFT, y + 1.1, words))
        y += LABEL + 0.3
        for shape, _, numbers in series:
            if key in numbers:
                value, low, high = (LEFT + WIDE * 100 * v / end for v in numbers[key])
                drawn += [line(low, y, high, y, 'stroke-width="2" opacity="0.55"'), mark(value, y, shape)]
                y += MARK
        y += GAP - 0.3
    return svg(y + 3.1, label, [*parts, *_scale(top, y, end, label), *drawn])


BARS = 31.0
"""Where the bars of ``shares`` begin: their names stand before."""
PARTS = ("alarm", "silent", "pass")
_FILL = {"alarm": "", "silent": ' fill="url(#bb-hatched)"', "pass": ' fill="none"'}
_HATCH = (
    '<defs><pattern id="bb-hatched" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<path d="M1 0V6" stroke="currentColor" stroke-width="1.6"/></pattern></defs>'
)


def _box(x: float, y: float, wide: str, part: str) -> str:
    line = 'height=".95em" stroke="currentColor" stroke-width="1"'
    return f'<rect x="{x:.2f}%" y="{y:.2f}em" width="{wide}" {line}{_FILL[part]}/>'


Shares = dict[str, dict[str, Sequence[float]]]


def shares(rows: Sequence[tuple[str, Shares]], word: Callable[[str], str], label: str) -> str:
    """For each row two bars of 100 %: what is said of pictures of one person, and of blended ones."""
    parts, y = [_HATCH], 0.0
    for part in PARTS:
        parts += [_box(LEFT, y + 0.15, "1.6em", part), text(LEFT + 10, y + 1.0, word(part))]
        y += LABEL
    y += GAP
    for words, found in rows:
        parts.append(text(LEFT, y + 1.1, words))
        y += LABEL
        for side in ("honest", "blended"):
            parts += [text(LEFT, y + 0.85, word(side)), *_bar(found[side], y)]
            y += 1.2
        y += GAP
    return svg(y, label, parts)


def _bar(found: dict[str, Sequence[float]], y: float) -> list[str]:
    x, wide, drawn = BARS, WIDE + LEFT - BARS, []
    for part in PARTS:
        drawn.append(_box(x, y, f"{found[part][0] * wide:.2f}%", part))
        x += found[part][0] * wide
    return drawn
