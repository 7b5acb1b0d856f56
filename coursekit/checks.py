"""`course check`: every finding about the content, before anything is built."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from coursekit import LANGS
from coursekit.blocks.charts import CHARTS
from coursekit.blocks.counts import SHEETS
from coursekit.care import care
from coursekit.cases import case_findings
from coursekit.demos import verify_faces
from coursekit.flows import FLOWS, flow_findings
from coursekit.forms import FORMS, form_findings
from coursekit.front import split_front
from coursekit.kits import kits
from coursekit.ledger import FACTS
from coursekit.lessons import COURSE
from coursekit.material import Material
from coursekit.parity import digest, first_difference
from coursekit.plans import PLANS
from coursekit.prose import data_findings, notebook_findings, prose_findings
from coursekit.quizzes import QUIZZES
from coursekit.reading import Finding, read_text, short
from coursekit.trees import korean_twin, make_tree
from coursekit.words import WORDS

FLOORS = {
    "ledger": 300,
    "lessons": 14,
    "plans": 14,
    "quizzes": 10,
    "demos": 6,
    "flows": 2,
    "cases": 4,
    "charts": 6,
    "forms": 1,
}
GATED_PAGES = ("help", "law")
LISTED = ("term", "event", "directive", "standard")
"""Kinds that a list of the course shows whole."""


def check(material: Material) -> list[Finding]:
    """Return all findings of content, parity, kits, prose, demos and gallery, sorted by place."""
    trees = {lang: make_tree(material, lang) for lang in LANGS}
    found = [finding for _, wrong in trees.values() for finding in wrong]
    found += [*floors(material), *twins(), *notebooks(material), *kits(material, trees["ko"][0])]
    found += care(material)
    found += [*unused(material), *demo_findings(material), *tools(material), *not_yet(material)]
    for path in sources():
        found += prose_findings(path, read_text(path), material)
    for path in data_sources():
        found += data_findings(path, material)
    return sorted(set(found))


def sources() -> list[Path]:
    """Return every Markdown file that a reader will see."""
    return sorted([*COURSE.glob("ko/**/*.md"), *COURSE.glob("en/**/*.md"), *PLANS.glob("**/*.md")])


def data_sources() -> list[Path]:
    """Return every YAML file with words that a reader will see."""
    return [
        *PLANS.rglob("plan.yml"),
        *(path for folder in (QUIZZES, WORDS, CHARTS, FLOWS, SHEETS, FORMS) for path in sorted(folder.rglob("*.yml"))),
    ]


def tools(material: Material) -> Iterator[Finding]:
    """Every path of every flow and case reaches an outcome that names a live helpline; forms ask fairly."""
    for name, flow in material.flows.items():
        yield from flow_findings(name, flow, material.ledger)
    for name, case in material.cases.items():
        yield from case_findings(name, case, material.ledger)
    for band, form in material.forms.items():
        yield from form_findings(band, form, material.ledger, material.demos)


def not_yet(material: Material) -> Iterator[Finding]:
    """A check dated after today would put off the next one."""
    for entry in material.ledger.values():
        if entry.last_check.on > material.day:
            what = f"a check on {entry.last_check.on}, which is still to come"
            yield Finding(f"course/facts/{entry.id}.yml", 1, "facts", what, "write the day on which it was done")


def floors(material: Material) -> Iterator[Finding]:
    """A search that finds too little is red: the folders may have moved."""
    for name, floor in FLOORS.items():
        count = len(getattr(material, name))
        if count < floor:
            what = f"only {count} {name}, at least {floor} expected"
            yield Finding("course", 1, "floor", what, "look where they went")


def twins() -> Iterator[Finding]:
    """Every page and sheet has both languages, one skeleton, and a digest of the Korean source."""
    for path in sources():
        korean = path.name.endswith(".ko.md") or path.is_relative_to(COURSE / "ko")
        twin = _english_twin(path) if korean else korean_twin(path)
        if twin is None or not twin.exists():
            mend = f"write {short(twin) if twin else 'it'}"
            yield Finding(short(path), 1, "twin", "the other language is missing", mend)
        elif not korean:
            yield from _same(twin, path)


def _english_twin(path: Path) -> Path:
    if path.name.endswith(".ko.md"):
        return path.with_name(path.name.replace(".ko.md", ".en.md"))
    return COURSE / "en" / path.relative_to(COURSE / "ko")


def _same(korean: Path, english: Path) -> Iterator[Finding]:
    source, text = read_text(korean), read_text(english)
    front, body, offset = split_front(text)
    difference = first_difference(split_front(source)[1], body)
    if difference:
        line, want, have = difference
        what, mend = f"here the Korean page has <{want}>, this one <{have}>", f"make it follow {short(korean)}"
        yield Finding(short(english), line + offset, "parity", what, mend)
    stale = front.get("source") != digest(source)
    if stale and english.is_relative_to(COURSE / "en") and english.relative_to(COURSE / "en").parts[0] in GATED_PAGES:
        mend = f"translate the change, then `course stamp {short(english)}`"
        yield Finding(short(english), 1, "translation", "help and law pages may not be out of date", mend)


def notebooks(material: Material) -> Iterator[Finding]:
    """Every notebook has both languages, equal code, and words that keep the rules."""
    names = {path.relative_to(COURSE / lang) for lang in LANGS for path in COURSE.glob(f"{lang}/**/*.ipynb")}
    for name in sorted(name for name in names if ".ipynb_checkpoints" not in name.parts):
        pair = [COURSE / lang / name for lang in LANGS]
        missing = [path for path in pair if not path.exists()]
        yield from (Finding(short(path), 1, "twin", "this language is missing", "write it") for path in missing)
        try:
            bones = [_cells(path) for path in pair if path not in missing]
            for path in pair if not missing else []:
                yield from notebook_findings(path, material)
        except (json.JSONDecodeError, LookupError) as error:
            yield Finding(short(pair[0]), 1, "notebook", f"one of the pair is no notebook: {error}", "save it again")
            continue
        if bones[0] != bones[-1]:
            yield Finding(short(pair[1]), 1, "parity", "cells differ from the Korean notebook", "make the code equal")


def _cells(path: Path) -> list[tuple[Any, Any]]:
    cells = json.loads(read_text(path))["cells"]
    return [(cell["cell_type"], cell["source"] if cell["cell_type"] == "code" else "") for cell in cells]


def unused(material: Material) -> Iterator[Finding]:
    """Every fact of the ledger is used somewhere, or it is kept fresh for nobody."""
    everything = "\n".join(read_text(path) for path in [*sources(), *data_sources(), *FACTS.glob("event/*.yml")])
    charted = {f"figure/{bar.figure}" for chart in material.charts.values() for bar in chart.bars}
    for entry in material.ledger.values():
        listed = entry.card or entry.strip or entry.folder in LISTED or entry.id in charted
        if not listed and not re.search(rf"\b{re.escape(entry.id)}\b(?![\w-])", everything):
            mend = "use it on a page or delete the file"
            yield Finding(f"course/facts/{entry.id}.yml", 1, "unused", "no page uses this entry", mend)


def demo_findings(material: Material) -> Iterator[Finding]:
    """Faces have valid entries; demos are sound; the lessons they name exist."""
    for text in verify_faces(material.day):
        yield Finding("demos/faces/ledger.yml", 1, "faces", text, "see `course faces verify`")
    keys = {lesson.key for lesson in material.lessons}
    for demo in material.demos.values():
        for text in demo.verify(material.day):
            yield Finding(short(demo.folder), 1, "demos", text, "mend the demo's folder")
        for key in set(demo.card.lessons) - keys:
            yield Finding(short(demo.folder / "demo.yml"), 1, "demos", f"no lesson {key!r}", "mend the key")
