"""Decks: one Markdown file becomes one page of slides, each with its speaker notes."""

from __future__ import annotations

import re
from dataclasses import dataclass

_HEAD = re.compile(r"^(#{1,2} .*?)(?: *\{([^}]*)\})?\s*$")
_NOTES = re.compile(r"^!!! notes[^\n]*\n((?:[ \t]+[^\n]*\n?|\n)*)", re.M)


@dataclass(frozen=True)
class Slide:
    """One slide: its kind ("demo", "" = plain), its Markdown, its speaker notes, and where they stand.

    `line` is its first line below the front matter, `notes_after` the lines from there to the notes' first.
    """

    kind: str
    body: str
    notes: str
    line: int
    notes_after: int = 0


def split_deck(text: str) -> list[Slide]:
    """Split a deck at its headings of level one and two."""
    lines = text.splitlines()
    heads = [n for n, line in enumerate(lines) if _HEAD.match(line)]
    return [_slide(lines[start:end], start) for start, end in zip(heads, [*heads[1:], len(lines)], strict=True)]


def _slide(lines: list[str], start: int) -> Slide:
    match = _HEAD.match(lines[0])
    head, attributes = (match[1], match[2] or "") if match else (lines[0], "")
    kind = re.search(r"bb-slide--([a-z]+)", attributes)
    body = "\n".join(["", *lines[1:], ""])
    notes = _NOTES.search(body)
    words = re.sub(r"^(?: {4}|\t)", "", notes[1], flags=re.M).rstrip() if notes else ""
    after = body.count("\n", 0, notes.start(1)) if notes else 0
    fallback = "title" if head.startswith("# ") else ""
    plain = _NOTES.sub(lambda match: "\n" * match[0].count("\n"), body)
    return Slide(kind[1] if kind else fallback, head + plain.rstrip(), words, start + 1, after)


def deck_markdown(slides: list[tuple[Slide, str, str, str]], key: str, notes_title: str, steps: dict[int, str]) -> str:
    """Return the deck page.

    Args:
        slides: slide, its resolved body, its resolved notes, and its line of sources ('' for none).
        key: "band/nn-slug".
        notes_title: heading of the notes in this language.
        steps: by the number of a slide the attributes that tell its step of the plan to the notes window.
    """
    parts = [f'<div class="bb-deck" data-deck="{key}" markdown>\n']
    for number, (slide, body, notes, source) in enumerate(slides, 1):
        kind = f" bb-slide--{slide.kind}" if slide.kind else ""
        parts.append(
            f'<section class="bb-slide{kind}" id="slide-{number}" aria-label="{number} / {len(slides)}"'
            f"{steps.get(number, '')} markdown>\n\n"
            f"{body}\n\n{source}\n\n"
            f'<aside class="bb-notes" aria-label="{notes_title} {number}" markdown>\n\n{notes}\n\n'
            f"</aside>\n\n</section>\n"
        )
    return "\n".join([*parts, "</div>\n"])
