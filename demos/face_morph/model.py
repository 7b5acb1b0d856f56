"""How two faces become one picture: correspondence, warp, cross-dissolve.

Pure functions: no files, no clock, no interface; the same input gives the same pixels.
The method is the classical mesh morph: corresponding points, one triangulation for all
amounts, an affine map inside every triangle, then a mix of the two warped pictures.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray
from scipy.spatial import Delaunay, cKDTree

Picture = NDArray[np.float32]
Points = NDArray[np.float64]
Marks = Mapping[str, tuple[float, float]]

SIZE = 512
STEPS = ("landmarks", "triangles", "warp", "blend")
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
    names = [name for name in a if name in b]
    left = np.array([a[n] for n in names], float).reshape(-1, 2)
    right = np.array([b[n] for n in names], float).reshape(-1, 2)
    inside = np.all((left > 1) & (left < size - 2) & (right > 1) & (right < size - 2), axis=1)
    left, right = left[inside], right[inside]
    if len(left) < 8:
        raise MorphError("두 얼굴에 함께 있는 점이 부족합니다. / The faces share too few points.")
    keep = _thin((left + right) / 2)
    frame = _frame(size)
    return _unfold(np.vstack([frame, left[keep]]), np.vstack([frame, right[keep]]))


def _frame(size: int) -> Points:
    """Twelve fixed points on the picture's edge, so that the frame itself stays put."""
    e = size - 1.0
    side = [0.0, e / 3, 2 * e / 3]
    edge = [(s, 0.0) for s in side] + [(e, s) for s in side]
    return np.array(edge + [(e - s, e) for s in side] + [(0.0, e - s) for s in side])


def _thin(points: Points) -> list[int]:
    """Indices of points that keep ``SPACING`` to every earlier kept one."""
    tree, dead, keep = cKDTree(points), np.zeros(len(points), bool), []
    for i, point in enumerate(points):
        if not dead[i]:
            keep.append(i)
            dead[tree.query_ball_point(point, SPACING)] = True
    return keep


def _unfold(a: Points, b: Points) -> Pair:
    """Drop the least important corner of every triangle that turns over, until none does."""
    while True:
        triangles = _orient(Delaunay((a + b) / 2).simplices.astype(np.int32), (a + b) / 2)
        pair = Pair(a, b, triangles)
        folded = triangles[_smallest_areas(pair) <= 0.02]
        if not len(folded):
            return pair
        # Later rows matter less: frame first, then outline, landmarks, dense points.
        keep = np.setdiff1d(np.arange(len(a)), folded.max(axis=1))
        a, b = a[keep], b[keep]


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


def _smallest_areas(pair: Pair) -> NDArray[np.float64]:
    """Smallest signed area (pixels squared) of each triangle over all amounts in [0, 1].

    Corners move on straight lines, so the area is a quadratic in the amount; its minimum
    is at an end or at the vertex of the parabola.
    """
    t = pair.triangles
    aa, bb = _cross(pair.a, pair.a, t), _cross(pair.b, pair.b, t)
    ab = _cross(pair.a, pair.b, t) + _cross(pair.b, pair.a, t)
    curve = aa - ab + bb
    best = np.clip((aa - ab / 2) / np.where(np.abs(curve) < 1e-9, 1.0, curve), 0.0, 1.0)
    turn = (1 - best) ** 2 * aa + best * (1 - best) * ab + best**2 * bb
    return np.asarray(np.minimum(np.minimum(aa, bb), turn) / 2, float)


def smallest_triangle(pair: Pair) -> float:
    """Smallest signed triangle area in pixels squared over all amounts; above 0 means no fold."""
    return float(_smallest_areas(pair).min())


def warp(picture: Picture, source: Points, target: Points, pair: Pair) -> Picture:
    """Move ``picture`` so that its ``source`` points lie on ``target``.

    ``picture`` is (h, w, 3) float32, 0 to 1; the result has the same shape, type and range.
    Backward map: every pixel of the result asks its triangle's affine map where it
    comes from; sampled with bicubic interpolation.
    """
    height, width = picture.shape[:2]
    owner = _owners(target, pair.triangles, height, width)
    corners = np.concatenate([target[pair.triangles], np.ones((len(pair.triangles), 3, 1))], axis=2)
    affine = np.linalg.solve(corners, source[pair.triangles])[owner]
    y, x = np.mgrid[:height, :width]
    back = (x[..., None] * affine[..., 0, :] + y[..., None] * affine[..., 1, :]) + affine[..., 2, :]
    from_x, from_y = np.moveaxis(back.astype(np.float32), 2, 0).copy()
    moved = cv2.remap(picture, from_x, from_y, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REFLECT_101)
    return np.asarray(np.clip(moved, 0.0, 1.0), np.float32)


def _owners(points: Points, triangles: NDArray[np.int32], h: int, w: int) -> NDArray[np.int32]:
    """For every pixel the index of the triangle it lies in, (h, w)."""
    owner = np.zeros((h, w), np.int32)
    fixed = np.round(points[triangles] * 256).astype(np.int32)
    for index, corners in enumerate(fixed):
        cv2.fillConvexPoly(owner, corners, index, lineType=cv2.LINE_8, shift=8)
    return owner


def dissolve(a: Picture, b: Picture, amount: float) -> Picture:
    """Mix two (h, w, 3) float32 RGB pictures, 0 to 1, in CIE L*a*b*.

    L*a*b* is made so that equal steps look equal: half way in it also looks half way.
    """
    lab = [cv2.cvtColor(p, cv2.COLOR_RGB2LAB) for p in (a, b)]
    mixed = ((1.0 - amount) * lab[0] + amount * lab[1]).astype(np.float32)
    return np.asarray(np.clip(cv2.cvtColor(mixed, cv2.COLOR_LAB2RGB), 0.0, 1.0), np.float32)


def morph(a: Picture, b: Picture, pair: Pair, amount: float) -> NDArray[np.uint8]:
    """The picture that is ``amount`` (0.0 = a … 1.0 = b) on the way from a to b.

    ``a`` and ``b`` are (h, w, 3) float32 RGB, 0 to 1, of one shape; the result is (h, w, 3) uint8.
    The ends return the pictures unchanged. Recipe ``average``: the whole frame takes part,
    so hair and shoulders without a partner show as ghosts.
    Raises ``MorphError`` for an amount outside [0, 1] or pictures of different shapes.
    """
    if not 0.0 <= amount <= 1.0:
        raise MorphError("비율은 0과 1 사이여야 합니다. / The amount must lie between 0 and 1.")
    if a.shape != b.shape or a.ndim != 3 or a.shape[2] != 3:
        raise MorphError("두 그림의 크기가 다릅니다. / The two pictures differ in shape.")
    if amount in (0.0, 1.0):
        return to_bytes(b if amount else a)
    target = pair.at(amount)
    return to_bytes(dissolve(warp(a, pair.a, target, pair), warp(b, pair.b, target, pair), amount))


def to_bytes(picture: Picture) -> NDArray[np.uint8]:
    """Float 0 to 1 -> uint8 0 to 255, rounded."""
    return np.asarray(np.clip(np.rint(picture * 255.0), 0, 255), np.uint8)
