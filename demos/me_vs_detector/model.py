"""Which twelve pictures are asked about, what was found and missed, how far chance reaches.

Pure: no files, no clock, no interface. Recorded answers come in, plain numbers go out.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

Recorded = Mapping[str, Any]
"""One picture as ``demos/detection/answers.json`` holds it."""

SEED = 20261123
HALF = 6
"""A lesson may stop after so many; they are balanced by themselves."""
CAREFUL = {"one": "smoothed", "two": "hidden"}
"""A skin filter on one person, a blend whose traces are hidden: always among the first six, as they are."""
RESENT = ({"one": "q80", "two": "q87"}, {"one": "q87", "two": "screenshot"})
"""In each half one picture of each side has been resent; q80 and screenshot are journeys the detector never learnt."""
SIDES = ("one", "two")
STEPS = (50, 75, 100)
"""How sure, in per cent: a guess, rather, certain."""
ALARM = 0.5
SURE = 0.8
"""A detector counts as sure from this probability of its own answer on."""
Z = 1.959964
"""95 % of the normal distribution."""


@dataclass(frozen=True)
class Item:
    """One picture of the twelve: its neutral name here, its name in the recording, its journey."""

    id: str
    source: str
    journey: str


@dataclass(frozen=True)
class Said:
    """An answer to one picture: whether it is two people, what was said (None: nothing), how sure in per cent."""

    is_two: bool
    two: bool | None
    sure: float | None = None


def side(one: Recorded) -> str:
    """One of ``SIDES``."""
    return SIDES[len(one["people"]) - 1]


def plan(pictures: Sequence[Recorded], seed: int = SEED) -> list[Item]:
    """The twelve in the order in which they are asked, p01 to p12, drawn by dice.

    Each half has three pictures of one person and three of two, one of each resent.
    Raises ``ValueError`` unless there are six of each side and one of each careful kind.
    """
    rng = np.random.default_rng(seed)
    sides = {name: _ordered([one for one in pictures if side(one) == name], CAREFUL[name], rng) for name in SIDES}
    found: list[tuple[str, str]] = []
    for half, ways in enumerate(RESENT):
        start = half * HALF // 2
        asked = [
            (one["id"], ways[name] if n == HALF // 2 - 1 else "original")
            for name in SIDES
            for n, one in enumerate(sides[name][start : start + HALF // 2])
        ]
        found += [asked[n] for n in rng.permutation(HALF)]
    return [Item(f"p{n:02d}", *one) for n, one in enumerate(found, 1)]


def _ordered(pictures: list[Recorded], careful: str, rng: np.random.Generator) -> list[Recorded]:
    first = [one for one in pictures if one["kind"] == careful][:1]
    rest = [pictures[n] for n in rng.permutation(len(pictures)) if pictures[n] not in first]
    if len(pictures) != HALF or not first:
        raise ValueError(f"six pictures of a side with one {careful!r} are needed, got {len(pictures)}")
    return [*first, *rest]


def detector(is_two: bool, chance: float | None) -> Said:
    """What a detector said; ``chance`` is its probability of two people, 0 to 1, or None when it does not tell."""
    if chance is None:
        return Said(is_two, None)
    return Said(is_two, chance >= ALARM, 100 * max(chance, 1 - chance))


def tally(answers: Sequence[Said]) -> dict[str, float]:
    """Hits and false alarms with what they are counted of, right answers, mean sureness (NaN without any).

    What was skipped or left open counts in no share, only in ``silent``.
    """
    told = [one for one in answers if one.two is not None]
    sure = [one.sure for one in told if one.sure is not None]
    return {
        "hits": sum(one.is_two and one.two is True for one in told),
        "of_two": sum(one.is_two for one in told),
        "alarms": sum(not one.is_two and one.two is True for one in told),
        "of_one": sum(not one.is_two for one in told),
        "right": sum(one.two == one.is_two for one in told),
        "answered": len(told),
        "silent": len(answers) - len(told),
        "sure": float(np.mean(sure)) if sure else math.nan,
    }


def interval(k: int, n: int) -> tuple[int, int]:
    """The 95 % interval (Wilson 1927) of a share of ``k`` in ``n``, whole per cent; all of 0 to 100 without any."""
    if not n:
        return 0, 100
    p, z2 = k / n, Z * Z
    middle, wide = p + z2 / (2 * n), Z * math.sqrt(p * (1 - p) / n + z2 / (4 * n * n))
    low, high = ((middle + way * wide) / (1 + z2 / n) for way in (-1, 1))
    return round(100 * max(low, 0)), round(100 * min(high, 1))


def coin(k: int, n: int) -> int:
    """In how many of 100 tries a tossed coin gets ``k`` or more of ``n`` right, whole."""
    ways = sum(math.comb(n, m) for m in range(k, n + 1))
    return round(100 * ways / float(2**n))


def wrongest(chances: Mapping[str, tuple[bool, float | None]]) -> dict[str, str]:
    """By side, the picture on which the detector was wrong and surest of it (``SURE`` at least), or none.

    ``chances``: name -> whether it is two people, and the recorded probability of two people.
    """
    found: dict[str, str] = {}
    for is_two, name in ((False, "one"), (True, "two")):
        wrong = {
            pid: 1 - chance if is_two else chance
            for pid, (two, chance) in chances.items()
            if two == is_two and chance is not None and (chance >= ALARM) != is_two
        }
        sure = {pid: share for pid, share in wrong.items() if share >= SURE}
        if sure:
            found[name] = max(sure, key=lambda pid: sure[pid])
    return found
