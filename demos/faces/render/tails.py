"""What tied hair ends in: a tail down the back, a tail over one shoulder, a bun."""

from __future__ import annotations

import numpy as np
from numpy.random import Generator
from scipy.interpolate import PchipInterpolator

from demos.faces.render import Array
from demos.faces.render.combs_long import Shell
from demos.faces.render.mesh import unit
from demos.faces.render.recipe import Person
from demos.faces.render.strands import wobble
from demos.faces.render.styles_long import KNOT_HIGH, KNOT_LOW

COUNT, POINTS = 7000, 40
# ways of a tail from the knot, m
DOWN = np.array([[0, 0, 0], [0, 0.022, -0.012], [0.004, 0.024, -0.05], [0.006, 0.022, -0.13], [0.008, 0.03, -0.24]])
OVER = np.array(
    [
        [0, 0, 0],
        [0.03, 0, -0.025],
        [0.062, -0.032, -0.065],
        [0.073, -0.087, -0.105],
        [0.07, -0.152, -0.165],
        [0.062, -0.18, -0.265],
    ]
)


def tail(shape: Shell, kind: str, who: Person, rng: Generator) -> tuple[Array, Array]:
    """Strands (n, k, 3) m and radii (n,) m of a tail or bun; ``kind`` is low, over or bun."""
    width = 0.000046 * rng.uniform(0.75, 1.15, COUNT)
    if kind == "bun":
        return _bun(rng), width
    side = 1.0 if who.seed % 2 else -1.0
    way = KNOT_LOW + (OVER * [side, 1, 1] if kind == "over" else DOWN)
    t = np.linspace(0, 1, POINTS)
    line = PchipInterpolator(np.linspace(0, 1, len(way)), way)(t)
    wide = PchipInterpolator([0, 0.08, 0.35, 0.7, 1], [0.007, 0.012, 0.021, 0.020, 0.008])(t)
    strands = _around(line, wide, 1.2, rng)
    return shape.outside(strands, 0.004), width


def _around(line: Array, wide: Array, twist: float, rng: Generator) -> Array:
    """Strands along a line (k, 3) within a radius (k,), in locks."""
    along = unit(np.gradient(line, axis=0))
    one = unit(np.cross(along, [0.2, 0.3, 1.0]))
    two = np.cross(along, one)
    locks = 60
    mine = rng.integers(0, locks, COUNT)
    turn, far = rng.uniform(0, 6.28, locks), rng.random(locks) ** 0.5
    centre = np.stack([far * np.cos(turn), far * np.sin(turn)], 1)[mine]
    own = centre[:, None] + rng.normal(0, 0.16, (COUNT, 1, 2))
    a = twist * np.linspace(0, 1, len(line))[None]
    x, y = own[..., 0] * np.cos(a) - own[..., 1] * np.sin(a), own[..., 0] * np.sin(a) + own[..., 1] * np.cos(a)
    strands = line + wide[None, :, None] * (x[..., None] * one + y[..., None] * two)
    strands = wobble(strands, np.full(COUNT, 0.010), rng, 60)
    loose = np.where(rng.random(COUNT) < 0.05, 0.012, 0.004)
    return wobble(strands, loose, rng)


def _bun(rng: Generator) -> Array:
    """A coil on the back of the crown, a little untidy."""
    middle = KNOT_HIGH + np.array([0, 0.012, 0.034])
    t = np.linspace(0, 1, POINTS)
    begin = rng.uniform(0, 6.28, (COUNT, 1))
    around = begin + 4.2 * t
    ring = rng.uniform(0, 6.28, (COUNT, 1)) + 2.2 * t + 0.5 * np.sin(around)
    big, small = 0.021, 0.017 * rng.uniform(0.75, 1.05, (COUNT, 1))
    reach = big + small * np.cos(ring)
    coil = np.stack([reach * np.cos(around), 0.75 * small * np.sin(ring), 0.85 * reach * np.sin(around)], -1)
    strands = coil + middle
    strands = wobble(strands, np.full(COUNT, 0.006), rng, 90)
    return wobble(strands, np.where(rng.random(COUNT) < 0.04, 0.008, 0.003), rng)
