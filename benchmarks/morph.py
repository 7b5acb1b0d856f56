"""The morph engine beside three others: same pictures, same points, one run, one thread.

    uv run --with scikit-image python benchmarks/morph.py --facemorpher FOLDER [--pair ID ID] [--sheet]

``FOLDER`` holds the unpacked wheel of facemorpher 5.2.1, which does not install whole: only its ``warper`` and
``blender`` are used. An arm whose package is missing is left out. ``--sheet`` also draws ``morph.webp``, the pictures
side by side. Times are the processor's time of the one thread, so that other work on the machine counts little.
Nothing is asserted.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont
from scipy.ndimage import map_coordinates

from demos.face_morph.frames import portrait
from demos.faces import load, marks, opening
from demos.morph.mesh import Pair, correspond, grid, owners, spread
from demos.morph.recipes import RECIPES, Couple

Picture = Any
How = Callable[[list[Picture], Pair], Picture]
SIZE, AMOUNT = 512, 0.5
MARKS = ("nose_tip", "menton", *(f"{n}_{s}" for n in ("eye_out", "mouth_corner", "brow_mid", "jaw4") for s in "LR"))
ONE = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


def maps(pair: Pair) -> list[Picture]:
    """Where each pixel of the morph comes from in a and in b, (h, w, 2) float32 each."""
    target = pair.at(AMOUNT)
    owner = owners(target, pair.triangles, SIZE, SIZE)
    way = spread(pair.b - pair.a, target, pair.triangles, owner)
    here = grid(SIZE, SIZE)
    return [here - np.float32(AMOUNT) * way, here + np.float32(1 - AMOUNT) * way]


def exact(pictures: list[Picture], pair: Pair) -> Picture:
    """The reference: exact barycentric maps in float64, bilinear sampling, mean; float 0 to 255."""
    mixed = np.zeros((SIZE, SIZE, 3))
    target = pair.at(AMOUNT)
    simplices = pair.triangles
    owner = owners(target, simplices, SIZE, SIZE)
    corners = np.concatenate([target[simplices], np.ones((len(simplices), 3, 1))], axis=2)
    y, x = np.mgrid[:SIZE, :SIZE].astype(float)
    for picture, source in zip(pictures, (pair.a, pair.b), strict=True):
        affine = np.linalg.solve(corners, source[simplices])[owner]
        at = x[..., None] * affine[..., 0, :] + y[..., None] * affine[..., 1, :] + affine[..., 2, :]
        for c in range(3):
            mixed[..., c] += map_coordinates(picture[..., c].astype(float), (at[..., 1], at[..., 0]), order=1) / 2
    return mixed


def by_triangle(pictures: list[Picture], pair: Pair) -> Picture:
    """OpenCV, one ``warpAffine`` and one mask a triangle, as tutorials do it."""
    target = pair.at(AMOUNT)
    out = np.zeros((SIZE, SIZE, 3), np.float32)
    for triangle in pair.triangles:
        goal = target[triangle].astype(np.float32)
        x, y, w, h = cv2.boundingRect(goal)
        x, y = max(x, 0), max(y, 0)
        w, h = min(w, SIZE - x), min(h, SIZE - y)
        mask = np.zeros((h, w, 3), np.float32)
        cv2.fillConvexPoly(mask, np.int32(np.round(goal - (x, y))), (1, 1, 1), 16, 0)
        mixed = np.zeros((h, w, 3), np.float32)
        for picture, source in zip(pictures, (pair.a, pair.b), strict=True):
            corners = source[triangle].astype(np.float32)
            sx, sy, sw, sh = cv2.boundingRect(corners)
            sx, sy = max(sx, 0), max(sy, 0)
            part = picture[sy : sy + sh, sx : sx + sw]
            change = cv2.getAffineTransform(corners - np.float32((sx, sy)), goal - np.float32((x, y)))
            flags = {"flags": cv2.INTER_LINEAR, "borderMode": cv2.BORDER_REFLECT_101}
            mixed += cv2.warpAffine(part, change, (w, h), **flags).astype(np.float32) / 2
        out[y : y + h, x : x + w] = out[y : y + h, x : x + w] * (1 - mask) + mixed * mask
    return np.rint(out).astype(np.uint8)


def by_scikit(pictures: list[Picture], pair: Pair) -> Picture:
    """scikit-image: PiecewiseAffineTransform and warp, both pictures, mean."""
    from skimage.transform import PiecewiseAffineTransform, warp

    target, made = pair.at(AMOUNT), []
    for picture, source in zip(pictures, (pair.a, pair.b), strict=True):
        change = PiecewiseAffineTransform.from_estimate(target, source)
        made.append(warp(picture, change, order=1, mode="reflect"))
    return np.rint((made[0] + made[1]) / 2 * 255).astype(np.uint8)


def by_facemorpher(folder: Path) -> How:
    """Facemorpher's own ``warper`` and ``blender``; whole-pixel points, none on the border, as it demands."""
    parts = {}
    for name in ("warper", "blender"):
        spec = importlib.util.spec_from_file_location(f"fm_{name}", folder / "facemorpher" / f"{name}.py")
        if spec is None or spec.loader is None:
            raise FileNotFoundError(folder)
        parts[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(parts[name])

    def run(pictures: list[Picture], pair: Pair) -> Picture:
        whole = [np.clip(np.rint(p), 0, SIZE - 2).astype(int) for p in (pair.at(AMOUNT), pair.a, pair.b)]
        _, keep = np.unique(whole[0], axis=0, return_index=True)
        goal, *sources = (p[keep] for p in whole)
        warped = [parts["warper"].warp_image(p, s, goal, p.shape) for p, s in zip(pictures, sources, strict=True)]
        return parts["blender"].weighted_average(*warped, percent=0.5)

    return run


def ready(pair: Pair) -> dict[str, How]:
    """Our warp and mix with the maps ready: fixed-point bilinear, float bicubic."""
    floats = maps(pair)
    fixed = [cv2.convertMaps(m, None, cv2.CV_16SC2) for m in floats]

    def run(pictures: list[Picture], how: int, at: list[tuple[Picture, Picture]]) -> Picture:
        left, right = (
            cv2.remap(p, *m, how, borderMode=cv2.BORDER_REFLECT_101) for p, m in zip(pictures, at, strict=True)
        )
        return cv2.addWeighted(left, 0.5, right, 0.5, 0)

    plain = [(m, None) for m in floats]
    return {
        "this course, bilinear": lambda p, _: run(p, cv2.INTER_LINEAR, fixed),
        "this course, bicubic": lambda p, _: run(p, cv2.INTER_CUBIC, plain),
    }


def others(folder: Path | None) -> dict[str, How]:
    """The other engines that can be had here."""
    found: dict[str, How] = {"OpenCV, triangle by triangle": by_triangle}
    if importlib.util.find_spec("skimage"):
        found["scikit-image, PiecewiseAffineTransform"] = by_scikit
    if folder:
        found["facemorpher, warper + blender"] = by_facemorpher(folder)
    return found


def off_landmarks(how: How, pair: Pair, a: Any, b: Any) -> float:
    """Median distance in pixels between where landmarks should be half way and where they are.

    Both pictures are black with a soft dot on each landmark; the middle of the dot in the result counts.
    """
    y, x = np.mgrid[:SIZE, :SIZE]
    named = [p.marks(SIZE, "named") for p in (a, b)]

    def dots(at: dict[str, tuple[float, float]]) -> Picture:
        field = sum(np.exp(-((x - at[m][0]) ** 2 + (y - at[m][1]) ** 2) / 18) for m in MARKS)
        return np.repeat(np.rint(255 * np.clip(field, 0, 1)).astype(np.uint8)[..., None], 3, axis=2)

    made = how([dots(at) for at in named], pair)[..., 0].astype(float)
    off = []
    for mark in MARKS:
        goal = (np.array(named[0][mark]) + named[1][mark]) / 2
        left, top = (int(v) - 10 for v in goal)
        part = (slice(top, top + 22), slice(left, left + 22))
        weight = made[part].sum()
        off.append(
            np.hypot((x[part] * made[part]).sum() / weight - goal[0], (y[part] * made[part]).sum() / weight - goal[1])
        )
    return float(np.median(off))


def timed(make: Callable[[], Picture], rounds: int) -> tuple[float, float, Picture]:
    """Median and 90th percentile in ms of ``rounds`` runs (fewer if they take over 15 s), and the last picture."""
    result, taken = make(), []
    while len(taken) < rounds and sum(taken) < 15_000:
        once = time.process_time()
        result = make()
        taken.append((time.process_time() - once) * 1000)
    return statistics.median(taken), float(np.percentile(taken, 90)), result


def quality(picture: Picture, reference: Picture) -> tuple[float, int]:
    """PSNR in dB, and how many pixels are wrong by more than 24 levels, without the outer 8 pixels."""
    inner = (slice(8, -8), slice(8, -8))
    off = picture[inner].astype(float) - reference[inner]
    return float(10 * np.log10(255**2 / np.mean(off**2))), int((np.abs(off).max(axis=2) > 24).sum())


def floor() -> float:
    """The ms that it takes to read two 512 x 512 RGB pictures and to write one: a copy of 64 MB, scaled."""
    block = np.zeros(64_000_000, np.uint8)
    ms, _, _ = timed(block.copy, 9)
    return ms / (2 * block.size) * (3 * SIZE * SIZE * 3)


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
        fresh = Couple(type(couple.a)(*vars_of(couple.a)), type(couple.b)(*vars_of(couple.b)))
        once = time.process_time()
        fresh.at(recipe, AMOUNT)
        print(
            f"| {recipe} | {warm:.1f} | {p90:.1f} | {new:.0f} | {(time.process_time() - once) * 1000:.0f} |", flush=True
        )
        found[recipe] = (warm, made)
    return found


def vars_of(one: Any) -> tuple[Any, Any, Any]:
    """What a portrait was made of, without what was computed since."""
    return one.picture, one.marks, one.layers


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
