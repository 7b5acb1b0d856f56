"""One face in the light of another head: skin tone arrives, features stay, nothing turns patchy."""

from __future__ import annotations

import numpy as np
import pytest

from demos.face_morph import frames
from demos.faces import Face, class_faces
from demos.morph import light
from demos.morph.outline import HAIR, SKIN
from demos.morph.recipes import Couple, Portrait
from demos.morph.skin import skin


@pytest.fixture(scope="module")
def couple(gallery: dict[str, Face]) -> Couple:
    """The palest and the darkest face of the class."""
    faces = [frames.portrait(face) for face in class_faces(gallery).values()]
    return Couple(max(faces, key=tone), min(faces, key=tone))


def tone(face: Portrait) -> float:
    return float(np.median(face.lab[face.skin.clear > 0.9], axis=0)[0])


def test_the_surface_ignores_a_beard() -> None:
    place = np.random.default_rng(1).uniform(-1, 1, (2000, 2))
    slope = -1 + 0.3 * place[:, 0] - 0.2 * place[:, 1]
    bearded = np.where(place[:, 1] > 0.6, slope - 1.2, slope)
    fit = light.surface(np.repeat(bearded[:, None], 3, 1), place, np.ones(len(place)))
    assert light._terms(place) @ fit == pytest.approx(np.repeat(slope[:, None], 3, 1), abs=0.05)


@pytest.mark.parametrize("turned", [False, True])
def test_the_skin_takes_the_tone_of_the_head(couple: Couple, turned: bool) -> None:
    pair = Couple(couple.b, couple.a) if turned else couple
    was, goal = (np.median(p.lab[p.skin.clear > 0.9], axis=0) for p in (pair.b, pair.a))
    now = np.median(pair.lit[pair.b.skin.clear > 0.9], axis=0)
    assert np.abs(now - goal).max() < 5
    assert np.abs(now - goal).max() < np.abs(was - goal).max() / 3


def test_brows_stay_darker_than_the_skin(couple: Couple) -> None:
    brows = (couple.b.skin.features > 0.9) & (couple.b.skin.eyes == 0)
    clear = couple.b.skin.clear > 0.9
    lit = couple.lit[..., 0]
    assert np.percentile(lit[brows], 10) < np.median(lit[clear]) - 15
    assert np.isfinite(couple.lit).all()


def test_no_brow_shines_on_another_skin(couple: Couple) -> None:
    for pair in (couple, Couple(couple.b, couple.a)):
        brows, clear = pair.b.skin.brows > 0.95, pair.b.skin.clear > 0.9
        bright = np.percentile(pair.lit[brows], 95, axis=0)[0]
        assert bright < np.percentile(pair.lit[clear], 95, axis=0)[0]


def test_a_face_in_its_own_light_stays_as_it_is(couple: Couple) -> None:
    same = Couple(couple.a, couple.a)
    off = np.abs(same.lit - couple.a.lab)[couple.a.skin.oval > 0]
    assert np.median(off) < 3


def test_a_fringe_covers_the_face_and_a_brow_does_not(couple: Couple) -> None:
    marks, layers = couple.a.marks, couple.a.layers.copy()
    row = round(marks["brow_mid_L"][1])
    layers[: row + 4] = 0
    layers[: row + 4, :, HAIR] = 1
    fringed = skin(marks, layers)
    column = round(marks["brow_mid_L"][0])
    assert fringed.bare[row, column] < 0.1
    layers = couple.a.layers.copy()
    layers[row - 3 : row + 3, column - 10 : column + 10] = 0
    layers[row - 3 : row + 3, column - 10 : column + 10, HAIR] = 1
    assert skin(marks, layers).bare[row, column] > 0.8
    assert layers[..., SKIN].max() > 0.9
