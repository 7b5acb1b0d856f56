"""The closed gallery: computer-drawn faces that depict nobody, and the loader that guards it.

Each face is a folder (``portrait.webp``, ``landmarks.json``, and ``layers.webp``, whose red, green and blue say
how much of a pixel is cloth, skin and hair; the rest is background; other shots of the same person in ``shots/``)
and an entry in ``ledger.yml``. Nothing is shown that lacks a valid entry, and there is no way to add a picture at
run time. Which faces the demos blend, and with which two they start, stands in the ledger: no id is typed elsewhere.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from demos.faces.entry import Entry, is_withdrawn
from demos.faces.ledger import LANDMARKS, LAYERS, PORTRAIT, check, read
from demos.faces.sentences import FaceError
from demos.faces.traces import leftovers

HERE = Path(__file__).parent
Lang = Literal["ko", "en"]
GROUPS = ("outline", "named", "dense")

__all__ = ["Face", "FaceError", "Lang", "by_name", "class_faces", "load", "opening", "rows", "verify"]


@dataclass(frozen=True)
class Face:
    """One face of the gallery: its entry in the ledger, and where its files lie."""

    id: str
    folder: Path
    entry: Entry = field(repr=False, hash=False)

    @property
    def name(self) -> dict[str, str]:
        """Name by language."""
        return dict(self.entry["name"])

    @property
    def looks(self) -> dict[str, str]:
        """Alternative text by language."""
        return dict(self.entry["looks"])

    @property
    def shots(self) -> dict[str, tuple[Path, Path]]:
        """Picture and landmarks of each shot by its name; ``s1`` is the portrait."""
        found = {"s1": (self.folder / PORTRAIT, self.folder / LANDMARKS)}
        others = sorted(set(self.entry["shots"]) - set(found))
        folder = self.folder / "shots"
        return found | {name: (folder / f"{name}.jpg", folder / f"{name}.json") for name in others}

    def picture(self, size: int, shot: str = "s1") -> NDArray[np.float32]:
        """A shot without strip, (size, size, 3) float32 RGB, 0 to 1, area-averaged."""
        with Image.open(self.shots[shot][0]) as file:
            pixels = np.asarray(file.convert("RGB"), np.float32) / 255.0
        small = cv2.resize(pixels, (size, size), interpolation=cv2.INTER_AREA)
        return np.asarray(small, np.float32)

    def layers(self, size: int) -> NDArray[np.float32]:
        """What each pixel shows, (size, size, 4) float32, summing to 1: background, cloth, skin, hair."""
        with Image.open(self.folder / LAYERS) as file:
            front = np.asarray(file.convert("RGB"), np.float32) / 255.0
        front = np.asarray(cv2.resize(front, (size, size), interpolation=cv2.INTER_AREA), np.float32)
        return np.dstack([np.clip(1 - front.sum(axis=2), 0, 1), front])

    def marks(self, size: int, *groups: str, shot: str = "s1") -> dict[str, tuple[float, float]]:
        """Name -> (x, y) in pixels of a ``size`` picture, most important first.

        Groups: ``outline`` (hair, hairline, shoulders), ``named`` (95 landmarks),
        ``dense`` (mesh vertices by number); all three if none is named.
        """
        data = json.loads(self.shots[shot][1].read_text(encoding="utf-8"))
        scale = size / float(data["size"])
        found: dict[str, tuple[float, float]] = {}
        for group in groups or GROUPS:
            for name, (x, y) in data[group].items():
                found[name] = ((x + 0.5) * scale - 0.5, (y + 0.5) * scale - 0.5)
        return found


def verify(day: date, folder: Path = HERE) -> list[str]:
    """One bilingual sentence per thing that is wrong on ``day``; empty when the gallery is sound."""
    return check(folder, day) or (leftovers(folder) if folder == HERE else [])


def load(day: date, folder: Path = HERE) -> dict[str, Face]:
    """The faces that may be shown on ``day``, by id, in order.

    A withdrawn face whose files are gone is left out in silence; anything else that is wrong
    raises ``FaceError`` with all findings, so that a build never goes on with a doubtful face.
    """
    findings = check(folder, day)
    if findings:
        raise FaceError("\n".join(findings))
    return {fid: Face(fid, folder / fid, e) for fid, e in sorted(read(folder).items()) if not is_withdrawn(e)}


def class_faces(faces: dict[str, Face]) -> dict[str, Face]:
    """Those of ``faces`` that the demos blend: all pairs of them are drawn ahead."""
    return {fid: face for fid, face in faces.items() if face.entry["class"]}


def by_name(faces: Iterable[Face]) -> list[Face]:
    """The faces in the order in which a class counts them: by the number in their names, 2 before 10."""
    return sorted(faces, key=lambda face: (len(face.name["ko"]), face.name["ko"]))


def opening(faces: dict[str, Face]) -> tuple[str, str]:
    """The two ids that a demo starts with: those the ledger opens with, then other class faces in order.

    If one of the opening faces was withdrawn, a face drawn alike (woman or man) stands beside the other: the first
    blend should be a clean one. Raises ``FaceError`` if fewer than two faces are left.
    """
    ready = sorted(class_faces(faces).values(), key=lambda face: not face.entry.get("opens"))
    if len(ready) < 2:
        raise FaceError("섞으려면 얼굴이 둘 이상 있어야 해요. / A blend needs two faces or more.")
    first, *others = ready
    alike = first.entry["drawn_as"]
    second = min(others, key=lambda face: (not face.entry.get("opens"), face.entry["drawn_as"] != alike))
    return first.id, second.id


def rows(lang: Lang, day: date) -> list[dict[str, str]]:
    """What a page may say of each face, as text, in the order of their names.

    Dates are ISO, ``by`` is a role, ``hash`` the digest's first 12.
    """
    return [
        {
            "id": face.id,
            "name": face.name[lang],
            "alt": face.looks[lang],
            "recipe": str(face.entry["recipe"]["id"]),
            "seed": str(face.entry["seed"]),
            "hash": str(face.entry["portrait"])[:12],
            "on": face.entry["looked_at"]["on"].isoformat(),
            "by": str(face.entry["looked_at"]["by"]),
        }
        | {key: str(face.entry[key]) for key in ("kind", "licence", "scope", "expires")}
        for face in by_name(load(day).values())
    ]
