"""Blocks of what was measured: the pictures, errors, silence, probability, false alarms."""

from __future__ import annotations

from collections.abc import Sequence

from demos.detection import figures
from demos.detection.blends import RECIPES
from demos.detector import tells
from demos.detector.panel import Row, Say, folded, panel, table
from demos.detector.tells import Report, known, strange
from demos.faces import camera

SOFT = 0.055
"""A noise filter at least this strong counts as strong (cameras have none, or 0.03 to 0.08)."""
FEW = ("original", "q87", "twice")


def card(report: Report, say: Say) -> str:
    """Who and what was measured, how often, when, with which versions."""
    held, kinds = report["data"], report["data"]["pictures"]
    counts = {"people": held["people"], "shots": held["shots"], "cameras": held["cameras"], "couples": held["couples"]}
    rows: list[Row] = [(say(f"card_{key}"), [say(f"card_{key}_says", n=f"{n:,}")]) for key, n in counts.items()]
    rows.append((say("card_honest"), [_kinds(kinds, say, morph=False)]))
    rows.append((say("card_blended"), [_kinds(kinds, say, morph=True)]))
    ways = say("card_journeys_says", n=len(held["journeys"]), known=len(known(report)))
    names = "".join(f"<li>{say.journey(j)}</li>" for j in [*known(report), *strange(report)])
    rows.append((say("card_journeys"), [f"{ways}<ul>{names}</ul>"]))
    rows.append((say("card_measured"), [say("card_measured_says", n=f"{held['measured']:,}")]))
    rows += [(say("card_seed"), [str(held["seed"])]), (say("card_day"), [report["day"]])]
    rows.append((say("card_versions"), [" · ".join(f"{name} {v}" for name, v in report["versions"].items())]))
    return panel("card", say, _two_columns(rows), [])


def _two_columns(rows: Sequence[Row]) -> str:
    body = "".join(f'<tr><th scope="row">{name}</th><td>{cells[0]}</td></tr>\n' for name, cells in rows)
    return f'<table class="bb-chart-table"><tbody>\n{body}</tbody></table>'


def _kinds(kinds: dict[str, int], say: Say, morph: bool) -> str:
    names = {
        kind: say(f"recipe_{kind}") if morph else figures.word(kind, say.lang)
        for kind in kinds
        if (kind in RECIPES) is morph
    }
    total = sum(kinds[kind] for kind in names)
    items = "".join(f"<li>{name}: {kinds[kind]:,}</li>" for kind, name in names.items())
    return f"{total:,}<ul>{items}</ul>"


def errors(report: Report, say: Say) -> str:
    """Error rates by journey, as a picture and as a table."""
    fused = report["fused"]
    rows = [(say.journey(j), [say.number(fused[j]["d_eer"]), say.number(fused[j]["auc"], 1, 3)]) for j in _ways(report)]
    clean = [(say.journey(j), [say.number(report["clean_only"][j]["d_eer"])]) for j in _ways(report)]
    heads = (say("journey"), say("d_eer"))
    tables = [
        table(figures.word("all", say.lang), [*heads, say("auc")], rows),
        table(figures.word("clean", say.lang), heads, clean),
    ]
    inner = figures.errors(report, say.lang) + folded("\n".join(tables), say)
    return panel("errors", say, inner, tells.errors(report, say))


def _ways(report: Report) -> list[str]:
    return [*known(report), *strange(report)]


def thresholds(report: Report, say: Say) -> str:
    """Misses at three rates of false alarms."""
    rates = ("10%", "5%", "1%")
    rows = [
        (say.journey(j), [say.number(report["fused"][j][f"at_bscer_{r}"]["macer"]) for r in rates])
        for j in known(report)
    ]
    heads = [say("journey"), *(say("thresholds_col", n=r.rstrip("%")) for r in rates)]
    shown = table("MACER %", heads, rows)
    return panel("thresholds", say, shown, tells.thresholds(report, say))


def answers(report: Report, say: Say) -> str:
    """Alarm, silence and pass by journey."""
    inner = figures.answers(report, say.lang) + folded(dots(report, say, _ways(report)), say)
    return panel("answers", say, inner, tells.answers(report, say))


def dots(report: Report, say: Say, ways: Sequence[str]) -> str:
    """Of 100 pictures of one person and of 100 blended ones: alarm, silence, pass."""
    rows: list[Row] = []
    for j in ways:
        rows.append((say.journey(j), []))
        for side, name in (("honest", "one"), ("blended", "two")):
            found = report["dots"][j][side]
            cells = [say.number(found[part], 100, 0) for part in ("alarm", "silent", "pass")]
            rows.append((say(name), cells))
    heads = [say("answers_head"), *(say(f"answers_{part}") for part in ("alarm", "silent", "pass"))]
    return table(figures.word("hundred", say.lang), heads, rows)


def hundred(report: Report, say: Say) -> str:
    """The same of three journeys, as counts: for pages of pupils."""
    return panel("hundred", say, dots(report, say, FEW), [])


def calibration(report: Report, say: Say) -> str:
    """What a stated probability is worth."""
    rows = []
    for j in _ways(report):
        told = report["fused"][j].get("ece") if j in known(report) else None
        used = say.number(told) if told else say("calibration_quiet")
        rows.append((say.journey(j), [used, say.number(report["clean_only"][j]["ece"])]))
    heads = [say("journey"), say("calibration_used"), say("calibration_careless")]
    inner = figures.probability(report, say.lang) + folded(table(say("ece"), heads, rows), say)
    return panel("calibration", say, inner, tells.calibration(report, say))


def rare(report: Report, say: Say) -> str:
    """How many alarms are right when blends are rare."""
    rows = [
        (
            say.journey(j),
            [say.number(report["fused"][j]["at_bscer_5%"][f"right_alarms_1_in_{n}"]) for n in (100, 1000)],
        )
        for j in known(report)
    ]
    heads = [say("journey"), *(say("rare_col", n=f"{n:,}") for n in (100, 1000))]
    return panel("rare", say, table("PPV %", heads, rows), tells.rare(report, say))


def edits(report: Report, say: Say) -> str:
    """False alarms at honest edits."""

    def name(kind: str) -> str:
        return figures.word(kind, say.lang)

    parts = ("innocent_clean_only", "innocent")
    rows = [
        (name(kind), [say.number(report[part]["original"][kind]["at_5%_of_untouched"]) for part in parts])
        for kind in report["innocent"]["original"]
    ]
    heads = [say("edits_kind"), say("calibration_careless"), say("calibration_used")]
    inner = figures.innocent(report, say.lang) + folded(table("BSCER %", heads, rows), say)
    return panel("edits", say, inner, tells.edits(report, say, name))


def cameras(report: Report, say: Say) -> str:
    """False alarms camera by camera, those with most first."""
    found = report["false_alarms_by_camera"]
    rows = [
        (_camera(name, say), [say.number(found[j][name]) for j in ("original", "q87")])
        for name in sorted(found["q87"], key=lambda name: -float(found["q87"][name][0]))
        if name in found["original"]
    ]
    heads = [say("cameras_name"), *(say.journey(j) for j in ("original", "q87"))]
    return panel("cameras", say, folded(table("BSCER %", heads, rows), say), tells.cameras(report, say))


def _camera(name: str, say: Say) -> str:
    strength = camera.cameras()[name].denoise
    noise = say("cameras_off" if not strength else "cameras_strong" if strength >= SOFT else "cameras_soft")
    return say("cameras_row", n=int(name.removeprefix("cam")), noise=noise)
