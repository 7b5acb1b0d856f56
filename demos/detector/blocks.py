"""What a page shows of the measured detector: every number comes from `results.json`, none is typed.

A page writes `{{ demo/detector.errors }}`; the text here is the same on every host. While nothing has been measured
each block says so.
"""

from __future__ import annotations

from collections.abc import Callable

from demos.detection import results
from demos.detector import doubts, measured
from demos.detector.panel import Lang, Say
from demos.detector.tells import Report

BLOCKS: dict[str, Callable[[Report, Say], str]] = {
    "card": measured.card,
    "errors": measured.errors,
    "all_new": doubts.all_new,
    "thresholds": measured.thresholds,
    "answers": measured.answers,
    "hundred": measured.hundred,
    "calibration": measured.calibration,
    "rare": measured.rare,
    "edits": measured.edits,
    "cameras": measured.cameras,
    "maps": doubts.maps,
    "groups": doubts.groups,
    "left_out": doubts.left_out,
    "chance": doubts.chance,
    "trusted": doubts.trusted,
}


def block(name: str, lang: Lang) -> str:
    """One block as HTML.

    Raises:
        LookupError: there is no block of that name, or the report lacks what it shows.
    """
    if name not in BLOCKS:
        raise LookupError(f"no block {name!r}; there are {', '.join(BLOCKS)}")
    report, say = results.read(results.HERE / results.name(False)), Say(lang)
    if report is None:
        return f'<div class="bb-callout bb-not-measured"><p>{say("none")}</p></div>'
    made = BLOCKS[name](report, say)
    return made.replace("</figure>", f'<p class="bb-hint">{_when(report, say)}</p>\n</figure>')


def _when(report: Report, say: Say) -> str:
    return say("measured", day=report["day"], people=report["data"]["people"])
