"""The paper twin: ``python -m demos.provenance.still`` draws ``still.webp`` (committed), without words or colours."""

from __future__ import annotations

from datetime import date

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont, ImageOps

from demos.faces import load, marks, opening
from demos.provenance.addresses import HERE, readings
from demos.provenance.model import CASES, TWIN, verdict

PANEL, LABEL = 400, 92
EDGE = 4
ORDER = (*CASES, TWIN)


def draw(day: date) -> NDArray[np.uint8]:
    """One panel a case and one for the twin, their number and the sign of what the label is worth above, uint8 RGB."""
    faces = load(day)
    pictures = [np.rint(faces[fid].picture(PANEL) * 255).astype(np.uint8) for fid in opening(faces)]
    sheet = Image.new("RGB", (PANEL * len(ORDER), PANEL + LABEL), "white")
    for i, case in enumerate(ORDER):
        one = Image.fromarray(pictures[case == TWIN])
        sheet.paste(ImageOps.contain(one, (PANEL - 2 * EDGE, PANEL)), (i * PANEL + EDGE, LABEL))
        told = readings()[case]
        pen, middle = ImageDraw.Draw(sheet), i * PANEL + PANEL // 2
        pen.text((middle - 60, LABEL // 2), str(i + 1), "black", ImageFont.load_default(48), anchor="mm")
        _sign(pen, (middle + 30, LABEL // 2), verdict(told["state"], told["failed"]))
    return np.asarray(sheet)


def _sign(pen: ImageDraw.ImageDraw, middle: tuple[int, int], worth: str) -> None:
    """A tick, a ring with a question, a cross or an empty dashed tag: each with a shape of its own."""
    x, y = middle
    box = (x - 36, y - 36, x + 36, y + 36)
    if worth == "gone":
        for start in range(0, 360, 40):
            pen.arc(box, start, start + 22, "black", 5)
        return
    pen.ellipse(box, "black" if worth == "valid" else "white", "black", 5)
    if worth == "valid":
        pen.line([(x - 17, y), (x - 5, y + 14), (x + 18, y - 15)], "white", 8, "curve")
    elif worth == "broken":
        pen.line([(x - 15, y - 15), (x + 15, y + 15)], "black", 8)
        pen.line([(x - 15, y + 15), (x + 15, y - 15)], "black", 8)
    else:
        pen.arc((x - 12, y - 22, x + 12, y + 2), 180, 90, "black", 7)
        pen.line([(x, y), (x, y + 9)], "black", 7)
        pen.ellipse((x - 4, y + 15, x + 4, y + 23), "black")


if __name__ == "__main__":
    ids = opening(load(date.today()))
    marks.save(HERE / "still.webp", draw(date.today()), marks.words(ids, "portrait"), panels=len(ORDER))
