"""The people detectors are measured on: adults who do not exist, three shots each, as light before any camera.

The gallery's 24 are too few for groups without a common person. These come from ``demos.faces.render.generate`` and the
gallery's own renderer. They are shown to nobody by name: they are for teaching and for measuring. A person is
``e001.json`` (points of all shots), and for each shot ``e001-s1.webp`` (light as ``tone.encode`` stores it, sRGB-like,
512 x 512) and ``e001-s1.layers.webp`` (red, green and blue: how much of a pixel is cloth, skin and hair; the rest is
background). ``people.yml`` vouches for every file. There is no way to add a picture at run time.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray
from PIL import Image

from demos.detection import tone
from demos.faces.entry import ROLES
from demos.faces.ledger import digest

HERE = Path(__file__).with_name("people")
LEDGER, VERTICES = "people.yml", "vertices.json"
SIZE = 512
SHOTS = ("s1", "s2", "s3")
TENTHS = 10
"""Dense points are stored as whole tenths of a pixel; an unseen one as ``UNSEEN`` twice."""
UNSEEN = -1
CLOSED = {"kind": "synthetic", "depicts": "nobody", "licence": "CC0-1.0", "scope": "teaching and measurement only"}
Marks = dict[str, tuple[float, float]]
Entry = dict[str, Any]

MEND = {
    "broken": ("장부를 읽을 수 없습니다. people.yml을 되돌리세요.", "the ledger cannot be read; restore people.yml."),
    "closed": ("장부의 {what}에는 '{allowed}'만 쓸 수 있습니다.", "{what} in the ledger must be '{allowed}'."),
    "expired": (
        "사용 기한({what})이 지났습니다. 다시 확인하고 expires를 늘리세요.",
        "it expired on {what}; check it again and extend expires.",
    ),
    "looked-at": (
        "looked_at에 오늘까지의 날짜(on)와 역할(by: {allowed})이 필요합니다.",
        "looked_at needs a day that has come (on) and a role (by: {allowed}).",
    ),
    "unknown": (
        "장부에 없는 파일입니다. 지우거나 다시 묶으세요.",
        "the ledger does not know this file; delete it or pack again.",
    ),
    "no-file": ("파일이 없습니다. 되돌리거나 다시 묶으세요.", "the file is missing; restore it or pack again."),
    "changed": (
        "파일이 장부의 지문(sha256)과 다릅니다. 원래 파일로 되돌리세요.",
        "the file does not match its digest (sha256); restore it.",
    ),
    "files": (
        "장부에 적힌 파일이 세 장면과 맞지 않습니다. 다시 묶으세요.",
        "the files in the ledger are not those of three shots; pack again.",
    ),
    "nobody": (
        "세 장면을 다 그린 사람이 없거나, 본 사람이 역할({allowed})이 아닙니다.",
        "nobody with three finished shots, or who looked is no role ({allowed}).",
    ),
    "stale": (
        "지금 제작 기록(recipe)으로 그린 그림이 아닙니다. 512픽셀로 다시 그리세요.",
        "not drawn from today's recipe; render again at 512 px.",
    ),
}


class PeopleError(ValueError):
    """The evaluation people may not be used; the sentences say why, in Korean and in English."""


@dataclass(frozen=True)
class Scene:
    """One shot of one person. Files are read at each access: keep what is used twice."""

    id: str
    shot: str
    folder: Path

    @property
    def light(self) -> NDArray[np.float32]:
        """Linear light before the camera, (512, 512, 3) float32, Rec. 709, 0 to ``tone.REACH``, white paper 0.8."""
        return tone.decode(self._pixels(f"{self.id}-{self.shot}.webp"))

    @property
    def layers(self) -> NDArray[np.float32]:
        """What each pixel shows, (512, 512, 4) float32, summing to 1: background, cloth, skin, hair."""
        front = self._pixels(f"{self.id}-{self.shot}.layers.webp").astype(np.float32) / 255
        front = front / np.maximum(front.sum(axis=2, keepdims=True), 1)
        return np.dstack([np.clip(1 - front.sum(axis=2), 0, 1), front])

    @property
    def marks(self) -> Marks:
        """Name -> (x, y) in pixels, x right, y down: outlines, 95 landmarks, then mesh vertices by number."""
        data = _points(self.folder / f"{self.id}.json")[self.shot]
        found: Marks = {n: (x, y) for group in ("outline", "named") for n, (x, y) in data[group].items()}
        dense = np.array(data["dense"]).reshape(-1, 2)
        for vertex, (x, y) in zip(_points(self.folder / VERTICES), dense, strict=True):
            if x != UNSEEN:
                found[str(vertex)] = (float(x) / TENTHS, float(y) / TENTHS)
        return found

    def _pixels(self, name: str) -> NDArray[np.uint8]:
        with Image.open(self.folder / name) as file:
            return np.asarray(file.convert("RGB"))


@cache
def _points(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def load(day: date, folder: Path = HERE) -> dict[str, dict[str, Scene]]:
    """Everybody by id, then by shot; nothing but the ledger is read yet. Raises ``PeopleError`` with all findings."""
    findings = verify(day, folder)
    if findings:
        raise PeopleError("\n".join(findings))
    return {pid: {shot: Scene(pid, shot, folder) for shot in SHOTS} for pid in sorted(read(folder)["people"])}


def read(folder: Path = HERE) -> Entry:
    """The ledger. Raises ``PeopleError`` if it is none."""
    try:
        data = yaml.safe_load((folder / LEDGER).read_text(encoding="utf-8"))
        if not all(isinstance(e["files"], dict) and re.fullmatch(r"e\d{3}", p) for p, e in data["people"].items()):
            raise TypeError(LEDGER)
    except (OSError, yaml.YAMLError, TypeError, KeyError, AttributeError) as error:
        raise PeopleError(sentence(LEDGER, "broken")) from error
    return dict(data)


def sentence(about: str, rule: str, **names: object) -> str:
    """One finding in Korean and English."""
    ko, en = (text.format(**names) for text in MEND[rule])
    return f"{about}: {ko} / {about}: {en}"


def verify(day: date, folder: Path = HERE) -> list[str]:
    """One bilingual sentence per thing that is wrong on ``day``; empty when all is well."""
    try:
        told = read(folder)
    except PeopleError as error:
        return [str(error)]
    return [*_words(told, day), *_files(told, folder)]


def _words(told: Entry, day: date) -> Iterator[str]:
    for key, value in CLOSED.items():
        if told.get(key) != value:
            yield sentence(LEDGER, "closed", what=key, allowed=value)
    until = told.get("expires")
    if not isinstance(until, date) or day > until:
        yield sentence(LEDGER, "expired", what=until)
    for pid, entry in told["people"].items():
        seen = entry.get("looked_at") or {}
        if not isinstance(seen.get("on"), date) or seen["on"] > day or seen.get("by") not in ROLES:
            yield sentence(pid, "looked-at", allowed=", ".join(ROLES))
        if set(entry["files"]) != set(names(pid)):
            yield sentence(pid, "files")


def names(pid: str) -> list[str]:
    """The files of one person."""
    return [f"{pid}.json", *(f"{pid}-{shot}{kind}.webp" for shot in SHOTS for kind in ("", ".layers"))]


def _files(told: Entry, folder: Path) -> Iterator[str]:
    wanted = {VERTICES: told.get("vertices")}
    for entry in told["people"].values():
        wanted |= entry["files"]
    for name, told_of in wanted.items():
        if not (folder / name).is_file():
            yield sentence(name, "no-file")
        elif digest(folder / name) != told_of:
            yield sentence(name, "changed")
    here = {path.name for path in folder.iterdir()} - {LEDGER, ".gitattributes"}
    for name in sorted(here - set(wanted)):
        yield sentence(name, "unknown")
