"""A stochastic cascade on a clustered network, many seeded runs at once.

One message is posted in a class chat. Who is in a room that is open looks at it after a while; who has seen it may
post it in another room of theirs, or say stop, or tell an adult; after a report, rooms are taken down one by one. It
is an independent cascade (Goldenberg, Libai & Muller 2001) on rooms instead of pairs, in steps of one hour. The
person shown is not in the model: nobody in it is the one who should have stopped it.
Pure: no files, no clock. Every dice throw is drawn ahead (``Draws``), so cases of one seed differ by the case alone.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from demos.spread.dice import DAYS, HOURS, NEVER, Assumed, Case, Draws, Ints, Runs
from demos.spread.school import KINDS, NOBODY

__all__ = ["DAYS", "HOURS", "NEVER", "Assumed", "Case", "Draws", "Runs", "spread"]

Flags = NDArray[np.bool_]


@dataclass
class _State:
    """Everything that changes, flat over runs."""

    seen: Ints
    via: Ints
    passed: Flags
    open: Flags
    left: Ints
    hushed: Flags
    told: Flags
    adult: Ints
    report: Ints
    posts: dict[int, list[tuple[Ints, Ints]]] = field(default_factory=lambda: defaultdict(list))
    looks: dict[int, list[tuple[Ints, Ints]]] = field(default_factory=lambda: defaultdict(list))


def spread(draws: Draws, case: Case) -> Runs:
    """Let the message go through every run of ``draws`` for ``HOURS`` hours."""
    return _Cascade(draws, case).run()


class _Cascade:
    def __init__(self, draws: Draws, case: Case) -> None:
        self.d, self.case, self.place = draws, case, draws.place
        self.people, self.spots = self.place.shape.people, len(self.place.size)
        many, rooms, runs = draws.runs * self.people, draws.runs * self.spots, draws.runs
        passed, spot, hushed, told = (np.zeros(n, bool) for n in (many, rooms, rooms, rooms))
        seen, left, adult, report = (np.full(n, NEVER, np.int32) for n in (many, rooms, runs, runs))
        self.s = _State(seen, np.full(many, NOBODY, np.int32), passed, spot, left, hushed, told, adult, report)
        chat = np.where(self.place.kind == KINDS.index("channel"), draws.fixed.find_channel, draws.fixed.find_chat)
        self.find_hours = np.tile(24.0 / chat, runs).astype(np.float32) * draws.found
        self.remove_hours = np.maximum(1, draws.work * case.delete_in).astype(np.int32)

    def run(self) -> Runs:
        s, runs = self.s, self.d.runs
        reached, places = np.zeros((2, runs, HOURS + 1), np.int32)
        start = np.arange(runs) * self.people + self.d.maker
        s.seen[start], s.passed[start] = 0, True
        s.posts[0].append((start.astype(np.int32), self._room(start, np.zeros(runs, np.int64))))
        for hour in range(HOURS + 1):
            self._close(hour)
            self._post(hour)
            self._look(hour)
            self._tell(hour)
            self._report(hour)
            places[:, hour] = s.open.reshape(runs, -1).sum(1)
        hours = np.minimum(s.seen, HOURS + 1).reshape(runs, -1)
        for run in range(runs):
            reached[run] = np.cumsum(np.bincount(hours[run], minlength=HOURS + 2)[: HOURS + 1]) - 1
        return Runs(reached, places, s.seen.reshape(runs, -1), s.via.reshape(runs, -1))

    def _room(self, person: NDArray[np.integer], slot: NDArray[np.integer]) -> Ints:
        """Flat number of the room in this slot of the person's list."""
        return np.asarray(person // self.people * self.spots + self.place.rooms[person % self.people, slot], np.int32)

    def _close(self, hour: int) -> None:
        gone = self.s.left == hour
        self.s.open[gone], self.s.left[gone], self.s.told[gone] = False, NEVER, False

    def _post(self, hour: int) -> None:
        _, room = _joined(self.s.posts.pop(hour, []))
        room = np.unique(room[~self.s.open[room]])
        if len(room):
            self.s.open[room] = True
            self._show(room, hour)
            self._search(room[self.s.report[room // self.spots] <= hour], hour)

    def _show(self, room: Ints, hour: int) -> None:
        """Everybody in these rooms will look, each after their own time."""
        inside = self.place.members[room % self.spots]
        who = (room // self.spots * self.people)[:, None] + inside
        spot = np.broadcast_to(room[:, None], inside.shape)
        keep = inside != NOBODY
        who, spot = who[keep], spot[keep]
        keep = (self.s.seen[who] == NEVER) & (self.d.look[who] <= HOURS - hour)
        _plan(self.s.looks, hour + self.d.look[who[keep]], who[keep], spot[keep])

    def _look(self, hour: int) -> None:
        s, d, case = self.s, self.d, self.case
        who, room = _joined(s.looks.pop(hour, []))
        ok = (s.seen[who] == NEVER) & s.open[room]
        who, where = np.unique(who[ok], return_index=True)
        room = room[ok][where]
        if not len(who):
            return
        person = who % self.people
        slot = (self.place.rooms[person] == (room % self.spots)[:, None]).argmax(1)
        s.seen[who], s.via[who] = hour, slot
        stops = d.stopping[who] < case.stop
        s.hushed[room[stops]] = True
        pupil = person < self.place.shape.pupils
        chance = case.pass_on * np.where(s.hushed[room], d.fixed.hush, 1.0)
        chance *= np.where(pupil & (s.adult[who // self.people] <= hour), d.fixed.adult, 1.0)
        passes = ~stops & (d.passing[who] < chance) & (self.place.count[person] > 1)
        s.passed[who] = passes
        self._forward(who[passes], slot[passes], hour)
        if case.again:
            later = np.minimum(hour + 1 + d.keep[who] * (24.0 / case.again), NEVER).astype(np.int32)
            _plan(s.posts, later, who, self._room(who, (d.pick_again[who] * self.place.count[person]).astype(np.int64)))

    def _forward(self, who: Ints, slot: NDArray[np.int64], hour: int) -> None:
        """Post in another room than the one where it was seen."""
        rest = self.place.count[who % self.people] - 1
        other = (self.d.pick[who] * rest).astype(np.int64)
        _plan(self.s.posts, hour + self.d.lag[who], who, self._room(who, other + (other >= slot)))

    def _tell(self, hour: int) -> None:
        """Bystanders who did not pass it on tell an adult; never the maker, and never the person shown."""
        s, case = self.s, self.case
        if not case.tellers or hour < case.tell_at:
            return
        waiting = np.flatnonzero(s.adult == NEVER)
        if not len(waiting):
            return
        can = ((s.seen != NEVER) & ~s.passed).reshape(-1, self.people)[waiting]
        can[:, self.place.shape.pupils :] = False
        order = np.where(can, self.d.order.reshape(-1, self.people)[waiting], 2.0)
        first = np.argpartition(order, case.tellers - 1, axis=1)[:, : case.tellers]
        who = (waiting[:, None] * self.people + first)[np.take_along_axis(can, first, 1)]
        room = self._room(who, s.via[who].astype(np.int64))
        s.told[room], s.hushed[room] = True, True
        runs = waiting[can.any(1)]
        s.adult[runs], s.report[runs] = hour, hour + case.report_after

    def _report(self, hour: int) -> None:
        s = self.s
        runs = s.report == hour
        if runs.any():
            here = s.open & np.repeat(runs, self.spots)
            known = np.flatnonzero(here & s.told)
            s.left[known] = hour + self.remove_hours[known]
            self._search(np.flatnonzero(here & ~s.told), hour)

    def _search(self, room: NDArray[np.integer], hour: int) -> None:
        """Monitoring finds an open room after its own time, if it goes on that long; then it is taken down."""
        found = hour + self.find_hours[room]
        until = self.s.report[room // self.spots] + self.case.watch
        room, found = room[found <= until], found[found <= until]
        self.s.left[room] = np.minimum(found + self.remove_hours[room], NEVER).astype(np.int32)


def _joined(pairs: list[tuple[Ints, Ints]]) -> tuple[Ints, Ints]:
    if not pairs:
        return np.empty(0, np.int32), np.empty(0, np.int32)
    left, right = zip(*pairs, strict=True)
    return np.concatenate(left), np.concatenate(right)


def _plan(table: dict[int, list[tuple[Ints, Ints]]], hours: Ints, who: Ints, room: Ints) -> None:
    """Put each pair under its hour; what lies beyond the end is dropped."""
    keep = hours <= HOURS
    if not keep.any():
        return
    order = np.argsort(hours[keep], kind="stable")
    hours, who, room = hours[keep][order], who[keep][order], room[keep][order]
    starts = np.flatnonzero(np.diff(hours, prepend=-1))
    for at, to in zip(starts, [*starts[1:], len(hours)], strict=True):
        table[int(hours[at])].append((who[at:to], room[at:to]))
