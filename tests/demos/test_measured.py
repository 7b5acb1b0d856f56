"""What pages say of the measured detector: every number is the report's own, every sentence fits the numbers."""

from __future__ import annotations

import copy
import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from demos.detection import results
from demos.detection.blends import RECIPES
from demos.detection.edits import EDITS
from demos.detection.fusion import USED
from demos.detection.gather import MAPPED, PLAIN
from demos.detection.journeys import JOURNEYS, KNOWN
from demos.detector import blocks, panel, tells
from demos.faces import camera

KO, EN = panel.Say("ko"), panel.Say("en")
MADE_UP = "2026-01-02"


def number(value: float) -> list[float]:
    return [value, round(max(0, value - 0.03), 4), round(min(1, value + 0.04), 4)]


def at(value: float) -> dict[str, Any]:
    rates = {"macer": number(value), "bscer": number(value / 2)}
    return rates | {f"right_alarms_1_in_{n}": number(value / n * 10) for n in (100, 1000)}


def fused(value: float, known: bool) -> dict[str, Any]:
    found = {"d_eer": number(value), "auc": number(1 - value), "abstains": number(0.04 if known else 0.97)}
    return found | {f"at_bscer_{rate}": at(value) for rate in ("10%", "5%", "1%")} | {"ece": number(0.05)}


def report() -> dict[str, Any]:
    """A report of the right shape in which hardly two numbers are the same."""
    value = iter(n / 1000 for n in range(101, 900, 1))
    kinds = {kind: {"at_5%_of_untouched": number(next(value))} for kind in ("untouched", *EDITS)}
    bins = [[20, 0.05 + n / 10, n / 9] for n in range(10)]
    ways = {side: {part: number(next(value)) for part in ("alarm", "silent", "pass")} for side in ("honest", "blended")}
    each = {recipe: {j: number(next(value)) for j in ("original", "q75", "twice")} for recipe in (*RECIPES, "any")}
    fair = {"raw_honest": 0.66, "raw_blended": 0.7, "controlled_honest": 0.49, "controlled_blended": 0.68}
    left = {f"recipe: {r}": {j: number(next(value)) for j in JOURNEYS} for r in RECIPES}
    left |= {f"camera: {n}": {j: number(next(value)) for j in JOURNEYS} for n in (1, 2, 3)}
    left |= {f"recompression: {j}": {j: number(next(value))} for j in KNOWN}
    return {
        "day": MADE_UP,
        "versions": {"numpy": "2.0"},
        "data": {
            **{"people": 58, "shots": 174, "cameras": 14, "couples": 116, "measured": 12300, "seed": 2026},
            "pictures": dict.fromkeys(("untouched", *EDITS, *RECIPES), 30),
            **{"journeys": list(JOURNEYS), "known_journeys": list(KNOWN)},
        },
        "fused": {j: fused(next(value), j in KNOWN) for j in JOURNEYS},
        "fused_known": {"ece": number(0.05), "reliability": bins},
        "clean_only": {j: {"d_eer": number(0.05), "ece": number(next(value)), "reliability": bins} for j in JOURNEYS},
        "everything_left_out": {j: fused(next(value), False) for j in JOURNEYS if j not in KNOWN},
        "groups": {name: {j: number(next(value)) for j in JOURNEYS} for name in USED},
        "innocent": {"original": kinds},
        "innocent_clean_only": {"original": kinds},
        "false_alarms_by_camera": {j: {name: number(0.04) for name in camera.cameras()} for j in ("original", "q87")},
        "left_out": left,
        "null_test": {j: number(0.5) for j in ("original", "q87", "q75")},
        "one_number": {name: {j: number(0.49) for j in ("original", "q87", "q75")} for name in PLAIN},
        "maps": {
            m: {j: {k: number(v) for k, v in fair.items()} for j in MAPPED} for m in ("ela", "lost_grid", "texture")
        },
        "trusted": {"pairs_of_one_person": 100, "first": each, "second": each},
        "dots": dict.fromkeys(JOURNEYS, ways),
    }


@pytest.fixture
def measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    monkeypatch.setattr(results, "HERE", tmp_path)
    results.write(report(), tmp_path / results.name(False))
    return report()


def leaves(of: Any) -> list[float]:
    if isinstance(of, dict):
        return [leaf for value in of.values() for leaf in leaves(value)]
    if isinstance(of, list):
        return [leaf for value in of for leaf in leaves(value)]
    return [float(of)] if isinstance(of, int | float) else []


