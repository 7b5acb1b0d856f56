"""What every combination of the handles gave, recorded ahead: ``python -m demos.spread.recorded`` writes it anew."""

from __future__ import annotations

import functools
import sys
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from demos.spread.model import HOURS, NEVER, Draws, Runs, spread
from demos.spread.parameters import HERE, START, case, combinations, draws, key

FILE = HERE / "recorded.npz"
EVERY = 12
"""Hours between two points of a curve."""
BAND = (10, 50, 90)
NOT = 4095
"""Code of a person who never saw it in the example."""
Numbers = NDArray[np.uint16]


@dataclass(frozen=True)
class Recorded:
    """``curves`` (combinations, 6, points): reached, then places; ``example`` (combinations, people); both uint16.

    Of each curve 10, 50 and 90 % of the runs.
    An example holds hour * 8 + slot of the room, or ``NOT``; it is the same run in every combination.
    """

    curves: Numbers
    example: Numbers


def curves(runs: Runs) -> Numbers:
    """The band of both curves, (6, points) uint16, in whole people and rooms."""
    band = [np.percentile(table[:, ::EVERY], BAND, axis=0, method="nearest") for table in (runs.reached, runs.places)]
    return np.concatenate(band).astype(np.uint16)


def typical(dice: Draws) -> int:
    """The run that comes nearest to the middle where the handles start and nobody tells."""
    end = spread(dice, case(START | {"tell": "nobody"})).reached[:, HOURS]
    return int(np.argmin(np.abs(end - np.median(end))))


def example(runs: Runs, number: int) -> Numbers:
    """One run, (people,) uint16."""
    seen, via = runs.seen[number], np.maximum(runs.via[number], 0)
    return np.where(seen == NEVER, NOT, seen * 8 + via).astype(np.uint16)


def record(path: Path = FILE) -> None:
    """Run every combination on the same dice and write ``path``; goes on where a stopped recording ended."""
    part, dice = path.with_suffix(".part.npy"), draws()
    number = typical(dice)
    rows: list[Numbers] = list(np.load(part)) if part.exists() else []
    for done, chosen in enumerate(islice(combinations(), len(rows), None), len(rows) + 1):
        runs = spread(dice, case(chosen))
        rows.append(np.concatenate([curves(runs).ravel(), example(runs, number)]))
        if done % 20 == 0:
            np.save(part, np.stack(rows))
            sys.stderr.write(f"{done} {'-'.join(key(chosen))}\n")
    width = 2 * len(BAND) * (HOURS // EVERY + 1)
    table = np.stack(rows)
    np.savez_compressed(path, curves=table[:, :width].reshape(len(rows), 2 * len(BAND), -1), example=table[:, width:])
    part.unlink(missing_ok=True)


@functools.cache
def recorded() -> Recorded:
    """The committed recording."""
    with np.load(FILE) as kept:
        return Recorded(kept["curves"], kept["example"])


if __name__ == "__main__":
    record()
