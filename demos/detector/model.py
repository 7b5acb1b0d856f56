"""From recorded answers to what a page says: rounding, counting, base rates. Pure: no files, no clock, no interface."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

Words = Mapping[str, str]
Range = Sequence[float]
"""A measured number with the ends of its 95 % interval: value, low, high."""

SIDES = ("honest", "blended")
OUTCOMES = ("alarm", "silent", "pass")
RATES = (2, 5, 10, 20, 50, 100, 200, 500, 1000)
"""One blended picture among so many."""
ALARM = 0.5
RARE = 0.05
"""If less than this share of both kinds of pictures sets off the alarm, the share of right alarms would be a guess."""


def right_alarms(hit: float, false: float, of: int) -> float | None:
    """Which share of the alarms is right, 0 to 1, if one picture in ``of`` is blended; None without any alarm.

    ``hit`` and ``false`` are the shares of blended and of honest pictures that set off the alarm (Bayes' rule).
    """
    right, wrong = hit / of, false * (1 - 1 / of)
    return right / (right + wrong) if right + wrong else None


def shares(counted: Sequence[float]) -> list[int]:
    """Whole numbers that are nearest to these shares of 100 and sum to 100 (largest remainders first)."""
    total = sum(counted) or 1.0
    exact = [100 * share / total for share in counted]
    found = [int(share) for share in exact]
    order = sorted(range(len(exact)), key=lambda n: found[n] - exact[n])
    for n in order[: 100 - sum(found)]:
        found[n] += 1
    return found


def whole(number: Range) -> list[int]:
    """Value, low and high as whole numbers, low <= value <= high."""
    value, low, high = (round(n) for n in number)
    return [value, min(low, value), max(high, value)]


def percent(share: float, words: Words) -> str:
    """A probability in words; 0 % and 100 % are never said."""
    if share > 0.99:
        return words["over"]
    return words["under"] if share < 0.01 else f"{round(100 * share)}%"


def outcome(said: float | None) -> str:
    """One of ``OUTCOMES``."""
    if said is None:
        return "silent"
    return "alarm" if said >= ALARM else "pass"


def fits(guess: str, is_two: bool) -> str:
    """Key of the sentence on a prediction (one, two, unsure) beside the answer."""
    if guess == "unsure":
        return "fits_unsure"
    return "fits_same" if (guess == "two") == is_two else "fits_other"


def judged(state: str, is_two: bool) -> str:
    """Key of the sentence on what the detector did (one of ``OUTCOMES``) beside the answer."""
    return "judged_silent" if state == "silent" else f"judged_{state}_{'two' if is_two else 'one'}"


def dots(measured: Mapping[str, Range], sentence: str) -> dict[str, Any]:
    """How many of 100 end as each of ``OUTCOMES``, and the ``sentence`` filled in with their intervals."""
    counts = shares([measured[key][0] for key in OUTCOMES])
    values: dict[str, int] = {}
    for key, count in zip(OUTCOMES, counts, strict=True):
        low, high = (round(100 * n) for n in measured[key][1:])
        values |= {key: count, f"{key}_low": min(low, count), f"{key}_high": max(high, count)}
    return {"counts": counts, "says": sentence.format(**values)}


def rated(measured: Mapping[str, Mapping[str, Range]], of: int, words: Words) -> str:
    """What one alarm is worth at this base rate, in one sentence; its range is that of both error kinds at once."""
    hit, false = measured["blended"]["alarm"], measured["honest"]["alarm"]
    if max(hit[0], false[0]) < RARE:
        return words["rate_none"]
    ends = [right_alarms(*pair, of) or 0.0 for pair in ((hit[0], false[0]), (hit[1], false[2]), (hit[2], false[1]))]
    n, low, high = whole([100 * end for end in ends])
    return words["rate_says"].format(of=of, n=n, low=low, high=high)


def truth(asked: Mapping[str, Any], words: Words) -> str:
    """Who is in a picture and what was done to it."""
    if len(asked["people"]) == 1:
        return words["truth_one"].format(edit=words[f"edit_{asked['kind']}"])
    share = round(100 * asked["amount"])
    return words["truth_two"].format(recipe=words[f"recipe_{asked['kind']}"], share=share)


def answer(journey: str, told: Mapping[str, Any], known: Sequence[str], words: Words) -> dict[str, Any]:
    """What the page says of one picture after one journey; a silent detector's answer holds no probability."""
    state, way = outcome(told["said"]), words[f"journey_{journey}"]
    why = words["silent_unlike" if journey in known else "silent_strange"].format(journey=way)
    took = told["took_for"]
    strayed = took not in ("", journey) and state != "silent"
    return {
        "state": state,
        "said": None if state == "silent" else percent(told["said"], words),
        "why": why if state == "silent" else "",
        "took": words["took"].format(took=words[f"journey_{took}"], journey=way) if strayed else "",
        "careless": percent(told["careless"], words),
        "above": {key: whole(n) for key, n in told["above"].items() if state != "silent" or key != "fused"},
        "trusted": [whole(n) for n in told["trusted"].values()],
        "maps": {name: list(found["regions"]) for name, found in told["maps"].items()},
    }


def asked(one: Mapping[str, Any], known: Sequence[str], words: Words) -> dict[str, Any]:
    """All that the page knows of one picture."""
    return {
        "id": one["id"],
        "n": str(int(one["id"][1:])),
        "people": list(one["people"]),
        "truth": truth(one, words),
        "after": {journey: answer(journey, told, known, words) for journey, told in one["after"].items()},
    }


def facts(answers: Mapping[str, Any], results: Mapping[str, Any], words: Words) -> dict[str, Any]:
    """Everything that the lab shows, ready to be put into sentences, JSON-able."""
    ways = answers["journeys"]
    y, m, d = (int(part) for part in answers["day"].split("-"))
    by_way, careless = results["dots"], results["careless_dots"]
    return {
        "day": words["day"].format(y=y, m=m, d=d),
        "journeys": list(ways),
        "methods": [*answers["methods"], "fused"],
        "rates": list(RATES),
        "dots": {way: {s: dots(by_way[way][s], words[f"count_{s}"]) for s in SIDES} for way in ways},
        "careless": {way: {s: dots(careless[way][s], words[f"careless_{s}"]) for s in SIDES} for way in ways},
        "right": {way: [rated(by_way[way], of, words) for of in RATES] for way in ways},
        "pictures": [asked(one, answers["known"], words) for one in answers["pictures"]],
    }
