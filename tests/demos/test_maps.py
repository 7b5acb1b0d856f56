"""Heat maps: the trap is a trap, the control removes it, and what was changed shows."""

from __future__ import annotations

from datetime import date
from functools import cache

import cv2
import numpy as np
import pytest

from demos.detection import maps, trusted
from demos.detection.journeys import jpeg
from demos.faces import load

FACES = load(date(2026, 11, 23))
FIRST, SECOND = sorted(FACES)[:2]
MARKS = {fid: f.marks(512, "named") for fid, f in FACES.items()}


def photo(fid: str, quality: int = 92) -> np.ndarray:
    rng = np.random.default_rng(int(fid[1:]))
    noisy = FACES[fid].picture(512) * 255 + rng.normal(0, 2.5, (512, 512, 3))
    return jpeg(np.clip(noisy, 0, 255).astype(np.uint8), quality)


@cache
def error_levels(fid: str) -> np.ndarray:
    return maps.aligned(maps.ela(photo(fid)), MARKS[fid])


def test_raw_error_levels_light_up_an_untouched_face() -> None:
    raw = [maps.pixel_auc(error_levels(f), maps.oval()) for f in FACES]
    assert np.mean(raw) > 0.55, "the trap that the lab shows is gone"


def test_control_takes_the_face_out_of_untouched_pictures() -> None:
    ids = sorted(FACES)
    fields = {f: error_levels(f) for f in ids}
    fair = []
    for fid in ids:
        held = maps.control([fields[f] for f in ids if f != fid])
        fair.append(maps.pixel_auc(held.against(fields[fid]), maps.oval()))
    assert abs(np.mean(fair) - 0.5) < 0.12


def test_lost_grid_finds_a_shifted_patch() -> None:
    picture = photo(FIRST, 75)
    patch = picture.copy()
    patch[180:300, 180:330] = picture[183:303, 185:335]
    before, after = (maps.lost_grid(p)[200:280, 200:310].mean() for p in (picture, patch))
    assert after > before + 0.1


def test_map_returns_to_its_place() -> None:
    field = np.zeros((512, 512), np.float32)
    x, y = MARKS[FIRST]["iris_L"]
    cv2.circle(field, (round(x), round(y)), 18, 1.0, -1)
    small = maps.aligned(field, MARKS[FIRST])
    again = maps.back(small, MARKS[FIRST], (512, 512), 0.0)
    top = np.unravel_index(again.argmax(), again.shape)
    assert np.hypot(top[0] - y, top[1] - x) < 20


def test_a_control_needs_enough_pictures() -> None:
    with pytest.raises(ValueError, match="five"):
        maps.control([np.zeros((64, 64), np.float32)] * 4)


def test_landmarks_are_freed_of_place_size_and_turn() -> None:
    turned = {
        n: (0.8 * (0.995 * x - 0.0998 * y) + 40, 0.8 * (0.0998 * x + 0.995 * y) - 7)
        for n, (x, y) in MARKS[FIRST].items()
    }
    one, two = trusted.shape(MARKS[FIRST]), trusted.shape(turned)
    assert np.abs(trusted.fitted(two, one) - trusted.fitted(one, one)).max() < 1e-3


def test_trusted_comparison_tells_people_apart() -> None:
    rng = np.random.default_rng(4)
    model = trusted.shape(MARKS[FIRST])
    seen = {
        f: np.stack([trusted.fitted(trusted.shape(trusted.found(MARKS[f], rng, rng)), model) for _ in range(3)])
        for f in FACES
    }
    same = np.concatenate([shapes[1:] - shapes[0] for shapes in seen.values()])
    other = np.concatenate([seen[f] - seen[g] for f in seen for g in seen if f < g])
    held = trusted.learn(same, other)
    assert np.mean(held.score(other) > held.score(same).max()) > 0.9
    with pytest.raises(ValueError, match="ten pairs"):
        trusted.learn(same[:9], other)


def test_the_look_is_freed_of_light() -> None:
    one = trusted.look(photo(FIRST), MARKS[FIRST])
    dim = trusted.look(np.asarray(photo(FIRST) * 0.7, np.uint8), MARKS[FIRST])
    other = trusted.look(photo(SECOND), MARKS[SECOND])
    assert np.corrcoef(one, dim)[0, 1] > 0.97
    assert np.corrcoef(one, other)[0, 1] < np.corrcoef(one, dim)[0, 1] - 0.1
