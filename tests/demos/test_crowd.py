"""Many faces at once: the average of all, and who is shaped most like whom."""

from __future__ import annotations

import numpy as np
import pytest

from demos.face_morph import crowd, nearest
from demos.faces import Face

SHAPES = {
    "a": [(0, 0), (4, 0), (0, 3), (5, 5)],
    "b": [(0, 0), (4, 0), (0, 3), (5, 5.2)],
    "c": [(0, 0), (9, 0), (0, 1), (2, 2)],
}


def named(points: list[tuple[float, float]]) -> dict[str, tuple[float, float]]:
    return {str(n): (float(x), float(y)) for n, (x, y) in enumerate(points)}


def test_size_place_and_turn_do_not_count() -> None:
    turned = (np.array(SHAPES["a"]) @ np.array([[0.0, 3.0], [-3.0, 0.0]]) + 50).tolist()
    found = nearest.near({fid: named(points) for fid, points in (SHAPES | {"d": turned}).items()})
    assert found["a"][0] == "d"
    assert found["b"][:2] in (["a", "d"], ["d", "a"])
    assert all(fid not in others and len(others) == nearest.NEAREST for fid, others in found.items())


def test_the_average_of_one_face_with_itself_is_that_face(gallery: dict[str, Face]) -> None:
    face = next(iter(gallery.values()))
    picture, marks = face.picture(256), face.marks(256)
    made = crowd.mean([picture, picture], [marks, marks])
    assert made.dtype == np.uint8
    assert np.abs(made[4:-4, 4:-4] - picture[4:-4, 4:-4] * 255).mean() < 1


def test_the_average_has_no_order(gallery: dict[str, Face]) -> None:
    faces = list(gallery.values())[:3]
    there, back = (
        crowd.mean([f.picture(256) for f in order], [f.marks(256) for f in order]) for order in (faces, faces[::-1])
    )
    assert np.abs(there.astype(int) - back).mean() == pytest.approx(0, abs=0.6)
