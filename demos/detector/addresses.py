"""What the lab can show and under which address: all that a page has to know. Loads nothing of the engine.

Every answer was recorded when the lab was made (``answers.json``), so there is no way for a picture from
outside to reach a detector: no page, no server and no route here knows how to measure one.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from demos import text
from demos.detector import model
from demos.faces import Lang

HERE = Path(__file__).parent
ENGINE = HERE.parent / "detection"
ANSWERS, RESULTS = ENGINE / "answers.json", ENGINE / "results.json"
CONTROL = "p00"
"""The honest picture that stands beside every map."""
MAPS = ("ela_raw", "ela", "lost_grid", "texture")


def answers() -> dict[str, Any]:
    """What was recorded for the lab's pictures. Raises ``OSError`` if it is missing."""
    held: dict[str, Any] = json.loads(ANSWERS.read_text("utf-8"))
    return held


def results() -> dict[str, Any]:
    """What was measured on many pictures. Raises ``OSError`` if it is missing."""
    held: dict[str, Any] = json.loads(RESULTS.read_text("utf-8"))
    return held


def picture(pid: str, journey: str) -> str:
    """Address of a picture after a journey, below the frames folder."""
    return f"{pid}/{journey}.webp"


def heat(pid: str, journey: str, name: str) -> str:
    """Address of a heat map (one of ``MAPS``) over the grey picture after a journey."""
    return f"{pid}/{journey}-{name}.webp"


def thumb(pid: str) -> str:
    """Address of the small picture that is chosen by."""
    return f"{pid}/thumb.webp"


def trusted(pid: str, person: str) -> str:
    """Address of the trusted second picture of one of those who are in it."""
    return f"{pid}/trusted-{person}.webp"


def files(held: dict[str, Any]) -> list[str]:
    """Every address that ``frames.write`` fills for these answers, sorted."""
    names = []
    for one in held["pictures"]:
        pid = one["id"]
        names += [thumb(pid), *(trusted(pid, person) for person in one["people"])]
        for journey in held["journeys"]:
            names += [picture(pid, journey), *(heat(pid, journey, name) for name in MAPS)]
    return sorted(names)


def manifest(lang: Lang, day: date | None = None) -> dict[str, Any]:
    """What the on-page element needs, JSON-able; the recorded answers do not depend on ``day``."""
    words = text.words(HERE, lang)
    return {
        "lang": lang,
        "control": CONTROL,
        "maps": list(MAPS),
        **model.facts(answers(), results(), words),
        "words": words,
    }
