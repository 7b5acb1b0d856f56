"""The file of numbers, its comparison and its drawings; the door of `course evaluate`."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest

from coursekit import cli, commands
from coursekit.blocks.bars import PHONE, ems
from demos.detection import answers, command, compare, evaluate, figures, fusion, lab, results, shown
from demos.detection.journeys import JOURNEYS

NUMBER = [0.2, 0.15, 0.25]
THIRD = [1 / 3, 0.3, 0.4]
BINS = [[10, 0.05 + n / 10, n / 9] for n in range(10)]


def report() -> dict:
    alarm = {"at_5%_of_untouched": NUMBER, "at_even_odds": NUMBER}
    kinds = dict.fromkeys(
        ("untouched", "straightened", "cropped", "resized", "brightened", "second-jpeg", "smoothed"), alarm
    )
    return {
        "day": "2026-11-23",
        "versions": {"numpy": "2"},
        "data": {"people": 60},
        "fused": {j: {"d_eer": NUMBER} for j in JOURNEYS},
        "clean_only": {j: {"d_eer": NUMBER, "reliability": BINS} for j in JOURNEYS},
        "everything_left_out": {"q80": {"d_eer": NUMBER}},
        "fused_known": {"reliability": BINS},
        "innocent": {"original": kinds},
        "innocent_clean_only": {"original": kinds},
        "dots": {
            j: dict.fromkeys(("honest", "blended"), dict.fromkeys(("alarm", "silent", "pass"), THIRD)) for j in JOURNEYS
        },
    }


def test_a_report_survives_its_file_and_stays_readable(tmp_path: Path) -> None:
    results.write(report(), tmp_path / "r.json")
    assert results.read(tmp_path / "r.json") == report()
    assert '"d_eer": [0.2, 0.15, 0.25]' in (tmp_path / "r.json").read_text("utf-8")
    assert results.read(tmp_path / "none.json") is None


def changed(value: object) -> list[str]:
    new = report()
    new["fused"]["q87"]["d_eer"] = value
    return list(results.differences(report(), new))


def test_only_what_leaves_the_interval_differs() -> None:
    assert changed([0.24, 0.2, 0.3]) == []
    assert len(changed([0.3, 0.25, 0.35])) == 1
    assert "fused.q87.d_eer" in changed([0.1, 0.05, 0.15])[0]
    assert len(changed([])) == 1
    new = report() | {"day": "2027-01-01", "versions": {"numpy": "3"}}
    assert list(results.differences(report(), new)) == []
    assert "data.people" in next(results.differences(report(), report() | {"data": {"people": 59}}))
    fewer = report()
    del fewer["fused"]["q75"]
    assert ["q75" in line for line in results.differences(report(), fewer)] == [True]


def test_an_answer_may_round_otherwise_but_not_change() -> None:
    old = {"pictures": [{"said": 0.84, "took_for": "q87"}, {"said": None}]}
    assert list(results.differences(old, {"pictures": [{"said": 0.85, "took_for": "q87"}, {"said": None}]})) == []
    for other in ([{"said": 0.7, "took_for": "q87"}, {"said": None}], [{"said": 0.84, "took_for": ""}, {"said": None}]):
        assert len(list(results.differences(old, {"pictures": other}))) == 1
    assert len(list(results.differences(old, {"pictures": [{"said": 0.84, "took_for": "q87"}, {"said": 0.5}]}))) == 1
    assert len(list(results.differences(old, {"pictures": []}))) == 1


@pytest.mark.parametrize("lang", ["ko", "en"])
@pytest.mark.parametrize("name", figures.DRAWINGS)
def test_drawings_are_whole_and_stay_inside(name: str, lang: str) -> None:
    tree = ElementTree.fromstring(figures.DRAWINGS[name](report(), lang))  # type: ignore[arg-type]
    high = float(tree.attrib["height"].removesuffix("em"))
    assert tree.attrib["aria-label"]
    assert tree.attrib["width"] == "100%"
    shown = [e for e in tree.iter() if e.tag.endswith(("circle", "rect", "text"))]
    assert len([e for e in shown if not e.tag.endswith("text")]) >= 10
    for e in shown:
        x, y = (e.attrib.get(k, e.attrib.get(c, "")) for k, c in (("cx", "x"), ("cy", "y")))
        assert 0 <= float(x.removesuffix("%")) <= 100
        assert 0 <= float(y.removesuffix("em")) <= high
        if e.tag.endswith("text") and e.attrib["text-anchor"] == "start":
            assert float(x.removesuffix("%")) / 100 * PHONE + ems(e.text or "") <= PHONE, e.text
    words = "".join(e.text or "" for e in tree.iter())
    assert any("가" <= c <= "힣" for c in words) == (lang == "ko")


def test_without_scikit_learn_it_says_so_in_both_languages(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(command, "find_spec", lambda name: None)
    with pytest.raises(ValueError, match=r"필요합니다.*needed"):
        command.run(tmp_path, True, False, lambda done, total: None, date(2026, 11, 23))


def test_marks_of_the_plain_numbers_are_finite() -> None:
    from demos.detection import gather

    flat = np.full((64, 64, 3), 128, np.uint8)
    marks = dict.fromkeys(("brow_mid_L", "brow_mid_R", "jaw4_L", "jaw4_R", "menton", "forehead"), (32.0, 32.0))
    assert np.isfinite(gather.plain(flat, marks)).all()
    assert len(gather.plain(flat, marks)) == len(gather.PLAIN)


def tiny() -> fusion.Detector:
    linear = fusion.Linear(np.zeros(2), np.ones(2), np.ones(2), 0.0)
    known = fusion.Familiar(np.zeros(2), np.ones(2), np.eye(2), 1.0, (8.0, 9.0))
    return fusion.Detector(dict.fromkeys(fusion.USED, linear), linear, {"q87": (1.0, 0.0)}, {"q87": known})


def test_a_run_is_written_kept_and_held_against_the_committed_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    value = [0.2]

    def evaluated(people: object, scope: object, progress: object) -> evaluate.Outcome:
        told = report()
        told["fused"]["q87"]["d_eer"] = [value[0], value[0] - 0.05, value[0] + 0.05]
        judge = compare.Judge(np.zeros(2), {})
        learnt = answers.Learnt(tiny(), tiny(), shown.Kept({}, {}), judge, {}, {})
        assert len(people) == 24 - lab.PEOPLE, "the lab's people are measured by nobody"  # type: ignore[arg-type]
        return evaluate.Outcome(told, learnt)

    monkeypatch.setattr(answers, "record", lambda kept, learnt: {"pictures": sorted(kept)})
    monkeypatch.setattr(evaluate, "evaluate", evaluated)
    monkeypatch.setattr(results, "HERE", tmp_path / "committed")
    (tmp_path / "committed").mkdir()

    def run(keep: bool) -> list[str]:
        wish = command.Wish(False, keep, date(2026, 11, 23))
        people = {f"e{n:03d}": {} for n in range(24)}
        return command.measure(people, tmp_path / "out", wish, lambda done, total: None)

    assert "--keep" in run(False)[0]
    assert run(True) == []
    kept = {path.name for path in (tmp_path / "committed").iterdir()}
    assert kept == {"results.json", "detector.npz", "maps.npz", "answers.json"}
    assert len(list((tmp_path / "out").glob("*.svg"))) == 2 * len(figures.DRAWINGS)
    told = results.read(tmp_path / "committed" / "answers.json")
    assert told == {"pictures": [f"e{n:03d}" for n in range(16, 24)], "day": "2026-11-23"}
    assert run(False) == []
    value[0] = 0.4
    assert ["fused.q87.d_eer" in line for line in run(False)] == [True]


@pytest.mark.parametrize(("lines", "code"), [([], 0), (["fused.q87.d_eer: 0.4 ∉ [0.15, 0.25]"], 1)])
def test_the_command_tells_and_fails_on_a_difference(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], lines: list[str], code: int
) -> None:
    asked = []

    def measured(quick: bool, keep: bool, progress: object, day: date) -> list[str]:
        asked.append((quick, keep))
        return lines

    monkeypatch.setattr(commands, "evaluate_detector", measured)
    monkeypatch.setattr("sys.argv", ["course", "evaluate", "--quick"])
    assert cli.main() == code
    assert asked == [(True, False)]
    assert (lines[0] if lines else "기록된 수와 같습니다") in capsys.readouterr().out
