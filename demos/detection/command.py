"""What `course evaluate` does: load the invented people, measure, write, compare.

scikit-learn is a tool for this command only; no server and no page needs it.
"""

from __future__ import annotations

import importlib
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from demos.detection import answers, figures, fusion, lab, results, shown
from demos.detection.data import People

SOURCE = "demos.detection.people"
"""The module whose ``load`` gives the invented people: the only way in, so that no other picture gets to a detector."""


WRITTEN = (results.WEIGHTS, shown.WEIGHTS.name, answers.FILE)


class NotReadyError(ValueError):
    """Something is missing; the sentence says what, in Korean and in English."""


def run(out: Path, quick: bool, keep: bool, progress: Callable[[int, int], None], day: date) -> list[str]:
    """Measure, write report, weights and figures to ``out``; lines where the report differs from the committed one.

    With ``keep`` the new files take the place of the committed ones and nothing is compared. Raises ``NotReadyError``.
    """
    if find_spec("sklearn") is None:
        raise NotReadyError("scikit-learn이 필요합니다: uv sync / scikit-learn is needed: uv sync")
    source = importlib.import_module(SOURCE)
    if not (source.HERE / source.LEDGER).is_file():
        raise NotReadyError("평가용 인물이 아직 없습니다: CONTRIBUTING.md / people to measure on are not there yet")
    people: People = source.load(day)
    return measure(people, out, Wish(quick, keep, day), progress)


@dataclass(frozen=True)
class Wish:
    """What was asked for, and on which day."""

    quick: bool
    keep: bool
    day: date


def measure(people: People, out: Path, wish: Wish, progress: Callable[[int, int], None]) -> list[str]:
    """``run`` for given people; the last of them are the lab's and are not measured on."""
    from demos.detection import evaluate

    measured, kept = lab.split(people)
    scope = evaluate.QUICK if wish.quick else evaluate.FULL
    made = evaluate.evaluate({name: people[name] for name in measured}, scope, progress)
    report = {"day": wish.day.isoformat(), "quick": wish.quick, **made.report}
    name = results.name(wish.quick)
    results.write(report, out / name)
    if not wish.quick:
        recorded = answers.record({name: people[name] for name in kept}, made.learnt)
        _write(report, recorded | {"day": wish.day.isoformat()}, made.learnt, out)
    committed = results.read(results.HERE / name)
    if wish.keep:
        for path in [out / name] if wish.quick else [out / file for file in (name, *WRITTEN)]:
            shutil.copy(path, results.HERE / path.name)
        return []
    if committed is None:
        return [f"{name}: 기록된 수가 아직 없습니다. / no committed numbers yet (--keep)."]
    found = list(results.differences(committed, results.read(out / name)))
    if not wish.quick:
        old, new = (results.read(folder / answers.FILE) for folder in (results.HERE, out))
        found += results.differences(old, new, answers.FILE)
    return found


def _write(report: dict[str, Any], recorded: dict[str, Any], learnt: answers.Learnt, out: Path) -> None:
    fusion.save(learnt.detector, out / results.WEIGHTS)
    shown.save(learnt.kept, out / shown.WEIGHTS.name)
    results.write(recorded, out / answers.FILE)
    figures.write(report, out)
