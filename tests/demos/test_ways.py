"""The three ways to make a morph: what each leaves alone, and that nothing folds, shows twice or turns patchy.

Levels are 0 to 255, tones L*a*b*, lengths pixels of 512. What is measured is also measured on something worse
(a cross-dissolve, colours that nobody matched, a swapped mark), so that every measure is known to be able to fail.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations, permutations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from demos.face_morph import frames
from demos.face_morph.model import dissolve, to_bytes
from demos.faces import Face, class_faces, opening
from demos.morph import RECIPES, average
from demos.morph.colour import seamless
from demos.morph.layers import blend
from demos.morph.mesh import MorphError, Pair, sample, smallest_jacobian
from demos.morph.outline import BACKGROUND, CLOTH, HAIR, SKIN
from demos.morph.recipes import KEPT, Couple, Portrait
from demos.morph.splice import ROOM

Faces = dict[str, Portrait]
SPLICES = RECIPES[1:]
RAYS = np.arange(0, 181, 3)
"""Directions in degrees from between the eyes: from ear to ear over the crown; 90 is up."""
WIDE = 16.0
"""A soft outline of one head is narrower than this; two outlines side by side are not."""
SLOW = 10.0
"""Skin tones are compared after a blur of this width: pores and highlights do not count, blotches do."""
TONE, BLOTCH = 3.0, 12.0
"""So far the skin of a splice may lie from a's own at the median and at the worst place (L*a*b* distance)."""


@pytest.fixture(scope="module")
def everybody(gallery: dict[str, Face]) -> Faces:
    return {fid: frames.portrait(face) for fid, face in gallery.items()}


@pytest.fixture(scope="module")
def blended(everybody: Faces, gallery: dict[str, Face]) -> Faces:
    return {fid: everybody[fid] for fid in class_faces(gallery)}


@pytest.fixture(scope="module")
def couple(blended: Faces, gallery: dict[str, Face]) -> Couple:
    """The two faces with which the demo opens."""
    return Couple(*(blended[fid] for fid in opening(gallery)))


@pytest.fixture(scope="module")
def far_apart(blended: Faces) -> Couple:
    """The palest head and the darkest face, which was lit by a warm lamp from the side that differs most."""
    pale, dark = max(blended.values(), key=tone), min(blended.values(), key=tone)
    own = slant(to_bytes(pale.picture), pale)
    sides = [lamp(dark, side) for side in (-1, 1)]
    return Couple(pale, max(sides, key=lambda face: abs(slant(to_bytes(face.picture), face) - own)))


def lamp(face: Portrait, side: int) -> Portrait:
    """The face under a warm lamp at the left (-1) or right (1) of the picture."""
    across = (np.arange(face.picture.shape[1]) - face.marks["nose_tip"][0]) / 100
    light = (0.8 + side * 0.6 * np.tanh(across))[:, None] * np.array([1.0, 0.85, 0.65])
    return Portrait(np.clip(face.picture * light, 0, 1).astype(np.float32), face.marks, face.layers)


def tone(face: Portrait) -> float:
    return float(np.median(face.lab[face.skin.clear > 0.9], axis=0)[0])


@pytest.fixture(scope="module")
def few(blended: Faces) -> list[Couple]:
    """Three pairs: least and most hair, palest and darkest, first and last."""
    faces = list(blended.values())
    hair = sorted(faces, key=lambda face: float(face.layers[..., HAIR].sum()))
    skin = sorted(faces, key=tone)
    return [Couple(order[0], order[-1]) for order in (hair, skin, faces)]


def blurred(field: NDArray[np.float32], width: float) -> NDArray[np.float32]:
    return np.asarray(cv2.GaussianBlur(np.asarray(field, np.float32), (0, 0), width), np.float32)


def lab(shown: NDArray[np.uint8]) -> NDArray[np.float32]:
    return np.asarray(cv2.cvtColor(shown.astype(np.float32) / 255, cv2.COLOR_RGB2LAB), np.float32)


def off(one: NDArray[np.uint8], two: NDArray[np.uint8]) -> NDArray[np.float32]:
    """By how many levels two pictures differ, (h, w, 3), signed."""
    return one.astype(np.float32) - two


# What goes in and what comes out


