"""Light in eight bits: a curve that gives back what it was given, up to light eight times brighter than white paper.

A camera's tone curve cannot be undone where it clips. This one is straight up to ``KNEE`` (skin and clothes lie there),
goes on logarithmically up to ``REACH`` without a bend (lamps and skies out of focus), and is then stored as sRGB
(IEC 61966-2-1), so that a coded picture also looks natural. Pure.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq

from demos.faces.camera import gamma
from demos.faces.render.canvas import linear
from demos.faces.render.finish import KNEE

Light = NDArray[np.float32]
Bytes = NDArray[np.uint8]

REACH = 8.0
"""Brighter light is stored as if it were just that bright."""
STEEP = float(brentq(lambda s: (1 - KNEE) * s - np.log1p(s * (REACH - KNEE)), 1e-2, 1e3))
"""How fast the shoulder flattens; chosen so that it leaves the straight part with the same slope, 1."""
_TOP = float(np.log1p(STEEP * (REACH - KNEE)))


def encode(light: NDArray[np.floating]) -> Bytes:
    """Linear light of any shape, 0 to ``REACH`` (other values are clipped) -> uint8."""
    held = np.clip(np.asarray(light, np.float64), 0, REACH)
    over = KNEE + (1 - KNEE) * np.log1p(STEEP * np.maximum(held - KNEE, 0)) / _TOP
    soft = np.where(held > KNEE, over, held)
    return np.asarray(np.rint(gamma(soft) * 255), np.uint8)


def _decoded() -> Light:
    """The light of each of the 256 codes."""
    soft = linear(np.arange(256))
    over = KNEE + np.expm1((soft - KNEE) / (1 - KNEE) * _TOP) / STEEP
    return np.asarray(np.where(soft > KNEE, over, soft), np.float32)


TABLE = _decoded()


def decode(codes: Bytes) -> Light:
    """What ``encode`` was given, but for rounding: float32, 0 to ``REACH``."""
    return np.asarray(TABLE[codes], np.float32)
