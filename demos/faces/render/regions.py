"""Where on the canonical map things are: lips, beard, scalp. Constants hold on the average head."""

from __future__ import annotations

import numpy as np
from scipy.interpolate import PchipInterpolator

from demos.faces.render import Array
from demos.faces.render.canvas import Canvas, spline
from demos.faces.render.landmarks import LOWER_LIP, UPPER_LIP
from demos.faces.render.mesh import canonical, smooth
from demos.faces.render.recipe import Person

# Angles (rad) of the hairline's points: middle of the forehead, temple, sideburn, ear, nape.
ANGLES = (0, 0.22, 0.42, 0.60, 0.78, 0.90, 1.00, 1.12, 1.22, 1.32, 1.5, 1.7, 1.85, 2.0, 2.2, 3.15)


def lips(canvas: Canvas) -> Array:
    """1 on the lips."""
    upper = spline(canonical()[list(UPPER_LIP)], 6 * len(UPPER_LIP))
    lower = spline(canonical()[list(LOWER_LIP)], 6 * len(LOWER_LIP))
    upper[:, 1] -= 0.006
    half = np.vstack([upper, lower[::-1]])
    return np.asarray(np.clip(canvas.polygon(half, 2.2) + canvas.polygon(half * [-1, 1], 2.2), 0, 1))


def beard(canvas: Canvas, area: str = "full") -> Array:
    """Where a beard grows: ``full``, ``goatee`` or ``moustache``."""
    at, y = np.abs(canvas.angle), canvas.y
    cheek = np.where(at < 0.62, 6.93 - 0.28 * smooth(at, 0.30, 0.48) + 0.05 * smooth(at, 0.5, 0.62), 0)
    top = np.where(
        at < 0.30,
        7.03 - 0.10 * smooth(at, 0.16, 0.30),
        np.where(at < 0.62, cheek, 6.70 + 0.62 * smooth(at, 0.62, 1.12)),
    )
    mask = smooth(top - y, 0, 0.08) * smooth(y, 6.26, 6.46) * smooth(at, 1.4, 1.25)
    mask *= 1 - 0.2 * np.exp(-0.5 * ((at / 0.03) ** 2 + ((y - 6.9) / 0.03) ** 2))
    mask *= 1 - 0.6 * np.exp(-0.5 * (((at - 0.17) / 0.06) ** 2 + ((y - 6.58) / 0.05) ** 2))
    if area == "goatee":
        mask *= smooth(at, 0.46, 0.36)
    elif area == "moustache":
        mask *= smooth(at, 0.36, 0.30) * smooth(y, 6.74, 6.78)
    return np.asarray(mask, np.float32)


def hairline(angle: Array, who: Person) -> Array:
    """Height (dm) of the hairline at an angle."""
    top, back = 8.06 + who.hair.line * 0.1, who.hair.recede
    side = 7.20 if who.male > 0.5 else 7.34
    heights = (
        top,
        top + 0.015 + 0.06 * back,
        top + 0.01 + 0.17 * back,
        top - 0.09 + 0.17 * back,
        top - 0.26 + 0.08 * back,
        top - 0.46 + 0.04 * back,
        7.42,
        side,
        side + 0.14,
        7.48,
        7.52,
        7.50,
        7.38,
        7.05,
        6.80,
        6.70,
    )
    curve = PchipInterpolator(ANGLES, heights)
    return np.asarray(curve(np.clip(np.abs(angle), 0, 3.15)))


def ragged(angle: Array, seed: int) -> Array:
    """Unevenness of the hairline in dm: bays and points of several widths."""
    rng = np.random.default_rng(seed)
    total = np.zeros_like(angle, float)
    for waves, size in ((5, 0.022), (13, 0.018), (31, 0.014), (67, 0.010)):
        total += (
            size * np.sin(angle * waves + rng.uniform(0, 6.28)) * np.sin(angle * waves * 0.37 + rng.uniform(0, 6.28))
        )
    return total


def above_hairline(points: Array, who: Person) -> Array:
    """How far (dm) canonical points lie inside the hair, negative outside."""
    return np.asarray(points[..., 1] - hairline(points[..., 0], who) - ragged(points[..., 0], who.seed))
