"""The splits keep apart what they promise to keep apart, and the rates are taken where they should be."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from demos.detection import data, protocol, rates, train
from demos.detection.blends import RECIPES
from demos.detection.fusion import TRACES, USED, Told
from demos.detection.journeys import JOURNEYS, KNOWN
from demos.detection.table import Sample, Table, table

PEOPLE = [f"e{n:03d}" for n in range(1, 11)]
FOLD_OF = {person: n % 5 for n, person in enumerate(PEOPLE)}
GROUP_OF = data.camera_groups()
CAMS = [sorted(cam for cam in GROUP_OF if GROUP_OF[cam] == g)[:2] for g in range(data.GROUPS)]


def sample(rng: np.random.Generator, kind: str, people: tuple[str, ...], cams: tuple[str, ...], way: str) -> Sample:
    morph = kind in RECIPES
    measured = {name: rng.normal(0.8 * morph, 1, 4).astype(np.float32) for name in {*USED, *TRACES}} | {
        "size": np.ones(1, np.float32)
    }
    return Sample(measured, morph, people, cams, "s1", kind, way, f"{'-'.join(people)}-{cams[0]}-{kind}")


@pytest.fixture(scope="module")
def rows() -> Table:
    """Ten people in two cameras a group, untouched and straightened, and one couple a fold by every recipe."""
    rng, held = np.random.default_rng(3), []
    for person, cams, way in product(PEOPLE, CAMS, JOURNEYS):
        held += [sample(rng, kind, (person,), (cams[0],), way) for kind in ("untouched", "straightened")]
    for n, cams, way, recipe in product(range(5), CAMS, JOURNEYS, RECIPES):
        held.append(sample(rng, recipe, (PEOPLE[n], PEOPLE[n + 5]), (cams[0], cams[1]), way))
    return table(held)


@pytest.fixture(scope="module")
def every(rows: Table) -> list[protocol.Trial]:
    return list(protocol.trials(rows, FOLD_OF))


def test_every_split_is_disjoint_in_what_it_promises(rows: Table, every: list[protocol.Trial]) -> None:
    promised = {
        "all": {"people"},
        "clean": {"people"},
        "recipe": {"people", "recipe"},
        "camera": {"people", "camera"},
        "recompression": {"people", "recompression"},
        "everything": {"people", "recipe", "camera", "recompression"},
    }
    assert {t.part.split(":")[0] for t in every} == set(promised)
    for trial in every:
        assert set(trial.apart) == promised[trial.part.split(":")[0]]
        assert trial.learn.any()
        assert trial.test.any()
        both = protocol.shared(rows, trial.learn, trial.test)
        assert {what: both[what] for what in trial.apart} == {what: set() for what in trial.apart}, trial.part


def test_each_picture_is_tested_once_with_known_people_left_out(rows: Table, every: list[protocol.Trial]) -> None:
    for name in ("all", "clean"):
        assert (np.sum([t.test for t in every if t.part == name], axis=0) == 1).all()
    hard = np.sum([t.test for t in every if t.part == "everything"], axis=0)
    assert hard.max() == 1
    assert set(rows.journey[hard > 0]) == set(protocol.STRANGE)
    assert not set(protocol.STRANGE) & set(KNOWN)


def test_a_trial_that_breaks_its_promise_is_refused(rows: Table, every: list[protocol.Trial]) -> None:
    good = every[0]
    bad = protocol.Trial("all", good.learn | good.test, good.test, good.journeys, ("people",))
    with pytest.raises(protocol.SplitError, match="people"):
        protocol.run(rows, FOLD_OF, bad)


def test_a_trial_learns_and_its_answers_come_back_in_order(rows: Table) -> None:
    few = rows.take(np.isin(rows.journey, ("original", "q80")))
    trial = next(t for t in protocol.trials(few, FOLD_OF, quick=True) if t.part == "clean")
    scored = [protocol.run(few, FOLD_OF, trial)]
    whole = rates.part(few, scored, "clean", FOLD_OF)
    assert np.array_equal(whole.table.name, few.name[trial.test])
    found = rates.separation(whole.after("original"))
    assert found["d_eer"][0] < 0.35
    assert found["d_eer"][1] <= found["d_eer"][0] <= found["d_eer"][2]


def test_random_labels_stay_with_the_camera_file(rows: Table) -> None:
    held = protocol.null_labels(rows, 1)
    assert len(held) == (~rows.morph).sum()
    by_file: dict[str, set[bool]] = {}
    for name, kind, label in zip(held.name, held.kind, held.morph, strict=True):
        by_file.setdefault(str(name).removesuffix(f"-{kind}"), set()).add(bool(label))
    assert {len(labels) for labels in by_file.values()} == {1}
    assert 0.2 < held.morph.mean() < 0.8
    assert not np.array_equal(held.morph, protocol.null_labels(rows, 2).morph)


def part(rows: Table, fused: np.ndarray, probability: np.ndarray) -> rates.Part:
    told = Told(fused, np.zeros((len(rows), 5)), np.full(len(rows), "q87"), probability)
    return rates.Part(rows, told, np.array([FOLD_OF[p] for p in rows.one]))


def test_a_threshold_comes_from_the_other_folds(rows: Table) -> None:
    here = rows.take(rows.journey == "q87")
    fold = np.array([FOLD_OF[p] for p in here.one])
    fused = np.where(here.morph, 1.0, np.where(fold == 0, 5.0, 0.0))
    alarm = rates.alarms(part(here, fused, fused), 0.05)
    assert alarm[(fold == 0) & ~here.morph].all(), "fold 0 is noisy, but the others do not know"
    assert not alarm[(fold == 1) & here.morph].any(), "the others' thresholds know fold 0"


def test_silence_is_counted_and_not_calibrated(rows: Table) -> None:
    here = rows.take(rows.journey == "q87")
    chance = np.where(here.morph, 0.9, 0.1)
    silent = here.camera_one == here.camera_one[0]
    found = rates.honesty(part(here, chance - 0.5, np.where(silent, np.nan, chance)))
    assert found["abstains"][0] == pytest.approx((silent[here.morph].mean() + silent[~here.morph].mean()) / 2, abs=1e-3)
    assert found["ece"][0] == pytest.approx(0.1, abs=1e-3)
    assert found["at_even_odds"]["macer"][0] == 0.0
    nothing = rates.honesty(part(here, chance, np.full(len(here), np.nan)))
    assert set(nothing) == {"abstains"}
    assert nothing["abstains"][0] == 1.0


def test_folds_are_by_person() -> None:
    assert train.folds(PEOPLE, 5, 1) == train.folds(PEOPLE[::-1], 5, 1)
