"""Lines and folds that come with age: forehead, frown, crow's feet, lower lid, cheek to mouth, neck."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.random import Generator

from demos.faces.render import Array
from demos.faces.render.canvas import Canvas, Line, spline
from demos.faces.render.recipe import Person


class Fold(NamedTuple):
    """One family of lines: depth in mm and how much it darkens, both on the canonical map."""

    depth: Array
    dark: Array


def folds(canvas: Canvas, who: Person, age: float, rng: Generator) -> list[Fold]:
    """All families at this age (0 young, 1 old)."""
    lines = who.skin.lines
    families = [
        (_forehead(rng), 5, 3.6, 1.15 * lines * max(0, age - 0.12), 0.16 * age),
        (_frown(), 4, 3.5, 0.40 * lines * max(0, age - 0.2), 0.10 * age),
        (_crow(rng), 3, 2.4, 0.95 * lines * max(0, age - 0.08), 0.17 * age),
        (_lid(rng), 3, 2.6, 0.10 + 0.75 * age, 0.08 + 0.10 * age),
        (_cheek(), 7, 7.0, 0.10 + 1.15 * age, 0.05 + 0.14 * age),
        (_lips(rng), 2, 2.0, 0.40 * max(0, age - 0.45), 0.05 * age),
        (_neck(rng), 6, 5.0, 0.25 + 0.7 * age, 0.06 + 0.06 * age),
        (_fine(rng, int(160 * max(0, age - 0.25))), 2, 1.6, 0.22 * age, 0.03 * age),
    ]
    found = []
    for strokes, width, blur, depth, dark in families:
        image = canvas.lines(strokes, width, blur)
        ridge = canvas.soften(image, 9)  # skin bulges beside a fold
        found.append(Fold(depth * (image - 0.8 * ridge), dark * image))
    return found


def shade(canvas: Canvas, found: list[Fold], age: float) -> Array:
    """How much the lines darken the skin."""
    total = np.zeros((canvas.height, canvas.width), np.float32)
    for fold in found:
        total += fold.dark
    return np.clip(total, 0, 0.5)


def _sides(points: list[tuple[float, float]], count: int, strength: float) -> list[Line]:
    curve = spline(points, count)
    return [(curve, strength), (curve * [-1, 1], strength)]


def _forehead(rng: Generator) -> list[Line]:
    t, found = np.linspace(-0.52, 0.52, 60), []
    for k in range(5):
        y = 7.76 + 0.07 * k + rng.normal(0, 0.008) + 0.03 * np.cos(t * 3)
        wave = 0.010 * np.sin(np.linspace(0, rng.uniform(2, 6), 60) + rng.uniform(0, 6))
        part = slice(*sorted(rng.choice(60, 2, replace=False))) if rng.random() < 0.4 else slice(None)
        line = np.c_[t * rng.uniform(0.7, 1), y + wave][part]
        if len(line) > 12:
            found.append((line, rng.uniform(0.35, 1)))
    return found


def _frown() -> list[Line]:
    return _sides([(0.07, 7.50), (0.06, 7.58), (0.065, 7.66)], 12, 0.8)


def _crow(rng: Generator) -> list[Line]:
    found = []
    for side in (-1, 1):
        for k in range(6):
            a, far = np.radians(-42 + k * 17 + rng.normal(0, 4)), 0.055 + rng.uniform(0.06, 0.16)
            r = np.linspace(0.055, far, 12)
            line = np.c_[0.485 + np.cos(a) * r, 7.40 + np.sin(a) * r - 0.05 * (r - 0.055)]
            found.append((line * [side, 1], rng.uniform(0.4, 1)))
    return found


def _lid(rng: Generator) -> list[Line]:
    found = []
    for side in (-1, 1):
        for k in range(4):
            y = 7.285 - 0.022 * k
            line = spline([(0.17, y + 0.02), (0.27, y - 0.012), (0.38 + 0.02 * k, y + 0.02)], 24)
            found.append((line * [side, 1], rng.uniform(0.3, 0.8)))
    return found


def _cheek() -> list[Line]:
    mouth = [(0.285, 6.70), (0.30, 6.62), (0.305, 6.55)]
    return [*_sides([(0.20, 7.06), (0.255, 6.95), (0.305, 6.83), (0.325, 6.72)], 24, 1.0), *_sides(mouth, 16, 0.45)]


def _lips(rng: Generator) -> list[Line]:
    found = []
    for x in np.linspace(-0.24, 0.24, 13):
        x0, top = x + rng.normal(0, 0.008), 6.93 - 0.02 * abs(x)
        found.append((np.c_[np.linspace(x0, x0 * 0.93, 8), np.linspace(top, top - 0.07, 8)], rng.uniform(0.2, 0.9)))
    return found


def _neck(rng: Generator) -> list[Line]:
    t, found = np.linspace(-0.9, 0.9, 70), []
    for k in range(3):
        y = 6.12 - 0.11 * k + 0.06 * t**2 + 0.008 * np.sin(t * rng.uniform(4, 9))
        found.append((np.c_[t, y], rng.uniform(0.3, 0.9)))
    return found


def _fine(rng: Generator, count: int) -> list[Line]:
    """Short crossing lines of dry, thin skin on cheeks and temples."""
    found = []
    for _ in range(count):
        x, y = rng.choice([-1, 1]) * rng.uniform(0.35, 0.85), rng.uniform(6.75, 7.4)
        a, long = rng.uniform(-1.2, 0.4) * np.sign(x), rng.uniform(0.03, 0.09)
        r = np.linspace(-long, long, 10)
        found.append((np.c_[x + np.cos(a) * r, y + np.sin(a) * r + 0.3 * r**2], rng.uniform(0.2, 0.7)))
    return found
