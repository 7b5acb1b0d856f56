"""Fits the detector of ``fusion.py``. Needs scikit-learn, which only `course evaluate` uses.

Folds are by person: whoever is in the test fold is in no picture that was learnt from, neither alone nor as
half of a morph.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.decomposition import PCA
from sklearn.linear_model import LogisticRegression

from demos.detector.features import Vector
from demos.detector.fusion import USED, Detector, Familiar, Linear, traces

Real = NDArray[np.float64]
STRENGTH = 0.02
"""Inverse of the ridge on the weights (scikit-learn's C), as in the study."""
DIRECTIONS = 24
"""Directions in which a journey's traces are compared."""
KEPT = 0.975
"""Share of a journey's own pictures that count as familiar."""


@dataclass(frozen=True)
class Sample:
    """One picture of the training or test set, measured."""

    measured: dict[str, Vector]
    morph: bool
    people: tuple[str, ...]
    journey: str
    recipe: str
    camera: str


def folds(people: Sequence[str], count: int, seed: int) -> dict[str, int]:
    """A fold for each person, as even as possible."""
    order = np.random.default_rng(seed).permutation(sorted(set(people)))
    return {str(person): n % count for n, person in enumerate(order)}


def fit(samples: Sequence[Sample], fold_of: dict[str, int], journeys: Sequence[str]) -> Detector:
    """Groups on all samples; the model over them on scores of people each group model had not seen."""
    held = [s for s in samples if s.journey in journeys]
    truth = np.array([s.morph for s in held])
    which = np.array([fold_of[s.people[0]] for s in held])
    values = {name: np.stack([s.measured[name] for s in held]).astype(float) for name in USED}
    unseen = np.stack([_unseen_scores(values[name], truth, which) for name in USED], 1)
    over = linear(unseen, truth)
    fused = np.array([over.score(row) for row in unseen])
    platt, familiar = {}, {}
    for way in journeys:
        rows = np.array([s.journey == way for s in held])
        platt[way] = _platt(fused[rows], truth[rows])
        familiar[way] = known(np.stack([traces(s.measured) for s in held if s.journey == way]))
    return Detector({name: linear(values[name], truth) for name in USED}, over, platt, familiar)


def _unseen_scores(values: Real, truth: NDArray[np.bool_], which: NDArray[np.int64]) -> Real:
    found = np.zeros(len(truth))
    for fold in np.unique(which):
        model = linear(values[which != fold], truth[which != fold])
        found[which == fold] = [model.score(row) for row in values[which == fold]]
    return found


def linear(values: Real, truth: NDArray[np.bool_]) -> Linear:
    """A standardised logistic regression, both classes weighing the same; ``values`` (n, k)."""
    mean, scale = values.mean(axis=0), values.std(axis=0) + 1e-6
    model = LogisticRegression(C=STRENGTH, class_weight="balanced", max_iter=2000)
    model.fit((values - mean) / scale, truth)
    return Linear(mean, scale, np.asarray(model.coef_[0], float), float(model.intercept_[0]))


def _platt(scores: Real, truth: NDArray[np.bool_]) -> tuple[float, float]:
    model = LogisticRegression(C=1e3, class_weight="balanced").fit(scores[:, None], truth)
    return float(model.coef_[0, 0]), float(model.intercept_[0])


def known(seen: Real) -> Familiar:
    """Where the traces (n, k) of one journey lie."""
    mean, scale = seen.mean(axis=0), seen.std(axis=0) + 1e-3
    model = PCA(min(DIRECTIONS, len(seen) - 1), svd_solver="full").fit((seen - mean) / scale)
    whiten = model.components_ / np.sqrt(model.explained_variance_ + 1e-3)[:, None]
    away = np.linalg.norm(((seen - mean) / scale) @ whiten.T, axis=1)
    return Familiar(mean, scale, np.asarray(whiten, float), float(np.quantile(away, KEPT)))
