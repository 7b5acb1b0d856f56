"""The evaluation people: valid recipes, nobody drawn twice, light that comes back, and a ledger that notices."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml
from PIL import Image

from demos.detection import pack, people, tone
from demos.faces import load
from demos.faces.render import generate, recipe
from demos.faces.render.wardrobe import PALETTES
from demos.morph import RECIPES
from demos.morph.recipes import Couple, Portrait

DAY = date(2026, 11, 23)
MANY = 300
DRAWN = ("e001", "e002")
SIZE = 128


@pytest.fixture(scope="module")
def generated() -> dict[str, recipe.Person]:
    return {pid: recipe.person(pid, entry) for pid, entry in generate.people(MANY).items()}


def test_every_recipe_is_what_the_renderer_reads(tmp_path: Path) -> None:
    few = generate.people(20)
    told = generate.text(few)
    (tmp_path / "recipes.yml").write_text(told, "utf-8")
    read = recipe.load(tmp_path / "recipes.yml")
    assert list(read) == [f"e{n:03d}" for n in range(1, 21)]
    assert read["e003"] == recipe.person("e003", few["e003"])
    assert generate.text(generate.people(20)) == told, "the same seed, the same file"
    assert all(tuple(who.shots) == people.SHOTS for who in read.values())


def test_a_person_does_not_depend_on_how_many_are_asked_for() -> None:
    assert generate.people(7)["e005"] == generate.people(60)["e005"]
    assert generate.people(7, seed=1)["e005"] != generate.people(7)["e005"]
    for wrong in (0, 1000):
        with pytest.raises(ValueError, match=r"만들 수 있습니다.*can be made"):
            generate.people(wrong)


def test_adults_of_all_ages_half_of_them_women_half_east_asian() -> None:
    first = [recipe.person(pid, entry) for pid, entry in generate.people(60).items()]
    assert Counter(who.male for who in first) == {0.0: 30, 1.0: 30}
    for sex in (0.0, 1.0):
        ages = sorted(who.age for who in first if who.male == sex)
        assert ages[0] >= 25
        assert ages[-1] <= 69
        assert max(b - a for a, b in pairwise(ages)) <= 4, "no gap in the ages"
    east = sum(who.ancestry.get("asian", 0) > 0.5 for who in first)
    assert east == 30
    assert all(abs(sum(who.ancestry.values()) - 1) < 1e-9 for who in first)


def test_everything_lies_within_what_was_looked_at(generated: dict[str, recipe.Person]) -> None:
    known = recipe.load().values()
    for who in generated.values():
        alike = [other for other in known if other.male == who.male]
        assert who.hair.style in {other.hair.style for other in alike}
        assert {wear.cut for wear in who.clothes} <= {wear.cut for other in known for wear in other.clothes}
        assert who.hair.grey <= 0.95
        for part, names in (("", ("age", "weight", "muscle")), ("skin", ("blush", "circles", "lines", "mottle"))):
            for name in names:
                of = [getattr(getattr(o, part) if part else o, name) for o in known]
                assert min(of) <= getattr(getattr(who, part) if part else who, name) <= max(of), (who.id, name)
        if who.beard:
            assert who.male == 1.0
            assert who.beard.length <= max(other.beard.length for other in known if other.beard)


def test_heads_face_the_camera_and_s1_is_the_passport_photo(generated: dict[str, recipe.Person]) -> None:
    for who in generated.values():
        assert all(abs(shot.yaw) <= 7 for shot in who.shots.values())
        assert (who.shots["s1"].light, who.shots["s1"].day) == ("flat", 0)
        assert {shot.light for shot in who.shots.values()} != {"flat"}


def test_the_light_says_nothing_about_the_sex(generated: dict[str, recipe.Person]) -> None:
    """A score learnt on them must not be able to lean on who was photographed where."""
    for shot in ("s2", "s3"):
        for light in {who.shots[shot].light for who in generated.values()}:
            share = np.mean([who.male for who in generated.values() if who.shots[shot].light == light])
            assert 0.35 < share < 0.65, (shot, light, share)


def test_nobody_is_drawn_twice(generated: dict[str, recipe.Person]) -> None:
    seeds = [who.seed for who in (*recipe.load().values(), *generated.values())]
    assert len(set(seeds)) == len(seeds)
    assert set(generate.KINDS) == set(PALETTES)


def test_light_comes_back() -> None:
    light = np.linspace(0, tone.REACH, 100_001)
    back = tone.decode(tone.encode(light))
    assert np.abs(back - light)[light < tone.KNEE].max() < 0.004
    share = np.abs(back - light) / np.maximum(light, 0.1)
    assert share[light < 1].max() < 0.025, "skin in full light"
    assert share.max() < 0.055, "lamps and skies"
    assert (np.diff(back) >= 0).all()
    assert np.array_equal(tone.encode(tone.TABLE), np.arange(256)), "a stored picture can be stored again unchanged"
    assert tone.encode(np.array([-1.0, 99.0])).tolist() == [0, 255]


def drawn(folder: Path) -> None:
    """Renders of two people as the renderer leaves them, from portraits that are at hand."""
    for pid, face in zip(DRAWN, load(DAY).values(), strict=False):
        (folder / pid).mkdir(parents=True)
        who = recipe.person(pid, generate.entry(int(pid[1:])))
        groups = {group: face.marks(SIZE, group) for group in ("outline", "named", "dense")}
        for shot in people.SHOTS:
            light = (face.picture(SIZE) ** 2.2).astype(np.float16)
            np.savez_compressed(folder / pid / f"{shot}.npz", rgb=light)
            layers = np.rint(face.layers(SIZE)[..., 1:] * 255).astype(np.uint8)
            Image.fromarray(layers).save(folder / pid / f"{shot}.layers.png")
            (folder / pid / f"{shot}.landmarks.json").write_text(json.dumps({"size": SIZE, **groups}))
            stamp = recipe.digest(who, shot, size=people.SIZE, samples=who.shots[shot].samples)
            (folder / pid / f"{shot}.sha256").write_text(stamp)


@pytest.fixture(scope="module")
def renders(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("renders")
    drawn(folder)
    return folder


@pytest.fixture(scope="module")
def packed(renders: Path) -> Path:
    out = renders.parent / "packed"
    assert pack.pack(renders, out, DAY, "editor") == list(DRAWN)
    return out


@pytest.fixture
def copy(packed: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(packed, tmp_path / "people"))


def test_what_is_packed_is_loaded(packed: Path) -> None:
    scenes = people.load(DAY, packed)
    assert {pid: list(shots) for pid, shots in scenes.items()} == {pid: list(people.SHOTS) for pid in DRAWN}
    scene, face = scenes["e001"]["s2"], next(iter(load(DAY).values()))
    assert (scene.light.shape, scene.light.dtype) == ((512, 512, 3), np.float32)
    assert (scene.layers.shape, scene.layers.dtype) == ((512, 512, 4), np.float32)
    assert np.allclose(scene.layers.sum(axis=2), 1, atol=1e-5)
    assert scene.layers.min() >= 0
    wanted = face.picture(512) ** 2.2
    assert np.abs(scene.light - wanted).mean() < 0.02
    marks = face.marks(512)
    assert set(scene.marks) <= set(marks)
    assert {name for name in marks if not name.isdigit()} <= set(scene.marks)
    assert max(np.abs(np.subtract(scene.marks[n], marks[n])).max() for n in scene.marks) < 0.3
    assert sum(name.isdigit() for name in scene.marks) > 500


def test_two_people_can_be_blended_by_every_recipe(packed: Path) -> None:
    scenes = people.load(DAY, packed)
    pair = [scenes[pid]["s1"] for pid in DRAWN]
    couple = Couple(*(Portrait(tone.encode(s.light).astype(np.float32) / 255, s.marks, s.layers) for s in pair))
    assert len(couple.pair.a) > 400
    for kind in RECIPES:
        made = couple.at(kind, 0.5)
        assert (made.shape, made.dtype) == ((512, 512, 3), np.uint8)
        middle = made[180:400, 180:330].astype(int)
        for scene in pair:
            assert np.abs(middle - tone.encode(scene.light)[180:400, 180:330]).mean() > 1, "neither of the two"


def test_the_ledger_says_what_they_are(packed: Path) -> None:
    told = people.read(packed)
    assert (told["kind"], told["depicts"], told["scope"]) == ("synthetic", "nobody", "teaching and measurement only")
    assert told["generator"] == {"version": generate.GENERATOR, "seed": generate.SEED}
    assert told["people"]["e001"]["looked_at"] == {"on": DAY, "by": "editor"}
    assert people.verify(DAY, packed) == []


def changed(folder: Path, change: dict[str, Any]) -> None:
    told = people.read(folder)
    (folder / people.LEDGER).write_text(yaml.safe_dump(told | change), "utf-8")


def first(folder: Path, **change: object) -> None:
    told = people.read(folder)["people"]
    changed(folder, {"people": told | {"e001": told["e001"] | change}})


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda f: (f / "e001-s2.webp").unlink(), r"e001-s2.webp: 파일이 없습니다.*missing"),
        (lambda f: (f / "e001-s2.webp").write_bytes(b"RIFF"), r"e001-s2.webp: .*지문.*digest"),
        (lambda f: (f / "vertices.json").write_text("[]"), r"vertices.json: .*지문.*digest"),
        (lambda f: (f / "e777-s1.webp").write_bytes(b""), r"e777-s1.webp: 장부에 없는.*does not know"),
        (lambda f: (f / "e001-s4.webp").write_bytes(b""), r"e001-s4.webp: 장부에 없는.*does not know"),
        (lambda f: (f / "me.jpg").write_bytes(b""), r"me.jpg: 장부에 없는.*does not know"),
        (lambda f: changed(f, {"depicts": "somebody"}), r"depicts.*must be 'nobody'"),
        (lambda f: changed(f, {"scope": "anything"}), r"scope.*must be 'teaching"),
        (lambda f: changed(f, {"expires": DAY - timedelta(1)}), r"기한.*expired"),
        (lambda f: changed(f, {"expires": None}), r"기한.*expired"),
        (lambda f: changed(f, {"people": {"f01": {"files": {}}}}), r"읽을 수 없습니다.*cannot be read"),
        (lambda f: changed(f, {"people": None}), r"읽을 수 없습니다.*cannot be read"),
        (lambda f: first(f, looked_at=None), r"e001: looked_at.*role"),
        (lambda f: first(f, looked_at={"on": DAY + timedelta(1), "by": "editor"}), r"e001: looked_at.*day that has come"),
        (lambda f: first(f, looked_at={"on": DAY, "by": "Minsu"}), r"e001: looked_at.*role"),
        (lambda f: first(f, files={}), r"e001: .*세 장면.*three shots"),
    ],
)  # fmt: skip
def test_what_was_tampered_with_is_found_and_not_loaded(copy: Path, spoil: Any, said: str) -> None:
    spoil(copy)
    found = people.verify(DAY, copy)
    assert any(re.search(said, one) for one in found), found
    with pytest.raises(people.PeopleError, match=said):
        people.load(DAY, copy)


def test_only_what_today_s_recipe_draws_is_packed(renders: Path, tmp_path: Path) -> None:
    other = Path(shutil.copytree(renders, tmp_path / "renders"))
    (other / "e002" / "s3.sha256").write_text("of another recipe")
    with pytest.raises(people.PeopleError, match=r"e002 s3: .*다시 그리세요.*render again"):
        pack.pack(other, tmp_path / "out", DAY, "editor")
    assert pack.pack(other, tmp_path / "out", DAY, "editor", leave=["e002"]) == ["e001"]
    assert list(people.load(DAY, tmp_path / "out")) == ["e001"]
    (other / "e001" / "s2.npz").unlink()
    with pytest.raises(people.PeopleError, match="three finished shots"):
        pack.pack(other, tmp_path / "out", DAY, "editor", leave=["e002"])
    with pytest.raises(people.PeopleError, match=r"role.*editor"):
        pack.pack(renders, tmp_path / "out", DAY, "Minsu")
    assert list(people.load(DAY, tmp_path / "out")) == ["e001"], "what was there stays when nothing can be packed"


def test_a_sheet_shows_every_shot(renders: Path, tmp_path: Path) -> None:
    other = Path(shutil.copytree(renders, tmp_path / "renders"))
    for number, path in enumerate(sorted(other.glob("e*/s?.npz"))):
        Image.new("RGB", (64, 64), (40 * number, 0, 0)).save(path.with_suffix(".png"))
    (sheet,) = pack.look(other, tmp_path)
    with Image.open(sheet) as picture:
        assert picture.size == (pack.CELL * pack.ACROSS, pack.CELL)
        reds = [picture.getpixel((pack.CELL * n + 128, 128))[0] for n in range(6)]  # type: ignore[index]
    assert reds == [0, 40, 80, 120, 160, 200]


def test_the_committed_people_are_in_order() -> None:
    if not (people.HERE / people.LEDGER).is_file():
        assert [path.name for path in people.HERE.iterdir()] == [".gitattributes"], "nobody without a ledger"
        return
    told = people.read()
    assert people.verify(told["from"]) == []
    assert len(told["people"]) <= 100
    assert told["generator"] == {"version": generate.GENERATOR, "seed": generate.SEED}
    recipes = {pid: pack.recipe_digest(pid) for pid in told["people"]}
    assert recipes == {pid: entry["recipe"] for pid, entry in told["people"].items()}, "raise GENERATOR, render again"
    assert sum(path.stat().st_size for path in people.HERE.iterdir()) <= 15_000_000
