"""The inner face of a mix, set into one head so that neither seam nor a second light shows.

All colours are L*a*b*.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from demos.morph import Marks, colour
from demos.morph.mesh import Field, Points, edge, grid, owners, sample, shared, spread, unfold
from demos.morph.skin import Skin

ROOM = 48
"""So many pixels around the oval are computed, for the widest band of the seam."""
FADE = 0.11
"""Over this share of the picture's width the shape goes from a's own (at the edge) to the mix."""


@dataclass(frozen=True)
class Plan:
    """Maps of one amount (h, w, 2): where each pixel comes from in a and in b; where the inner face is (h, w).

    ``own`` (h, w) is where the seam may carry tone to: the inner face and a's bare skin, not hair or background;
    ``polish`` (h, w) is where skin may be smoothed.
    """

    map_a: Field
    map_b: Field
    mask: Field
    own: Field
    polish: Field
    box: tuple[slice, slice]


@dataclass(frozen=True)
class Seat:
    """a's points, b's points, and where a's points lie when the inner face has b's shape; (n, 2) each.

    All fields are (h, w): ``mask`` is 1 in a's inner face, ``bare_a`` and ``bare_b`` where the faces are bare,
    ``polish_a`` and ``polish_b`` where their skin may be smoothed (``Skin.polish``).
    """

    a: Points
    b: Points
    end: Points
    triangles: NDArray[np.int32]
    mask: Field
    bare_a: Field
    bare_b: Field
    polish_a: Field
    polish_b: Field

    def plan(self, amount: float) -> Plan:
        """The maps at one amount."""
        h, w = self.mask.shape
        target = (1 - amount) * self.a + amount * self.end
        owner = owners(target, self.triangles, h, w)
        here = grid(h, w)
        map_a, map_b = (here + spread(p - target, target, self.triangles, owner) for p in (self.a, self.b))
        skin = np.minimum(sample(self.bare_a, map_a, False), sample(self.bare_b, map_b, False))
        inside = cv2.erode(self.mask * np.clip(skin * 2 - 1, 0, 1), np.ones((5, 5), np.uint8))
        x, y, wide, high = cv2.boundingRect(self.mask.astype(np.uint8))
        box = (slice(max(y - ROOM, 0), y + high + ROOM), slice(max(x - ROOM, 0), x + wide + ROOM))
        own = np.maximum(inside, np.asarray(cv2.GaussianBlur(self.bare_a, (0, 0), 1.0), np.float32))
        polish_a, polish_b = sample(self.polish_a, map_a, False), sample(self.polish_b, map_b, False)
        polish = np.minimum(polish_a, 1 - inside * (1 - polish_b))
        inside, own, polish = (np.asarray(field, np.float32) for field in (inside, own, polish))
        return Plan(map_a, map_b, inside, own, polish, box)


def seat(a: Marks, b: Marks, of_a: Skin, of_b: Skin) -> Seat:
    """Match two faces for a splice into a's head: their marks and where they are bare."""
    w, mask = of_a.oval.shape[1], of_a.oval
    left, right = shared(a, b, w)
    deep = cv2.distanceTransform(mask.astype(np.uint8), cv2.DIST_L2, 5)
    x, y = np.clip(np.rint(left), 0, w - 1).astype(int).T
    inside = np.clip(deep[y, x] / (FADE * w), 0, 1)
    share = (inside * inside * (3 - 2 * inside))[:, None]
    end = left + share * (_fitted(right, left, share) - left)
    frame = edge(w)
    (here, there, seated), triangles = unfold([np.vstack([frame, p]) for p in (left, right, end)])
    return Seat(here, there, seated, triangles, mask, of_a.bare, of_b.bare, of_a.polish, of_b.polish)


def _fitted(points: Points, to: Points, weight: Points) -> Points:
    """``points`` turned, scaled and shifted so that they lie closest to ``to`` (weighted least squares)."""
    p, q = (v @ np.array([1, 1j]) for v in (points, to))
    k = weight[:, 0] / weight.sum()
    p0, q0 = (k * p).sum(), (k * q).sum()
    turn = (k * np.conj(p - p0) * (q - q0)).sum() / (k * np.abs(p - p0) ** 2).sum()
    fitted = (p - p0) * turn + q0
    return np.stack([fitted.real, fitted.imag], 1)


def made(a: Field, b: Field, plan: Plan, amount: float, smooth: bool = False) -> Field:
    """The splice at one amount, L*a*b* (h, w, 3): mixed inside the oval, a's own picture outside.

    ``b`` comes in a's light (see ``light.relit``). Only ``plan.box`` is computed. With ``smooth`` the skin is
    smoothed at the end.
    """
    box = plan.box
    inner, other, mask = sample(a, plan.map_a[box]), sample(b, plan.map_b[box]), plan.mask[box]
    mixed = colour.seamless(a[box], (1 - amount) * inner + amount * other, mask)
    result = a.copy()
    mixed = a[box] + plan.own[box][..., None] * (mixed - a[box])
    result[box] = colour.smoothed(mixed, plan.polish[box]) if smooth else mixed
    return result
