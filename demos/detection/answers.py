"""What every method says of the lab's pictures after each journey, recorded as ``answers.json``.

The page and the server read this file and hold no detector. A score is told as "of 100 honest pictures that came the
same way, so many score at least this much": the honest ones are those of the evaluation, each scored by a detector that
knew nobody in it. The lab's own people were kept out of everything that was learnt or counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from demos.detection import data, features, lab, metrics, shown, trusted
from demos.detection.compare import BEFORE, Judge, Pairs
from demos.detection.data import People, Picture
from demos.detection.features import Vector
from demos.detection.fusion import USED, Detector
from demos.detection.journeys import KNOWN, Journey
from demos.detection.lab import Ask
from demos.detection.rates import Part
from demos.detection.shown import Kept
from demos.detection.table import Table

FILE = "answers.json"
FUSED = "fused"
Real = NDArray[np.float64]
Crowd = tuple[Real, list[str]]
"""Scores (n, k) of honest pictures or pairs, and who is in each."""


@dataclass(frozen=True)
class Learnt:
    """All that the evaluation learnt and counted; ``honest`` and ``pairs`` by journey."""

    detector: Detector
    careless: Detector
    kept: Kept
    judge: Judge
    honest: dict[str, Crowd]
    pairs: dict[str, Crowd]


def crowds(whole: Part) -> dict[str, Crowd]:
    """By journey of the lab: each method's score and the fused one (n, 6) of honest pictures."""
    found = {}
    for journey in lab.JOURNEYS:
        own = whole.take((whole.table.journey == journey) & ~whole.table.morph)
        found[str(journey)] = (np.column_stack([own.told.groups, own.told.fused]), own.table.clusters())
    return found


def couples(table: Table, held: Pairs, unlike: Real) -> dict[str, Crowd]:
    """By journey of the lab: how unlike two pictures of one person are, (n, 1)."""
    names, found = np.array(table.clusters())[held.seen], {}
    for journey in lab.JOURNEYS:
        rows = (table.journey[held.seen] == journey) & ~table.morph[held.seen]
        found[str(journey)] = (unlike[rows, -1:], names[rows].tolist())
    return found


def record(people: People, learnt: Learnt) -> dict[str, Any]:
    """The answers about all thirteen pictures, from the lab's people, JSON-able."""
    return {
        "methods": list(USED),
        "journeys": list(lab.JOURNEYS),
        "known": [journey for journey in lab.JOURNEYS if journey in KNOWN],
        "pictures": [_picture(ask, people, learnt) for ask in lab.asked(sorted(people))],
    }


def _picture(ask: Ask, people: People, learnt: Learnt) -> dict[str, Any]:
    made = lab.picture(ask, people)
    second = {person: _seen(lab.trusted(ask, person, people), BEFORE) for person in ask.people}
    return {
        "id": ask.id,
        "people": list(ask.people),
        "shot": ask.shot,
        "cameras": list(ask.cameras),
        "kind": ask.kind,
        "amount": ask.amount,
        "after": {journey: _after(made, journey, second, learnt) for journey in lab.JOURNEYS},
    }


def _after(made: Picture, journey: Journey, second: dict[str, dict[str, Vector]], learnt: Learnt) -> dict[str, Any]:
    pixels, marks = data.sent(made, journey)
    values = {name: of[None] for name, of in features.measure(pixels, marks).items()}
    told, plain = learnt.detector.tell(values), learnt.careless.tell(values)
    chance = float(told.probability[0])
    scores = np.append(told.groups[0], told.fused[0])
    fields = shown.fields(pixels, marks, journey, learnt.kept)
    return {
        "said": None if np.isnan(chance) else round(chance, 3),
        "took_for": str(told.journey[0]),
        "careless": round(float(1 / (1 + np.exp(-np.clip(plain.fused[0], -50, 50)))), 3),
        "above": dict(zip((*USED, FUSED), above(scores, learnt.honest[journey]), strict=True)),
        "trusted": {
            person: above(_unlike(_seen(made, journey), of, learnt.judge), learnt.pairs[journey])[0]
            for person, of in second.items()
        },
        "maps": {name: {"regions": shown.regions(field, marks, name == shown.RAW)} for name, field in fields.items()},
    }


def _seen(picture: Picture, journey: Journey) -> dict[str, Vector]:
    """What the trusted comparison sees of a picture, by part, (1, k) each."""
    pixels, marks = data.sent(picture, journey)
    errs = data.dice("landmarks", "lab", picture.name), data.dice("landmarks", "lab", picture.name, journey)
    found = trusted.found(marks, *errs)
    return {"shape": trusted.shape(found)[None], "look": trusted.look(pixels, found)[None]}


def _unlike(seen: dict[str, Vector], against: dict[str, Vector], judge: Judge) -> Real:
    return judge.unlike(seen, against)[0, -1:]


def above(scores: Real | Sequence[float], crowd: Crowd) -> list[list[float]]:
    """For each score (k,): of 100 in the crowd so many have at least as much, with the 95 % interval over people."""
    values, names = crowd
    found = []
    for n, score in enumerate(scores):
        side = ((values[:, n] >= score).astype(float), names)
        estimate = metrics.bootstrap(lambda held, _: float(held.mean()), side, side, 200)
        found.append([round(100 * v, 1) for v in (estimate.value, estimate.low, estimate.high)])
    return found
