"""What must be at chance, or the pictures are not comparable: random labels, and single plain numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from demos.detection import gather, metrics, protocol, rates, train
from demos.detection.fusion import Told
from demos.detection.protocol import Folds
from demos.detection.rates import Number, Part
from demos.detection.table import Table

WAYS = ("original", "q87", "q75")


def report(rows: Table, fold_of: Folds, nulls: Mapping[str, Sequence[float]]) -> dict[str, Any]:
    """What must be at chance: random labels (``nulls``: by journey what ``null`` gave), and single plain numbers."""
    return {
        "null_test": {journey: _mean(found) for journey, found in nulls.items()},
        "one_number": {
            name: {j: _one(rows.take(rows.journey == j), fold_of, n) for j in WAYS}
            for n, name in enumerate(gather.PLAIN)
        },
    }


def null(rows: Table, fold_of: Folds, journey: str, seed: int) -> float:
    """D-EER of a detector that learns labels thrown at random, over all folds."""
    held = protocol.null_labels(rows.take(rows.journey == journey), seed)
    fold = np.array([fold_of[str(person)] for person in held.one])
    told = np.zeros(len(held))
    for f in np.unique(fold):
        model = train.fit(held.take(fold != f), fold_of, (journey,))
        told[fold == f] = model.tell(held.take(fold == f).values).fused
    return metrics.d_eer(told[~held.morph], told[held.morph])


def _mean(found: Sequence[float]) -> Number:
    """The mean with twice its standard error on both sides."""
    middle, away = float(np.mean(found)), 2 * float(np.std(found)) / np.sqrt(len(found))
    return [round(v, 4) for v in (middle, middle - away, middle + away)]


def _one(rows: Table, fold_of: Folds, n: int) -> Number:
    """D-EER of one plain number; each fold's direction comes from the others. Only pictures that nobody edited."""
    held = rows.take((rows.kind == "untouched") | rows.morph)
    values = held.values["plain"][:, n].astype(float)
    fold = np.array([fold_of[str(person)] for person in held.one])
    for f in np.unique(fold):
        sides = [held.values["plain"][(fold != f) & side, n].astype(float) for side in (~held.morph, held.morph)]
        values[fold == f] *= 1.0 if metrics.auc(sides[0], sides[1]) >= 0.5 else -1.0
    answers = Told(values, np.zeros((len(held), 0)), held.journey, values)
    return rates.number(Part(held, answers, fold), metrics.d_eer)
