"""From answers to the numbers of the report, each with its 95 % interval over people and pairs.

Thresholds are never taken on the pictures they are tested on: the one for a fold comes from the honest pictures
of the other folds. A number is a list [value, low, high].
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from demos.detection import metrics
from demos.detection.fusion import Told
from demos.detection.protocol import Folds, Scored
from demos.detection.table import Flags, Table

Real = NDArray[np.float64]
Number = list[float]
RATES = (0.10, 0.05, 0.01)
RARE = (100, 1000)
"""One morph in so many pictures."""


@dataclass(frozen=True)
class Part:
    """All answers of one part of the protocol, over all folds, row by row."""

    table: Table
    told: Told
    fold: NDArray[np.int64]

    def take(self, rows: Flags) -> Part:
        """Only some rows."""
        told = Told(*(getattr(self.told, name)[rows] for name in ("fused", "groups", "journey", "probability")))
        return Part(self.table.take(rows), told, self.fold[rows])

    def after(self, journey: str) -> Part:
        """Only the pictures after one journey."""
        return self.take(self.table.journey == journey)


def part(table: Table, scored: Sequence[Scored], name: str, fold_of: Folds) -> Part:
    """What all trials called ``name`` say."""
    own = [s for s in scored if s.part == name]
    rows = np.concatenate([s.rows for s in own])
    columns = ("fused", "groups", "journey", "probability")
    told = Told(*(np.concatenate([getattr(s.told, column) for s in own]) for column in columns))
    held = table.take(rows)
    return Part(held, told, np.array([fold_of[str(person)] for person in held.one]))


def number(of: Part, statistic: metrics.Statistic, values: NDArray[Any] | None = None) -> Number:
    """A statistic of honest and blended ``values`` (n,; the fused scores if none are given) with its interval."""
    held = np.asarray(of.told.fused if values is None else values, float)
    names, morph = np.array(of.table.clusters()), of.table.morph
    sides = [(held[side], names[side].tolist()) for side in (~morph, morph)]
    found = metrics.bootstrap(statistic, sides[0], sides[1])
    return [round(v, 4) for v in (found.value, found.low, found.high)]


def alarms(of: Part, rate: float) -> Flags:
    """Who raises an alarm if each fold's threshold lets ``rate`` of the other folds' honest pictures alarm."""
    found = np.zeros(len(of.fold), bool)
    for fold in np.unique(of.fold):
        others = of.told.fused[(of.fold != fold) & ~of.table.morph]
        found[of.fold == fold] = of.told.fused[of.fold == fold] >= metrics.threshold_at(others, rate)
    return found


def errors(of: Part, alarm: Flags) -> dict[str, Number]:
    """MACER and BSCER when ``alarm`` (n,) is given, and how many alarms are right if morphs are rare."""
    flags = alarm.astype(float)
    found = {
        "macer": number(of, lambda honest, blended: 1 - float(blended.mean()), flags),
        "bscer": number(of, lambda honest, blended: float(honest.mean()), flags),
    }
    for rare in RARE:
        found[f"right_alarms_1_in_{rare}"] = number(of, _right(1 / rare), flags)
    return found


def _right(share: float) -> metrics.Statistic:
    return lambda honest, blended: metrics.right_alarms(float(blended.mean()), float(honest.mean()), share)


def separation(of: Part) -> dict[str, Any]:
    """How well the fused score ranks, and its errors at three false alarm rates."""
    found: dict[str, Any] = {
        "honest": int((~of.table.morph).sum()),
        "morphs": int(of.table.morph.sum()),
        "d_eer": number(of, metrics.d_eer),
        "auc": number(of, metrics.auc),
    }
    for rate in RATES:
        found[f"at_bscer_{rate:.0%}"] = errors(of, alarms(of, rate))
    return found


def honesty(of: Part) -> dict[str, Any]:
    """What the printed probability is worth: calibration error where it is printed, silence elsewhere."""
    silent = np.isnan(of.told.probability)
    found: dict[str, Any] = {
        "abstains": number(of, lambda honest, blended: float((honest.mean() + blended.mean()) / 2), silent),
    }
    told = of.take(~silent)
    if min(told.table.morph.sum(), (~told.table.morph).sum()) < 10:
        return found
    chance = told.told.probability
    found["ece"] = number(told, calibration_error, chance)
    found["at_even_odds"] = errors(told, chance >= 0.5)
    found["reliability"] = bins(told, chance)
    return found


def dots(of: Part, chance: Real) -> dict[str, dict[str, Number]]:
    """Shares of honest and of blended pictures that alarm (``chance`` at least one half), get silence (NaN), pass."""
    silent, alarm = np.isnan(chance), np.nan_to_num(chance, nan=0.0) >= 0.5
    told = {"alarm": alarm, "silent": silent, "pass": ~alarm & ~silent}
    return {
        side: {name: number(of, of_side, flags.astype(float)) for name, flags in told.items()}
        for side, of_side in (("honest", _honest), ("blended", lambda honest, blended: float(blended.mean())))
    }


def bins(of: Part, chance: Real) -> list[list[float]]:
    """The reliability curve: for each tenth of probability the pictures, the mean printed, the share of morphs."""
    curve = metrics.reliability(chance, of.table.morph)
    rows = zip(curve.count, curve.said, curve.true, strict=True)
    return [[int(n), round(float(said), 3), round(float(true), 3)] for n, said, true in rows]


def calibration_error(honest: Real, blended: Real) -> float:
    """Expected calibration error of the probabilities of both classes, which weigh the same."""
    truth = np.arange(len(honest) + len(blended)) >= len(honest)
    return metrics.reliability(np.concatenate([honest, blended]), truth).ece


def innocent(of: Part) -> dict[str, Any]:
    """False alarms on each kind of honest picture: at even odds, and at 5 % on pictures nobody touched."""
    plain = of.take((of.table.kind == "untouched") | of.table.morph)
    found = {}
    for kind in sorted(set(of.table.kind[~of.table.morph])):
        rows = (of.table.kind == kind) | of.table.morph
        own = of.take(rows)
        strict = np.zeros(len(own.fold), bool)
        for fold in np.unique(own.fold):
            others = plain.told.fused[(plain.fold != fold) & ~plain.table.morph]
            mine = own.fold == fold
            strict[mine] = own.told.fused[mine] >= metrics.threshold_at(others, 0.05)
        found[str(kind)] = {
            "at_5%_of_untouched": number(own, _honest, strict),
            "at_even_odds": number(own, _honest, own.told.fused >= 0),
        }
    return found


def by_camera(of: Part, rate: float = 0.05) -> dict[str, Number]:
    """False alarms on each camera's untouched pictures, at a threshold that lets ``rate`` of all honest ones alarm."""
    alarm, found = alarms(of, rate), {}
    for name in sorted(set(of.table.camera_one[~of.table.morph])):
        rows = of.table.morph | ((of.table.kind == "untouched") & (of.table.camera_one == name))
        found[str(name)] = number(of.take(rows), _honest, alarm[rows])
    return found


def _honest(honest: Real, blended: Real) -> float:
    return float(honest.mean())
