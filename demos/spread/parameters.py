"""The one table of parameters, as the model wants it, and every combination of the handles."""

from __future__ import annotations

import functools
from dataclasses import fields
from itertools import product
from pathlib import Path
from typing import Any, get_type_hints

import yaml

from demos.spread.model import Assumed, Case, Draws
from demos.spread.school import Shape, school

HERE = Path(__file__).parent
SEED, RUNS = 20_260, 200
HANDLES = ("pass_on", "stop", "again", "tell", "report_after", "delete_in", "watch")
"""Names of the handles in the order of a key; ``tell`` turns ``tellers`` and ``tell_at`` together."""
AFTER = HANDLES[4:]
"""Handles that do nothing while nobody tells an adult."""
START = {"pass_on": "some", "stop": "none", "again": "few", "tell": "late", "report_after": "same",
         "delete_in": "fast", "watch": "always"}  # fmt: skip
"""Where the handles stand when the pupil has drawn a curve."""
STOPPED = START | {"stop": "some", "tell": "early"}
"""The run that the demo opens on."""
Key = tuple[str, ...]


@functools.cache
def table() -> dict[str, dict[str, Any]]:
    """``parameters.yml``: name -> value, unit, says, source."""
    read: dict[str, dict[str, Any]] = yaml.safe_load((HERE / "parameters.yml").read_text("utf-8"))
    return read


def steps(handle: str) -> list[str]:
    """The names of a handle's steps."""
    return list(table()["tellers" if handle == "tell" else handle]["value"])


def fixed(kind: type, **other: float) -> Any:
    """``Shape`` or ``Assumed`` filled from the table; ``other`` values replace single ones."""
    types = get_type_hints(kind)
    return kind(**{f.name: types[f.name](other.get(f.name, table()[f.name]["value"])) for f in fields(kind)})


def case(chosen: dict[str, str], **other: float) -> Case:
    """The case that these steps of the handles make. Raises ``KeyError`` for an unknown handle or step."""
    step = {**chosen, "tellers": chosen["tell"], "tell_at": chosen["tell"]}
    types = get_type_hints(Case)
    named = {f.name: table()[f.name]["value"][step[f.name]] for f in fields(Case)} | other
    return Case(**{name: types[name](value) for name, value in named.items()})


def draws(runs: int = RUNS, seed: int = SEED, **other: float) -> Draws:
    """All dice of ``runs`` runs on the school of this seed; ``other`` assumptions replace those of the table."""
    return Draws(school(fixed(Shape), seed), fixed(Assumed, **other), runs, seed)


def key(chosen: dict[str, str]) -> Key:
    """The steps in order; where nobody tells, what comes after a report is left out."""
    names = [name for name in HANDLES if chosen["tell"] != "nobody" or name not in AFTER]
    return tuple(chosen[name] for name in names)


def combinations() -> list[dict[str, str]]:
    """Every choice that differs from all others, in a fixed order."""
    every = (dict(zip(HANDLES, one, strict=True)) for one in product(*map(steps, HANDLES)))
    return list({key(chosen): chosen for chosen in reversed(list(every))}.values())[::-1]
