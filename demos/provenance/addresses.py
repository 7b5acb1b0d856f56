"""What the demo can show and under which address: all that a page has to know. Loads neither ``c2pa`` nor a picture."""

from __future__ import annotations

import functools
import json
from pathlib import Path
from typing import Any

from demos.provenance.model import TWIN

HERE = Path(__file__).parent
READINGS = HERE / "readings.json"
"""What the library said of each file, recorded (``labels``)."""
FILES = {
    "signed": "signed.webp",
    "resent": "resent.jpg",
    "screenshot": "screenshot.png",
    "byte": "one-byte.webp",
    "stranger": "signed.webp",
    TWIN: "never-signed.webp",
}
"""Case -> address of its picture: the very file that was read. The stranger's is the signed one, read otherwise."""


def answer(case: str) -> str:
    """Address of the library's whole answer about the file of a case."""
    return f"answers/{case}.json"


def files() -> list[str]:
    """Every address that ``frames.write`` fills, sorted."""
    return sorted({*FILES.values(), *(answer(case) for case in FILES)})


@functools.cache
def readings() -> dict[str, Any]:
    """What the library said, by case; see ``model.reading``."""
    told: dict[str, Any] = json.loads(READINGS.read_text("utf-8"))
    return told
