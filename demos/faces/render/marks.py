"""Landmarks of a shot: named, outline and dense, with what is visible; all from the shared mesh."""

from __future__ import annotations

from typing import NamedTuple

import cv2
import numpy as np
from mathutils import Vector
from mathutils.bvhtree import BVHTree

from demos.faces.render import Array
from demos.faces.render.landmarks import named
from demos.faces.render.mesh import BODY, average
from demos.faces.render.pose import head_weight
from demos.faces.render.scene import Evaluated, project

Point = tuple[float, float]
SEEN = 0.0015  # m: how much skin may lie in front of a vertex that still counts as visible
HAIR_ANGLES, LINE_ANGLES, SHOULDER_ANGLES = range(30, 151, 15), range(20, 161, 20), (15, 25, 35)


class View(NamedTuple):
    """A camera: where it stands and looks (m), lens in mm on a 36 mm frame, picture size in px."""

    eye: Array
    target: Array
    lens: float
    size: int

    def project(self, points: Array) -> Array:
        """World points (..., 3) -> px (..., 2)."""
        return project(points, self.eye, self.target, self.lens, self.size)


class Marks(NamedTuple):
    """Landmarks by group, the hidden named ones, and every body vertex: place px (n, 2), visible (n,)."""

    size: int
    groups: dict[str, dict[str, Point]]
    hidden: list[str]
    all: Array
    visible: Array


def _visible(view: View, body: Evaluated) -> Array:
    """Which of the 13 380 body vertices the camera sees past the skin itself (hair is not counted)."""
    tree = BVHTree.FromPolygons(body.points.tolist(), body.triangles.tolist())
    eye, found = Vector(view.eye), np.zeros(BODY, bool)
    for vertex in np.flatnonzero(average()[:BODY, 1] > 5.6):
        to = Vector(body.points[vertex]) - eye
        hit = tree.ray_cast(eye, to.normalized(), to.length + 0.01)
        found[vertex] = hit[0] is not None and to.length - hit[3] < SEEN
    return found


def _ray(mask: Array, start: Point, degrees: float, last: bool) -> Point | None:
    """First or last pixel of a mask on a ray from a point; 0 degrees is right, 90 up."""
    a, reach = np.radians(degrees), np.arange(0, mask.shape[0], 0.5)
    x, y = start[0] + np.cos(a) * reach, start[1] - np.sin(a) * reach
    ok = (x >= 0) & (y >= 0) & (x <= mask.shape[1] - 1) & (y <= mask.shape[0] - 1)
    hits = np.flatnonzero(mask[y[ok].round().astype(int), x[ok].round().astype(int)])
    if not len(hits):
        return None
    k = hits[-1] if last else hits[0]
    return round(float(x[ok][k]), 1), round(float(y[ok][k]), 1)


def _outline(view: View, alpha: Array, hair: Array, middle: Point) -> dict[str, Point]:
    """Silhouette of the head, hairline and shoulders, by rays as wide as the picture."""
    found: dict[str, Point | None] = {}
    figure, base = alpha > 0.5, (view.size / 2, view.size - 1.0)
    for angle in HAIR_ANGLES:
        found[f"hair_{angle:03d}"] = _ray(figure, middle, angle, True)
    for angle in SHOULDER_ANGLES:
        found[f"shoulder_{angle}_L"] = _ray(figure, base, angle, True)
        found[f"shoulder_{angle}_R"] = _ray(figure, base, 180 - angle, True)
    for angle in LINE_ANGLES:
        found[f"hairline_{angle:03d}"] = _ray(hair, middle, angle, False)
    return {name: point for name, point in found.items() if point is not None}


def find(view: View, body: Evaluated, irises: dict[str, Array], hair: Array, alpha: Array) -> Marks:
    """All landmarks of a shot; ``hair`` and ``alpha`` (size, size) say how much of a pixel is hair, or the person."""
    places, visible = view.project(body.points[:BODY]), _visible(view, body)
    spots = {name: places[vertex] for name, vertex in named().items()}
    spots |= {f"iris_{letter.upper()}": view.project(place) for letter, place in irises.items()}
    rounded = {name: (round(float(x), 2), round(float(y), 2)) for name, (x, y) in spots.items()}
    middle = ((rounded["iris_L"][0] + rounded["iris_R"][0]) / 2, (rounded["iris_L"][1] + rounded["iris_R"][1]) / 2)
    front = visible & (head_weight()[:BODY] > 0.5)
    dense = {str(v): (round(float(places[v, 0]), 1), round(float(places[v, 1]), 1)) for v in np.flatnonzero(front)}
    shown = cv2.medianBlur(np.asarray(hair > 0.5, np.uint8), 5) > 0  # without single strands
    outline = _outline(view, alpha, shown, middle)
    hidden = sorted(name for name, vertex in named().items() if not visible[vertex])
    return Marks(view.size, {"outline": outline, "named": rounded, "dense": dense}, hidden, places, visible)
