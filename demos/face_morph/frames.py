"""All that the morph can show, as files: the picture's address is the interface of the demo."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor, as_completed
from datetime import date
from itertools import combinations, permutations
from pathlib import Path
from typing import Any

import cv2

from demos import text
from demos.face_morph import drawing
from demos.face_morph.crowd import mean, near
from demos.face_morph.model import RECIPES, SIZE, STEPS, Couple, Portrait, correspond, to_bytes
from demos.faces import Face, FaceError, Lang, by_name, class_faces, load, marks, opening

HERE = Path(__file__).parent
PLAIN = RECIPES[0]
"""The recipe without direction; its folder also holds the steps and the overlays, which all recipes share."""
PERCENTS = tuple(range(0, 101, 10))
THUMB = 256
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


def write(out: Path, progress: Callable[[int, int], None], day: date | None = None) -> None:
    """Render everything below ``out`` (an empty folder or an older run of the same gallery).

    ``progress(done, all)`` counts pairs. Raises ``FaceError`` if the gallery is not in order on
    ``day`` (today if not given); then nothing is written.
    """
    faces = load(day or date.today())
    blended = class_faces(faces)
    pairs = list(combinations(blended.values(), 2))
    for face in faces.values():
        small = to_bytes(face.picture(THUMB))
        marks.save(out / thumb(face.id), small, marks.words((face.id,), "portrait"))
    average = mean([face.picture(SIZE) for face in blended.values()], [face.marks(SIZE) for face in blended.values()])
    marks.save(out / MEAN, average, marks.words(tuple(blended), "mean"))
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max(1, min(len(pairs), os.cpu_count() or 1, 32)), context) as pool:
        running = [pool.submit(_write_pair, out, a, b) for a, b in pairs]
        for done, job in enumerate(as_completed(running), 1):
            job.result()
            progress(done, len(pairs))


def portrait(face: Face, size: int = SIZE) -> Portrait:
    """A face of the gallery as the recipes want it."""
    return Portrait(face.picture(size), face.marks(size), face.layers(size))


def _write_pair(out: Path, a: Face, b: Face) -> None:
    cv2.setNumThreads(1)
    left, right = portrait(a), portrait(b)
    _write_morphs(out, Couple(left, right), (a.id, b.id), RECIPES)
    _write_morphs(out, Couple(right, left), (b.id, a.id), RECIPES[1:])
    few = correspond(a.marks(SIZE, "named"), b.marks(SIZE, "named"))
    for percent in PERCENTS:
        path = out / overlay(a.id, b.id, percent)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(drawing.overlay(few, percent / 100, SIZE), encoding="utf-8")
    _write_steps(out, a, b)


def _write_morphs(out: Path, couple: Couple, ids: tuple[str, str], recipes: Iterable[str]) -> None:
    for recipe in recipes:
        for percent in PERCENTS:
            shown = shares(recipe, ids, percent)
            told = marks.words(shown, recipe, percent)
            marks.save(out / frame(recipe, *ids, percent), couple.at(recipe, percent / 100), told)


def shares(recipe: str, ids: tuple[str, str], percent: int) -> tuple[str, ...]:
    """Whose face is in the picture: at the ends of ``average`` one, in a splice only at 0."""
    if percent == 0:
        return ids[:1]
    return ids[1:] if percent == 100 and recipe == PLAIN else ids


def _write_steps(out: Path, a: Face, b: Face) -> None:
    size = drawing.SCALE
    few = correspond(a.marks(size, "named"), b.marks(size, "named"), size)
    many = correspond(a.marks(size), b.marks(size), size)
    left, right = a.picture(size), b.picture(size)
    for name in STEPS:
        told = marks.words((a.id, b.id), f"{PLAIN}-{name}", 50)
        marks.save(out / step(a.id, b.id, name), drawing.step(name, left, right, few, many), told)


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


def verify(day: date | None = None) -> list[str]:
    """What is wrong with the demo's material, one sentence each; empty when all is well."""
    wrong = text.gaps(HERE)
    if not (HERE / "still.webp").is_file():
        wrong.append("face_morph/still.webp이 없어요. `python -m demos.face_morph.still`. / It is missing.")
    elif marks.missing(HERE / "still.webp", panels=5):
        wrong.append("face_morph/still.webp에 교육용 표시가 없어요. / The still lacks its marks.")
    try:
        load(day or date.today())
    except FaceError as error:
        wrong += str(error).splitlines()
    return wrong
