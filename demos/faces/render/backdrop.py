"""What is behind a person: paper of a studio, or a room, garden or street far out of focus.

Scenes are drawn sharp from random numbers in linear light, windows, sky and lamps many times brighter
than the rest, and then seen through a round aperture (a disc, not a Gaussian): bright specks
become discs, as they do in photographs.
"""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
from numpy.random import Generator

from demos.faces.render import Array
from demos.faces.render.canvas import linear
from demos.faces.render.recipe import Colour, Shot

SIDE = 512  # px the scenes are drawn at
MARGIN = 64  # px drawn around them, for the blur


def backdrop(shot: Shot, size: int, seed: int) -> Array:
    """The backdrop, (size, size, 3) float32 linear light, 1 is white paper (lamps are brighter)."""
    rng = np.random.default_rng(seed)
    draw = SCENES.get(shot.backdrop)
    image = _focus(draw(shot.tint, rng), rng) if draw else _paper(shot, rng)
    if shot.flip:
        image = image[:, ::-1]
    return np.asarray(cv2.resize(image.astype(np.float32), (size, size), interpolation=cv2.INTER_CUBIC).clip(0))


def _paper(shot: Shot, rng: Generator) -> Array:
    """Seamless paper, lit from one side, with a soft shadow towards the floor."""
    g = (np.arange(SIDE) + 0.5) / SIDE - 0.5
    x, y = np.meshgrid(g, g)
    cx, cy = rng.uniform(-0.22, -0.05), rng.uniform(-0.15, 0.1)
    fall = np.exp(-0.9 * ((x - cx) ** 2 + (y - cy) ** 2)) * (1 - 0.10 * x) * (1 - 0.10 * np.clip(y, 0, 1))
    cloud = cv2.GaussianBlur(rng.standard_normal((SIDE, SIDE)), (0, 0), 60)
    return np.asarray(linear(shot.tint) * (fall * (1 + 0.012 * cloud / cloud.std()))[..., None])


def _focus(sharp: Array, rng: Generator) -> Array:
    """The drawn scene through a wide-open lens: circle of confusion of 8 to 11 % of the frame."""
    radius = int(SIDE * rng.uniform(0.040, 0.055))
    g = np.arange(-radius - 1, radius + 2)
    x, y = np.meshgrid(g, g)
    disc = np.clip(radius + 0.5 - np.hypot(x, y), 0, 1)
    wide = cv2.filter2D(sharp.astype(np.float32), -1, (disc / disc.sum()).astype(np.float32))
    return np.asarray(cv2.GaussianBlur(wide, (0, 0), 1.6)[MARGIN:-MARGIN, MARGIN:-MARGIN])


def _box(image: Array, at: tuple[float, float, float, float], colour: Array | float, mix: float = 1.0) -> None:
    """Fill left, top, right, bottom (shares of the frame, may leave it) with a colour."""
    left, top, right, bottom = (round(MARGIN + v * SIDE) for v in at)
    part = image[max(0, top) : max(0, bottom), max(0, left) : max(0, right)]
    part[:] = part * (1 - mix) + np.asarray(colour) * mix


def _blank(colour: Array) -> Array:
    side = SIDE + 2 * MARGIN
    return np.ones((side, side, 3)) * colour * np.linspace(1.06, 0.86, side)[:, None, None]


def _room(tint: Colour, rng: Generator) -> Array:
    """A wall with a window and its curtain on one side, a shelf of books, a picture, a lamp."""
    wall = linear(tint)
    image = _blank(wall)
    image *= np.linspace(1.25, 0.70, image.shape[1])[None, :, None]  # light comes from the window
    _window(image, rng.uniform(-0.10, 0.02), rng)
    left = rng.uniform(0.70, 0.80)
    wood = linear((118, 86, 58)) * rng.uniform(0.5, 1.2)
    _box(image, (left, 0.18, 1.3, 1.3), wood * 0.45)
    for row in range(5):
        _shelf(image, left + 0.01, 0.20 + 0.19 * row, rng)
        _box(image, (left, 0.355 + 0.19 * row, 1.3, 0.38 + 0.19 * row), wood)
    if rng.random() < 0.6:
        x, y = rng.uniform(0.34, 0.6), rng.uniform(0.02, 0.12)
        _box(image, (x - 0.012, y - 0.012, x + 0.17, y + 0.24), wood * 0.5)
        _box(image, (x, y, x + 0.158, y + 0.228), wall * rng.uniform(0.4, 1.1) * rng.uniform(0.85, 1.15, 3))
    x, y = left + 0.03, rng.uniform(0.05, 0.12)
    _box(image, (x, y, x + 0.09, y + 0.09), np.array([2.2, 1.55, 0.85]))
    return image


