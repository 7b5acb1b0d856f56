"""The invented directory of lab L3b: a list is not the whole, a sum is not people, a note names nobody."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from demos import channels
from demos.channels import ORDERS, Directory, found, handed, invented, listed, people, ranked, still, together

COURSE = Path(__file__).parents[2] / "course"
SEEDS = range(1, 11)


@pytest.fixture(scope="module")
def some() -> list[Directory]:
    return [invented(seed) for seed in SEEDS]


def test_the_seed_decides() -> None:
    assert invented(7) == invented(7)
    assert invented(7) != invented(8)


def test_the_list_holds_large_open_channels_only(some: list[Directory]) -> None:
    for directory in some:
        shown = listed(directory)
        assert 0 < len(shown) < sum(channel.open for channel in directory.channels)
        assert all(channel.open and channel.subscribers >= 100 for channel in shown)
        assert [c.subscribers for c in shown] == sorted((c.subscribers for c in shown), reverse=True)
        assert len(listed(directory, 500)) < len(shown)


def test_a_sum_of_subscribers_is_neither_accounts_nor_people(some: list[Directory]) -> None:
    for directory in some:
        shown = listed(directory)
        accounts = together(shown)
        assert sum(channel.subscribers for channel in shown) > 2 * len(accounts)
        assert people(directory, accounts) < 0.9 * len(accounts)
        machines = {account for account, owner in enumerate(directory.owner) if owner < 0}
        assert accounts & machines
        assert people(directory, machines) == 0


def test_closing_a_few_large_ones_is_not_the_whole(some: list[Directory]) -> None:
    for directory in some:
        everyone, shown = together(directory.channels), listed(directory)
        assert still(directory, ()) == everyone
        left = [len(still(directory, shown[:n])) for n in (1, 5, 10)]
        assert len(everyone) > left[0] > left[1] > left[2] > len(everyone) / 2
        assert still(directory, directory.channels) == frozenset()


def test_who_tells_makes_known_what_no_list_shows(some: list[Directory]) -> None:
    for directory in some:
        unlisted = set(found(directory)) - set(listed(directory))
        assert sum(channel.known for channel in unlisted) >= 5
        assert set(found(directory, 2)) < set(found(directory))


def test_size_pushes_small_rooms_back(some: list[Directory]) -> None:
    for directory in some:
        told = found(directory)
        first = {order: sum(c.known for c in ranked(told, order)[:6]) for order in ORDERS}
        assert first["subscribers"] < first["known"] == 6
        assert all(set(ranked(told, order)) == set(told) for order in ORDERS)


def test_no_such_order_is_said() -> None:
    with pytest.raises(ValueError, match="subscribers, reports, known"):
        ranked((), "fame")


def test_a_note_names_place_and_desks_and_nobody(some: list[Directory]) -> None:
    for channel in some[0].channels:
        note = handed(channel)
        assert set(note) == {"channel", "open", "reports", "to"}
        assert ("police" in note["to"]) is not channel.open
        assert re.fullmatch(r"C\d\d", channel.name), "a turn, not a name"


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_what_the_lab_says_of_its_numbers_is_so(lang: str) -> None:
    """The words beside the code: seed 7, 60 channels, 1 in 1,000 and 5 in 100, more than ten thousand."""
    cells = json.loads((COURSE / lang / "labs" / "l3b-channel-directory.ipynb").read_text("utf-8"))["cells"]
    words = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
    directory = invented(7)
    assert "invented(7)" in words
    assert f"{len(directory.channels)}" in words
    assert (channels.TELLS[False], channels.TELLS[True]) == (1 / 1000, 5 / 100)
    assert sum(channel.subscribers for channel in listed(directory)) > 10_000
    first = [ranked(found(directory), order)[:6] for order in ("subscribers", "known")]
    assert not any(channel.known for channel in first[0])
    assert all(channel.known for channel in first[1])
