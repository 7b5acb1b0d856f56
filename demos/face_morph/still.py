"""The paper twin: ``python -m demos.face_morph.still`` draws ``still.webp`` (committed)."""

from __future__ import annotations

from datetime import date

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from demos.face_morph.addresses import HERE, PLAIN
from demos.face_morph.frames import portrait
from demos.face_morph.model import Couple
from demos.faces import load, marks, opening

AMOUNTS = (0.0, 0.25, 0.5, 0.75, 1.0)
PANEL, LABEL = 400, 52


def draw(day: date) -> NDArray[np.uint8]:
    """Five panels from the first to the second face with their shares above, uint8 RGB."""
    faces = load(day)
    couple = Couple(*(portrait(faces[fid]) for fid in opening(faces)))
    sheet = Image.new("RGB", (PANEL * len(AMOUNTS), PANEL - 8 + LABEL), "white")
    pen, font = ImageDraw.Draw(sheet), ImageFont.load_default(34)
    for i, amount in enumerate(AMOUNTS):
        picture = Image.fromarray(couple.at(PLAIN, amount))
        inner = picture.resize((PANEL - 8, PANEL - 8), Image.Resampling.LANCZOS)
        sheet.paste(inner, (i * PANEL + 4, LABEL))
        pen.text((i * PANEL + PANEL / 2, LABEL / 2), f"{amount:.0%}", "black", font, anchor="mm")
    return np.asarray(sheet)


if __name__ == "__main__":
    today = date.today()
    marks.save(HERE / "still.webp", draw(today), marks.words(opening(load(today)), PLAIN), panels=len(AMOUNTS))
