"""How a morph is made, three ways that differ as the real ones do.

``average``: the whole picture moves half way, layer by layer. ``splice``: only the inner face is mixed and
sits in the first one's head. ``splice-smooth``: the same, with the skin smoothed afterwards.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar, cast

import cv2
import numpy as np
from numpy.typing import NDArray

from demos.morph import Marks, average, colour, light, splice
from demos.morph.layers import Sheet, sheet
from demos.morph.mesh import MorphError, Pair, correspond
from demos.morph.outline import Layers, outline, visible
from demos.morph.skin import Skin, skin

T = TypeVar("T")
Picture = NDArray[np.float32]
KEPT = 12
"""So many prepared amounts are kept for each couple (up to 16 MB each at 512 pixels)."""


@dataclass(frozen=True)
class Portrait:
    """What is known of one face: picture (h, w, 3) float32 RGB 0 to 1, its marks and its layers (h, w, 4)."""

    picture: Picture
    marks: Marks
    layers: Layers

    @cached_property
    def lab(self) -> Picture:
        """The picture in CIE L*a*b* (L 0 to 100)."""
        return np.asarray(cv2.cvtColor(self.picture, cv2.COLOR_RGB2LAB), np.float32)

    @cached_property
    def sheet(self) -> Sheet:
        """The picture taken apart."""
        return sheet(self.lab, self.layers)

    @cached_property
    def skin(self) -> Skin:
        """Where the inner face, its features and its clear skin are."""
        return skin(self.marks, self.layers)

    @cached_property
    def points(self) -> dict[str, tuple[float, float]]:
        """Visible marks first, then outlines, then the many mesh vertices."""
        seen = visible(self.marks, self.layers)
        named = {k: v for k, v in seen.items() if not k.isdigit()}
        return named | outline(self.marks, self.layers) | seen


class Couple:
    """Two portraits of one size, matched once; every recipe and amount can then be asked for."""

    def __init__(self, a: Portrait, b: Portrait) -> None:
        """Raises ``MorphError`` if the sizes differ or too few points are shared."""
        if a.picture.shape != b.picture.shape or a.picture.ndim != 3 or a.picture.shape[2] != 3:
            raise MorphError("두 그림의 크기가 다릅니다. / The two pictures differ in shape.")
        self.a, self.b = a, b
        self._plans: OrderedDict[tuple[str, float], object] = OrderedDict()

    @cached_property
    def pair(self) -> Pair:
        """The shared points and triangles of ``average``."""
        return correspond(self.a.points, self.b.points, self.a.picture.shape[0])

    @cached_property
    def seat(self) -> splice.Seat:
        """Where b's inner face sits in a's head, for both splices."""
        return splice.seat(self.a.points, self.b.points, self.a.skin, self.b.skin)

    @cached_property
    def lit(self) -> Picture:
        """The second face in its own shape, with the skin tone and in the light of the first; for both splices."""
        way = light.affine(self.b.marks, self.a.marks)
        return light.relit(self.a.lab, self.b.lab, self.a.skin, self.b.skin, way)

    def at(self, recipe: str, amount: float) -> NDArray[np.uint8]:
        """The morph, (h, w, 3) uint8 RGB; ``amount`` 0.0 = a … 1.0 = b (a splice keeps a's head at 1.0).

        0.0 gives a unchanged, and for ``average`` 1.0 gives b. Raises ``MorphError`` for an amount outside
        [0, 1] and ``KeyError`` for an unknown recipe.
        """
        make: Callable[[float], Picture] = {
            "average": self._average,
            "splice": self._splice,
            "splice-smooth": self._smooth,
        }[recipe]
        if not 0.0 <= amount <= 1.0:
            raise MorphError("비율은 0과 1 사이여야 합니다. / The amount must lie between 0 and 1.")
        if amount == 0.0:
            return colour.to_bytes(self.a.picture)
        if amount == 1.0 and recipe == "average":
            return colour.to_bytes(self.b.picture)
        return colour.to_bytes(np.asarray(cv2.cvtColor(make(amount), cv2.COLOR_LAB2RGB), np.float32))

    def _average(self, amount: float) -> Picture:
        one, two = self.a.sheet, self.b.sheet
        plan = self._kept("average", amount, lambda x: average.plan(self.pair, one, two, x))
        return average.made(one, two, plan, amount)

    def _splice(self, amount: float) -> Picture:
        return splice.made(self.a.lab, self.lit, self._kept("splice", amount, self.seat.plan), amount)

    def _smooth(self, amount: float) -> Picture:
        return splice.made(self.a.lab, self.lit, self._kept("splice", amount, self.seat.plan), amount, smooth=True)

    def _kept(self, recipe: str, amount: float, make: Callable[[float], T]) -> T:
        """What ``make`` returned for this amount before, else now; the oldest is forgotten."""
        key = (recipe, round(amount, 4))
        if key not in self._plans:
            self._plans[key] = make(amount)
            if len(self._plans) > KEPT:
                self._plans.popitem(last=False)
        return cast(T, self._plans[key])
