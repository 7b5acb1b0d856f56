"""The torso as heights over the directions from a point in the chest: what clothes are laid on.

Head-and-shoulders with hanging arms are star-shaped around a point between the shoulders, so one height
for each direction says where cloth lies, keeps layers apart, and lets a neckline be cut exactly.
Directions: ``turn`` is 0 at the front and grows to the person's left, ``lean`` is 0 straight up (radians).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from mathutils import Vector
from mathutils.bvhtree import BVHTree
from scipy import ndimage
from scipy.spatial import cKDTree

from demos.faces.render import Array
from demos.faces.render.mesh import BODY, average, base, blender, smooth, unit
from demos.faces.render.pose import head_weight, joint
from demos.faces.render.scene import Evaluated, subdivided

TURNS, LEANS, LOW = 512, 360, (0.05, 1.95)
GAP = 0.0020  # m between skin and cloth
FAR = 0.6  # m, outside every body


class Shell(NamedTuple):
    """Heights (TURNS, LEANS) m over directions from ``centre``, and the place (.., 3) dm on the average body.

    ``pit`` (3,) m is the left armpit's front, ``nape`` (n, 3) m the skin of the neck.
    """

    centre: Array
    height: Array
    rest: Array
    pit: Array
    nape: Array

    def heights(self, turn: Array, lean: Array) -> Array:
        """Heights (...,) in directions."""
        row = np.mod(turn, 2 * np.pi) / (2 * np.pi) * TURNS
        column = np.clip((lean - LOW[0]) / (LOW[1] - LOW[0]), 0, 1) * (LEANS - 1)
        wrapped = np.concatenate([self.height, self.height[:1]])
        return np.asarray(ndimage.map_coordinates(wrapped, [row, column], order=1, mode="nearest"))

    def at(self, turn: Array, lean: Array) -> Array:
        """Points (..., 3) m of the surface in directions."""
        return np.asarray(self.centre + ways(turn, lean) * self.heights(turn, lean)[..., None])

    def normal(self, turn: Array, lean: Array, step: float = 0.02) -> Array:
        """Outward normals (..., 3), taken over ``step`` radians."""
        across = self.at(turn + step, lean) - self.at(turn - step, lean)
        down = self.at(turn, lean + step) - self.at(turn, lean - step)
        return unit(np.cross(down, across))

    def look(self, points: Array) -> tuple[Array, Array]:
        """Directions (turn, lean) of points (..., 3) m."""
        away = points - self.centre
        flat = np.hypot(away[..., 0], away[..., 1])
        return np.arctan2(away[..., 0], -away[..., 1]), np.clip(np.arctan2(flat, away[..., 2]), LOW[0], LOW[1])

    def above(self, points: Array, gap: float) -> Array:
        """Points (..., 3) m lifted along their direction to at least ``gap`` m over the surface."""
        floor = self.at(*self.look(points))
        away = points - self.centre
        far = np.linalg.norm(away, axis=-1, keepdims=True)
        least = np.linalg.norm(floor - self.centre, axis=-1, keepdims=True) + gap
        return np.asarray(self.centre + away / far * np.maximum(far, least))

    def lifted(self, by: Array | float) -> Shell:
        """The surface ``by`` m further out."""
        return self._replace(height=self.height + by)


def ways(turn: Array, lean: Array) -> Array:
    """Unit vectors (..., 3) of directions."""
    return np.stack([np.sin(lean) * np.sin(turn), -np.sin(lean) * np.cos(turn), np.cos(lean)], -1)


def grid() -> tuple[Array, Array]:
    """The directions (TURNS, LEANS) heights are kept for."""
    turn, lean = np.arange(TURNS) * 2 * np.pi / TURNS, np.linspace(*LOW, LEANS)
    return np.broadcast_to(turn[:, None], (TURNS, LEANS)), np.broadcast_to(lean, (TURNS, LEANS))


def _torso(posed: Array) -> Evaluated:
    rest = average()[:BODY]
    below = rest[:, 1] + 0.3 * (rest[:, 2] - 0.1) < 6.36
    keep = (rest[:, 1] > 2.6) & (np.abs(rest[:, 0]) < 3.3) & below & (head_weight()[:BODY] < 0.5)
    quads = base().quads[keep[base().quads].all(1)]
    ids = np.unique(quads)
    number = np.full(BODY, -1)
    number[ids] = np.arange(len(ids))
    return subdivided(blender(posed[ids]), number[quads], {"rest": rest[ids]}, 2)


def _cast(body: Evaluated, centre: Array) -> Array:
    """Outermost height in each direction; NaN where nothing is met."""
    tree = BVHTree.FromPolygons(body.points.tolist(), body.triangles.tolist())
    to = ways(*grid()).reshape(-1, 3)
    start = centre + to * FAR
    met = [tree.ray_cast(Vector(s), Vector(-t), FAR)[3] for s, t in zip(start, to, strict=True)]
    return FAR - np.array([np.nan if m is None else m for m in met]).reshape(TURNS, LEANS)


def _filled(height: Array) -> Array:
    """Directions into the open neck and below the arms take the nearest height of their turn."""
    for row in height:
        known = np.flatnonzero(~np.isnan(row))
        row[:] = np.interp(np.arange(len(row)), known, row[known])
    return height


def shell(posed: Array) -> Shell:
    """The skin's shell of a posed body (19158, 3) dm, stretched a little over hollows as cloth is."""
    body = _torso(posed)
    shoulder = joint(posed, "l-shoulder")
    centre = blender(np.array([0.0, shoulder[1] - 0.35, joint(posed, "neck")[2] + 0.05]))
    height = _filled(_cast(body, centre)) + GAP
    found = Shell(centre, height, height, blender(shoulder + np.array([-0.15, -0.75, 0.6])), body.points[:0])
    rest = body.attributes["rest"]
    far, near = cKDTree(body.points).query(found.at(*grid()).reshape(-1, 3), 5)
    share = np.asarray(1 / (far + 0.001) ** 2)
    place = (rest[near] * (share / share.sum(1, keepdims=True))[..., None]).sum(1)
    neck = body.points[(rest[:, 1] > 5.8) & (np.abs(rest[:, 0]) < 0.75) & (np.abs(rest[:, 2] - 0.35) < 0.6)]
    return found._replace(height=_stretched(height), rest=place.reshape(TURNS, LEANS, 3), nape=neck)


