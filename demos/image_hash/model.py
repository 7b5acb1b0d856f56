"""A drawing, what can be done to it, and its two hashes. Pure: no files, no clock, whole numbers only.

Whole numbers keep the twin in ``element.js`` equal to the last bit; no browser decodes or scales anything.

- The file of a picture is a binary PPM (netpbm P6); its hash is SHA-256 (FIPS 180-4).
- The perceptual hash is dHash (N. Krawetz, "Kind of Like That", hackerfactor.com, 2013): brightness averaged over
  9 x 8 cells, one bit for each of 64 neighbours: is the right one brighter? ``THRESHOLD`` is the one given there.
- Saving again is modelled as the lossy step of JPEG (ITU-T T.81): 8 x 8 DCT, every coefficient rounded to a step.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.int64]
"""(h, w, 3), 0 to 255."""

WIDTH, HEIGHT = 288, 256
ROWS, COLUMNS = 8, 8
THRESHOLD = 10
"""So many of the 64 bits may differ for two pictures to count as the same."""
LUMA = (299, 587, 114)
SCALE = 1024
DCT = tuple(
    tuple(round(SCALE * (0.5 if u else 8**-0.5) * float(np.cos(np.pi * (2 * x + 1) * u / 16))) for x in range(8))
    for u in range(8)
)
"""Cosines of the 8-point DCT-II as whole numbers of 1/1024."""

LEVELS: dict[str, tuple[int, ...]] = {
    "pixel": (1, 30, 300, 3000),
    "resave": (16, 48, 96, 160),
    "shrink": (2, 4, 8, 16),
    "recolour": (1, 2, 3, 4),
    "crop": (2, 5, 10, 20),
    "mirror": (0,),
    "other": (0,),
}
"""What can be done, and how much: points · rounding step · 1/n of the size · kind of colours · % off each edge."""

Shape = tuple[Any, ...]
BOAT: tuple[Shape, ...] = (
    ("ramp", (0, 0, 288, 156), (252, 216, 150), (96, 158, 214), (2, 1)),
    ("disc", (62, 54, 27), (255, 243, 190)),
    ("disc", (236, 178, 66), (74, 122, 96)),
    ("disc", (168, 188, 48), (104, 152, 112)),
    ("ramp", (0, 148, 288, 256), (24, 84, 140), (118, 196, 206), (1, 2)),
    ("poly", ((84, 176), (214, 176), (188, 214), (112, 214)), (188, 74, 46)),
    ("poly", ((84, 176), (214, 176), (209, 184), (89, 184)), (236, 186, 96)),
    ("poly", ((146, 44), (152, 44), (152, 176), (146, 176)), (78, 54, 42)),
    ("poly", ((144, 58), (144, 166), (88, 166)), (250, 248, 238)),
    ("poly", ((154, 74), (208, 166), (154, 166)), (232, 122, 92)),
    ("poly", ((152, 44), (176, 51), (152, 58)), (200, 52, 60)),
    ("poly", ((20, 226), (74, 226), (66, 231), (28, 231)), (214, 236, 240)),
    ("poly", ((204, 238), (270, 238), (260, 243), (214, 243)), (214, 236, 240)),
)
BALLOON: tuple[Shape, ...] = (
    ("ramp", (0, 0, 288, 256), (70, 96, 160), (244, 202, 176), (1, 3)),
    ("poly", ((0, 256), (0, 190), (62, 132), (150, 256)), (86, 74, 112)),
    ("poly", ((70, 256), (196, 150), (288, 224), (288, 256)), (58, 56, 88)),
    ("disc", (196, 82, 58), (226, 92, 70)),
    ("poly", ((180, 30), (212, 30), (212, 134), (180, 134)), (246, 214, 120)),
    ("poly", ((166, 132), (226, 132), (208, 156), (184, 156)), (176, 66, 56)),
    ("poly", ((184, 164), (208, 164), (208, 182), (184, 182)), (120, 82, 54)),
)


def draw(shapes: tuple[Shape, ...] = BOAT) -> Picture:
    """The drawing, (256, 288, 3): each shape laid over those before it, no edge smoothed."""
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.int64)
    picture = np.zeros((HEIGHT, WIDTH, 3), np.int64)
    kinds: dict[str, Callable[..., tuple[Any, Any]]] = {"ramp": _ramp, "disc": _disc, "poly": _polygon}
    for kind, *told in shapes:
        inside, colour = kinds[kind](x, y, *told)
        picture = np.where(inside[..., None], colour, picture)
    return picture


def _disc(x: Picture, y: Picture, place: Any, colour: Any) -> tuple[Any, Any]:
    cx, cy, radius = place
    return (x - cx) ** 2 + (y - cy) ** 2 <= radius**2, colour


def _polygon(x: Picture, y: Picture, corners: Any, colour: Any) -> tuple[Any, Any]:
    """A convex polygon, corners clockwise as seen: a point is inside if it lies right of every edge."""
    edges = zip(corners, (*corners[1:], corners[0]), strict=True)
    sides = [(bx - ax) * (y - ay) - (by - ay) * (x - ax) for (ax, ay), (bx, by) in edges]
    return np.min(sides, axis=0) >= 0, colour


def _ramp(x: Picture, y: Picture, box: Any, *told: Any) -> tuple[Any, Any]:
    """A rectangle whose colour goes from ``a`` to ``b``, kx steps with every pixel to the right and ky down."""
    (x0, y0, x1, y1), (a, b, (kx, ky)) = box, told
    inside = (x >= x0) & (x < x1) & (y >= y0) & (y < y1)
    whole = (x1 - x0 - 1) * kx + (y1 - y0 - 1) * ky
    part = np.clip((x - x0) * kx + (y - y0) * ky, 0, whole)[..., None]
    return inside, (np.array(a) * (whole - part) + np.array(b) * part) // whole


def copy(what: str, level: int) -> Picture:
    """The drawing after ``what`` was done to it, ``level`` 1 to ``len(LEVELS[what])``.

    Raises ``ValueError`` for what is not on offer.
    """
    if what not in LEVELS or not 1 <= level <= len(LEVELS[what]):
        raise ValueError(f"할 수 없는 일이에요: {what} {level} / Not on offer.")
    much, picture = LEVELS[what][level - 1], draw()
    if what == "other":
        return draw(BALLOON)
    if what == "mirror":
        return picture[:, ::-1]
    ways = {"pixel": _points, "resave": _resaved, "shrink": _shrunk, "recolour": _recoloured, "crop": _cropped}
    return np.asarray(ways[what](picture, much))


def _points(picture: Picture, count: int) -> Picture:
    """``count`` scattered pixels in their opposite colour; the step shares no factor with the number of pixels."""
    flat = picture.reshape(-1, 3).copy()
    places = (np.arange(count) * 45565 + 37000) % len(flat)
    flat[places] = 255 - flat[places]
    return flat.reshape(picture.shape)


def _resaved(picture: Picture, step: int) -> Picture:
    table, unit = np.array(DCT), SCALE * SCALE
    blocks = picture.reshape(HEIGHT // 8, 8, WIDTH // 8, 8, 3).transpose(0, 2, 4, 1, 3)
    waves = table @ blocks @ table.T
    kept = (waves + step * unit // 2) // (step * unit) * step
    back = (table.T @ kept @ table + unit // 2) // unit
    return np.asarray(np.clip(back, 0, 255).transpose(0, 3, 1, 4, 2).reshape(picture.shape))


def _shrunk(picture: Picture, by: int) -> Picture:
    cells = picture.reshape(HEIGHT // by, by, WIDTH // by, by, 3).sum(axis=(1, 3))
    return np.asarray((cells + by * by // 2) // (by * by))


def _recoloured(picture: Picture, kind: int) -> Picture:
    """1 brighter, 2 grey, 3 colours changed round, 4 the negative."""
    if kind == 1:
        return np.minimum(picture + 40, 255)
    if kind == 2:
        return np.repeat((picture @ np.array(LUMA) // 1000)[..., None], 3, axis=2)
    return picture[..., [1, 2, 0]] if kind == 3 else 255 - picture


def _cropped(picture: Picture, percent: int) -> Picture:
    x, y = WIDTH * percent // 100, HEIGHT * percent // 100
    return picture[y : HEIGHT - y, x : WIDTH - x]


def as_file(picture: Picture) -> bytes:
    """The picture as a binary PPM, the plainest file there is."""
    height, width, _ = picture.shape
    return b"P6\n%d %d\n255\n" % (width, height) + picture.astype(np.uint8).tobytes()


def sha256(picture: Picture) -> str:
    """SHA-256 of the picture's file, 64 hex digits."""
    return hashlib.sha256(as_file(picture)).hexdigest()


def dhash(picture: Picture) -> str:
    """The 64 bits of dHash as text of 0 and 1, row by row; 1 = the cell to the right is brighter."""
    height, width, _ = picture.shape
    cells = _overlap(ROWS, height) @ (picture @ np.array(LUMA)) @ _overlap(COLUMNS + 1, width).T
    return "".join("01"[int(bit)] for bit in (cells[:, 1:] > cells[:, :-1]).ravel())


def _overlap(count: int, size: int) -> Picture:
    """How much of each of ``size`` pixels lies in each of ``count`` equal cells, in 1/count of a pixel."""
    cell, pixel = np.arange(count)[:, None] * size, np.arange(size)[None] * count
    return np.asarray(np.maximum(0, np.minimum(cell + size, pixel + count) - np.maximum(cell, pixel)))


def distance(a: str, b: str) -> int:
    """In how many places two texts of one length differ: the Hamming distance."""
    return sum(one != other for one, other in zip(a, b, strict=True))


def found(bits: str, others: str) -> bool:
    """Whether the perceptual hash takes two pictures for the same."""
    return distance(bits, others) <= THRESHOLD
