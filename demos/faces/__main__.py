"""Prints what belongs into ``ledger.yml`` after a wanted change: digests of files and recipes, new entries whole.

``python -m demos.faces [f09 …]`` (all faces if none is named). A shot's camera and seed are kept if the
ledger has them; for a new face they, the words and the day on which it was looked at are left to write.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from demos.faces import HERE
from demos.faces.entry import SHOTS, Entry
from demos.faces.ledger import LANDMARKS, LAYERS, PORTRAIT, RECIPES, digest, read, recipes

NEW = """  name: {{ko: 얼굴 {number}, en: Face {number}}}
  looks: {{ko: "", en: ""}}
  kind: synthetic
  depicts: nobody
  drawn_as: {drawn_as}
  class: false
  licence: CC0-1.0
  scope: teaching
  seed: {seed}
  made_with: MakeHuman hm08 base mesh and targets (CC0); skin, hair, eyes and clothes by this project's own code; Blender Cycles (bpy 4.2.23)
  looked_at: {{on: YYYY-MM-DD, by: editor}}
  from: {today}
  expires: {until}
  withdrawn: null
"""  # noqa: E501 - a line of the ledger


def lines(fid: str, entry: Entry, folder: Path, shots: dict[str, Any] | None = None) -> str:
    """The entry's lines that are made from files, as YAML; for a face without entry all lines it needs.

    ``shots`` names camera and seed of each shot; if it is not given, the entry's own are kept.
    """
    book = folder.parent / RECIPES
    text = book.read_text(encoding="utf-8") if book.is_file() else ""
    named = entry.get("recipe", {"id": fid, "version": 1})
    told = "" if entry else _new(fid, (yaml.safe_load(text) or {}).get(fid, {}))
    if named["version"] and named["id"] in recipes(text):
        told += f"  recipe: {{id: {named['id']}, version: {named['version']}, sha256: {recipes(text)[named['id']]}}}\n"
    told += "".join(f"  {name.split('.')[0]}: {digest(folder / name)}\n" for name in (PORTRAIT, LANDMARKS, LAYERS))
    return f"{fid}:\n{told}{_shots(entry.get('shots') or {} if shots is None else shots, folder / 'shots')}"


def _new(fid: str, recipe: dict[str, Any]) -> str:
    """The lines that are written by hand, with what the recipe tells already filled in."""
    today = date.today()
    until = today.replace(year=today.year + 5, day=min(today.day, 28))
    drawn_as = "man" if recipe.get("male", 0) > 0.5 else "woman"
    return NEW.format(number=int(fid[1:]), today=today, until=until, drawn_as=drawn_as, seed=recipe.get("seed", 0))


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


if __name__ == "__main__":
    entries = read(HERE)
    for place in sorted(HERE.glob("f[0-9][0-9]")):
        if len(sys.argv) == 1 or place.name in sys.argv[1:]:
            print(lines(place.name, entries.get(place.name, {}), place))
