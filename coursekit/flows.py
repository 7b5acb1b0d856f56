"""Tools that ask and answer on the device: questions, and an outcome put together from parts that fit the answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from coursekit import ROOT
from coursekit.facts import Helpline
from coursekit.ledger import Ledger
from coursekit.reading import Finding, Strict, Text, load_all, short

FLOWS = ROOT / "course" / "flows"
MOST_TAPS = 5
Answers = dict[str, str]
Id = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]*$")]
When = Annotated[
    list[dict[str, list[str]]], BeforeValidator(lambda value: [value] if isinstance(value, dict) else value)
]
"""Any of these mappings fits when every question it names was answered with one of the choices it lists."""


class Choice(Strict):
    """One answer to tap."""

    id: Id
    text: Text
    hint: Text | None = None


class Question(Strict):
    """One question; `short` stands in the trail of answers, `when` says after which answers it is asked."""

    id: Id
    ask: Text
    short: Text
    hint: Text | None = None
    when: When = Field(default=[])
    choices: list[Choice] = Field(min_length=2)


class Slot(Strict):
    """One section of the outcome; a required one is never empty."""

    id: Id
    kind: Literal["lead", "text", "steps", "list", "say", "call", "folded"]
    title: Text | None = None
    required: bool = False


class Part(Strict):
    """One sentence, step or helpline of an outcome."""

    id: Id
    slot: Id
    when: When = Field(default=[])
    text: Text | None = None
    line: str | None = None


class Card(Strict):
    """An invented person for use in class, with the answers that fit them."""

    id: Id
    text: Text
    answers: Answers


class Flow(Strict):
    """A tool; `doors` come first and change nothing of the outcome."""

    title: Text
    intro: Text
    doors: list[Choice] = Field(default=[])
    cards: list[Card] = Field(default=[])
    slots: list[Slot] = Field(min_length=1)
    questions: list[Question] = Field(min_length=1)
    parts: list[Part] = Field(min_length=1)


def load_flows(root: Path = FLOWS) -> tuple[dict[str, Flow], list[Finding]]:
    """Read the flows by file name ("law_explorer"), and what is wrong with the files."""
    return load_all(Flow, root.glob("*.yml"), "flows", lambda path: path.stem)


def fits(when: When, answers: Answers) -> bool:
    """Return whether a condition holds; no condition always does."""
    return not when or any(all(answers.get(name) in ids for name, ids in one.items()) for one in when)


def paths(flow: Flow) -> Iterator[Answers]:
    """Yield the answers of every path through the questions, in the order of the file."""
    yield from _paths(flow.questions, {})


def _paths(left: list[Question], answers: Answers) -> Iterator[Answers]:
    if not left:
        yield answers
    elif not fits(left[0].when, answers):
        yield from _paths(left[1:], answers)
    else:
        for choice in left[0].choices:
            yield from _paths(left[1:], {**answers, left[0].id: choice.id})


def outcome(flow: Flow, answers: Answers) -> dict[str, list[Part]]:
    """Return the parts that these answers show, by slot and in the order of the slots."""
    return {slot.id: [p for p in flow.parts if p.slot == slot.id and fits(p.when, answers)] for slot in flow.slots}


def flow_findings(name: str, flow: Flow, ledger: Ledger) -> Iterator[Finding]:
    """Yield what is wrong with a flow that reads well: dead ends, lost parts, paths without a live helpline."""
    file = short(FLOWS / f"{name}.yml")
    for what, mend in [*_id_trouble(flow), *_line_trouble(flow, ledger)]:
        yield Finding(file, 1, "flows", what, mend)
    shown: Counter[str] = Counter()
    all_paths = list(paths(flow))
    for answers in all_paths:
        parts = outcome(flow, answers)
        shown.update(part.id for some in parts.values() for part in some)
        for what in _path_trouble(flow, answers, parts, ledger):
            yield Finding(file, 1, "flows", f"{what} on the path {_words(answers)}", "add a part, or mend its `when`")
    for lost in {part.id for part in flow.parts} - set(shown):
        yield Finding(file, 1, "flows", f"no path shows the part {lost!r}", "mend its `when` or delete it")
    for card in flow.cards:
        if card.answers not in all_paths:
            yield Finding(file, 1, "flows", f"the answers of card {card.id!r} are no path", "answer what is asked")


def _words(answers: Answers) -> str:
    return " → ".join(f"{name}: {choice}" for name, choice in answers.items())


def _id_trouble(flow: Flow) -> Iterator[tuple[str, str]]:
    known: dict[str, set[str]] = {}
    for question in flow.questions:
        yield from _unknown(question.id, question.when, known)
        known[question.id] = {choice.id for choice in question.choices}
        if any("{{" in choice.text.ko + choice.text.en for choice in question.choices):
            yield f"{question.id}: a marker in a choice would put a link into a button", "write it in the outcome"
        if len(known[question.id]) < len(question.choices):
            yield f"{question.id}: two choices have the same id", "rename one"
    slots = {slot.id for slot in flow.slots}
    for part in flow.parts:
        yield from _unknown(part.id, part.when, known)
        if part.slot not in slots:
            yield f"{part.id}: no slot {part.slot!r}", f"use one of {sorted(slots)}"
    for things in (flow.questions, flow.parts, flow.slots, flow.cards):
        counts = Counter(thing.id for thing in things)
        yield from ((f"the id {name!r} stands twice", "rename one") for name, n in counts.items() if n > 1)


def _unknown(owner: str, when: When, known: dict[str, set[str]]) -> Iterator[tuple[str, str]]:
    for one in when:
        for name, ids in one.items():
            bad = set(ids) - known.get(name, set())
            if bad or not ids:
                yield f"{owner}: `when` names {name}: {sorted(bad)}", "name an earlier question and its choices"


def _line_trouble(flow: Flow, ledger: Ledger) -> Iterator[tuple[str, str]]:
    kinds = {slot.id: slot.kind for slot in flow.slots}
    for part in flow.parts:
        if kinds.get(part.slot) == "call" and (part.line is None or part.line not in ledger):
            yield f"{part.id}: a call names no helpline of the ledger", "write `line: helpline/…`"
        if kinds.get(part.slot) != "call" and part.text is None:
            yield f"{part.id}: no text", "write `text: {ko: …, en: …}`"


def _path_trouble(flow: Flow, answers: Answers, parts: dict[str, list[Part]], ledger: Ledger) -> Iterator[str]:
    taps = len(answers) + bool(flow.doors)
    if taps > MOST_TAPS:
        yield f"{taps} taps, at most {MOST_TAPS}"
    yield from (f"nothing in {slot.id!r}" for slot in flow.slots if slot.required and not parts[slot.id])
    lines = [part.line for some in parts.values() for part in some if part.line]
    if not any(has_phone(line, ledger) for line in lines):
        yield "no helpline with a phone"


def has_phone(line: str, ledger: Ledger) -> bool:
    """Return whether a ledger id ("helpline/117") is a helpline whose newest value has a phone."""
    entry: Any = ledger.get(line)
    value = entry.values[-1] if entry else None
    return isinstance(value, Helpline) and bool(value.phone)
