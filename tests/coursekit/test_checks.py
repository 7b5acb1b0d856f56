"""Each check of data, twins and kits sees its fault; made on copies, never in the course itself."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from coursekit import care, checks, kits
from coursekit.demos import find_demos
from coursekit.front import front_findings
from coursekit.lessons import Lesson, load_lessons
from coursekit.plans import Plan
from coursekit.quizzes import Quiz
from coursekit.reading import NotYaml, Text, load, parse_yaml


def rules(found) -> list[str]:
    return [finding.rule for finding in found]


@pytest.mark.parametrize(
    ("text", "line"),
    [("a: b: c", 1), ("a: 1\na: 2", 2), ("a:\n  b: 1\n  c: 2\n  b: 3", 4), ("on: 2026-13-45", 1), ("a: [", 1)],
)
def test_what_is_not_yaml_is_named_with_its_line(text: str, line: int) -> None:
    with pytest.raises(NotYaml) as error:
        parse_yaml(text)
    assert error.value.line == line


@pytest.mark.parametrize("text", ["", "- a", "3", 'ko: ""\nen: x', "ko: a"])
def test_a_file_of_the_wrong_shape_is_a_finding(tmp_path: Path, text: str) -> None:
    path = tmp_path / "one.yml"
    path.write_text(text, encoding="utf-8")
    made, wrong = load(Text, path, "words")
    assert made is None
    assert set(rules(wrong)) == {"words"}


@pytest.mark.parametrize(
    ("head", "line"),
    [("description: a: b", 2), ("reader: pupil\nsensitve: true", 3), ("reader: anybody", 2), ("hello", 1)],
)
def test_front_matter_is_checked(head: str, line: int) -> None:
    found = front_findings(Path("x.md"), f"---\n{head}\n---\n# 제목\n")
    assert [(finding.rule, finding.line) for finding in found] == [("front", line)]


def test_a_lesson_outside_the_bands_is_a_finding(tmp_path: Path) -> None:
    for name in ("middle/01-one", "nowhere/01-one", "middle/one"):
        folder = tmp_path / "ko" / "lessons" / name
        folder.mkdir(parents=True)
        (folder / "index.md").write_text("# 제목\n", encoding="utf-8")
    found, wrong = load_lessons(tmp_path)
    assert [lesson.key for lesson in found] == ["middle/01-one"]
    assert rules(wrong) == ["lessons", "lessons"]


def test_a_demo_that_is_not_whole_is_not_run(tmp_path: Path) -> None:
    (tmp_path / "half").mkdir()
    (tmp_path / "half" / "demo.yml").write_text("", encoding="utf-8")
    found, wrong = find_demos(tmp_path)
    assert found == {}
    assert {Path(finding.file).name for finding in wrong} >= {"demo.yml", "frames.py", "still.webp"}


def test_twins_miss_a_language_and_a_bone(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(checks, "COURSE", tmp_path)
    monkeypatch.setattr(checks, "PLANS", tmp_path / "plans")
    monkeypatch.setattr("coursekit.trees.COURSE", tmp_path)
    files = {"ko/a.md": "# 가\n\n- 나\n- 다\n", "en/a.md": "# a\n\n- b\n", "ko/b.md": "# 가\n", "en/c.md": "# c\n"}
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    found = {(Path(finding.file).name, finding.rule) for finding in checks.twins()}
    assert found == {("a.md", "parity"), ("b.md", "twin"), ("c.md", "twin")}


def test_notebooks_have_twins_and_equal_code(tmp_path: Path, monkeypatch, material) -> None:
    monkeypatch.setattr(checks, "COURSE", tmp_path)
    cell = '{"cells": [{"cell_type": "%s", "source": ["%s"]}]}'
    files = {"ko/a.ipynb": cell % ("code", "1"), "en/a.ipynb": cell % ("code", "2"), "en/b.ipynb": cell % ("code", "1")}
    files |= {"ko/c.ipynb": cell % ("markdown", "117"), "en/c.ipynb": cell % ("markdown", "x"), "ko/d.ipynb": "{"}
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert sorted(rules(checks.notebooks(material))) == ["notebook", "parity", "twin", "twin", "typed"]


def plan(material, **topics: int) -> Plan:
    first = next(iter(material.plans.values()))
    steps = [first.steps[0].model_copy(update={"topic": t, "minutes": n}) for t, n in topics.items()]
    return first.model_copy(update={"steps": steps, "minutes": sum(topics.values())})


def test_a_kit_without_lesson_and_a_lesson_without_kit_are_findings(material) -> None:
    first = next(iter(material.plans.values()))
    lost = replace(
        material, plans={"middle/09-x": first}, quizzes={"middle-09-x": next(iter(material.quizzes.values()))}
    )
    assert [f.what for f in kits._parts(lost)] == ["there is no such lesson"] * 2
    new = replace(material, lessons=[*material.lessons, Lesson("high/09-x", {}, {})])
    assert len(list(kits._parts(new))) == 12
    missing = {"high/11-x": 10, "high/31-x": 5, "staff/09-x": 10, "parents/09-x": 5, "high/21-x": 12}
    for key, files in missing.items():
        assert len(list(kits._parts(replace(material, lessons=[Lesson(key, {}, {})], plans={}, quizzes={})))) == files


def test_spotting_has_its_two_limits(material) -> None:
    sessions = {f"high/0{n}-x": plan(material, help=45) for n in (1, 2, 4)}
    for spotting, expected in ((30, []), (31, ["spotting"]), (37, ["spotting", "spotting"])):
        three = plan(material, spotting=spotting, help=45 - spotting)
        made = replace(material, plans=sessions | {"high/03-x": three})
        assert rules(kits._spotting(made)) == expected, spotting


def test_a_long_plan_and_a_wordless_slide_are_findings(tmp_path: Path, monkeypatch) -> None:
    assert rules(kits._too_long("middle/01-x", "가" * 5001)) == ["length"]
    assert rules(kits._too_long("middle/01-x", "가 <b>|</b>" * 5000)) == []
    monkeypatch.setattr(kits, "PLANS", tmp_path)
    (tmp_path / "middle" / "01-x").mkdir(parents=True)
    deck = "---\nreader: teacher\n---\n# 하나\n\n!!! notes\n    말\n\n## 둘\n\n글\n"
    (tmp_path / "middle" / "01-x" / "slides.ko.md").write_text(deck, encoding="utf-8")
    assert [(finding.rule, finding.line) for finding in kits._notes("middle/01-x")] == [("slides", 9)]


def test_an_unused_fact_is_a_finding(material) -> None:
    entry = material.ledger["law/making"]
    more = material.ledger | {"law/nobody": entry.model_copy(update={"id": "law/nobody"})}
    assert [f.file for f in checks.unused(replace(material, ledger=more))] == ["course/facts/law/nobody.yml"]


@pytest.mark.parametrize("what", ["questions", "choices"])
def test_two_answers_may_not_share_an_id(material, what: str) -> None:
    data = next(iter(material.quizzes.values())).model_dump()
    rows = data["questions"] if what == "questions" else data["questions"][0]["choices"]
    rows[1]["id"] = rows[0]["id"]
    with pytest.raises(ValueError, match="same id"):
        Quiz.model_validate(data)


def test_a_demo_names_lessons_that_exist(material) -> None:
    assert rules(checks.demo_findings(replace(material, lessons=[]))) == ["demos"] * sum(
        len(demo.card.lessons) for demo in material.demos.values()
    )
    assert "faces" in rules(checks.demo_findings(replace(material, day=date(2040, 1, 1))))


LESSON = Lesson("middle/09-x", {}, {})


def lesson_files(root: Path, page: str, deck: str = "# 끝 { .bb-slide--help }\n\n{{ helpline/117 }}\n") -> None:
    files = {root / "ko/lessons/middle/09-x/index.md": page, root / "plans/middle/09-x/slides.ko.md": deck}
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("## 도움\n{{ helpline/117 }}\n## 지금\n<div class='bb-now'>{{ helpline/117 }}</div>\n", []),
        ("## 도움\n{{ helpline/117 }}\n## 지금\n하나\n", ["care"]),
        ("## 하나\n## 둘\n## 지금\n<div class='bb-now'>{{ helpline/117 }}</div>\n", ["care"]),
        ("## 도움\n{{ helpline/117 }} 조심했어야\n## 지금\n<div class='bb-now'>{{ helpline/117 }}</div>\n", ["blame"]),
        ("---\nallow: [빌미]\n---\n## 도움\n{{ helpline/117 }}\n## 지금\nbb-now {{ helpline/117 }}\n", ["blame"]),
        ("## 도움\n{{ helpline/117 }} 탐지기\n## 지금\nbb-now {{ helpline/117 }}\n", ["gloss"]),
        ("## 도움\n{{ helpline/117 }} {{ term/detector }} 탐지기\n## 지금\nbb-now {{ helpline/117 }}\n", []),
    ],
)
def test_a_lesson_owes_care(tmp_path: Path, monkeypatch, material, page: str, expected: list[str]) -> None:
    monkeypatch.setattr(care, "COURSE", tmp_path)
    monkeypatch.setattr(care, "PLANS", tmp_path / "plans")
    lesson_files(tmp_path, page)
    assert rules(care.care(replace(material, lessons=[LESSON]))) == expected


def test_a_deck_ends_with_a_place_that_helps(tmp_path: Path, monkeypatch, material) -> None:
    monkeypatch.setattr(care, "COURSE", tmp_path)
    monkeypatch.setattr(care, "PLANS", tmp_path / "plans")
    good = "## 도움\n{{ helpline/117 }}\n## 지금\nbb-now {{ helpline/117 }}\n"
    lesson_files(tmp_path, good, "# 끝 { .bb-slide--help }\n\n없음\n")
    assert rules(care.care(replace(material, lessons=[LESSON]))) == ["care"]
