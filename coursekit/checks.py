"""`course check`: every finding about the content, before anything is built."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from coursekit import LANGS
from coursekit.demos import verify_faces
from coursekit.lessons import BANDS, COURSE
from coursekit.material import Material
from coursekit.parity import digest, first_difference
from coursekit.plans import PARTS, PLANS
from coursekit.prose import prose_findings
from coursekit.reading import Finding, short, split_front
from coursekit.slides import split_deck
from coursekit.trees import korean_twin, make_tree

FLOORS = {"ledger": 40, "lessons": 1, "plans": 1, "quizzes": 1, "demos": 1}
LIMIT_PLAN = 5000
GATED_PAGES = ("help", "law")


def check(material: Material) -> list[Finding]:
    """Return all findings of content, parity, plans, prose, demos and gallery, sorted by place."""
    found = [*floors(material), *twins(), *plans(material), *unused(material), *demo_findings(material)]
    for lang in LANGS:
        tree, wrong = make_tree(material, lang)
        found += wrong
        found += (
            [f for key in material.plans for f in _too_long(key, tree.get(_plan_path(key), ""))] if lang == "ko" else []
        )
    for path in sources():
        found += prose_findings(path, material)
    return sorted(set(found))


def sources() -> list[Path]:
    """Return every Markdown file that a reader will see."""
    return sorted([*COURSE.glob("ko/**/*.md"), *COURSE.glob("en/**/*.md"), *PLANS.glob("*/*/*.md")])


def floors(material: Material) -> Iterator[Finding]:
    """A search that finds too little is red: the folders may have moved."""
    for name, floor in FLOORS.items():
        count = len(getattr(material, name))
        if count < floor:
            yield Finding(
                "course", 1, "floor", f"only {count} {name}, at least {floor} expected", "look where they went"
            )


def twins() -> Iterator[Finding]:
    """Every page and sheet has both languages, one skeleton, and a digest of the Korean source."""
    for path in sources():
        korean = path.name.endswith(".ko.md") or path.is_relative_to(COURSE / "ko")
        twin = _english_twin(path) if korean else korean_twin(path)
        if twin is None or not twin.exists():
            yield Finding(
                short(path), 1, "twin", "the other language is missing", f"write {short(twin) if twin else 'it'}"
            )
        elif not korean:
            yield from _same(twin, path)
    yield from _notebooks()


def _english_twin(path: Path) -> Path:
    if path.name.endswith(".ko.md"):
        return path.with_name(path.name.replace(".ko.md", ".en.md"))
    return COURSE / "en" / path.relative_to(COURSE / "ko")


def _same(korean: Path, english: Path) -> Iterator[Finding]:
    source, text = korean.read_text(encoding="utf-8"), english.read_text(encoding="utf-8")
    front, body, offset = split_front(text)
    difference = first_difference(split_front(source)[1], body)
    if difference:
        line, want, have = difference
        mend = f"make it follow {short(korean)}"
        yield Finding(
            short(english), line + offset, "parity", f"here the Korean page has <{want}>, this one <{have}>", mend
        )
    stale = front.get("source") != digest(source)
    if stale and english.is_relative_to(COURSE / "en") and english.relative_to(COURSE / "en").parts[0] in GATED_PAGES:
        mend = f"translate the change, then `course stamp {short(english)}`"
        yield Finding(short(english), 1, "translation", "help and law pages may not be out of date", mend)


def _notebooks() -> Iterator[Finding]:
    for korean in sorted(COURSE.glob("ko/**/*.ipynb")):
        english = COURSE / "en" / korean.relative_to(COURSE / "ko")
        if not english.exists():
            yield Finding(short(korean), 1, "twin", "the other language is missing", f"write {short(english)}")
            continue
        cells = [
            [
                (c["cell_type"], c["source"] if c["cell_type"] == "code" else "")
                for c in json.loads(p.read_text())["cells"]
            ]
            for p in (korean, english)
        ]
        if cells[0] != cells[1]:
            yield Finding(short(english), 1, "parity", "code cells differ from the Korean notebook", "make them equal")


def plans(material: Material) -> Iterator[Finding]:
    """Every lesson has its kit; ids exist; at most two thirds of session 3 and 20 % of a band are spotting."""
    for lesson in material.lessons:
        folder = PLANS / lesson.key
        wanted = [folder / "plan.yml", *(folder / f"{part}.{lang}.md" for part in PARTS for lang in LANGS)]
        for path in wanted:
            if not path.exists():
                yield Finding(short(path), 1, "kit", "missing from the lesson's kit", "write it (`course new lesson`)")
        if lesson.quiz not in material.quizzes:
            yield Finding(f"course/quizzes/{lesson.quiz}.yml", 1, "kit", "the lesson has no self-check", "write it")
    for key, plan in material.plans.items():
        place = short(PLANS / key / "plan.yml")
        for name in [*plan.standards, *plan.directives]:
            if name not in material.ledger:
                yield Finding(place, 1, "plans", f"no ledger entry {name!r}", "add the entry or mend the id")
        for name in plan.demos:
            if name not in material.demos:
                yield Finding(place, 1, "plans", f"no demo {name!r}", "mend the id")
        yield from _notes(key)
    yield from _spotting(material)


def _notes(key: str) -> Iterator[Finding]:
    for lang in LANGS:
        path = PLANS / key / f"slides.{lang}.md"
        if path.exists():
            _, body, offset = split_front(path.read_text(encoding="utf-8"))
            for slide in split_deck(body):
                if not slide.notes:
                    yield Finding(
                        short(path), slide.line + offset, "slides", "a slide without speaker notes", "add `!!! notes`"
                    )


def _spotting(material: Material) -> Iterator[Finding]:
    for band in BANDS:
        steps = [s for key, p in material.plans.items() if key.startswith(f"{band}/0") for s in p.steps]
        spotting = sum(s.minutes for s in steps if s.topic == "spotting")
        sessions = sum(key.startswith(f"{band}/0") for key in material.plans)
        if sessions >= 4 and spotting * 5 > sum(s.minutes for s in steps):
            yield Finding(f"lesson_plans/{band}", 1, "spotting", f"{spotting} min of spotting is over 20 %", "cut it")


def _plan_path(key: str) -> PurePosixPath:
    return PurePosixPath("teachers/plans", key, "index.md")


def _too_long(key: str, text: str) -> Iterator[Finding]:
    visible = re.sub(r"<[^>]+>|\s|[#*|_`]", "", split_front(text)[1])
    if len(visible) > LIMIT_PLAN:
        what = f"{len(visible)} characters; before class a teacher reads at most {LIMIT_PLAN}"
        yield Finding(short(PLANS / key / "plan.ko.md"), 1, "length", what, "move text to the appendix (notes.ko.md)")


def unused(material: Material) -> Iterator[Finding]:
    """Every fact of the ledger is used somewhere, or it should not be kept fresh for nobody."""
    everything = "\n".join(path.read_text(encoding="utf-8") for path in sources())
    everything += "\n".join(path.read_text(encoding="utf-8") for path in PLANS.rglob("plan.yml"))
    for entry in material.ledger.values():
        listed = entry.card or entry.strip or entry.folder == "term"
        if not listed and not re.search(rf"\b{re.escape(entry.id)}\b(?![\w-])", everything):
            mend = "use it on a page or delete the file"
            yield Finding(f"course/facts/{entry.id}.yml", 1, "unused", "no page uses this entry", mend)


def demo_findings(material: Material) -> Iterator[Finding]:
    """Faces have valid entries; demos have their parts; the lessons they name exist."""
    for text in verify_faces(material.day):
        yield Finding("demos/faces/ledger.yml", 1, "faces", text, "see `course faces verify`")
    keys = {lesson.key for lesson in material.lessons}
    for demo in material.demos.values():
        for text in demo.verify():
            yield Finding(short(demo.folder), 1, "demos", text, "mend the demo's folder")
        for key in set(demo.card.lessons) - keys:
            yield Finding(short(demo.folder / "demo.yml"), 1, "demos", f"no lesson {key!r}", "mend the key")
