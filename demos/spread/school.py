"""The network: classes, friends' chats, chats across classes, clubs, strangers' channels. Pure and seeded."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]
KINDS = ("class", "near", "far", "club", "channel")
NOBODY = -1


@dataclass(frozen=True)
class Shape:
    """How large the school is and how its rooms are made; counts of people or rooms."""

    grades: int
    classes: int
    class_size: int
    strangers: int
    near_size: int
    far_size: int
    clubs: int
    club_size: int
    channels: int
    channel_pupils: int

    @property
    def pupils(self) -> int:
        """Pupils of the school; they have the first numbers."""
        return self.grades * self.classes * self.class_size

    @property
    def people(self) -> int:
        """Pupils and strangers."""
        return self.pupils + self.strangers


@dataclass(frozen=True)
class School:
    """Who is in which room.

    ``members`` (rooms, widest) and ``rooms`` (people, most) are int32 tables filled up with ``NOBODY``;
    ``size`` (rooms,), ``count`` (people,) say how much of a row is filled; ``kind`` (rooms,) indexes ``KINDS``.
    """

    shape: Shape
    members: Ints
    size: Ints
    kind: Ints
    rooms: Ints
    count: Ints


def school(shape: Shape, seed: int) -> School:
    """The school that ``seed`` draws; the same seed gives the same school."""
    dice = np.random.default_rng(seed)
    rooms: list[tuple[int, Ints]] = []
    pupils = np.arange(shape.pupils, dtype=np.int32).reshape(shape.grades, shape.classes, shape.class_size)
    for grade in pupils:
        for group in grade:
            rooms.append((0, group))
            rooms += [(1, part) for part in _parts(group, shape.near_size, dice)]
        rooms += [(2, part) for part in _parts(grade.ravel(), shape.far_size, dice)]
    everybody, outside = pupils.ravel(), np.arange(shape.pupils, shape.people, dtype=np.int32)
    rooms += [(3, dice.choice(everybody, shape.club_size, replace=False)) for _ in range(shape.clubs)]
    for part in np.array_split(outside, shape.channels):
        others = dice.choice(outside, len(part) // 2, replace=False)
        few = dice.choice(everybody, shape.channel_pupils, replace=False)
        rooms.append((4, np.unique(np.concatenate([part, others, few])).astype(np.int32)))
    members, size = _table([room for _, room in rooms])
    inside: list[list[int]] = [[] for _ in range(shape.people)]
    for number, (_, room) in enumerate(rooms):
        for person in room:
            inside[person].append(number)
    own, count = _table([np.array(row, np.int32) for row in inside])
    return School(shape, members, size, np.array([kind for kind, _ in rooms], np.int32), own, count)


def _parts(people: Ints, size: int, dice: np.random.Generator) -> list[Ints]:
    """Everybody in one group of about ``size``, drawn by dice."""
    return list(np.array_split(dice.permutation(people), max(1, len(people) // size)))


def _table(rows: list[Ints]) -> tuple[Ints, Ints]:
    size = np.array([len(row) for row in rows], np.int32)
    table = np.full((len(rows), int(size.max())), NOBODY, np.int32)
    for number, row in enumerate(rows):
        table[number, : len(row)] = row
    return table, size
