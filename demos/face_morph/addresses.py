"""What the morph can show and under which address: all that a page has to know. Loads nothing of the engine."""

from __future__ import annotations

from datetime import date
from itertools import combinations, permutations
from pathlib import Path
from typing import Any

from demos import text
from demos.face_morph.nearest import near
from demos.faces import Face, Lang, by_name, class_faces, load, opening
from demos.morph import RECIPES, SIZE, STEPS

HERE = Path(__file__).parent
PLAIN = RECIPES[0]
"""The recipe without direction; its folder also holds the steps and the overlays, which all recipes share."""
PERCENTS = tuple(range(0, 101, 10))
MEAN = "more/average.webp"
"""Address of the average of all faces that are blended."""


def frame(recipe: str, a: str, b: str, percent: int) -> str:
    """Address of a morph below the frames folder; for ``average`` a < b, a splice sits in a's head."""
    return f"{recipe}/{a}-{b}-{percent:03d}.webp"


def step(a: str, b: str, name: str) -> str:
    """Address of a step picture, a < b."""
    return f"{PLAIN}/{a}-{b}/{name}.webp"


def overlay(a: str, b: str, percent: int) -> str:
    """Address of the points and triangles that lie over an ``average`` (transparent), a < b."""
    return f"{PLAIN}/{a}-{b}/overlay-{percent:03d}.svg"


def thumb(face: str) -> str:
    """Address of the small portrait of one face."""
    return f"faces/{face}.webp"


def files(faces: dict[str, Face]) -> list[str]:
    """Every address that ``write`` fills for these faces, sorted: a thumb of each, morphs of those of the class."""
    ids = sorted(class_faces(faces))
    names = [MEAN, *(thumb(f) for f in faces)]
    for a, b in combinations(ids, 2):
        names += [frame(PLAIN, a, b, p) for p in PERCENTS] + [overlay(a, b, p) for p in PERCENTS]
        names += [step(a, b, s) for s in STEPS]
    names += [frame(r, a, b, p) for a, b in permutations(ids, 2) for r in RECIPES[1:] for p in PERCENTS]
    return sorted(names)


def manifest(lang: Lang, day: date | None = None) -> dict[str, Any]:
    """What the on-page element needs, JSON-able: faces, addresses' parts, first pair, words."""
    everybody = load(day or date.today())
    faces = class_faces(everybody)
    return {
        "lang": lang,
        "recipes": list(RECIPES),
        "percents": list(PERCENTS),
        "steps": list(STEPS),
        "first": list(opening(everybody)),
        "faces": [
            {"id": f.id, "name": f.name[lang], "looks": f.looks[lang], "thumb": thumb(f.id)}
            for f in by_name(faces.values())
        ],
        "near": near({f.id: f.marks(SIZE, "dense") for f in faces.values()}),
        "mean": MEAN,
        "words": text.words(HERE, lang),
    }
