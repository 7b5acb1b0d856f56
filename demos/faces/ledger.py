"""Reads ``ledger.yml`` and says, face by face, what is wrong and how to mend it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import yaml

PORTRAIT, LANDMARKS = "portrait.webp", "landmarks.json"
KINDS = {"rendered"}
LICENCES = {"CC0-1.0"}
SCOPES = {"demos", "lessons", "prints"}
Entry = dict[str, Any]

MEND = {
    "broken": (
        "장부 {file}을(를) 읽을 수 없어요. 얼굴마다 'f01:' 같은 항목이 있는 YAML이어야 해요.",
        "{file} cannot be read; it must be YAML with one entry such as 'f01:' a face.",
    ),
    "no-entry": (
        "장부에 항목이 없는데 그림이 있어요. 폴더를 지우거나 ledger.yml에 항목을 쓰세요.",
        "its folder has no entry in the ledger; delete the folder or write an entry in ledger.yml.",
    ),
    "no-file": (
        "{what} 파일이 없어요. 파일을 되돌리거나 항목에 withdrawn을 적으세요.",
        "the file {what} is missing; restore it or mark the entry as withdrawn.",
    ),
    "changed": (
        "{what} 파일이 장부의 지문(sha256)과 달라요. 원래 파일로 되돌리거나, 일부러 바꿨다면 "
        "확인한 뒤 `python -m demos.faces`가 보여 주는 새 지문을 장부에 적으세요.",
        "the file {what} does not match its digest (sha256); restore the file or, if the change is "
        "wanted, check it and copy the new digest that `python -m demos.faces` prints.",
    ),
    "withdrawn": (
        "거두어들인 얼굴인데 파일이 남아 있어요. 폴더를 지우고 항목은 기록으로 남기세요.",
        "it is withdrawn but its files are still here; delete the folder, keep the entry as record.",
    ),
    "withdrawn-form": (
        "withdrawn에는 {{on: 날짜, why: 까닭}}이 필요해요. 둘 다 적거나 null로 두세요.",
        "withdrawn needs {{on: date, why: reason}}; fill in both or write null.",
    ),
    "no-expiry": (
        "from과 expires 날짜가 필요해요. 둘 다 YYYY-MM-DD로 적으세요.",
        "the dates from and expires are needed; write both as YYYY-MM-DD.",
    ),
    "expired": (
        "사용 기한({what})이 지났어요. 다시 확인하고 expires를 늘리거나 얼굴을 거두어들이세요.",
        "it expired on {what}; check it again and extend expires, or withdraw the face.",
    ),
    "too-early": (
        "{what}부터 쓸 수 있어요. from 날짜나 오늘 날짜를 확인하세요.",
        "it may be used from {what} only; check the date in from, or today's date.",
    ),
    "unknown": (
        "{what}의 값을 쓸 수 없어요. 쓸 수 있는 값: {allowed}.",
        "the value of {what} is not allowed; allowed: {allowed}.",
    ),
    "words": (
        "{what}에 한국어(ko)와 영어(en)가 모두 있어야 해요. 빠진 말을 적으세요.",
        "{what} needs both Korean (ko) and English (en); write the missing one.",
    ),
}


class _Loader(yaml.SafeLoader):
    """YAML in which ``on`` is a word, not a truth value (``withdrawn: {on: …}``)."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, rx) for tag, rx in rules if not tag.endswith(":bool")]
    for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


class FaceError(ValueError):
    """A face may not be shown; the sentences say which, why, and how to mend it."""


def sentence(fid: str, rule: str, **names: str) -> str:
    """One finding in Korean and English."""
    ko, en = (text.format(**names) for text in MEND[rule])
    return f"얼굴 {fid}: {ko} / Face {fid}: {en}"


