"""All that the morph can show, as files: the picture's address is the interface of the demo."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor, as_completed
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import cv2

from demos import text
from demos.face_morph import drawing
from demos.face_morph.model import SIZE, STEPS, correspond, morph, to_bytes
from demos.faces import Face, FaceError, Lang, load, marks

HERE = Path(__file__).parent
RECIPE = "average"
PERCENTS = tuple(range(0, 101, 10))
THUMB = 256
FIRST = ("f02", "f08")
"""The pair that stands there at the start: similar hair, so that the first morph is a clean one."""


def frame(a: str, b: str, percent: int) -> str:
    """Address of a morph below the frames folder; a < b, since the average has no direction."""
    return f"{RECIPE}/{a}-{b}-{percent:03d}.webp"


def step(a: str, b: str, name: str) -> str:
    """Address of a step picture."""
    return f"{RECIPE}/{a}-{b}/{name}.webp"


def overlay(a: str, b: str, percent: int) -> str:
    """Address of the points and triangles that lie over a morph (transparent)."""
    return f"{RECIPE}/{a}-{b}/overlay-{percent:03d}.svg"


def thumb(face: str) -> str:
    """Address of the small portrait of one face."""
    return f"faces/{face}.webp"


def files(faces: Iterable[str]) -> list[str]:
    """Every address that ``write`` fills for these faces, sorted."""
    ids = sorted(faces)
    names = [thumb(f) for f in ids]
    for a, b in combinations(ids, 2):
        names += [frame(a, b, p) for p in PERCENTS] + [overlay(a, b, p) for p in PERCENTS]
        names += [step(a, b, s) for s in STEPS]
    return sorted(names)


def write(out: Path, progress: Callable[[int, int], None], day: date | None = None) -> None:
    """Render everything below ``out`` (an empty folder or an older run of the same gallery).

    ``progress(done, all)`` counts pairs. Raises ``FaceError`` if the gallery is not in order on
    ``day`` (today if not given); then nothing is written.
    """
    faces = load(day or date.today())
    pairs = list(combinations(faces.values(), 2))
    for face in faces.values():
        small = to_bytes(face.picture(THUMB))
        marks.save(out / thumb(face.id), small, marks.words((face.id,), "portrait"))
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max(1, min(len(pairs), os.cpu_count() or 1, 32)), context) as pool:
        running = [pool.submit(_write_pair, out, a, b) for a, b in pairs]
        for done, job in enumerate(as_completed(running), 1):
            job.result()
            progress(done, len(pairs))


def _write_pair(out: Path, a: Face, b: Face) -> None:
    cv2.setNumThreads(1)
    pair = correspond(a.marks(SIZE), b.marks(SIZE))
    few = correspond(a.marks(SIZE, "named"), b.marks(SIZE, "named"))
    left, right = a.picture(SIZE), b.picture(SIZE)
    for percent in PERCENTS:
        shown = {0: (a.id,), 100: (b.id,)}.get(percent, (a.id, b.id))
        told = marks.words(shown, RECIPE, percent)
        marks.save(out / frame(a.id, b.id, percent), morph(left, right, pair, percent / 100), told)
        path = out / overlay(a.id, b.id, percent)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(drawing.overlay(few, percent / 100, SIZE), encoding="utf-8")
    _write_steps(out, a, b)


def _write_steps(out: Path, a: Face, b: Face) -> None:
    size = drawing.SCALE
    few = correspond(a.marks(size, "named"), b.marks(size, "named"), size)
    many = correspond(a.marks(size), b.marks(size), size)
    left, right = a.picture(size), b.picture(size)
    for name in STEPS:
        told = marks.words((a.id, b.id), f"{RECIPE}-{name}", 50)
        marks.save(out / step(a.id, b.id, name), drawing.step(name, left, right, few, many), told)


def manifest(lang: Lang, day: date | None = None) -> dict[str, Any]:
    """What the on-page element needs, JSON-able: faces, addresses' parts, first pair, words."""
    faces = load(day or date.today())
    first = [f for f in FIRST if f in faces] or list(faces)
    return {
        "lang": lang,
        "recipe": RECIPE,
        "percents": list(PERCENTS),
        "steps": list(STEPS),
        "first": (first + [f for f in faces if f not in first])[:2],
        "faces": [
            {"id": f.id, "name": f.name[lang], "looks": f.looks[lang], "thumb": thumb(f.id)} for f in faces.values()
        ],
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
