"""The thirteen pictures of the lab: drawn by dice from people that no detector of this project has learnt from.

``p00`` is the honest picture that maps are shown beside; ``p01`` to ``p12`` are asked about: six of one invented person
(two untouched, four honestly edited), six of two people blended. Nobody chose pictures on which a detector looks good
or bad. They take the six journeys of ``JOURNEYS``, three of which no detector here has learnt.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, zip_longest

from demos.detection import data
from demos.detection.blends import Blender, named, portrait
from demos.detection.data import People, Picture
from demos.detection.edits import EDITS
from demos.detection.journeys import Journey
from demos.faces import camera

PEOPLE = 8
"""So many of the evaluation people, the last ones, are kept for the lab."""
JOURNEYS: tuple[Journey, ...] = ("original", "q87", "q80", "half", "screenshot", "twice")
CONTROL = "p00"
HONEST = (data.UNTOUCHED, data.UNTOUCHED, "straightened", "brightened", "second-jpeg", "smoothed")
BLENDED = ("average", "splice", "splice-smooth", "poisson", "hidden", "splice")
SECOND = {"s1": "s2", "s2": "s3", "s3": "s1"}
"""The shot of the trusted second picture: another occasion than the one that is asked about."""


@dataclass(frozen=True)
class Ask:
    """One picture of the lab: who is in it, how it came about; ``amount`` is 0 for an honest one."""

    id: str
    people: tuple[str, ...]
    shot: str
    cameras: tuple[str, ...]
    moments: tuple[int, ...]
    kind: str
    amount: float


def split(people: Mapping[str, object]) -> tuple[list[str], list[str]]:
    """Ids to measure on and ids kept for the lab. Raises ``ValueError`` if there are not enough people."""
    names = sorted(people)
    if len(names) < 2 * PEOPLE:
        raise ValueError(f"at least {2 * PEOPLE} people are needed, got {len(names)}")
    return names[:-PEOPLE], names[-PEOPLE:]


def asked(names: Sequence[str]) -> list[Ask]:
    """The thirteen pictures from the lab's people: ids in order, kinds shuffled."""
    rng = data.dice("lab", *names)
    people = [str(name) for name in rng.permutation(names)]
    kinds = [str(kind) for kind in rng.permutation([*HONEST, *BLENDED])]
    found = [_one(CONTROL, people[-1], data.UNTOUCHED)]
    alone, pairs = iter(people), iter(_pairs(people))
    for n, kind in enumerate(kinds, 1):
        name = f"p{n:02d}"
        found.append(_two(name, next(pairs), kind) if kind in BLENDED else _one(name, next(alone), kind))
    return found


def _pairs(people: Sequence[str]) -> list[tuple[str, str]]:
    """Women with women and men with men (numbers take turns), so that hair gives nobody away."""
    sides = [[p for p in people if int(p[1:]) % 2 == odd] for odd in (1, 0)]
    couples = [list(combinations(side, 2)) for side in sides]
    return [couple for both in zip_longest(*couples) for couple in both if couple]


def _one(name: str, person: str, kind: str) -> Ask:
    rng = data.dice("lab", name, person)
    cam, shot = str(rng.choice(sorted(camera.cameras()))), str(rng.choice(sorted(SECOND)))
    return Ask(name, (person,), shot, (cam,), (int(rng.integers(2**31)),), kind, 0.0)


def _two(name: str, people: tuple[str, str], kind: str) -> Ask:
    rng, group_of = data.dice("lab", name, *people), data.camera_groups()
    group = int(rng.integers(data.GROUPS))
    cams = rng.choice(sorted(c for c in group_of if group_of[c] == group), 2, replace=False)
    moments = tuple(int(n) for n in rng.integers(2**31, size=2))
    amount = round(float(rng.uniform(0.4, 0.6)), 3)
    return Ask(name, people, str(rng.choice(sorted(SECOND))), tuple(map(str, cams)), moments, kind, amount)


def picture(ask: Ask, people: People) -> Picture:
    """The picture itself, before any journey and without marks."""
    scenes = [people[person][ask.shot] for person in ask.people]
    files = [data.photographed(*of) for of in zip(scenes, ask.cameras, ask.moments, strict=True)]
    if len(files) == 1:
        pixels, marks = files[0], named(scenes[0].marks)
        if ask.kind in EDITS:
            pixels, marks = EDITS[ask.kind](pixels, marks, data.dice("lab", ask.id))
    else:
        sides = [portrait(file, scene.marks, scene.layers) for file, scene in zip(files, scenes, strict=True)]
        pixels, marks = Blender(sides[0], sides[1]).at(ask.kind, ask.amount, ask.moments[0])
    return Picture(pixels, marks, ask.people, ask.shot, ask.cameras, ask.kind, ask.id)


def trusted(ask: Ask, person: str, people: People) -> Picture:
    """A second picture of one of those in it, of another occasion and by another camera."""
    shot = SECOND[ask.shot]
    rng = data.dice("lab", "trusted", ask.id, person)
    cam = str(rng.choice(sorted(set(camera.cameras()) - set(ask.cameras))))
    scene = people[person][shot]
    pixels = data.photographed(scene, cam, int(rng.integers(2**31)))
    return Picture(pixels, named(scene.marks), (person,), shot, (cam,), data.UNTOUCHED, f"{ask.id}-{person}")
