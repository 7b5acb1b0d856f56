"""Fits the detector of ``fusion.py``. Needs scikit-learn: slow to import, and used by `course evaluate` only.

Folds are by person: whoever is in the test fold is in no picture that was learnt from, neither alone nor as
half of a morph.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from demos.detection.fusion import USED, Detector, Familiar, Linear, traces
from demos.detection.table import Table

Real = NDArray[np.float64]
STRENGTH = 0.02
"""Inverse of the ridge on the weights (scikit-learn's C), as in the study."""
DIRECTIONS = 24
"""Directions in which a journey's traces are compared."""
KEPT = 0.975
"""Share of a journey's own pictures that count as familiar."""


def folds(people: Sequence[str], count: int, seed: int) -> dict[str, int]:
    """A fold for each person, as even as possible."""
    order = np.random.default_rng(seed).permutation(sorted(set(people)))
    return {str(person): n % count for n, person in enumerate(order)}


def fit(learnt: Table, fold_of: dict[str, int], journeys: Sequence[str]) -> Detector:
    """Groups on all rows after ``journeys``; the model over them on scores of people each group model had not seen."""
    held = learnt.take(np.isin(learnt.journey, journeys))
    which = np.array([fold_of[str(person)] for person in held.one])
    unseen = np.stack([_unseen(held.values[name], held.morph, which) for name in USED], 1)
    over = linear(unseen, held.morph)
    fused = over.scores(unseen)
    platt, familiar = {}, {}
    for way in journeys:
        rows = held.journey == way
        platt[way] = _platt(fused[rows], held.morph[rows])
        familiar[way] = known(traces(held.take(rows).values), held.values["size"][rows, 0])
    return Detector({name: linear(held.values[name], held.morph) for name in USED}, over, platt, familiar)


def _unseen(values: NDArray[np.float32], truth: NDArray[np.bool_], which: NDArray[np.int64]) -> Real:
    found = np.zeros(len(truth))
    for fold in np.unique(which):
        found[which == fold] = linear(values[which != fold], truth[which != fold]).scores(values[which == fold])
    return found


def linear(values: NDArray[Any], truth: NDArray[np.bool_]) -> Linear:
    """A standardised logistic regression, both classes weighing the same; ``values`` (n, k)."""
    from sklearn.linear_model import LogisticRegression

    mean, scale = values.mean(axis=0), values.std(axis=0) + 1e-6
    model = LogisticRegression(C=STRENGTH, class_weight="balanced", max_iter=2000)
    model.fit((values - mean) / scale, truth)
    weights = np.asarray(model.coef_[0], float)
    return Linear(np.asarray(mean, float), np.asarray(scale, float), weights, float(model.intercept_[0]))


def _platt(scores: Real, truth: NDArray[np.bool_]) -> tuple[float, float]:
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=1e3, class_weight="balanced").fit(scores[:, None], truth)
    return float(model.coef_[0, 0]), float(model.intercept_[0])


def known(seen: Real, size: NDArray[Any]) -> Familiar:
    """Where the traces (n, k) and sizes (n,) of one journey lie."""
    from sklearn.decomposition import PCA

    mean, scale = seen.mean(axis=0), seen.std(axis=0) + 1e-3
    model = PCA(min(DIRECTIONS, len(seen) - 1, seen.shape[1]), svd_solver="full").fit((seen - mean) / scale)
    whiten = model.components_ / np.sqrt(model.explained_variance_ + 1e-3)[:, None]
    away = np.linalg.norm(((seen - mean) / scale) @ whiten.T, axis=1)
    return Familiar(
        mean, scale, np.asarray(whiten, float), float(np.quantile(away, KEPT)), (float(size.min()), float(size.max()))
    )
