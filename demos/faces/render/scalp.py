"""The head hair grows on, brought to the size of the average head, and random roots on it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.random import Generator
from scipy.spatial import cKDTree

from demos.faces.render import Array
from demos.faces.render.mesh import BODY, average, blender, canonical, ear_weight, smooth, upper_quads
from demos.faces.render.pose import head_weight
from demos.faces.render.scene import subdivided

NECK_Z = 0.55  # m, below it nothing grows
CLOTH = 0.012  # m, room kept for the garment on the shoulders


class Scalp(NamedTuple):
    """Skin surface in the average head's frame (m): points, normals, triangles, canonical place, ear.

    ``real = points * scale + shift`` is the way back to this person's head.
    """

    points: Array
    normals: Array
    triangles: Array
    canon: Array
    ear: Array
    tree: cKDTree
    scale: Array
    shift: Array

    def real(self, points: Array) -> Array:
        """Points of the average frame on this person."""
        return np.asarray(points * self.scale + self.shift)

    def above(self, points: Array) -> tuple[Array, Array]:
        """Height over the surface and its normal, for points (..., 3)."""
        _, nearest = self.tree.query(points)
        normal = self.normals[nearest]
        return ((points - self.points[nearest]) * normal).sum(-1), normal


class Roots(NamedTuple):
    """Places on the skin: point, normal (n, 3), canonical place (n, 2)."""

    point: Array
    normal: Array
    canon: Array

    def take(self, index: Array) -> Roots:
        """Some of them."""
        return Roots(self.point[index], self.normal[index], self.canon[index])


def _ear() -> Array:
    """1 on the flesh of the ears, 0 on the skull around them, (13380,)."""
    place = blender(average()[:BODY])
    out = smooth(np.abs(place[:, 0]), 0.0725, 0.0745) * smooth(place[:, 2], 0.756, 0.752)
    return np.asarray(np.where(ear_weight() > 0.2, out, 0.0))


def scalp(vertices: Array) -> Scalp:
    """The scalp of a neutral, unposed person with hanging arms, vertices (19158, 3) dm."""
    attributes = {"canon": np.c_[canonical(), np.zeros(BODY)], "ear": _ear()}
    fine = subdivided(blender(vertices[:BODY]), upper_quads(), attributes)
    head = head_weight()[:BODY] > 0.9
    own, common = blender(vertices[:BODY])[head], blender(average()[:BODY])[head]
    fits = np.array([np.polyfit(common[:, k], own[:, k], 1) for k in range(3)])
    scale, shift = fits[:, 0], fits[:, 1]
    points = (fine.points - shift) / scale
    points = points + fine.normals * (CLOTH * np.clip((0.56 - points[:, 2]) / 0.03, 0, 1))[:, None]
    near = points[:, 2] > 0.30
    tree = cKDTree(np.where(near[:, None], points, 9.0), compact_nodes=False)
    canon = fine.attributes["canon"][:, :2]
    triangles = fine.triangles[(points[fine.triangles][..., 2] > NECK_Z).all(1)]
    return Scalp(points, fine.normals, triangles, canon, fine.attributes["ear"], tree, scale, shift)


def roots(skin: Scalp, density: Array, count: int, rng: Generator) -> Roots:
    """``count`` places drawn with probability area x density (density per surface point)."""
    corner = skin.points[skin.triangles]
    area = np.linalg.norm(np.cross(corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0]), axis=1)
    weight = area * density[skin.triangles].mean(1)
    face = skin.triangles[rng.choice(len(weight), count, p=weight / weight.sum())]
    u = rng.random((count, 2))
    u = np.where(u.sum(1, keepdims=True) > 1, 1 - u, u)
    mix = np.c_[1 - u.sum(1), u][..., None]
    point, normal, canon = ((field[face] * mix).sum(1) for field in (skin.points, skin.normals, skin.canon))
    return Roots(point, normal / np.linalg.norm(normal, axis=1, keepdims=True), canon)
