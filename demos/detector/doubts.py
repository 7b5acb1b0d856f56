"""Blocks of what should make a reader doubt: maps, single methods, what is new, tests at chance, a second picture."""

from __future__ import annotations

from collections.abc import Iterator

from demos.detection import figures
from demos.detector import tells
from demos.detector.measured import FEW
from demos.detector.panel import Number, Row, Say, folded, panel, table
from demos.detector.tells import Report

SIDES = ("honest", "blended")


def maps(report: Report, say: Say) -> str:
    """How far the bright places of each map fall inside the face: raw, and against its control."""
    tables = []
    for part in ("raw", "controlled"):
        rows: list[Row] = []
        for method, ways in report["maps"].items():
            rows.append((say(f"map_{method}"), []))
            for j, of in ways.items():
                rows.append((figures.word(j, say.lang), [say.number(of[f"{part}_{side}"], 1, 2) for side in SIDES]))
        tables.append(table(say(f"maps_{part}"), [say("journey"), say("one"), say("two")], rows))
    return panel("maps", say, folded("\n".join(tables), say), tells.maps(report, say))


def groups(report: Report, say: Say) -> str:
    """D-EER of each method alone, after three journeys."""
    rows = [(say(f"group_{n}"), [say.number(of[j]) for j in FEW]) for n, of in report["groups"].items()]
    heads = [say("groups_method"), *(figures.word(j, say.lang) for j in FEW)]
    return panel("groups", say, table(say("d_eer"), heads, rows), tells.groups(report, say))


def left_out(report: Report, say: Say) -> str:
    """D-EER when one recipe, one group of cameras or one journey was kept from learning."""
    found = list(_left_out(report, say))
    rows: list[Row] = [(name, [say.number(own), say.number(sent) if sent else "–"]) for name, own, sent in found]
    heads = [say("left_out_what"), say("left_out_own"), figures.word("q87", say.lang)]
    worst = [(name, own[0]) for name, own, _ in found]
    return panel("left_out", say, folded(table(say("d_eer"), heads, rows), say), tells.left_out(worst, say))


def _left_out(report: Report, say: Say) -> Iterator[tuple[str, Number, Number | None]]:
    for key, ways in report["left_out"].items():
        kind, _, name = key.partition(": ")
        if kind == "recompression":
            yield say("left_out_journey", name=say.plain_journey(name)), ways[name], None
        else:
            shown = say.plain(f"recipe_{name}") if kind == "recipe" else name
            yield say(f"left_out_{kind}", name=shown), ways["original"], ways["q87"]


def all_new(report: Report, say: Say) -> str:
    """Everything new at once: the number to quote."""
    rows = [
        (
            say.plain_journey(j),
            [say.number(of["d_eer"]), say.number(of["at_bscer_5%"]["macer"]), say.number(of["auc"], 1, 2)],
        )
        for j, of in report["everything_left_out"].items()
    ]
    heads = [say("journey"), say("d_eer"), say("all_new_macer"), say("auc")]
    return panel("all_new", say, table(say("all_new_title"), heads, rows), tells.all_new(report, say))


def chance(report: Report, say: Say) -> str:
    """What must end at guessing: labels without meaning, and single plain numbers."""
    ways = list(report["null_test"])
    tests = {say("chance_null"): report["null_test"]}
    tests |= {say(f"plain_{name}"): found for name, found in report["one_number"].items()}
    rows = [(name, [say.number(found[j]) for j in ways]) for name, found in tests.items()]
    heads = [say("chance_test"), *(figures.word(j, say.lang) for j in ways)]
    return panel("chance", say, table(say("d_eer"), heads, rows), tells.chance(report, say))


def trusted(report: Report, say: Say) -> str:
    """Comparing with a second picture of the first and of the second person."""
    ways = [j for j in FEW if j in report["trusted"]["first"]["any"]]
    heads = [say("trusted_recipe"), *(figures.word(j, say.lang) for j in ways)]
    tables = []
    for whose in ("first", "second"):
        found = report["trusted"][whose]
        rows = [
            (say("trusted_any" if recipe == "any" else f"recipe_{recipe}"), [say.number(of[j]) for j in ways])
            for recipe, of in found.items()
        ]
        tables.append(table(say(f"trusted_{whose}"), heads, rows))
    return panel("trusted", say, folded("\n".join(tables), say), tells.trusted(report, say))
