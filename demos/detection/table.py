"""All measured pictures as columns: fitting and scoring work on thousands of rows at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from demos.detection.features import Vector

Words = NDArray[np.str_]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Sample:
    """One picture after one journey, measured; ``kind`` is ``untouched``, an edit or a recipe."""

    measured: dict[str, Vector]
    morph: bool
    people: tuple[str, ...]
    cameras: tuple[str, ...]
    shot: str
    kind: str
    journey: str
    name: str


@dataclass(frozen=True)
class Table:
    """Samples by column, n rows each. ``one`` and ``two`` are the people in a picture (if honest, twice the same)."""

    values: dict[str, NDArray[np.float32]]
    morph: Flags
    one: Words
    two: Words
    camera_one: Words
    camera_two: Words
    shot: Words
    kind: Words
    journey: Words
    name: Words

    def __len__(self) -> int:
        return len(self.morph)

    def take(self, rows: Flags | NDArray[np.int64]) -> Table:
        """Only some rows: where ``rows`` (n,) is true, or those with these numbers."""
        columns = {f.name: getattr(self, f.name)[rows] for f in fields(self) if f.name != "values"}
        return Table({name: held[rows] for name, held in self.values.items()}, **columns)

    def clusters(self) -> list[str]:
        """Who is in each picture, as one word: pictures of the same people are not independent."""
        return [f"{a}+{b}" for a, b in zip(self.one, self.two, strict=True)]


def table(samples: Sequence[Sample]) -> Table:
    """Columns from samples, which must all have the same measurements."""
    return Table(
        {name: np.stack([s.measured[name] for s in samples]) for name in samples[0].measured},
        np.array([s.morph for s in samples]),
        np.array([s.people[0] for s in samples]),
        np.array([s.people[-1] for s in samples]),
        np.array([s.cameras[0] for s in samples]),
        np.array([s.cameras[-1] for s in samples]),
        np.array([s.shot for s in samples]),
        np.array([s.kind for s in samples]),
        np.array([s.journey for s in samples]),
        np.array([s.name for s in samples]),
    )
