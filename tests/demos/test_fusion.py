"""The fused score: it separates what can be separated, abstains on what it never saw, and survives a file."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from demos.detection import fusion, train
from demos.detection.fusion import USED
from demos.detection.table import Sample, Table, table

SIZES = {"lost": 112, "grid": 56, "noise": 77, "lbp": 320, "srm": 375, "sharp": 22, "comb": 24, "size": 1}
PEOPLE = [f"p{n:02d}" for n in range(20)]


def sample(rng: np.random.Generator, person: str, morph: bool, journey: str) -> Sample:
    """Made-up measurements: a journey shifts all traces, a morph shifts a few values of each group."""
    shift = {"one": 0.0, "two": 3.0, "strange": 9.0, "small": 0.0}[journey]
    measured = {}
    for name, size in SIZES.items():
        values = rng.normal(shift if name in fusion.TRACES else 0.0, 1.0, size)
        values[: size // 10] += 1.5 * morph
        measured[name] = values.astype(np.float32)
    measured["size"] = np.array([8.0 if journey == "small" else 9.0], np.float32)
    kind = "splice" if morph else "untouched"
    return Sample(measured, morph, (person,), ("cam01",), "s1", kind, journey, f"{person}-{kind}")


@pytest.fixture(scope="module")
def made() -> tuple[fusion.Detector, Table]:
    rng = np.random.default_rng(1)
    everyone = [sample(rng, p, m, j) for p in PEOPLE for m in (False, True) for j in ("one", "two") for _ in range(3)]
    fold_of = train.folds(PEOPLE, 5, 7)
    test = [s for s in everyone if fold_of[s.people[0]] == 0]
    learnt = [s for s in everyone if fold_of[s.people[0]] != 0]
    return train.fit(table(learnt), fold_of, ("one", "two")), table(test)


def test_folds_hold_each_person_once_and_evenly() -> None:
    fold_of = train.folds(PEOPLE, 5, 7)
    assert sorted(fold_of) == PEOPLE
    assert np.bincount(list(fold_of.values())).tolist() == [4] * 5
    assert fold_of == train.folds(PEOPLE[::-1], 5, 7)


def test_it_separates_and_its_probability_follows(made: tuple[fusion.Detector, Table]) -> None:
    detector, test = made
    told = detector.tell(test.values)
    assert told.fused[test.morph].mean() > told.fused[~test.morph].mean()
    sure = ~np.isnan(told.probability)
    assert sure.mean() > 0.7
    assert ((told.probability[sure] >= 0) & (told.probability[sure] <= 1)).all()
    assert (told.journey[sure] == test.journey[sure]).mean() > 0.9
    assert (told.journey[~sure] == "").all()


def test_one_picture_is_told_as_in_a_table(made: tuple[fusion.Detector, Table]) -> None:
    detector, test = made
    told = detector.tell(test.values)
    for row in range(5):
        chance, groups = detector.tell_one({name: values[row] for name, values in test.values.items()})
        assert (chance is None) == bool(np.isnan(told.probability[row]))
        assert chance is None or chance == pytest.approx(told.probability[row])
        assert set(groups) == set(USED)


def test_it_abstains_on_a_strange_journey(made: tuple[fusion.Detector, Table]) -> None:
    rng = np.random.default_rng(5)
    strange = table([sample(rng, "p99", bool(n % 2), "strange") for n in range(20)])
    assert np.isnan(made[0].tell(strange.values).probability).all()


def test_a_size_it_never_saw_is_not_familiar(made: tuple[fusion.Detector, Table]) -> None:
    rng = np.random.default_rng(6)
    small = table([sample(rng, "p99", bool(n % 2), "small") for n in range(20)])
    assert np.isnan(made[0].tell(small.values).probability).all()


def test_it_comes_back_from_a_file_without_pickle(made: tuple[fusion.Detector, Table], tmp_path: Path) -> None:
    detector, test = made
    fusion.save(detector, tmp_path / "weights.npz")
    one, two = detector.tell(test.values), fusion.load(tmp_path / "weights.npz").tell(test.values)
    assert two.fused == pytest.approx(one.fused, abs=1e-3)
    assert (two.journey == one.journey).all()
    assert (np.isnan(two.probability) == np.isnan(one.probability)).all()
    np.savez(tmp_path / "bad.npz", x=np.array([{"a": 1}], dtype=object))
    with pytest.raises(ValueError, match="pickle"):
        fusion.load(tmp_path / "bad.npz")
