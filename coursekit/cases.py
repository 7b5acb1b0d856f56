"""The branching cases "이 인물이라면?": scenes, choices and endings from which everything can still be put right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from pydantic import Field, model_validator

from coursekit.flows import FLOWS, Id, has_phone
from coursekit.ledger import Ledger
from coursekit.reading import Finding, Strict, Text, load_all, short

CASES = FLOWS / "what_would_they_do"


class Turn(Strict):
    """One thing the person could do, and the scene it leads to."""

    id: Id
    text: Text
    to: Id


class Node(Strict):
    """One scene: either it asks, or it is an ending with what repairs, what to say and whom to call."""

    id: Id
    scene: Text
    ending: bool = False
    ask: Text | None = None
    choices: list[Turn] = Field(default=[])
    repair: Text | None = None
    say: list[Text] = Field(default=[])
    lines: list[str] = Field(default=[])

    @model_validator(mode="after")
    def _whole(self) -> Node:
        if self.ending and (self.choices or not (self.repair and self.say and self.lines)):
            raise ValueError("an ending has repair, say and lines, and no choices")
        if not self.ending and (self.ask is None or not 2 <= len(self.choices) <= 3):
            raise ValueError("a scene asks and has two or three choices")
        return self


class Case(Strict):
    """One case of one band; `people` says who is in it and that all are invented."""

    title: Text
    people: Text
    start: Id
    nodes: list[Node] = Field(min_length=5, max_length=8)


def load_cases(root: Path = CASES) -> tuple[dict[str, Case], list[Finding]]:
    """Read the cases by band, and what is wrong with the files."""
    return load_all(Case, root.glob("*.yml"), "cases", lambda path: path.stem)


def case_findings(name: str, case: Case, ledger: Ledger) -> Iterator[Finding]:
    """Yield what is wrong with a case: lost scenes, dead ends, endings without a live helpline."""
    file = short(CASES / f"{name}.yml")
    for what in [*_graph_trouble(case), *_ending_trouble(case, ledger), *_marked_choices(case)]:
        yield Finding(file, 1, "cases", what, "mend the `to:` or `lines:` it names")


def _graph_trouble(case: Case) -> Iterator[str]:
    nodes = {node.id: node for node in case.nodes}
    counts = Counter(node.id for node in case.nodes)
    yield from (f"the id {name!r} stands twice" for name, n in counts.items() if n > 1)
    aims = {turn.to for node in case.nodes for turn in node.choices} | {case.start}
    yield from (f"no scene {name!r}" for name in sorted(aims - nodes.keys()))
    reached = _closure(case, {case.start}, forward=True)
    yield from (f"no way leads to {name!r}" for name in sorted(nodes.keys() - reached))
    saved = _closure(case, {node.id for node in case.nodes if node.ending}, forward=False)
    yield from (f"from {name!r} no ending is reached" for name in sorted(nodes.keys() - saved))


def _closure(case: Case, seen: set[str], *, forward: bool) -> set[str]:
    steps = [(node.id, turn.to) for node in case.nodes for turn in node.choices]
    pairs = steps if forward else [(to, here) for here, to in steps]
    while new := {b for a, b in pairs if a in seen} - seen:
        seen = seen | new
    return seen


def _ending_trouble(case: Case, ledger: Ledger) -> Iterator[str]:
    for node in case.nodes:
        yield from (f"{node.id}: no entry {line!r}" for line in node.lines if line not in ledger)
        if node.ending and not any(has_phone(line, ledger) for line in node.lines):
            yield f"{node.id}: no helpline with a phone"


def _marked_choices(case: Case) -> Iterator[str]:
    for node in case.nodes:
        for turn in node.choices:
            if "{{" in turn.text.ko + turn.text.en:
                yield f"{node.id}: a marker in the choice {turn.id!r} would put a link into a button"
