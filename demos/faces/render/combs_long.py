"""Which way long hair runs, and the surface it hangs on. Average head's frame, m, face to -y.

Around the head lies a shell: a dome above ``AXIS`` and an upright cylinder below it. One radius for each
direction says how far out the head, neck and shoulders reach; hair hangs on that surface instead of
diving in under the jaw. A strand marches along a field in steps of one length, so that a step's number
is the way travelled and locks can be drawn together step by step.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from scipy.ndimage import gaussian_filter, map_coordinates
from scipy.spatial import cKDTree

from demos.faces.render import Array
from demos.faces.render.mesh import smooth, unit
from demos.faces.render.scalp import Roots, Scalp

AXIS = np.array([0.0, -0.05, 0.765])
RING = 0.095  # m of height in the table for a radian of the dome
LOW, STEP, COLUMNS = -0.34, 0.004, 128
ROWS = int((RING * np.pi / 2 - LOW) / STEP) + 2
BACKWARD, UP = np.array([0.0, 1.0, 0.0]), np.array([0.0, 0.0, 1.0])


class Place(NamedTuple):
    """Points (n, 3) on the shell: angle from the front to the left, height in the table, radius, way out."""

    point: Array
    angle: Array
    height: Array
    radius: Array
    out: Array

    @property
    def around(self) -> Array:
        """Unit vector of growing angle."""
        return np.stack([np.cos(self.angle), np.sin(self.angle), 0 * self.angle], -1)

    def tangent(self, vectors: Array) -> Array:
        """The part of vectors along the shell, at length 1."""
        return unit(vectors - (vectors * self.out).sum(-1, keepdims=True) * self.out)


Field = Callable[[Place], Array]


def place(points: Array) -> Place:
    """Points (..., 3) as seen from the axis."""
    q = points - AXIS
    flat, dome = np.hypot(q[..., 0], q[..., 1]), q[..., 2] > 0
    radius = np.where(dome, np.linalg.norm(q, axis=-1), flat)
    out = np.where(dome[..., None], q, q * [1, 1, 0]) / np.maximum(radius, 1e-6)[..., None]
    height = np.where(dome, RING * np.arctan2(q[..., 2], flat), q[..., 2])
    return Place(points, np.arctan2(q[..., 0], -q[..., 1]), height, radius, out)


class Shell(NamedTuple):
    """Radius (ROWS, COLUMNS) m of the skin and of the surface hair hangs on."""

    skin: Array
    hang: Array

    def look(self, table: Array, at: Place) -> Array:
        """A table's value at places."""
        rows = (at.height - LOW) / STEP
        columns = (at.angle / (2 * np.pi) + 0.5) * COLUMNS
        wrapped = np.concatenate([table, table[:, :1]], axis=1)
        return np.asarray(map_coordinates(wrapped, [rows, columns], order=1, mode="nearest"))

    def outside(self, strands: Array, room: float) -> Array:
        """Strands (n, k, 3) kept ``room`` m clear of the skin, roots untouched."""
        at = place(strands)
        push = np.clip(self.look(self.skin, at) + room - at.radius, 0, 0.03)
        push[:, 0] = 0
        return np.asarray(strands + at.out * push[..., None])


def shell(skin: Scalp, ears: bool, sag: float, collar: float) -> Shell:
    """The shell of a person. ``sag``: how fast hanging hair comes in, m a m; ``collar``: m of clothes at the neck."""
    keep = (skin.points[:, 2] > 0.42) & (ears | (skin.ear < 0.15))
    body = place(skin.points[keep])
    tree = cKDTree(_reference(body.out, skin.points[keep]))
    rows, columns = np.mgrid[:ROWS, :COLUMNS]
    height, angle = LOW + rows * STEP, (columns / COLUMNS - 0.5) * 2 * np.pi
    tilt = np.clip(height / RING, 0, np.pi / 2)
    out = np.stack([np.cos(tilt) * np.sin(angle), -np.cos(tilt) * np.cos(angle), np.sin(tilt)], -1)
    upright = np.stack([0 * height, 0 * height, AXIS[2] + np.minimum(height, 0)], -1)
    _, near = tree.query(_reference(out, upright), k=10)
    radius = np.sort(body.radius[near], axis=-1)[..., -3:].mean(-1)
    z = AXIS[2] + height
    radius = radius + collar * smooth(z, 0.53, 0.56) * smooth(z, 0.645, 0.62)
    radius = gaussian_filter(radius, (1.5, 1.5), mode=["nearest", "wrap"])
    hang = radius.copy()
    for row in range(int(-LOW / STEP), -1, -1):
        hang[row] = np.maximum(radius[row], hang[row + 1] - sag * STEP)
    return Shell(radius, gaussian_filter(hang, (2.5, 3), mode=["nearest", "wrap"]))


