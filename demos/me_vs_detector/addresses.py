"""What the page has to know: twelve neutral addresses, recorded answers, the study. Loads nothing of the engine."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from demos import text
from demos.me_vs_detector import model
from demos.me_vs_detector.model import HALF, SIDES

HERE = Path(__file__).parent
ENGINE = HERE.parent / "detection"
STUDY = HERE.parents[1] / "course" / "facts" / "figure" / "human-accuracy.yml"
CONTROL = "p00"
"""The recording's honest picture that stands beside maps; it is not asked about."""


def recorded() -> list[dict[str, Any]]:
    """The recording's twelve pictures. Raises ``OSError`` if it is missing."""
    held = json.loads((ENGINE / "answers.json").read_text("utf-8"))
    return [one for one in held["pictures"] if one["id"] != CONTROL]


def plan() -> list[tuple[model.Item, dict[str, Any]]]:
    """The twelve in order, each with what was recorded about it."""
    held = {one["id"]: one for one in recorded()}
    return [(item, held[item.source]) for item in model.plan(list(held.values()))]


def picture(pid: str) -> str:
    """Address of a picture below the frames folder; it tells nothing about it."""
    return f"{pid}.webp"


def study(lang: str) -> dict[str, str]:
    """How often people are right, from the ledger: value, unit and what it was counted on."""
    value = yaml.safe_load(STUDY.read_text("utf-8"))["values"][-1]
    return {"value": value["value"], "unit": value["unit"][lang], "base": value["base"][lang]}


def measured() -> dict[str, list[int]]:
    """Of 100 pictures as they are: blends found and one person taken for a blend, each with its 95 % interval."""
    dots = json.loads((ENGINE / "results.json").read_text("utf-8"))["dots"]["original"]
    return {side: [round(100 * n) for n in dots[side]["alarm"]] for side in ("blended", "honest")}


def chances() -> dict[str, tuple[bool, float | None]]:
    """By picture whether it is two people, and the recorded probability of two."""
    return {item.id: (model.side(one) == "two", one["after"][item.journey]["said"]) for item, one in plan()}


def told(chance: float | None) -> str | None:
    """A recorded probability as a pupil reads it: whole per cent, never 0 or 100."""
    return None if chance is None else f"{min(max(round(100 * chance), 1), 99)}%"


def _asked(item: model.Item, one: dict[str, Any]) -> dict[str, Any]:
    chance = one["after"][item.journey]["said"]
    return {
        "id": item.id,
        "src": picture(item.id),
        "two": model.side(one) == SIDES[1],
        "kind": one["kind"],
        "journey": item.journey,
        "said": told(chance),
        "alarm": None if chance is None else chance >= model.ALARM,
    }


def _theirs(count: int) -> dict[str, float]:
    """The detector's tally over the first ``count`` pictures, whole numbers."""
    found = model.tally([model.detector(*chance) for chance in list(chances().values())[:count]])
    return {key: round(value) for key, value in found.items()}


def manifest(lang: str, day: date | None = None) -> dict[str, Any]:
    """What the on-page element needs, JSON-able; nothing depends on ``day``."""
    every = plan()
    many = range(len(every) + 1)
    return {
        "lang": lang,
        "half": HALF,
        "steps": list(model.STEPS),
        "pictures": [_asked(*one) for one in every],
        "detector": {str(n): _theirs(n) for n in (HALF, len(every))},
        "wrong": model.wrongest(chances()),
        "sure": round(100 * model.SURE),
        "measured": measured(),
        "ranges": [[model.interval(k, n) for k in range(n + 1)] for n in many],
        "coin": [[model.coin(k, n) for k in range(n + 1)] for n in many],
        "study": study(lang),
        "words": text.words(HERE, lang),
    }
