"""The lines of an entry as they stand in ``ledger.yml``: made from a face's files, or set one at a time.

``course faces accept`` and ``withdraw`` write them; ``python -m demos.faces`` prints them after a wanted change.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from demos.faces.entry import SHOTS, Entry
from demos.faces.ledger import LANDMARKS, LAYERS, PORTRAIT, RECIPES, digest, recipes
from demos.faces.sentences import FaceError, sentence

NEW = """  name: {{ko: 얼굴 {number}, en: Face {number}}}
  looks: {{ko: "", en: ""}}
  kind: synthetic
  depicts: nobody
  drawn_as: {drawn_as}
  class: false
  licence: CC0-1.0
  scope: teaching
  seed: {seed}
  made_with: {made_with}
  looked_at: {{on: YYYY-MM-DD, by: editor}}
  from: {start}
  expires: {until}
  withdrawn: null
"""
MADE_WITH = (
    "MakeHuman hm08 base mesh and targets (CC0); skin, hair, eyes and clothes by this project's own code; "
    "Blender Cycles (bpy 4.2.23)"
)
YEARS = 5
"""After so many years somebody looks at a face again, or it goes."""


def made(fid: str, entry: Entry, folder: Path, day: date, shots: dict[str, Any] | None = None) -> str:
    """The entry's lines that are made from files, as YAML; for a face without entry all lines it needs.

    ``day`` is a new face's first. ``shots`` names camera and seed of each shot; if it is not given, the entry's own
    are kept.
    """
    book = folder.parent / RECIPES
    text = book.read_text(encoding="utf-8") if book.is_file() else ""
    named = entry.get("recipe", {"id": fid, "version": 1})
    told = "" if entry else _new(fid, (yaml.safe_load(text) or {}).get(fid, {}), day)
    if named["version"] and named["id"] in recipes(text):
        told += f"  recipe: {{id: {named['id']}, version: {named['version']}, sha256: {recipes(text)[named['id']]}}}\n"
    told += "".join(f"  {name.split('.')[0]}: {digest(folder / name)}\n" for name in (PORTRAIT, LANDMARKS, LAYERS))
    return f"{fid}:\n{told}{_shots(entry.get('shots') or {} if shots is None else shots, folder / 'shots')}"


def _new(fid: str, recipe: dict[str, Any], day: date) -> str:
    """The lines of a new face, with what the recipe tells filled in; name, words and ``class`` are for a person."""
    until = day.replace(year=day.year + YEARS, day=min(day.day, 28))
    drawn_as = "man" if recipe.get("male", 0) > 0.5 else "woman"
    told = {"drawn_as": drawn_as, "seed": recipe.get("seed", 0), "made_with": MADE_WITH}
    return NEW.format(number=int(fid[1:]), start=day, until=until, **told)


def _shots(known: dict[str, Any], folder: Path) -> str:
    if not folder.is_dir():
        return "  shots: {}\n"
    told = "  shots:\n"
    for name in SHOTS:
        shot = known.get(name, {})
        parts = [f"camera: {shot.get('camera', 'cam00')}", f"seed: {shot.get('seed', 0)}"]
        if name != "s1":
            parts.append(f"picture: {digest(folder / f'{name}.jpg')}")
            parts.append(f"landmarks: {digest(folder / f'{name}.json')}")
        told += f"    {name}: {{{', '.join(parts)}}}\n"
    return told


def put(text: str, fid: str, key: str, value: str) -> str:
    """The ledger's text with one key of one entry set; everything else stays as it is, comments too."""
    first = re.search(rf"^{fid}:", text, re.M)
    if first is None:
        raise FaceError(sentence(fid, "no-face", allowed="…"))
    start = first.start()
    following = re.compile(r"^\w", re.M).search(text, first.end())
    end = following.start() if following else len(text)
    entry = text[start:end]
    line = f"  {key}: {value}"
    old = rf"^  {key}:[^#\n]*?(\s+#.*)?$"
    changed, count = re.subn(old, lambda found: line + (found[1] or ""), entry, count=1, flags=re.M)
    if not count:
        body = entry.rstrip("\n")
        changed = f"{body}\n{line}\n" + entry[len(body) + 1 :]
    return text[:start] + changed + text[end:]
