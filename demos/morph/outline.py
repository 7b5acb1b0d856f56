"""Where hair, head, collar and shoulders end, as named points: two outlines that meet leave no ghost.

A face's layers say of every pixel how much of it is background, cloth, skin and hair. From them come
points that two faces can share by name, beside the landmarks of the mesh.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter1d

from demos.morph import Marks

Layers = NDArray[np.float32]
BACKGROUND, CLOTH, SKIN, HAIR = range(4)

CROWN = range(30, 151, 10)
SIDES = (*range(-40, 30, 10), *range(160, 221, 10))
"""Directions of the rays in degrees: 0 is right, 90 is up. At the sides only hair is matched with hair."""
COLLAR, SHOULDER = 11, 6
"""How many points lie on a collar, and on each shoulder."""
HEM = 0.026
"""Width of a collar's hem as a share of the picture's height."""


def visible(marks: Marks, layers: Layers) -> dict[str, tuple[float, float]]:
    """The marks that lie on skin: mesh points under hair or cloth say nothing about what is seen."""
    h, w = layers.shape[:2]
    kept = {}
    for name, (x, y) in marks.items():
        row, column = round(y), round(x)
        if 0 <= row < h and 0 <= column < w and layers[row, column, SKIN] > 0.5:
            kept[name] = (x, y)
    return kept


def outline(marks: Marks, layers: Layers) -> dict[str, tuple[float, float]]:
    """Points on the outlines of hair, head, collar and shoulders, name -> (x, y) in pixels.

    ``layers`` is (h, w, 4), 0 to 1, of the picture in which ``marks`` are measured.
    """
    middle = np.mean([marks["iris_L"], marks["iris_R"]], axis=0)
    return _rays(middle, layers) | _cloth(middle[0], layers)


def _rays(middle: NDArray[np.float64], layers: Layers) -> dict[str, tuple[float, float]]:
    """Outer edge of the head, and where skin becomes hair, along rays from between the eyes."""
    found: dict[str, tuple[float, float]] = {}
    radius = np.arange(8.0, layers.shape[0] * 0.62, 0.5)
    for angle in (*CROWN, *SIDES):
        way = np.array([np.cos(np.radians(angle)), -np.sin(np.radians(angle))])
        line = _along(layers, middle + radius[:, None] * way)
        solid = np.flatnonzero(line[:, BACKGROUND] < 0.5)
        last = int(solid[-1]) if len(solid) else 0
        inside = int(line[max(last - 6, 0)].argmax())
        top = {HAIR: "crown", SKIN: "bald"} if angle in CROWN else {HAIR: "side"}
        name = top.get(inside, "")
        if name and last:
            found[f"{name}_{angle}"] = tuple(middle + radius[last] * way)
        hair = np.flatnonzero(line[:, HAIR] > 0.5)
        if 15 < angle < 165 and len(hair) and line[: hair[0], BACKGROUND].max(initial=0) < 0.5:
            found[f"hairline_{angle}"] = tuple(middle + radius[hair[0]] * way)
    return found


def _along(layers: Layers, points: NDArray[np.float64]) -> Layers:
    """The layers at (n, 2) points, bilinear, (n, 4); outside the picture all is background."""
    x, y = np.asarray(points, np.float32).T[:, :, None]
    none = (1.0, 0.0, 0.0, 0.0)
    seen = cv2.remap(layers, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=none)
    return np.asarray(seen[:, 0], np.float32)


def _cloth(middle: float, layers: Layers) -> dict[str, tuple[float, float]]:
    """The upper edge of the clothes: both shoulders, and between their inner ends the collar."""
    h, w = layers.shape[:2]
    cloth = layers[..., CLOTH] > 0.5
    top = _uncovered(np.where(cloth.any(axis=0), cloth.argmax(axis=0), h), layers)
    span, centre = w // 4, round(middle)
    left = centre - span + int(top[centre - span : centre].argmin())
    right = centre + int(top[centre : centre + span].argmin())
    found = {}
    for side, last in (("R", 0), ("L", w - 1)):
        for i, x in enumerate(np.linspace(left if side == "R" else right, last, SHOULDER + 2)[1:-1]):
            y = int(top[round(x)])
            if y < h - 4 and layers[max(y - 4, 0), round(x)].argmax() == BACKGROUND:
                found[f"shoulder_{side}_{i}"] = (float(x), float(y))
    return found | _collar(top, left, right, h)


def _uncovered(top: NDArray[np.int64], layers: Layers) -> NDArray[np.int64]:
    """The upper edge of the clothes without the gaps that hair cuts into it: there it goes on as beside them."""
    columns = np.arange(len(top))
    over = layers[np.maximum(top - 4, 0), columns].argmax(axis=1)
    seen = (over != HAIR) & (top < len(layers))
    return np.interp(columns, columns[seen], top[seen]).round().astype(np.int64) if seen.any() else top


def _collar(top: NDArray[np.int64], left: int, right: int, h: int) -> dict[str, tuple[float, float]]:
    """Two rows of points: on the collar's upper edge, and a hem's width below it, so that hems meet too."""
    line = np.stack([np.arange(left, right + 1), top[left : right + 1]], 1).astype(float)
    line[:, 1] = gaussian_filter1d(line[:, 1], 1.5)
    slope = np.gradient(gaussian_filter1d(line[:, 1], 5.0))
    down = np.stack([-slope, np.ones_like(slope)], 1) / np.hypot(slope, 1)[:, None] * h * HEM
    found = {}
    for i, n in enumerate(np.linspace(0, len(line) - 1, COLLAR + 2)[1:-1].round().astype(int)):
        found[f"collar_{i}"] = tuple(line[n])
        found[f"hem_{i}"] = tuple(line[n] + down[n])
    return found
