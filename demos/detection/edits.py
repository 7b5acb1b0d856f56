"""What honest people do to a picture before they send it: straighten, crop, resize, brighten, smooth, save again.

Each edit takes pixels (h, w, 3) uint8, landmarks and a dice, and gives the edited picture with its landmarks.
They belong to the honest class: a detector that has not seen them takes every straightened picture for a blend.
"""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray

from demos.detection.journeys import jpeg
from demos.detection.regions import Marks
from demos.morph import colour
from demos.morph.skin import FACE

Bytes = NDArray[np.uint8]
Places = dict[str, tuple[float, float]]
Edited = tuple[Bytes, Places]

TURN, ZOOM = 3.0, (0.93, 1.07)
"""A straightened picture was turned by up to so many degrees and scaled by so much."""


def moved(marks: Marks, way: NDArray[np.float64]) -> Places:
    """Landmarks carried by a 2 x 3 affine map."""
    points = np.array(list(marks.values())) @ way[:, :2].T + way[:, 2]
    return {name: (float(x), float(y)) for name, (x, y) in zip(marks, points, strict=True)}


def straightened(pixels: Bytes, marks: Marks, rng: np.random.Generator) -> Edited:
    """Turned and scaled a little about the middle, as every tool for ID photos does; bicubic."""
    h, w = pixels.shape[:2]
    way = cv2.getRotationMatrix2D(((w - 1) / 2, (h - 1) / 2), rng.uniform(-TURN, TURN), rng.uniform(*ZOOM))
    turned = cv2.warpAffine(pixels, way, (w, h), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REFLECT_101)
    return np.asarray(turned, np.uint8), moved(marks, np.asarray(way, float))


def cropped(pixels: Bytes, marks: Marks, rng: np.random.Generator) -> Edited:
    """3 to 20 pixels cut off each side: the old JPEG grid no longer starts in the corner."""
    left, top, right, bottom = (int(n) for n in rng.integers(3, 21, size=4))
    held = pixels[top : pixels.shape[0] - bottom, left : pixels.shape[1] - right]
    return np.ascontiguousarray(held), moved(marks, np.array([[1.0, 0, -left], [0, 1, -top]]))


def resized(pixels: Bytes, marks: Marks, rng: np.random.Generator) -> Edited:
    """Scaled to 85 to 110 %, bicubic when larger and area-averaged when smaller."""
    share = float(rng.uniform(0.85, 1.10))
    size = (round(pixels.shape[1] * share), round(pixels.shape[0] * share))
    how = cv2.INTER_AREA if share < 1 else cv2.INTER_CUBIC
    exact = np.array(size) / pixels.shape[1::-1]
    way = np.column_stack([np.diag(exact), (exact - 1) / 2])
    return np.asarray(cv2.resize(pixels, size, interpolation=how), np.uint8), moved(marks, way)


def brightened(pixels: Bytes, marks: Marks, rng: np.random.Generator) -> Edited:
    """A gamma curve of 0.75 to 0.95 or 1.05 to 1.2."""
    gamma = rng.uniform(0.75, 0.95) if rng.random() < 0.7 else rng.uniform(1.05, 1.2)
    curve = np.rint(255 * (np.arange(256) / 255) ** gamma).astype(np.uint8)
    return curve[pixels], dict(marks)


def second_jpeg(pixels: Bytes, marks: Marks, rng: np.random.Generator) -> Edited:
    """Opened and saved again at quality 88 to 96."""
    return jpeg(pixels, int(rng.integers(88, 97))), dict(marks)


def smoothed(pixels: Bytes, marks: Marks, rng: np.random.Generator) -> Edited:
    """A beauty filter over the face, half to fully as strong as the one of the recipe ``splice-smooth``.

    Without it in the honest class a detector finds the filter of that recipe and calls it a blend.
    """
    corners = np.array([marks[n] for n in FACE if n in marks] or list(marks.values()), np.float32)
    oval = np.zeros(pixels.shape[:2], np.float32)
    cv2.fillPoly(oval, [np.rint(cv2.convexHull(corners)).astype(np.int32)], float(rng.uniform(0.5, 1.0)))
    mask = np.asarray(cv2.GaussianBlur(oval, (0, 0), 3.0), np.float32)
    lab = np.asarray(cv2.cvtColor(np.asarray(pixels / np.float32(255), np.float32), cv2.COLOR_RGB2LAB), np.float32)
    soft = cv2.cvtColor(colour.smoothed(lab, mask), cv2.COLOR_LAB2RGB)
    return colour.to_bytes(np.asarray(soft, np.float32)), dict(marks)


EDITS: dict[str, Callable[[Bytes, Marks, np.random.Generator], Edited]] = {
    "straightened": straightened,
    "cropped": cropped,
    "resized": resized,
    "brightened": brightened,
    "second-jpeg": second_jpeg,
    "smoothed": smoothed,
}
TURNS = ("straightened", "cropped", "smoothed", "straightened", "resized", "brightened", "second-jpeg")
"""In this order the edits take turns: two in seven are straightened, the edit that is mistaken for a blend most."""
