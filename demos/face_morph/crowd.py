"""Many faces at once: their average. Pure like ``model``."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from demos.face_morph.model import Picture, warp
from demos.morph import Marks
from demos.morph.colour import to_bytes
from demos.morph.mesh import correspond


def mean(pictures: Sequence[Picture], marks: Sequence[Marks]) -> NDArray[np.uint8]:
    """The average of all faces, (h, w, 3) uint8: every face moved to the mean shape, then all mixed in L*a*b*.

    ``pictures`` are (h, w, 3) float32, 0 to 1, of one size, with their marks. Nothing keeps hair and clothes apart
    here: where faces differ most, the average is most blurred.
    """
    size = pictures[0].shape[0]
    names = [name for name in marks[0] if all(name in m for m in marks)]
    middle = {name: tuple(np.mean([m[name] for m in marks], axis=0)) for name in names}
    total = np.zeros_like(pictures[0])
    for picture, own in zip(pictures, marks, strict=True):
        pair = correspond({name: own[name] for name in names}, middle, size)
        total += cv2.cvtColor(warp(picture, pair.a, pair.b, pair), cv2.COLOR_RGB2LAB)
    mixed = np.asarray(total / len(pictures), np.float32)
    return to_bytes(np.asarray(cv2.cvtColor(mixed, cv2.COLOR_LAB2RGB), np.float32))
