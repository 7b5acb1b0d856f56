"""Recipes of as many people as are asked for: adults who do not exist, for measuring and not for the gallery.

``python -m demos.faces.render.generate --count 60 --out build/evaluation/recipes.yml`` writes a file that
``course faces render --recipes`` reads. A person depends on the seed and on its own number only: asking for more
people changes nobody. All is drawn within what ``recipes.yml`` was looked at with. Plain data: no Blender.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from numpy.random import Generator

from demos.faces.render import shots, wardrobe
from demos.faces.render.recipe import person
from demos.faces.render.wardrobe import PALETTES, Palette

Entry = dict[str, Any]

GENERATOR = 1
"""Raise when other people come out."""
SEED = 20261123
KINDS = ("east", "european", "east", "african", "east", "mixed")
"""Every second person looks East Asian, the others come from elsewhere."""
YOUNGEST, OLDEST = 25, 69
"""The ages of the gallery: there faces were looked at, and read as adults."""
GOLDEN, PLASTIC = 0.6180339887, 0.7548776662
"""Multiples of these, modulo 1, are evenly spread: for ages and for hair styles."""
SHOTS = ("s1", "s2", "s3")
YAW, TURNED = 6.5, 0.7
"""A head turned further away (degrees) gives no clean morph; so heads turn by this share of what presets ask for."""
HEADER = (
    "# Made by `python -m demos.faces.render.generate`, version {version}, seed {seed}. Nobody sat for anything here.\n"
)


def name(number: int) -> str:
    """Id of a person: e001, e002 and so on."""
    return f"e{number:03d}"


def people(count: int, seed: int = SEED) -> dict[str, Entry]:
    """Recipe entries by id, as ``recipe.person`` reads them; ``ValueError`` unless ``count`` is 1 to 999."""
    if not 1 <= count <= 999:
        raise ValueError(f"1명에서 999명까지 만들 수 있습니다: {count} / from 1 to 999 people can be made, not {count}")
    return {name(number): entry(number, seed) for number in range(1, count + 1)}


def entry(number: int, seed: int = SEED) -> Entry:
    """One person's recipe. Women and men take turns, so do the kinds; ages follow the golden ratio (evenly spread)."""
    rng = np.random.default_rng((seed, number))
    woman, turn = number % 2 == 1, (number - 1) // 2
    palette = PALETTES[KINDS[turn % len(KINDS)]]
    age = round(YOUNGEST + (OLDEST - YOUNGEST) * ((turn * GOLDEN + 0.25 * (not woman)) % 1))
    own = 100_000 + 37 * number
    hair = wardrobe.hair(palette, woman, age, turn * PLASTIC % 1, rng)
    beard = None if woman else wardrobe.beard(palette, hair["grey"], rng)
    found: Entry = {
        "seed": own,
        "age": age,
        "male": 0.0 if woman else 1.0,
        "ancestry": palette.ancestry(rng),
        "variety": round(float(rng.uniform(0.82, 0.9)), 2),
        "tweak": dict(palette.tweak),
        "weight": round(float(rng.uniform(0.42, 0.6)), 2),
        "muscle": 0.55 if woman else round(float(rng.uniform(0.55, 0.65)), 2),
        "lids": palette.lids,
        "skin": _skin(palette, woman, age, beard is not None, rng),
        "iris": palette.iris(rng),
        "hair": hair,
        "brows": _brows(palette, woman, age, rng),
        "clothes": wardrobe.clothes(woman, rng),
        "shots": photos(own),
    }
    return found | ({"beard": beard} if beard else {})


def _skin(palette: Palette, woman: bool, age: int, bearded: bool, rng: Generator) -> Entry:
    """Women a little paler, as everywhere; lines and spots come with the years."""
    shade = float(np.clip(rng.uniform(0.0, 0.75) + (0.0 if woman else 0.25), 0, 1))
    return {
        "colour": palette.skin(shade, rng),
        "blush": round(float(rng.uniform(0.6, 1.2)), 2),
        "circles": round(float(rng.uniform(0.6, 1.2)), 2),
        "freckles": round(float(rng.uniform(0, palette.freckles)), 2),
        "lines": round(float(rng.uniform(1.1, 1.35)) if age > 38 else 1.0, 2),
        "mottle": 1.15 if age > 50 else 1.0,
        "shadow": 0.5 if woman else round(float(rng.uniform(0.45, 0.65) if bearded else rng.uniform(0.25, 0.55)), 2),
        "makeup": round(float(rng.uniform(0, 0.3)), 2) if woman and rng.random() < 0.6 else 0.0,
    }


def _brows(palette: Palette, woman: bool, age: int, rng: Generator) -> Entry:
    thin = 1 - 0.25 * max(0, age - 45) / 24
    found: Entry = {"arch": 0.032} if woman else {}
    found["thick"] = round(float(rng.uniform(0.029, 0.032) if woman else rng.uniform(0.034, 0.038)), 4)
    found["count"] = round(float((rng.uniform(440, 540) if woman else rng.uniform(520, 680)) * thin))
    return found | ({"colour": list(palette.brows)} if palette.brows else {})


def photos(seed: int) -> dict[str, Entry]:
    """Three shots: the passport photo, one indoors, and one outdoors or in the evening; no head turned far away."""
    drawn = shots.four(seed)
    last = str(np.random.default_rng(seed).choice(["s3", "s4"]))
    return {own: _frontal(drawn[other]) for own, other in zip(SHOTS, ("s1", "s2", last), strict=True)}


def _frontal(shot: Entry) -> Entry:
    return shot | {"yaw": round(float(np.clip(TURNED * shot["yaw"], -YAW, YAW)), 1)}


def text(entries: dict[str, Entry], seed: int = SEED) -> str:
    """The file: a line that says where it comes from, then the entries. Every one of them must be a valid recipe."""
    for fid, told in entries.items():
        person(fid, told)
    body = yaml.safe_dump(entries, sort_keys=False, default_flow_style=None, width=120)
    return HEADER.format(version=GENERATOR, seed=seed) + body


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Write recipes of people who do not exist.")
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--out", type=Path, default=Path("build/evaluation/recipes.yml"))
    args = parser.parse_args()
    args.out.parent.mkdir(parents=True, exist_ok=True)
    args.out.write_text(text(people(args.count, args.seed), args.seed), encoding="utf-8")
    print(args.out)


if __name__ == "__main__":
    main()
