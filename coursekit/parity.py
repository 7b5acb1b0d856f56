"""Two languages, one skeleton: headings, markers, pictures and links must stand in the same order."""

from __future__ import annotations

import hashlib
import re

_SHAPE = re.compile(
    r"""
    (?P<code>^```[\s\S]*?^```)
  | ^(?P<head>\#{1,6})\ .*$
  | (?P<marker>\{\{\s*[^{}]+?\s*\}\})
  | !\[[^\]]*\]\((?P<image>[^)\s]+)[^)]*\)
  | (?<!!)\[(?:[^\[\]]|\[[^\]]*\])*\]\((?P<link>[^)\s]+)[^)]*\)
  | ^(?P<note>!!!\ \w+)
  | ^<div\ class="(?P<block>[\w -]+)"
  | ^\ *(?P<item>[-*]|\d+\.)[ ]
  | ^\ *(?P<row>\|)
    """,
    re.M | re.X,
)


def digest(source: str) -> str:
    """Return the digest of a Korean source text that its English twin carries (12 hex digits)."""
    return hashlib.sha256(source.replace("\r\n", "\n").strip().encode()).hexdigest()[:12]


def skeleton(text: str) -> list[tuple[str, int]]:
    """Return the page's bones in order, each with its line: heading levels, markers, pictures, links, blocks."""
    bones = []
    for match in _SHAPE.finditer(text):
        kind = match.lastgroup or ""
        bone = " ".join(match[kind].split()) if kind != "code" else "code"
        bones.append((f"{kind} {bone}", text.count("\n", 0, match.start()) + 1))
    return bones


def first_difference(korean: str, english: str) -> tuple[int, str, str] | None:
    """Return (line in the English text, expected bone, found bone) of the first difference, or None."""
    left, right = skeleton(korean), skeleton(english)
    for number in range(max(len(left), len(right))):
        want = left[number][0] if number < len(left) else "nothing more"
        have, line = right[number] if number < len(right) else ("nothing more", english.count("\n") + 1)
        if want != have:
            return line, want, have
    return None
