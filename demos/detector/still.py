"""The paper twin: ``python -m demos.detector.still`` draws ``still.webp`` (committed).

1 a picture of the lab, 2 the same after the phone messenger, 3 its raw error level map, 4 that of an honest picture.
"""

from __future__ import annotations

from datetime import date

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from demos.detection import data, lab, shown
from demos.detection.journeys import Journey
from demos.detector import drawing, frames
from demos.detector.addresses import HERE
from demos.faces import marks
from demos.faces.watermark import MEASURED

KIND = "splice"
"""The first picture of this kind is shown."""
JOURNEY: Journey = "q80"
PANEL, LABEL = 400, 52


def draw(day: date) -> tuple[NDArray[np.uint8], frames.Told]:
    """The four panels with their numbers above, uint8 RGB, and what is written into the file."""
    everybody, asks = frames.asked(day)
    ours = next(ask for ask in asks if ask.kind == KIND)
    control = next(ask for ask in asks if ask.id == lab.CONTROL)
    one, two = (lab.picture(ask, everybody) for ask in (ours, control))
    panels = [_sent(one, "original"), _sent(one, JOURNEY), _raw(one), _raw(two)]
    sheet = Image.new("RGB", (PANEL * len(panels), PANEL - 8 + LABEL), "white")
    pen, font = ImageDraw.Draw(sheet), ImageFont.load_default(34)
    for n, panel in enumerate(panels):
        small = cv2.resize(panel, (PANEL - 8, PANEL - 8), interpolation=cv2.INTER_AREA)
        sheet.paste(Image.fromarray(small), (n * PANEL + 4, LABEL))
        pen.text((n * PANEL + PANEL / 2, LABEL / 2), f"{n + 1}", "black", font, anchor="mm")
    return np.asarray(sheet), marks.words((*ours.people, *control.people), MEASURED)


def _sent(picture: data.Picture, journey: Journey) -> NDArray[np.uint8]:
    return drawing.enlarged(*data.sent(picture, journey))[0]


def _raw(picture: data.Picture) -> NDArray[np.uint8]:
    field = shown.fields(picture.pixels, picture.marks, "original", shown.load(shown.WEIGHTS))[shown.RAW]
    return drawing.heat(picture.pixels, picture.marks, shown.RAW, field)


if __name__ == "__main__":
    drawn, told = draw(date.today())
    marks.save(HERE / "still.webp", drawn, told, panels=frames.PANELS)
