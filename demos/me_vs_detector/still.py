"""The paper twin: ``python -m demos.me_vs_detector.still`` draws ``still.webp`` (committed), black and white.

Twelve small grey pictures, above each its number and boxes to tick: 1 or 2 people, and 50, 75 or 100 per cent sure.
The answers stand on the teachers' page only.
"""

from __future__ import annotations

from datetime import date

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from demos.faces import marks
from demos.faces.watermark import MEASURED
from demos.me_vs_detector import addresses, frames
from demos.me_vs_detector.addresses import HERE
from demos.me_vs_detector.model import STEPS

PANEL, LABEL, GAP = 300, 100, 6
BOX = 30


def draw(day: date) -> tuple[NDArray[np.uint8], dict[str, str]]:
    """The sheet, uint8 RGB, and what is written into the file."""
    made = frames.drawn(day)
    rows = -(-len(made) // frames.COLUMNS)
    sheet = Image.new("RGB", (PANEL * frames.COLUMNS, (PANEL + LABEL) * rows), "white")
    pen = ImageDraw.Draw(sheet)
    for n, (_, pixels, _) in enumerate(made):
        row, column = divmod(n, frames.COLUMNS)
        left, top = column * PANEL, row * (PANEL + LABEL)
        sheet.paste(Image.fromarray(_grey(pixels)), (left, top + LABEL))
        _boxes(pen, n + 1, left + GAP, top)
    pen.rectangle((0, 0, sheet.width, 2), "white")
    everyone = sorted({who for _, one in addresses.plan() for who in one["people"]})
    return np.asarray(sheet), marks.words(tuple(everyone), MEASURED)


def _grey(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """One small grey picture with its own strip, so that it keeps it when the sheet is cut apart."""
    small = cv2.resize(pixels, (PANEL, PANEL), interpolation=cv2.INTER_AREA)
    grey = cv2.cvtColor(small, cv2.COLOR_RGB2GRAY)
    marked = marks.with_strip(np.repeat(grey[..., None], 3, axis=2))
    for edge in (marked[:, :GAP], marked[:, -GAP:]):
        edge[: -PANEL // 8] = 255
    return marked


def _boxes(pen: ImageDraw.ImageDraw, n: int, left: int, top: int) -> None:
    font, bold = ImageFont.load_default(27), ImageFont.load_default(36)
    pen.text((left + 4, top + 28), f"{n}", "black", bold, anchor="lm")
    for at, told in zip((94, 188), ("1", "2"), strict=True):
        _box(pen, left + at, top + 28, told, font)
    for at, step in zip((0, 94, 188), STEPS, strict=True):
        _box(pen, left + at, top + 72, f"{step}", font)


def _box(
    pen: ImageDraw.ImageDraw, left: int, middle: int, told: str, font: ImageFont.FreeTypeFont | ImageFont.ImageFont
) -> None:
    pen.rectangle((left, middle - BOX // 2, left + BOX, middle + BOX // 2), "white", "black", 2)
    pen.text((left + BOX + 8, middle), told, "black", font, anchor="lm")


if __name__ == "__main__":
    drawn, told = draw(date.today())
    marks.save(HERE / "still.webp", drawn, told, panels=frames.COLUMNS)