def _stretched(height: Array) -> Array:
    """A membrane over the skin: hollows of collarbones and armpits are bridged, the neck is not."""
    first, share = height, smooth(grid()[1], 0.25, 0.6)
    for _ in range(10):
        soft = ndimage.gaussian_filter(height, (3, 5), mode=("wrap", "nearest"))
        height = np.maximum(first, height + share * (soft - height))
    return np.asarray(ndimage.gaussian_filter(height, (1.5, 1.5), mode=("wrap", "nearest")))


def line(field: Array, wide: float = 0.0) -> tuple[Array, Array]:
    """Directions (turn, lean), each (n,), of a neckline: where ``field`` (TURNS, LEANS) falls below zero.

    Evened over ``wide`` turns of the grid; 0 keeps its first harmonics only, which no bump of the skin can ripple.
    """
    lean = grid()[1][0]
    first = np.clip((field >= 0).cumsum(1).argmax(1), 1, LEANS - 2)
    each = np.arange(TURNS)
    high, low = field[each, first], field[each, first + 1]
    where = lean[first] + np.clip(high / np.maximum(high - low, 1e-6), 0, 1) * (lean[1] - lean[0])
    if wide:
        return grid()[0][:, 0], np.asarray(ndimage.gaussian_filter1d(where, wide, mode="wrap"))
    wave = np.fft.rfft(where)
    wave *= np.exp(-((np.arange(len(wave)) / 5.0) ** 4))
    return grid()[0][:, 0], np.asarray(np.fft.irfft(wave, TURNS))
