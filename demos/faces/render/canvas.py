"""The texture everything is painted on: angle around the head by height (the canonical map).

Columns run over the angle (-pi..pi, 0 = middle of the face), rows over the height (8.7..5.3 dm). On the
average head 1 dm of height is 600 px at full width, so a pixel is about 0.17 mm.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.random import Generator
from PIL import Image, ImageDraw
from scipy import ndimage
from scipy.interpolate import splev, splprep

from demos.faces.render import Array

LOW, HIGH = 5.3, 8.7  # dm
FULL = 4096

Line = tuple[Array, float]  # points (n, 2) in canonical coordinates, strength


def spline(points: Sequence[tuple[float, float]] | Array, count: int) -> Array:
    """A smooth curve (count, 2) through canonical points."""
    p = np.asarray(points, float)
    knots: Any = splprep(p.T, s=0, k=min(3, len(p) - 1))[0]
    return np.array(splev(np.linspace(0, 1, count), knots)).T


def linear(colour: Sequence[float] | Array) -> Array:
    """SRGB 0..255 -> linear light 0..1 (IEC 61966-2-1)."""
    c = np.asarray(colour, float) / 255
    return np.asarray(np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4))


class Canvas:
    """Painting primitives; every method returns (rows, columns) float32."""

    def __init__(self, width: int = FULL) -> None:
        self.width, self.height = width, width // 2
        self.scale = width / FULL
        angle = ((np.arange(width) + 0.5) / width - 0.5) * 2 * np.pi
        y = HIGH - (np.arange(self.height) + 0.5) / self.height * (HIGH - LOW)
        grids = np.meshgrid(angle.astype(np.float32), y.astype(np.float32))
        self.angle, self.y = grids[0], grids[1]

    def pixels(self, points: Array) -> Array:
        """Canonical points (..., 2) -> (column, row)."""
        column = (points[..., 0] / (2 * np.pi) + 0.5) * self.width
        return np.stack([column, (HIGH - points[..., 1]) / (HIGH - LOW) * self.height], -1)

    def look(self, image: Array, points: Array) -> Array:
        """Values of a picture at canonical points."""
        p = self.pixels(points).astype(int)
        return np.asarray(image[np.clip(p[..., 1], 0, self.height - 1), np.clip(p[..., 0], 0, self.width - 1)])

    def blob(self, amount: float, angle: float, y: float, wide: float, tall: float) -> Array:
        """A Gaussian spot; away from the middle it comes on both sides."""
        rows = amount * np.exp(-0.5 * ((self.y[:, :1] - y) / tall) ** 2)
        across = self.angle[:1]
        columns = np.exp(-0.5 * ((across - angle) / wide) ** 2)
        if angle:
            columns = columns + np.exp(-0.5 * ((across + angle) / wide) ** 2)
        return np.asarray(rows * columns, np.float32)

    def blobs(self, spots: Sequence[tuple[float, float, float, float, float]]) -> Array:
        """The sum of several ``blob``."""
        total = np.zeros((self.height, self.width), np.float32)
        for spot in spots:
            total += self.blob(*spot)
        return total

    def polygon(self, points: Array, blur: float) -> Array:
        """A filled shape with soft edge (``blur`` in full-size pixels)."""
        image = Image.new("L", (self.width, self.height), 0)
        ImageDraw.Draw(image).polygon([tuple(p) for p in self.pixels(points)], fill=255)
        return self.soften(np.asarray(image, np.float32) / 255, blur)

    def lines(self, lines: Sequence[Line], width: float, blur: float) -> Array:
        """Strokes that thin out at both ends."""
        image = Image.new("L", (self.width, self.height), 0)
        draw = ImageDraw.Draw(image)
        for points, strength in lines:
            q = self.pixels(points)
            for i in range(len(q) - 1):
                t = min(max((i + 0.5) / len(q), 0.02), 0.98)
                ink = int(255 * min(strength, 1) * np.sin(np.pi * t) ** 0.6)
                draw.line([tuple(q[i]), tuple(q[i + 1])], fill=ink, width=max(1, round(width * self.scale)))
        return self.soften(np.asarray(image, np.float32) / 255, blur)

    def soften(self, image: Array, blur: float) -> Array:
        """Gaussian blur, ``blur`` in full-size pixels."""
        return np.asarray(ndimage.gaussian_filter(image, blur * self.scale))

    def noise(self, rng: Generator, sigma: float) -> Array:
        """Smooth noise of unit variance with grain size ``sigma`` (full-size pixels)."""
        sigma = max(sigma * self.scale, 0.8)
        step = max(1, int(sigma / 3))
        small = rng.standard_normal((self.height // step, self.width // step)).astype(np.float32)
        small = ndimage.gaussian_filter(small, sigma / step, mode="wrap")
        if step > 1:
            zoom = (self.height / small.shape[0], self.width / small.shape[1])
            small = ndimage.zoom(small, zoom, order=1, mode="grid-wrap", grid_mode=True)
        return np.asarray(small[: self.height, : self.width] / small.std(), np.float32)

    def dots(self, places: Array, radii: Array, amounts: Array, rng: Generator) -> Array:
        """Small round marks: places (n, 2) canonical, radii (n,) in dm, amounts (n,)."""
        out = np.zeros((self.height, self.width), np.float32)
        for place, radius, amount in zip(self.pixels(places), radii * 600 * self.scale, amounts, strict=True):
            reach, oval = int(3 * radius + 3), rng.uniform(0.7, 1.4)
            x, y = int(place[0]) - reach, int(place[1]) - reach
            size = 2 * reach + 1
            if x < 0 or y < 0 or x + size > self.width or y + size > self.height:
                continue
            dy, dx = np.mgrid[-reach : reach + 1, -reach : reach + 1]
            far = (dx / (radius * oval)) ** 2 + (dy / radius) ** 2
            out[y : y + size, x : x + size] += amount * np.exp(-0.5 * far**1.3)
        return out
