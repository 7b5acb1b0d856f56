"""A hood that lies behind the neck and on the shoulders, as folded cloth."""

from __future__ import annotations

import numpy as np
from scipy import interpolate, ndimage

from demos.faces.render import Array
from demos.faces.render.closures import cord
from demos.faces.render.garment import POINTS, Edge, Piece, Ring
from demos.faces.render.mesh import smooth, unit
from demos.faces.render.shell import Shell

# Outward and up, in m, of the folded cloth's section from the seam over the roll to the tip
FRONT = (
    (0.001, 0.001, 0.003, 0.008, 0.014, 0.018, 0.018, 0.012),
    (0.000, 0.003, 0.008, 0.010, 0.006, -0.004, -0.012, -0.016),
)
BESIDE = (
    (0.002, 0.003, 0.007, 0.017, 0.032, 0.045, 0.045, 0.030),
    (0.000, 0.017, 0.034, 0.042, 0.033, 0.014, -0.010, -0.020),
)
BEHIND = (
    (0.002, 0.006, 0.016, 0.036, 0.062, 0.084, 0.092, 0.080),
    (0.000, 0.020, 0.040, 0.046, 0.034, 0.006, -0.050, -0.100),
)
ROWS = 44
OVER = 14  # points of the neckline by which its ends overlap in front


def _section(turn: Array) -> Array:
    """Sections (n, ROWS, 2) m along the neckline."""
    side = np.minimum(turn, 2 * np.pi - turn)
    keys = np.array([FRONT, FRONT, BESIDE, BESIDE, BEHIND, BEHIND]).transpose(0, 2, 1)
    across = interpolate.PchipInterpolator([0.0, 0.05, 1.15, 1.9, 2.7, 3.2], keys, axis=0)(side)
    down = interpolate.CubicSpline(np.linspace(0, 1, len(FRONT[0])), across, axis=1)
    return np.asarray(down(np.linspace(0, 1, ROWS)))


def _creases(rng: np.random.Generator, section: Array) -> Array:
    """Height (n, ROWS) m of creases: they run round the neck and slant to the front."""
    noise = ndimage.gaussian_filter(rng.normal(size=(POINTS, 2 * ROWS)), (44, 2.6), mode=("wrap", "nearest"))
    column, row = np.mgrid[:POINTS, :ROWS]
    wide = ndimage.map_coordinates(noise, [column, row + 0.06 * np.minimum(column, POINTS - column)], order=1)
    fine = ndimage.gaussian_filter(rng.normal(size=(POINTS, ROWS)), (16, 2.2), mode=("wrap", "nearest"))
    both = 0.0056 * wide / wide.std() + 0.0016 * fine / fine.std()
    large = np.clip(np.ptp(section[..., 0], axis=1) / 0.04, 0.3, 1.2)[:, None]
    return np.asarray(both * smooth(np.linspace(0, 1, ROWS), 0.02, 0.3) * large)


def hood(ground: Shell, rim: Edge, seed: int) -> list[Piece]:
    """The hood of a sweatshirt whose neckline is ``rim``; its edges meet in front."""
    ring, rng = Ring(ground, rim), np.random.default_rng(seed + 5)
    section = _section(rim.turn)
    out = unit((rim.points - ring.middle) * [1, 1, 0])
    side = np.minimum(rim.turn, 2 * np.pi - rim.turn)
    section[..., 1] -= (0.014 * np.exp(-side / 0.22))[:, None] * np.linspace(0, 1, ROWS) ** 0.3
    rows = rim.points[:, None] + out[:, None] * section[..., :1] + section[..., 1:] * np.array([0, 0.0, 1.0])
    facing = unit(np.cross(np.gradient(rows, axis=1), np.gradient(rows, axis=0)))
    rows = rows + facing * _creases(rng, section)[..., None]
    rows[:, 10:] = ground.above(rows, 0.004)[:, 10:]
    rows = ndimage.gaussian_filter1d(rows, 1.0, axis=1, mode="nearest")
    use = np.arange(-OVER, POINTS + OVER)
    lift = 0.0035 * smooth(use, POINTS - 3 * OVER, POINTS - OVER) * np.r_[0, np.ones(ROWS - 1)][:, None]
    rows = rows[use % POINTS] + lift.T[..., None] * np.array([0, -0.9, 0.4])
    down = np.linalg.norm(np.diff(rows, axis=1, prepend=rows[:, :1]), axis=2).cumsum(1)
    cords = [cord(ground, rim, side, rng) for side in (1, -1)]
    return [Piece(rows, rows[..., [0, 2, 1]] * 10, down - 0.055, closed=False), *cords]
