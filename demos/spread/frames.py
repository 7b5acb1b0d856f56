"""What the element shows, as classic scripts: they load from ``file://`` too, where nothing may be fetched.

``school.js`` tells where people stand; ``<pass_on>-<stop>-<again>.js`` holds all combinations that share these three
handles. Numbers are two signs each, base 64.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from demos import paper, text
from demos.spread import parameters, places, sensitivity, still
from demos.spread.model import DAYS
from demos.spread.recorded import BAND, EVERY, FILE, recorded
from demos.spread.school import Shape, school

SIGNS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_"
GUESS_DAYS = (1, 3, 7, 14, 21)
"""Days at which the pupil says how many will have seen it."""
CALL = "(window.bbSpread=window.bbSpread||[]).push"


def write(out: Path, progress: Callable[[int, int], None], day: date | None = None) -> None:
    """Write all scripts below ``out``; ``progress(done, all)`` counts combinations."""
    groups: dict[str, dict[str, str]] = {}
    every = parameters.combinations()
    for number, chosen in enumerate(every):
        name, rest = address(chosen)
        groups.setdefault(name, {})[rest] = answer(number)
        progress(number + 1, len(every))
    out.mkdir(parents=True, exist_ok=True)
    for name, answers in groups.items():
        _script(out / f"{name}.js", name, answers)
    _script(out / "school.js", "school", _school())


def address(chosen: dict[str, str]) -> tuple[str, str]:
    """File (without ending) and name of a combination in it."""
    key = parameters.key(chosen)
    return "-".join(key[:3]), "-".join(key[3:])


def answer(number: int) -> str:
    """Curves and example of one combination, in signs."""
    kept = recorded()
    return signs(kept.curves[number].ravel()) + signs(kept.example[number])


def signs(numbers: Iterable[int] | np.ndarray[Any, Any]) -> str:
    """Whole numbers from 0 to 4095, two signs each."""
    return "".join(SIGNS[int(n) >> 6] + SIGNS[int(n) & 63] for n in numbers)


def _school() -> dict[str, str]:
    place = school(parameters.fixed(Shape), parameters.SEED)
    return {
        "points": signs(places.points(place).ravel()),
        "hubs": signs(places.hubs(place).ravel()),
        "rooms": signs(np.where(place.rooms < 0, 4095, place.rooms).ravel()),
    }


def _script(path: Path, name: str, data: dict[str, str]) -> None:
    path.write_text(f"{CALL}({json.dumps([name, data])});\n", encoding="utf-8")


def manifest(lang: str, day: date | None = None) -> dict[str, Any]:
    """What the on-page element needs, JSON-able: handles, scales, words."""
    shape = parameters.fixed(Shape)
    return {
        "lang": lang,
        "handles": {handle: parameters.steps(handle) for handle in parameters.HANDLES},
        "values": {handle: _values(handle) for handle in parameters.HANDLES},
        "runs": parameters.RUNS,
        "after": list(parameters.AFTER),
        "start": parameters.START,
        "stopped": parameters.STOPPED,
        "people": shape.people,
        "days": DAYS,
        "every": EVERY,
        "points": DAYS * 24 // EVERY + 1,
        "guess": list(GUESS_DAYS),
        "places": int(np.ceil(recorded().curves[:, len(BAND) :].max() / 50) * 50),
        "slots": int(school(shape, parameters.SEED).rooms.shape[1]),
        "size": [places.WIDTH, places.HEIGHT],
        "words": text.words(parameters.HERE, lang),
    }


def _values(handle: str) -> dict[str, int]:
    """What each step of a handle stands for: people, people in 100, or hours; 0 where words say it."""
    value = parameters.table()["tellers" if handle == "tell" else handle]["value"]
    scale = 100 if handle in ("pass_on", "stop") else 1
    return {step: round(n * scale) for step, n in value.items()}


def verify(day: date | None = None) -> list[str]:
    """What is wrong with the demo's material, one sentence each; empty when all is well."""
    wrong = text.gaps(parameters.HERE)
    if not FILE.is_file():
        wrong.append("spread/recorded.npz이 없어요. `python -m demos.spread.recorded`. / It is missing.")
    elif len(recorded().curves) != len(parameters.combinations()):
        wrong.append("spread/recorded.npz이 손잡이와 맞지 않아요. / The recording does not fit the handles.")
    else:
        wrong += paper.faults(parameters.HERE, still.draw())
    if sensitivity.measured().get("of") != sensitivity.made_from():
        again = "`python -m demos.spread.sensitivity`"
        wrong.append(f"spread/sensitivity.json은 다른 모형으로 잰 것이에요. {again}. / Another model was measured.")
    return wrong
