"""From the raw render to the picture before the camera: backdrop, exposure; and what is written.

``NAME.npz`` holds ``rgb``: (size, size, 3) float16, linear light, Rec. 709 primaries, exposed so that
0.18 is middle grey and white paper about 0.8; highlights may exceed 1. No gamma, no noise, no sharpening:
that is the camera's part (``finish.py``). ``alpha`` is how much of a pixel is the person. ``NAME.layers.png``:
red, green and blue say how much of a pixel is cloth, skin and hair, 0..255; the rest is backdrop.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

import cv2
import numpy as np
from PIL import Image

from demos.faces.render import Array
from demos.faces.render.canvas import linear
from demos.faces.render.finish import display
from demos.faces.render.marks import Marks
from demos.faces.render.recipe import Person, Shot
from demos.faces.render.stage import Raw

LUMINANCE = np.array([0.2126, 0.7152, 0.0722])  # Rec. 709
CHEEKS = ("cheek1_L", "cheek1_R", "cheek2_L", "cheek2_R", "glabella", "forehead", "chin", "nose_tip")
# how much of the undenoised picture stays at 48 samples (less at fewer): backdrop, cloth, skin, hair
GRAIN, ENOUGH = np.array([0.0, 0.25, 0.15, 0.40]), 48
LIT = 86  # percentile of the face's skin that is metered: the cheek in the light


class Picture(NamedTuple):
    """Exposed linear RGB (size, size, 3), alpha (size, size) and layers (size, size, 3), both 0..1."""

    rgb: Array
    alpha: Array
    layers: Array


def develop(raw: Raw, behind: Array, marks: Marks, who: Person, shot: Shot) -> Picture:
    """Blend, meter and expose. The cheek in the light is metered: it gets as bright as its skin asks for."""
    alpha = np.clip(raw.clean[..., 3], 0, 1)
    layers = shares(raw.layers[..., :3], alpha)
    keep = (np.dstack([1 - layers.sum(2), layers]) @ GRAIN)[..., None] * min(1.0, raw.samples / ENOUGH)
    rgb = np.clip(raw.clean[..., :3] * (1 - keep) + _calm(raw) * keep, 0, None)
    gain = shot.gain * wanted(who) / max(_metered(rgb, layers[..., 1], marks), 1e-6)
    return Picture(np.asarray(rgb * gain + (1 - alpha[..., None]) * behind, np.float32), alpha, layers)


def shares(layers: Array, alpha: Array) -> Array:
    """Cloth, skin and hair of each pixel, summing to alpha."""
    soft = cv2.GaussianBlur(np.clip(layers, 0, 1), (0, 0), 0.5)
    return np.asarray(soft / np.maximum(soft.sum(2), 1e-3)[..., None] * alpha[..., None], np.float32)


def _calm(raw: Raw) -> Array:
    """The undenoised picture without its fireflies: nothing far brighter than the denoised surroundings."""
    clean = raw.clean[..., :3]
    around = cv2.dilate(cv2.GaussianBlur(clean, (0, 0), 1.0), np.ones((3, 3)))
    return np.asarray(np.minimum(raw.noisy[..., :3], 1.5 * around + 0.02))


def wanted(who: Person) -> float:
    """Luminance of the cheek in the light; dark skin is exposed up to 2/3 stop more, as photographers do."""
    base = float(linear(who.skin.colour) @ LUMINANCE)
    return base * (1.0 + 0.72 * max(0.0, 1 - base / 0.35))


def _metered(rgb: Array, skin: Array, marks: Marks) -> float:
    spots = np.array([marks.groups["named"][name] for name in CHEEKS], np.float32)
    face = cv2.fillConvexPoly(np.zeros(skin.shape, np.uint8), cv2.convexHull(spots).astype(np.int32), 1) > 0
    bright = cv2.GaussianBlur(np.asarray(rgb @ LUMINANCE, np.float32), (0, 0), marks.size / 160)
    seen = bright[face & (skin > 0.9)]
    return float(np.percentile(seen if len(seen) > 50 else bright[face], LIT))


def save(folder: Path, name: str, picture: Picture, marks: Marks) -> None:
    """Write the linear picture, one to look at, layers, landmarks and the dense correspondence."""
    rgb, alpha = picture.rgb.astype(np.float16), picture.alpha.astype(np.float16)
    np.savez_compressed(folder / f"{name}.npz", rgb=rgb, alpha=alpha)
    Image.fromarray(display(picture.rgb)).save(folder / f"{name}.png")
    Image.fromarray(np.asarray(picture.layers * 255, np.uint8)).save(folder / f"{name}.layers.png")
    data = {"size": marks.size, **marks.groups, "hidden": marks.hidden}
    (folder / f"{name}.landmarks.json").write_text(json.dumps(data), encoding="utf-8")
    np.savez_compressed(folder / f"{name}.dense.npz", xy=marks.all.astype(np.float32), visible=marks.visible)