@pytest.mark.parametrize("recipe", RECIPES)
def test_at_0_every_way_shows_the_first_face_unchanged(couple: Couple, recipe: str) -> None:
    shown = couple.at(recipe, 0.0)
    assert (shown.dtype, shown.shape) == (np.uint8, couple.a.picture.shape)
    assert np.array_equal(shown, np.rint(couple.a.picture * 255).astype(np.uint8))


def test_at_1_the_average_is_the_second_face_and_a_splice_keeps_the_first_head(couple: Couple) -> None:
    second = np.rint(couple.b.picture * 255).astype(np.uint8)
    assert np.array_equal(couple.at("average", 1.0), second)
    for recipe in SPLICES:
        assert not np.array_equal(couple.at(recipe, 1.0), second)
        assert np.abs(off(couple.at(recipe, 1.0), couple.at(recipe, 0.0))).max() > 20, "the face has changed"


@pytest.mark.parametrize("recipe", RECIPES)
@pytest.mark.parametrize("amount", [-0.01, 1.01, float("nan"), float("inf")])
def test_an_amount_outside_is_refused(couple: Couple, recipe: str, amount: float) -> None:
    with pytest.raises(MorphError, match=r"비율.+ / The amount"):
        couple.at(recipe, amount)


@pytest.mark.parametrize("recipe", ["", "Average", "splice_smooth", "swap"])
def test_an_unknown_way_is_refused(couple: Couple, recipe: str) -> None:
    with pytest.raises(KeyError):
        couple.at(recipe, 0.5)


def test_pictures_of_two_sizes_are_refused_before_anything_is_computed(gallery: dict[str, Face]) -> None:
    a, b = list(class_faces(gallery).values())[:2]
    with pytest.raises(MorphError, match=r"크기.+ / The two pictures"):
        Couple(frames.portrait(a), frames.portrait(b, 256))


@pytest.mark.slow
def test_the_same_faces_give_the_same_pixels_whatever_was_asked_before(couple: Couple) -> None:
    fresh = [Portrait(p.picture.copy(), dict(p.marks), p.layers.copy()) for p in (couple.a, couple.b)]
    for recipe in RECIPES:
        couple.at(recipe, 0.2)
        first = couple.at(recipe, 0.3)
        assert np.array_equal(Couple(*fresh).at(recipe, 0.3), first)
    for n in range(KEPT + 1):
        couple.at("splice", 0.5 + n / 100)
    assert np.array_equal(couple.at(RECIPES[-1], 0.3), first), "made anew after it was forgotten"


# What a splice leaves alone


def beside(couple: Couple, shown: NDArray[np.uint8]) -> tuple[float, float, float]:
    """Outside the inner face: most levels off beyond the seam; on hair, cloth and background in it, all and in detail.

    The seam carries the difference of both skins a little way outwards. It may be slow there (99 % of the places),
    but no hair and no thread may be another one.
    """
    a = couple.a
    away = cv2.distanceTransform((a.skin.oval == 0).astype(np.uint8), cv2.DIST_L2, 5)
    change = off(shown, couple.at("splice", 0.0))
    detail = np.abs(change - blurred(change, 3.0)).max(axis=2)
    rest = a.layers[..., [HAIR, CLOTH, BACKGROUND]].max(axis=2) > 0.9
    near = rest & (away > 4)
    found = np.abs(change).max(axis=2)
    beyond = float(found[away > ROOM * 1.5].max())
    return beyond, float(np.percentile(found[near], 99)), float(np.percentile(detail[near], 99))


@pytest.mark.parametrize("recipe", SPLICES)
def test_a_splice_leaves_the_head_around_the_face_alone(few: list[Couple], recipe: str) -> None:
    for pair in few:
        for amount in (0.5, 1.0):
            beyond, slow, detail = beside(pair, pair.at(recipe, amount))
            assert beyond <= 1
            assert slow <= 9
            assert detail <= 3
        assert beside(pair, pair.at("average", 0.5))[0] > 20, "the measure sees a head that changes"


def fine(shown: NDArray[np.uint8], where: NDArray[np.bool_]) -> float:
    """How much detail finer than a few pixels there is: standard deviation of lightness."""
    light = lab(shown)[..., 0]
    return float((light - blurred(light, 2.0))[where].std())


