"""Where on a face a measurement is taken: boxes around landmarks, nothing is resampled.

Landmarks are given (the gallery is closed); nothing here can find a face in a picture.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

Marks = Mapping[str, tuple[float, float]]
Box = tuple[slice, slice]
GRID = 8
"""JPEG works in blocks of 8 x 8 pixels from the upper left corner; boxes keep to that grid."""

AROUND = {
    "eye_L": ("eye_in_L", "eye_out_L", "eye_u2_L", "eye_l2_L"),
    "eye_R": ("eye_in_R", "eye_out_R", "eye_u2_R", "eye_l2_R"),
    "brow_L": ("brow_in_L", "brow_out_L", "brow_mid_L"),
    "brow_R": ("brow_in_R", "brow_out_R", "brow_mid_R"),
    "nose": ("ala_L", "ala_R", "bridge", "subnasale"),
    "mouth": ("mouth_corner_L", "mouth_corner_R", "lip_top", "lip_bottom"),
    "forehead": ("forehead", "glabella", "brow_a_L", "brow_a_R"),
    "cheek_L": ("cheek1_L", "cheek2_L", "cheek3_L"),
    "cheek_R": ("cheek1_R", "cheek2_R", "cheek3_R"),
    "chin": ("chin", "chin_dip", "jaw2_L", "jaw2_R"),
}
FACE = ("brow_mid_L", "brow_mid_R", "jaw4_L", "jaw4_R", "menton", "forehead")


def box(marks: Marks, names: tuple[str, ...], shape: tuple[int, ...], room: float = 0.25) -> Box:
    """The box around the named landmarks, wider by ``room`` of its size, on the 8-pixel grid, inside ``shape``.

    Raises ``KeyError`` if a landmark is missing. It is never smaller than 2 x 2 blocks.
    """
    points = np.array([marks[n] for n in names])
    low, high = points.min(axis=0), points.max(axis=0)
    grown = room * np.maximum(high - low, GRID)
    corners = []
    for axis, length in ((1, shape[0]), (0, shape[1])):
        start = int(np.clip((low - grown)[axis] // GRID, 0, length // GRID - 2)) * GRID
        stop = int(np.ceil((high + grown)[axis] / GRID)) * GRID
        corners.append(slice(start, min(max(stop, start + 2 * GRID), length // GRID * GRID)))
    return corners[0], corners[1]


def boxes(marks: Marks, shape: tuple[int, ...]) -> dict[str, Box]:
    """All named regions of a face, and ``face`` for the whole of it."""
    return {name: box(marks, points, shape) for name, points in AROUND.items()} | {"face": face(marks, shape)}


def face(marks: Marks, shape: tuple[int, ...]) -> Box:
    """The inner face, from above the brows to the chin."""
    return box(marks, FACE, shape, room=0.02)
