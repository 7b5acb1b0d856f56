"""Where people stand in the drawing: classes in rows by grade, strangers' channels beside the school. Pure."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from demos.spread.school import NOBODY, School

WIDTH, HEIGHT = 1000, 640
"""Units of the drawing."""
SCHOOL = 800
GOLDEN = np.pi * (3 - 5**0.5)


def points(place: School) -> NDArray[np.int32]:
    """Where everybody stands, (people, 2) int32 in units of the drawing: a class or a channel is a small sunflower."""
    shape = place.shape
    across = (SCHOOL - 20) / (shape.classes // 2)
    down = (HEIGHT - 20) / (shape.grades * 2)
    spots = np.empty((shape.people, 2))
    for number in range(shape.grades * shape.classes):
        row, column = divmod(number, shape.classes // 2)
        middle = (10 + across * (column + 0.5), 10 + down * (row + 0.5))
        start = number * shape.class_size
        spots[start : start + shape.class_size] = _flower(shape.class_size, min(across, down) * 0.4) + middle
    outside = np.array_split(np.arange(shape.pupils, shape.people), shape.channels)
    for number, part in enumerate(outside):
        middle = (SCHOOL + (WIDTH - SCHOOL) / 2 + 15, HEIGHT * (number + 0.5) / shape.channels)
        spots[part] = _flower(len(part), 58) + middle
    return np.rint(spots).astype(np.int32)


def _flower(many: int, radius: float) -> NDArray[np.float64]:
    turn = np.arange(many)
    reach = radius * np.sqrt((turn + 0.5) / many)
    return np.stack([reach * np.cos(turn * GOLDEN), reach * np.sin(turn * GOLDEN)], 1)


def hubs(place: School) -> NDArray[np.int32]:
    """The middle of every room, (rooms, 2) int32: where its messages come from in the drawing."""
    spots, inside = points(place), place.members != NOBODY
    total = np.where(inside[..., None], spots[place.members], 0).sum(1)
    return np.asarray(np.rint(total / place.size[:, None]), np.int32)
