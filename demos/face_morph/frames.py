"""All that the morph can show, as files: the picture's address (``addresses``) is the interface of the demo."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor, as_completed
from datetime import date
from itertools import combinations
from pathlib import Path

import cv2

from demos import text
from demos.face_morph import drawing
from demos.face_morph.addresses import HERE, MEAN, PERCENTS, PLAIN, frame, manifest, overlay, step, thumb
from demos.face_morph.crowd import mean
from demos.face_morph.model import RECIPES, SIZE, STEPS, Couple, Portrait, correspond, to_bytes
from demos.faces import Face, FaceError, class_faces, load, marks

__all__ = ["manifest", "portrait", "shares", "verify", "write"]
THUMB = 256


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
