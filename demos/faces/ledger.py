"""Reads ``ledger.yml`` and says, face by face, what is wrong and how to mend it.

A face is a folder: ``portrait.webp`` (shot s1), ``landmarks.json``, ``layers.webp``, and for the other three
shots ``shots/s2.jpg`` with ``shots/s2.json`` and so on. Nothing else may lie in it.
"""

from __future__ import annotations

import functools
import hashlib
import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from PIL import Image

from demos.faces import entry as entries
from demos.faces.entry import Entry, is_withdrawn
from demos.faces.sentences import FaceError, sentence

PORTRAIT, LANDMARKS, LAYERS = "portrait.webp", "landmarks.json", "layers.webp"
RECIPES = Path("render") / "recipes.yml"
MOST_POINTS = 5_000
"""More points than that in one file would be a body mesh, not what is seen in a portrait."""


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML in which ``on`` is a word, not a truth value (``withdrawn: {on: …}``), as in YAML 1.2."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, rx) for tag, rx in rules if not tag.endswith(":bool") or first in "tTfF"]
    for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def read(folder: Path) -> dict[str, Entry]:
    """All entries of the ledger by face id. Raises ``FaceError`` if it is not such a file."""
    path = folder / "ledger.yml"
    try:
        return parse(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise FaceError(sentence("*", "broken", file=str(path))) from error


def parse(text: str) -> dict[str, Entry]:
    """The entries that stand in the text of a ledger. Raises ``ValueError`` if it is no ledger."""
    try:
        data = yaml.load(text, _Loader)  # noqa: S506 - a SafeLoader
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from error
    if not isinstance(data, dict) or not all(isinstance(e, dict) for e in data.values()):
        raise ValueError("not one mapping a face")
    return data


def digest(path: Path) -> str:
    """SHA-256 of a file, in hex."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


@functools.cache
def recipes(text: str) -> dict[str, str]:
    """Digest of each recipe in ``recipes.yml`` by id: SHA-256 (hex) over its entry as JSON, keys sorted."""
    data = yaml.safe_load(text) or {}
    told = {str(rid): json.dumps(recipe, sort_keys=True).encode() for rid, recipe in data.items()}
    return {rid: hashlib.sha256(recipe).hexdigest() for rid, recipe in told.items()}


def check(folder: Path, day: date) -> list[str]:
    """Every finding about the gallery in ``folder`` on ``day``, in both languages."""
    try:
        told = read(folder)
    except FaceError as error:
        return [str(error)]
    found = [f for fid, e in sorted(told.items()) for f in _face(fid, e, folder / str(fid), day)]
    strays = sorted(p.name for p in folder.iterdir() if _is_face(p) and p.name not in told)
    return found + [sentence(name, "no-entry") for name in strays]


def _is_face(path: Path) -> bool:
    """A folder with anything in it, or a loose picture; caches, the renderer and other code do not count."""
    if path.is_dir():
        return not path.name.startswith(("__", ".")) and path.name != "render" and any(path.iterdir())
    loose = path.suffix.lower() in {".webp", ".png", ".jpg", ".jpeg", ".avif", ".gif"}
    return loose and path.name != "strip.png"


def _face(fid: str, entry: Entry, folder: Path, day: date) -> Iterator[str]:
    if not re.fullmatch(r"f\d\d", str(fid)):
        yield sentence(str(fid), "unknown", what="id", allowed="f01 … f99")
    if is_withdrawn(entry):
        yield from entries.withdrawal(fid, entry["withdrawn"])
        if folder.is_dir() and any(folder.iterdir()):
            yield sentence(fid, "withdrawn")
        return
    yield from entries.findings(fid, entry, day)
    yield from _recipe(fid, entry, folder.parent / RECIPES)
    yield from _files(fid, entry, folder)


def _recipe(fid: str, entry: Entry, path: Path) -> Iterator[str]:
    """A recipe of version 0 was drawn before ``recipes.yml`` was there; all others must stand in it."""
    told = entry.get("recipe")
    if not path.is_file() or not isinstance(told, dict) or not told.get("version"):
        return
    if recipes(path.read_text(encoding="utf-8")).get(str(told.get("id"))) != told.get("sha256"):
        yield sentence(fid, "recipe-changed", what=told.get("id"))


def paths(entry: Entry) -> dict[str, Any]:
    """Path below the face's folder -> digest that the entry gives, for every file the face must have."""
    found = {name: entry.get(name.split(".", maxsplit=1)[0]) for name in (PORTRAIT, LANDMARKS, LAYERS)}
    shots = entry.get("shots")
    for name, shot in (shots if isinstance(shots, dict) else {}).items():
        if name != "s1" and isinstance(shot, dict):
            found |= {f"shots/{name}.jpg": shot.get("picture"), f"shots/{name}.json": shot.get("landmarks")}
    return found


def _files(fid: str, entry: Entry, folder: Path) -> Iterator[str]:
    wanted = paths(entry)
    right = {name: told for name, told in wanted.items() if (folder / name).is_file()}
    for name, told in wanted.items():
        if name not in right:
            yield sentence(fid, "no-file", what=f"{fid}/{name}")
        elif digest(folder / name) != told:
            yield sentence(fid, "changed", what=f"{fid}/{name}")
            del right[name]
    here = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
    for name in sorted(here - set(wanted)):
        yield sentence(fid, "stray", what=f"{fid}/{name}")
    couples = [(PORTRAIT, LANDMARKS), (PORTRAIT, LAYERS)]
    couples += [(name, name.removesuffix("jpg") + "json") for name in wanted if name.endswith(".jpg")]
    for couple in couples:
        if set(couple) <= set(right):
            pair = tuple((folder / name, str(right[name])) for name in couple)
            yield from (sentence(fid, rule, what=f"{fid}/{couple[1]}", **more) for rule, more in _together(*pair))


@functools.cache
def _together(picture: tuple[Path, str], other: tuple[Path, str]) -> list[tuple[str, dict[str, int]]]:
    """What is wrong with a picture and its points or layers, as rule and numbers; both are path and digest."""
    if not _is_square(picture[0]):
        return [("pair", {})]
    if other[0].suffix == ".webp":
        return [] if _is_square(other[0]) else [("pair", {})]
    try:
        data = json.loads(other[0].read_text(encoding="utf-8"))
        counts = [len(group) for group in data.values() if isinstance(group, dict)]
    except (ValueError, AttributeError):
        return [("pair", {})]
    if not all(data.get(key) for key in ("size", "named", "dense")):
        return [("pair", {})]
    return [] if sum(counts) <= MOST_POINTS else [("heavy", {"count": sum(counts), "most": MOST_POINTS})]


def _is_square(path: Path) -> bool:
    with Image.open(path) as file:
        return file.size[0] == file.size[1]
