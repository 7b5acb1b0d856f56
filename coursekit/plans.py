"""Lesson plans: what a teacher holds. Minutes must sum, topics are counted, ids must exist."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import Field, model_validator

from coursekit import ROOT, Lang
from coursekit.lessons import ADULTS
from coursekit.reading import Finding, Strict, Text, load_all
from coursekit.words import word

PLANS = ROOT / "lesson_plans"
PARTS = ("plan", "notes", "worksheet", "key", "slides")
PAPERS = "papers"
"""The folder of a band that holds what goes home, for all of its lessons."""


class Step(Strict):
    """One step of the lesson; `phase` is 도입, 전개 or 정리, `minutes` a whole number."""

    id: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    phase: Literal["intro", "develop", "close"]
    topic: Literal["harm", "consent", "law", "help", "spotting", "provenance"]
    minutes: int = Field(ge=1, le=60)
    title: Text
    do: Text
    slide: int | str | None = None


class Short(Strict):
    """A shorter version: which steps stay, with how many minutes each."""

    minutes: int
    steps: dict[str, int]

    @model_validator(mode="after")
    def _sums(self) -> Short:
        if sum(self.steps.values()) != self.minutes:
            raise ValueError(f"the short version's steps sum to {sum(self.steps.values())}, not {self.minutes}")
        return self


class Plan(Strict):
    """The frame of one lesson; `review` is the day by which it is read again, `pilots` how many classes tried it."""

    title: Text
    version: str = Field(pattern=r"^\d+\.\d+$")
    review: date
    pilots: int = Field(default=0, ge=0)
    minutes: int
    objectives: list[Text] = Field(min_length=1)
    demos: list[str] = Field(default=[])
    standards: list[str] = Field(default=[])
    directives: list[str] = Field(default=[])
    print: list[Text] = Field(default=[])
    open: list[Text] = Field(default=[])
    tell_before: list[Text] = Field(default=[])
    steps: list[Step] = Field(min_length=3)
    short: Short | None = None

    @model_validator(mode="after")
    def _sums(self) -> Plan:
        total = sum(step.minutes for step in self.steps)
        if total != self.minutes:
            raise ValueError(f"the steps sum to {total} minutes, not {self.minutes}")
        ids = {step.id for step in self.steps}
        if len(ids) < len(self.steps):
            raise ValueError("two steps have the same id")
        unknown = set(self.short.steps if self.short else []) - ids
        if unknown:
            raise ValueError(f"the short version names unknown steps: {sorted(unknown)}")
        return self


def parts_of(key: str) -> tuple[str, ...]:
    """Return what the kit of "band/nn-slug" must hold; a booster, a starter, a unit for adults needs less."""
    if key.startswith("parents/") or re.match(r"\w+/3", key):
        return ("plan", "slides")
    if key.startswith("staff/") or re.match(r"\w+/1", key):
        return ("plan", "worksheet", "key", "slides")
    return PARTS


def has_quiz(key: str) -> bool:
    """Return whether the page of "band/nn-slug" ends with a self-check: all but starters and guardians' units."""
    return "key" in parts_of(key)


def kit_places(key: str, root: Path = PLANS) -> dict[str, str]:
    """Return the built pages of one lesson's kit that there are, by part, and its pupils' page last."""
    base = f"teachers/plans/{key}"
    places = {"plan": f"{base}/index.html", "slides": f"lessons/{key}/slides.html"}
    there = [part for part in PARTS if (root / key / f"{part}.ko.md").exists()]
    found = {part: places.get(part, f"{base}/{part}.html") for part in there}
    page = "unit_page" if key.partition("/")[0] in ADULTS else "pupil_page"
    return {**found, page: f"lessons/{key}/index.html"}


def part_word(part: str, key: str, lang: Lang) -> str:
    """Return what a part of a lesson's kit is called; a starter's plan has one page, all others have two."""
    short = part == "plan" and key.partition("/")[2].startswith("3")
    return word("part_plan_short" if short else f"part_{part}", lang)


