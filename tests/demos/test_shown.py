"""The maps that the lab shows: what is learnt, stored and named, on made-up pictures with a known answer."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import cv2
import numpy as np
import pytest

from demos.detection import data, gather, lab, maps, shown, texture
from demos.detection.gather import Mapped
from demos.detection.regions import AROUND, FACE

PLACES = {
    "eye_in": (20, 0), "eye_out": (52, 0), "eye_u2": (36, -6), "eye_l2": (36, 6), "iris": (36, 0), "brow_in": (16, -22),
    "brow_out": (56, -20), "brow_mid": (36, -28), "brow_a": (24, -26), "ala": (16, 50), "mouth_corner": (26, 84),
    "cheek1": (50, 40), "cheek2": (46, 60), "cheek3": (60, 50), "jaw2": (24, 124), "jaw4": (60, 100),
}  # fmt: skip
ALONE = {
    "bridge": 20, "subnasale": 62, "lip_top": 76, "lip_seam_u": 84, "lip_bottom": 94, "forehead": -80, "glabella": -20,
    "chin": 122, "chin_dip": 108, "menton": 130,
}  # fmt: skip


def marks_at(scale: float = 1.0) -> dict[str, tuple[float, float]]:
    """Landmarks of a plain face in a picture of 512 pixels times ``scale``."""
    found = {
        f"{n}_{side}": (256 + sign * x, 210 + y) for n, (x, y) in PLACES.items() for side, sign in (("L", 1), ("R", -1))
    }
    found |= {n: (256, 210 + y) for n, y in ALONE.items()}
    return {n: ((x + 0.5) * scale - 0.5, (y + 0.5) * scale - 0.5) for n, (x, y) in found.items()}


MARKS = marks_at()


def face(seed: int) -> data.Picture:
    """A made-up portrait: soft shapes and noise."""
    rng = np.random.default_rng(seed)
    slow = cv2.resize(rng.normal(128, 30, (16, 16, 3)).astype(np.float32), (512, 512), interpolation=cv2.INTER_CUBIC)
    pixels = np.clip(slow + rng.normal(0, 5, slow.shape), 0, 255).astype(np.uint8)
    return data.Picture(pixels, MARKS, ("e001",), "s1", ("cam01",), data.UNTOUCHED, f"made-up-{seed}")


def mapped(journeys: tuple[str, ...] = lab.JOURNEYS) -> list[Mapped]:
    """Eight honest and three blended pictures: numbers around the journey's own, a blend is higher in the face."""
    rng, found = np.random.default_rng(3), []
    coarse = (texture.NUMBERS, texture.COARSE, texture.COARSE)
    for n, journey in enumerate(journeys):
        for who in range(11):
            blend = who > 7
            for method in ("ela", "lost_grid"):
                field = rng.normal(n + 1, 0.2, (maps.CELLS, maps.CELLS)) + maps.oval() * blend
                found.append(_one(method, journey, blend, field))
            cells = rng.normal(0, 1, coarse)
            cells[2] += 2 * blend * texture.oval()
            found.append(_one("texture", journey, blend, cells))
    return found


def _one(method: str, journey: str, blend: bool, field: np.ndarray) -> Mapped:
    return Mapped(method, journey, blend, ("e001",), "splice" if blend else "untouched", field.astype(np.float16))


@pytest.fixture(scope="module")
def kept() -> shown.Kept:
    return shown.learn(mapped())


def test_every_map_has_its_control_after_every_journey(kept: shown.Kept) -> None:
    assert set(kept.controls) == {(method, journey) for method in shown.METHODS for journey in lab.JOURNEYS}
    assert set(kept.texture) == set(lab.JOURNEYS) == set(gather.MAPPED)
    for n, journey in enumerate(lab.JOURNEYS):
        assert kept.controls["ela", journey].middle.mean() == pytest.approx(n + 1, abs=0.05), "honest pictures only"
        assert np.argmax(np.abs(kept.texture[journey].weights)) == 2
        assert abs(kept.controls["texture", journey].middle.mean()) < 1


def test_a_journey_without_pictures_is_refused() -> None:
    with pytest.raises(ValueError, match=r"ela/half.*five pictures"):
        shown.learn(mapped(("original", "q87", "q80")))


