"""The teaching pictures of the morph: points, triangles, both warped faces, the mix, the overlay.

Pure like ``model``: arrays in, arrays or SVG text out.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from demos.face_morph.model import Pair, Picture, Points, dissolve, to_bytes, warp

FRAME = 12
"""The first rows of a ``Pair`` are the picture's frame; they are not drawn."""

DOT, LINE, SHADE = (255, 214, 102), (255, 255, 255), (20, 28, 28)
HALF = 256
SCALE = 600
"""Pictures given to ``step`` are this wide; each panel shows the middle 256 x 512 of one."""

LEFT, TOP, FINE = (SCALE - HALF) // 2, 48, 4


def step(name: str, a: Picture, b: Picture, few: Pair, many: Pair) -> NDArray[np.uint8]:
    """One step of the morph as a 512 x 512 uint8 picture, always half way between a and b.

    ``a``, ``b``: (600, 600, 3) float32, 0 to 1. ``few`` holds the named landmarks that are
    drawn, ``many`` all points that are computed with. Raises ``KeyError`` for an unknown step.
    """
    return {"landmarks": _landmarks, "triangles": _triangles, "warp": _warp, "blend": _blend}[name](a, b, few, many)


def _landmarks(a: Picture, b: Picture, few: Pair, many: Pair) -> NDArray[np.uint8]:
    return _side_by_side(_dots(to_bytes(a), few.a), _dots(to_bytes(b), few.b))


def _triangles(a: Picture, b: Picture, few: Pair, many: Pair) -> NDArray[np.uint8]:
    left, right = _mesh(to_bytes(a), few.a, few), _mesh(to_bytes(b), few.b, few)
    return _side_by_side(_dots(left, few.a), _dots(right, few.b))


def _warped(a: Picture, b: Picture, many: Pair) -> tuple[Picture, Picture]:
    half = many.at(0.5)
    return warp(a, many.a, half, many), warp(b, many.b, half, many)


def _warp(a: Picture, b: Picture, few: Pair, many: Pair) -> NDArray[np.uint8]:
    left, right = (_mesh(to_bytes(p), few.at(0.5), few) for p in _warped(a, b, many))
    return _side_by_side(left, right)


def _blend(a: Picture, b: Picture, few: Pair, many: Pair) -> NDArray[np.uint8]:
    left, right = _warped(a, b, many)
    edge = (SCALE - 512) // 2
    whole = to_bytes(dissolve(left, right, 0.5))[edge - 8 : edge + 504, edge : edge + 512].copy()
    for picture, x in ((left, 12), (right, 512 - 12 - 132)):
        inset = cv2.resize(to_bytes(picture)[TOP : TOP + 400, 100:500], (128, 128), interpolation=cv2.INTER_AREA)
        whole[12 : 12 + 132, x : x + 132] = 255
        whole[14 : 14 + 128, x + 2 : x + 130] = inset
    return whole


def _side_by_side(left: NDArray[np.uint8], right: NDArray[np.uint8]) -> NDArray[np.uint8]:
    panels = [p[TOP : TOP + 512, LEFT : LEFT + HALF] for p in (left, right)]
    both = np.concatenate(panels, axis=1)
    both[:, HALF - 2 : HALF + 2] = 255
    return both


def _fixed(points: Points) -> NDArray[np.int32]:
    return np.asarray(np.rint(points * 2**FINE), np.int32)


def _dots(picture: NDArray[np.uint8], points: Points) -> NDArray[np.uint8]:
    for x, y in _fixed(points[FRAME:]):
        for radius, colour in ((3.1, SHADE), (2.2, DOT)):
            r = round(radius * 2**FINE)
            cv2.circle(picture, (int(x), int(y)), r, colour, -1, cv2.LINE_AA, FINE)
    return picture


def _mesh(picture: NDArray[np.uint8], points: Points, pair: Pair) -> NDArray[np.uint8]:
    shapes = _fixed(points[_inner(pair)])
    for colour, width in ((SHADE, 3), (LINE, 1)):
        layer = picture.copy()
        cv2.polylines(layer, list(shapes), True, colour, width, cv2.LINE_AA, FINE)
        cv2.addWeighted(layer, 0.35 if width > 1 else 0.85, picture, 0.65 if width > 1 else 0.15, 0, picture)
    return picture


def _inner(pair: Pair) -> NDArray[np.int32]:
    """The triangles that do not touch the picture's frame."""
    return pair.triangles[(pair.triangles >= FRAME).all(axis=1)]


def overlay(pair: Pair, amount: float, size: int) -> str:
    """Points and triangles at ``amount`` (0 to 1) as a transparent SVG, ``size`` units square."""
    points = np.round(pair.at(amount), 1)
    edges = {(min(e), max(e)) for t in _inner(pair).tolist() for e in zip(t, t[1:] + t[:1], strict=True)}
    lines = "".join(f"M{points[i, 0]:g} {points[i, 1]:g}L{points[j, 0]:g} {points[j, 1]:g}" for i, j in sorted(edges))
    dots = "".join(f"M{x:g} {y:g}h0" for x, y in points[FRAME:])
    layers = (
        ("l", "#141c1c", 2.6, 0.35),
        ("l", "#fff", 1.0, 0.85),
        ("d", "#141c1c", 5.6, 1.0),
        ("d", "#ffd666", 4.0, 1.0),
    )
    body = f'<defs><path id="l" d="{lines}"/><path id="d" d="{dots}"/></defs>' + "".join(
        f'<use href="#{part}" stroke="{colour}" stroke-width="{width}" stroke-opacity="{opacity}"/>'
        for part, colour, width, opacity in layers
    )
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}"'
    return f'{head} fill="none" stroke-linecap="round">{body}</svg>\n'
