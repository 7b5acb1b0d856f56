"""How well a trusted second picture tells a blend, before and after a resend.

The second picture shows the same person on another occasion: another shot, whose camera was drawn anew and is
seldom the same. For a blend it is asked twice: with a second picture of the first one, and of the second one.
What is usual for one person is learnt from other people only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from demos.detection import metrics, trusted
from demos.detection.blends import RECIPES
from demos.detection.journeys import Journey
from demos.detection.protocol import Folds
from demos.detection.rates import Number
from demos.detection.table import Flags, Table
from demos.detection.trusted import Comparison

Real = NDArray[np.float64]
BEFORE: Journey = "original"
AFTER: tuple[Journey, ...] = ("q87", "q80", "half", "screenshot", "twice")
PARTS = ("shape", "look")
STEPS = (1, 3, 7, 11)
"""Pictures so many rows apart are held against each other as strangers."""
Values = Mapping[str, NDArray[np.float32]]


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


@dataclass(frozen=True)
class Judge:
    """What pictures taught: a face to lay others on (2n,); by part a comparison, its middle and spread."""

    face: Real
    parts: dict[str, tuple[Comparison, float, float]]

    def unlike(self, seen: Values, against: Values) -> Real:
        """How unlike pairs of pictures are, (n, 3): by shape, by look, by both; one person is about 0."""
        found = []
        for part, (comparison, middle, spread) in self.parts.items():
            apart = framed(self.face, part, seen[part]) - framed(self.face, part, against[part])
            found.append((comparison.score(apart) - middle) / spread)
        return np.stack([*found, np.mean(found, axis=0)], 1)


def framed(face: Real, part: str, values: NDArray[np.float32]) -> Real:
    """Measurements (n, k) in a common frame: landmarks are laid on ``face`` (2n,)."""
    if part != "shape":
        return values.astype(float)
    return np.stack([trusted.fitted(row, face) for row in values])


def learn(table: Table, held: Pairs, people: Flags) -> Judge:
    """From the rows of ``people`` (n,): their pairs before any resend, and strangers; no blend is ever learnt from."""
    own = table.values["shape"][people][:200].astype(float)
    face, parts = np.asarray(np.mean([trusted.fitted(row, own[0]) for row in own], axis=0), np.float64), {}
    same = ~table.morph[held.seen] & (table.journey[held.seen] == BEFORE) & people[held.seen]
    one, two = _strangers(table, people)
    for part in PARTS:
        values = table.values[part]
        pairs = ((held.seen[same], held.against[same]), (one, two))
        usual, strange = (framed(face, part, values[a]) - framed(face, part, values[b]) for a, b in pairs)
        comparison = trusted.learn(usual, strange)
        scores = comparison.score(usual)
        parts[part] = (comparison, float(scores.mean()), float(scores.std()))
    return Judge(face, parts)


def _strangers(table: Table, people: Flags) -> NDArray[np.int64]:
    """Row numbers (2, n) of pairs that show two of these people on two occasions."""
    rows = np.flatnonzero(people & (table.kind == "untouched") & (table.journey == BEFORE))
    one, two = np.tile(rows, len(STEPS)), np.concatenate([np.roll(rows, step) for step in STEPS])
    apart = (table.one[one] != table.one[two]) & (table.shot[one] != table.shot[two])
    return np.stack([one[apart], two[apart]])


def scores(table: Table, held: Pairs, fold_of: Folds) -> Real:
    """How unlike each pair is, (n, 3), said by a judge who knows neither person."""
    fold = np.array([fold_of[str(person)] for person in table.one])
    found = np.zeros((len(held.seen), len(PARTS) + 1))
    for f in np.unique(fold):
        mine = fold[held.seen] == f
        sides = [{part: table.values[part][rows[mine]] for part in PARTS} for rows in (held.seen, held.against)]
        found[mine] = learn(table, held, fold != f).unlike(sides[0], sides[1])
    return found


def report(table: Table, held: Pairs, told: Real) -> dict[str, Any]:
    """D-EER per recipe from what ``scores`` told, for a trusted picture of either person, before and after a resend."""
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
