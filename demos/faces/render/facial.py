"""Brows, lashes and beard."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.random import Generator
from scipy.interpolate import PchipInterpolator, splev, splprep

from demos.faces.render import Array
from demos.faces.render.canvas import Canvas
from demos.faces.render.groom import Lock, taper
from demos.faces.render.landmarks import LOWER_LID, UPPER_LID
from demos.faces.render.mesh import BODY, blender, mirror, smooth, unit
from demos.faces.render.recipe import Colour, Person
from demos.faces.render.regions import beard as beard_area
from demos.faces.render.regions import lips
from demos.faces.render.scalp import Scalp, roots

POINTS = 6  # of a hair of the face
COARSE = 0.000070  # m, root radius of beard hair
BROW_X = (0.085, 0.20, 0.36, 0.48, 0.62)


def darker(colour: Colour, factor: float) -> Colour:
    """An sRGB colour scaled down."""
    r, g, b = (int(c * factor) for c in colour)
    return r, g, b


def _brow_line(who: Person) -> tuple[PchipInterpolator, PchipInterpolator]:
    """Height and half thickness (dm) of the brow over the angle."""
    b = who.brows
    thick = b.thick * (0.9 + 0.3 * who.male)
    middle = b.y + np.array([-0.008, 0.008, 0.008 + b.arch, 0.004 + b.arch * 0.8, -0.045 + b.arch * 0.2])
    return PchipInterpolator(BROW_X, middle), PchipInterpolator(BROW_X, thick * np.array([0.8, 1, 0.85, 0.62, 0.25]))


def _steps(start: Array, normal: Array, first: Array, length: Array, turn: Array) -> Array:
    """Short hairs: start (n, 3), first direction, and what is added to the direction at each step."""
    points = POINTS
    out = np.empty((len(start), points, 3))
    p, d = start - normal * 0.0005, unit(first)
    out[:, 0] = p
    for k in range(1, points):
        p = p + d * (length / (points - 1))[:, None]
        d = unit(d + turn)
        out[:, k] = p
    return out


def brows(skin: Scalp, who: Person, rng: Generator) -> Lock:
    """Both eyebrows: upright at the inner end, lying towards the temple, sparse at the rim."""
    line, half = _brow_line(who)
    at = np.abs(skin.canon[:, 0])
    x = np.clip(at, BROW_X[0], BROW_X[-1])
    rel = (skin.canon[:, 1] - line(x)) / half(x)
    thick = np.exp(-0.55 * rel**2) * smooth(at, 0.07, 0.15) * smooth(at, 0.64, 0.54) * (skin.points[:, 1] < -0.09)
    thick[thick < 0.06] = 0
    start = roots(skin, thick, int(who.brows.count * (2.8 + 1.4 * who.male)), rng)
    side, x = np.sign(start.canon[:, 0]), np.abs(start.canon[:, 0])
    rel = (start.canon[:, 1] - line(np.clip(x, BROW_X[0], BROW_X[-1]))) / who.brows.thick
    up = np.interp(x, [0.08, 0.16, 0.3, 0.45, 0.62], [1.2, 0.75, 0.3, 0.0, -0.3]) - 0.4 * rel
    lying = np.stack([side * np.interp(x, [0.08, 0.16, 0.3], [0.25, 0.8, 1.0]), 0 * x, up], 1)
    lying = unit(lying - (lying * start.normal).sum(1, keepdims=True) * start.normal)
    length = (
        who.brows.length * rng.uniform(0.45, 1.1, len(x)) * np.interp(x, [0.08, 0.15, 0.5, 0.62], [0.7, 1, 0.9, 0.6])
    )
    first = lying + start.normal * 0.28 + rng.normal(0, 0.16, lying.shape)
    strands = _steps(start.point, start.normal, first, length, lying * 0.12 - start.normal * 0.11)
    radii = taper(strands, 0.000060 * rng.uniform(0.6, 1.15, len(x)), 0.2)
    return Lock(
        "brow", skin.real(strands), radii, who.brows.colour or darker(who.hair.colour, 0.8), who.hair.grey * 0.5
    )


def lashes(skin: Scalp, vertices: Array, who: Person, rng: Generator) -> Lock:
    """Upper and lower lashes along the lid rims; they cross and gather in small tufts."""
    rims = (blender(vertices[:BODY]) - skin.shift) / skin.scale
    upper = (170 if who.male < 0.5 else 120, 0.0078 * who.lash, 0.10, 0.23)
    lower = (75, 0.0044 * who.lash, -0.35, -0.05)
    sets = []
    for ids, kind in ((UPPER_LID[1:-1], upper), (LOWER_LID[2:-4], lower)):
        for left in (True, False):
            rim = rims[list(ids) if left else mirror()[list(ids)]]
            sets.append(_lash_row(rim, kind, rng))
    strands = np.concatenate(sets)
    colour = darker(who.hair.colour, 0.5) if sum(who.hair.colour) < 250 else (52, 40, 32)
    return Lock("lash", skin.real(strands), taper(strands, 0.000058, 0.15), colour, 0.0)


def _lash_row(rim: Array, kind: tuple[int, float, float, float], rng: Generator) -> Array:
    """Lashes along a rim (n, 3); ``kind``: how many, length in m, first tilt, turn upwards at each step."""
    count, length, tilt, lift = kind
    knots: Any
    knots, _ = splprep(rim.T, s=0, k=3)
    t = np.sort(rng.random(count))
    tuft = np.round(t * count / 5) / (count / 5)
    start = np.array(splev(t, knots)).T
    out = unit((np.array(splev(0.5 * t + 0.5 * tuft, knots)).T - rim.mean(0)) * [1, 0, 1])
    grow = np.interp(t if lift > 0 else 1 - t, [0, 0.2, 0.7, 1], [0.55, 0.85, 1.05, 0.95])
    first = np.stack([out[:, 0] * 0.5, -np.ones(count), np.full(count, tilt)], 1) + rng.normal(0, 0.10, (count, 3))
    turn = np.tile([0, 0.05, lift], (count, 1))
    start += np.array([0, -0.0006, 0.0004 * np.sign(lift)])
    return _steps(start, np.zeros_like(start), first, length * rng.uniform(0.6, 1.1, count) * grow, turn)


def beard(skin: Scalp, who: Person, rng: Generator) -> Lock | None:
    """Beard or stubble, if the recipe has one."""
    if who.beard is None:
        return None
    canvas = Canvas(1024)
    thick = canvas.look(beard_area(canvas, who.beard.area), skin.canon) * (skin.ear < 0.45) * (skin.points[:, 2] > 0.58)
    thick = thick * (canvas.look(lips(canvas), skin.canon) < 0.2)
    thick[thick < 0.04] = 0
    thick = thick * (1 + np.exp(-0.5 * (((skin.canon[:, 1] - 6.88) / 0.06) ** 2 + (skin.canon[:, 0] / 0.3) ** 2)))
    start = roots(skin, thick, who.beard.count, rng)
    n, side = who.beard.count, start.canon[:, 0]
    lying = np.stack([0.35 * np.sign(side) * np.minimum(1, np.abs(side) * 3), np.full(n, -0.1), np.full(n, -1.0)], 1)
    lying = unit(lying - (lying * start.normal).sum(1, keepdims=True) * start.normal)
    length = (
        who.beard.length
        / 1000
        * rng.uniform(0.4, 1.1, n)
        * (0.45 + 0.55 * np.interp(start.canon[:, 1], [6.6, 7.0], [1, 0]))
    )
    first = start.normal * 0.55 + lying + rng.normal(0, 0.25, (n, 3))
    turn = lying * 0.15 - start.normal * 0.04 + rng.normal(0, 0.09, (n, 3))
    strands = _steps(start.point, start.normal, first, length, turn)
    radii = taper(strands, COARSE * rng.uniform(0.6, 1.15, n), 0.5)
    tone = rng.normal(0, 0.5, 400)[rng.integers(0, 400, n)]
    return Lock("beard", skin.real(strands), radii, who.beard.colour or who.hair.colour, who.beard.grey, tone)
