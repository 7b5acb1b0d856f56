"""Who may be learnt from and who is tested: the splits, each with what must not stand on both sides.

A detector that meets a person, a recipe, a camera or a journey again looks better than it is. ``shared`` names
what two sides have in common; ``run`` refuses a trial that breaks its own promise.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from demos.detection import data, train
from demos.detection.blends import RECIPES
from demos.detection.fusion import Told
from demos.detection.journeys import JOURNEYS, KNOWN
from demos.detection.table import Flags, Table

FOLDS = 5
STRANGE = tuple(name for name in JOURNEYS if name not in KNOWN)
"""Journeys that no detector of this project learns from."""
Folds = dict[str, int]


class SplitError(ValueError):
    """Something stands on both sides of a split; the sentence names it."""


@dataclass(frozen=True)
class Trial:
    """One detector and its test: ``learn`` and ``test`` are rows, ``apart`` is what they may not share.

    Trials of one ``part`` (such as ``recipe: poisson``) are read together, over all folds.
    """

    part: str
    learn: Flags
    test: Flags
    journeys: tuple[str, ...]
    apart: tuple[str, ...]


@dataclass(frozen=True)
class Scored:
    """The answers of one trial; ``rows`` are the indices of its test pictures in the whole table."""

    part: str
    rows: np.ndarray[tuple[int], np.dtype[np.int64]]
    told: Told


def shared(table: Table, learn: Flags, test: Flags) -> dict[str, set[str]]:
    """Per quality the values on both sides; sides that are apart give an empty set."""
    left, right = table.take(learn), table.take(test)
    pairs = {
        "people": [{*side.one, *side.two} for side in (left, right)],
        "recipe": [set(side.kind[side.morph]) for side in (left, right)],
        "camera": [{*side.camera_one, *side.camera_two} for side in (left, right)],
        "recompression": [set(side.journey) for side in (left, right)],
    }
    return {what: {str(value) for value in one & two} for what, (one, two) in pairs.items()}


def trials(table: Table, fold_of: Folds, quick: bool = False) -> Iterator[Trial]:
    """Every trial of the protocol. ``clean`` learns as a careless lab does: untouched originals only.

    ``quick`` leaves out those that drop one recipe, camera group or journey.
    """
    fold = np.array([fold_of[str(person)] for person in table.one])
    known = np.isin(table.journey, KNOWN)
    group_of = data.camera_groups()
    first, second = (np.array([group_of[str(c)] for c in side]) for side in (table.camera_one, table.camera_two))
    for f in range(FOLDS):
        mine = fold == f
        yield Trial("all", ~mine & known, mine, KNOWN, ("people",))
        yield Trial("clean", ~mine & careless(table), mine, ("original",), ("people",))
        for g in range(data.GROUPS):
            inside, outside = (first == g) & (second == g), (first != g) & (second != g)
            r = RECIPES[(f + g) % len(RECIPES)]
            other, same = table.kind != r, ~table.morph | (table.kind == r)
            apart = ("people", "recipe", "camera", "recompression")
            yield Trial("everything", ~mine & known & outside & other, mine & ~known & inside & same, KNOWN, apart)
            if not quick:
                yield Trial(f"camera: {g + 1}", ~mine & known & outside, mine & inside, KNOWN, ("people", "camera"))
        if quick:
            continue
        for r in RECIPES:
            other, same = table.kind != r, ~table.morph | (table.kind == r)
            yield Trial(f"recipe: {r}", ~mine & known & other, mine & same, KNOWN, ("people", "recipe"))
        for j in KNOWN:
            kept = tuple(k for k in KNOWN if k != j)
            learn = ~mine & known & (table.journey != j)
            yield Trial(f"recompression: {j}", learn, mine & (table.journey == j), kept, ("people", "recompression"))


def careless(table: Table) -> Flags:
    """The rows (n,) that a careless lab learns from: originals, of honest pictures only the untouched ones."""
    return np.asarray((table.journey == "original") & (table.morph | (table.kind == data.UNTOUCHED)), bool)


def run(table: Table, fold_of: Folds, trial: Trial) -> Scored:
    """Learn and test. Raises ``SplitError`` if the sides share what the trial keeps apart."""
    both = shared(table, trial.learn, trial.test)
    broken = {what: both[what] for what in trial.apart if both[what]}
    if broken:
        raise SplitError(f"{trial.part}: on both sides of the split: {broken}")
    detector = train.fit(table.take(trial.learn), fold_of, trial.journeys)
    return Scored(trial.part, np.flatnonzero(trial.test), detector.tell(table.take(trial.test).values))


def null_labels(table: Table, seed: int) -> Table:
    """Honest pictures only, in two classes that mean nothing: of everybody's camera files one half each, at random.

    Halves, because labels thrown freely leave the test fold poor in what the others are rich in, and a detector of
    nothing then does worse than chance (57 % was seen).
    """
    honest = table.take(~table.morph)
    files = [str(name).removesuffix(f"-{kind}") for name, kind in zip(honest.name, honest.kind, strict=True)]
    owner = dict(zip(files, map(str, honest.one), strict=True))
    rng = np.random.default_rng((data.SEED, seed))
    side: dict[str, bool] = {}
    for person in sorted(set(owner.values())):
        own = [str(f) for f in rng.permutation(sorted(f for f in owner if owner[f] == person))]
        first = bool(rng.random() < 0.5)
        side |= {file: (n % 2 == 0) == first for n, file in enumerate(own)}
    labels = np.array([side[file] for file in files])
    columns = {name: getattr(honest, name) for name in vars(honest) if name not in ("values", "morph")}
    return Table(honest.values, labels, **columns)
