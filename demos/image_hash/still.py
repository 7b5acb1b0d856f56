"""The paper twin: ``python -m demos.image_hash.still`` draws ``still.webp`` (committed), fit for black and white."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from demos.image_hash import model
from demos.image_hash.addresses import HERE

SHOWN = (("", 0), ("pixel", 1), ("resave", 3), ("recolour", 2), ("crop", 2), ("crop", 4), ("mirror", 1), ("other", 1))
"""The original and seven copies, in the order of the sheet's table."""
PANEL, PICTURE, CELL, GAP = 300, 220, 24, 40


def draw() -> Image.Image:
    """A panel each: its number, the picture, the 64 squares with crosses, and how many differ."""
    sheet = Image.new("RGB", (PANEL * len(SHOWN), GAP + PICTURE + GAP // 2 + 8 * CELL + 60), "white")
    pen, bits = ImageDraw.Draw(sheet), model.dhash(model.draw())
    font = ImageFont.load_default(32)
    for n, (what, level) in enumerate(SHOWN):
        pixels = model.copy(what, level) if what else model.draw()
        left, own = n * PANEL, model.dhash(pixels)
        small = Image.fromarray(pixels.astype(np.uint8)).resize((PANEL - 20, PICTURE), Image.Resampling.BICUBIC)
        sheet.paste(small, (left + 10, GAP))
        pen.text((left + PANEL / 2, GAP / 2), str(n), "black", font, anchor="mm")
        top = GAP + PICTURE + GAP // 2
        _squares(pen, (left + (PANEL - 8 * CELL) // 2, top), own, bits)
        told = f"{model.distance(own, bits)} / 64"
        pen.text((left + PANEL / 2, top + 8 * CELL + 30), told, "black", font, anchor="mm")
    return sheet


def _squares(pen: ImageDraw.ImageDraw, corner: tuple[int, int], bits: str, others: str) -> None:
    for n, (bit, other) in enumerate(zip(bits, others, strict=True)):
        x, y = corner[0] + n % 8 * CELL, corner[1] + n // 8 * CELL
        box = (x, y, x + CELL - 3, y + CELL - 3)
        pen.rectangle(box, "#777777" if bit == "1" else "white", "black", 2)
        if bit != other:
            pen.line(box, "black", 5)
            pen.line((box[0], box[3], box[2], box[1]), "black", 5)


if __name__ == "__main__":
    draw().save(HERE / "still.webp", lossless=True)
