"""What is done to strands once grown: cut, bend, curl, keep out of the skin. All are (n, k, 3) m, average frame."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.random import Generator
from scipy.spatial import cKDTree

from demos.faces.render import Array
from demos.faces.render.mesh import unit
from demos.faces.render.scalp import Scalp

Comb = Callable[[Array], Array]


def cut(strands: Array, share: Array) -> Array:
    """Strands shortened to a share (n,) of their length, with the same number of points."""
    points = strands.shape[1]
    at = np.linspace(0, 1, points)[None] * np.clip(share, 0.02, 1)[:, None] * (points - 1)
    low = np.clip(at.astype(int), 0, points - 2)
    row, f = np.arange(len(strands))[:, None], (at - low)[..., None]
    return np.asarray(strands[row, low] * (1 - f) + strands[row, low + 1] * f)


def wobble(strands: Array, size: Array, rng: Generator, groups: int = 0) -> Array:
    """Smooth random bends; ``size`` (n,) m at the tip. With ``groups`` neighbours bend together."""
    n, points = strands.shape[:2]
    t = np.linspace(0, 1, points)[None, :, None]
    total, count = np.zeros_like(strands), groups or n
    mine = np.arange(n)
    if groups:
        centres = rng.choice(n, min(groups, n), replace=False)
        mine = np.asarray(cKDTree(strands[centres, 0]).query(strands[:, 0])[1])
    for waves in (0.6, 1.3, 2.9):
        phase, turn = rng.uniform(0, 6.28, (count, 1, 3))[mine], rng.normal(0, 1, (count, 1, 3))[mine]
        total += turn * (np.sin(6.28 * waves * t + phase) - np.sin(phase)) / waves**0.7
    return np.asarray(strands + 0.4 * size[:, None, None] * total * np.minimum(1, 2 * t))


def curl(strands: Array, radius: float, wave: float, groups: int, rng: Generator) -> Array:
    """Helical waves of a radius and a wavelength (m), in step within each group."""
    n = len(strands)
    centres = rng.choice(n, min(groups, n), replace=False)
    _, mine = cKDTree(strands[centres, 0]).query(strands[:, 0])
    phase = rng.uniform(0, 6.28, len(centres))[mine] + rng.normal(0, 0.3, n)
    stretch = rng.uniform(0.8, 1.25, len(centres))[mine] * rng.uniform(0.93, 1.07, n)
    run = np.cumsum(np.linalg.norm(np.diff(strands, axis=1, prepend=strands[:, :1]), axis=2), axis=1)
    angle = run * (6.28 / wave * stretch)[:, None] + phase[:, None]
    along = unit(np.gradient(strands, axis=1))
    one = unit(np.cross(along, np.array([0.3, 0.5, 0.8])))
    two = np.cross(along, one)
    reach = (radius * np.clip(run / 0.02, 0, 1))[..., None]
    return np.asarray(strands + (one * np.cos(angle)[..., None] + two * np.sin(angle)[..., None]) * reach)


def outside(skin: Scalp, strands: Array, room: float) -> Array:
    """Strands pushed out of the skin."""
    height, normal = skin.above(strands)
    push = np.clip(room - height, 0, 0.012)
    push[:, 0] = 0
    return np.asarray(strands + normal * push[..., None])
