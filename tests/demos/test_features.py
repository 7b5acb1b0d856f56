"""Each group of measurements sees what it is for, on pictures with known traces."""

from __future__ import annotations

from datetime import date

import cv2
import numpy as np
import pytest

from demos.detection import features
from demos.detection.journeys import JOURNEYS, jpeg, travel
from demos.faces import load

DAY = date(2026, 11, 23)
FACE = next(iter(load(DAY).values()))
PICTURE = np.rint(FACE.picture(512) * 255).astype(np.uint8)
MARKS = FACE.marks(512, "named")


def test_sizes_and_same_numbers_again() -> None:
    one, two = features.measure(PICTURE, MARKS), features.measure(PICTURE, MARKS)
    assert {k: v.shape for k, v in one.items()} == {
        "lost": (112,), "noise": (77,), "lbp": (320,), "srm": (375,), "sharp": (22,), "comb": (24,), "grid": (56,), "size": (1,),
    }  # fmt: skip
    assert all(v.dtype == np.float32 and np.isfinite(v).all() for v in one.values())
    assert all(np.array_equal(one[k], two[k]) for k in one)


@pytest.mark.parametrize(("quality", "step"), [(75, 6), (87, 3)])
def test_comb_finds_the_quantisation_step(quality: int, step: int) -> None:
    """Pillow's table at 75 has 6 to 7 at the first coefficients, at 87 it has 3."""
    seen = features.comb(features.luma(jpeg(PICTURE, quality)))
    assert abs(int(features.STEPS[seen.argmax()]) - step) <= 1


def test_grid_is_seen_after_jpeg_and_gone_after_a_shift() -> None:
    sent = features.luma(jpeg(PICTURE, 75))
    at_edge, inside = (features.grid(g)[:8] for g in (sent, features.luma(PICTURE)))
    assert at_edge.max() > inside.max() + 0.1
    shifted = features.grid(sent[3:, 5:])[:8]
    assert at_edge.argmax() != shifted.argmax()


def test_a_face_that_was_moved_loses_the_grid() -> None:
    sent = jpeg(PICTURE, 75)
    box = features.face(MARKS, sent.shape)
    moved = sent.copy()
    moved[box] = np.roll(sent, (3, 5), axis=(0, 1))[box]
    whole, patched = (features.lost(features.luma(p), MARKS)[56:72] for p in (sent, moved))
    assert np.abs(patched - whole).max() > 0.3


def test_blur_lowers_sharpness_in_every_region() -> None:
    soft = travel(travel(PICTURE, "half"), "original")
    assert soft.shape == (256, 256, 3)
    blurred = np.asarray(cv2.GaussianBlur(PICTURE, (0, 0), 1.5), np.uint8)
    change = features.sharp(features.luma(blurred), MARKS)[:11] - features.sharp(features.luma(PICTURE), MARKS)[:11]
    assert (change < 0).all()


def test_noise_groups_grow_with_noise() -> None:
    rng = np.random.default_rng(1)
    noisy = np.clip(PICTURE + rng.normal(0, 6, PICTURE.shape), 0, 255).astype(np.uint8)
    clean, loud = (features.noise(features.luma(p), MARKS).reshape(11, 7)[:, 0] for p in (PICTURE, noisy))
    assert (loud > clean).all()


@pytest.mark.parametrize("journey", JOURNEYS)
def test_every_journey_gives_a_picture(journey: str) -> None:
    sent = travel(PICTURE, journey)  # type: ignore[arg-type]
    assert sent.dtype == np.uint8
    assert sent.shape[2] == 3
    assert abs(float(sent.mean()) - float(PICTURE.mean())) < 2
