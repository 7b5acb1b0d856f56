"""Grows short scalp hair: locks that follow the comb, strands that gather in locks within locks."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.random import Generator
from scipy.spatial import cKDTree

from demos.faces.render import Array
from demos.faces.render.combs import COMBS
from demos.faces.render.mesh import smooth, unit
from demos.faces.render.recipe import Person
from demos.faces.render.regions import above_hairline
from demos.faces.render.scalp import Roots, Scalp, roots
from demos.faces.render.strands import curl, outside, wobble
from demos.faces.render.strands import cut as shorten
from demos.faces.render.styles import CUTS, Cut, density, high, lengths, room

GUIDES = 2600
TONES = (0.3, 0.75, 0.6)  # spread of tone from lock to lock, coarse to fine
CLEAR = 0.0006  # m, strands keep clear of the skin


class Hair(NamedTuple):
    """Strands (n, k, 3) m in the average frame, root radius factor (n,), tone of its lock (n,), about -1..1."""

    strands: Array
    fine: Array
    tone: Array


def trim(skin: Scalp, who: Person, rng: Generator) -> Hair:
    """The short cut of a person."""
    cut = CUTS[who.hair.style]
    thick = density(who, skin.canon, skin.ear)
    guide_start = roots(skin, np.sqrt(thick), GUIDES, rng)
    guides = _guides(skin, who, cut, guide_start, rng)
    start = roots(skin, thick, who.hair.count, rng)
    strands = _children(start, guide_start, guides, who.hair.part / 100 if cut.split else None, rng)
    strands = _layers(strands, start, cut, who, rng)
    strands, tone = _gather(strands, cut, rng)
    strands = _shorter(strands, start, cut, who, rng)
    strands = outside(skin, _loose(strands, cut, who, rng), CLEAR)
    fine = 0.5 + 0.5 * smooth(above_hairline(start.canon, who), -0.02, 0.25)
    return Hair(strands, fine * cut.thick, tone)


def _guides(skin: Scalp, who: Person, cut: Cut, start: Roots, rng: Generator) -> Array:
    n, top = len(start.point), high(cut, start.point)
    length = lengths(cut, who, start) * rng.uniform(1 - cut.vary, 1.1, n)
    lift = (cut.side_lift * (1 - top) + cut.lift * top) * rng.uniform(0.6, 1.3, n)
    sway = rng.normal(0, cut.sway, (n, 3)) * (0.35 + 0.65 * top)[:, None]
    own = rng.uniform(0.45, 1.15, n)  # locks lie over and under each other
    comb, out = COMBS[cut.comb](who.hair.part / 100), np.empty((n, cut.points, 3))
    out[:, 0], p = start.point - start.normal * 0.001, start.point
    lying = comb(p) + sway
    lying = unit(lying - (lying * start.normal).sum(1, keepdims=True) * start.normal)
    lift = np.minimum(lift, 1.0)[:, None]
    d, step = unit(start.normal * lift + lying * (1 - lift)), (length / (cut.points - 1))[:, None]
    for k in range(1, cut.points):
        p = p + d * step
        height, normal = skin.above(p)
        wanted = CLEAR + room(cut, who, p) * own * min(1.0, 3 * k / cut.points)
        push = np.clip(wanted - height, 0, None) * 0.6 - 0.5 * np.clip(height - 1.4 * wanted - 0.003, 0, 0.03)
        push = np.where(p[:, 2] > 0.70, push, np.clip(push, 0, None))
        p = p + normal * push[:, None]
        out[:, k] = p
        c = comb(p) + sway
        near = np.exp(-np.clip(height, 0, None) / 0.02)[:, None]
        c = unit(c - near * np.clip((c * normal).sum(1, keepdims=True), None, 0) * normal)
        d = unit(d * (1 - cut.bend) + c * cut.bend)
    return out


def _children(start: Roots, guide_start: Roots, guides: Array, split: float | None, rng: Generator) -> Array:
    """One strand for each root, mostly the shape of the nearest guide on its side of the parting."""
    far = 0.0 if split is None else 0.03

    def place(at: Roots) -> Array:
        return np.asarray(np.c_[at.point, far * np.tanh((at.point[:, 0] - (split or 0.0)) / 0.004)])

    jitter = np.c_[rng.normal(0, 0.0022, (len(start.point), 3)), np.zeros(len(start.point))]
    distance, nearest = cKDTree(place(guide_start)).query(place(start) + jitter, k=3)
    weight = np.asarray(1 / (distance + 0.001) ** 3)
    weight /= weight.sum(1, keepdims=True)
    shape = guides - guides[:, :1]
    return np.asarray(start.point[:, None] + np.einsum("nj,njkc->nkc", weight, shape[nearest]))


def _layers(strands: Array, start: Roots, cut: Cut, who: Person, rng: Generator) -> Array:
    """Strands fill the room over the scalp instead of running in one sheet."""
    depth = rng.uniform(-0.6, 0.25, len(strands)) * room(cut, who, start.point)
    t = np.linspace(0, 1, strands.shape[1])[None, :, None]
    return np.asarray(strands + start.normal[:, None] * depth[:, None, None] * np.minimum(1, 3 * t))


def _gather(strands: Array, cut: Cut, rng: Generator) -> tuple[Array, Array]:
    """Locks within locks; each draws its strands to a leader and has a tone."""
    n, t = len(strands), np.linspace(0, 1, strands.shape[1])[None, :, None]
    tone = np.zeros(n)
    for (count, strength, power), share in zip(cut.locks, TONES[-len(cut.locks) :], strict=False):
        leaders = rng.choice(n, count, replace=False)
        blur = strands[:, 0] + rng.normal(0, 0.0012, (n, 3))
        _, mine = cKDTree(strands[leaders, 0]).query(blur)
        own = rng.uniform(0.65, 1, count)[mine] * rng.uniform(0.8, 1, n)
        leader = strands[leaders[mine]]
        offset = (strands[:, :1] - leader[:, :1]) * 0.12
        strands = strands + (strength * own)[:, None, None] * t**power * (leader + offset - strands)
        tone += rng.normal(0, share, count)[mine]
    return np.asarray(strands), tone


def _shorter(strands: Array, start: Roots, cut: Cut, who: Person, rng: Generator) -> Array:
    """Uneven lengths; short fine hairs at the hairline."""
    n = len(strands)
    share = 1 - cut.vary * rng.random(n) ** 1.5
    border = smooth(above_hairline(start.canon, who), 0.14, -0.02)
    down = border * (rng.random(n) < 0.55)
    share *= 1 - down * (1 - rng.uniform(0.10, 0.5, n))
    return shorten(strands, share)


def _loose(strands: Array, cut: Cut, who: Person, rng: Generator) -> Array:
    """Curls, small bends, hairs that fly off."""
    run = np.linalg.norm(np.diff(strands, axis=1), axis=2).sum(1)
    for groups, part in ((300, 1.0), (3000, 0.8)):
        strands = wobble(strands, cut.frizz * part * run, rng, groups)
    radius, wave = max(cut.curl, who.hair.curl / 1000), cut.wave if cut.curl else who.hair.wave / 100
    if radius:
        strands = curl(strands, radius, wave, cut.locks[-1][0], rng)
    loose = np.where(rng.random(len(strands)) < cut.fly, rng.uniform(2, 6, len(strands)), 0.5)
    return wobble(strands, cut.frizz * loose * run, rng)
