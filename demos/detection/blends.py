"""Five ways to blend two camera files, and where the landmarks of the result lie.

Three are the engine's own (`demos.morph.recipes`). Two stand for what other tools do, both in the first one's
geometry: ``poisson`` joins gradients (Perez et al. 2003; OpenCV's seamlessClone), ``hidden`` joins bands and then
hides its traces: it sharpens what the warp softened and adds the noise that averaging took away, until both are as
in the first one's file. (A fixed amount overdid it, and was found by its excess: AUC 0.78 by sharpness alone.)
"""

from __future__ import annotations

from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from demos.detection.regions import Marks
from demos.morph import colour
from demos.morph.mesh import Field, grid, owners, sample, spread
from demos.morph.recipes import Couple, Portrait

Bytes = NDArray[np.uint8]
RECIPES = ("average", "splice", "splice-smooth", "poisson", "hidden")
SHARPEN = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
"""Amounts of the unsharp mask (radius 1 pixel) that ``hidden`` tries until the face is as sharp as the first one's."""
GRAIN = 6.0
"""Most fresh noise that ``hidden`` adds, standard deviation in brightness of 255."""


def named(marks: Marks) -> dict[str, tuple[float, float]]:
    """The landmarks with a name, without the many numbered points of the mesh."""
    return {name: place for name, place in marks.items() if not name.isdigit()}


def portrait(picture: Bytes, marks: Marks, layers: Field) -> Portrait:
    """A camera file as the engine wants it: pixels (h, w, 3) uint8, landmarks in its pixels, layers (h, w, 4)."""
    return Portrait(np.asarray(picture / np.float32(255), np.float32), marks, layers)


class Blender:
    """Two portraits of one size; every recipe and amount can be asked for. Raises ``MorphError`` as the engine does."""

    def __init__(self, a: Portrait, b: Portrait) -> None:
        self.couple = Couple(a, b)

    def at(self, recipe: str, amount: float, seed: int) -> tuple[Bytes, dict[str, tuple[float, float]]]:
        """The blend (h, w, 3) uint8 and its named landmarks; ``seed`` is for fresh noise.

        Raises ``KeyError`` for an unknown recipe.
        """
        if recipe not in RECIPES:
            raise KeyError(recipe)
        if recipe == "poisson":
            return self._poisson(amount), named(self.couple.a.marks)
        if recipe == "hidden":
            return self._hidden(amount, seed), named(self.couple.a.marks)
        return self.couple.at(recipe, amount), self._moved(recipe, amount)

    def _moved(self, recipe: str, amount: float) -> dict[str, tuple[float, float]]:
        """Where the engine puts the landmarks: ``average`` half way, a splice as its mesh moves them."""
        a, b = named(self.couple.a.marks), self.couple.b.marks
        if recipe == "average":
            both = {n: (np.array(a[n]), np.array(b[n])) for n in a if n in b}
            return {n: _point((1 - amount) * p + amount * q) for n, (p, q) in both.items()}
        seat = self.couple.seat
        way = spread(amount * (seat.end - seat.a), seat.a, seat.triangles, self._owner_of_seat)
        h, w = way.shape[:2]
        rows = {n: (int(np.clip(round(y), 0, h - 1)), int(np.clip(round(x), 0, w - 1))) for n, (x, y) in a.items()}
        return {n: _point(np.array(a[n]) + way[at]) for n, at in rows.items()}

    @cached_property
    def _owner_of_seat(self) -> NDArray[np.int32]:
        seat = self.couple.seat
        return owners(seat.a, seat.triangles, *seat.mask.shape)

    @cached_property
    def _map(self) -> Field:
        """For every pixel of the first the place in the second that is the same part of the face, (h, w, 2)."""
        pair = self.couple.pair
        h, w = self.couple.a.picture.shape[:2]
        return grid(h, w) + spread(pair.b - pair.a, pair.a, pair.triangles, owners(pair.a, pair.triangles, h, w))

    @cached_property
    def _inside(self) -> NDArray[np.uint8]:
        """1 where the face is bare skin or feature, (h, w); a margin keeps the seam off hair."""
        of = self.couple.a.skin
        inside = ((of.oval * of.bare) > 0.5).astype(np.uint8)
        return np.asarray(cv2.erode(inside, np.ones((7, 7), np.uint8)), np.uint8)

    def _poisson(self, amount: float) -> Bytes:
        a, b = self.couple.a.picture, sample(self.couple.b.picture, self._map)
        mixed = colour.to_bytes(np.asarray((1 - amount) * a + amount * b, np.float32))
        x, y, w, h = cv2.boundingRect(self._inside)
        middle = (x + w // 2, y + h // 2)
        made = cv2.seamlessClone(mixed, colour.to_bytes(a), self._inside * 255, middle, cv2.NORMAL_CLONE)
        return np.asarray(made, np.uint8)

    def _hidden(self, amount: float, seed: int) -> Bytes:
        a, b = self.couple.a.lab, sample(self.couple.lit, self._map)
        mask = np.asarray(self._inside, np.float32)
        mixed = colour.seamless(a, np.asarray((1 - amount) * a + amount * b, np.float32), mask)
        plain = np.asarray(cv2.cvtColor(mixed, cv2.COLOR_LAB2RGB), np.float32) * 255
        soft = np.asarray(cv2.GaussianBlur(mask, (0, 0), 3.0), np.float32)[..., None]
        first = np.asarray(self.couple.a.picture * 255, np.float32)
        edges = soft * (plain - cv2.GaussianBlur(plain, (0, 0), 1.0))
        tried = [np.asarray(plain + much * edges, np.float32) for much in SHARPEN]
        wanted = _sharpness(first, self._inside)
        sharp = min(tried, key=lambda p: abs(_sharpness(p, self._inside) - wanted))
        lost = _noise(first, self._inside) ** 2 - _noise(sharp, self._inside) ** 2
        grain = min(float(np.sqrt(max(lost, 0.0))), GRAIN)
        fresh = np.random.default_rng(seed).normal(0, grain, (*sharp.shape[:2], 1))
        return np.asarray(np.clip(np.rint(sharp + soft * fresh), 0, 255), np.uint8)


def _sharpness(picture: Field, inside: NDArray[np.uint8]) -> float:
    """Mean size of the second differences inside the face."""
    grey = np.asarray(picture.mean(axis=2), np.float32)
    return float(np.abs(cv2.Laplacian(grey, cv2.CV_32F))[inside > 0].mean())


def _noise(picture: Field, inside: NDArray[np.uint8]) -> float:
    """Robust spread of what a 3 x 3 median takes away inside the face."""
    grey = np.asarray(picture.mean(axis=2), np.float32)
    rest = (grey - cv2.medianBlur(grey, 3))[inside > 0]
    return float(1.4826 * np.median(np.abs(rest - np.median(rest))))


def _point(at: NDArray[np.float64]) -> tuple[float, float]:
    return float(at[0]), float(at[1])