def _window(image: Array, left: float, rng: Generator) -> None:
    """Panes of daylight with a bar between, and a curtain that hangs in folds."""
    right = left + rng.uniform(0.17, 0.24)
    _box(image, (left, -0.2, right, 0.80), linear((225, 222, 214)))
    for top in (-0.2, 0.31):
        _box(image, (left + 0.02, top, right - 0.02, top + 0.46), np.array([1.65, 1.85, 2.05]) * rng.uniform(0.65, 0.9))
    _box(image, (left + 0.02, 0.52, right - 0.02, 0.77), np.array([0.34, 0.44, 0.28]))
    folds = 0.62 + 0.24 * np.sin(np.arange(round(0.09 * SIDE)) * 0.55)
    start = round(MARGIN + right * SIDE)
    cloth = np.array([0.80, 0.76, 0.68]) * rng.uniform(0.85, 1.0)
    image[:, start : start + len(folds)] = (cloth * folds[:, None])[None]


def _shelf(image: Array, left: float, top: float, rng: Generator) -> None:
    """A row of books of unequal height, thickness and colour."""
    at = left
    while at < 1.15:
        thick = rng.uniform(0.014, 0.034)
        colour = linear(rng.uniform(50, 190) * rng.uniform(0.8, 1.1, 3) * [1.05, 1.0, 0.9])
        _box(image, (at, top + rng.uniform(0, 0.05), at + thick, top + 0.16), np.clip(colour, 0.01, 0.8))
        at += thick + (rng.random() < 0.12) * rng.uniform(0.02, 0.06)


def _leaves(image: Array, count: int, band: tuple[float, float], colours: Array, rng: Generator) -> None:
    """Overlapping round leaves between two heights, each lit or in shade."""
    side = image.shape[0]
    for _ in range(count):
        x, y = rng.uniform(0, side), MARGIN + SIDE * rng.uniform(*band)
        colour = colours[rng.integers(len(colours))] * np.exp(rng.normal(0, 0.45))
        cv2.ellipse(
            image,
            (round(x), round(y)),
            (int(rng.integers(4, 15)), int(rng.integers(3, 9))),
            float(rng.uniform(0, 180)),
            0,
            360,
            tuple(map(float, colour)),
            -1,
        )


def _garden(tint: Colour, rng: Generator) -> Array:
    """Sky above, trees lit in clumps with light between the leaves, a hedge in shade, a lawn."""
    image = _blank(np.array([0.95, 1.04, 1.12]))
    greens = linear(np.array([[92, 118, 58], [74, 98, 52], [118, 134, 76], [60, 80, 48], [136, 144, 88]]))
    _leaves(image, 2600, (rng.uniform(-0.10, 0.08), 0.62), greens, rng)
    _box(image, (-0.2, 0.60, 1.2, 1.2), linear((120, 136, 80)) * rng.uniform(0.8, 1.1))
    _leaves(image, 1500, (0.44, 0.63), greens * 0.45, rng)
    x = rng.uniform(0.02, 0.16) + rng.choice([0, 0.76])
    _box(image, (x, -0.2, x + rng.uniform(0.04, 0.08), 0.62), linear((70, 60, 50)), 0.85)
    clumps = cv2.GaussianBlur(rng.standard_normal(image.shape[:2]), (0, 0), 38)
    image *= np.exp(0.40 * clumps / clumps.std())[..., None]
    for _ in range(46):
        spot = (round(rng.uniform(0, image.shape[0])), round(MARGIN + SIDE * rng.triangular(-0.1, 0.05, 0.5)))
        bright = np.array([5.0, 5.2, 4.6]) * rng.uniform(0.5, 1.6)
        cv2.circle(image, spot, int(rng.integers(2, 5)), tuple(map(float, bright)), -1)
    return np.asarray(image * 0.8)


def _street(tint: Colour, rng: Generator) -> Array:
    """House fronts with windows, a strip of sky, a tree, a pale pavement."""
    image = _blank(np.array([1.0, 1.06, 1.14]))
    at = -0.15
    while at < 1.15:
        wide, top = rng.uniform(0.22, 0.42), rng.uniform(-0.15, 0.12)
        front = linear(np.array(tint) * rng.uniform(0.72, 1.05) * rng.uniform(0.97, 1.03, 3))
        _box(image, (at, top, at + wide, 1.2), front)
        for row in range(5):
            for column in range(int(wide / 0.085)):
                x, y = at + 0.02 + column * 0.085, top + 0.05 + row * 0.16
                glass = np.array([0.55, 0.62, 0.70]) * rng.choice([0.12, 0.25, 0.7], p=[0.5, 0.35, 0.15])
                _box(image, (x, y, x + 0.05, y + 0.095), glass)
        at += wide
    greens = linear(np.array([[86, 108, 62], [64, 88, 50], [112, 128, 76]]))
    part = np.ascontiguousarray(image[:, : round(MARGIN + 0.3 * SIDE)])
    _leaves(part, 420, (0.10, 0.60), greens, rng)
    image[:, : part.shape[1]] = part
    _box(image, (-0.2, 0.80, 1.2, 1.2), linear((176, 172, 166)))
    return image * 0.9


SCENES: dict[str, Callable[[Colour, Generator], Array]] = {"room": _room, "garden": _garden, "street": _street}
