"""`course evaluate`: from the evaluation renders to every number the course prints about the detector.

Takes and measures the pictures, runs every trial of the protocol, and gives one nested dict of numbers (see
``results.py`` for its file) and the detector learnt from everybody. Two processes; everything follows from one seed.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

import numpy as np
from numpy.typing import NDArray

from demos.detection import answers, compare, controls, data, gather, metrics, protocol, rates, seen, shown, train
from demos.detection.answers import Learnt
from demos.detection.blends import RECIPES
from demos.detection.data import Blend, People
from demos.detection.fusion import USED
from demos.detection.journeys import JOURNEYS, KNOWN
from demos.detection.protocol import Folds, Scored, Trial
from demos.detection.rates import Number, Part
from demos.detection.table import Table, table

Tick = Callable[[int, int], None]
PACKAGES = ("numpy", "opencv-python-headless", "pillow", "scikit-learn", "scipy")
CLEAN = "original"


@dataclass(frozen=True)
class Scope:
    """How much is measured: people (0: all), cameras a shot, partners in the ring, rounds of the null test."""

    people: int
    cameras: int
    partners: int
    rounds: int
    quick: bool


FULL = Scope(0, 2, 2, 10, False)
QUICK = Scope(15, 1, 1, 4, True)


@dataclass(frozen=True)
class Outcome:
    """The report, and what was learnt from everybody."""

    report: dict[str, Any]
    learnt: Learnt


class _Held:
    """What a worker process holds for all its trials."""

    table: Table
    fold_of: Folds


def hold(what: tuple[Table, Folds]) -> None:
    """Called once in each worker: the table is too large to be sent with each trial."""
    _Held.table, _Held.fold_of = what


def _run(trial: Trial, _: None) -> Scored:
    return protocol.run(_Held.table, _Held.fold_of, trial)


def _null(journey: str, seed: int) -> float:
    return controls.null(_Held.table, _Held.fold_of, journey, seed)


def evaluate(people: People, scope: Scope, progress: Tick) -> Outcome:
    """Everything. ``progress`` is called with the steps done and their number."""
    names = sorted(people)[: scope.people or None]
    people = {name: people[name] for name in names}
    fold_of = train.folds(names, protocol.FOLDS, data.SEED)
    shots = {name: list(people[name]) for name in names}
    plans = data.blends(shots, fold_of, scope.partners)
    nulls = [(journey, seed) for journey in controls.WAYS for seed in range(scope.rounds)]
    steps = _Steps(progress, len(names) + len(plans) + _trials(scope) + len(nulls))
    samples, mapped = gather.gather(people, plans, scope.cameras, steps.tick)
    rows = table(samples)
    every = protocol.trials(rows, fold_of, scope.quick)
    scored = gather.in_order(((_run, trial, None) for trial in every), steps.tick, (hold, (rows, fold_of)))
    chance = gather.in_order(((_null, *job) for job in nulls), steps.tick, (hold, (rows, fold_of)))
    found = {"data": _counts(rows, shots, plans), "versions": _versions()}
    found |= _detectors(rows, scored, fold_of, scope)
    by_way = {way: [told for told, job in zip(chance, nulls, strict=True) if job[0] == way] for way in controls.WAYS}
    found |= controls.report(rows, fold_of, by_way)
    held = compare.pairs(rows)
    unlike = compare.scores(rows, held, fold_of)
    found |= {"maps": seen.report(mapped, fold_of), "trusted": compare.report(rows, held, unlike)}
    learnt = Learnt(
        train.fit(rows.take(np.isin(rows.journey, KNOWN)), fold_of, KNOWN),
        train.fit(rows.take(protocol.careless(rows)), fold_of, (CLEAN,)),
        shown.learn(mapped),
        compare.learn(rows, held, np.ones(len(rows), bool)),
        answers.crowds(rates.part(rows, scored, "all", fold_of)),
        answers.couples(rows, held, unlike),
    )
    steps.done()
    return Outcome(found, learnt)


def _trials(scope: Scope) -> int:
    each = 2 + data.GROUPS + (0 if scope.quick else data.GROUPS + len(RECIPES) + len(KNOWN))
    return protocol.FOLDS * each


class _Steps:
    """Counts steps for the progress bar."""

    def __init__(self, progress: Tick, total: int) -> None:
        self._progress, self._total, self._now = progress, total + 1, 0
        progress(0, self._total)

    def tick(self) -> None:
        """One step more."""
        self._now += 1
        self._progress(min(self._now, self._total - 1), self._total)

    def done(self) -> None:
        """The end."""
        self._progress(self._total, self._total)


def _counts(rows: Table, shots: dict[str, list[str]], plans: Sequence[Blend]) -> dict[str, Any]:
    here = rows.take(rows.journey == CLEAN)
    kinds = sorted({str(kind) for kind in here.kind})
    return {
        "people": len(shots),
        "shots": sum(map(len, shots.values())),
        "cameras": len(data.camera_groups()),
        "couples": len(plans),
        "pictures": {kind: int((here.kind == kind).sum()) for kind in kinds},
        "journeys": list(JOURNEYS),
        "known_journeys": list(KNOWN),
        "measured": len(rows),
        "seed": data.SEED,
    }


def _versions() -> dict[str, str]:
    return {"python": ".".join(map(str, sys.version_info[:2]))} | {name: version(name) for name in PACKAGES}


def _detectors(rows: Table, scored: Sequence[Scored], fold_of: Folds, scope: Scope) -> dict[str, Any]:
    """What the trials gave: the detector as it is used, the one that saw clean files only, and what was left out."""
    whole, clean, hard = (rates.part(rows, scored, name, fold_of) for name in ("all", "clean", "everything"))
    found: dict[str, Any] = {
        "fused": {j: rates.separation(whole.after(j)) | rates.honesty(whole.after(j)) for j in JOURNEYS},
        "dots": {j: rates.dots(whole.after(j), whole.after(j).told.probability) for j in JOURNEYS},
        "careless_dots": {j: rates.dots(clean.after(j), _never_silent(clean.after(j))) for j in JOURNEYS},
        "fused_known": rates.honesty(whole.take(np.isin(whole.table.journey, KNOWN))),
        "clean_only": {j: _clean(clean.after(j)) for j in JOURNEYS},
        "groups": {name: {j: _group(whole.after(j), n) for j in JOURNEYS} for n, name in enumerate(USED)},
        "innocent": {j: rates.innocent(whole.after(j)) for j in (CLEAN, "q87", "q75")},
        "innocent_clean_only": {j: rates.innocent(clean.after(j)) for j in (CLEAN, "q87")},
        "false_alarms_by_camera": {j: rates.by_camera(whole.after(j)) for j in (CLEAN, "q87")},
        "everything_left_out": {j: rates.separation(hard.after(j)) for j in protocol.STRANGE},
    }
    if not scope.quick:
        found["left_out"] = dict(_left_out(rows, scored, fold_of))
    return found


def _clean(of: Part) -> dict[str, Any]:
    """A detector that saw untouched originals only: how it ranks, and what its probability is worth if never silent."""
    chance = _never_silent(of)
    plain = of.take(of.table.morph | (of.table.kind == data.UNTOUCHED))
    return {
        "d_eer": rates.number(of, metrics.d_eer),
        "d_eer_untouched": rates.number(plain, metrics.d_eer),
        "ece": rates.number(of, rates.calibration_error, chance),
        "at_even_odds": rates.errors(of, chance >= 0.5),
        "reliability": rates.bins(of, chance),
    }


def _never_silent(of: Part) -> NDArray[np.float64]:
    """Probabilities as printed by somebody who never says "I can't tell"."""
    return np.asarray(1 / (1 + np.exp(-np.clip(of.told.fused, -50, 50))), np.float64)


def _group(of: Part, n: int) -> Number:
    return rates.number(of, metrics.d_eer, of.told.groups[:, n])


def _left_out(rows: Table, scored: Sequence[Scored], fold_of: Folds) -> Iterator[tuple[str, dict[str, Number]]]:
    """D-EER when one recipe, camera group or journey was never seen."""
    for name in sorted({s.part for s in scored if ":" in s.part}):
        own = rates.part(rows, scored, name, fold_of)
        ways = [j for j in JOURNEYS if (own.table.journey == j).any()]
        yield name, {j: rates.number(own.after(j), metrics.d_eer) for j in ways}
