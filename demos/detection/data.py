"""The pictures a detector is measured on: honest ones, honestly edited ones, and blends, all from camera files.

What would make the task too easy is kept equal on both sides: the camera is drawn independently of the person;
both parents of a blend are decoded camera files of the same kind of shot, by cameras of one group; whatever
comes out goes through the same journeys; nobody carries a mark. Everything follows from ids and one seed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from demos.detection.blends import RECIPES, Blender, named, portrait
from demos.detection.edits import EDITS, TURNS, Places, moved
from demos.detection.journeys import Journey, travel
from demos.faces import camera
from demos.faces.render import finish

Bytes = NDArray[np.uint8]

SEED = 2026
CAMERAS_EACH = 2
"""Cameras that take each shot of each person."""
GROUPS = 3
"""Groups of cameras; one group at a time is held out."""
UNTOUCHED = "untouched"


class Scene(Protocol):
    """One shot of an invented person before any camera: linear light (h, w, 3), landmarks, layers (h, w, 4)."""

    @property
    def light(self) -> NDArray[np.float32]:
        """Linear RGB (h, w, 3), 1.0 where a sensor is full."""

    @property
    def marks(self) -> Mapping[str, tuple[float, float]]:
        """Landmarks by name, (x, y) in pixels."""

    @property
    def layers(self) -> NDArray[np.float32]:
        """Background, cloth, skin, hair, (h, w, 4), 0 to 1."""


People = Mapping[str, Mapping[str, Scene]]


@dataclass(frozen=True)
class Taken:
    """One camera file: who, which shot, which camera, which moment, and the honest edit of its second version."""

    person: str
    shot: str
    camera: str
    moment: int
    edit: str


@dataclass(frozen=True)
class Blend:
    """Two camera files of one kind of shot, blended by every recipe with one amount (0.4 to 0.6)."""

    people: tuple[str, str]
    shot: str
    cameras: tuple[str, str]
    moments: tuple[int, int]
    amount: float


@dataclass(frozen=True)
class Picture:
    """One picture, (h, w, 3) uint8, its landmarks in its pixels, and what it is; ``kind`` is edit or recipe."""

    pixels: Bytes
    marks: Places
    people: tuple[str, ...]
    shot: str
    cameras: tuple[str, ...]
    kind: str
    name: str

    @property
    def morph(self) -> bool:
        """Whether two people are in it."""
        return self.kind in RECIPES


def dice(*key: object) -> np.random.Generator:
    """Random numbers that depend on the words of ``key`` only."""
    return np.random.default_rng((SEED, crc32("/".join(map(str, key)).encode())))


def camera_groups() -> dict[str, int]:
    """The group of each camera, 0 to ``GROUPS`` - 1, drawn once."""
    order = dice("cameras").permutation(sorted(camera.cameras()))
    return {str(name): n % GROUPS for n, name in enumerate(order)}


def taken(person: str, shots: Sequence[str], each: int = CAMERAS_EACH) -> list[Taken]:
    """Every shot of a person through ``each`` different cameras, drawn without a look at the person."""
    names = sorted(camera.cameras())
    found: list[Taken] = []
    first = int(dice("edit", person).integers(len(TURNS)))
    for shot in shots:
        rng = dice("honest", person, shot)
        for cam in rng.choice(names, each, replace=False):
            edit = TURNS[(first + len(found)) % len(TURNS)]
            found.append(Taken(person, shot, str(cam), int(rng.integers(2**31)), edit))
    return found


def blends(shots_of: Mapping[str, Sequence[str]], fold_of: Mapping[str, int], each: int = 2) -> list[Blend]:
    """``each`` partners for everybody inside their own fold, in a ring: everyone is first and second as often."""
    found = []
    for fold in sorted(set(fold_of.values())):
        ring = [str(p) for p in dice("ring", fold).permutation(sorted(p for p in fold_of if fold_of[p] == fold))]
        for step in range(1, min(each, len(ring) - 1) + 1):
            for n, a in enumerate(ring):
                b = ring[(n + step) % len(ring)]
                found += [_blend(a, b, [s for s in shots_of[a] if s in shots_of[b]], n + step)]
    return found


def _blend(a: str, b: str, shots: Sequence[str], turn: int) -> Blend:
    rng, group_of = dice("blend", a, b), camera_groups()
    group = int(rng.integers(GROUPS))
    cams = rng.choice(sorted(c for c in group_of if group_of[c] == group), 2, replace=False)
    one, two = (int(n) for n in rng.integers(2**31, size=2))
    shot = shots[turn % len(shots)]
    return Blend((a, b), shot, (str(cams[0]), str(cams[1])), (one, two), round(float(rng.uniform(0.4, 0.6)), 3))


def photographed(scene: Scene, cam: str, moment: int) -> Bytes:
    """The decoded file of that camera, at the scene's own size, made as the gallery's own pictures are."""
    return finish.finish(scene.light, camera.cameras()[cam], moment).picture


def honest(scenes: Mapping[str, Scene], files: Sequence[Taken]) -> Iterator[Picture]:
    """Each camera file twice: as it is, and edited as honest people edit."""
    for n, file in enumerate(files):
        pixels, marks = photographed(scenes[file.shot], file.camera, file.moment), named(scenes[file.shot].marks)
        edited = EDITS[file.edit](pixels, marks, dice("edited", file))
        for kind, (held, places) in ((UNTOUCHED, (pixels, marks)), (file.edit, edited)):
            name = f"{file.person}-{file.shot}-{n}-{kind}"
            yield Picture(held, places, (file.person,), file.shot, (file.camera,), kind, name)


def blended(scenes: tuple[Scene, Scene], plan: Blend) -> Iterator[Picture]:
    """The blend of two camera files by every recipe."""
    files = [photographed(*of) for of in zip(scenes, plan.cameras, plan.moments, strict=True)]
    sides = [portrait(file, scene.marks, scene.layers) for file, scene in zip(files, scenes, strict=True)]
    mixer, (a, b) = Blender(sides[0], sides[1]), plan.people
    for recipe in RECIPES:
        pixels, marks = mixer.at(recipe, plan.amount, plan.moments[0])
        yield Picture(pixels, marks, (a, b), plan.shot, plan.cameras, recipe, f"{a}-{b}-{plan.shot}-{recipe}")


def sent(picture: Picture, journey: Journey) -> tuple[Bytes, Places]:
    """Pixels and landmarks after a journey."""
    pixels = travel(picture.pixels, journey)
    share = np.array(pixels.shape[1::-1]) / picture.pixels.shape[1::-1]
    return pixels, moved(picture.marks, np.column_stack([np.diag(share), (share - 1) / 2]))
