"""The morph engine beside three others: same pictures, same points, one run, one thread.

    uv run --with scikit-image python benchmarks/morph.py --facemorpher FOLDER [--pair ID ID] [--sheet]

``FOLDER`` holds the unpacked wheel of facemorpher 5.2.1, which does not install whole: only its ``warper`` and
``blender`` are used. An arm whose package is missing is left out. ``--sheet`` also draws ``morph.webp``, the pictures
side by side. Times are the processor's time of the one thread, so that other work on the machine counts little.
Nothing is asserted.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from morph_engines import AMOUNT, SIZE, Picture, exact, maps, others, ready
from morph_measures import floor, off_landmarks, quality, timed
from PIL import Image, ImageDraw, ImageFont

from demos.face_morph.frames import portrait
from demos.faces import load, marks, opening
from demos.morph import RECIPES
from demos.morph.mesh import Pair, correspond
from demos.morph.recipes import Couple, Portrait

ONE = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


def engines(a: Any, b: Any, pair: Pair, folder: Path | None, rounds: int) -> dict[str, tuple[float, Picture]]:
    """Time warp and mix of every engine over one set of points; print the table; name -> (ms, picture)."""
    pictures = [np.rint(p.picture(SIZE) * 255).astype(np.uint8) for p in (a, b)]
    reference, found = exact(pictures, pair), {}
    print("| engine | ms | p90 | dB | px off by > 24 | landmarks off, px |\n|---|---|---|---|---|---|")
    for name, how in (others(folder) | ready(pair)).items():
        try:
            ms, p90, made = timed(lambda how=how: how(pictures, pair), rounds)
        except (ValueError, IndexError, np.linalg.LinAlgError) as error:
            print(f"| {name} | fails: {error} | | | | |")
            continue
        db, wrong = quality(made, reference)
        print(
            f"| {name} | {ms:.2f} | {p90:.2f} | {db:.1f} | {wrong} | {off_landmarks(how, pair, a, b):.2f} |", flush=True
        )
        found[name] = (ms, made)
    return found


def whole(couple: Couple, rounds: int) -> dict[str, tuple[float, Picture]]:
    """Our whole recipes: warm (this amount is prepared), new amount, new pair; prints; name -> (warm ms, picture)."""
    found = {}
    print("| recipe | warm ms | p90 | new amount ms | new pair ms |\n|---|---|---|---|---|")
    for recipe in RECIPES:
        warm, p90, made = timed(lambda r=recipe: couple.at(r, AMOUNT), rounds)
        once = time.process_time()
        couple.at(recipe, 0.37 + 0.01 * len(found))
        new = (time.process_time() - once) * 1000
        fresh = Couple(*(Portrait(p.picture, p.marks, p.layers) for p in (couple.a, couple.b)))
        once = time.process_time()
        fresh.at(recipe, AMOUNT)
        print(
            f"| {recipe} | {warm:.1f} | {p90:.1f} | {new:.0f} | {(time.process_time() - once) * 1000:.0f} |", flush=True
        )
        found[recipe] = (warm, made)
    return found


def ratios(found: dict[str, tuple[float, Picture]], recipes: dict[str, tuple[float, Picture]]) -> None:
    """Print how many times faster ours is: warp and mix with the map ready, and the slowest whole recipe, warm."""
    mine, slow = found["this course, bilinear"][0], max(ms for ms, _ in recipes.values())
    print("\n| times faster than | warp + mix, map ready | slowest whole recipe, warm |\n|---|---|---|")
    for name, (ms, _) in found.items():
        if not name.startswith("this course"):
            print(f"| {name} | {ms / mine:.0f} | {ms / slow:.1f} |")


def sheet(panels: dict[str, Picture], ids: tuple[str, str]) -> None:
    """Draw ``morph.webp``: each engine's picture half way with its name, in one row, marked."""
    side, label = 400, 40
    row = Image.new("RGB", (side * len(panels), side + label), "white")
    pen, font = ImageDraw.Draw(row), ImageFont.load_default(19)
    for n, (name, picture) in enumerate(panels.items()):
        small = Image.fromarray(picture).resize((side - 8, side - 8), Image.Resampling.LANCZOS)
        row.paste(small, (n * side + 4, label))
        pen.text((n * side + side / 2, label / 2), name, "black", font, anchor="mm")
    marks.save(Path(__file__).with_name("morph.webp"), np.asarray(row), marks.words(ids, "sheet"), panels=len(panels))


def main() -> None:
    """Print the tables for both sets of points."""
    told = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    told.add_argument("--facemorpher", type=Path)
    told.add_argument("--rounds", type=int, default=15)
    told.add_argument("--pair", nargs=2, metavar="ID")
    told.add_argument("--sheet", action="store_true")
    args = told.parse_args()
    if any(os.environ.get(k) != v for k, v in ONE.items()):  # numpy reads them when it is imported
        os.execve(sys.executable, [sys.executable, *sys.argv], os.environ | ONE)
    cv2.setNumThreads(1)
    faces = load(date.today())
    a, b = (faces[fid] for fid in args.pair or opening(faces))
    couple = Couple(portrait(a), portrait(b))
    print(f"{a.id} and {b.id}, {SIZE} px, load {os.getloadavg()[0]:.1f}, memory floor {floor():.2f} ms\n")
    recipes, panels = whole(couple, args.rounds), {}
    for words, pair in {
        "all points": couple.pair,
        "named landmarks": correspond(a.marks(SIZE, "named"), b.marks(SIZE, "named")),
    }.items():
        ms, _, _ = timed(lambda pair=pair: maps(pair), args.rounds)
        print(f"\n{words}: {len(pair.a)} points, {len(pair.triangles)} triangles; both maps are built in {ms:.0f} ms\n")
        found = engines(a, b, pair, args.facemorpher, args.rounds)
        ratios(found, recipes)
        panels = {name.split(",")[0]: made for name, (_, made) in found.items() if not name.endswith("bicubic")}
    if args.sheet:
        sheet(panels | {f"this course, {r}": made for r, (_, made) in recipes.items()}, (a.id, b.id))


if __name__ == "__main__":
    main()