def test_the_smooth_splice_differs_from_the_other_on_skin_only(few: list[Couple]) -> None:
    for pair in few:
        a = pair.a
        rough, smooth = pair.at("splice", 0.5), pair.at("splice-smooth", 0.5)
        change = np.abs(off(smooth, rough)).max(axis=2)
        assert change[a.skin.polish == 0].max(initial=0) == 0
        assert a.skin.polish[a.layers[..., SKIN] < 0.01].max() < 0.01
        assert change[a.layers[..., SKIN] < 0.01].mean() < 0.2
        clear = a.skin.clear > 0.9
        assert (change[clear] > 0).mean() > 0.5
        assert fine(smooth, clear) < 0.8 * fine(rough, clear)
        sharp = (a.skin.brows > 0.9) | (a.skin.eyes > 0.9)
        assert change[sharp].mean() < 0.5, "brows and eyes are no skin"
        around = (a.skin.oval == 0) & (a.skin.polish > 0.8)
        assert fine(smooth, around) < 0.9 * fine(rough, around), "no ring of pores around a face of wax"


# No fold


def test_the_measure_sees_a_fold(couple: Couple) -> None:
    points = couple.pair.b.copy()
    points[[40, 300]] = points[[300, 40]]
    assert smallest_jacobian(Pair(couple.pair.a, points, couple.pair.triangles)) < 0


@pytest.mark.slow
def test_no_average_of_the_gallery_folds(everybody: Faces) -> None:
    for (one, a), (two, b) in combinations(everybody.items(), 2):
        pair = Couple(a, b).pair
        assert smallest_jacobian(pair) > 0, (one, two)
        assert len(pair.a) > 400, (one, two)


@pytest.mark.slow
def test_no_splice_of_the_gallery_folds(everybody: Faces) -> None:
    for (one, a), (two, b) in permutations(everybody.items(), 2):
        seat = Couple(a, b).seat
        shapes = (seat.a, seat.end, seat.b)
        least = min(smallest_jacobian(Pair(p, q, seat.triangles)) for p, q in combinations(shapes, 2))
        assert least > 0, (one, two)
        assert len(seat.a) > 400, (one, two)


# No ghost


def silhouette(face: Portrait) -> Portrait:
    """The same head, black on white: what is grey in a morph of two of them is neither head nor background."""
    paper = np.repeat(face.layers[..., BACKGROUND, None], 3, axis=2)
    return Portrait(paper, face.marks, face.layers)


