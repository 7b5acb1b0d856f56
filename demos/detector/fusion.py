"""One score from all groups of measurements, a probability for journeys that are known, silence for the others.

Each group has a linear model of its own; their scores meet in a second one (stacking, Wolpert 1992). A
probability is only printed after a journey for which it was calibrated (Platt 1999), and only for a picture
that looks like those it was calibrated on: the traces of encoder and size must lie within what honest and
blended training pictures show (Mahalanobis distance; Lee et al. 2018 use it the same way). Otherwise the
answer is ``None``: "I can't tell". Weights are plain arrays in an ``.npz`` file without pickle.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from demos.detector.features import Vector

Real = NDArray[np.float64]
Measured = Mapping[str, Vector]
USED = ("grid", "noise", "lbp", "srm", "sharp")
TRACES = ("comb", "grid")
"""Groups that tell which journey a picture has come."""


@dataclass(frozen=True)
class Linear:
    """Standardise, weigh, add: scores above 0 say "blended"."""

    mean: Real
    scale: Real
    weights: Real
    bias: float

    def score(self, values: Vector | Real) -> float:
        """The score of one picture's values (n,)."""
        return float(((np.asarray(values, float) - self.mean) / self.scale) @ self.weights + self.bias)


@dataclass(frozen=True)
class Familiar:
    """Where the traces of one journey lie: standardised, in few directions, with the farthest that still counts."""

    mean: Real
    scale: Real
    whiten: Real
    farthest: float

    def distance(self, traces: Real) -> float:
        """Mahalanobis distance of one picture's traces (n,)."""
        return float(np.linalg.norm(self.whiten @ ((traces - self.mean) / self.scale)))

    def knows(self, traces: Real) -> bool:
        """Whether a picture with these traces may have come this way."""
        return self.distance(traces) <= self.farthest


@dataclass(frozen=True)
class Detector:
    """Group models, the model over their scores, and for each known journey slope, offset and familiarity."""

    groups: dict[str, Linear]
    over: Linear
    platt: dict[str, tuple[float, float]]
    familiar: dict[str, Familiar]

    def scores(self, measured: Measured) -> dict[str, float]:
        """Each group's own score."""
        return {name: model.score(measured[name]) for name, model in self.groups.items()}

    def fused(self, measured: Measured) -> float:
        """The score over all groups."""
        own = self.scores(measured)
        return self.over.score(np.array([own[name] for name in self.groups]))

    def journey(self, measured: Measured) -> str | None:
        """The known journey whose traces are nearest; ``None`` if the picture fits none."""
        seen = traces(measured)
        near = min(self.familiar, key=lambda name: self.familiar[name].distance(seen) / self.familiar[name].farthest)
        return near if self.familiar[near].knows(seen) else None

    def probability(self, measured: Measured) -> float | None:
        """Probability of "blended" among as many honest as blended pictures; ``None``: I can't tell."""
        way = self.journey(measured)
        if way is None:
            return None
        slope, offset = self.platt[way]
        return float(1 / (1 + np.exp(-(slope * self.fused(measured) + offset))))


def traces(measured: Measured) -> Real:
    """The values that tell a picture's journey, (n,)."""
    return np.concatenate([np.asarray(measured[name], float) for name in TRACES])


def save(detector: Detector, path: Path) -> None:
    """Write all numbers to an ``.npz`` file (float32, no pickle)."""
    held: dict[str, Real] = {}
    for name, model in {**detector.groups, "over": detector.over}.items():
        held |= {f"{name}.mean": model.mean, f"{name}.scale": model.scale, f"{name}.weights": model.weights}
        held[f"{name}.bias"] = np.array([model.bias])
    for name, known in detector.familiar.items():
        held |= {f"way.{name}.mean": known.mean, f"way.{name}.scale": known.scale, f"way.{name}.whiten": known.whiten}
        held[f"way.{name}.farthest"] = np.array([known.farthest])
        held[f"way.{name}.platt"] = np.array(detector.platt[name])
    small: dict[str, Any] = {key: np.asarray(value, np.float32) for key, value in held.items()}
    np.savez_compressed(path, **small)


def load(path: Path) -> Detector:
    """Read what ``save`` wrote; pickled content is refused."""
    with np.load(path, allow_pickle=False) as file:
        held = {key: file[key].astype(float) for key in file.files}
    ways = sorted({key.split(".")[1] for key in held if key.startswith("way.")})

    def linear(name: str) -> Linear:
        mean, scale, weights = (held[f"{name}.{part}"] for part in ("mean", "scale", "weights"))
        return Linear(mean, scale, weights, float(held[f"{name}.bias"][0]))

    def familiar(way: str) -> Familiar:
        mean, scale, whiten = (held[f"way.{way}.{part}"] for part in ("mean", "scale", "whiten"))
        return Familiar(mean, scale, whiten, float(held[f"way.{way}.farthest"][0]))

    platt = {way: (float(held[f"way.{way}.platt"][0]), float(held[f"way.{way}.platt"][1])) for way in ways}
    groups = {name: linear(name) for name in USED if f"{name}.bias" in held}
    return Detector(groups, linear("over"), platt, {way: familiar(way) for way in ways})
