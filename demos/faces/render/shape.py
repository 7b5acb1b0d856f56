"""From recipe to bone structure: macro targets, seeded shape axes, a little asymmetry."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from demos.faces.render import Array
from demos.faces.render.axes import AGED, ASIAN, COMMON, HEADS, MAN, PAIRS, SIDES, WOMAN
from demos.faces.render.mesh import add, base, target_names
from demos.faces.render.recipe import Person

SPREAD = 0.62  # of the normal draws: beyond it the targets turn into caricature


def old(age: int) -> float:
    """Weight of the "old" targets. They are modelled for 90; faces ran young at (age - 25) / 65."""
    return float(np.clip((age - 24) / 54, 0, 1))


def _thirds(value: float, name: str) -> list[tuple[str, float]]:
    kinds = (f"min{name}", f"average{name}", f"max{name}")
    return [(kind, max(0.0, 1 - abs(value * 2 - i))) for i, kind in enumerate(kinds)]


def macro(who: Person) -> Iterator[tuple[str, float]]:
    """(target, weight): ancestry x sex x age x muscle x weight, each product of its factors."""
    total = sum(who.ancestry.values())
    for sex, is_sex in (("male", who.male), ("female", 1 - who.male)):
        for years, is_old in (("young", 1 - old(who.age)), ("old", old(who.age))):
            for name, share in who.ancestry.items():
                yield f"macrodetails/{name}-{sex}-{years}", share / total * is_sex * is_old
            for muscle, strong in _thirds(who.muscle, "muscle"):
                for weight, heavy in _thirds(who.weight, "weight"):
                    name = f"macrodetails/universal-{sex}-{years}-{muscle}-{weight}"
                    yield name, is_sex * is_old * strong * heavy


def usual(who: Person) -> Iterator[tuple[str, float]]:
    """(target, weight): the shifts of everybody, of the sex, of the ancestry, of the age."""
    asian = who.ancestry.get("asian", 0) / sum(who.ancestry.values())
    sagging = float(np.clip((who.age - 32) / 33, 0, 1.1))
    for shifts, share in ((COMMON, 1.0), (WOMAN, 1 - who.male), (MAN, who.male), (ASIAN, asian), (AGED, sagging)):
        for name, weight in shifts.items():
            yield name, weight * share


def build(who: Person) -> Array:
    """All vertices (19158, 3) dm of this person, neutral, arms away from the body."""
    vertices = base().vertices.copy()
    rng = np.random.default_rng(who.seed)
    for name, weight in macro(who):
        add(vertices, name, weight)
    _axes(vertices, rng, who.variety)
    for head in rng.choice(HEADS, 2, replace=False):
        add(vertices, f"head/head-{head}", rng.uniform(0.1, 0.4) * who.variety)
    lopsided = [n for n in target_names() if n.startswith("asym/") and "trunk" not in n]
    for name in rng.choice(lopsided, 8, replace=False):
        add(vertices, name, rng.uniform(0.05, 0.17) * (0.5 if "nose" in name else 1))
    for name, weight in usual(who):
        _both(vertices, name, weight)
    for name, weight in who.tweak.items():
        _both(vertices, name, weight)
    return vertices


def _both(vertices: Array, name: str, weight: float) -> None:
    for full in [name % "l", name % "r"] if "%s" in name else [name]:
        add(vertices, full, weight)


def _axes(vertices: Array, rng: np.random.Generator, variety: float) -> None:
    for stem, axes in PAIRS.items():
        for axis, (more, less, reach) in axes.items():
            x = np.clip(rng.normal(), -2, 2) * reach * variety * SPREAD
            add(vertices, f"{stem}-{axis}-{more if x > 0 else less}", abs(x))
    for stem, axes in SIDES.items():
        for axis, (more, less, reach) in axes.items():
            x = np.clip(rng.normal(), -2, 2) * reach * variety * SPREAD
            tilt = rng.normal() * reach * 0.07
            for side, value in (("l", x + tilt), ("r", x - tilt)):
                add(vertices, f"{stem}-{axis}-{more if value > 0 else less}" % side, abs(value))
