"""The lessons, found by their folders: order from the number, title from the page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from coursekit import ROOT, Lang
from coursekit.front import heading, split_front
from coursekit.reading import Finding, read_text, short
from coursekit.words import word

COURSE = ROOT / "course"
BANDS = ("elementary", "middle", "high", "staff", "parents")
ADULTS = ("staff", "parents")


@dataclass(frozen=True)
class Lesson:
    """One lesson: `key` is "band/nn-slug"; `titles` and `summaries` by language."""

    key: str
    titles: dict[Lang, str]
    summaries: dict[Lang, str]

    @property
    def band(self) -> str:
        """The band's folder name."""
        return self.key.split("/")[0]

    @property
    def number(self) -> str:
        """The folder number: 01-04 sessions, 11-12 boosters, 20-21 shorter versions, 31-33 starters."""
        return self.key.split("/")[1][:2]

    @property
    def quiz(self) -> str:
        """The file name of its self-check."""
        return self.key.replace("/", "-")


def load_lessons(root: Path = COURSE) -> tuple[list[Lesson], list[Finding]]:
    """Return the lessons of `course/ko/lessons/<band>/<nn-slug>/index.md` by band and number, and strays."""
    pages = sorted((root / "ko" / "lessons").glob("*/*/index.md"))
    strays = [page for page in pages if page.parts[-3] not in BANDS or not re.match(r"\d\d-", page.parts[-2])]
    mend = f"move it to {{{'|'.join(BANDS)}}}/nn-slug"
    wrong = [Finding(short(page), 1, "lessons", "not the folder of a lesson", mend) for page in strays]
    lessons = [_lesson(root, page.relative_to(root / "ko")) for page in pages if page not in strays]
    return sorted(lessons, key=lambda lesson: (BANDS.index(lesson.band), lesson.key)), wrong


def kind_of(lesson: Lesson, lang: Lang) -> str:
    """Return what the folder's number says: session, booster, shorter version, starter, or a unit for adults."""
    if lesson.band in ADULTS:
        return word("kind_unit", lang, n=int(lesson.number))
    if lesson.number == "20":
        return word("kind_two", lang)
    if lesson.number == "21":
        return word("kind_single", lang)
    name = {"0": "kind_session", "1": "kind_booster", "3": "kind_starter"}[lesson.number[0]]
    n = int(lesson.number[1])
    return word(name, lang, n="AB"[n - 1] if name == "kind_booster" else n)


def _lesson(root: Path, page: Path) -> Lesson:
    titles: dict[Lang, str] = {}
    summaries: dict[Lang, str] = {}
    for lang in ("ko", "en"):
        path = root / lang / page
        front, body, _ = split_front(read_text(path)) if path.exists() else ({}, "", 0)
        titles[lang] = heading(body)
        summaries[lang] = str(front.get("description", ""))
    return Lesson("/".join(page.parts[1:3]), titles, summaries)
