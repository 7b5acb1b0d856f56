"""The engines that ``morph.py`` compares: each warps two pictures half way over the same points and mixes them.

Pictures are (512, 512, 3) uint8 RGB, also what comes back (``exact`` gives float).
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from scipy.ndimage import map_coordinates

from demos.morph.mesh import Pair, grid, owners, spread

Picture = Any
How = Callable[[list[Picture], Pair], Picture]
SIZE, AMOUNT = 512, 0.5


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
