"""A learnt heat map: where the finest texture is not what the same place of a face shows on honest pictures.

Residuals as in the rich models of steganalysis (Fridrich & Kodovsky 2012), but ten local numbers in place of long
histograms: of three residuals how strong, how often near zero and how like their neighbour; and how weak the old
JPEG grid is. Each number is held against honest pictures of other people at the same place after the same
journey; ten weights, learnt on other people, make one map of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from demos.detection import features, maps
from demos.detection.maps import Bytes, Map
from demos.detection.regions import Marks

Cells = NDArray[np.float32]
COARSE = 16
"""Side of the map: a cell is about 13 pixels of a 512 pixel portrait."""
WINDOW = 25
NUMBERS = 10


def cells(picture: Bytes, marks: Marks) -> Cells:
    """The ten numbers in the common frame of the face, (NUMBERS, COARSE, COARSE)."""
    grey = features.luma(picture)
    right = np.array([[1.0, -2.0, 1.0]], np.float32)
    fields = [maps.lost_grid(picture)]
    for kernel in (right, right.T, right * right.T / 4):
        fields += _of_residual(np.asarray(cv2.filter2D(grey, cv2.CV_32F, kernel), np.float32))
    size = (COARSE, COARSE)
    found = [cv2.resize(maps.aligned(field, marks), size, interpolation=cv2.INTER_AREA) for field in fields]
    return np.asarray(np.stack(found), np.float32)


def _of_residual(rest: Map) -> list[Map]:
    """Local strength (logarithm), share near zero, likeness to the right and the lower neighbour, (h, w) each."""
    power = _local(np.asarray(rest * rest, np.float32)) + 0.25
    near = _local(np.asarray(rest * (np.roll(rest, 1, 0) + np.roll(rest, 1, 1)) / 2, np.float32)) / power
    return [np.asarray(np.log(power), np.float32), _local(np.asarray(np.abs(rest) < 1, np.float32)), near]


def _local(field: Map) -> Map:
    return np.asarray(cv2.blur(field, (WINDOW, WINDOW)), np.float32)


@dataclass(frozen=True)
class Texture:
    """The ten weights, and per number what is usual at each place: (NUMBERS, COARSE, COARSE)."""

    weights: NDArray[np.float64]
    middle: Cells
    spread: Cells

    def seen(self, held: Cells) -> Map:
        """The map of one picture, (COARSE, COARSE): higher is less usual for one person's picture."""
        return np.asarray(np.tensordot(self.weights, self.against(held), 1), np.float32)

    def against(self, held: Cells) -> Cells:
        """The numbers of one picture in units of the usual spread, cut at ±6."""
        return np.asarray(np.clip((held - self.middle) / self.spread, -6, 6), np.float32)


def learn(honest: Sequence[Cells], blended: Sequence[Cells], control: bool = True) -> Texture:
    """From other people's pictures after one journey; without ``control`` the same numbers hold at every place."""
    from demos.detection.train import linear

    stack = np.stack(honest)
    where: tuple[int, ...] = (0,) if control else (0, 2, 3)
    middle = np.median(stack, axis=where, keepdims=True)
    spread = 1.4826 * np.median(np.abs(stack - middle), axis=where, keepdims=True)
    floor = 0.25 * np.median(spread, axis=(0, 2, 3), keepdims=True) + 1e-6
    shape = stack.shape[1:]
    held = [np.broadcast_to(field[0], shape).astype(np.float32) for field in (middle, np.maximum(spread, floor))]
    plain = Texture(np.zeros(NUMBERS), held[0], held[1])
    inside = oval()
    rows = [np.concatenate([plain.against(c)[:, inside].T for c in side]) for side in (honest, blended)]
    model = linear(np.concatenate(rows), np.repeat([False, True], [len(rows[0]), len(rows[1])]))
    return Texture(model.weights / model.scale, held[0], held[1])


def oval() -> NDArray[np.bool_]:
    """The inner face in the coarse frame."""
    step = maps.CELLS // COARSE
    return np.asarray(maps.oval().reshape(COARSE, step, COARSE, step).mean(axis=(1, 3)) > 0.5)
