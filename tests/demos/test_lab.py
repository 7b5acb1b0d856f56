"""The lab's pictures: drawn by dice, from people that nothing was learnt from; their scores told against a crowd."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from demos.detection import answers, data, lab, rates
from demos.detection.blends import RECIPES
from demos.detection.fusion import Told
from demos.detection.journeys import JOURNEYS, KNOWN
from demos.detection.table import Sample, table

NAMES = [f"e{n:03d}" for n in range(40, 48)]


def test_the_labs_people_are_measured_by_nobody() -> None:
    everybody = dict.fromkeys(f"e{n:03d}" for n in range(1, 30))
    measured, kept = lab.split(everybody)
    assert len(kept) == lab.PEOPLE
    assert sorted([*measured, *kept]) == sorted(everybody)
    with pytest.raises(ValueError, match="16"):
        lab.split(dict.fromkeys(NAMES))


def test_half_of_what_is_asked_about_is_blended_and_dice_decide() -> None:
    asked = lab.asked(NAMES)
    assert asked == lab.asked(NAMES), "the same people give the same pictures"
    assert [ask.id for ask in asked] == [f"p{n:02d}" for n in range(13)]
    control, *rest = asked
    assert (control.kind, len(control.people)) == (data.UNTOUCHED, 1)
    assert Counter(ask.kind for ask in rest) == Counter([*lab.HONEST, *lab.BLENDED])
    assert set(RECIPES) <= {ask.kind for ask in rest}
    for ask in rest:
        assert (len(ask.people) == 2) == (ask.kind in RECIPES)
        assert (0.4 <= ask.amount <= 0.6) if ask.kind in RECIPES else ask.amount == 0
        assert len({int(person[1:]) % 2 for person in ask.people}) == 1, "women with women, men with men"
        assert len(set(ask.people)) == len(ask.people) == len(ask.cameras) == len(ask.moments)
    couples = [frozenset(ask.people) for ask in rest if len(ask.people) == 2]
    assert len(set(couples)) == len(couples)
    kinds = [ask.kind in RECIPES for ask in rest]
    assert kinds != sorted(kinds), "the order gives nothing away"
    assert kinds != sorted(kinds, reverse=True)


def test_half_of_the_journeys_are_strange_to_the_detector() -> None:
    assert set(lab.JOURNEYS) <= set(JOURNEYS)
    assert [journey in KNOWN for journey in lab.JOURNEYS].count(False) == 3


def test_a_score_is_told_against_a_crowd() -> None:
    crowd = (np.column_stack([np.arange(100.0), np.zeros(100)]), [f"e{n % 20:03d}" for n in range(100)])
    (value, low, high), tied = answers.above([90.0, 0.0], crowd)
    assert value == 10.0
    assert low <= value <= high
    assert high > low
    assert tied == [100.0, 100.0, 100.0]


def test_every_picture_alarms_passes_or_gets_silence() -> None:
    values = {"size": np.zeros(1, np.float32)}
    rows = [
        Sample(values, n % 2 == 1, (f"e{n:03d}",), ("cam01",), "s1", "splice" if n % 2 else "untouched", "q87", str(n))
        for n in range(40)
    ]
    chance = np.tile([0.1, 0.9, 0.6, np.nan], 10)
    told = Told(chance, np.zeros((40, 0)), np.full(40, "q87"), chance)
    found = rates.dots(rates.Part(table(rows), told, np.arange(40) % 5), chance)
    assert {name: v[0] for name, v in found["honest"].items()} == {"alarm": 0.5, "silent": 0.0, "pass": 0.5}
    assert {name: v[0] for name, v in found["blended"].items()} == {"alarm": 0.5, "silent": 0.5, "pass": 0.0}
