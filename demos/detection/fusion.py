"""One score from all groups of measurements, a probability for journeys that are known, silence for the others.

Each group has a linear model of its own; their scores meet in a second one (stacking, Wolpert 1992). A
probability is only printed after a journey for which it was calibrated (Platt 1999), and only for a picture
that looks like those it was calibrated on: its size must be one that came this way, and the traces of its encoder
must lie within what honest and blended pictures show (Mahalanobis distance, as Lee et al. 2018). Otherwise the
answer is ``None``: "I can't tell". Weights are plain arrays in an ``.npz`` file without pickle.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from demos.detection.features import Vector

Real = NDArray[np.float64]
Values = Mapping[str, NDArray[np.float32]]
USED = ("lost", "noise", "lbp", "srm", "sharp")
TRACES = ("comb", "grid")
"""Groups that tell which journey a picture has come."""


@dataclass(frozen=True)
class Linear:
    """Standardise, weigh, add: scores above 0 say "blended"."""

    mean: Real
    scale: Real
    weights: Real
    bias: float

    def scores(self, values: NDArray[Any]) -> Real:
        """The scores (n,) of n pictures' values (n, k)."""
        return np.asarray(((values - self.mean) / self.scale) @ self.weights + self.bias, np.float64)


@dataclass(frozen=True)
class Familiar:
    """Where the traces of one journey lie: standardised, in few directions, with the farthest that still counts."""

    mean: Real
    scale: Real
    whiten: Real
    farthest: float
    sizes: tuple[float, float]
    """Smallest and largest picture that came this way, log2 of its side: a size never seen is not familiar."""

    def distances(self, traces: Real, size: NDArray[Any]) -> Real:
        """Mahalanobis distances (n,) of traces (n, k) and sizes (n,), in shares of the farthest that still counts."""
        away = np.linalg.norm(((traces - self.mean) / self.scale) @ self.whiten.T, axis=1)
        seen = (size > self.sizes[0] - 1e-3) & (size < self.sizes[1] + 1e-3)
        return np.asarray(np.where(seen, away / self.farthest, np.inf), np.float64)


@dataclass(frozen=True)
class Told:
    """What the detector says of n pictures.

    ``fused`` (n,) is the score, ``groups`` (n, 5) each group's own, ``journey`` (n,) the known journey that fits
    ("" if none), ``probability`` (n,) that of "blended" among as many honest as blended pictures, NaN where the
    detector cannot tell.
    """

    fused: Real
    groups: Real
    journey: NDArray[np.str_]
    probability: Real


@dataclass(frozen=True)
class Detector:
    """Group models, the model over their scores, and for each known journey slope, offset and familiarity."""

    groups: dict[str, Linear]
    over: Linear
    platt: dict[str, tuple[float, float]]
    familiar: dict[str, Familiar]

    def tell(self, values: Values) -> Told:
        """All answers about n pictures whose measurements are ``values``, (n, k) for each group."""
        groups = np.stack([model.scores(values[name]) for name, model in self.groups.items()], 1)
        fused = self.over.scores(groups)
        ways = list(self.familiar)
        away = np.stack([self.familiar[way].distances(traces(values), values["size"][:, 0]) for way in ways], 1)
        near = away.argmin(axis=1)
        known = away.min(axis=1) <= 1
        slope, offset = np.array([self.platt[way] for way in ways])[near].T
        probability = np.where(known, 1 / (1 + np.exp(-np.clip(slope * fused + offset, -50, 50))), np.nan)
        return Told(fused, groups, np.where(known, np.array(ways)[near], ""), probability)

    def tell_one(self, measured: Mapping[str, Vector]) -> tuple[float | None, dict[str, float]]:
        """Probability (``None``: I can't tell) and each group's own score for one picture."""
        told = self.tell({name: measured[name][None] for name in {*USED, *TRACES, "size"}})
        chance = float(told.probability[0])
        return None if np.isnan(chance) else chance, dict(zip(self.groups, told.groups[0].tolist(), strict=True))


def traces(values: Values) -> Real:
    """The values that tell the journeys of n pictures, (n, k)."""
    return np.concatenate([np.asarray(values[name], float) for name in TRACES], axis=1)


def save(detector: Detector, path: Path) -> None:
    """Write all numbers to an ``.npz`` file (float32, no pickle)."""
    held: dict[str, Real] = {}
    for name, model in {**detector.groups, "over": detector.over}.items():
        held |= {f"{name}.mean": model.mean, f"{name}.scale": model.scale, f"{name}.weights": model.weights}
        held[f"{name}.bias"] = np.array([model.bias])
    for name, known in detector.familiar.items():
        held |= {f"way.{name}.mean": known.mean, f"way.{name}.scale": known.scale, f"way.{name}.whiten": known.whiten}
        held[f"way.{name}.farthest"] = np.array([known.farthest])
        held[f"way.{name}.sizes"] = np.array(known.sizes)
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
        low, high = (float(v) for v in held[f"way.{way}.sizes"])
        return Familiar(mean, scale, whiten, float(held[f"way.{way}.farthest"][0]), (low, high))

    platt = {way: (float(held[f"way.{way}.platt"][0]), float(held[f"way.{way}.platt"][1])) for way in ways}
    groups = {name: linear(name) for name in USED if f"{name}.bias" in held}
    return Detector(groups, linear("over"), platt, {way: familiar(way) for way in ways})