class Balanced(HTMLParser):
    """Fails on a tag that is closed by another."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in ("line", "circle", "rect", "path"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("lang", ["ko", "en"])
@pytest.mark.parametrize("name", blocks.BLOCKS)
def test_every_block_is_whole_and_says_whom_and_when(measured: dict[str, Any], name: str, lang: panel.Lang) -> None:
    text = blocks.block(name, lang)
    reader = Balanced()
    reader.feed(re.sub(r"<(line|circle|rect|path)([^>]*)/>", r"<\1\2>", text))
    assert reader.open == []
    assert MADE_UP in text
    assert "58" in text
    assert text.count("<figure") == 1
    assert all('scope="' in head for head in re.findall(r"<th\b[^>]*>", text))
    assert bool(re.search("[가-힣]", text)) == (lang == "ko")


@pytest.mark.parametrize("name", blocks.BLOCKS)
def test_every_number_in_a_table_is_one_of_the_report(measured: dict[str, Any], name: str) -> None:
    held = {
        f"{scale * leaf:.{places}f}"
        for leaf in leaves(measured)
        for scale, places in ((100, 1), (100, 0), (1, 2), (1, 3))
    }
    shown = re.findall(r"<td><b>([\d.]+)</b>", blocks.block(name, "en"))
    assert shown or name == "card"
    assert [value for value in shown if value not in held] == []


def test_what_is_counted_stands_on_the_card(measured: dict[str, Any]) -> None:
    text = blocks.block("card", "en")
    for count in ("58", "174", "14", "116", "12,300", "2026", "numpy 2.0"):
        assert count in text
    assert "210<ul>" in text  # seven kinds of honest pictures, 30 each
    assert "150<ul>" in text  # five recipes


def test_nothing_measured_is_said_and_an_unknown_block_is_no_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(results, "HERE", tmp_path)
    assert "아직 재지 않았습니다" in blocks.block("errors", "ko")
    assert "Not measured yet" in blocks.block("errors", "en")
    with pytest.raises(LookupError, match="no block 'none'"):
        blocks.block("none", "ko")


def changed(path: str, value: Any) -> dict[str, Any]:
    new = copy.deepcopy(report())
    *way, last = path.split(".")
    at_end = new
    for key in way:
        at_end = at_end[key]
    at_end[last] = value
    return new


def test_a_resend_is_called_worse_only_when_the_intervals_are_apart() -> None:
    worse = changed("clean_only.q87.d_eer", [0.3, 0.25, 0.35])
    assert "clearly worse" in tells.errors(worse, EN)[0]
    assert "does not show" in tells.errors(report(), EN)[0]
    assert "does not show" in tells.errors(changed("clean_only.q87.d_eer", [0.1, 0.07, 0.2]), EN)[0]
    better = changed("clean_only.q87.d_eer", [0.001, 0.0, 0.002])
    assert "does not show" in tells.errors(better, EN)[0]


def test_what_looks_too_good_is_named() -> None:
    assert len(tells.errors(report(), EN)) == 1
    assert "half size" in tells.errors(changed("fused.half.d_eer", number(0.01)), EN)[1]


def test_goals_are_called_met_only_when_they_are() -> None:
    assert "was met every time" in tells.answers(report(), EN)[0]
    loud = changed("fused.twice.abstains", number(0.5))
    assert "resent twice" in tells.answers(loud, EN)[0]
    assert "50.0" in tells.answers(loud, EN)[0]
    assert "was met" in tells.calibration(report(), EN)[0]
    assert "missed" in tells.calibration(changed("fused_known.ece", number(0.2)), EN)[0]
    assert "which is guessing" in tells.chance(report(), EN)[0]
    assert "outside 45" in tells.chance(changed("null_test.q87", number(0.6)), EN)[0]


def test_a_plain_number_away_from_chance_is_named_with_its_cause() -> None:
    assert len(tells.chance(report(), EN)) == 2
    trace = tells.chance(changed("one_number.noise.q87", number(0.3)), EN)
    assert "noise of the face" in trace[1]
    assert "smooth" in trace[1]
    leak = tells.chance(changed("one_number.brightness.q87", number(0.3)), EN)
    assert "brightness" in leak[1]
    assert "not gathered evenly" in leak[1]


def test_cameras_differ_only_when_their_intervals_do() -> None:
    assert "overlap" in tells.cameras(report(), EN)[0]
    far = changed("false_alarms_by_camera.q87.cam01", [0.5, 0.4, 0.6])
    assert "because of the camera" in tells.cameras(far, EN)[0]


def test_maps_that_light_up_fail_or_point_the_wrong_way_are_named() -> None:
    def told(path: str, value: float) -> list[str]:
        return tells.maps(changed(path, number(value)), EN)

    assert told("maps.ela.q87.controlled_blended", 0.36)[1].endswith("bright means not blended.")
    assert "(ELA) (messenger A (PC))" in told("maps.ela.q87.controlled_blended", 0.36)[1]
    assert "learnt texture (messenger B (phone))" in told("maps.texture.q80.controlled_blended", 0.5)[1]
    calm = report()
    for ways in calm["maps"].values():
        for of in ways.values():
            of["raw_honest"] = number(0.5)
    assert "did not clearly light up" in tells.maps(calm, EN)[0]


def test_comparing_is_called_steady_only_when_it_is() -> None:
    steady = changed("trusted.first.any", {j: number(0.1) for j in ("original", "q75", "twice")})
    assert "did not make it clearly worse" in tells.trusted(steady, EN)[0]
    worse = changed("trusted.first.any", {"original": number(0.1), "q75": [], "twice": number(0.4)})
    assert "suffers" in tells.trusted(worse, EN)[0]
    assert len(tells.trusted(changed("trusted.first.any", {"original": [], "twice": []}), EN)) == 1


def test_both_languages_have_every_word_with_the_same_blanks() -> None:
    for key, both in panel.words().items():
        assert set(both) == {"ko", "en"}, key
        ko, en = (set(re.findall(r"{\w+}", both[lang])) for lang in ("ko", "en"))
        assert ko == en, key


def test_no_word_is_unused() -> None:
    code = "\n".join(path.read_text("utf-8") for path in Path(blocks.__file__).parent.glob("*.py"))

    def used(key: str) -> bool:
        heads = [key[: m.end()] for m in re.finditer("_", key)]
        return f'"{key}"' in code or any(f'"{h}{{' in code for h in heads) or key.endswith(("_title", "_about"))

    assert [key for key in panel.words() if not used(key)] == []


def test_the_numbers_are_committed_and_every_block_can_be_drawn_from_them() -> None:
    """Red until `course evaluate --keep` has run whole and its report lies in the project."""
    found = results.read(Path(results.__file__).parent / results.name(False))
    assert found is not None, "course evaluate --keep"
    assert found["quick"] is False
    assert date.fromisoformat(found["day"]) <= date.today()
    for name in blocks.BLOCKS:
        assert "<figure" in blocks.block(name, "ko")
        assert "<figure" in blocks.block(name, "en")
