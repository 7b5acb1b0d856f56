"""What a run is made of: the case, the assumptions, every dice throw drawn ahead, and what comes out. Pure."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from demos.spread.school import School

DAYS = 21
HOURS = DAYS * 24
NEVER = 32_000
Ints = NDArray[np.int32]


@dataclass(frozen=True)
class Case:
    """One position of all handles: shares 0 to 1, hours, people; ``again`` is a rate per day and person."""

    pass_on: float
    stop: float
    tellers: int
    tell_at: int
    report_after: int
    delete_in: int
    watch: int
    again: float


@dataclass(frozen=True)
class Assumed:
    """What no handle changes: shares 0 to 1, medians in hours, rates per day."""

    look_share: float
    look_hours: float
    look_spread: float
    pass_hours: float
    hush: float
    adult: float
    find_chat: float
    find_channel: float


@dataclass(frozen=True)
class Runs:
    """What happened: ``reached`` and ``places`` (runs, hours + 1), ``seen`` and ``via`` (runs, people), all int32.

    ``reached`` counts who has seen it beside the one who sent it, ``places`` rooms where it can still be seen;
    ``seen`` is the hour at which a person saw it (``NEVER``), ``via`` in which of their rooms (``NOBODY``).
    """

    reached: Ints
    places: Ints
    seen: Ints
    via: Ints


class Draws:
    """All dice of ``runs`` runs, (runs, people) or (runs, rooms), flat."""

    def __init__(self, place: School, fixed: Assumed, runs: int, seed: int) -> None:
        dice = np.random.default_rng(seed)
        self.place, self.fixed, self.runs = place, fixed, runs
        many, spots = runs * place.shape.people, runs * len(place.size)
        self.passing, self.stopping, self.order = dice.random((3, many), np.float32)
        self.pick, self.pick_again = dice.random((2, many), np.float32)
        after = np.exp(fixed.look_spread * dice.standard_normal((2, many), np.float32))
        self.look = np.clip(fixed.look_hours * after[0], 1, NEVER).astype(np.int32)
        self.look[dice.random(many, np.float32) > fixed.look_share] = NEVER
        self.lag = np.clip(fixed.pass_hours * after[1], 1, NEVER).astype(np.int32)
        self.keep = dice.exponential(size=many).astype(np.float32)
        self.found = dice.exponential(size=spots).astype(np.float32)
        self.work = dice.uniform(0.5, 1.5, spots).astype(np.float32)
        self.maker = dice.integers(place.shape.pupils, size=runs)
