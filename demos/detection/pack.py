"""From renders to the committed evaluation people.

``python -m demos.detection.pack look`` draws sheets of what was rendered; after a person has looked at them,
``python -m demos.detection.pack write --by editor --leave e016 e042`` packs all but those that do not look right.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import yaml
from numpy.typing import NDArray
from PIL import Image, ImageDraw
from scipy.spatial import cKDTree

from demos.detection import people, tone
from demos.detection.people import HERE, LEDGER, SHOTS, SIZE, TENTHS, UNSEEN, VERTICES
from demos.faces.entry import ROLES
from demos.faces.ledger import digest
from demos.faces.lines import MADE_WITH, YEARS
from demos.faces.render import VERSION, recipe
from demos.faces.render.generate import GENERATOR, SEED, entry

WORK = Path("build/evaluation")
LIGHT, LAYERS = 95, 70
"""WebP qualities."""
SPACING = 3.5
"""Mesh vertices nearer than this (pixels, in the mean face) to an earlier one are left out; morphs thin at 4."""
CELL, ACROSS, DOWN = 256, 6, 4
"""Pixels of a shot on a sheet; shots in a row; rows on a sheet."""
HEADER = """\
# The people detectors are measured on. Nobody sat for these pictures; a computer drew them from random numbers.
# Written by `python -m demos.detection.pack write`; `demos.detection.people.verify` checks every file against it.
# To take somebody out, delete the files and the entry.
"""
Points = dict[str, Any]


def rendered(renders: Path) -> list[str]:
    """Ids of those of whom all three shots are there."""
    needed = [f"{shot}{end}" for shot in SHOTS for end in (".npz", ".layers.png", ".landmarks.json", ".sha256")]
    folders = [folder for folder in sorted(renders.glob("e*")) if re.fullmatch(r"e\d{3}", folder.name)]
    return [folder.name for folder in folders if all((folder / name).is_file() for name in needed)]


def stale(renders: Path, pid: str) -> list[str]:
    """Shots that were not drawn from this generator's recipe by this renderer at ``SIZE``."""
    who = recipe.person(pid, entry(int(pid[1:])))
    right = {shot: recipe.digest(who, shot, size=SIZE, samples=who.shots[shot].samples) for shot in SHOTS}
    return [f"{pid} {s}" for s, stamp in right.items() if (renders / pid / f"{s}.sha256").read_text().strip() != stamp]


def pack(renders: Path, out: Path, day: date, by: str, leave: Iterable[str] = ()) -> list[str]:
    """Write all that was rendered to ``out`` (what was there before goes) and the ledger; the packed ids come back.

    ``day`` and ``by`` (a role) say who looked at the pictures when. Raises ``PeopleError`` if nobody is rendered, or
    somebody from another recipe.
    """
    ids = [pid for pid in rendered(renders) if pid not in set(leave)]
    if by not in ROLES or not ids:
        raise people.PeopleError(people.sentence(str(renders), "nobody", allowed=", ".join(ROLES)))
    if old := [shot for pid in ids for shot in stale(renders, pid)]:
        raise people.PeopleError(people.sentence(", ".join(old), "stale"))
    out.mkdir(parents=True, exist_ok=True)
    for path in [*out.glob("*.webp"), *out.glob("*.json")]:
        path.unlink()
    shots = {pid: {shot: _marks(renders / pid / f"{shot}.landmarks.json") for shot in SHOTS} for pid in ids}
    vertices = spread([told["s1"]["dense"] for told in shots.values()])
    _dump(out / VERTICES, [int(v) for v in vertices])
    for pid in ids:
        _person(renders / pid, out, pid, shots[pid], vertices)
    (out / LEDGER).write_text(HEADER + _ledger(out, ids, day, by), encoding="utf-8")
    return ids


def _marks(path: Path) -> Points:
    """Groups of points for a picture of ``SIZE``: name -> (x, y)."""
    data = json.loads(path.read_text(encoding="utf-8"))
    scale = SIZE / data["size"]
    return {
        group: {name: ((x + 0.5) * scale - 0.5, (y + 0.5) * scale - 0.5) for name, (x, y) in data[group].items()}
        for group in ("outline", "named", "dense")
    }


def spread(faces: list[dict[str, tuple[float, float]]]) -> list[str]:
    """Vertices that at least half of the faces show and that keep ``SPACING`` in the mean face."""
    seen: dict[str, list[tuple[float, float]]] = {}
    for face in faces:
        for vertex, place in face.items():
            seen.setdefault(vertex, []).append(place)
    usual = sorted((v for v, places in seen.items() if 2 * len(places) >= len(faces)), key=int)
    mean = np.array([np.mean(seen[v], axis=0) for v in usual])
    tree, dead, keep = cKDTree(mean), np.zeros(len(mean), bool), []
    for n, place in enumerate(mean):
        if not dead[n]:
            keep.append(usual[n])
            dead[tree.query_ball_point(place, SPACING)] = True
    return keep


