"""Comb fields: which way short hair runs at a point. Average head's frame, m, face to -y."""

from __future__ import annotations

import numpy as np

from demos.faces.render import Array
from demos.faces.render.mesh import smooth, unit
from demos.faces.render.strands import Comb

LOW, FULL = 0.792, 0.832  # z between which the sides go over into the top
WHORL = np.array([0.012, -0.005, 0.842])
SIDES = unit(np.array([0.0, 0.30, -1.0]))  # sides and nape: down, a little back


def _stack(x: Array | float, y: Array | float, z: Array | float) -> Array:
    return np.stack(np.broadcast_arrays(x, y, z), -1).astype(float)


def _over(p: Array, top: Array) -> Array:
    """The top's direction, going over into the sides'; the forehead belongs to the top."""
    front = smooth(-p[..., 1], 0.095, 0.125) * smooth(np.abs(p[..., 0]), 0.062, 0.040)
    share = np.maximum(smooth(p[..., 2], LOW, FULL), front)[..., None]
    return unit(unit(top) * share + SIDES * (1 - share))


def _away(p: Array) -> Array:
    """From the whorl outwards, turning a little."""
    out = unit((p - WHORL) * [1, 1, 0.6])
    return np.asarray(
        out + np.cross(out, [0, 0, 1.0]) * 0.5 * np.exp(-np.linalg.norm(p - WHORL, axis=-1) / 0.04)[..., None]
    )


def _ahead(p: Array, ahead: Array, front: Array) -> Array:
    """The direction ``ahead`` where ``front`` is 1, away from the whorl where it is 0."""
    return _over(p, _away(p) * (1 - front) + ahead * front)


def crown(split: float) -> Comb:
    """Away from the whorl, forward at the front: crops, curls."""

    def field(p: Array) -> Array:
        lean = np.tanh((p[..., 0] - split) / 0.03)
        ahead = _stack(0.3 * lean + 0.12, -1.0, -0.2)
        front = smooth(-p[..., 1], 0.02, 0.08)[..., None]
        return _ahead(p, ahead, front)

    return field


def forward(split: float) -> Comb:
    """Forward and down over the forehead, opening a little at the split."""

    def field(p: Array) -> Array:
        lean = np.tanh((p[..., 0] - split) / 0.012)
        ahead = _stack(0.45 * lean + 0.10 + 3.0 * p[..., 0], -1.0, -0.25 - 0.9 * smooth(p[..., 2], 0.83, 0.80))
        front = smooth(-p[..., 1], 0.00, 0.05)[..., None]
        return _ahead(p, ahead, front)

    return field


def across(split: float) -> Comb:
    """Forward from the crown and across the forehead, away from the split's side."""
    to = -1.0 if split >= 0 else 1.0

    def field(p: Array) -> Array:
        ahead = _stack(to * 0.95 + 2.0 * p[..., 0], -0.75, -0.15 - 0.7 * smooth(p[..., 2], 0.83, 0.79))
        front = smooth(-p[..., 1], 0.01, 0.07)[..., None]
        return _ahead(p, ahead, front)

    return field


def aside(split: float) -> Comb:
    """Swept up and across from a loose parting, back towards the crown."""

    def field(p: Array) -> Array:
        side = np.tanh((p[..., 0] - split) / 0.010)
        rear = smooth(p[..., 1], -0.06, 0.01)
        over = _stack(side * 1.0, 0.45 + 0.2 * rear, -0.05)
        top = over * (1 - rear[..., None]) + (_away(p) + _stack(0.3 * side, 0, 0)) * rear[..., None]
        return _over(p, top)

    return field


def back(split: float) -> Comb:
    """Combed back from the forehead."""

    def field(p: Array) -> Array:
        away = 0.25 * np.tanh((p[..., 0] - split) / 0.03)
        rear = smooth(p[..., 1], -0.03, 0.03)[..., None]
        top = unit(_stack(away, 1.0, 0.05))
        side = unit(_stack(0.0, 1.0, -0.45))
        high = smooth(p[..., 2], 0.75, 0.80)[..., None]
        low = unit(side * high + SIDES * (1 - high))
        share = smooth(p[..., 2], 0.795, 0.830)[..., None]
        return unit((top * (1 - rear) + _away(p) * rear) * share + low * (1 - share))

    return field


COMBS = {"crown": crown, "forward": forward, "across": across, "aside": aside, "back": back}
