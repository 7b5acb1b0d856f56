"""The whole picture half way: background, cloth, skin and hair each moved and mixed for themselves.

All colours are L*a*b*.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from demos.morph.layers import Sheet, blend, mix, shares, towards
from demos.morph.mesh import Field, Pair, clearness, grid, owners, sample, spread
from demos.morph.outline import BACKGROUND, Layers

Box = tuple[slice, slice]


@dataclass(frozen=True)
class Plan:
    """All of one amount that does not depend on colour: the warm path starts here.

    ``map_a``, ``map_b`` (h, w, 2): where each pixel comes from. ``mattes`` (h, w, 4): the layers of the
    result, summing to 1, and ``boxes``, where in the picture each of them is. ``fine``, ``slow`` (4, h, w):
    the share of b in detail and in slow changes.
    """

    map_a: Field
    map_b: Field
    mattes: Layers
    boxes: list[Box]
    fine: Field
    slow: Field


def plan(pair: Pair, a: Sheet, b: Sheet, amount: float) -> Plan:
    """Maps, mattes and shares of one amount."""
    h, w = a.layers.shape[:2]
    target = pair.at(amount)
    owner = owners(target, pair.triangles, h, w)
    way = spread(pair.b - pair.a, target, pair.triangles, owner)
    map_a, map_b = grid(h, w) - np.float32(amount) * way, grid(h, w) + np.float32(1 - amount) * way
    of_a, of_b = sample(a.layers, map_a, False), sample(b.layers, map_b, False)
    mattes = blend(sample(a.depth, map_a, False), sample(b.depth, map_b, False), amount)
    fine, slow = shares(of_a, of_b, clearness(pair, target, owner), amount)
    return Plan(map_a, map_b, mattes, [_box(mattes[..., n]) for n in range(4)], fine, slow)


def _box(matte: NDArray[np.float32]) -> Box:
    """The smallest part of the picture that holds all of a matte."""
    there = matte > 0.002
    found = []
    for axis in (1, 0):
        where = np.flatnonzero(there.any(axis=axis))
        found.append(slice(int(where[0]), int(where[-1]) + 1) if len(where) else slice(0, 0))
    return found[0], found[1]


def made(a: Sheet, b: Sheet, plan: Plan, amount: float) -> Field:
    """The picture at one amount, (h, w, 3)."""
    to_b, to_a = towards(a, b, amount), towards(b, a, 1 - amount)
    back = (1 - amount) * a.colour[BACKGROUND] + amount * b.colour[BACKGROUND]
    result = np.asarray(back * plan.mattes[..., BACKGROUND, None], np.float32)
    for n in range(BACKGROUND + 1, 4):
        box = plan.boxes[n]
        if not result[box].size:
            continue
        left = sample(a.colour[n], plan.map_a[box]) * to_b[n, 0] + to_b[n, 1]
        right = sample(b.colour[n], plan.map_b[box]) * to_a[n, 0] + to_a[n, 1]
        mixed = mix(left, right, plan.fine[n][box], plan.slow[n][box])
        result[box] += mixed * plan.mattes[box][..., n, None]
    return result
