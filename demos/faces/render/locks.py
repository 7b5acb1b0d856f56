"""Locks of long hair: strands drawn together, waves, bent ends. Strands are (n, k, 3) m, average head's frame."""

from __future__ import annotations

import numpy as np
from numpy.random import Generator
from scipy.spatial import cKDTree

from demos.faces.render import Array
from demos.faces.render.combs_long import place
from demos.faces.render.mesh import smooth


def taper(strands: Array, radius: Array) -> Array:
    """Radii (n, k): thinner at the root, thinning again over the last third."""
    t = np.linspace(0, 1, strands.shape[1])[None]
    return np.asarray(radius[:, None] * (1 - 0.72 * np.clip((t - 0.6) / 0.4, 0, 1) ** 1.5))


def resampled(strands: Array, points: int) -> Array:
    """The same strands with another number of points."""
    if strands.shape[1] == points:
        return strands
    at = np.linspace(0, strands.shape[1] - 1, points)
    low = np.minimum(at.astype(int), strands.shape[1] - 2)
    f = (at - low)[None, :, None]
    return np.asarray(strands[:, low] * (1 - f) + strands[:, low + 1] * f)


def drawn(strands: Array, key: Array, rng: Generator, *, count: int, strength: float, power: float) -> Array:
    """Strands drawn towards one of ``count`` leading strands, the nearest by ``key`` (n, m)."""
    centres = rng.choice(len(strands), min(count, len(strands)), replace=False)
    near = np.asarray(cKDTree(key[centres]).query(key, k=2)[1])
    mine = near[np.arange(len(key)), (rng.random(len(key)) < 0.12).astype(int)]
    t = np.linspace(0, 1, strands.shape[1])[None, :, None]
    own = rng.uniform(0.4, 1, len(centres))[mine] * rng.uniform(0.5, 1, len(strands))
    pull = strength * own[:, None, None] * np.clip(t * 2.2, 0, 1) ** power
    return np.asarray(strands + pull * (strands[centres[mine]] - strands))


def waves(strands: Array, rng: Generator, *, radius: float, wave: float, start: float, groups: int) -> Array:
    """Helical waves (m) that begin ``start`` m from the root, in step within each of ``groups`` locks."""
    n, points = strands.shape[:2]
    centres = rng.choice(n, min(groups, n), replace=False)
    key = np.c_[strands[:, 0], strands[:, points // 2]]
    mine = cKDTree(key[centres]).query(key)[1]
    m = len(centres)
    leg = np.linalg.norm(np.diff(strands, axis=1, prepend=strands[:, :1]), axis=2)
    run = leg.cumsum(1)
    phase = rng.uniform(0, 6.28 if wave < 0.06 else 2.6, m)[mine] + rng.normal(0, 0.25, n)
    stretch = rng.uniform(0.85, 1.2, m)[mine] * rng.uniform(0.97, 1.03, n)
    size = radius * rng.uniform(0.7, 1.2, m)[mine] * rng.uniform(0.8, 1.1, n)
    turn = np.where(rng.random(m) < 0.5, 1, -1)[mine]
    way = run if wave < 0.06 else 0.35 * run - 0.65 * (strands[..., 2] - 0.8)
    angle = way * (6.28 / wave * stretch)[:, None] + phase[:, None]
    reach = (size[:, None] * smooth(run, start * 0.5, start + wave * 0.8))[..., None]
    at = place(strands)
    across, out = at.around, at.out * [1, 1, 0.3]
    return np.asarray(
        strands + reach * (across * np.cos(angle)[..., None] + 0.7 * out * (turn[:, None] * np.sin(angle))[..., None])
    )


def bent(strands: Array, rng: Generator, turn: float, over: float, every: bool) -> Array:
    """Ends bent ``turn`` m inwards over their last ``over`` m; only the low ends unless ``every``."""
    leg = np.linalg.norm(np.diff(strands, axis=1), axis=2)
    left = np.concatenate([leg[:, ::-1].cumsum(1)[:, ::-1], np.zeros((len(leg), 1))], 1)
    bend = np.clip(1 - left / over, 0, 1) ** 2
    tip, middle = strands[:, -1, 2], np.median(strands[:, -1, 2])
    low = smooth(tip, middle + 0.05, middle + 0.025)
    amount = turn * rng.uniform(0.75, 1.2, len(leg)) * np.maximum(low, every)
    rise = 0.35 * np.abs(amount)[:, None] * bend**2
    out = place(strands).out * [1, 1, 0]
    return np.asarray(strands - out * (amount[:, None] * bend)[..., None] + [0, 0, 1] * rise[..., None])


def tones(strands: Array, rng: Generator) -> Array:
    """Lightness (n,) about -1..1 by lock: broad ones, narrow ones, and the hairs' own."""
    total = 0.25 * rng.normal(size=len(strands))
    key = np.c_[strands[:, 0], strands[:, strands.shape[1] // 2]]
    for count, size in ((70, 0.35), (900, 0.75)):
        centres = rng.choice(len(key), min(count, len(key)), replace=False)
        total += size * rng.normal(size=len(centres))[cKDTree(key[centres]).query(key)[1]]
    return np.clip(total, -1.5, 1.6)