def _reference(out: Array, points: Array) -> Array:
    low = np.minimum(points[..., 2:] - AXIS[2], 0) * UP
    return np.asarray(out * 0.085 + low)


def march(
    shape: Shell, start: Roots, field: Field, room: Callable[[Place], Array], *, step: float, points: int
) -> Array:
    """Strands (n, points, 3) from the roots along ``field``, ``room`` (n,) m above the shell after 2 cm."""
    out = np.empty((len(start.point), points, 3))
    out[:, 0], p = start.point - start.normal * 0.001, start.point + start.normal * 0.0008
    before = None
    for k in range(1, points):
        at = place(p)
        d = field(at)
        d = d if before is None else unit(0.55 * before + 0.45 * d)
        before = d
        q = place(p + d * step)
        rise = smooth(np.full(1, k * step), 0.0, 0.018)
        goal = shape.look(shape.hang, q) + 0.0012 + room(q) * rise
        q_point = q.point + q.out * np.clip(goal - q.radius, -0.55 * step, 0.8 * step)[:, None]
        p = p + unit(q_point - p) * step
        out[:, k] = p
    return out


class Fall(NamedTuple):
    """How long hair falls, angles in degrees from the front.

    ``side`` (n,) of the parting, ``frame`` (n,) up to which the face is free, ``wall`` (n,): a strand in front of
    it falls before the shoulder, one behind it down the back.
    """

    side: Array
    frame: Array
    wall: Array
    back: float = 0.35


def falling(how: Fall) -> Field:
    """From the parting over the side of the head, then down beside the face and before or behind the shoulder."""
    last = np.zeros(len(how.side))

    def field(at: Place) -> Array:
        p, a = at.point, np.degrees(np.abs(at.angle))
        z = p[:, 2]
        sign = np.where((a < 60) & (z > 0.72), how.side, np.sign(at.angle))
        a = np.degrees(at.angle) * sign
        top, rear = smooth(z, 0.785, 0.832), smooth(p[:, 1], -0.07, 0.02)
        over = np.stack([how.side * (1 - 0.6 * rear), how.back + 0.6 * rear, -0.25 + 0 * z], 1)
        np.copyto(last, a, where=z > 0.69)
        least = np.interp(z, [0.755, 0.78, 0.795, 0.81, 0.825], [1.0, 0.90, 0.74, 0.52, 0.0]) * how.frame
        ahead = 32 + 25 * np.clip((last - how.frame) / (how.wall - how.frame).clip(5), 0, 1)
        behind = 130 + 50 * np.clip((last - how.wall) / (180 - how.wall).clip(5), 0, 1)
        low = smooth(z, 0.715, 0.635)
        goal = np.maximum(a, least) * (1 - low) + np.where(last < how.wall, ahead, behind) * low
        steer = np.clip(np.radians(goal - a) * at.radius / (0.028 - 0.012 * low), -1.2 - low, 1.2 + low) * sign
        down = unit(at.tangent(-UP + 0 * p) + steer[:, None] * at.around)
        return unit(at.tangent(over) * top[:, None] + down * (1 - top[:, None]))

    return field


def gathered(knot: Array, bow: Array) -> Field:
    """Drawn around the head to a knot (3,), over the ears; ``bow`` (n,) lifts a strand off the straight way."""

    def field(at: Place) -> Array:
        p = at.point
        to = unit(knot - p)
        ear = smooth(p[:, 1], 0.005, -0.03) * smooth(p[:, 2], 0.812, 0.792)
        lift = (ear * np.clip(0.12 - to[:, 2], 0, 1.2) + bow * smooth(-p[:, 1], -0.01, 0.06))[:, None]
        return at.tangent(to + lift * UP)

    return field


def tucked(how: Fall) -> Field:
    """Swept back behind the ear, then falling."""
    rest = falling(how)

    def field(at: Place) -> Array:
        p, a = at.point, np.degrees(np.abs(at.angle))
        z, sign = p[:, 2], np.sign(at.angle)
        behind = np.interp(z, [0.70, 0.775, 0.80, 0.82], [116, 112, 80, 30])
        steer = np.clip(np.radians(behind - a) * at.radius / 0.012, 0, 6.0) * sign
        near = smooth(z, 0.66, 0.69) * smooth(z, 0.83, 0.80) * smooth(a, 118, 112)
        back = unit(at.tangent(-UP + 0 * p) * 0.6 + steer[:, None] * at.around)
        return unit(rest(at) * (1 - near[:, None]) + back * near[:, None])

    return field


def fringe(at: Place) -> Array:
    """Straight down over the forehead."""
    return at.tangent(-UP - 0.4 * BACKWARD + [0.12, 0, 0] + 0 * at.point)
