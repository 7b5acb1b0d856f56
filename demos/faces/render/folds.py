"""Folds of worn cloth: seeded lines that radiate from armpits and collar, over slow unevenness."""

from __future__ import annotations

import numpy as np
from scipy import ndimage

from demos.faces.render import Array
from demos.faces.render.mesh import smooth
from demos.faces.render.shell import TURNS, Shell, grid, ways

TURN_SIDE = TURNS // 4  # the row of the grid that looks to the person's left
# cloth: depth of its folds (1 = a T-shirt), width
DRAPE = {
    "jersey": (1.25, 1.0),
    "cotton": (1.0, 0.8),
    "knit": (0.8, 1.4),
    "rib": (0.6, 1.3),
    "fleece": (1.3, 1.5),
    "wool": (0.5, 1.5),
}
EASE = {"jersey": 0.004, "cotton": 0.006, "knit": 0.005, "rib": 0.002, "fleece": 0.008, "wool": 0.006}  # m off the skin


def _fan(away: Array, angles: Array, rng: np.random.Generator, reach: float, wide: float) -> Array:
    """Height (n, k), about 0 to 1, of folds at ``angles``; ``away`` (n, k, 2) m is seen from where they start."""
    far, angle = np.hypot(away[..., 0], away[..., 1]), np.arctan2(away[..., 1], away[..., 0])
    total = np.zeros(far.shape)
    for middle in angles:
        bend, depth, end = rng.normal(0, 1.6), rng.uniform(0.5, 1.0), reach * rng.uniform(0.7, 1.15)
        aside = np.angle(np.exp(1j * (angle - middle - bend * (far - 0.06)))) * far
        width = wide * rng.uniform(0.7, 1.3) * (0.0045 + 0.085 * far)
        ridge = np.exp(-((aside / width) ** 2)) - 0.55 * np.exp(-(((aside + 1.7 * width) / (1.3 * width)) ** 2))
        total += depth * ridge * smooth(far, 0.0, 0.05) * smooth(far, end, end * 0.45)
    return total


def _slow(rng: np.random.Generator, shape: tuple[int, ...], wide: tuple[float, float]) -> Array:
    noise = ndimage.gaussian_filter(rng.normal(size=shape), wide, mode=("wrap", "nearest"))
    return np.asarray(noise / noise.std())


def folds(ground: Shell, edge: Array, kind: str, seed: int) -> Array:
    """Height (TURNS, LEANS) m of the folds of a garment whose neckline leans ``edge`` (TURNS,) radians."""
    rng = np.random.default_rng(seed)
    deep, wide = DRAPE[kind]
    turn, lean = grid()
    place = ground.at(turn, lean) - ground.centre
    pit, total = ground.pit - ground.centre, np.zeros(turn.shape)
    for side in (1, -1):
        flat = np.stack([place[..., 0] * side, place[..., 2]], -1)
        inward = np.radians(np.array([102, 120, 138, 158]) + rng.normal(0, 7, 4))
        total += 0.0060 * _fan(flat - pit[[0, 2]], inward, rng, 0.15, wide)
        collar = np.array([0.055, place[TURN_SIDE, np.searchsorted(lean[0], edge[TURN_SIDE]), 2]])
        down = np.radians(np.array([-100, -72, -48]) + rng.normal(0, 8, 3))
        total += 0.0042 * _fan(flat - collar, down, rng, 0.15, wide)
        sleeve = np.radians(np.array([52, 20]) + rng.normal(0, 8, 2))
        total += 0.0050 * _fan(flat - pit[[0, 2]], sleeve, rng, 0.13, wide)
    front = smooth(-ways(turn, lean)[..., 1], -0.15, 0.35)
    total = total * front + 0.0010 * _slow(rng, turn.shape, (16, 12)) + 0.0005 * _slow(rng, turn.shape, (6, 5))
    loose = smooth(lean - edge[:, None], 0.02, 0.45)
    room = EASE[kind] * loose
    return np.asarray(room + np.maximum(deep * total * smooth(lean - edge[:, None], 0.04, 0.30), -room))
