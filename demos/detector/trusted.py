"""Comparison with a trusted second picture (differential morph attack detection).

Not "does this file look worked on?" but "is this the same face as in the picture I trust?". Only the
shape of the face is compared: landmarks, freed of place, size and turn (Procrustes), against how much
two pictures of one person differ (Scherhag et al. 2018 compare landmarks the same way). Resending
a picture does not move its landmarks, so the result hardly changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from demos.detector.regions import Marks

Real = NDArray[np.float64]
PREFIXES = ("eye", "brow", "ala", "nostril", "nose", "mouth", "lip", "cheek", "jaw", "chin", "menton", "subnasale")


def names(marks: Marks) -> list[str]:
    """The landmarks that are compared, in a fixed order."""
    return sorted(n for n in marks if n.startswith(PREFIXES))


def upright(points: Real) -> Real:
    """Points (n, 2) moved to the middle, scaled to size 1; turned so that eyes lie level is left to ``fitted``."""
    centred = points - points.mean(axis=0)
    return np.asarray(centred / np.sqrt((centred**2).sum()), np.float64)


def fitted(points: Real, model: Real) -> Real:
    """``points`` (n, 2) turned so that they lie closest to ``model`` (orthogonal Procrustes), both size 1."""
    one, two = upright(points), upright(model)
    u, _, v = np.linalg.svd(one.T @ two)
    turn = u @ np.diag([1.0, np.sign(np.linalg.det(u @ v))]) @ v
    return np.asarray(one @ turn, np.float64)


def difference(seen: Marks, trusted: Marks, jitter: float = 0.0, seed: int = 0) -> Real:
    """Landmark by landmark, how two faces differ in shape, (2n,), in shares of the face's size.

    ``jitter`` is the standard deviation in pixels of a landmark finder's error, added to both.
    """
    rng = np.random.default_rng(seed)
    both = [np.array([m[n] for n in names(seen)], float) for m in (seen, trusted)]
    noisy = [p + rng.normal(0, jitter, p.shape) for p in both]
    return np.asarray((fitted(noisy[0], noisy[1]) - upright(noisy[1])).ravel(), np.float64)


@dataclass(frozen=True)
class Comparison:
    """How much two pictures of one person differ at each landmark coordinate, (2n,) standard deviations."""

    usual: Real

    def score(self, differences: Real) -> float:
        """Root mean square of the differences (2n,) in units of the usual: about 1 for one person."""
        return float(np.sqrt(np.mean((differences / self.usual) ** 2)))


def learn(pairs: Sequence[Real]) -> Comparison:
    """From the differences between honest pictures of one person each. Raises ``ValueError`` for fewer than ten."""
    if len(pairs) < 10:
        raise ValueError(f"at least ten pairs of pictures of one person are needed, got {len(pairs)}")
    spread = np.sqrt(np.mean(np.stack(pairs) ** 2, axis=0))
    return Comparison(np.maximum(spread, 0.25 * float(np.median(spread))))
