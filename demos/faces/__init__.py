"""The closed gallery: computer-drawn faces that depict nobody, and the loader that guards it.

Each face is a folder (``portrait.webp``, ``landmarks.json``) and an entry in ``ledger.yml``. Nothing
is shown that lacks a valid entry, and there is no way to add a picture at run time.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from demos.faces.ledger import LANDMARKS, PORTRAIT, FaceError, check, is_withdrawn, read

HERE = Path(__file__).parent
Lang = Literal["ko", "en"]
GROUPS = ("outline", "named", "dense")

__all__ = ["Face", "FaceError", "Lang", "load", "rows", "verify"]


@dataclass(frozen=True)
class Face:
    """One face of the gallery: id, words in both languages, and where its two files lie."""

    id: str
    name: dict[str, str]
    looks: dict[str, str]
    licence: str
    expires: date
    folder: Path

    def picture(self, size: int) -> NDArray[np.float32]:
        """The portrait without strip, (size, size, 3) float32 RGB, 0 to 1, area-averaged."""
        with Image.open(self.folder / PORTRAIT) as file:
            pixels = np.asarray(file.convert("RGB"), np.float32) / 255.0
        small = cv2.resize(pixels, (size, size), interpolation=cv2.INTER_AREA)
        return np.asarray(small, np.float32)

    def marks(self, size: int, *groups: str) -> dict[str, tuple[float, float]]:
        """Name -> (x, y) in pixels of a ``size`` picture, most important first.

        Groups: ``outline`` (hair, hairline, shoulders), ``named`` (95 landmarks),
        ``dense`` (mesh vertices by number); all three if none is named.
        """
        data = json.loads((self.folder / LANDMARKS).read_text(encoding="utf-8"))
        scale = size / float(data["size"])
        found: dict[str, tuple[float, float]] = {}
        for group in groups or GROUPS:
            for name, (x, y) in data[group].items():
                found[name] = ((x + 0.5) * scale - 0.5, (y + 0.5) * scale - 0.5)
        return found


def verify(day: date, folder: Path = HERE) -> list[str]:
    """One bilingual sentence per thing that is wrong on ``day``; empty when the gallery is sound."""
    return check(folder, day)


def load(day: date, folder: Path = HERE) -> dict[str, Face]:
    """The faces that may be shown on ``day``, by id, in order.

    A withdrawn face whose files are gone is left out in silence; anything else that is wrong
    raises ``FaceError`` with all findings, so that a build never goes on with a doubtful face.
    """
    findings = verify(day, folder)
    if findings:
        raise FaceError("\n".join(findings))
    shown = {fid: e for fid, e in sorted(read(folder).items()) if not is_withdrawn(e)}
    return {fid: Face(fid, e["name"], e["looks"], e["licence"], e["expires"], folder / fid) for fid, e in shown.items()}


def rows(lang: Lang, day: date) -> list[dict[str, str]]:
    """What a page may say of each face: id, name, alt text, licence, last day (ISO date)."""
    return [
        {
            "id": face.id,
            "name": face.name[lang],
            "alt": face.looks[lang],
            "licence": face.licence,
            "expires": face.expires.isoformat(),
        }
        for face in load(day).values()
    ]
