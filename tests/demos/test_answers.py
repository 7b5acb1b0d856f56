"""The lab's recorded answers are those that the committed detector gives about the committed people."""

from __future__ import annotations

import json
from datetime import date

import numpy as np
import pytest

from demos.detection import answers, data, features, fusion, lab, people, results, shown
from demos.detection.journeys import KNOWN

DAY = date(2026, 11, 23)
RECORDED = json.loads((results.HERE / answers.FILE).read_text(encoding="utf-8"))
PICTURES = {picture["id"]: picture for picture in RECORDED["pictures"]}


def test_they_are_about_the_labs_pictures() -> None:
    _, kept = lab.split(people.read()["people"])
    for ask, told in zip(lab.asked(kept), RECORDED["pictures"], strict=True):
        assert (ask.id, list(ask.people), ask.kind, ask.amount) == tuple(
            told[k] for k in ("id", "people", "kind", "amount")
        )
        assert set(told["after"]) == set(lab.JOURNEYS)
    assert RECORDED["known"] == [journey for journey in lab.JOURNEYS if journey in KNOWN]


def test_every_score_stands_with_its_interval() -> None:
    for told in RECORDED["pictures"]:
        for after in told["after"].values():
            for value, low, high in [*after["above"].values(), *after["trusted"].values()]:
                assert 0 <= low <= value <= high <= 100
            assert set(after["above"]) == {*fusion.USED, answers.FUSED}
            assert set(after["trusted"]) == set(told["people"])
            assert set(after["maps"]) == set(shown.MAPS)
            assert after["said"] is None or after["took_for"] in KNOWN


@pytest.mark.parametrize("name", ["p01", "p05"])
@pytest.mark.parametrize("journey", ["original", "q80"])
def test_the_detector_says_the_same_today(name: str, journey: str) -> None:
    everybody = people.load(DAY)
    detector, kept = fusion.load(results.HERE / results.WEIGHTS), shown.load()
    ask = next(ask for ask in lab.asked(lab.split(everybody)[1]) if ask.id == name)
    pixels, marks = data.sent(lab.picture(ask, everybody), journey)  # type: ignore[arg-type]
    said, _ = detector.tell_one(features.measure(pixels, marks))
    told = PICTURES[name]["after"][journey]
    assert (said is None) == (told["said"] is None)
    if said is not None:
        assert said == pytest.approx(told["said"], abs=results.NEAR)
    fields = shown.fields(pixels, marks, journey, kept)  # type: ignore[arg-type]
    for kind, field in fields.items():
        assert shown.regions(field, marks, kind == shown.RAW) == told["maps"][kind]["regions"], kind
        assert np.isfinite(field).all()
