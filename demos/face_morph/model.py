"""How two faces become one picture: correspondence, warp, cross-dissolve.

Pure functions: no files, no clock, no interface; the same input gives the same pixels.
This is the classical mesh morph in its plainest form, the one that the labs take apart: corresponding
points, one triangulation for all amounts, an affine map inside every triangle, then a mix of the
two warped pictures. What the demo shows is made by ``recipes``, on the same points and maps.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from demos.morph import RECIPES, SIZE, STEPS, Marks
from demos.morph.colour import to_bytes
from demos.morph.mesh import (
    MorphError,
    Pair,
    Points,
    correspond,
    owners,
    sample,
    smallest_jacobian,
    smallest_triangle,
    spread,
)
from demos.morph.recipes import Couple, Portrait

__all__ = [
    "RECIPES",
    "SIZE",
    "STEPS",
    "Couple",
    "Marks",
    "MorphError",
    "Pair",
    "Points",
    "Portrait",
    "correspond",
    "dissolve",
    "morph",
    "smallest_jacobian",
    "smallest_triangle",
    "to_bytes",
    "warp",
]

Picture = NDArray[np.float32]


def warp(picture: Picture, source: Points, target: Points, pair: Pair) -> Picture:
    """Move ``picture`` so that its ``source`` points lie on ``target``.

    ``picture`` is (h, w, 3) float32, 0 to 1; the result has the same shape, type and range.
    Backward map: every pixel of the result asks its triangle's affine map where it
    comes from; sampled with bicubic interpolation.
    """
    owner = owners(target, pair.triangles, *picture.shape[:2])
    where = spread(source, target, pair.triangles, owner)
    return np.asarray(np.clip(sample(picture, where), 0.0, 1.0), np.float32)


def dissolve(a: Picture, b: Picture, amount: float) -> Picture:
    """Mix two (h, w, 3) float32 RGB pictures, 0 to 1, in CIE L*a*b*.

    L*a*b* is made so that equal steps look equal: half way in it also looks half way.
    """
    lab = [cv2.cvtColor(p, cv2.COLOR_RGB2LAB) for p in (a, b)]
    mixed = ((1.0 - amount) * lab[0] + amount * lab[1]).astype(np.float32)
    return np.asarray(np.clip(cv2.cvtColor(mixed, cv2.COLOR_LAB2RGB), 0.0, 1.0), np.float32)


def morph(a: Picture, b: Picture, pair: Pair, amount: float) -> NDArray[np.uint8]:
    """The picture that is ``amount`` (0.0 = a … 1.0 = b) on the way from a to b.

    ``a`` and ``b`` are (h, w, 3) float32 RGB, 0 to 1, of one shape; the result is (h, w, 3) uint8.
    The ends return the pictures unchanged. The whole frame takes part and nothing else is done, so
    hair and shoulders without a partner show as ghosts (``Couple`` keeps them apart).
    Raises ``MorphError`` for an amount outside [0, 1] or pictures of different shapes.
    """
    if not 0.0 <= amount <= 1.0:
        raise MorphError("비율은 0과 1 사이여야 합니다. / The amount must lie between 0 and 1.")
    if a.shape != b.shape or a.ndim != 3 or a.shape[2] != 3:
        raise MorphError("두 그림의 크기가 다릅니다. / The two pictures differ in shape.")
    if amount in (0.0, 1.0):
        return to_bytes(b if amount else a)
    target = pair.at(amount)
    return to_bytes(dissolve(warp(a, pair.a, target, pair), warp(b, pair.b, target, pair), amount))
