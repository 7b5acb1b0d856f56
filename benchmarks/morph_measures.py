"""How fast and how right an engine of ``morph_engines.py`` is."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from typing import Any

import numpy as np
from morph_engines import SIZE, How, Picture

from demos.morph.mesh import Pair

MARKS = ("nose_tip", "menton", *(f"{n}_{s}" for n in ("eye_out", "mouth_corner", "brow_mid", "jaw4") for s in "LR"))


def off_landmarks(how: How, pair: Pair, a: Any, b: Any) -> float:
    """Median distance in pixels between where landmarks should be half way and where they are.

    Both pictures are black with a soft dot on each landmark; the middle of the dot in the result counts.
    """
    y, x = np.mgrid[:SIZE, :SIZE]
    named = [p.marks(SIZE, "named") for p in (a, b)]

    def dots(at: dict[str, tuple[float, float]]) -> Picture:
        field = sum(np.exp(-((x - at[m][0]) ** 2 + (y - at[m][1]) ** 2) / 18) for m in MARKS)
        return np.repeat(np.rint(255 * np.clip(field, 0, 1)).astype(np.uint8)[..., None], 3, axis=2)

    made = how([dots(at) for at in named], pair)[..., 0].astype(float)
    off = []
    for mark in MARKS:
        goal = (np.array(named[0][mark]) + named[1][mark]) / 2
        left, top = (int(v) - 10 for v in goal)
        part = (slice(top, top + 22), slice(left, left + 22))
        weight = made[part].sum()
        off.append(
            np.hypot((x[part] * made[part]).sum() / weight - goal[0], (y[part] * made[part]).sum() / weight - goal[1])
        )
    return float(np.median(off))


def timed(make: Callable[[], Picture], rounds: int) -> tuple[float, float, Picture]:
    """Median and 90th percentile in ms of ``rounds`` runs (fewer if they take over 15 s), and the last picture."""
    result, taken = make(), []
    while len(taken) < rounds and sum(taken) < 15_000:
        once = time.process_time()
        result = make()
        taken.append((time.process_time() - once) * 1000)
    return statistics.median(taken), float(np.percentile(taken, 90)), result


def quality(picture: Picture, reference: Picture) -> tuple[float, int]:
    """PSNR in dB, and how many pixels are wrong by more than 24 levels, without the outer 8 pixels."""
    inner = (slice(8, -8), slice(8, -8))
    off = picture[inner].astype(float) - reference[inner]
    return float(10 * np.log10(255**2 / np.mean(off**2))), int((np.abs(off).max(axis=2) > 24).sum())


def floor() -> float:
    """The ms that it takes to read two 512 x 512 RGB pictures and to write one: a copy of 64 MB, scaled."""
    block = np.zeros(64_000_000, np.uint8)
    ms, _, _ = timed(block.copy, 9)
    return ms / (2 * block.size) * (3 * SIZE * SIZE * 3)
