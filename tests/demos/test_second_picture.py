"""What a picture becomes in numbers; heat maps and the trusted second picture on made-up cases with a known answer."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from demos.detection import compare, data, gather, maps, seen, texture, trusted
from demos.detection.blends import RECIPES
from demos.detection.gather import MAPPED, Mapped
from demos.detection.journeys import JOURNEYS
from demos.detection.regions import AROUND, FACE
from demos.detection.table import Sample, Table, table

PEOPLE = [f"e{n:03d}" for n in range(1, 16)]
FOLD_OF = {person: n % 5 for n, person in enumerate(PEOPLE)}


def test_a_picture_becomes_the_same_numbers_after_every_journey(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(2)
    names = sorted({n for group in (*AROUND.values(), FACE, tuple(maps.FRAME)) for n in group})
    marks = {n: (float(x), float(y)) for n, (x, y) in zip(names, rng.uniform(60, 190, (len(names), 2)), strict=True)}
    marks |= {"iris_L": (150.0, 100.0), "iris_R": (100.0, 100.0), "lip_seam_u": (125.0, 155.0)}
    pixels = np.clip(rng.normal(128, 30, (256, 256, 3)), 0, 255).astype(np.uint8)
    picture = data.Picture(pixels, marks, ("e001",), "s1", ("cam01",), "untouched", "e001-s1-0-untouched")
    samples, mapped = gather.measured(picture)
    assert [s.journey for s in samples] == list(JOURNEYS)
    held = table(samples)
    assert len(held) == len(JOURNEYS)
    assert all(np.isfinite(values).all() for values in held.values.values())
    assert {(m.method, m.journey) for m in mapped} == set(product((*maps.MAPS, "texture"), MAPPED))
    monkeypatch.setattr(gather, "JOURNEYS", ("original", "half-q75"))
    again, samples = gather.measured(picture)[0], [s for s in samples if s.journey in ("original", "half-q75")]
    assert all(
        np.array_equal(a.measured[k], b.measured[k]) for a, b in zip(samples, again, strict=True) for k in a.measured
    )


def field(rng: np.random.Generator, person: str, morph: bool) -> np.ndarray:
    """Every face is bright at its middle, as raw maps are; only a blend is a little brighter than usual."""
    noise = rng.normal(0, 0.3, (maps.CELLS, maps.CELLS))
    return (noise + maps.oval() * (2.0 + 0.6 * morph)).astype(np.float16)


def numbers(rng: np.random.Generator, morph: bool) -> np.ndarray:
    """Ten numbers a cell: all are noise, the third is higher in a blended face."""
    held = rng.normal(0, 1, (texture.NUMBERS, texture.COARSE, texture.COARSE))
    held[2] += 2.0 * morph * texture.oval()
    return held.astype(np.float16)


def test_the_control_shows_the_trap_and_the_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seen, "MAPPED", ("q87",))
    monkeypatch.setattr(maps, "MAPS", {"ela": maps.ela})
    rng = np.random.default_rng(5)
    pictures = [((p,), False) for p in PEOPLE] + [((PEOPLE[n], PEOPLE[n + 5]), True) for n in range(5)]
    mapped = [
        Mapped(method, journey, morph, people, "splice" if morph else "untouched", field(rng, people[0], morph))
        for method, journey, (people, morph) in product(("ela",), ("q87",), pictures)
    ]
    mapped += [
        Mapped("texture", journey, morph, people, "splice" if morph else "untouched", numbers(rng, morph))
        for journey, (people, morph) in product(("q87",), pictures)
    ]
    told = seen.report(mapped, FOLD_OF)
    learnt, found = told["texture"]["q87"], told["ela"]["q87"]
    assert learnt["controlled_honest"][0] == pytest.approx(0.5, abs=0.05)
    assert learnt["controlled_blended"][0] > 0.75
    assert found["raw_honest"][0] > 0.95, "the trap"
    assert found["controlled_honest"][0] == pytest.approx(0.5, abs=0.05)
    assert found["controlled_blended"][0] > 0.75


def face(person: str, rng: np.random.Generator) -> dict[str, np.ndarray]:
    own = np.random.default_rng(int(person[1:]))
    values = {"shape": own.normal(0, 100, 40), "look": own.normal(0, 1, 64)}
    return {k: (v + rng.normal(0, 0.05 * v.std(), v.shape)).astype(np.float32) for k, v in values.items()}


@pytest.fixture(scope="module")
def rows() -> Table:
    rng, held = np.random.default_rng(8), []
    ways = (compare.BEFORE, *compare.AFTER)
    for person, shot, way in product(PEOPLE, ("s1", "s2"), ways):
        name = f"{person}-{shot}-0-untouched"
        held.append(Sample(face(person, rng), False, (person,), ("cam01",), shot, "untouched", way, name))
    for n, recipe, way in product(range(10), RECIPES, ways):
        a, b = PEOPLE[n], PEOPLE[n + 5]
        one, two = face(a, rng), face(b, rng)
        mixed = {k: 0.5 * (one[k] + two[k]) for k in one}
        held.append(Sample(mixed, True, (a, b), ("cam01", "cam02"), "s1", recipe, way, f"{a}-{b}-s1-{recipe}"))
    return table(held)


def test_a_trusted_picture_is_of_the_same_person_on_another_day(rows: Table) -> None:
    held = compare.pairs(rows)
    assert len(held.seen)
    for row, other, whose in zip(held.seen, held.against, held.whose, strict=True):
        assert rows.one[other] == (rows.one[row] if whose == "first" else rows.two[row])
        assert rows.shot[other] != rows.shot[row]
        assert (rows.kind[other], rows.journey[other]) == ("untouched", compare.BEFORE)


def test_a_landmark_finder_errs_alike_at_neighbours() -> None:
    marks = {
        "iris_L": (300.0, 200.0),
        "iris_R": (200.0, 200.0),
        "eye_in_L": (280.0, 200.0),
        "eye_out_L": (320.0, 200.0),
    }
    drawn = [trusted.found(marks, np.random.default_rng(n), np.random.default_rng((7, n))) for n in range(300)]
    off = {name: np.array([d[name][0] - marks[name][0] for d in drawn]) for name in marks}
    assert off["eye_in_L"].std() == pytest.approx(trusted.JITTER * 100, rel=0.15)
    assert np.corrcoef(off["eye_in_L"], off["eye_out_L"])[0, 1] == pytest.approx(trusted.SHARED, abs=0.1)
    assert abs(np.corrcoef(off["eye_in_L"], off["iris_R"])[0, 1]) < 0.2
    again = [trusted.found(marks, np.random.default_rng(n), np.random.default_rng((8, n))) for n in range(300)]
    sent = np.array([d["eye_in_L"][0] - marks["eye_in_L"][0] for d in again])
    assert np.corrcoef(off["eye_in_L"], sent)[0, 1] == pytest.approx(trusted.KEPT, abs=0.1), "a resend changes little"


def test_a_trusted_picture_tells_blends(rows: Table) -> None:
    few = rows.take(np.isin(rows.journey, ("original", "q87")))
    held = compare.pairs(few)
    found = compare.report(few, held, compare.scores(few, held, FOLD_OF))
    assert found["first"]["any"]["original"][0] < 0.05
    assert found["second"]["splice"]["q87"][0] < 0.05
