"""How the lab draws its pictures: enlarged to one size, and heat maps over the dimmed grey picture.

In every map brighter means more, so that it can be read without colour, with colour-blind eyes and on grey paper. The
raw map is a ramp from dark purple to yellow. A compared map leaves what is usual uncoloured; more than usual is
orange, less is blue, and a line goes round what is above ``LINE``. Pure: arrays in, arrays out.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from demos.detection import features, maps, shown
from demos.detection.edits import Places, moved
from demos.detection.maps import CELLS, Bytes, Map

SIDE, THUMB = 512, 256
LINE = 2.0
"""A compared map's contour, in robust standard deviations."""
RAMP = {0.0: "#240b4a", 0.3: "#7d1d68", 0.55: "#cf4446", 0.8: "#f89540", 1.0: "#fcf08a"}
"""Colours of the raw map, by share."""
LESS_MORE = {-6.0: "#061f66", -2.0: "#1d4fa8", 0.0: "#8a8a8a", 2.0: "#ffa733", 6.0: "#ffe27a"}
"""Colours of a compared map, by robust standard deviation."""
CLEAR, FULL = 0.8, 3.0
"""A compared map is clear below the first and as strong as it gets from the second on."""
STRONG = 0.85
"""Most that a map covers of the grey picture."""
DIM, LIFT = (76.0, 144.0), 0.6
"""Black and white of the grey picture below a map, between the map's dark and its bright colours; an exponent
that keeps dark skin and hair from drowning."""
SOFT = 4.0
"""A map is smoothed by this many pixels, and fades at the rounded edge of its frame."""
SMALLEST = 120
"""No line goes round a place of fewer square pixels."""


def enlarged(pixels: Bytes, marks: Places) -> tuple[Bytes, Places]:
    """A square picture (n, n, 3) uint8 at ``SIDE`` pixels, as a browser would show it, and its landmarks there."""
    size = pixels.shape[0]
    if size == SIDE:
        return pixels, marks
    share = SIDE / size
    how = cv2.INTER_CUBIC if share > 1 else cv2.INTER_AREA
    big = cv2.resize(pixels, (SIDE, SIDE), interpolation=how)
    return np.asarray(big, np.uint8), moved(marks, np.array([[share, 0, (share - 1) / 2], [0, share, (share - 1) / 2]]))


def thumb(pixels: Bytes) -> Bytes:
    """The small picture, (THUMB, THUMB, 3) uint8."""
    return np.asarray(cv2.resize(pixels, (THUMB, THUMB), interpolation=cv2.INTER_AREA), np.uint8)


def heat(pixels: Bytes, marks: Places, name: str, field: Map) -> Bytes:
    """The map ``name`` (one of ``shown.MAPS``, (CELLS, CELLS)) over its picture, (SIDE, SIDE, 3) uint8 RGB.

    ``marks`` are the landmarks in ``pixels``. Outside the common frame of the face nothing is coloured.
    """
    below, places = enlarged(pixels, marks)
    there = _smooth(maps.back(field, places, (SIDE, SIDE), 0.0))
    cover = _frame(places)
    if name == shown.RAW:
        return _bytes(_over(_grey(below), coloured(there, RAMP), STRONG * cover))
    much = np.clip((np.abs(there) - CLEAR) / (FULL - CLEAR), 0, 1)
    drawn = _over(_grey(below), coloured(there, LESS_MORE), np.asarray(STRONG * cover * much, np.float32))
    return _lined(_bytes(drawn), (there > LINE) & (cover > 0.5))


def coloured(values: Map, stops: dict[float, str]) -> NDArray[np.float32]:
    """Values (h, w) as RGB (h, w, 3), 0 to 255, between the colours of ``stops``."""
    at = list(stops)
    parts = np.array([[int(colour[n : n + 2], 16) for n in (1, 3, 5)] for colour in stops.values()], float)
    return np.stack([np.interp(values, at, parts[:, n]) for n in range(3)], axis=2).astype(np.float32)


def _grey(pixels: Bytes) -> NDArray[np.float32]:
    low, high = DIM
    return np.repeat((low + (features.luma(pixels) / 255) ** LIFT * (high - low))[..., None], 3, axis=2)


def _over(below: NDArray[np.float32], above: NDArray[np.float32], cover: Map) -> NDArray[np.float32]:
    share = cover[..., None]
    return np.asarray(below * (1 - share) + above * share, np.float32)


def _frame(marks: Places) -> Map:
    """1 inside the common frame, fading to 0 towards its rounded edge, (SIDE, SIDE)."""
    y, x = np.mgrid[-1 : 1 : CELLS * 1j, -1 : 1 : CELLS * 1j]
    edge = np.clip((1 - (x**4 + y**4)) / 0.25, 0, 1).astype(np.float32)
    return maps.back(edge, marks, (SIDE, SIDE), 0.0)


def _smooth(field: Map) -> Map:
    return np.asarray(cv2.GaussianBlur(field, (0, 0), SOFT), np.float32)


def _lined(picture: Bytes, high: NDArray[np.bool_]) -> Bytes:
    """A white line with dark sides round what is high."""
    edges = cv2.findContours(np.asarray(high, np.uint8), cv2.RETR_LIST, cv2.CHAIN_APPROX_NONE)[0]
    large = [edge for edge in edges if cv2.contourArea(edge) > SMALLEST]
    for colour, width in (((24, 24, 24), 4), ((255, 255, 255), 2)):
        picture = np.asarray(cv2.drawContours(picture.copy(), large, -1, colour, width, cv2.LINE_AA), np.uint8)
    return picture


def _bytes(picture: NDArray[np.float32]) -> Bytes:
    return np.asarray(np.clip(np.rint(picture), 0, 255), np.uint8)
