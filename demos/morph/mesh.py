"""Where each place of one face lies on the other: points, triangles without a fold, pixel maps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from scipy.spatial import Delaunay, cKDTree

from demos.morph import SIZE, Marks

Points = NDArray[np.float64]
Field = NDArray[np.float32]
SPACING = 4.0
"""Points closer than this (pixels) to a more important one are left out."""


class MorphError(ValueError):
    """The input cannot be morphed; the sentence says why, in Korean and in English."""


@dataclass(frozen=True)
class Pair:
    """Corresponding points of two faces and the triangles between them.

    ``a`` and ``b`` are (n, 2) pixel coordinates, x right and y down; row i is the same place on
    both faces. ``triangles`` is (m, 3), rows of ``a``/``b``. No triangle turns over on the
    way from ``a`` to ``b`` (see ``smallest_triangle``).
    """

    a: Points
    b: Points
    triangles: NDArray[np.int32]

    def at(self, amount: float) -> Points:
        """The points, (n, 2), on the straight way from a (0.0) to b (1.0)."""
        return (1.0 - amount) * self.a + amount * self.b


def correspond(a: Marks, b: Marks, size: int = SIZE) -> Pair:
    """Match the marks that both faces have and triangulate them without a fold.

    Marks are name -> (x, y) in pixels of a ``size`` x ``size`` picture. Where points crowd, the
    one named first in ``a`` stays. The triangulation is Delaunay on the shape half way. A mark that
    would turn a triangle over anywhere between 0 and 1 is dropped.
    Raises ``MorphError`` if fewer than eight marks are shared.
    """
    frame = edge(size)
    (left, right), triangles = unfold([np.vstack([frame, points]) for points in shared(a, b, size)])
    return Pair(left, right, triangles)


def shared(a: Marks, b: Marks, size: int) -> tuple[Points, Points]:
    """The points that both faces have inside the picture and that do not crowd, (n, 2) each."""
    names = [name for name in a if name in b]
    left = np.array([a[n] for n in names], float).reshape(-1, 2)
    right = np.array([b[n] for n in names], float).reshape(-1, 2)
    inside = np.all((left > 1) & (left < size - 2) & (right > 1) & (right < size - 2), axis=1)
    left, right = left[inside], right[inside]
    if len(left) < 8:
        raise MorphError("두 얼굴에 함께 있는 점이 부족합니다. / The faces share too few points.")
    keep = _thin((left + right) / 2)
    return left[keep], right[keep]


def edge(size: int) -> Points:
    """Twelve fixed points on the picture's edge, (12, 2), so that the frame itself stays put."""
    e = size - 1.0
    side = [0.0, e / 3, 2 * e / 3]
    top = [(s, 0.0) for s in side] + [(e, s) for s in side]
    return np.array(top + [(e - s, e) for s in side] + [(0.0, e - s) for s in side])


def _thin(points: Points) -> list[int]:
    """Indices of points that keep ``SPACING`` to every earlier kept one."""
    tree, dead, keep = cKDTree(points), np.zeros(len(points), bool), []
    for i, point in enumerate(points):
        if not dead[i]:
            keep.append(i)
            dead[tree.query_ball_point(point, SPACING)] = True
    return keep


def unfold(shapes: Sequence[Points]) -> tuple[list[Points], NDArray[np.int32]]:
    """The shapes and triangles that turn over on no straight way between any two of them.

    Each shape is (n, 2), row i the same place. The triangles are Delaunay half way between the first
    two. The least important corner (the last row) of every triangle that turns over is dropped,
    until none does; so the shapes that come back may be shorter.
    """
    shapes = list(shapes)
    while True:
        middle = (shapes[0] + shapes[1]) / 2
        triangles = _orient(Delaunay(middle).simplices.astype(np.int32), middle)
        areas = [_smallest_areas(p, q, triangles) for i, p in enumerate(shapes) for q in shapes[:i]]
        folded = triangles[np.min(areas, axis=0) <= 0.02]
        if not len(folded):
            return shapes, triangles
        keep = np.setdiff1d(np.arange(len(middle)), folded.max(axis=1))
        shapes = [shape[keep] for shape in shapes]


def _cross(points: Points, other: Points, triangles: NDArray[np.int32]) -> NDArray[np.float64]:
    """Edge 1 of ``points`` x edge 2 of ``other``: twice the signed area if both are the same."""
    p, q = points[triangles], other[triangles]
    u, v = p[:, 1] - p[:, 0], q[:, 2] - q[:, 0]
    return np.asarray(u[:, 0] * v[:, 1] - u[:, 1] * v[:, 0], float)


