"""The paper twin: ``python -m demos.spread.still`` draws ``still.webp`` (committed), black and white, numbers only.

Left an empty graph to draw in, right what the model gave: bands and middles where many tell late (grey, line) and where
one tells at once (dots). The words stand on the page, in both languages.
"""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from demos.spread.model import DAYS
from demos.spread.parameters import HERE, START, combinations
from demos.spread.recorded import recorded

WIDE, HIGH, LEFT, TOP = 1000, 1000, 90, 40
PEOPLE = 1000
Curve = np.ndarray[tuple[int, ...], np.dtype[np.uint16]]


def draw() -> Image.Image:
    """Two graphs side by side on white, L (8 bit grey)."""
    sheet = Image.new("L", (2 * WIDE, HIGH), 255)
    pen = ImageDraw.Draw(sheet)
    every = combinations()
    late, early = (recorded().curves[every.index(START | {"tell": tell})] for tell in ("late", "early"))
    for left in (0, WIDE):
        _axes(pen, left)
    _band(pen, late, 205)
    _band(pen, early, 120)
    pen.line(_path(late[1]), 0, 6)
    for x, y in _path(early[1])[::2]:
        pen.ellipse((x - 7, y - 7, x + 7, y + 7), 255, 0, 3)
    return sheet


def _at(day: float, people: float, left: int = WIDE) -> tuple[float, float]:
    high = HIGH - TOP - 70
    return left + LEFT + (WIDE - LEFT - 40) * day / DAYS, TOP + high * (1 - people / PEOPLE)


def _path(curve: Curve) -> list[tuple[float, float]]:
    return [_at(DAYS * n / (len(curve) - 1), int(value)) for n, value in enumerate(curve)]


def _band(pen: ImageDraw.ImageDraw, curves: Curve, grey: int) -> None:
    pen.polygon(_path(curves[2]) + _path(curves[0])[::-1], grey)


def _axes(pen: ImageDraw.ImageDraw, left: int) -> None:
    font = ImageFont.load_default(30)
    for people in (0, 250, 500, 750, 1000):
        start = _at(0, people, left)
        pen.line([start, _at(DAYS, people, left)], 0 if not people else 170, 2)
        pen.text((start[0] - 12, start[1]), str(people), 0, font, anchor="rm")
    for day in (1, 3, 7, 14, 21):
        x, y = _at(day, 0, left)
        pen.line([(x, y), (x, y + 12)], 0, 3)
        pen.text((x, y + 18), str(day), 0, font, anchor="ma")


if __name__ == "__main__":
    draw().save(HERE / "still.webp", lossless=True)
