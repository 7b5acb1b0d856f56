"""Error rates of a morph detector, with their uncertainty. Pure: numbers in, numbers out.

A score says how much a picture looks blended; higher is more. Terms of ISO/IEC 20059:2025 (older papers in
brackets): **MACER**, the share of morphs that pass as one person (APCER), and **BSCER**, the share of honest
pictures that raise an alarm (BPCER). All rates run from 0 to 1.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float64]
Statistic = Callable[[Scores, Scores], float]


class MetricError(ValueError):
    """No rate can be computed; the sentence says why."""


def _checked(bona_fide: Scores, morphs: Scores) -> tuple[Scores, Scores]:
    """Both as float arrays (n,), or a ``MetricError``."""
    found = []
    for name, scores in (("bona fide", bona_fide), ("morph", morphs)):
        values = np.asarray(scores, float).ravel()
        if not len(values) or not np.isfinite(values).all():
            raise MetricError(f"{name}: scores must be finite and at least one, got {len(values)}")
        found.append(values)
    return found[0], found[1]


def macer(morphs: Scores, threshold: float) -> float:
    """Share of morphs (n,) below ``threshold``: they pass."""
    return float(np.mean(np.asarray(morphs) < threshold))


def bscer(bona_fide: Scores, threshold: float) -> float:
    """Share of honest pictures (n,) at or above ``threshold``: false alarms."""
    return float(np.mean(np.asarray(bona_fide) >= threshold))


def curve(bona_fide: Scores, morphs: Scores) -> tuple[Scores, Scores, Scores]:
    """Thresholds (k,), rising, with BSCER and MACER at each; the first alarms always, the last never."""
    honest, blended = (np.sort(s) for s in _checked(bona_fide, morphs))
    at = np.concatenate([[-np.inf], np.unique(np.concatenate([honest, blended])), [np.inf]])
    alarms = 1 - np.searchsorted(honest, at, "left") / len(honest)
    missed = np.searchsorted(blended, at, "left") / len(blended)
    return at, alarms, missed


def d_eer(bona_fide: Scores, morphs: Scores) -> float:
    """Detection equal error rate: where BSCER and MACER cross, read between the two nearest thresholds."""
    _, alarms, missed = curve(bona_fide, morphs)
    gap = missed - alarms
    after = int(np.argmax(gap >= 0))
    before = max(after - 1, 0)
    rise = gap[after] - gap[before]
    part = -gap[before] / rise if rise > 0 else 0.0
    return float(alarms[before] + part * (alarms[after] - alarms[before]))


def threshold_at(bona_fide: Scores, rate: float) -> float:
    """The lowest threshold at which at most ``rate`` of these honest pictures raise an alarm.

    Take it on pictures that the test does not hold, or the result flatters.
    """
    values = np.sort(np.asarray(bona_fide, float))[::-1]
    allowed = int(np.floor(rate * len(values) + 1e-9))
    return float(np.nextafter(values[allowed], np.inf)) if allowed < len(values) else -np.inf


def auc(bona_fide: Scores, morphs: Scores) -> float:
    """Chance that a random morph scores above a random honest picture; ties count half (Mann-Whitney)."""
    honest, blended = _checked(bona_fide, morphs)
    ordered = np.sort(honest)
    below = np.searchsorted(ordered, blended, "left") + np.searchsorted(ordered, blended, "right")
    return float(below.mean() / 2 / len(honest))


@dataclass(frozen=True)
class Estimate:
    """A rate with its 95 % interval."""

    value: float
    low: float
    high: float


def bootstrap(
    statistic: Statistic,
    bona_fide: tuple[Scores, Sequence[Hashable]],
    morphs: tuple[Scores, Sequence[Hashable]],
    rounds: int = 200,
    seed: int = 0,
) -> Estimate:
    """``statistic`` with its 95 % percentile interval from resampled clusters.

    Pictures of one person (or one pair) are not independent, so whole clusters are drawn with
    replacement (cluster bootstrap; Davison & Hinkley 1997, section 3.8). Each argument is the scores
    (n,) and the cluster of each.
    """
    rng = np.random.default_rng(seed)
    sides = [_clusters(*side) for side in (bona_fide, morphs)]
    drawn = []
    for _ in range(rounds):
        picked = [np.concatenate([side[i] for i in rng.integers(len(side), size=len(side))]) for side in sides]
        drawn.append(statistic(picked[0], picked[1]))
    low, high = np.percentile(drawn, (2.5, 97.5))
    return Estimate(float(statistic(np.asarray(bona_fide[0]), np.asarray(morphs[0]))), float(low), float(high))


def _clusters(scores: Scores, names: Sequence[Hashable]) -> list[Scores]:
    held: dict[Hashable, list[float]] = {}
    for score, name in zip(scores, names, strict=True):
        held.setdefault(name, []).append(float(score))
    return [np.array(v) for v in held.values()]


@dataclass(frozen=True)
class Reliability:
    """Per bin of printed probability: how many pictures, the mean printed, the share that are morphs.

    ``ece`` is the expected calibration error: the mean gap between the last two, weighted by the
    number (Guo et al. 2017, "On Calibration of Modern Neural Networks").
    """

    count: NDArray[np.int64]
    said: Scores
    true: Scores
    ece: float


def reliability(probability: Scores, is_morph: NDArray[np.bool_], bins: int = 10) -> Reliability:
    """Compare printed probabilities (n,) of "blended" with the truth (n,), both classes weighing the same."""
    truth = np.asarray(is_morph, bool)
    said = np.asarray(probability, float)
    weight = np.where(truth, 0.5 / max(truth.sum(), 1), 0.5 / max((~truth).sum(), 1))
    which = np.clip((said * bins).astype(int), 0, bins - 1)
    total = np.bincount(which, weight, bins)
    safe = np.maximum(total, 1e-12)
    mean, share = np.bincount(which, weight * said, bins) / safe, np.bincount(which, weight * truth, bins) / safe
    ece = float((total * np.abs(mean - share)).sum() / total.sum())
    return Reliability(np.bincount(which, minlength=bins), mean, share, ece)


def right_alarms(hit: float, false_alarm: float, prevalence: float) -> float:
    """Share of alarms that are right (positive predictive value); 0.0 if nothing ever alarms.

    ``hit`` is 1 - MACER, ``false_alarm`` BSCER, ``prevalence`` the share of morphs among all pictures.
    """
    good, bad = hit * prevalence, false_alarm * (1 - prevalence)
    return good / (good + bad) if good + bad else 0.0