def _orient(triangles: NDArray[np.int32], points: Points) -> NDArray[np.int32]:
    """The same triangles, all wound so that their signed area in ``points`` is positive."""
    negative = _cross(points, points, triangles) < 0
    triangles[negative] = triangles[negative][:, ::-1]
    return triangles


def _smallest_areas(a: Points, b: Points, t: NDArray[np.int32]) -> NDArray[np.float64]:
    """Smallest signed area (pixels squared) of each triangle on the straight way from a to b.

    The area is a quadratic in the amount; its minimum is at an end or at the vertex of the parabola.
    """
    aa, bb = _cross(a, a, t), _cross(b, b, t)
    ab = _cross(a, b, t) + _cross(b, a, t)
    curve = aa - ab + bb
    best = np.clip((aa - ab / 2) / np.where(np.abs(curve) < 1e-9, 1.0, curve), 0.0, 1.0)
    turn = (1 - best) ** 2 * aa + best * (1 - best) * ab + best**2 * bb
    return np.asarray(np.minimum(np.minimum(aa, bb), turn) / 2, float)


def smallest_triangle(pair: Pair) -> float:
    """Smallest signed triangle area in pixels squared over all amounts; above 0 means no fold."""
    return float(_smallest_areas(pair.a, pair.b, pair.triangles).min())


def smallest_jacobian(pair: Pair) -> float:
    """Smallest Jacobian (area in the result over area in the face) over both faces and all amounts.

    Above 0 means that no place of a result comes from two places of a face. It is exact: the maps
    are affine inside each triangle.
    """
    least = _smallest_areas(pair.a, pair.b, pair.triangles)
    faces = [_cross(p, p, pair.triangles) / 2 for p in (pair.a, pair.b)]
    return float(min((least / area).min() for area in faces))


def clearness(pair: Pair, target: Points, owner: NDArray[np.int32]) -> Field:
    """1 where a's, b's picture keeps its size in the result, near 0 where it is stretched: (h, w, 2)."""
    t = pair.triangles
    grown = [_cross(p, p, t) / np.maximum(_cross(target, target, t), 1e-6) for p in (pair.a, pair.b)]
    clear = np.clip(np.stack(grown, 1) / 0.6, 0.05, 1.0).astype(np.float32) ** 3
    return np.asarray(cv2.GaussianBlur(clear[owner], (0, 0), 3.0), np.float32)


def owners(points: Points, triangles: NDArray[np.int32], h: int, w: int) -> NDArray[np.int32]:
    """For every pixel the index of the triangle it lies in, (h, w)."""
    owner = np.zeros((h, w), np.int32)
    fixed = np.round(points[triangles] * 256).astype(np.int32)
    for index, corners in enumerate(fixed):
        cv2.fillConvexPoly(owner, corners, index, lineType=cv2.LINE_8, shift=8)
    return owner


def spread(values: Points, target: Points, triangles: NDArray[np.int32], owner: NDArray[np.int32]) -> Field:
    """Values (n, 2) at the ``target`` points, carried linearly over each triangle: (h, w, 2) float32."""
    corners = np.concatenate([target[triangles], np.ones((len(triangles), 3, 1))], axis=2)
    slope = np.linalg.solve(corners, values[triangles]).astype(np.float32)
    h, w = owner.shape
    x, y = np.arange(w, dtype=np.float32)[None, :, None], np.arange(h, dtype=np.float32)[:, None, None]
    own = slope[owner]
    return np.asarray(own[..., 0, :] * x + own[..., 1, :] * y + own[..., 2, :], np.float32)


def grid(h: int, w: int) -> Field:
    """(x, y) of every pixel, (h, w, 2) float32."""
    return np.asarray(np.dstack(np.meshgrid(np.arange(w), np.arange(h))), np.float32)


def sample(picture: Field, where: Field, sharp: bool = True) -> Field:
    """``picture`` (h, w[, c]) at the places ``where`` (h, w, 2): bicubic if ``sharp``, else bilinear."""
    how = cv2.INTER_CUBIC if sharp else cv2.INTER_LINEAR
    second: Any = None  # both coordinates are in the first map; the stubs do not know that, an empty array hangs
    return np.asarray(cv2.remap(picture, where, second, how, borderMode=cv2.BORDER_REFLECT_101), np.float32)
