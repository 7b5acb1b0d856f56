"""Heat maps: where a picture looks worked on. Each is shown beside its control, or it lies.

A raw map lights up eyes, hair and brows of *untouched* pictures too. So each map is compared with what
honest pictures of other people look like at the same place of the face after the same journey: the median
is taken away and the rest divided by the spread (median absolute deviation). Maps are aligned to a
common frame of the face, ``CELLS`` x ``CELLS``, by the eyes and the mouth. A third map, how much of the detail is
finest detail, was tried and fails: averaging lowers both alike, so it points nowhere (pixel AUC 0.46 to 0.49).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from demos.detection import features
from demos.detection.regions import Marks

Bytes = NDArray[np.uint8]
Map = NDArray[np.float32]

CELLS = 64
"""Side of the common frame."""
FRAME = {"iris_L": (0.63, 0.45), "iris_R": (0.37, 0.45), "lip_seam_u": (0.5, 0.70)}
"""Where three landmarks lie in the common frame, as shares of its side (x, y); the person's left is at the right."""
AGAIN = 90
"""JPEG quality of the second save in error level analysis."""


def ela(picture: Bytes) -> Map:
    """Error level analysis: how much one more save at quality 90 would change each place, (h, w) 0 to 255.

    Krawetz 2007. It measures detail and the last encoder far more than editing: that is the trap.
    """
    held = BytesIO()
    Image.fromarray(picture).save(held, "JPEG", quality=AGAIN, subsampling="4:2:0")
    with Image.open(BytesIO(held.getvalue())) as file:
        saved = np.asarray(file.convert("RGB"), np.float32)
    change = np.abs(picture.astype(np.float32) - saved).max(axis=2)
    return np.asarray(cv2.blur(change, (9, 9)), np.float32)


def lost_grid(picture: Bytes) -> Map:
    """How weak the old 8 x 8 JPEG grid is at each place, (h, w); higher = less grid left.

    Steps across block borders against steps inside blocks, averaged over 48 pixels (after Li et al. 2009).
    """
    grey = features.luma(picture)
    strength = np.zeros_like(grey)
    for axis in (0, 1):
        bend = np.abs(np.diff(grey, 2, axis=axis, prepend=np.take(grey, [0, 0], axis=axis)))
        border = np.zeros(grey.shape[axis], np.float32)
        border[0::8] = border[1::8] = 1.0  # the second difference that ends at 8k or 8k + 1 crosses a border
        shape = (-1, 1) if axis == 0 else (1, -1)
        at_border = cv2.blur(np.asarray(bend * border.reshape(shape), np.float32), (49, 49)) / 0.25
        inside = cv2.blur(np.asarray(bend * (1 - border.reshape(shape)), np.float32), (49, 49)) / 0.75
        strength += np.log((at_border + 0.2) / (inside + 0.2))
    return np.asarray(-strength, np.float32)


MAPS: dict[str, Callable[[Bytes], Map]] = {"ela": ela, "lost_grid": lost_grid}


def aligned(field: Map, marks: Marks) -> Map:
    """The map (h, w) in the common frame of the face, (CELLS, CELLS)."""
    return np.asarray(cv2.warpAffine(field, into(marks), (CELLS, CELLS), flags=cv2.INTER_AREA), np.float32)


def back(field: Map, marks: Marks, shape: tuple[int, int], empty: float = np.nan) -> Map:
    """A map of the common frame laid on the picture, ``shape`` = (h, w); ``empty`` outside the frame."""
    inverse = cv2.invertAffineTransform(into(marks))
    size = (shape[1], shape[0])
    edge = cv2.BORDER_CONSTANT
    return np.asarray(cv2.warpAffine(field, inverse, size, borderMode=edge, borderValue=empty), np.float32)


def into(marks: Marks) -> NDArray[np.float64]:
    """2 x 3 affine map from the picture into the common frame."""
    here = np.array([marks[n] for n in FRAME], np.float32)
    there = np.array([FRAME[n] for n in FRAME], np.float32) * CELLS
    return np.asarray(cv2.getAffineTransform(here, there), np.float64)


@dataclass(frozen=True)
class Control:
    """What a map shows on honest pictures after one journey: median and spread, (CELLS, CELLS) each."""

    middle: Map
    spread: Map

    def against(self, field: Map) -> Map:
        """How unusual an aligned map is: 0 usual, 1 one robust standard deviation above; cut at ±6."""
        return np.asarray(np.clip((field - self.middle) / self.spread, -6, 6), np.float32)


def control(honest: list[Map]) -> Control:
    """The control of aligned maps of honest pictures. Raises ``ValueError`` for fewer than five."""
    if len(honest) < 5:
        raise ValueError(f"a control needs at least five honest pictures, got {len(honest)}")
    stack = np.stack(honest)
    middle = np.median(stack, axis=0)
    spread = 1.4826 * np.median(np.abs(stack - middle), axis=0)
    floor = max(float(np.median(spread)) * 0.25, 1e-6)
    return Control(np.asarray(middle, np.float32), np.asarray(np.maximum(spread, floor), np.float32))


def pixel_auc(field: Map, inside: NDArray[np.bool_]) -> float:
    """How well "bright" tells the inner face from the rest in one map: 0.5 is not at all."""
    values, face = field.ravel(), inside.ravel()
    order = values.argsort(kind="stable").argsort(kind="stable") + 1.0
    count = int(face.sum())
    return float((order[face].sum() - count * (count + 1) / 2) / (count * (len(face) - count)))


def oval() -> NDArray[np.bool_]:
    """The inner face in the common frame, (CELLS, CELLS): what a splice replaces."""
    y, x = np.mgrid[0:CELLS, 0:CELLS] / (CELLS - 1)
    return np.asarray(((x - 0.5) / 0.28) ** 2 + ((y - 0.56) / 0.34) ** 2 < 1)