def load_plans(root: Path = PLANS) -> tuple[dict[str, Plan], list[Finding]]:
    """Read all plans, by "band/nn-slug", and what is wrong with them."""
    return load_all(Plan, root.glob("*/*/plan.yml"), "plans", lambda path: path.parent.relative_to(root).as_posix())


def on_slides(plan: Plan) -> dict[int, tuple[Step, int]]:
    """Return, by the number of a slide, the step that shows it and the minute of the lesson in which that step ends."""
    found: dict[int, tuple[Step, int]] = {}
    clock = 0
    for step in plan.steps:
        clock += step.minutes
        numbers = [int(n) for n in re.findall(r"\d+", str(step.slide or ""))]
        for number in range(numbers[0], numbers[-1] + 1) if numbers else ():
            found.setdefault(number, (step, clock))
    return found


def glance(plan: Plan, key: str, lang: Lang) -> str:
    """Return the "at a glance" table of the plan as HTML with markers; standards and directives by their codes."""
    codes = [f"{{{{ {name}.code }}}}" for name in plan.standards]
    codes = [f"[{code}]" for code in codes] + [f"{{{{ {name}.code }}}}" for name in plan.directives]
    band_of = key.partition("/")[0]
    band = f"{word(f'band_{band_of}', lang)} · {word('minutes', lang, n=plan.minutes)}"
    rows = [
        ("plan_band", " · ".join([band, " ".join(codes)])),
        ("plan_objectives", _list([text[lang] for text in plan.objectives])),
        ("plan_print", _list([text[lang] for text in plan.print])),
        ("plan_ready", _list([text[lang] for text in plan.open])),
        ("plan_tell", _list([text[lang] for text in plan.tell_before])),
    ]
    body = "\n".join(f'<tr><th scope="row">{word(name, lang)}</th><td>{text}</td></tr>' for name, text in rows if text)
    return f'<table class="bb-glance"><tbody>\n{body}\n</tbody></table>'


def meets(plan: Plan, lang: Lang) -> str:
    """Return the standards and directives that the lesson meets, in full, as HTML with markers."""
    parts = []
    for name, ids in (("plan_standards", plan.standards), ("plan_directives", plan.directives)):
        parts.append(f"<p><strong>{word(name, lang)}</strong></p>{_list([f'{{{{ {ident} }}}}' for ident in ids])}")
    return "\n".join(parts)


def _list(items: list[str]) -> str:
    if len(items) < 2:
        return "".join(items)
    return "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>"


def minute_table(plan: Plan, lang: Lang) -> str:
    """Return the minute table 도입–전개–정리 as HTML; the row header is the phase and the span of minutes."""
    rows, clock, phase = [], 0, ""
    for step in plan.steps:
        span = f"{clock}~{clock + step.minutes}"
        clock += step.minutes
        head = "" if step.phase == phase else f'<span class="bb-phase">{word(f"phase_{step.phase}", lang)}</span> '
        phase = step.phase
        slide = f' <span class="bb-slide-no">{word("slide_no", lang, n=step.slide)}</span>' if step.slide else ""
        long = f'<span class="bb-long">{word("minutes", lang, n=step.minutes)}</span>'
        rows.append(
            f'<tr><th scope="row">{head}{span} {long}</th>'
            f"<td><strong>{step.title[lang]}</strong>{slide}<br>{step.do[lang]}</td></tr>"
        )
    heads = "".join(f'<th scope="col">{word(f"table_{name}", lang)}</th>' for name in ("when", "what"))
    caption = f"<caption>{word('plan_table', lang, n=plan.minutes)}</caption>"
    return (
        f'<table class="bb-minutes">{caption}<thead><tr>{heads}</tr></thead><tbody>\n'
        + "\n".join(rows)
        + "\n</tbody></table>"
    )
