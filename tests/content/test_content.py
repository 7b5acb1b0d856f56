"""What is written: `course check` is clean, and the checks would see it if it were not."""

from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from coursekit import LANGS
from coursekit.checks import check, floors, sources
from coursekit.prose import prose_findings
from coursekit.trees import make_tree
from coursekit.words import WORDS, word, words


def test_the_course_has_no_findings(material) -> None:
    found = check(material)
    assert not found, "\n".join(map(str, found))


def test_the_floors_see_an_empty_course(material) -> None:
    assert len(list(floors(replace(material, ledger={}, lessons=[], plans={}, quizzes={}, demos={})))) == 5
    assert len(sources()) >= 36


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("신고는 117로", "typed"),
        ("성폭력처벌법 제14조의2", "typed"),
        ("학생의 54.8%가", "typed"),
        ("리벤지 포르노", "never"),
        ("텔레그램 방", "never"),
        ("### 건너뛴 제목", "heading"),
        ("![](a.svg)", "alt"),
        ("[여기](index.md)", "link"),
        ("[없는 쪽](nowhere.md)", "link"),
        ("https://example.org", "link"),
    ],
)
def test_each_prose_rule_sees_its_fault(material, line: str, rule: str) -> None:
    from coursekit.lessons import COURSE

    path = COURSE / "ko" / "help" / "zz-test.md"
    path.write_text(f"# 제목\n\n{line}\n", encoding="utf-8")
    try:
        found = list(prose_findings(path, material))
    finally:
        path.unlink()
    assert rule in {finding.rule for finding in found}
    assert all(finding.line in (1, 3) for finding in found)


def test_every_page_exists_in_both_languages(material) -> None:
    korean, english = (make_tree(material, lang)[0] for lang in LANGS)
    assert korean.keys() == english.keys()
    assert len(korean) >= 18


def test_every_helpline_of_the_strip_is_there_in_order(material) -> None:
    from coursekit.assemble import strip

    assert [row["phone"] for row in strip(material, "ko")] == ["117", "112", "1366", "1388", "109"]
    assert [row["dial"] for row in strip(material, "ko")] == ["117", "112", "1366", None, "109"]


def test_every_word_has_both_languages_and_a_known_user() -> None:
    used = "".join(p.read_text(encoding="utf-8") for p in Path("coursekit").rglob("*") if p.suffix in (".py", ".html"))
    assert words("ko").keys() == words("en").keys()
    built = ("band_", "phase_", "topic_", "helpline_", "plans_", "part_", "section_", "table_", "checked_")
    for path in WORDS.glob("*.yml"):
        for key in yaml.safe_load(path.read_text(encoding="utf-8")):
            assert key in used or key.startswith(built), f"{path.name}: {key} is not used"


def test_minutes_of_the_first_lesson_sum_and_open_with_help(material) -> None:
    plan = material.plans["middle/01-face-as-data"]
    assert sum(step.minutes for step in plan.steps) == plan.minutes == 45
    assert (plan.steps[0].topic, plan.steps[0].minutes) == ("help", 3)
    assert plan.steps[-1].topic in ("help", "consent")
    assert word("minutes", "ko", n=45) == "45분"
