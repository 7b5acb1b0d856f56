"""How well a trusted second picture tells a blend, before and after a resend.

The second picture shows the same person on another occasion (another shot, another camera). For a blend it is
asked twice: with a second picture of the first one, and of the second one. What is usual for one person is
learnt from other people only.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from demos.detection import metrics, trusted
from demos.detection.blends import RECIPES
from demos.detection.protocol import Folds
from demos.detection.rates import Number
from demos.detection.table import Table

Real = NDArray[np.float64]
BEFORE, AFTER = "original", ("q75", "half-q75", "screenshot", "twice")
PARTS = ("shape", "look")


@dataclass(frozen=True)
class Pairs:
    """Row numbers of questioned pictures and of the trusted pictures they are held against; whose those are."""

    seen: NDArray[np.int64]
    against: NDArray[np.int64]
    whose: NDArray[np.str_]


def pairs(table: Table) -> Pairs:
    """Every picture that nobody edited beside one trusted picture of each person it claims to be."""
    trust = np.flatnonzero((table.kind == "untouched") & (table.journey == BEFORE))
    asked = np.isin(table.journey, (BEFORE, *AFTER)) & ((table.kind == "untouched") | table.morph)
    seen, against, whose = [], [], []
    for row in np.flatnonzero(asked):
        people = {"first": table.one[row]} | ({"second": table.two[row]} if table.morph[row] else {})
        for name, person in people.items():
            other = trust[(table.one[trust] == person) & (table.shot[trust] != table.shot[row])]
            if len(other):
                seen.append(row)
                against.append(other[row % len(other)])
                whose.append(name)
    return Pairs(np.array(seen, np.int64), np.array(against, np.int64), np.array(whose))


def scores(table: Table, held: Pairs, fold_of: Folds) -> Real:
    """How unlike each pair is, (n, 3): by shape, by look, by both; one person is about 0."""
    fold = np.array([fold_of[str(person)] for person in table.one])
    found = np.zeros((len(held.seen), len(PARTS) + 1))
    same = ~table.morph[held.seen] & (table.journey[held.seen] == BEFORE)
    for f in np.unique(fold):
        mine = fold[held.seen] == f
        for n, part in enumerate(PARTS):
            values = _framed(table, part, fold != f)
            apart = values[held.seen] - values[held.against]
            usual = trusted.learn(apart[same & ~mine], _strangers(table, values, fold != f)).score(apart)
            middle, spread = usual[same & ~mine].mean(), usual[same & ~mine].std()
            found[mine, n] = (usual[mine] - middle) / spread
    found[:, -1] = found[:, :-1].mean(axis=1)
    return found


def _strangers(table: Table, values: Real, others: NDArray[np.bool_]) -> Real:
    """Differences between pictures of two people on two occasions; no blend is ever learnt from."""
    rows = np.flatnonzero(others & (table.kind == "untouched") & (table.journey == BEFORE))
    found = [
        values[a] - values[b]
        for step in (1, 3, 7, 11)
        for a, b in zip(rows, np.roll(rows, step), strict=True)
        if table.one[a] != table.one[b] and table.shot[a] != table.shot[b]
    ]
    return np.stack(found) if found else np.zeros((0, values.shape[1]))


def _framed(table: Table, part: str, others: NDArray[np.bool_]) -> Real:
    """Measurements (n, k) in a common frame: landmarks are laid on the mean face of ``others``."""
    values = table.values[part].astype(float)
    if part != "shape":
        return values
    model = np.mean([trusted.fitted(row, values[0]) for row in values[others][:200]], axis=0)
    return np.stack([trusted.fitted(row, model) for row in values])


def report(table: Table, fold_of: Folds) -> dict[str, Any]:
    """D-EER per recipe, for a trusted picture of either person, before and after a resend; empty without pairs."""
    held = pairs(table)
    if not len(held.seen) or not table.morph[held.seen].any():
        return {}
    told = scores(table, held, fold_of)
    found: dict[str, Any] = {"pairs_of_one_person": int((~table.morph[held.seen] & _at(table, held, BEFORE)).sum())}
    for whose in ("first", "second"):
        found[whose] = {
            recipe: {way: _d_eer(table, held, told[:, -1], (whose, recipe, way)) for way in (BEFORE, *AFTER)}
            for recipe in (*RECIPES, "any")
        }
    for n, part in enumerate(PARTS):
        found[f"{part}_alone"] = _d_eer(table, held, told[:, n], ("first", "any", BEFORE))
    return found


def _at(table: Table, held: Pairs, journey: str) -> NDArray[np.bool_]:
    return np.asarray(table.journey[held.seen] == journey, bool)


def _d_eer(table: Table, held: Pairs, told: Real, which: tuple[str, str, str]) -> Number:
    whose, recipe, journey = which
    here, morph = _at(table, held, journey), table.morph[held.seen]
    wanted = morph & (held.whose == whose) & ((table.kind[held.seen] == recipe) | (recipe == "any"))
    names = np.array(table.clusters())[held.seen]
    sides = [(told[here & rows], names[here & rows].tolist()) for rows in (~morph, wanted)]
    if min(len(side[0]) for side in sides) < 5:
        return []
    estimate = metrics.bootstrap(metrics.d_eer, sides[0], sides[1], 200)
    return [round(v, 4) for v in (estimate.value, estimate.low, estimate.high)]
