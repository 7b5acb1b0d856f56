"""Pieces of cloth on a shell: panels below a neckline, rims along it, rings standing around the neck."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy import ndimage

from demos.faces.render import Array
from demos.faces.render.materials import cloth as cloth_material
from demos.faces.render.mesh import unit
from demos.faces.render.recipe import Colour
from demos.faces.render.scene import mesh_object
from demos.faces.render.shell import LOW, Shell

POINTS = 720  # along a neckline, evenly by length
UP = np.array([0.0, -0.24, 0.97])  # the neck leans forward


class Piece(NamedTuple):
    """A strip of cloth: rows (n, k, 3) m, place (n, k, 3) dm for the weave, distance (n, k) m to a seam."""

    rows: Array
    place: Array
    seam: Array
    closed: bool = True


class Edge(NamedTuple):
    """A neckline from the front centre round by the left: directions, points, length (n,) m, frame (n, 3)."""

    turn: Array
    lean: Array
    points: Array
    along: Array
    normal: Array
    into: Array


def edge(ground: Shell, turn: Array, lean: Array) -> Edge:
    """A neckline evenly divided; ``into`` points away from the neck, along the cloth."""
    turn, lean = np.append(turn, 2 * np.pi), np.append(lean, lean[0])
    raw = ground.at(turn, lean)
    length = np.r_[0, np.linalg.norm(np.diff(raw, axis=0), axis=1).cumsum()]
    along = np.linspace(0, length[-1], POINTS + 1)[:-1]
    turn, lean = (np.interp(along, length, a) for a in (turn, lean))
    points = ground.at(turn, lean)
    ahead = _soft(np.gradient(points, axis=0))
    normal = _soft(ground.normal(turn, lean, 0.05))
    return Edge(turn, lean, points, along, normal, _soft(np.cross(ahead, normal)))


def _soft(vectors: Array) -> Array:
    """Directions (n, 3) evened along a neckline that starts and ends at its lowest point."""
    return unit(ndimage.gaussian_filter1d(unit(vectors), 9, axis=0, mode="nearest"))


def panel(ground: Shell, rim: Edge, seam: Array | None = None, rows: int = 170) -> Piece:
    """All cloth below a neckline. ``seam`` (TURNS, LEANS) is the distance to the nearest seam."""
    share = np.linspace(0, 1, rows) ** 1.35
    lean = rim.lean[:, None] + (LOW[1] - rim.lean[:, None]) * share
    turn = np.broadcast_to(rim.turn[:, None], lean.shape)
    points = ground.at(turn, lean)
    far = np.ones(lean.shape) if seam is None else ground._replace(height=seam).heights(turn, lean)
    return Piece(points, points[..., [0, 2, 1]] * 10, far)


def strip(ground: Shell, rim: Edge, profile: Array, wide: Array | float = 1.0) -> Piece:
    """A band along a neckline: ``profile`` (k, 2) m, into the cloth and over it; ``wide`` (n,) scales the first."""
    into = np.asarray(wide)[..., None] * profile[:, 0] + np.zeros((len(rim.turn), 1))
    foot = rim.points[:, None] + rim.into[:, None] * into[..., None]
    near = np.minimum(rim.turn, 2 * np.pi - rim.turn) < 0.6
    side = np.where(rim.turn < np.pi, 1, -1)[:, None]
    foot[..., 0] = np.where(near[:, None], side * np.maximum(side * foot[..., 0], 0), foot[..., 0])
    turn, lean = ground.look(foot)
    rows = ground.at(turn, lean) + ground.normal(turn, lean, 0.05) * profile[:, 1, None]
    along = np.broadcast_to(rim.along[:, None], into.shape)
    place = np.stack([along, into, np.broadcast_to(profile[:, 1], into.shape)], -1) * 10
    return Piece(rows, place, np.ones(into.shape))


class Ring:
    """Cloth standing around a neck on a neckline: how far from the neck's axis it is at each height."""

    def __init__(self, ground: Shell, rim: Edge) -> None:
        self.rim, self.up = rim, unit(UP)
        self.middle = rim.points.mean(0)
        self.angle, self.base, self.wide = self._around(rim.points)
        self.skin = self._around(ground.nape)

    def _around(self, points: Array) -> tuple[Array, Array, Array]:
        away = points - self.middle
        high = away @ self.up
        away = away - high[:, None] * self.up
        return np.arctan2(away[:, 0], -away[:, 1]), high, np.linalg.norm(away, axis=1)

    def neck(self, high: Array) -> Array:
        """Distance (n,) m of the skin from the axis at heights (n,) over the neckline."""
        angle, height, wide = self.skin
        apart = np.angle(np.exp(1j * (self.angle[::6, None] - angle)))
        weight = np.exp(-((apart / 0.16) ** 2) - (((self.base + high)[::6, None] - height) / 0.007) ** 2) + 1e-12
        every = np.r_[(weight @ wide) / weight.sum(1)]
        smoothed = ndimage.gaussian_filter1d(every, 2, mode="wrap")
        every = np.append(smoothed, smoothed[0])
        return np.asarray(np.interp(np.arange(POINTS), np.arange(0, POINTS + 1, 6), every))

    def at(self, high: Array | float, wide: Array) -> Array:
        """Points (n, 3) m at heights over the neckline and distances from the axis."""
        level = self.middle + (self.base + high)[:, None] * self.up
        out = self.rim.points - self.middle
        out = unit(out - (out @ self.up)[:, None] * self.up)
        return np.asarray(level + out * wide[:, None])


def weave(rim: Edge, rows: Array) -> Array:
    """Place (n, k, 3) dm of a strip whose wales run across the neckline."""
    down = np.linalg.norm(np.diff(rows, axis=1, prepend=rows[:, :1]), axis=2).cumsum(1)
    along = np.broadcast_to(rim.along[: len(rows), None], down.shape)
    return np.stack([along, down, 0 * down], -1) * 10


def put(name: str, piece: Piece, colour: Colour, kind: str, thick: float) -> None:
    """A piece as an object in the scene, ``thick`` m (0 = a surface), grown outwards."""
    n, k = piece.rows.shape[:2]
    first = np.arange(n if piece.closed else n - 1)
    a, b = first[:, None] * k + np.arange(k - 1), (first + 1)[:, None] % n * k + np.arange(k - 1)
    faces = np.stack([a, a + 1, b + 1, b], -1).reshape(-1, 4)
    flat = {"rest": piece.place.reshape(-1, 3), "seam": piece.seam.ravel()}
    made = mesh_object(name, piece.rows.reshape(-1, 3), faces, flat)
    made.data.materials.append(cloth_material(colour, kind))
    if thick:
        solid = made.modifiers.new("thick", "SOLIDIFY")
        solid.thickness, solid.offset = thick, 1.0
