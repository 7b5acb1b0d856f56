"""What an entry of the ledger must say, apart from its files: closed values, dates, recipe, shots."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from demos.faces.sentences import sentence

Entry = dict[str, Any]

CLOSED: dict[str, tuple[object, ...]] = {
    "kind": ("synthetic",),
    "depicts": ("nobody",),
    "licence": ("CC0-1.0",),
    "scope": ("teaching",),
    "drawn_as": ("woman", "man"),
    "class": (True, False),
    "opens": (True, False, None),
}
ROLES = ("editor", "teacher", "office")
"""Who may look at a face or withdraw it. No names: the ledger is public."""
FREE = ("name", "looks", "recipe", "seed", "made_with", "looked_at", "from", "expires", "withdrawn")
DIGESTS = ("portrait", "landmarks", "layers")
KNOWN = (*CLOSED, *FREE, *DIGESTS, "shots")
SHOTS = ("s1", "s2", "s3", "s4")
_SHA = re.compile(r"[0-9a-f]{64}")


def is_withdrawn(entry: Entry) -> bool:
    """Whether the entry says that its face is no longer to be shown."""
    return entry.get("withdrawn") is not None


def findings(fid: str, entry: Entry, day: date) -> Iterator[str]:
    """What is wrong with the words of a face that is shown, one sentence each."""
    for key in entry:
        if key not in KNOWN:
            yield sentence(fid, "unknown-key", what=key, allowed=", ".join(KNOWN))
    yield from _values(fid, entry)
    yield from _recipe(fid, entry)
    yield from _dates(fid, entry, day)
    yield from _shots(fid, entry.get("shots"))


def withdrawal(fid: str, withdrawn: Any) -> Iterator[str]:
    """What is wrong with the record of a withdrawal."""
    told = withdrawn if isinstance(withdrawn, dict) else {}
    if not isinstance(told.get("on"), date) or not told.get("why") or told.get("by") not in ROLES:
        yield sentence(fid, "withdrawn-form", allowed=", ".join(ROLES))


def _values(fid: str, entry: Entry) -> Iterator[str]:
    for key, allowed in CLOSED.items():
        if entry.get(key) not in allowed:
            shown = ", ".join(str(a).lower() for a in allowed if a is not None)
            yield sentence(fid, "unknown", what=key, allowed=shown)
    if not entry.get("made_with"):
        yield sentence(fid, "unknown", what="made_with", allowed="…")
    for key in ("name", "looks"):
        words = entry.get(key)
        if not isinstance(words, dict) or not all(words.get(lang) for lang in ("ko", "en")):
            yield sentence(fid, "words", what=key)


def _recipe(fid: str, entry: Entry) -> Iterator[str]:
    recipe = entry.get("recipe")
    told = recipe if isinstance(recipe, dict) else {}
    if not told.get("id") or not _is_number(told.get("version")) or not _is_digest(told.get("sha256")):
        yield sentence(fid, "recipe")
    if not _is_number(entry.get("seed")):
        yield sentence(fid, "unknown", what="seed", allowed="0, 1, 2 …")


def _dates(fid: str, entry: Entry, day: date) -> Iterator[str]:
    start, end = entry.get("from"), entry.get("expires")
    if not isinstance(start, date) or not isinstance(end, date):
        yield sentence(fid, "no-expiry")
    elif day >= end:
        yield sentence(fid, "expired", what=end.isoformat())
    elif day < start:
        yield sentence(fid, "too-early", what=start.isoformat())
    seen = entry.get("looked_at")
    told = seen if isinstance(seen, dict) else {}
    if not isinstance(told.get("on"), date) or told.get("by") not in ROLES:
        yield sentence(fid, "looked-at", allowed=", ".join(ROLES))


def _shots(fid: str, shots: Any) -> Iterator[str]:
    if not isinstance(shots, dict) or (shots and set(shots) != set(SHOTS)):
        yield sentence(fid, "shots", what=", ".join(map(str, shots)) if shots else "shots")
        return
    for name, shot in shots.items():
        told = shot if isinstance(shot, dict) else {}
        taken = re.fullmatch(r"cam\d\d", str(told.get("camera"))) and _is_number(told.get("seed"))
        pair = name == "s1" or all(_is_digest(told.get(key)) for key in ("picture", "landmarks"))
        if not taken or not pair:
            yield sentence(fid, "shots", what=name)


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_digest(value: object) -> bool:
    return bool(_SHA.fullmatch(str(value)))
