"""The fused score: it separates what can be separated, abstains on what it never saw, and survives a file."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from demos.detector import fusion, train
from demos.detector.fusion import USED

SIZES = {"grid": 56, "noise": 77, "lbp": 320, "srm": 375, "sharp": 22, "comb": 24}
PEOPLE = [f"p{n:02d}" for n in range(20)]


def sample(rng: np.random.Generator, person: str, morph: bool, journey: str) -> train.Sample:
    """Made-up measurements: a journey shifts all traces, a morph shifts a few values of each group."""
    shift = {"one": 0.0, "two": 3.0, "strange": 9.0}[journey]
    measured = {}
    for name, size in SIZES.items():
        values = rng.normal(shift if name in fusion.TRACES else 0.0, 1.0, size)
        values[: size // 10] += 1.5 * morph
        measured[name] = values.astype(np.float32)
    return train.Sample(measured, morph, (person,), journey, "none", "cam01")


@pytest.fixture(scope="module")
def made() -> tuple[fusion.Detector, list[train.Sample]]:
    rng = np.random.default_rng(1)
    everyone = [sample(rng, p, m, j) for p in PEOPLE for m in (False, True) for j in ("one", "two") for _ in range(3)]
    fold_of = train.folds(PEOPLE, 5, 7)
    test = [s for s in everyone if fold_of[s.people[0]] == 0]
    learnt = [s for s in everyone if fold_of[s.people[0]] != 0]
    return train.fit(learnt, fold_of, ("one", "two")), test


def test_folds_hold_each_person_once_and_evenly() -> None:
    fold_of = train.folds(PEOPLE, 5, 7)
    assert sorted(fold_of) == PEOPLE
    assert np.bincount(list(fold_of.values())).tolist() == [4] * 5
    assert fold_of == train.folds(PEOPLE[::-1], 5, 7)


def test_it_separates_and_its_probability_follows(made: tuple[fusion.Detector, list[train.Sample]]) -> None:
    detector, test = made
    honest = [detector.fused(s.measured) for s in test if not s.morph]
    blended = [detector.fused(s.measured) for s in test if s.morph]
    assert np.mean(blended) > np.mean(honest)
    told = [detector.probability(s.measured) for s in test]
    assert sum(p is not None for p in told) > 0.7 * len(test)
    assert all(0 <= p <= 1 for p in told if p is not None)
    assert set(detector.scores(test[0].measured)) == set(USED)


def test_it_abstains_on_a_strange_journey(made: tuple[fusion.Detector, list[train.Sample]]) -> None:
    rng = np.random.default_rng(5)
    strange = [sample(rng, "p99", bool(n % 2), "strange") for n in range(20)]
    assert [made[0].probability(s.measured) for s in strange].count(None) == 20


def test_it_comes_back_from_a_file_without_pickle(
    made: tuple[fusion.Detector, list[train.Sample]], tmp_path: Path
) -> None:
    detector, test = made
    fusion.save(detector, tmp_path / "weights.npz")
    again = fusion.load(tmp_path / "weights.npz")
    for s in test[:10]:
        assert again.fused(s.measured) == pytest.approx(detector.fused(s.measured), abs=1e-3)
        assert (again.probability(s.measured) is None) == (detector.probability(s.measured) is None)
    np.savez(tmp_path / "bad.npz", x=np.array([{"a": 1}], dtype=object))
    with pytest.raises(ValueError, match="pickle"):
        fusion.load(tmp_path / "bad.npz")
