"""Comparison with a trusted second picture (differential morph attack detection).

Not "does this file look worked on?" but "is this the same face as in the picture I trust?". Two things are
compared: the shape of the face (landmarks, freed of place, size and turn: Procrustes; Scherhag et al. 2018) and
its likeness (a small picture freed of slow light), each against how much two pictures of one person differ.
Landmarks are the gallery's own with the error of a landmark finder added, not found in the sent picture: that a
resend hardly moves them is assumed (``KEPT``), and the page says so.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from demos.detection import maps
from demos.detection.features import Vector, luma
from demos.detection.regions import Marks

Real = NDArray[np.float64]
PREFIXES = ("eye", "brow", "ala", "nostril", "nose", "mouth", "lip", "cheek", "jaw", "chin", "menton", "subnasale")
JITTER = 0.02
"""Error of a landmark finder in x and in y, as a share of the distance of the eyes."""
SHARED = 0.8
"""Share of that variance that a part of the face (one eye, the nose …) shares: a finder errs alike at neighbours.

With errors independent at 75 points they averaged out, and the comparison looked too good (0.5 % D-EER).
"""
KEPT = 0.9
"""Share of that variance that belongs to the picture: a finder errs alike on the same face, however the file came."""
DIRECTIONS = 20
SHRINK = 0.1
SIDE = 32
"""Side of the small picture of the face whose likeness is compared."""


def names(marks: Marks) -> list[str]:
    """The landmarks that are compared, in a fixed order."""
    return sorted(n for n in marks if n.startswith(PREFIXES))


def shape(marks: Marks) -> Vector:
    """The landmarks that are compared, (2n,): x, y, x, y …, pixels."""
    return np.array([marks[n] for n in names(marks)], np.float32).ravel()


def look(pixels: NDArray[np.uint8], marks: Marks) -> Vector:
    """The inner face as a small even-lit picture, (SIDE * SIDE,), mean 0 and spread 1.

    Slow changes of brightness are divided away, so that light from a window counts little.
    """
    grey = np.log(luma(pixels) + 8)
    way = maps.into(marks)[:2] * (SIDE / maps.CELLS)
    grain = 0.5 / max(float(np.hypot(way[0, 0], way[0, 1])), 1e-6)
    soft = cv2.GaussianBlur(grey, (0, 0), grain)
    small = cv2.warpAffine(soft, way, (SIDE, SIDE), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    even = small - cv2.GaussianBlur(small, (0, 0), SIDE / 8)
    return np.asarray((even / (even.std() + 1e-6)).ravel(), np.float32)


def found(marks: Marks, picture: np.random.Generator, file: np.random.Generator) -> dict[str, tuple[float, float]]:
    """Landmarks as a landmark finder would give them: each part of the face shifted, each point a little more.

    Most of the error belongs to the ``picture`` and is the same after every journey; the rest to the ``file``.
    """
    size = JITTER * float(np.hypot(*np.subtract(marks["iris_L"], marks["iris_R"])))
    parts = sorted({_part(name) for name in marks})
    off = np.zeros((len(marks), 2))
    for dice, share in ((picture, KEPT), (file, 1 - KEPT)):
        shift = dict(zip(parts, dice.normal(0, np.sqrt(SHARED), (len(parts), 2)), strict=True))
        own = dice.normal(0, np.sqrt(1 - SHARED), (len(marks), 2))
        off += size * np.sqrt(share) * (np.array([shift[_part(name)] for name in marks]) + own)
    places = np.array(list(marks.values())) + off
    return {name: (float(x), float(y)) for name, (x, y) in zip(marks, places, strict=True)}


def _part(name: str) -> str:
    """The part of the face a landmark belongs to, such as ``eye L``."""
    start = next((prefix for prefix in PREFIXES if name.startswith(prefix)), name)
    return f"{start} {name[-1]}" if name.endswith(("_L", "_R")) else start


def upright(points: Real) -> Real:
    """Points (n, 2) moved to the middle and scaled to size 1."""
    centred = points - points.mean(axis=0)
    return np.asarray(centred / np.sqrt((centred**2).sum()), np.float64)


def fitted(points: Vector | Real, model: Vector | Real) -> Real:
    """Landmarks (2n,) turned so that they lie closest to ``model`` (orthogonal Procrustes), both size 1, (2n,)."""
    one, two = (upright(np.asarray(p, float).reshape(-1, 2)) for p in (points, model))
    u, _, v = np.linalg.svd(one.T @ two)
    turn = u @ np.diag([1.0, np.sign(np.linalg.det(u @ v))]) @ v
    return np.asarray((one @ turn).ravel(), np.float64)


@dataclass(frozen=True)
class Comparison:
    """Which differences of two pictures speak for two people: a quadratic form in the directions (k, n)."""

    directions: Real
    form: Real

    def score(self, differences: Real) -> Real:
        """Log-likelihood ratio of "two people" against "one person" for differences (m, n), up to a constant, (m,)."""
        held = differences @ self.directions.T
        return np.asarray(((held @ self.form) * held).sum(axis=1), np.float64)


def learn(same: Real, other: Real) -> Comparison:
    """From differences (m, n) of two pictures of one person, and of two people.

    Both are taken as normal around 0 with their own covariance (Moghaddam, Jebara & Pentland 2000, "Bayesian Face
    Recognition"): how a turned head differs from itself is learnt, and counts little. Raises ``ValueError`` for
    fewer than ten pairs of either kind.
    """
    if min(len(same), len(other)) < 10:
        raise ValueError(f"at least ten pairs of each kind are needed, got {len(same)} and {len(other)}")
    count = min(DIRECTIONS, len(same) // 3, same.shape[1])
    directions = np.linalg.svd(np.concatenate([same, other]), full_matrices=False)[2][:count]
    one, two = (_covariance(pairs @ directions.T) for pairs in (same, other))
    return Comparison(directions, np.linalg.inv(one) - np.linalg.inv(two))


def _covariance(differences: Real) -> Real:
    """Around 0, drawn towards its diagonal, so that few pairs suffice."""
    raw = differences.T @ differences / len(differences)
    return np.asarray((1 - SHRINK) * raw + SHRINK * np.diag(np.diag(raw) + 1e-12), np.float64)
