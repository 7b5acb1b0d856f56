"""The measured pictures: seeded, fair to both classes, landmarks where the face is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pytest

from demos.detection import data, edits
from demos.detection.blends import RECIPES
from demos.detection.journeys import JOURNEYS
from demos.faces import Face, class_faces, load

SIZE = 256
SPOTS = {"a": (70.0, 90.0), "b": (180.0, 80.0), "c": (130.0, 200.0)}
PEOPLE = [f"e{n:03d}" for n in range(1, 21)]
FOLD_OF = {person: n % 5 for n, person in enumerate(PEOPLE)}
SHOTS = {person: ["s1", "s2", "s3"] for person in PEOPLE}


@dataclass(frozen=True)
class Scene:
    light: np.ndarray
    marks: dict[str, tuple[float, float]]
    layers: np.ndarray


def scene(face: Face) -> Scene:
    return Scene(face.picture(SIZE) ** np.float32(2.2), face.marks(SIZE), face.layers(SIZE))


@pytest.fixture(scope="module")
def pictures() -> list[data.Picture]:
    one, two = list(class_faces(load(date(2026, 11, 23))).values())[:2]
    plan = data.blends({"e001": ["s1"], "e002": ["s1"]}, {"e001": 0, "e002": 0})[0]
    return list(data.blended((scene(one), scene(two)), plan))


def spots() -> np.ndarray:
    y, x = np.mgrid[0:SIZE, 0:SIZE]
    field = sum(np.exp(-((x - px) ** 2 + (y - py) ** 2) / 18) for px, py in SPOTS.values())
    return np.repeat(np.rint(20 + 200 * np.clip(field, 0, 1))[..., None], 3, 2).astype(np.uint8)


def centre(pixels: np.ndarray, near: tuple[float, float]) -> np.ndarray:
    """The middle of the bright spot around a place."""
    y, x = np.mgrid[0 : pixels.shape[0], 0 : pixels.shape[1]]
    weight = np.clip(pixels[..., 0].astype(float) - 60, 0, None) * (np.hypot(x - near[0], y - near[1]) < 14)
    return np.array([(weight * x).sum(), (weight * y).sum()]) / weight.sum()


@pytest.mark.parametrize("edit", edits.EDITS)
def test_landmarks_follow_an_edit(edit: str) -> None:
    pixels, marks = edits.EDITS[edit](spots(), SPOTS, data.dice("test", edit))
    assert pixels.dtype == np.uint8
    near = 1.0 if edit == "smoothed" else 0.3  # it eats a corner's spot on the inner side
    for name in SPOTS:
        assert np.abs(centre(pixels, marks[name]) - marks[name]).max() < near


@pytest.mark.parametrize("journey", JOURNEYS)
def test_landmarks_follow_a_journey(journey: str) -> None:
    picture = data.Picture(spots(), dict(SPOTS), ("e001",), "s1", ("cam01",), "untouched", "x")
    pixels, marks = data.sent(picture, journey)  # type: ignore[arg-type]
    for name in SPOTS:
        assert np.abs(centre(pixels, marks[name]) - marks[name]).max() < 0.3


def test_cameras_are_drawn_without_a_look_at_the_person() -> None:
    files = [file for person in PEOPLE for file in data.taken(person, SHOTS[person])]
    assert files == [file for person in PEOPLE for file in data.taken(person, SHOTS[person])]
    assert len({f.camera for f in files}) == 14
    for person in PEOPLE:
        by_shot = [{f.camera for f in files if f.person == person and f.shot == shot} for shot in SHOTS[person]]
        assert [len(cams) for cams in by_shot] == [2, 2, 2]
    assert {f.edit for f in files} == set(edits.EDITS)
    straight = sum(f.edit == "straightened" for f in files) / len(files)
    assert straight == pytest.approx(2 / 7, abs=0.02)


def test_parents_share_fold_shot_and_camera_group() -> None:
    plans, group_of = data.blends(SHOTS, FOLD_OF), data.camera_groups()
    assert len(plans) == 2 * len(PEOPLE)
    for plan in plans:
        a, b = plan.people
        assert a != b
        assert FOLD_OF[a] == FOLD_OF[b]
        assert group_of[plan.cameras[0]] == group_of[plan.cameras[1]]
        assert plan.cameras[0] != plan.cameras[1]
        assert 0.4 <= plan.amount <= 0.6
    shots = [plan.shot for plan in plans]
    share = [shots.count(shot) / len(shots) for shot in ("s1", "s2", "s3")]
    assert max(share) - min(share) < 0.15, "or the kind of shot gives the class away"
    firsts, seconds = ([plan.people[n] for plan in plans] for n in (0, 1))
    assert {firsts.count(p) for p in PEOPLE} == {seconds.count(p) for p in PEOPLE} == {2}


def test_every_recipe_blends_and_knows_its_landmarks(pictures: list[data.Picture]) -> None:
    assert [p.kind for p in pictures] == list(RECIPES)
    assert all(p.morph and p.pixels.shape == (SIZE, SIZE, 3) and p.pixels.dtype == np.uint8 for p in pictures)
    seen = [p.pixels.astype(int) for p in pictures]
    assert all(np.abs(seen[i] - seen[j]).max() > 8 for i in range(5) for j in range(i))
    assert len({frozenset(p.marks) for p in pictures}) == 1
    places = {p.kind: np.array([p.marks["iris_L"], p.marks["menton"]]) for p in pictures}
    assert np.array_equal(places["poisson"], places["hidden"])
    assert not np.array_equal(places["splice"], places["poisson"])
    assert np.abs(places["splice"] - places["average"]).max() < 20


def test_a_splice_keeps_the_first_head_and_blending_stays_off_it(pictures: list[data.Picture]) -> None:
    by_kind = {p.kind: p.pixels.astype(int) for p in pictures}
    corner = (slice(0, 30), slice(0, SIZE))
    for kind in ("splice", "splice-smooth", "poisson", "hidden"):
        assert np.abs(by_kind[kind][corner] - by_kind["splice"][corner]).max() <= 3, kind


def test_no_mark_is_on_either_class(pictures: list[data.Picture]) -> None:
    from demos.faces import watermark

    assert [watermark.read(p.pixels) for p in pictures] == [None] * 5
