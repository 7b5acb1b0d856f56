"""Rules for the words themselves: nothing typed by hand that the ledger holds, nothing that never appears."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from coursekit.facts import Helpline
from coursekit.lessons import COURSE
from coursekit.material import Material
from coursekit.pages import MARKER
from coursekit.plans import PLANS
from coursekit.reading import Finding, short, split_front

NEVER = ("리벤지 포르노", "리벤지포르노", "음란물", "몰카", "revenge porn", "야동")
NOT_FOR_PUPILS = ("텔레그램", "Telegram", "텔레메트리오", "Telemetrio", "카카오톡", "인스타그램", "Instagram")
_ARTICLE = re.compile(r"제\s?\d+조|\bart(?:icle|\.)\s?\d+", re.I)
_HEADING = re.compile(r"^(#{1,6}) (.+)$", re.M)
_IMAGE = re.compile(r"!\[([^\]]*)\]\(([^)\s]+)")
_LINK = re.compile(r"(?<!!)\[((?:[^\[\]]|\[[^\]]*\])*)\]\(([^)\s]+)\)")
_BARE = re.compile(r"(?<![(\"'=<])https?://\S+")
_VAGUE = re.compile(r"^(여기|이곳|클릭|here|click here|link|this)$", re.I)


def prose_findings(path: Path, material: Material) -> Iterator[Finding]:
    """Yield what is wrong with the words of one Markdown file."""
    text = path.read_text(encoding="utf-8")
    _, body, offset = split_front(text)
    clean = MARKER.sub(lambda m: " " * len(m[0]), body)
    place = short(path)

    def at(position: int) -> int:
        return body.count("\n", 0, position) + 1 + offset

    for rule, position, what, mend in [
        *_typed(clean, material),
        *_words(clean, path),
        *_shape(body),
        *_links(body, path),
    ]:
        yield Finding(place, at(position), rule, what, mend)


Raw = tuple[str, int, str, str]


def _typed(text: str, material: Material) -> Iterator[Raw]:
    """Phones, articles and shares belong to the ledger."""
    values = [value for entry in material.ledger.values() for value in entry.values]
    phones = {value.phone for value in values if isinstance(value, Helpline) and value.phone}
    for phone in sorted(phones, key=len, reverse=True):
        for match in re.finditer(rf"(?<![\d.\-]){re.escape(phone)}(?![\d%\-])", text):
            yield "typed", match.start(), f"the number {phone} is typed by hand", "write its {{ helpline/… }} marker"
    for match in _ARTICLE.finditer(text):
        yield (
            "typed",
            match.start(),
            f"the article {match[0]!r} is typed by hand",
            "write its {{ law/….article }} marker",
        )
    for match in re.finditer(r"\d+\.\d+ ?%", text):
        yield "typed", match.start(), f"the figure {match[0]!r} is typed by hand", "write its {{ figure/… }} marker"


def _words(text: str, path: Path) -> Iterator[Raw]:
    banned = NEVER + (NOT_FOR_PUPILS if _for_pupils(path) else ())
    for word in banned:
        for match in re.finditer(re.escape(word), text, re.I):
            yield "never", match.start(), f"{word!r} never appears here (CURRICULUM)", "say it another way"


def _for_pupils(path: Path) -> bool:
    if path.is_relative_to(PLANS):
        return path.name.startswith(("slides", "worksheet"))
    return path.relative_to(COURSE).parts[1] in ("lessons", "help", "law", "labs", "index.md")


def _shape(body: str) -> Iterator[Raw]:
    text = re.sub(r"^```.*?^```", lambda m: re.sub(r"[^\n]", " ", m[0]), body, flags=re.M | re.S)
    levels = [(len(match[1]), match.start()) for match in _HEADING.finditer(text)]
    if sum(level == 1 for level, _ in levels) != 1:
        yield "heading", 0, "a page has exactly one heading of level 1", "keep one `# `"
    for (before, _), (after, position) in pairwise(levels):
        if after > before + 1:
            yield "heading", position, f"level {after} follows level {before}", "do not skip a level"
    for match in _IMAGE.finditer(text):
        if not match[1].strip():
            yield "alt", match.start(), f"{match[2]} has no alt text", "say what it shows"


def _links(body: str, path: Path) -> Iterator[Raw]:
    for match in _LINK.finditer(body):
        words = re.sub(r"[*_`]", "", match[1]).strip()
        if not words or _VAGUE.match(words):
            yield "link", match.start(), f"the link {words!r} does not say where it goes", "name the page"
        target = match[2].split("#")[0]
        if target and not re.match(r"[a-z]+:", target) and not _exists(path, target):
            yield "link", match.start(), f"{target} does not exist", "mend the path (relative, to the .md file)"
    for match in _BARE.finditer(body):
        yield "link", match.start(), "a bare address", "write [name](address), or a ledger marker"


def _exists(path: Path, target: str) -> bool:
    if (path.parent / target).exists():
        return True
    if not path.is_relative_to(PLANS):
        return False
    lang = path.name.split(".")[-2]
    home = "lessons" if path.name.startswith("slides") else "teachers/plans"
    built = posixpath.normpath(posixpath.join(home, *path.relative_to(PLANS).parts[:2], target))
    name = {"index": "plan"}.get(Path(built).stem, Path(built).stem)
    return (COURSE / lang / built).exists() or (path.parent / f"{name}.{lang}.md").exists()
