"""Me against the detector: a fair plan, honest counting, the rule for sure and wrong, pictures that give nothing away."""

from __future__ import annotations

import inspect
import json
import math
import re
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml
from PIL import Image

from demos import text
from demos.detection.people import PeopleError
from demos.faces import marks
from demos.me_vs_detector import addresses, blocks, frames, model
from demos.me_vs_detector.addresses import HERE
from demos.me_vs_detector.model import Said

DAY = date(2026, 12, 1)


def picture(n: int, people: int, kind: str) -> dict[str, Any]:
    return {"id": f"x{n}", "people": ["e1", "e2"][:people], "kind": kind}


MADE = [picture(n, 1 + n % 2, "hidden" if n == 1 else "smoothed" if n == 2 else "other") for n in range(12)]


@pytest.mark.parametrize("seed", range(8))
def test_each_half_is_balanced_by_itself(seed: int) -> None:
    held = {one["id"]: one for one in MADE}
    found = model.plan(MADE, seed)
    assert [item.id for item in found] == [f"p{n:02d}" for n in range(1, 13)]
    assert {item.source for item in found} == set(held)
    for half in (found[: model.HALF], found[model.HALF :]):
        for side in model.SIDES:
            own = [item for item in half if model.side(held[item.source]) == side]
            assert len(own) == 3
            assert sum(item.journey != "original" for item in own) == 1, "as many resent on either side"
    first = {held[item.source]["kind"]: item.journey for item in found[: model.HALF]}
    assert [first[kind] for kind in model.CAREFUL.values()] == ["original", "original"]
    assert found == model.plan(MADE, seed)


def test_an_unbalanced_recording_is_refused() -> None:
    with pytest.raises(ValueError, match="six pictures"):
        model.plan(MADE[1:])
    with pytest.raises(ValueError, match="hidden"):
        model.plan([one | {"kind": "other"} if one["kind"] == "hidden" else one for one in MADE])


def test_hits_and_false_alarms_are_counted_apart() -> None:
    answers = [
        Said(True, True, 100),
        Said(True, False, 50),
        Said(False, True, 100),
        Said(False, None),
        model.detector(True, 0.9),
        model.detector(False, None),
        model.detector(False, 0.5),
    ]
    found = model.tally(answers)
    assert (found["hits"], found["of_two"]) == (2, 3)
    assert (found["alarms"], found["of_one"]) == (2, 2)
    assert (found["right"], found["answered"], found["silent"]) == (2, 5, 2)
    assert found["sure"] == pytest.approx((100 + 50 + 100 + 90 + 50) / 5)
    assert math.isnan(model.tally([Said(True, None)])["sure"])


def test_chance_is_told_as_wide_as_it_is() -> None:
    """Wilson's interval: 5 of 10 and 0 of 10 as in Newcombe 1998; a coin by counting."""
    assert model.interval(5, 10) == (24, 76)
    assert model.interval(0, 10) == (0, 28)
    assert model.interval(0, 0) == (0, 100)
    assert model.coin(6, 6) == round(100 / 64)
    assert model.coin(0, 6) == 100
    tossed = np.random.default_rng(1).integers(0, 2, (20_000, 12)).sum(1)
    assert model.coin(8, 12) == pytest.approx(100 * (tossed >= 8).mean(), abs=1)


def test_the_rule_for_sure_and_wrong() -> None:
    chances = {"a": (False, 0.95), "b": (False, 0.85), "c": (True, 0.3), "d": (True, 0.12), "e": (True, None)}
    assert model.wrongest(chances) == {"one": "a", "two": "d"}
    assert model.wrongest({"a": (False, 0.7), "b": (True, 0.99), "c": (False, 0.01)}) == {}


def test_the_recording_holds_two_on_which_it_was_sure_and_wrong() -> None:
    kinds = {item.id: one["kind"] for item, one in addresses.plan()}
    wrong = model.wrongest(addresses.chances())
    assert {side: kinds[pid] for side, pid in wrong.items()} == model.CAREFUL
    assert all(pid in list(kinds)[: model.HALF] for pid in wrong.values()), "a lesson with six pictures shows both"
    silent = [chance is None for _, chance in addresses.chances().values()]
    assert sum(silent[: model.HALF]) == sum(silent[model.HALF :]) == 1


def test_a_probability_is_never_certain() -> None:
    assert [addresses.told(n) for n in (None, 0.0, 0.116, 0.95, 1.0)] == [None, "1%", "12%", "95%", "99%"]


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_the_page_gets_what_was_measured_and_what_the_ledger_says(lang: str) -> None:
    told = addresses.manifest(lang)
    value = yaml.safe_load(addresses.STUDY.read_text("utf-8"))["values"][-1]
    assert told["study"] == {"value": value["value"], "unit": value["unit"][lang], "base": value["base"][lang]}
    dots = json.loads((addresses.ENGINE / "results.json").read_text("utf-8"))["dots"]["original"]
    assert told["measured"]["honest"][0] == round(100 * dots["honest"]["alarm"][0])
    assert all(re.fullmatch(r"p\d\d\.webp", one["src"]) for one in told["pictures"]), "no address tells the answer"
    assert told["detector"]["12"]["answered"] + told["detector"]["12"]["silent"] == 12
    assert len(json.dumps(told, ensure_ascii=False).encode()) < 30_000
    alt = text.words(HERE, lang)["alt"]
    assert "{n}" in alt
    assert not any(word in alt for word in (text.words(HERE, lang)["one"], text.words(HERE, lang)["two"]))


def test_every_kind_has_its_words() -> None:
    words = text.words(HERE, "ko")
    assert [one["kind"] for _, one in addresses.plan() if f"kind_{one['kind']}" not in words] == []


def test_pictures_are_drawn_alike_and_marked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    two = addresses.plan()[1:3]
    assert [item.journey == "original" for item, _ in two] == [False, True]
    monkeypatch.setattr(addresses, "plan", lambda: two)
    counted: list[tuple[int, int]] = []
    frames.write(tmp_path, lambda done, every: counted.append((done, every)), DAY)
    files = sorted(tmp_path.rglob("*.*"))
    assert [path.name for path in files] == ["p02.webp", "p03.webp"]
    assert counted == [(1, 2), (2, 2)]
    assert [path.name for path in files if marks.missing(path)] == []
    for path in files:
        with Image.open(path) as file:
            assert file.size == (frames.SIDE, frames.SIDE), "the size tells nothing"


def test_no_picture_can_be_handed_in(tmp_path: Path) -> None:
    assert list(inspect.signature(frames.write).parameters) == ["out", "progress", "day"]
    script = (HERE / "element.js").read_text("utf-8")
    assert [
        word for word in ("type='file'", "FileReader", "getUserMedia", "Storage", "history") if word in script
    ] == []
    with pytest.raises(PeopleError, match="expired"):
        frames.write(tmp_path, lambda done, every: None, DAY.replace(year=2040))
    assert list(tmp_path.iterdir()) == []


def test_the_material_is_sound_and_a_foreign_recording_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    assert frames.verify(DAY) == []
    held = addresses.recorded()
    monkeypatch.setattr(addresses, "recorded", lambda: [held[0] | {"shot": "s9"}, *held[1:]])
    assert "answers.json" in frames.verify(DAY)[-1]


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_teachers_get_the_answers(lang: str) -> None:
    table = blocks.block("answers", lang)
    assert table.count("<tr>") == 1 + 12
    assert table.count(text.words(HERE, lang)["two"]) == 6
    with pytest.raises(LookupError):
        blocks.block("nothing", lang)
