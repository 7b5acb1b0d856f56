"""Who is drawn: 24 different adults, every name in the recipes exists, a digest says what changed. No Blender."""

from __future__ import annotations

import ast
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from demos.faces.render import __main__ as command
from demos.faces.render import recipe

RENDER = Path(recipe.__file__).parent
PEOPLE = recipe.load()


def names(module: str, table: str) -> set[str]:
    """Keys of a module's table, read from its source: importing it would need Blender."""
    for node in ast.walk(ast.parse((RENDER / f"{module}.py").read_text(encoding="utf-8"))):
        target = node.targets[0] if isinstance(node, ast.Assign) else getattr(node, "target", None)
        if isinstance(target, ast.Name) and target.id == table:
            assert isinstance(node, ast.Assign | ast.AnnAssign)
            assert isinstance(node.value, ast.Dict)
            return {key.value for key in node.value.keys if isinstance(key, ast.Constant)}
    raise AssertionError(f"{module}.py has no table {table}")


def asian(who: recipe.Person) -> float:
    return who.ancestry.get("asian", 0.0) / sum(who.ancestry.values())


def test_twenty_four_people_of_whom_half_are_women() -> None:
    assert list(PEOPLE) == [f"f{n:02}" for n in range(1, 25)]
    assert sum(who.male < 0.5 for who in PEOPLE.values()) == 12
    assert all(who.male in (0.0, 1.0) for who in PEOPLE.values())


def test_pupils_see_faces_like_those_around_them_and_others() -> None:
    assert sum(asian(who) >= 0.6 for who in PEOPLE.values()) >= 12
    assert sum(asian(who) < 0.4 for who in PEOPLE.values()) >= 8


def test_all_ages_of_adults() -> None:
    ages = sorted(who.age for who in PEOPLE.values())
    assert ages[0] >= recipe.YOUNGEST == 20
    assert ages[-1] <= recipe.OLDEST == 70
    assert sum(age > 55 for age in ages) >= 5
    assert all(any(low <= age < low + 10 for age in ages) for low in range(20, 70, 10))
    assert max(ages.count(age) for age in ages) <= 2


@pytest.mark.parametrize("age", [12, 17, 19, 71])
def test_nobody_underage_and_nobody_older_than_the_targets_hold(age: int) -> None:
    with pytest.raises(ValueError, match="adults"):
        replace(PEOPLE["f01"], age=age)


def test_everybody_has_a_seed_of_their_own_and_is_no_caricature() -> None:
    assert len({who.seed for who in PEOPLE.values()}) == 24
    assert all(0 < who.variety <= 1 for who in PEOPLE.values())
    assert all(abs(weight) <= 0.5 for who in PEOPLE.values() for weight in who.tweak.values())


def test_beards_grey_hair_and_marks() -> None:
    assert sum(who.beard is not None for who in PEOPLE.values()) >= 5
    assert not any(who.beard for who in PEOPLE.values() if who.male < 0.5)
    assert sum(who.hair.grey >= 0.3 for who in PEOPLE.values()) >= 5
    assert sum(who.skin.freckles > 0.1 for who in PEOPLE.values()) >= 3


def test_four_shots_each_and_the_first_is_framed_alike() -> None:
    for who in PEOPLE.values():
        assert list(who.shots) == ["s1", "s2", "s3", "s4"]
        s1, s2, s3, s4 = who.shots.values()
        assert (s1.yaw, s1.pitch, s1.roll, s1.shift, s1.day) == (0, 0, 0, (0, 0), 0)
        assert s1 == PEOPLE["f01"].shots["s1"]
        assert (s1.eyes, s1.light) == (0.15, "flat")
        assert s2.day == 0
        assert len({0, s3.day, s4.day}) == 3
        assert all(abs(shot.yaw) <= 12 for shot in who.shots.values())
        assert s1.light not in {shot.light for shot in (s2, s3, s4)}
        assert len({shot.lens for shot in (s1, s3, s4)}) == 3


def test_the_other_three_differ_in_light_and_background() -> None:
    for who in PEOPLE.values():
        assert len({(shot.light, shot.backdrop, shot.tint) for shot in who.shots.values()}) == 4, who.id
        assert len({shot.light for shot in who.shots.values()}) >= 3, who.id


def test_every_style_cut_cloth_light_and_backdrop_exists() -> None:
    styles = names("styles", "CUTS") | names("styles_long", "LONG_STYLES")
    cuts, cloths, lights = names("cuts", "NECKS"), names("cuts", "THICK"), names("lights", "LIGHTS")
    scenes = names("backdrop", "SCENES") | {"grey", "paper"}
    for who in PEOPLE.values():
        assert who.hair.style in styles, who.id
        assert len(who.clothes) == 2
        for piece in who.clothes:
            assert piece.cut in cuts, who.id
            assert piece.inner_cut in cuts, who.id
            assert piece.cloth in cloths, who.id
        for shot in who.shots.values():
            assert shot.light in lights, who.id
            assert shot.backdrop in scenes, who.id


def test_a_digest_is_stable_and_says_when_something_changed() -> None:
    who, again = PEOPLE["f01"], recipe.load()["f01"]
    assert recipe.digest(who, "s1", size=640) == recipe.digest(again, "s1", size=640)
    changed = {recipe.digest(replace(who, seed=who.seed + 1), "s1", size=640), recipe.digest(who, "s2", size=640)}
    changed |= {recipe.digest(who, "s1", size=320), recipe.digest(who, "s1", size=640)}
    assert len(changed) == 4


def test_a_preset_that_does_not_exist_is_an_error() -> None:
    data = yaml.safe_load(recipe.RECIPES.read_text(encoding="utf-8"))["f01"]
    with pytest.raises(KeyError, match="moon"):
        recipe.person("f01", {**data, "shots": {"s1": {"like": "moon"}}})


def test_a_typing_slip_is_an_error() -> None:
    data = yaml.safe_load(recipe.RECIPES.read_text(encoding="utf-8"))["f01"]
    with pytest.raises(ValueError, match="colr"):
        recipe.person("f01", {**data, "hair": {"style": "crop", "colour": [1, 2, 3], "colr": 1}})


@pytest.mark.parametrize("wrong", [("--only", "f01", "f99"), ("--shots", "s9"), ("--only", "F01")])
def test_what_cannot_be_drawn_is_named_before_anything_is_fetched(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], wrong: tuple[str, ...]
) -> None:
    monkeypatch.setattr("sys.argv", ["render", *wrong])
    monkeypatch.setattr(command.source, "fetch", lambda: pytest.fail("it goes to the network"))
    assert command.main() == 2
    told = capsys.readouterr().out
    assert f"거두어들인 것입니다: {wrong[-1]} /" in told


def test_only_what_is_not_drawn_yet_is_owed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["render", "--only", "f01", "--out", str(tmp_path)])
    args = command.arguments()
    assert command.owed(args) == {"f01": ["s1", "s2", "s3", "s4"]}
    (tmp_path / "f01").mkdir()
    (tmp_path / "f01" / "s2.sha256").write_text(command.stamp_of(args, PEOPLE["f01"], "s2"))
    (tmp_path / "f01" / "s3.sha256").write_text("of an older recipe")
    assert command.owed(args) == {"f01": ["s1", "s3", "s4"]}
    args.again = True
    assert command.owed(args) == {"f01": ["s1", "s2", "s3", "s4"]}
