"""Sentences about measured numbers. Which one is said depends on the numbers alone, so that each stays true."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from demos.detector.panel import Number, Say, percent

Report = dict[str, Any]
LIMIT, QUIET, EASY = 0.10, 0.80, 0.02
"""Goals: calibration error at most, silence after strange journeys at least; below the last a rate looks too good."""
CHANCE = (0.45, 0.55)
EVEN = 0.57
"""An untouched face may be so much brighter than the rest of its picture (pixel AUC) before a map counts as a trap."""
TRACES = ("noise", "noise-ratio", "sharpness", "file-size")
"""Plain numbers that averaging two pictures really changes; the others must not tell the classes apart."""


def known(report: Report) -> list[str]:
    """The journeys that the detector learnt."""
    return list(report["data"]["known_journeys"])


def strange(report: Report) -> list[str]:
    """The journeys that it did not."""
    return [j for j in report["data"]["journeys"] if j not in known(report)]


def span(values: Iterable[float], say: Say) -> str:
    """From the smallest to the largest, in per cent; one number if they are the same."""
    held = [percent(value) for value in values]
    low, high = min(held, key=float), max(held, key=float)
    return low if low == high else say.plain("interval", low=low, high=high)


def count(value: float) -> str:
    """So many of a hundred: whole, unless there are hardly any."""
    whole = 100 * value
    return f"{whole:.0f}" if whole >= 2 or not whole else f"{whole:.1f}"


def apart(one: Number, two: Number) -> bool:
    """Whether two intervals do not touch."""
    return one[2] < two[1] or two[2] < one[1]


def errors(report: Report, say: Say) -> list[str]:
    """One send, and what looks too good."""
    own, sent = (report["clean_only"][j]["d_eer"] for j in ("original", "q87"))
    worse = apart(own, sent) and sent[0] > own[0]
    told = [say("errors_worse" if worse else "errors_same", a=percent(own[0]), b=percent(sent[0]))]
    easy = [say.journey(j) for j, of in report["fused"].items() if of["d_eer"][0] < EASY]
    return told + ([say("errors_good", names=", ".join(easy))] if easy else [])


def all_new(report: Report, say: Say) -> list[str]:
    """The number to quote."""
    rates = [of["d_eer"][0] for of in report["everything_left_out"].values()]
    return [say("errors_new", range=span(rates, say))]


def thresholds(report: Report, say: Say) -> list[str]:
    """What one false alarm in a hundred costs, and what a threshold really gave."""
    rows = [report["fused"][j] for j in known(report)]
    return [
        say("thresholds_says", range=span([of["at_bscer_1%"]["macer"][0] for of in rows], say)),
        say("thresholds_real", range=span([of["at_bscer_5%"]["bscer"][0] for of in rows], say)),
    ]


def answers(report: Report, say: Say) -> list[str]:
    """Whether it is silent where it must be."""
    quiet = {j: report["fused"][j]["abstains"][0] for j in strange(report)}
    loud = [say.journey(j) for j, share in quiet.items() if share < QUIET]
    key = "answers_missed" if loud else "answers_met"
    return [say(key, n=len(quiet), names=", ".join(loud), range=span(quiet.values(), say)), say("answers_how")]


def calibration(report: Report, say: Say) -> list[str]:
    """Whether its probability keeps the goal, and what becomes of a careless one."""
    value, low, high = report["fused_known"]["ece"]
    key = "calibration_met" if value <= LIMIT else "calibration_missed"
    own, sent = (percent(report["clean_only"][j]["ece"][0]) for j in ("original", "q87"))
    own_words = say(key, v=percent(value), low=percent(low), high=percent(high))
    return [own_words, say("calibration_clean", a=own, b=sent), say("calibration_note")]


def rare(report: Report, say: Say) -> list[str]:
    """How many alarms are right."""
    rows = [report["fused"][j]["at_bscer_5%"] for j in known(report)]
    less, least = (span([of[f"right_alarms_1_in_{n}"][0] for of in rows], say) for n in (100, 1000))
    return [say("rare_says", range=less, least=least)]


def edits(report: Report, say: Say, name: Any) -> list[str]:
    """The honest edit that a careless detector takes for a blend most often."""
    rates = {k: of["at_5%_of_untouched"][0] for k, of in report["innocent_clean_only"]["original"].items()}
    worst = max((k for k in rates if k != "untouched"), key=lambda k: rates[k])
    used = report["innocent"]["original"][worst]["at_5%_of_untouched"][0]
    return [say("edits_says", edit=name(worst), a=count(rates[worst]), b=count(used))]


def cameras(report: Report, say: Say) -> list[str]:
    """Whether the cameras differ."""
    found = sorted(report["false_alarms_by_camera"]["q87"].values(), key=lambda number: number[0])
    key = "cameras_apart" if apart(found[0], found[-1]) else "cameras_near"
    return [say(key, a=count(found[-1][0]), b=count(found[0][0]))]


def maps(report: Report, say: Say) -> list[str]:
    """Where a map lights up without reason, fails, or points the wrong way."""
    trap = _where(report, say, lambda of: of["raw_honest"][1] > EVEN)
    wrong = _where(report, say, lambda of: of["controlled_blended"][2] < 0.5)
    lost = _where(report, say, lambda of: of["controlled_blended"][1] <= 0.5 <= of["controlled_blended"][2])
    told = [say("maps_says_trap", names=trap) if trap else say("maps_says_calm")]
    told += [say("maps_says_wrong", names=wrong)] if wrong else []
    return told + ([say("maps_says_lost", names=lost)] if lost else [])


def _where(report: Report, say: Say, true: Callable[[dict[str, Number]], bool]) -> str:
    """The maps of which something is true, each with the journeys after which it is."""
    found = {m: [say.plain_journey(j) for j, of in ways.items() if true(of)] for m, ways in report["maps"].items()}
    named = [say.plain("map_group", map=say.plain(f"map_{m}"), ways=", ".join(js)) for m, js in found.items() if js]
    return ", ".join(named)


def groups(report: Report, say: Say) -> list[str]:
    """The best single method before and after being resent."""
    best = [min(report["groups"], key=lambda g: report["groups"][g][j][0]) for j in ("original", "twice")]
    x, y = (percent(report["groups"][g][j][0]) for g, j in zip(best, ("original", "twice"), strict=True))
    return [say("groups_says", a=say(f"group_{best[0]}"), b=say(f"group_{best[1]}"), x=x, y=y)]


def left_out(rows: Sequence[tuple[str, float]], say: Say) -> list[str]:
    """The hardest single thing to meet for the first time."""
    name, value = max(rows, key=lambda row: row[1])
    return [say("left_out_says", name=name, v=percent(value))]


def chance(report: Report, say: Say) -> list[str]:
    """Whether what must be at chance is at chance; if not, what it is that shines through."""
    middle = [number[0] for number in report["null_test"].values()]
    met = all(CHANCE[0] <= value <= CHANCE[1] for value in middle)
    told = [say("chance_null_met" if met else "chance_null_missed", range=span(middle, say))]
    away = [n for n, ways in report["one_number"].items() if any(of[2] < CHANCE[0] for of in ways.values())]
    for key, names in (
        ("chance_trace", [n for n in away if n in TRACES]),
        ("chance_leak", [n for n in away if n not in TRACES]),
    ):
        told += [say(key, names=", ".join(say(f"plain_{n}") for n in names))] if names else []
    return told + ([] if away else [say("chance_one_met")])


def trusted(report: Report, say: Say) -> list[str]:
    """Whether comparing survives a resend."""
    own, sent = (report["trusted"]["first"]["any"][j] for j in ("original", "twice"))
    if not own or not sent:
        return [say("trusted_given")]
    worse = apart(own, sent) and sent[0] > own[0]
    key = "trusted_says_worse" if worse else "trusted_says_same"
    return [say(key, a=percent(own[0]), b=percent(sent[0])), say("trusted_given")]
