"""What happens to a picture on its way: sent as it is, through a messenger, shrunk, caught off a screen.

Each journey takes and gives (h, w, 3) uint8 RGB pixels as a viewer decodes them. The last step is the same
for honest and blended pictures, so no journey gives a class away. Qualities: a desktop messenger that
writes JPEG at 87, a phone messenger at 80 (both read in open source code), 75 as Pillow's default, 95 as a
careful export. A 512 px picture is not resized by them.
"""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

Bytes = NDArray[np.uint8]
Step = Callable[[Bytes], Bytes]
Journey = Literal["original", "q95", "q87", "q80", "q75", "half", "half-q75", "screenshot", "screenshot-q87", "twice"]

SCREEN = 0.83
"""Size on the screen that is caught, as a share of the picture's own."""


def jpeg_bytes(picture: Bytes, quality: int) -> bytes:
    """The file itself."""
    held = BytesIO()
    Image.fromarray(picture).save(held, "JPEG", quality=quality, subsampling="4:2:0")
    return held.getvalue()


def jpeg(picture: Bytes, quality: int) -> Bytes:
    """Written as JPEG (4:2:0) at ``quality`` 1 to 95 and read again; same shape."""
    with Image.open(BytesIO(jpeg_bytes(picture, quality))) as file:
        return np.asarray(file.convert("RGB"))


def _scaled(picture: Bytes, share: float, how: int) -> Bytes:
    size = (round(picture.shape[1] * share), round(picture.shape[0] * share))
    return np.asarray(cv2.resize(picture, size, interpolation=how), np.uint8)


def half(picture: Bytes) -> Bytes:
    """Half the width and height, area-averaged."""
    return _scaled(picture, 0.5, cv2.INTER_AREA)


def screenshot(picture: Bytes) -> Bytes:
    """Shown at 83 % (bilinear, as a browser does) and caught as a JPEG at 80."""
    return jpeg(_scaled(picture, SCREEN, cv2.INTER_LINEAR), 80)


JOURNEYS: dict[Journey, Step] = {
    "original": lambda picture: picture,
    "q95": lambda picture: jpeg(picture, 95),
    "q87": lambda picture: jpeg(picture, 87),
    "q80": lambda picture: jpeg(picture, 80),
    "q75": lambda picture: jpeg(picture, 75),
    "half": half,
    "half-q75": lambda picture: jpeg(half(picture), 75),
    "screenshot": screenshot,
    "screenshot-q87": lambda picture: jpeg(_scaled(picture, SCREEN, cv2.INTER_LINEAR), 87),
    "twice": lambda picture: jpeg(jpeg(picture, 87), 80),
}
KNOWN: tuple[Journey, ...] = ("original", "q95", "q87", "q75", "half", "half-q75")
"""Journeys the fused score is calibrated for; for every other one it has to abstain.

``screenshot-q87`` ends in a quality that is known, so that silence cannot be had by knowing qualities alone.
"""


def travel(picture: Bytes, journey: Journey) -> Bytes:
    """The picture after its journey. Raises ``KeyError`` for an unknown one."""
    return JOURNEYS[journey](picture)
