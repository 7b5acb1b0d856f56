"""What every lesson owes its readers: no blame, a thing to do, a place that helps, hard words explained."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import cast

from coursekit import LANGS, Lang
from coursekit.facts import Term
from coursekit.front import split_front
from coursekit.lessons import ADULTS, COURSE, Lesson
from coursekit.material import Material
from coursekit.pages import MARKER
from coursekit.plans import PLANS
from coursekit.reading import Finding, read_text, short
from coursekit.slides import split_deck

BLAME = {
    "ko": (
        "조심했어야",
        "조심하지 않",
        "빌미",
        "왜 찍었",
        "왜 보냈",
        "왜 올렸",
        "왜 거절",
        "스스로 지켜",
        "사진을 올리지 마",
        "네가 원해서",
    ),
    "en": (
        "been more careful",
        "asked for it",
        "why did you send",
        "why did you post",
        "protect your photos",
        "don't post photos",
    ),
}
"""What puts the duty on the person shown. A file that quotes one to refuse it lists it as `allow` at its top."""
HARD = 3
"""Terms of the ledger from this many letters on are explained on a pupils' page; shorter ones are everyday words."""
MARKED = re.compile(r"\{\{\s*(term/[\w-]+)")
_PLACE = re.compile(r"\{\{\s*(?:helpline|list/helpline)")
_SECTION = re.compile(r"^## ", re.M)


def care(material: Material) -> Iterator[Finding]:
    """Yield what a lesson's pages and decks owe and do not give."""
    for path in [*COURSE.glob("*/lessons/*/*/*.md"), *PLANS.glob("*/*/*.md")]:
        yield from _blame(path)
    for lesson in material.lessons:
        for lang in LANGS:
            yield from _page(COURSE / lang / "lessons" / lesson.key / "index.md", lesson)
            yield from _last_slide(PLANS / lesson.key / f"slides.{lang}.md")
        yield from _glossed(COURSE / "ko" / "lessons" / lesson.key / "index.md", lesson, material)


def _blame(path: Path) -> Iterator[Finding]:
    lang: Lang = "en" if path.name.endswith(".en.md") or path.is_relative_to(COURSE / "en") else "ko"
    front, body, offset = split_front(read_text(path))
    allowed = front.get("allow", [])
    for words in BLAME[lang]:
        spots = [match.start() for match in re.finditer(re.escape(words), body, re.I)]
        if spots and words not in allowed:
            line = body.count("\n", 0, spots[0]) + 1 + offset
            mend = "say it another way, or, where it is quoted to refuse it, `allow:` it in the front matter"
            yield Finding(short(path), line, "blame", f"{words!r} puts it on the person shown", mend)
        if not spots and words in allowed:
            yield Finding(short(path), 1, "blame", f"`allow` names {words!r}, which is not there", "take it out")


def _page(path: Path, lesson: Lesson) -> Iterator[Finding]:
    """A page ends with what one can do now (class `bb-now`) and a place that helps; a pupils' page begins with one."""
    if not path.exists():
        return
    parts = _SECTION.split(split_front(read_text(path))[1])
    if "bb-now" not in parts[-1] or not _PLACE.search(parts[-1]):
        what = "the last part has no `bb-now` with a place that helps"
        yield Finding(short(path), 1, "care", what, "end with a thing to do and a {{ helpline/… }}")
    if lesson.band not in ADULTS and not any(_PLACE.search(part) for part in parts[:2]):
        what = "no place that helps before the lesson begins"
        yield Finding(short(path), 1, "care", what, "open with the help card")


def _last_slide(path: Path) -> Iterator[Finding]:
    if path.exists():
        slides = split_deck(split_front(read_text(path))[1])
        if not slides or slides[-1].kind != "help" or not _PLACE.search(slides[-1].body):
            mend = "end with a slide { .bb-slide--help } that names a thing to do and a {{ helpline/… }}"
            yield Finding(short(path), 1, "care", "the last slide names no place that helps", mend)


def _glossed(path: Path, lesson: Lesson, material: Material) -> Iterator[Finding]:
    """A hard word on a pupils' page is explained once; `explains` at its top lists what the text itself explains."""
    if lesson.band in ADULTS or not path.exists():
        return
    front, body, _ = split_front(read_text(path))
    words = MARKER.sub("", body)
    for entry in material.ledger.values():
        term = entry.on(material.day) if entry.folder == "term" else None
        word = cast(Term, term).word["ko"] if term else ""
        if len(word) >= HARD and word in words and entry.id not in [*front.get("explains", []), *MARKED.findall(body)]:
            line = next((n for n, text in enumerate(read_text(path).splitlines(), 1) if word in text), 1)
            yield Finding(short(path), line, "gloss", f"{word!r} is not explained", f"write {{{{ {entry.id} }}}} once")
