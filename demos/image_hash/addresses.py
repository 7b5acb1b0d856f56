"""What the demo can show and under which address, and what was recorded of it: all that a page has to know."""

from __future__ import annotations

import functools
import json
from datetime import date
from pathlib import Path
from typing import Any

from demos import text
from demos.faces import Lang
from demos.image_hash import model

HERE = Path(__file__).parent
RECORDED = HERE / "recorded.json"
"""Both hashes of the original and of every copy (``python -m demos.image_hash.frames``)."""
ORIGINAL = "original"
GUESSES = ("both", "one", "none", "skip")


def name(what: str, level: int) -> str:
    """Name of a copy."""
    return f"{what}-{level}"


def picture(one: str) -> str:
    """Address of the picture of the original or of a copy."""
    return f"{one}.png"


def copies() -> list[tuple[str, int]]:
    """Everything that can be done, with every level."""
    return [(what, n) for what, much in model.LEVELS.items() for n in range(1, len(much) + 1)]


def files() -> list[str]:
    """Every address that ``frames.write`` fills, sorted."""
    return sorted(picture(one) for one in [ORIGINAL, *(name(*copy) for copy in copies())])


@functools.cache
def recorded() -> dict[str, dict[str, str]]:
    """``sha256`` (64 hex digits) and ``dhash`` (64 of 0 and 1) of the original and of every copy."""
    told: dict[str, dict[str, str]] = json.loads(RECORDED.read_text("utf-8"))
    return told


def manifest(lang: Lang, day: date | None = None) -> dict[str, Any]:
    """What the on-page element needs to draw, change and hash by itself, JSON-able. ``day`` changes nothing."""
    return {
        "size": [model.WIDTH, model.HEIGHT],
        "scenes": {"boat": model.BOAT, "balloon": model.BALLOON},
        "levels": model.LEVELS,
        "luma": model.LUMA,
        "dct": model.DCT,
        "threshold": model.THRESHOLD,
        "guesses": list(GUESSES),
        "words": text.words(HERE, lang),
    }