def test_what_is_kept_comes_back(kept: shown.Kept, tmp_path: Path) -> None:
    path = tmp_path / "maps.npz"
    shown.save(kept, path)
    again = shown.load(path)
    assert path.stat().st_size < 600_000
    for key, control in kept.controls.items():
        assert np.array_equal(again.controls[key].middle, control.middle)
        assert np.array_equal(again.controls[key].spread, control.spread)
    for journey, model in kept.texture.items():
        assert np.allclose(again.texture[journey].weights, model.weights)
        assert np.array_equal(again.texture[journey].middle, model.middle)
    with np.load(path, allow_pickle=False) as file:
        held = {key: file[key] for key in file.files}
    held.pop("control.ela.q87.spread")
    np.savez(path, allow_pickle=False, **held)
    with pytest.raises(ValueError, match=r"control\.ela\.q87\.spread"):
        shown.load(path)


@pytest.fixture(scope="module")
def learnt() -> shown.Kept:
    """What made-up portraits show, so that one of them can be held against the others."""
    found = []
    for seed, journey in product(range(5), lab.JOURNEYS):
        pixels, marks = data.sent(face(seed), journey)
        fields = {method: maps.aligned(make(pixels), marks) for method, make in maps.MAPS.items()}
        for method, field in (fields | {"texture": texture.cells(pixels, marks)}).items():
            found += [_one(method, journey, blend, field) for blend in (False, True)]
    return shown.learn(found)


@pytest.mark.parametrize("journey", lab.JOURNEYS)
def test_four_maps_in_their_units_after_every_journey(learnt: shown.Kept, journey: str) -> None:
    pixels, marks = data.sent(face(9), journey)
    found = shown.fields(pixels, marks, journey, learnt)
    assert tuple(found) == shown.MAPS
    assert all(field.shape == (maps.CELLS, maps.CELLS) and np.isfinite(field).all() for field in found.values())
    assert 0 <= found["ela_raw"].min() < found["ela_raw"].max() <= 1
    assert all(np.abs(found[name]).max() <= 6 for name in shown.METHODS)
    assert abs(np.median(found["ela"])) < 1.5, "a picture like the honest ones is usual"


@pytest.mark.parametrize("journey", ["original", "half"])
def test_what_was_changed_shows_at_its_place(learnt: shown.Kept, journey: str) -> None:
    """Also in the picture of half size, where a cell of the frame is two pixels and a window twice as wide."""
    picture = face(9)
    rng = np.random.default_rng(1)
    picture.pixels[286:304, 226:288] = rng.integers(0, 255, (18, 62, 3))  # the mouth
    pixels, marks = data.sent(picture, journey)
    found = shown.fields(pixels, marks, journey, learnt)
    assert shown.regions(found["ela_raw"], marks, raw=True)[0] == "mouth"
    assert shown.regions(found["ela"], marks, raw=False)[0] == "mouth"
    there = maps.back(found["ela"], marks, pixels.shape[:2])
    y, x = np.unravel_index(np.nanargmax(cv2.GaussianBlur(np.nan_to_num(there, nan=-6), (0, 0), 4)), there.shape)
    share = 512 / pixels.shape[0]
    assert np.hypot(x * share - 256, y * share - 294) < 24
    assert np.isnan(there[0, 0]), "outside the frame nothing is said"


@pytest.mark.parametrize("name", ["eye", "brow", "nose", "mouth", "forehead", "cheek", "chin"])
def test_a_bright_place_is_named(name: str) -> None:
    sides = ("L", "R") if name == "forehead" else ("L",)
    groups = [group for key, group in AROUND.items() if key.split("_")[0] == name]
    points = [MARKS[n] for group in groups for n in group if n[-2:] not in ("_L", "_R") or n[-1] in sides]
    picture = np.zeros((512, 512), np.float32)
    low, high = np.min(points, axis=0), np.max(points, axis=0)
    picture[round(low[1]) - 9 : round(high[1]) + 10, round(low[0]) - 9 : round(high[0]) + 10] = 6.0
    field = maps.aligned(picture, MARKS)
    assert shown.regions(field, MARKS, raw=False)[0] == name
    assert len(shown.regions(field, MARKS, raw=True)) == 2


def test_nothing_is_named_where_nothing_stands_out() -> None:
    rng = np.random.default_rng(4)
    usual = rng.normal(0, 1, (maps.CELLS, maps.CELLS)).astype(np.float32)
    assert shown.regions(usual, MARKS, raw=False) == []
    assert len(shown.regions(usual, MARKS, raw=True)) == 2


def test_hair_and_background_are_outside() -> None:
    field = np.full((maps.CELLS, maps.CELLS), 3.0, np.float32)
    edge = np.array([maps.into(MARKS) @ [*MARKS[n], 1] for n in FACE])
    low, high = (edge.min(axis=0) - 3).astype(int), (edge.max(axis=0) + 4).astype(int)
    field[low[1] : high[1], low[0] : high[0]] = 0
    assert shown.regions(field, MARKS, raw=False) == ["outside"]
