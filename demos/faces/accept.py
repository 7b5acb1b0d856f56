"""From a render that was looked at to a face of the gallery: photographed, laid in its folder, entered.

``course faces accept f09 --by editor`` takes the four shots of ``build/renders/f09``, photographs each with a
simulated camera drawn from the recipe's seed, writes portrait, points, layers and shots, and adds or
renews the entry in ``ledger.yml``. Only what a person looked at is accepted, so the role is asked for. A face
that was withdrawn does not come back.
"""

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from PIL import Image

from demos.faces import GROUPS, HERE, camera
from demos.faces.entry import ROLES, SHOTS, is_withdrawn
from demos.faces.ledger import LANDMARKS, LAYERS, PORTRAIT, RECIPES, read
from demos.faces.lines import made, put
from demos.faces.render import finish
from demos.faces.sentences import FaceError, sentence

RENDERS = HERE.parents[1] / "build" / "renders"
QUALITY = 95
"""WebP quality of portrait and layers: the camera's own JPEG has lost more."""
MADE = ["recipe", "portrait", "landmarks", "layers", "shots", "s1", "s2", "s3", "s4"]
HAND = rf"(?m)^  (?! *(?:{'|'.join(MADE)}):).*\n"
"""Lines of an entry that are kept when its files change."""
LEAST = 640
"""Pixels a side of a portrait, at least: smaller ones are previews."""
PARTS = (".npz", ".landmarks.json", ".layers.png")
"""What the renderer leaves of a shot; with one missing the shot is not finished."""


def accept(fid: str, by: str, day: date, folder: Path = HERE, renders: Path = RENDERS) -> list[str]:
    """Photograph, lay down and enter one face; the names of the shots that were written come back.

    Without s2 to s4 only the portrait is taken, and older shots of the face go. ``folder`` holds the ledger,
    the recipes (``render/recipes.yml``) and the faces; ``renders`` has a folder a face.

    Raises:
        FaceError: an unknown role, no recipe, not (or too small) drawn, or withdrawn; then nothing is written.
        OSError: a file cannot be read or written.
    """
    found = [name for name in SHOTS if all((renders / fid / f"{name}{part}").is_file() for part in PARTS)]
    recipe = yaml.safe_load((folder / RECIPES).read_text("utf-8")).get(fid)
    if by not in ROLES:
        raise FaceError(sentence(fid, "no-looker", allowed=", ".join(ROLES)))
    if is_withdrawn(read(folder).get(fid, {})):
        raise FaceError(sentence(fid, "gone"))
    if recipe is None:
        raise FaceError(sentence(fid, "no-recipe"))
    if "s1" not in found:
        raise FaceError(sentence(fid, "not-drawn"))
    names = found if found == list(SHOTS) else found[:1]
    seed = int(recipe["seed"])
    taken = {name: _photograph(renders / fid / f"{name}.npz", seed) for name in names}
    _lay(folder / fid, renders / fid, {name: shot for name, (_, _, shot) in taken.items()})
    whole = {name: {"camera": cam, "seed": moment} for name, (cam, moment, _) in taken.items()}
    looked_at = f"{{on: {day}, by: {by}}}"
    _enter(folder, fid, {"seed": str(seed), "looked_at": looked_at}, day, whole if len(whole) == len(SHOTS) else {})
    return names


def _photograph(shot: Path, seed: int) -> tuple[str, int, camera.Shot]:
    """Camera, its seed and the shot: drawn from the recipe's seed, so the same render gives the same file."""
    with np.load(shot) as file:
        light = file["rgb"].astype(np.float32)
    if min(light.shape[:2]) < LEAST:
        raise FaceError(sentence(shot.parent.name, "small", what=shot.stem, size=min(light.shape[:2]), least=LEAST))
    rng = np.random.default_rng((seed, int(shot.stem[1:])))
    cams = camera.cameras()
    cam, moment = str(rng.choice(sorted(cams))), int(rng.integers(1_000_000))
    return cam, moment, finish.finish(light, cams[cam], moment)


def _lay(folder: Path, renders: Path, shots: dict[str, camera.Shot]) -> None:
    """Write the face's files; those of an older drawing go, so that all shots show the same one."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    Image.fromarray(shots["s1"].picture).save(folder / PORTRAIT, "WEBP", quality=QUALITY, method=6)
    with Image.open(renders / "s1.layers.png") as file:
        file.convert("RGB").save(folder / LAYERS, "WEBP", quality=QUALITY, method=6)
    _write(folder / LANDMARKS, _points(renders / "s1.landmarks.json"))
    for name, shot in shots.items():
        if name == "s1":
            continue
        (folder / "shots").mkdir(exist_ok=True)
        (folder / "shots" / f"{name}.jpg").write_bytes(shot.jpeg)
        _write(folder / "shots" / f"{name}.json", _points(renders / f"{name}.landmarks.json"))


def _write(path: Path, text: str) -> None:
    """Text with the same bytes on every system: the ledger holds their digest."""
    path.write_text(text, encoding="utf-8", newline="\n")


def _points(path: Path) -> str:
    """Points to a hundredth of a pixel, one group a line."""
    data = json.loads(path.read_text("utf-8"))
    told = [f'"size": {data["size"]}']
    for group in GROUPS:
        rounded = {name: [round(x, 2), round(y, 2)] for name, (x, y) in data[group].items()}
        told.append(f'"{group}": {json.dumps(rounded, separators=(",", ":"))}')
    return "{" + ",\n".join(told) + "}\n"


def _enter(folder: Path, fid: str, told: dict[str, str], day: date, shots: dict[str, Any]) -> None:
    """Write the face's entry at its place: what comes from files made anew, ``told`` set, the rest kept."""
    path = folder / "ledger.yml"
    head, *parts = re.split(r"(?m)^(?=f\d\d:)", path.read_text("utf-8"))
    held = {part[:3]: part for part in parts}
    known = {key: value for key, value in read(folder).get(fid, {}).items() if key != "recipe"}
    fresh = made(fid, known, folder / fid, day, shots)
    kept = "".join(re.findall(HAND, held.get(fid, "")))
    held[fid] = fresh.replace(f"{fid}:\n", f"{fid}:\n{kept}", 1)
    text = head + "\n".join(held[k].rstrip() + "\n" for k in sorted(held))
    for key, value in told.items():
        text = put(text, fid, key, value)
    _write(path, text)