def _person(renders: Path, out: Path, pid: str, shots: dict[str, Points], vertices: list[str]) -> None:
    told: Points = {}
    for shot, groups in shots.items():
        with np.load(renders / f"{shot}.npz") as file:
            light = _sized(file["rgb"].astype(np.float32))
        Image.fromarray(tone.encode(light)).save(out / f"{pid}-{shot}.webp", "WEBP", quality=LIGHT, method=6)
        with Image.open(renders / f"{shot}.layers.png") as picture:
            layers = np.rint(_sized(np.asarray(picture.convert("RGB"), np.float32))).astype(np.uint8)
        Image.fromarray(layers).save(out / f"{pid}-{shot}.layers.webp", "WEBP", quality=LAYERS, method=6)
        few = {group: {n: [round(x, 1), round(y, 1)] for n, (x, y) in groups[group].items()} for group in groups}
        none = [UNSEEN / TENTHS] * 2
        dense = [round(v * TENTHS) for vertex in vertices for v in few["dense"].get(vertex, none)]
        told[shot] = {"outline": few["outline"], "named": few["named"], "dense": dense}
    _dump(out / f"{pid}.json", told)


def _sized(picture: NDArray[np.float32]) -> NDArray[np.float32]:
    """The picture with ``SIZE`` pixels a side, area-averaged."""
    return np.asarray(cv2.resize(picture, (SIZE, SIZE), interpolation=cv2.INTER_AREA), np.float32)


def _dump(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, separators=(",", ":")) + "\n", encoding="utf-8")


def _ledger(out: Path, ids: list[str], day: date, by: str) -> str:
    told: dict[str, Any] = dict(people.CLOSED)
    told |= {"made_with": MADE_WITH, "renderer": VERSION, "generator": {"version": GENERATOR, "seed": SEED}}
    told |= {"from": day, "expires": day.replace(year=day.year + YEARS, day=min(day.day, 28))}
    told |= {"vertices": digest(out / VERTICES), "people": {pid: _entry(out, pid, day, by) for pid in ids}}
    return yaml.safe_dump(told, sort_keys=False, allow_unicode=True, width=200)


def _entry(out: Path, pid: str, day: date, by: str) -> dict[str, Any]:
    files = {name: digest(out / name) for name in people.names(pid)}
    return {"recipe": recipe_digest(pid), "looked_at": {"on": day, "by": by}, "files": files}


def recipe_digest(pid: str) -> str:
    """SHA-256 (hex) over the recipe entry that the generator makes for this id, as JSON."""
    return hashlib.sha256(json.dumps(entry(int(pid[1:])), sort_keys=True).encode()).hexdigest()


def look(renders: Path, out: Path) -> list[Path]:
    """Sheets of everybody who is rendered, with ids; their paths come back."""
    cells = [_cell(renders / pid / f"{shot}.png", f"{pid} {shot}") for pid in rendered(renders) for shot in SHOTS]
    found, most = [], ACROSS * DOWN
    for number, first in enumerate(range(0, len(cells), most), 1):
        part = cells[first : first + most]
        part += [np.full_like(cells[0], 232)] * (-len(part) % ACROSS)
        rows = [np.hstack(part[n : n + ACROSS]) for n in range(0, len(part), ACROSS)]
        found.append(out / f"sheet{number}.png")
        Image.fromarray(np.vstack(rows)).save(found[-1])
    return found


def _cell(path: Path, words: str) -> NDArray[np.uint8]:
    with Image.open(path) as file:
        small = file.convert("RGB").resize((CELL, CELL), Image.Resampling.BOX)
    ImageDraw.Draw(small).text((6, 4), words, fill=(20, 20, 20))
    return np.asarray(small)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m demos.detection.pack")
    parser.add_argument("what", choices=["look", "write"])
    parser.add_argument("--renders", type=Path, default=WORK / "renders")
    parser.add_argument("--out", type=Path, help="default: build/evaluation for look, demos/detection/people for write")
    parser.add_argument("--by", choices=ROLES, help="who looked at the pictures")
    parser.add_argument("--leave", nargs="*", default=[], metavar="ID", help="not these people")
    args = parser.parse_args()
    if args.what == "look":
        print(*look(args.renders, args.out or WORK), sep="\n")
        return
    if not args.by:
        parser.error("누가 보았는지 --by로 적으세요. / say with --by who looked at the pictures.")
    print(*pack(args.renders, args.out or HERE, date.today(), args.by, args.leave))


if __name__ == "__main__":
    main()
