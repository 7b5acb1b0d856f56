"""Skeletons of a lesson, a demo, a fact; no existing file is touched, and `course check` names what is still empty."""

from __future__ import annotations

import re
from pathlib import Path

from coursekit import LANGS
from coursekit.demos import DEMOS
from coursekit.demos import PARTS as DEMO_PARTS
from coursekit.facts import KINDS
from coursekit.front import split_front
from coursekit.ledger import FACTS
from coursekit.lessons import BANDS, COURSE
from coursekit.parity import digest
from coursekit.plans import PLANS, has_quiz, parts_of
from coursekit.reading import read_text, short
from coursekit.trees import korean_twin

_FACT = """kind: fact
title: {ko: "", en: ""}
term: ""
dossier: []
confidence: high
check_every: 180
checks:
  - {on: YYYY-MM-DD, how: copy, by: editor, against: ""}
values:
  - from: null
    source: [{title: "", site: "", address: "", date: ""}]
"""
_DEMO = """title: {ko: "", en: ""}
summary: {ko: "", en: ""}
lessons: []
height: {wide: 800, narrow: 1200}
still_alt: {ko: "", en: ""}
element: bb-NAME
"""
_PLAN = """title: {ko: "", en: ""}
version: "0.1"
review: YYYY-MM-DD
minutes: 45
objectives: [{ko: "", en: ""}]
steps:
  - {id: help-card, phase: intro, topic: help, minutes: 3, title: {ko: "", en: ""}, do: {ko: "", en: ""}}
"""


def new_lesson(name: str) -> list[Path]:
    """Make the two folders of a lesson "band/nn-slug"; return the files.

    Raises:
        ValueError: the name is not "band/nn-slug", or the lesson exists.
    """
    band, _, slug = name.partition("/")
    if band not in BANDS or not re.fullmatch(r"\d\d-[a-z0-9-]+", slug):
        bands = "|".join(BANDS)
        raise ValueError(
            f"{name!r}: '{{{bands}}}/번호-이름' 꼴로 쓰세요 (예: middle/02-one-share). / write band/nn-slug."
        )
    files = {
        COURSE / lang / "lessons" / name / "index.md": "---\ndescription: \nreader: pupil\n---\n# \n" for lang in LANGS
    }
    files[PLANS / name / "plan.yml"] = _PLAN
    files |= {PLANS / name / f"{part}.{lang}.md": "# \n" for part in parts_of(name) for lang in LANGS}
    if has_quiz(name):
        files[COURSE / "quizzes" / f"{name.replace('/', '-')}.yml"] = "questions: []\n"
    return _write(files)


def new_fact(name: str) -> list[Path]:
    """Make the file of one fact "kind/id".

    Raises:
        ValueError: there is no such kind, the id is not in small letters, or the fact exists.
    """
    kind, _, ident = name.partition("/")
    if kind not in KINDS or not re.fullmatch(r"[a-z0-9-]+", ident):
        form = f"'{{{'|'.join(KINDS)}}}/이름' 꼴로 쓰세요 (예: law/making). / write kind/id."
        raise ValueError(f"{name!r}: {form}")
    return _write({FACTS / kind / f"{ident}.yml": _FACT})


def new_demo(name: str) -> list[Path]:
    """Make the folder of one demo.

    Raises:
        ValueError: the name is no Python name in small letters, or the demo exists.
    """
    if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
        raise ValueError(
            f"{name!r}: 영어 소문자, 숫자, _ 만 쓰세요 (예: image_hash). / small letters, digits and _ only."
        )
    files = {DEMOS / name / part: "" for part in ("__init__.py", *DEMO_PARTS) if not part.endswith(".webp")}
    return _write({DEMOS / name / "demo.yml": _DEMO.replace("NAME", name.replace("_", "-")), **files})


def _write(files: dict[Path, str]) -> list[Path]:
    there = [path for path in files if path.exists()]
    if there:
        raise ValueError(f"이미 있습니다. / it exists: {short(there[0])}")
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return list(files)


def stamp(path: Path) -> bool:
    """Write into an English file the digest of the Korean text it was made from; return whether it changed."""
    korean = korean_twin(path.resolve())
    if korean is None or not path.is_file():
        raise ValueError(
            f"{path}: 영어 파일이 아니거나 한국어 원문이 없습니다. / not an English file with a Korean source."
        )
    text = read_text(path)
    front, body, _ = split_front(text)
    line = f'source: "{digest(read_text(korean))}"'
    if front:
        head = text[4 : len(text) - len(body) - 4]
        kept = [row for row in head.splitlines() if not row.startswith("source:")]
        fresh = "---\n" + "\n".join([*kept, line]) + "\n---\n" + body
    else:
        fresh = f"---\n{line}\n---\n{text}"
    path.write_text(fresh, encoding="utf-8")
    return fresh != text
