"""What closes a garment: a placket with buttons, drawstrings."""

from __future__ import annotations

import numpy as np

from demos.faces.render import Array
from demos.faces.render.garment import Edge, Piece
from demos.faces.render.mesh import unit
from demos.faces.render.shell import LOW, Shell

HALF = 0.0165  # m, half a placket's width
UPRIGHT = np.array([0.0, 0.0, 1.0])


def front(ground: Shell, x: Array, z: Array, high: Array | float = 0.0) -> Array:
    """Points (..., 3) m on the front of a surface at x and height z, ``high`` m over it."""
    lean = np.linspace(0.25, LOW[1], 200)
    middle = ground.at(np.zeros(200), lean)
    lean_of = np.interp(-z, -middle[:, 2], lean)
    turn = np.arcsin(np.clip(x / (ground.heights(0 * x, lean_of) * np.sin(lean_of)), -0.9, 0.9))
    return np.asarray(ground.at(turn, lean_of) + ground.normal(turn, lean_of, 0.05) * np.asarray(high)[..., None])


def placket(ground: Shell, rim: Edge) -> list[Piece]:
    """The buttoned edge of a shirt front: a stitched band 33 mm wide, and the first button below the collar."""
    x = np.r_[-HALF, -HALF + 0.0004, np.linspace(-HALF + 0.001, HALF - 0.001, 15), HALF - 0.0004, HALF]
    high = np.r_[-0.0008, 0.0008, np.full(15, 0.0012), 0.0008, -0.0008]
    drop = np.r_[-0.004, np.geomspace(0.002, 0.30, 90)]
    x, z = np.meshgrid(x, rim.points[0, 2] - drop, indexing="ij")
    rows = front(ground, x, z, high[:, None] + 0 * z)
    seam = np.abs(x) - HALF + 0.006
    spot = front(ground, np.zeros(2), rim.points[0, 2] - np.array([0.072, 0.10]), np.full(2, 0.0022))
    facing = unit(np.cross([1.0, 0, 0], spot[0] - spot[1]))
    return [Piece(rows, rows[..., [0, 2, 1]] * 10, seam, closed=False), button(spot[0], facing)]


def button(place: Array, facing: Array, wide: float = 0.0054) -> Piece:
    """A button ``wide`` m in radius, with a rim and a hollow middle, turned on a lathe."""
    radius = np.array([0, 0.25, 0.45, 0.60, 0.72, 0.86, 0.97, 1.0, 0.97, 0.8]) * wide
    high = np.array([0.0010, 0.0010, 0.0011, 0.0014, 0.0021, 0.0024, 0.0020, 0.0012, 0.0003, 0.0])
    right = unit(np.cross(UPRIGHT, facing))
    up = np.cross(facing, right)
    angle = np.linspace(0, 2 * np.pi, 33)[:-1, None]
    flat = radius * np.sin(angle), radius * np.cos(angle)
    frame = zip((*flat, high + 0 * angle), (right, up, facing), strict=True)
    rows = place + sum(part[..., None] * axis for part, axis in frame)
    return Piece(np.asarray(rows), np.asarray(rows) * 10, np.ones(rows.shape[:2]))


def cord(ground: Shell, rim: Edge, side: int, rng: np.random.Generator) -> Piece:
    """A drawstring of a hood: out of its eyelet, down the chest, to a knotted end."""
    t = np.linspace(0, 1, 60)
    x = side * (0.024 + 0.010 * t + 0.004 * np.sin(4 * t + rng.uniform(0, 3)))
    z = rim.points[0, 2] - 0.004 - (0.105 + rng.uniform(-0.012, 0.012)) * t
    line = front(ground, x, z, 0.0030 + 0.006 * np.exp(-((t / 0.12) ** 2)))
    ahead = unit(np.gradient(line, axis=0))
    aside = unit(np.cross(ahead, [0.0, -1, 0]))
    thick = 0.0022 + 0.0016 * np.exp(-(((t - 0.95) / 0.025) ** 2))
    thick[-1] = 0.0002
    angle = np.linspace(0, 2 * np.pi, 15)[:-1, None, None]
    rows = line + (np.cos(angle) * aside + np.sin(angle) * np.cross(aside, ahead)) * thick[:, None]
    place = np.broadcast_to(np.stack([t * 1.1, 0 * t, 0 * t], -1), rows.shape)
    return Piece(rows, place, np.ones(rows.shape[:2]))