def read(folder: Path) -> dict[str, Entry]:
    """All entries of the ledger by face id. Raises ``FaceError`` if it is not such a file."""
    path = folder / "ledger.yml"
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), _Loader)  # noqa: S506 - a SafeLoader
    except (OSError, yaml.YAMLError) as error:
        raise FaceError(sentence("*", "broken", file=str(path))) from error
    if not isinstance(data, dict) or not all(isinstance(e, dict) for e in data.values()):
        raise FaceError(sentence("*", "broken", file=str(path)))
    return data


def is_withdrawn(entry: Entry) -> bool:
    """Whether the entry says that its face is no longer to be shown."""
    return entry.get("withdrawn") is not None


def digest(path: Path) -> str:
    """SHA-256 of a file, in hex."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def check(folder: Path, day: date) -> list[str]:
    """Every finding about the gallery in ``folder`` on ``day``, in both languages."""
    try:
        entries = read(folder)
    except FaceError as error:
        return [str(error)]
    found = [f for fid, e in sorted(entries.items()) for f in _entry(fid, e, folder / fid, day)]
    strays = sorted(p.name for p in folder.iterdir() if _is_face(p) and p.name not in entries)
    return found + [sentence(name, "no-entry") for name in strays]


def _is_face(path: Path) -> bool:
    """A folder with anything in it, or a loose picture; caches and code do not count."""
    if path.is_dir():
        return not path.name.startswith(("__", ".")) and any(path.iterdir())
    loose = path.suffix.lower() in {".webp", ".png", ".jpg", ".jpeg", ".avif", ".gif"}
    return loose and path.name != "strip.png"


def _entry(fid: str, entry: Entry, folder: Path, day: date) -> Iterator[str]:
    if not re.fullmatch(r"f\d\d", str(fid)):
        yield sentence(str(fid), "unknown", what="id", allowed="f01 … f99")
    if is_withdrawn(entry):
        yield from _gone(fid, entry["withdrawn"], folder)
        return
    yield from _values(fid, entry)
    yield from _dates(fid, entry, day)
    yield from _files(fid, entry, folder)


def _gone(fid: str, withdrawn: Any, folder: Path) -> Iterator[str]:
    told = isinstance(withdrawn, dict) and isinstance(withdrawn.get("on"), date)
    if not told or not withdrawn.get("why"):
        yield sentence(fid, "withdrawn-form")
    if folder.is_dir() and any(folder.iterdir()):
        yield sentence(fid, "withdrawn")


def _values(fid: str, entry: Entry) -> Iterator[str]:
    closed = {"kind": KINDS, "licence": LICENCES, "depicts": {"nobody"}}
    for key, allowed in closed.items():
        if entry.get(key) not in allowed:
            yield sentence(fid, "unknown", what=key, allowed=", ".join(sorted(allowed)))
    scope = entry.get("scope")
    if not isinstance(scope, list) or not scope or not set(map(str, scope)) <= SCOPES:
        yield sentence(fid, "unknown", what="scope", allowed=", ".join(sorted(SCOPES)))
    if not entry.get("made_with"):
        yield sentence(fid, "unknown", what="made_with", allowed="…")
    for key in ("name", "looks"):
        words = entry.get(key)
        if not isinstance(words, dict) or not all(words.get(lang) for lang in ("ko", "en")):
            yield sentence(fid, "words", what=key)


def _dates(fid: str, entry: Entry, day: date) -> Iterator[str]:
    start, end = entry.get("from"), entry.get("expires")
    if not isinstance(start, date) or not isinstance(end, date):
        yield sentence(fid, "no-expiry")
    elif day >= end:
        yield sentence(fid, "expired", what=end.isoformat())
    elif day < start:
        yield sentence(fid, "too-early", what=start.isoformat())


def _files(fid: str, entry: Entry, folder: Path) -> Iterator[str]:
    for key, name in (("portrait", PORTRAIT), ("landmarks", LANDMARKS)):
        path = folder / name
        if not path.is_file():
            yield sentence(fid, "no-file", what=f"{fid}/{name}")
        elif digest(path) != entry.get(key):
            yield sentence(fid, "changed", what=f"{fid}/{name}")