def crossed_once(shown: NDArray[np.uint8], middle: NDArray[np.float64]) -> NDArray[np.bool_]:
    """For every ray whether it leaves the head once and for all, and without a long way through grey."""
    paper = blurred(shown[..., 1] / 255.0, 1.0)
    angles = np.radians(RAYS)[:, None]
    reach = np.arange(20.0, 330.0, 0.5)[None]
    x, y = middle[0] + reach * np.cos(angles), middle[1] - reach * np.sin(angles)
    seen = cv2.remap(
        paper, x.astype(np.float32), y.astype(np.float32), cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    turns = [(np.diff(seen > level, axis=1) != 0).sum(axis=1) for level in (0.25, 0.5, 0.75)]
    grey = ((seen > 0.2) & (seen < 0.8)).sum(axis=1) / 2
    return np.asarray((np.stack(turns) == 1).all(axis=0) & (grey < WIDE))


def ghosts(pairs: Iterable[tuple[Portrait, Portrait]]) -> tuple[float, float]:
    """Share of rays that leave the head once, half way: in the average, and in a cross-dissolve.

    Only rays that leave both faces themselves once count: hair may stand away from a neck.
    """
    ours, plain = [], []
    for a, b in pairs:
        one, two = silhouette(a), silhouette(b)
        middle = np.mean([face.marks[f"iris_{s}"] for face in (a, b) for s in "LR"], axis=0)
        pair = Couple(one, two)
        ends = [crossed_once(pair.at("average", end), middle) for end in (0.0, 1.0)]
        both = ends[0] & ends[1]
        assert both.mean() > 0.5
        mixed = to_bytes(dissolve(one.picture, two.picture, 0.5))
        ours.append(crossed_once(pair.at("average", 0.5), middle)[both])
        plain.append(crossed_once(mixed, middle)[both])
    return float(np.concatenate(ours).mean()), float(np.concatenate(plain).mean())


def test_a_head_half_way_has_one_outline(few: list[Couple]) -> None:
    ours, plain = ghosts((pair.a, pair.b) for pair in few)
    assert ours > 0.99
    assert plain < 0.8


@pytest.mark.slow
def test_every_head_half_way_has_one_outline(blended: Faces) -> None:
    ours, plain = ghosts(combinations(blended.values(), 2))
    assert ours > 0.99
    assert plain < 0.8


def test_no_layer_wins_where_neither_face_has_it() -> None:
    """Long hair beside a jaw gives way to the background, not to a jaw that swells."""
    x = np.arange(200, dtype=np.float32)[None].repeat(40, 0)
    ends = [np.full((40, 200, 4), -160, np.float32) for _ in range(2)]
    for depth in ends:
        depth[..., SKIN] = 60 - x
    ends[0][..., HAIR], ends[0][..., BACKGROUND] = np.minimum(x - 60, 120 - x), x - 120
    ends[1][..., BACKGROUND] = x - 60
    for amount in np.linspace(0, 1, 21):
        made = blend(*ends, float(amount))
        assert made.sum(axis=2) == pytest.approx(1, abs=1e-5)
        assert made[:, :54, SKIN].min() > 0.9
        assert made[:, 66:, SKIN].max() < 0.5
        assert made[:, 70:, SKIN].max() < 0.02
        edges = np.diff((made[20, :, BACKGROUND] > 0.5).astype(int))
        assert np.abs(edges).sum() == 1


def test_a_lock_that_only_one_face_has_fades_through_a_soft_border() -> None:
    x = np.arange(200, dtype=np.float32)[None].repeat(40, 0)
    ends = [np.full((40, 200, 4), -160, np.float32) for _ in range(2)]
    for depth, hairline in zip(ends, (60, 100), strict=True):
        depth[..., HAIR], depth[..., SKIN] = hairline - x, x - hairline
    borders = []
    for amount in (0.0, 0.5, 1.0):
        hair = blend(*ends, amount)[20, :, HAIR]
        assert (np.diff(hair) <= 1e-6).all()
        borders.append(int(((hair > 0.1) & (hair < 0.9)).sum()))
        assert np.abs(np.argmin(np.abs(hair - 0.5)) - (60 + 40 * amount)) <= 1
    assert borders[1] > 3 * max(borders[0], borders[2])


def test_the_average_computes_a_layer_only_where_it_is(couple: Couple) -> None:
    """What an encoder leaves of a layer in every pixel would make each layer as large as the picture."""
    plan = average.plan(couple.pair, couple.a.sheet, couple.b.sheet, 0.5)
    for n in (SKIN, HAIR):
        rows, columns = plan.boxes[n]
        held = np.zeros(plan.mattes.shape[:2], bool)
        held[rows, columns] = True
        assert plan.mattes[..., n][~held].max() < 0.01
        assert 0.05 < held.mean() < 0.6


# No blotch


def uneven(couple: Couple, amount: float, shown: NDArray[np.uint8]) -> tuple[float, float]:
    """How far the slow skin tone in the oval lies from a's own: at the median and at the worst place.

    Brows, eyes, nostrils and lips of both faces do not count, wherever the splice has put them.
    """
    plan = couple.seat.plan(amount)
    clear = np.minimum(sample(couple.a.skin.clear, plan.map_a, False), sample(couple.b.skin.clear, plan.map_b, False))
    skin = ((clear > 0.9) & (couple.a.skin.clear > 0.9)).astype(np.float32)
    weight = blurred(skin, SLOW)
    change = blurred((lab(shown) - couple.a.lab) * skin[..., None], SLOW) / (weight[..., None] + 1e-4)
    far = np.linalg.norm(change, axis=2)[(skin > 0) & (weight > 0.4)]
    assert len(far) > 500
    return float(np.median(far)), float(far.max())


def even(pairs: Iterable[Couple]) -> None:
    for pair in pairs:
        for amount in (0.25, 0.5, 0.75, 1.0):
            usual, worst = uneven(pair, amount, pair.at("splice", amount))
            assert usual < TONE
            assert worst < BLOTCH


def test_the_skin_of_a_splice_is_even(few: list[Couple]) -> None:
    even(few)


@pytest.mark.slow
def test_the_skin_of_thirty_splices_is_even(blended: Faces) -> None:
    pairs = list(permutations(blended.values(), 2))
    chosen = np.random.default_rng(20261123).permutation(len(pairs))[:30]
    even(Couple(*pairs[n]) for n in chosen)


def test_hair_and_background_beside_a_cut_out_face_do_not_tint_it() -> None:
    y, x = np.mgrid[:256, :256]
    mask = ((x - 128) ** 2 + (y - 128) ** 2 < 90**2).astype(np.float32)
    head, face = np.full((256, 256, 3), 70, np.float32), np.full((256, 256, 3), 74, np.float32)
    around = np.where(mask[..., None] > 0, face, np.float32(5))
    joined = seamless(head, around, mask)
    assert np.array_equal(joined, seamless(head, face, mask)), "what is not in the mask does not count"
    assert 3.5 < joined[128, 128, 0] - 70 < 4.01
    assert -0.01 < (joined - head).min() <= (joined - head).max() < 4.01, "no ring, no overshoot"
    assert np.abs(np.diff(joined[128, :, 0])).max() < 1.0, "no edge of four levels"


def test_colours_that_nobody_matched_are_seen(far_apart: Couple) -> None:
    plain = Couple(far_apart.a, far_apart.b)
    plain.lit = plain.b.lab
    usual, worst = uneven(plain, 1.0, plain.at("splice", 1.0))
    assert usual > 2 * TONE
    assert worst > 1.5 * BLOTCH


def test_one_blotch_on_a_cheek_is_seen(couple: Couple) -> None:
    spotted, marks = Couple(couple.a, couple.b), couple.b.marks
    cheek = np.mean([marks["jaw4_L"], marks["nose_tip"]], axis=0)
    spot = np.zeros(couple.lit.shape[:2], np.float32)
    spot[round(cheek[1]), round(cheek[0])] = 1
    spot = blurred(spot, 25.0)
    spotted.lit = couple.lit - np.dstack([60 * spot / spot.max(), 0 * spot, 0 * spot]).astype(np.float32)
    assert uneven(spotted, 1.0, spotted.at("splice", 1.0))[1] > BLOTCH


# Far apart in skin and light


def slant(shown: NDArray[np.uint8], face: Portrait) -> float:
    """How much brighter the right half of a face is than its left half, L*."""
    clear = face.skin.clear > 0.9
    nose = face.marks["nose_tip"][0]
    right = np.arange(clear.shape[1])[None] > nose
    light = lab(shown)[..., 0]
    return float(np.median(light[clear & right]) - np.median(light[clear & ~right]))


def test_another_skin_and_light_arrive_in_the_light_of_the_head(far_apart: Couple) -> None:
    own = slant(far_apart.at("splice", 0.0), far_apart.a)
    other = slant(far_apart.at("average", 1.0), far_apart.b)
    assert abs(other - own) > 10, "the lamp is strong enough to be seen"
    for recipe in SPLICES:
        for amount in (0.5, 1.0):
            shown = far_apart.at(recipe, amount)
            assert abs(slant(shown, far_apart.a) - own) < 4
            usual, worst = uneven(far_apart, amount, shown)
            assert usual < TONE
            assert worst < BLOTCH


def test_the_average_of_another_skin_and_light_lies_between(far_apart: Couple) -> None:
    tones = [np.median(lab(far_apart.at("average", n))[far_apart.a.skin.clear > 0.9], axis=0)[0] for n in (0, 0.5, 1)]
    assert tones[0] > tones[1] + 5 > tones[2] + 10
    assert ghosts([(far_apart.a, far_apart.b)])[0] > 0.95


def test_a_torn_off_tuft_of_hair_is_let_go_and_a_face_keeps_its_own() -> None:
    depth = np.full((128, 128, 4), -40, np.float32)
    depth[..., BACKGROUND] = 5
    depth[:40, :, HAIR] = depth[100:108, 20:28, HAIR] = 12
    half, end = blend(depth, depth, 0.5)[..., HAIR], blend(depth, depth, 0.0)[..., HAIR]
    assert half[20, 64] > 0.95
    assert half[104, 24] < 0.05
    assert end[104, 24] > 0.95
