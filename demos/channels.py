"""An invented directory of channels for the notebook lab L3b: what a list of sizes shows and what it hides.

Everything here is drawn from a seed: no channel, account or person exists, and every number below is assumed.
It cannot find, open or read anything.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

PEOPLE = 5000
SECOND, MACHINES = 1500, 700
"""Second accounts of people who have one already, and accounts that no person sits at. Assumed."""
OPEN, CLOSED = 40, 20
LARGEST, FALL = 2500, 0.9
"""The n-th largest open channel has ``LARGEST / n ** FALL`` subscribers. Assumed."""
ROOM = (15, 40)
"""Members of a closed room in which people know each other, from and to. Assumed."""
TELLS = {False: 0.001, True: 0.05}
"""Chance that a member tells a desk: in a place full of strangers, and among people who know each other. Assumed."""
ORDERS = ("subscribers", "reports", "known")
DESKS = {True: ("centre", "board"), False: ("centre", "police")}
"""Who gets an open place, and who gets a closed one: the board can reach only what is open."""


@dataclass(frozen=True)
class Channel:
    """One invented place: ``C07`` says nothing but its turn; ``known`` means that its members know each other."""

    name: str
    accounts: frozenset[int] = field(repr=False)
    open: bool
    known: bool
    reports: int

    @property
    def subscribers(self) -> int:
        """The one number that a list shows: accounts, not people."""
        return len(self.accounts)


@dataclass(frozen=True)
class Directory:
    """All places of one invented service; ``owner[account]`` is a person's number, -1 where nobody sits there."""

    channels: tuple[Channel, ...]
    owner: tuple[int, ...] = field(repr=False)


def invented(seed: int) -> Directory:
    """A directory: 40 open channels, few large and many small, and 20 closed rooms. The same seed, the same one."""
    dice = np.random.default_rng(seed)
    owner = np.concatenate([np.arange(PEOPLE), dice.integers(0, PEOPLE, SECOND), np.full(MACHINES, -1)])
    eager = dice.pareto(2.0, len(owner)) + 0.2
    sizes = [round(LARGEST / rank**FALL) for rank in range(1, OPEN + 1)]
    places = [(size, False) for size in sizes] + [(int(n), True) for n in dice.integers(*ROOM, CLOSED, endpoint=True)]
    channels = []
    for number, turn in enumerate(dice.permutation(len(places)), 1):
        size, known = places[turn]
        who = dice.choice(len(owner), size, replace=False, p=None if known else eager / eager.sum())
        told = int(dice.binomial(size, TELLS[known]))
        channels.append(Channel(f"C{number:02d}", frozenset(who.tolist()), not known, known, told))
    return Directory(tuple(channels), tuple(owner.tolist()))


def together(channels: Iterable[Channel]) -> frozenset[int]:
    """The accounts in at least one of the channels, each of them once."""
    return frozenset().union(*(channel.accounts for channel in channels))


def people(directory: Directory, accounts: Iterable[int]) -> int:
    """How many people sit at these accounts. Only an invented directory can tell: no list of channels knows."""
    return len({directory.owner[account] for account in accounts} - {-1})


def listed(directory: Directory, smallest: int = 100) -> tuple[Channel, ...]:
    """What a channel-analytics service lists: open channels from ``smallest`` subscribers on, the largest first."""
    return ranked((c for c in directory.channels if c.open and c.subscribers >= smallest), "subscribers")


def found(directory: Directory, reports: int = 1) -> tuple[Channel, ...]:
    """The channels that at least so many members told a desk of, open or closed, in order of their names."""
    return tuple(channel for channel in directory.channels if channel.reports >= reports)


def ranked(channels: Iterable[Channel], order: str) -> tuple[Channel, ...]:
    """The channels in the order in which a monitor could take them up, ties by name.

    ``subscribers`` and ``reports``: most first. ``known``: rooms in which people know each other first, then by
    reports. Raises ``ValueError`` for any other order.
    """
    if order not in ORDERS:
        raise ValueError(f"순서 {order!r}은(는) 없어요. {', '.join(ORDERS)} 가운데 하나를 써요. / No such order.")

    def place(channel: Channel) -> tuple[int, ...]:
        many = {"subscribers": (-channel.subscribers,), "reports": (-channel.reports,)}
        return many.get(order, (not channel.known, -channel.reports))

    return tuple(sorted(channels, key=lambda channel: (place(channel), channel.name)))


def still(directory: Directory, closed: Iterable[Channel]) -> frozenset[int]:
    """The accounts that are in a channel which is not among the ``closed`` ones."""
    gone = {channel.name for channel in closed}
    return together(channel for channel in directory.channels if channel.name not in gone)


def handed(channel: Channel) -> dict[str, object]:
    """What is handed over about a channel: its name, its kind, how many told, to whom. No member, no picture."""
    to = DESKS[channel.open]
    return {"channel": channel.name, "open": channel.open, "reports": channel.reports, "to": to}
