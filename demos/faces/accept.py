"""From a render that was looked at to a face of the gallery: photographed, laid in its folder, entered.

``course faces accept f09 --by editor`` takes the four shots of ``build/renders/f09``, photographs each with a
simulated camera drawn from the recipe's seed, writes portrait, points, layers and shots, and adds or
renews the entry in ``ledger.yml``. Only what a person looked at is accepted, so the role is asked for.
"""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from PIL import Image

from demos.faces import HERE, camera
from demos.faces.__main__ import lines
from demos.faces.entry import SHOTS
from demos.faces.ledger import LANDMARKS, LAYERS, PORTRAIT, RECIPES, read
from demos.faces.render import finish

RENDERS = HERE.parents[1] / "build" / "renders"
QUALITY = 95
"""WebP quality of portrait and layers: the camera's own JPEG has lost more."""
GROUPS = ("outline", "named", "dense")
MADE = ["recipe", "portrait", "landmarks", "layers", "shots", "s1", "s2", "s3", "s4"]
HAND = rf"(?m)^  (?! *(?:{'|'.join(MADE)}):).*\n"
"""Lines of an entry that are kept when its files change."""


class NotRenderedError(ValueError):
    """There is nothing to accept; the sentence says what is missing."""


def accept(fid: str, by: str, day: date, folder: Path = HERE, renders: Path = RENDERS) -> list[str]:
    """Photograph, lay down and enter one face; the shots that were written come back.

    Without s2 to s4 only the portrait is taken. Raises ``NotRenderedError`` if s1 is missing.
    """
    found = [name for name in SHOTS if (renders / fid / f"{name}.npz").is_file()]
    if "s1" not in found:
        raise NotRenderedError(f"{fid}: 아직 그리지 않았습니다. / not drawn yet. `course faces render --only {fid}`")
    taken = {name: _photograph(fid, name, renders) for name in (found if found == list(SHOTS) else found[:1])}
    _lay(folder / fid, renders / fid, {name: shot for name, (_, _, shot) in taken.items()})
    whole = {name: {"camera": cam, "seed": seed} for name, (cam, seed, _) in taken.items()}
    _enter(folder, fid, by, day, whole if len(whole) == len(SHOTS) else {})
    return list(taken)


def _photograph(fid: str, name: str, renders: Path) -> tuple[str, int, camera.Shot]:
    """Camera, seed and shot: drawn from the recipe's seed, so the same render gives the same file."""
    recipe = yaml.safe_load((HERE / RECIPES).read_text("utf-8"))[fid]
    rng = np.random.default_rng((int(recipe["seed"]), int(name[1:])))
    cams = camera.cameras()
    cam, seed = str(rng.choice(sorted(cams))), int(rng.integers(1_000_000))
    with np.load(renders / fid / f"{name}.npz") as file:
        light = file["rgb"].astype(np.float32)
    return cam, seed, finish.finish(light, cams[cam], seed)


def _lay(folder: Path, renders: Path, shots: dict[str, camera.Shot]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    Image.fromarray(shots["s1"].picture).save(folder / PORTRAIT, "WEBP", quality=QUALITY, method=6)
    with Image.open(renders / "s1.layers.png") as file:
        file.convert("RGB").save(folder / LAYERS, "WEBP", quality=QUALITY, method=6)
    (folder / LANDMARKS).write_text(_points(renders / "s1.landmarks.json", GROUPS), encoding="utf-8")
    for name, shot in shots.items():
        if name == "s1":
            continue
        (folder / "shots").mkdir(exist_ok=True)
        (folder / "shots" / f"{name}.jpg").write_bytes(shot.jpeg)
        (folder / "shots" / f"{name}.json").write_text(_points(renders / f"{name}.landmarks.json", GROUPS), "utf-8")


def _points(path: Path, groups: tuple[str, ...]) -> str:
    """Points to a hundredth of a pixel, one group a line."""
    data = json.loads(path.read_text("utf-8"))
    told = [f'"size": {data["size"]}']
    for group in groups:
        rounded = {name: [round(x, 2), round(y, 2)] for name, (x, y) in data[group].items()}
        told.append(f'"{group}": {json.dumps(rounded, separators=(",", ":"))}')
    return "{" + ",\n".join(told) + "}\n"


def _enter(folder: Path, fid: str, by: str, day: date, shots: dict[str, Any]) -> None:
    """Write the face's entry at its place: what comes from files made anew, what was written by hand kept."""
    path = folder / "ledger.yml"
    head, *parts = re.split(r"(?m)^(?=f\d\d:)", path.read_text("utf-8"))
    held = {part[:3]: part for part in parts}
    known = read(folder).get(fid, {})
    recipe = {"id": fid, "version": 1}
    made = lines(fid, {**known, "recipe": recipe, "shots": shots} if known else {}, folder / fid, shots)
    kept = "".join(re.findall(HAND, held.get(fid, "")))
    body = made.replace(f"{fid}:\n", f"{fid}:\n{kept}", 1)
    held[fid] = re.sub(r"looked_at: {.*}", f"looked_at: {{on: {day}, by: {by}}}", body)
    path.write_text(head + "\n".join(held[k].rstrip() + "\n" for k in sorted(held)), encoding="utf-8")
