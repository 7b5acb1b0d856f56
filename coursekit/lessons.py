"""The lessons, found by their folders: order from the number, title from the page."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from coursekit import ROOT, Lang
from coursekit.reading import heading, split_front

COURSE = ROOT / "course"
BANDS = ("elementary", "middle", "high", "staff", "parents")


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


def load_lessons(root: Path = COURSE) -> list[Lesson]:
    """Return the lessons of `course/ko/lessons/<band>/<nn-slug>/index.md`, by band and number."""
    pages = sorted((root / "ko" / "lessons").glob("*/[0-9][0-9]-*/index.md"))
    lessons = [_lesson(root, page.relative_to(root / "ko")) for page in pages]
    return sorted(lessons, key=lambda lesson: (BANDS.index(lesson.band), lesson.key))


def _lesson(root: Path, page: Path) -> Lesson:
    titles: dict[Lang, str] = {}
    summaries: dict[Lang, str] = {}
    for lang in ("ko", "en"):
        path = root / lang / page
        front, body, _ = split_front(path.read_text(encoding="utf-8")) if path.exists() else ({}, "", 0)
        titles[lang] = heading(body)
        summaries[lang] = str(front.get("description", ""))
    return Lesson("/".join(page.parts[1:3]), titles, summaries)
