"""Skeletons: a lesson is two folders, a demo one, a fact one file; no existing file is touched."""

from __future__ import annotations

from pathlib import Path

from coursekit import LANGS, ROOT
from coursekit.lessons import BANDS, COURSE
from coursekit.parity import digest
from coursekit.plans import PARTS, PLANS
from coursekit.reading import split_front
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
_PLAN = """title: {ko: "", en: ""}
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
    if band not in BANDS or not slug[:2].isdigit() or slug[2:3] != "-":
        raise ValueError(f"{name!r}: '{{{'|'.join(BANDS)}}}/번호-이름' 꼴로 쓰세요 (예: middle/02-one-share).")
    files = {
        COURSE / lang / "lessons" / name / "index.md": "---\ndescription: \nreader: pupil\n---\n# \n" for lang in LANGS
    }
    files[PLANS / name / "plan.yml"] = _PLAN
    files |= {PLANS / name / f"{part}.{lang}.md": "# \n" for part in PARTS for lang in LANGS}
    files[COURSE / "quizzes" / f"{name.replace('/', '-')}.yml"] = "questions: []\n"
    return _write(files)


def new_fact(name: str) -> list[Path]:
    """Make the file of one fact "kind/id"."""
    return _write({COURSE / "facts" / f"{name}.yml": _FACT})


def new_demo(name: str) -> list[Path]:
    """Make the folder of one demo."""
    folder = ROOT / "demos" / name
    names = ("__init__.py", "demo.yml", "text.yml", "model.py", "frames.py", "app.py", "element.js", "element.css")
    return _write({folder / part: "" for part in names})


def _write(files: dict[Path, str]) -> list[Path]:
    there = [path for path in files if path.exists()]
    if there:
        raise ValueError(f"이미 있습니다: {there[0].relative_to(ROOT)}")
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return list(files)


def stamp(path: Path) -> bool:
    """Write into an English file the digest of the Korean text it was made from; return whether it changed."""
    korean = korean_twin(path.resolve())
    if korean is None:
        raise ValueError(f"{path}: 한국어 원문이 없는 파일입니다. / no Korean source for this file.")
    text = path.read_text(encoding="utf-8")
    front, body, _ = split_front(text)
    line = f'source: "{digest(korean.read_text(encoding="utf-8"))}"'
    if front:
        head = text[4 : len(text) - len(body) - 4]
        kept = [row for row in head.splitlines() if not row.startswith("source:")]
        fresh = "---\n" + "\n".join([*kept, line]) + "\n---\n" + body
    else:
        fresh = f"---\n{line}\n---\n{text}"
    path.write_text(fresh, encoding="utf-8")
    return fresh != text
