"""Grows the scalp hair of one person on one day."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from demos.faces.render import Array
from demos.faces.render.barber import trim
from demos.faces.render.groom_long import Groom
from demos.faces.render.recipe import Colour, Person
from demos.faces.render.scalp import Scalp
from demos.faces.render.styles import CUTS, density

ROOT = 0.000052  # m, radius: a little thicker than a real hair, as there are fewer


class Lock(NamedTuple):
    """Strands (n, k, 3) m on this person, radius at each point (n, k), colour, share of grey, tone (n,) about -1..1."""

    name: str
    strands: Array
    radii: Array
    colour: Colour
    grey: float
    tone: Array | None = None


def taper(strands: Array, radius: Array | float, tip: float = 0.25) -> Array:
    """Radii (n, k): full for the first half, thinning to ``tip`` of it."""
    t = np.linspace(0, 1, strands.shape[1])[None]
    wide = np.broadcast_to(np.asarray(radius), (len(strands),))[:, None]
    return np.asarray(wide * (1 - (1 - tip) * t**2.2))


def hair(skin: Scalp, who: Person, day: int) -> list[Lock]:
    """All scalp hair; another day has the same style and other strands."""
    if who.hair.style in CUTS:
        rng = np.random.default_rng(who.seed + 55 + 7919 * day)
        strands, fine, tone = trim(skin, who, rng)
        radii = taper(strands, ROOT * fine * rng.uniform(0.75, 1.15, len(fine)))
        return [Lock("hair", skin.real(strands), radii, who.hair.colour, who.hair.grey, tone)]
    strands, radii, tone = Groom(skin, who, density(who, skin.canon, skin.ear), day).strands()
    return [Lock("hair", skin.real(strands), radii, who.hair.colour, who.hair.grey, tone)]
