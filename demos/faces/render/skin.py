"""Paints a person's skin from random numbers: colour, relief in mm, roughness.

Colour: the base is darkened along the absorption of melanin and of blood (Beer-Lambert over three
wide bands, ratios after Jacques, "Optical properties of biological tissues", 2013), so freckles turn brown,
cheeks red and shadows under the eyes blue-brown, on every skin.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.random import Generator
from PIL import Image, ImageDraw

from demos.faces.render import Array
from demos.faces.render.canvas import FULL, Canvas, linear, spline
from demos.faces.render.landmarks import LOWER_LID, UPPER_LID, named
from demos.faces.render.mesh import canonical, smooth
from demos.faces.render.recipe import Person
from demos.faces.render.regions import above_hairline, beard, lips
from demos.faces.render.wrinkles import folds, shade

MELANIN = np.array([0.42, 0.80, 1.20])
BLOOD = np.array([0.16, 0.86, 0.74])


class Skin(NamedTuple):
    """Textures on the canonical map: linear RGB, relief in mm, roughness 0..1."""

    colour: Array
    relief: Array
    rough: Array


def wear(age: int) -> float:
    """How far the marks of age have come: 0 at 24, 1 at 68."""
    return float(np.clip((age - 24) / 44, 0, 1.15))


def paleness(who: Person) -> float:
    """0 for the darkest, 1 for the palest skin."""
    return float(np.clip((linear(who.skin.colour).mean() - 0.03) / 0.45, 0, 1))


def paint(who: Person, width: int = FULL) -> Skin:
    """All skin textures of a person."""
    canvas, rng = Canvas(width), np.random.default_rng(who.seed + 1000)
    face = smooth(canvas.y, 6.28, 6.62)  # below the jaw the map is stretched: streaks would show
    noises = {size: canvas.noise(rng, size) * face for size in (90, 55, 28, 9, 3.2, 1.6)}
    lip, rim, moles = mouth(canvas), lid_rim(canvas), _moles(canvas, rng)
    melanin = _melanin(canvas, who, noises, rng) + moles + 0.30 * rim
    blood = _blood(canvas, who, noises, rng) + 0.34 * rim
    blood, melanin = _lip_colour(who, lip, (canvas.noise(rng, 3), noises[28]), blood, melanin)
    absorbed = melanin[..., None] * MELANIN + blood[..., None] * BLOOD * (0.55 + 0.45 * paleness(who))
    colour = linear(who.skin.colour) * np.exp(-absorbed)
    lines = folds(canvas, who, wear(who.age), rng)
    colour *= 1 - shade(canvas, lines, wear(who.age))[..., None]
    colour = _scalp(canvas, who, _shaved(canvas, who, colour, noises[9]), noises[3.2])
    relief = _relief(canvas, who, noises, lip, rng) - sum(line.depth for line in lines) + 0.12 * moles
    return Skin(*(np.asarray(t, np.float32) for t in (np.clip(colour, 0, 1), relief, _rough(canvas, who, noises, lip))))


def mouth(canvas: Canvas) -> Array:
    """1 on the lips, with the soft border and fading corners of real ones."""
    lip = canvas.soften(lips(canvas), 4.0)
    corner = canonical()[named()["mouth_corner_L"], 0]
    return np.asarray(lip * smooth(np.abs(canvas.angle), corner + 0.005, corner - 0.075))


def lid_rim(canvas: Canvas) -> Array:
    """1 along the edges of the lids: thin, red skin and the roots of the lashes; the upper one is darker."""
    total = np.zeros_like(canvas.y)
    for rim, strength in ((UPPER_LID, 1.0), (LOWER_LID, 0.62)):
        curve = spline(canonical()[list(rim)], 40)
        for side in (1, -1):
            image = Image.new("L", (canvas.width, canvas.height), 0)
            points = [tuple(p) for p in canvas.pixels(curve * [side, 1])]
            ImageDraw.Draw(image).line(points, fill=255, width=max(2, round(9 * canvas.scale)))
            total = np.maximum(total, strength * canvas.soften(np.asarray(image, np.float32) / 255, 3.5))
    return np.asarray(total)


def _melanin(canvas: Canvas, who: Person, noises: dict[float, Array], rng: Generator) -> Array:
    age, pale, s = wear(who.age), paleness(who), who.skin
    circles = s.circles * (0.45 + 0.45 * age)
    total = s.mottle * (0.030 * noises[90] + 0.022 * noises[28] + 0.016 * noises[9] + 0.014 * noises[3.2])
    total += canvas.blobs(
        [
            (0.17 * circles, 0.22, 7.30, 0.11, 0.05),
            (0.13 * circles, 0.17, 7.40, 0.05, 0.07),
            (0.15 * circles, 0.30, 7.52, 0.15, 0.05),
            (0.06 + 0.06 * (1 - pale), 0, 6.75, 0.28, 0.14),
            (0.08, 0.6, 7.7, 0.3, 0.3),
            (-0.05, 0, 7.4, 0.06, 0.25),
            (0.10 * (1 - pale), 0.75, 6.9, 0.2, 0.3),
        ]
    )
    total += _marks(canvas, rng, int(s.freckles * 520), (0.0012, 0.0042), 0.5, middle=True)
    total += _marks(canvas, rng, int(30 + 50 * age), (0.0012, 0.003), 0.28)
    return total + _marks(canvas, rng, int(45 * max(0, age - 0.3)), (0.006, 0.020), 0.26)


def _blood(canvas: Canvas, who: Person, noises: dict[float, Array], rng: Generator) -> Array:
    s, age = who.skin, wear(who.age)
    total = s.mottle * (0.035 * noises[55] + 0.026 * noises[28] + 0.020 * noises[9] + 0.016 * noises[3.2])
    total += canvas.blobs(
        [
            (0.15 * s.blush, 0.46, 7.04, 0.17, 0.15),
            (0.16 * s.blush, 0, 7.14, 0.10, 0.07),
            (0.12 * s.blush, 0.17, 7.05, 0.05, 0.05),
            (0.10 * s.blush, 0, 6.45, 0.16, 0.1),
            (0.14 * s.blush, 0.29, 7.36, 0.16, 0.06),
            (0.05 * s.blush, 0.1, 6.99, 0.05, 0.03),
            (0.06, 0.27, 7.52, 0.15, 0.05),
            (0.08 * s.circles, 0.22, 7.30, 0.11, 0.045),
            (-0.05, 0, 7.9, 0.5, 0.2),
            (0.10 * age, 0.55, 6.95, 0.2, 0.2),
        ]
    )
    at = np.abs(canvas.angle)
    ear = smooth(at, 1.2, 1.4) * smooth(at, 2.5, 2.2) * smooth(canvas.y, 6.9, 7.0) * smooth(canvas.y, 7.95, 7.85)
    spots = _marks(canvas, rng, int(16 + 14 * rng.random()), (0.003, 0.006), 0.30)
    return np.asarray(total + 0.25 * s.blush * ear + spots)


def _marks(
    canvas: Canvas, rng: Generator, count: int, radius: tuple[float, float], amount: float, *, middle: bool = False
) -> Array:
    """Freckles, spots: near the nose and cheeks, or anywhere on the front."""
    if middle:
        places = np.stack([rng.normal(0, 0.38, count), rng.normal(7.15, 0.22, count)], -1)
    else:
        places = np.stack([rng.uniform(-1.2, 1.2, count), rng.uniform(6.0, 8.1, count)], -1)
    return canvas.dots(places, rng.uniform(*radius, count), amount * rng.uniform(0.4, 1, count), rng)


def _moles(canvas: Canvas, rng: Generator) -> Array:
    return _marks(canvas, rng, int(rng.integers(1, 5)), (0.003, 0.0055), 1.5)


def _lip_colour(
    who: Person, lip: Array, noise: tuple[Array, Array], blood: Array, melanin: Array
) -> tuple[Array, Array]:
    pale, (fine, wide) = paleness(who), noise
    natural = (0.30 + 0.20 * pale) * (1 - 0.30 * who.male)
    red = who.skin.lips * natural + who.skin.makeup * 0.30 - 0.10 * wear(who.age)
    blood = blood * (1 - 0.5 * lip) + lip * (red + 0.05 * fine)
    return blood, melanin * (1 - lip) + lip * (0.10 + 0.22 * (1 - pale) + 0.03 * wide)


def _shaved(canvas: Canvas, who: Person, colour: Array, noise: Array) -> Array:
    """The blue-grey of hair roots under the skin of a shaved beard."""
    amount = who.skin.shadow * who.male * beard(canvas) * (0.9 + 0.1 * np.clip(noise, -1, 1))
    return np.asarray(colour * (1 - amount[..., None] * (1 - np.array([0.70, 0.76, 0.81]))))


def _scalp(canvas: Canvas, who: Person, colour: Array, fine: Array) -> Array:
    """Darker where hair grows: the many hairs too fine to be drawn; thin where the hair is thin."""
    inside = above_hairline(np.stack([canvas.angle, canvas.y], -1), who)
    cover = smooth(inside + 0.012 * fine, -0.01, 0.22)
    if who.hair.style == "balding":
        cover = cover * smooth(canvas.y, 7.95, 7.65) * 0.6
    grey = who.hair.grey
    hair = linear(who.hair.colour) * (1 - grey) + linear((150, 148, 145)) * grey
    cover = (0.86 - 0.3 * grey) * cover[..., None]
    return np.asarray(colour * (1 - cover) + cover * (colour * 0.15 + hair * 0.5))


def _relief(canvas: Canvas, who: Person, noises: dict[float, Array], lip: Array, rng: Generator) -> Array:
    age = wear(who.age)
    patchy = 0.8 + 0.35 * np.clip(noises[55], -1.5, 1.5)
    total = (0.018 * noises[3.2] + 0.008 * noises[1.6]) * patchy * (1 - lip)
    total += (0.032 + 0.035 * age) * noises[9] * patchy * (1 - lip) + 0.012 * noises[28]
    cracks = 0.5 * np.sin(canvas.angle * 170 + 2.5 * noises[28]) + 0.4 * canvas.noise(rng, 2.2)
    return np.asarray(total + lip * cracks * (0.08 + 0.06 * age))


def _rough(canvas: Canvas, who: Person, noises: dict[float, Array], lip: Array) -> Array:
    shiny = [
        (0.08, 0, 7.2, 0.12, 0.35),
        (0.05 + 0.05 * who.skin.oil, 0, 7.85, 0.4, 0.22),
        (0.03, 0.45, 7.15, 0.15, 0.1),
    ]
    total = (
        0.57 - 0.10 * (1 - paleness(who)) - canvas.blobs(shiny) + 0.016 * noises[9] + 0.012 * noises[28] - 0.12 * lip
    )
    return np.clip(total + 0.04 * wear(who.age) - 0.06 * who.skin.oil, 0.30, 0.8)
