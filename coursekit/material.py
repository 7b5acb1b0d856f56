"""All material of the course, loaded once: ledger, lessons, plans, quizzes, demos."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, TypeVar

from coursekit import Lang
from coursekit.blocks.charts import Chart, load_charts
from coursekit.blocks.counts import Sheet, load_sheets
from coursekit.cases import Case, load_cases
from coursekit.demos import Demo, find_demos
from coursekit.flows import Flow, load_flows
from coursekit.forms import Form, load_forms
from coursekit.ledger import Ledger, load_ledger
from coursekit.lessons import Lesson, load_lessons
from coursekit.office import Office
from coursekit.plans import Plan, load_plans
from coursekit.quizzes import Quiz, load_quizzes
from coursekit.reading import Finding

DemoHost = Literal["gradio", "files"]
T = TypeVar("T")


@dataclass(frozen=True)
class Material:
    """What the pages are made from, for one day and one office."""

    ledger: Ledger
    lessons: list[Lesson]
    plans: dict[str, Plan]
    quizzes: dict[str, Quiz]
    demos: dict[str, Demo]
    flows: dict[str, Flow]
    cases: dict[str, Case]
    charts: dict[str, Chart]
    sheets: dict[str, Sheet]
    forms: dict[str, Form]
    day: date
    office: Office = field(default_factory=Office)
    demo_host: DemoHost = "files"
    files: dict[Lang, dict[str, Any]] = field(default_factory=dict)
    """What this build offers for download, by language and then by lesson and band; empty when it made no files."""


def load_material(
    day: date, office: Office | None = None, demo_host: DemoHost = "files"
) -> tuple[Material, list[Finding]]:
    """Load everything; return it with all findings of the data files."""
    found: list[Finding] = []

    def keep(loaded: tuple[T, list[Finding]]) -> T:
        found.extend(loaded[1])
        return loaded[0]

    ledger = keep(load_ledger())
    material = Material(
        ledger=ledger,
        lessons=keep(load_lessons()),
        plans=keep(load_plans()),
        quizzes=keep(load_quizzes()),
        demos=keep(find_demos()),
        flows=keep(load_flows()),
        cases=keep(load_cases()),
        charts=keep(load_charts(ledger=ledger)),
        sheets=keep(load_sheets()),
        forms=keep(load_forms()),
        day=day,
        office=office or Office(),
        demo_host=demo_host,
    )
    return material, found
