"""The morph itself: exact ends, same pixels every time, no direction, no fold."""

from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np
import pytest

from demos.face_morph import drawing
from demos.face_morph.model import SIZE, STEPS, MorphError, Pair, correspond, morph, smallest_triangle, to_bytes, warp
from demos.faces import Face, opening


@pytest.fixture(scope="module")
def two(gallery: dict[str, Face]) -> tuple[Face, Face]:
    a, b = (gallery[fid] for fid in opening(gallery))
    return a, b


@pytest.fixture(scope="module")
def pair(two: tuple[Face, Face]) -> Pair:
    return correspond(two[0].marks(SIZE), two[1].marks(SIZE))


def test_the_ends_are_the_originals(two: tuple[Face, Face], pair: Pair) -> None:
    a, b = (face.picture(SIZE) for face in two)
    assert np.array_equal(morph(a, b, pair, 0.0), to_bytes(a))
    assert np.array_equal(morph(a, b, pair, 1.0), to_bytes(b))


def test_the_result_is_uint8_of_the_same_shape(two: tuple[Face, Face], pair: Pair) -> None:
    a, b = (face.picture(SIZE) for face in two)
    assert a.dtype == np.float32
    result = morph(a, b, pair, 0.5)
    assert (result.dtype, result.shape) == (np.uint8, (SIZE, SIZE, 3))


def test_the_same_input_gives_the_same_pixels(two: tuple[Face, Face]) -> None:
    def once() -> np.ndarray:
        a, b = two
        made = correspond(a.marks(SIZE), b.marks(SIZE))
        return morph(a.picture(SIZE), b.picture(SIZE), made, 0.3)

    assert np.array_equal(once(), once())


def test_the_average_has_no_direction(two: tuple[Face, Face], pair: Pair) -> None:
    a, b = (face.picture(SIZE) for face in two)
    back = Pair(pair.b, pair.a, pair.triangles)
    there, again = morph(a, b, pair, 0.3), morph(b, a, back, 0.7)
    assert np.abs(there.astype(int) - again.astype(int)).max() <= 1


def test_the_way_from_a_to_b_is_steady(two: tuple[Face, Face], pair: Pair) -> None:
    a, b = (face.picture(SIZE) for face in two)
    frames = [morph(a, b, pair, n / 10).astype(float) for n in range(11)]
    ends = np.abs(frames[-1] - frames[0]).mean()
    assert all(np.abs(q - p).mean() < ends / 2 for p, q in pairwise(frames))


@pytest.mark.slow
def test_no_pair_of_the_gallery_folds(gallery: dict[str, Face]) -> None:
    pairs = list(combinations(gallery.values(), 2))
    assert len(pairs) >= 28
    for a, b in pairs:
        made = correspond(a.marks(SIZE), b.marks(SIZE))
        assert smallest_triangle(made) > 0, (a.id, b.id)
        assert len(made.a) > 400


def test_landmarks_land_where_they_should(two: tuple[Face, Face], pair: Pair) -> None:
    """A white dot on a landmark of a is found on that landmark's place half way."""
    picture = np.zeros((SIZE, SIZE, 3), np.float32)
    nose = two[0].marks(SIZE, "named")["nose_tip"]
    x, y = (round(v) for v in nose)
    picture[y - 2 : y + 3, x - 2 : x + 3] = 1
    moved = warp(picture, pair.a, pair.at(0.5), pair)[..., 0]
    other = two[1].marks(SIZE, "named")["nose_tip"]
    centre = [np.average(axis, weights=moved) for axis in np.mgrid[:SIZE, :SIZE]]
    assert np.hypot(centre[1] - (nose[0] + other[0]) / 2, centre[0] - (nose[1] + other[1]) / 2) < 1.5


@pytest.mark.parametrize("amount", [-0.1, 1.1, float("nan")])
def test_an_amount_outside_is_refused(two: tuple[Face, Face], pair: Pair, amount: float) -> None:
    a = two[0].picture(SIZE)
    with pytest.raises(MorphError, match="비율"):
        morph(a, a, pair, amount)


def test_pictures_of_two_sizes_are_refused(two: tuple[Face, Face], pair: Pair) -> None:
    with pytest.raises(MorphError, match="크기"):
        morph(two[0].picture(SIZE), two[1].picture(256), pair, 0.5)


def test_too_few_shared_marks_are_refused() -> None:
    with pytest.raises(MorphError, match="점"):
        correspond({"eye": (5, 5)}, {"eye": (6, 6)})


def test_steps_and_overlay_are_drawn(two: tuple[Face, Face]) -> None:
    a, b = two
    size = drawing.SCALE
    few = correspond(a.marks(size, "named"), b.marks(size, "named"), size)
    many = correspond(a.marks(size), b.marks(size), size)
    drawn = [drawing.step(s, a.picture(size), b.picture(size), few, many) for s in STEPS]
    assert {p.shape for p in drawn} == {(SIZE, SIZE, 3)}
    assert all(np.abs(p.astype(int) - q).mean() > 1 for p, q in combinations(drawn, 2))
    assert drawing.overlay(few, 0.5, size).startswith("<svg")
