"""What a lesson's kit must hold: all its parts, ids that exist, notes on each slide, minutes well spent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from coursekit import LANGS
from coursekit.front import split_front
from coursekit.lessons import BANDS
from coursekit.material import Material
from coursekit.plans import PLANS, has_quiz, parts_of
from coursekit.quizzes import QUIZZES
from coursekit.reading import Finding, read_text, short
from coursekit.slides import split_deck
from coursekit.trees import Tree

LIMIT_PLAN = 5000


def kits(material: Material, korean: Tree) -> Iterator[Finding]:
    """Yield what is wrong with plans, sheets, slides and self-checks; `korean` is the tree with its built plans."""
    yield from _parts(material)
    for key, plan in material.plans.items():
        place = short(PLANS / key / "plan.yml")
        for name in [*plan.standards, *plan.directives]:
            if name not in material.ledger:
                yield Finding(place, 1, "plans", f"no ledger entry {name!r}", "add the entry or mend the id")
        for name in plan.demos:
            if name not in material.demos:
                yield Finding(place, 1, "plans", f"no demo {name!r}", "mend the id")
        yield from _notes(key)
        yield from _too_long(key, korean.get(PurePosixPath("teachers/plans", key, "index.md"), ""))
    yield from _spotting(material)


def _parts(material: Material) -> Iterator[Finding]:
    """Every lesson has its kit, and every kit and every self-check its lesson."""
    for lesson in material.lessons:
        folder = PLANS / lesson.key
        pages = [folder / f"{part}.{lang}.md" for part in parts_of(lesson.key) for lang in LANGS]
        wanted = [folder / "plan.yml", *pages]
        wanted += [QUIZZES / f"{lesson.quiz}.yml"] if has_quiz(lesson.key) else []
        for path in wanted:
            if not path.exists():
                yield Finding(short(path), 1, "kit", "missing from the lesson's kit", "write it")
    keys, quizzes = {lesson.key for lesson in material.lessons}, {lesson.quiz for lesson in material.lessons}
    strays = [PLANS / key / "plan.yml" for key in material.plans if key not in keys]
    strays += [QUIZZES / f"{name}.yml" for name in material.quizzes if name not in quizzes]
    for path in strays:
        yield Finding(short(path), 1, "kit", "there is no such lesson", "name it after its lesson or delete it")


def _notes(key: str) -> Iterator[Finding]:
    for lang in LANGS:
        path = PLANS / key / f"slides.{lang}.md"
        if path.exists():
            _, body, offset = split_front(read_text(path))
            for slide in split_deck(body):
                if not slide.notes:
                    what = "a slide without speaker notes"
                    yield Finding(short(path), slide.line + offset, "slides", what, "add `!!! notes`")


def _spotting(material: Material) -> Iterator[Finding]:
    """Telling real from fake takes at most two thirds of session 3 and 20 % of a band's sessions 1 to 4."""
    for band in BANDS:
        sessions = {key: plan for key, plan in material.plans.items() if key.startswith(f"{band}/0")}
        spotting = {key: sum(s.minutes for s in plan.steps if s.topic == "spotting") for key, plan in sessions.items()}
        for key, minutes in spotting.items():
            if key.startswith(f"{band}/03-") and minutes * 3 > sessions[key].minutes * 2:
                place = short(PLANS / key / "plan.yml")
                yield Finding(place, 1, "spotting", f"{minutes} min of spotting is over two thirds", "cut it")
        whole, spent = sum(plan.minutes for plan in sessions.values()), sum(spotting.values())
        if len(sessions) >= 4 and spent * 5 > whole:
            yield Finding(f"lesson_plans/{band}", 1, "spotting", f"{spent} min of spotting is over 20 %", "cut it")


def _too_long(key: str, text: str) -> Iterator[Finding]:
    visible = re.sub(r"<[^>]+>|\s|[#*|_`]", "", split_front(text)[1])
    if len(visible) > LIMIT_PLAN:
        what = f"{len(visible)} characters; before class a teacher reads at most {LIMIT_PLAN}"
        yield Finding(short(PLANS / key / "plan.ko.md"), 1, "length", what, "move text to the appendix (notes.ko.md)")
