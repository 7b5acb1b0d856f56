"""Rules for the words themselves: nothing typed by hand that the ledger holds, nothing that never appears."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

from coursekit.facts import Figure, Helpline
from coursekit.front import split_front
from coursekit.lessons import COURSE
from coursekit.material import Material
from coursekit.pages import MARKER
from coursekit.plans import PAPERS, PLANS
from coursekit.reading import Finding, NotYaml, read_text, read_yaml, short
from coursekit.words import WORDS

NEVER = ("리벤지 포르노", "리벤지포르노", "음란물", "몰카", "revenge porn", "야동")
NOT_FOR_PUPILS = ("텔레그램", "Telegram", "텔레메트리오", "Telemetrio", "카카오톡", "인스타그램", "Instagram")
PUPIL_PAGES = ("lessons", "help", "law", "cases", "demos", "labs", "form", "index.md")
_ARTICLE = re.compile(r"제\s?\d+조|\bart(?:icles?|s?\.)\s?\d+", re.I)
_SHARE = re.compile(r"\d+\.\d+ ?(?:%|퍼센트|per ?cent)", re.I)
_HEADING = re.compile(r"^(#{1,6}) (.+)$", re.M)
_IMAGE = re.compile(r"!\[([^\]]*)\]\(([^)\s]+)")
_LINK = re.compile(r"(?<!!)\[((?:[^\[\]]|\[[^\]]*\])*)\]\(([^)\s]+)[^)]*\)")
_OUTSIDE = re.compile(r"(?<![(\"'=])https?://\S+|<a\s[^>]*href=[\"']https?:[^>]*>")
_VAGUE = re.compile(r"^(여기|이곳|클릭|here|click here|link|this)$", re.I)
_IN_TAG = re.compile(r"<[a-z][^<>]*\{\{[^<>]*>")
_BLOCK = re.compile(r"\{\{\s*(?:quiz|(?:list|demo|plan)/[\w-]+|(?:demo|form)/[\w-]+\.\w+|[\w/-]+\.(?:box|card))\s*\}\}")

Raw = tuple[str, int, str, str]
"""Rule, position in the text, what, how to mend it."""


def prose_findings(path: Path, text: str, material: Material) -> Iterator[Finding]:
    """Yield what is wrong with the words of one Markdown file; `path` tells where it stands and for whom."""
    front, body, offset = split_front(text)
    told = str(front.get("description", ""))
    line = text.count("\n", 0, text.find("description:"))
    yield from _findings(path, told, line, [*_typed(told, material), *_words(told, path)])
    clean = MARKER.sub(lambda m: " " * len(m[0]), body)
    raw = [*_typed(clean, material), *_words(clean, path), *_shape(body), *_links(body, path), *_markers(body)]
    yield from _findings(path, body, offset, raw)


def _findings(path: Path, text: str, offset: int, raw: list[Raw]) -> Iterator[Finding]:
    for rule, position, what, mend in raw:
        yield Finding(short(path), text.count("\n", 0, position) + 1 + offset, rule, what, mend)


def data_findings(path: Path, material: Material) -> Iterator[Finding]:
    """Yield what is wrong with the words in a YAML file; those of templates take no marker and may name a number."""
    try:
        data, lines = read_yaml(path)
    except NotYaml:
        return  # its loader reports it
    for name, text in _strings(data, ""):
        if text in material.ledger:
            continue  # an id, not words
        clean = MARKER.sub("", text)
        typed = _typed(clean, material) if not path.is_relative_to(WORDS) else ()
        yield from _findings(path, "", lines.get(name, 1) - 1, [*typed, *_words(clean, path)])


def notebook_findings(path: Path, material: Material) -> Iterator[Finding]:
    """Yield what is wrong with the words of a notebook."""
    for number, cell in enumerate(json.loads(read_text(path))["cells"], 1):
        text = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            for found in _findings(path, "", 0, [*_typed(text, material), *_words(text, path)]):
                yield replace(found, what=f"cell {number}: {found.what}")


def _strings(data: Any, place: str) -> Iterator[tuple[str, str]]:
    if isinstance(data, str):
        yield place, data
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for name, value in items:
        yield from _strings(value, f"{place}.{name}" if place else str(name))


def _typed(text: str, material: Material) -> Iterator[Raw]:
    """Phones, articles and shares belong to the ledger."""
    values = [value for entry in material.ledger.values() for value in entry.values]
    phones = {value.phone for value in values if isinstance(value, Helpline) and value.phone}
    for phone in sorted(phones, key=len, reverse=True):
        for match in re.finditer(rf"(?<![\d.\-]){re.escape(phone)}(?![\d%\-])", text):
            yield "typed", match.start(), f"the number {phone} is typed by hand", "write its {{ helpline/… }} marker"
    for match in _ARTICLE.finditer(text):
        mend = "write its {{ law/….article }} marker"
        yield "typed", match.start(), f"the article {match[0]!r} is typed by hand", mend
    counts = "|".join(re.escape(value.value) for value in values if isinstance(value, Figure) and len(value.value) > 2)
    for match in re.finditer(
        rf"{_SHARE.pattern}|(?<![\d.,])(?:{counts or '(?!)'})(?![\d.,]\d|\d|%|일| days)", text, re.I
    ):
        yield "typed", match.start(), f"the figure {match[0]!r} is typed by hand", "write its {{ figure/… }} marker"


def _words(text: str, path: Path) -> Iterator[Raw]:
    banned = NEVER + (NOT_FOR_PUPILS if _for_pupils(path) else ())
    for word in banned:
        for match in re.finditer(re.escape(word), text, re.I):
            yield "never", match.start(), f"{word!r} never appears here (CURRICULUM)", "say it another way"


def _for_pupils(path: Path) -> bool:
    if path.is_relative_to(PLANS):
        return path.name.startswith(("slides", "worksheet"))
    parts = path.relative_to(COURSE).parts if path.is_relative_to(COURSE) else ("", "")
    return parts[0] in ("quizzes", "words", "flows", "charts", "forms") or parts[1] in PUPIL_PAGES


def _markers(body: str) -> Iterator[Raw]:
    """A marker becomes HTML: it cannot stand inside a tag, and a block needs a line of its own."""
    for match in _IN_TAG.finditer(body):
        yield "marker", match.start(), "a marker stands inside an HTML tag", "write it in the text"
    for match in _BLOCK.finditer(body):
        start, end = body.rfind("\n", 0, match.start()) + 1, (body + "\n").index("\n", match.end())
        if body[start:end].strip() != match[0]:
            yield "marker", match.start(), f"{match[0]} is a block", "give it a line of its own"


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
    for match in _OUTSIDE.finditer(body):
        yield "link", match.start(), "a bare address", "write [name](address), or a ledger marker"


def _exists(path: Path, target: str) -> bool:
    if (path.parent / target).exists():
        return True
    if not path.is_relative_to(PLANS):
        return _is_paper(path, target)
    lang = path.name.split(".")[-2]
    home = "lessons" if path.name.startswith("slides") else "teachers/plans"
    built = posixpath.normpath(posixpath.join(home, *path.relative_to(PLANS).parts[:2], target))
    name = {"index": "plan"}.get(Path(built).stem, Path(built).stem)
    return (COURSE / lang / built).exists() or (path.parent / f"{name}.{lang}.md").exists()


def _is_paper(path: Path, target: str) -> bool:
    """A page of the course may lead to a paper of a band, which stands built below teachers/plans/."""
    lang, *folders = path.parent.relative_to(COURSE).parts
    built = Path(posixpath.normpath(posixpath.join(*folders, target)))
    there = built.parts[:2] == ("teachers", "plans") and len(built.parts) == 4
    return there and (PLANS / built.parts[2] / PAPERS / f"{built.stem}.{lang}.md").exists()
