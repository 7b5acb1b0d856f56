"""All material of the course, loaded once: ledger, lessons, plans, quizzes, demos."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from coursekit.demos import Demo, find_demos
from coursekit.ledger import Ledger, load_ledger
from coursekit.lessons import Lesson, load_lessons
from coursekit.office import Office
from coursekit.plans import Plan, load_plans
from coursekit.quizzes import Quiz, load_quizzes
from coursekit.reading import Finding

DemoHost = Literal["gradio", "files"]


@dataclass(frozen=True)
class Material:
    """What the pages are made from, for one day and one office."""

    ledger: Ledger
    lessons: list[Lesson]
    plans: dict[str, Plan]
    quizzes: dict[str, Quiz]
    demos: dict[str, Demo]
    day: date
    office: Office = field(default_factory=Office)
    demo_host: DemoHost = "files"


def load_material(
    day: date, office: Office | None = None, demo_host: DemoHost = "files"
) -> tuple[Material, list[Finding]]:
    """Load everything; return it with all findings of the data files."""
    ledger, wrong_facts = load_ledger()
    plans, wrong_plans = load_plans()
    quizzes, wrong_quizzes = load_quizzes()
    lessons, wrong_lessons = load_lessons()
    demos, wrong_demos = find_demos()
    material = Material(ledger, lessons, plans, quizzes, demos, day, office or Office(), demo_host)
    return material, wrong_facts + wrong_plans + wrong_quizzes + wrong_lessons + wrong_demos
