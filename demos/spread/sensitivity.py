"""Which parameter matters how much: ``python -m demos.spread.sensitivity`` writes ``sensitivity.json`` anew.

One at a time from where the handles start: every handle to each of its steps, every assumption to half and to twice its
value. Same dice throughout. Also the three findings, each on ``MANY`` runs.
"""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Iterator
from typing import Any

import numpy as np

from demos.spread.model import HOURS, Case, Draws, Runs, spread
from demos.spread.parameters import HANDLES, HERE, SEED, START, case, draws, steps, table

FILE = HERE / "sensitivity.json"
MANY = 1000
FREE = ("look_share", "look_hours", "pass_hours", "hush", "adult", "find_chat", "find_channel")
"""Assumptions that no handle turns, and which can be halved and doubled; a share stops at 1."""
SHARES = ("look_share", "hush", "adult")
SOURCES = ("model.py", "dice.py", "school.py", "parameters.py", "parameters.yml", "sensitivity.py")


def band(runs: Runs) -> dict[str, list[int]]:
    """10, 50 and 90 % of people reached and of rooms left at the end."""
    both = {"reached": runs.reached[:, HOURS], "places": runs.places[:, HOURS]}
    return {name: [int(n) for n in np.percentile(end, (10, 50, 90), method="nearest")] for name, end in both.items()}


def handles(dice: Draws) -> Iterator[dict[str, Any]]:
    """One row for every step of every handle, the others where they start."""
    for handle in HANDLES:
        for step in steps(handle):
            yield {"handle": handle, "step": step, **band(spread(dice, case(START | {handle: step})))}


def assumptions(start: Case) -> Iterator[dict[str, Any]]:
    """One row for half and for twice every free assumption."""
    for name in FREE:
        for times in (0.5, 2.0):
            value = table()[name]["value"] * times
            value = min(1.0, value) if name in SHARES else value
            yield {"name": name, "times": times, "value": value, **band(spread(draws(**{name: value}), start))}


def findings(runs: int = MANY, seed: int = SEED + 1) -> dict[str, Any]:
    """The three findings on ``runs`` runs of other dice than the recording's."""
    dice = draws(runs, seed)
    alone = spread(dice, case(START | {"pass_on": "few", "tell": "nobody"}))
    late, early, off = (spread(dice, case(START | change)) for change in ({}, {"tell": "early"}, {"watch": "none"}))
    weeks = [72, 168, 336, HOURS]
    return {
        "runs": runs,
        "more_than_one": int((alone.reached[:, HOURS] > 1).sum()),
        "fewest": int(alone.reached[:, HOURS].min()),
        "alone": band(alone)["reached"],
        "late": band(late)["reached"],
        "early": band(early)["reached"],
        "early_smaller": int((early.reached[:, HOURS] < late.reached[:, HOURS]).sum()),
        "early_larger": int((early.reached[:, HOURS] > late.reached[:, HOURS]).sum()),
        "days": [hour // 24 for hour in weeks],
        "watched": [round(float(late.places[:, hour].mean()), 1) for hour in weeks],
        "unwatched": [round(float(off.places[:, hour].mean()), 1) for hour in weeks],
    }


def made_from() -> str:
    """SHA-256 (hex) of all that decides what is measured: model, dice, school, this module, the table of parameters.

    Line ends do not count: a copy on Windows is the same model.
    """
    total = hashlib.sha256()
    for name in SOURCES:
        total.update((HERE / name).read_text(encoding="utf-8").encode())
    return total.hexdigest()


def write() -> None:
    """Measure everything and write it."""
    dice = draws()
    rows = {"handles": list(handles(dice)), "assumptions": list(assumptions(case(START)))}
    told = rows | {"runs": dice.runs, "findings": findings(), "of": made_from()}
    FILE.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


@functools.cache
def measured() -> dict[str, Any]:
    """What was measured last."""
    told: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return told


if __name__ == "__main__":
    write()
