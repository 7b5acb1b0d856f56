"""What is written: `course check` is clean, and the checks would see it if it were not."""

import re
from dataclasses import replace

import pytest

from coursekit import LANGS, ROOT
from coursekit.checks import check, floors, sources
from coursekit.lessons import COURSE
from coursekit.prose import prose_findings
from coursekit.trees import make_tree
from coursekit.words import words


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
        ('[없는 쪽](nowhere.md "제목")', "link"),
        ("https://example.org", "link"),
        ("<https://example.org>", "link"),
        ('<a href="https://example.org">밖</a>', "link"),
        ("54.8퍼센트", "typed"),
        ("2,145명", "typed"),
        ("Articles 14 and 15", "typed"),
        ('<img alt="{{ helpline/117.phone }}" src="a.svg">', "marker"),
        ("- {{ law/making.box }}", "marker"),
        ("| {{ list/helpline }} |", "marker"),
        ("- {{ demo/detector.errors }}", "marker"),
    ],
)
def test_each_prose_rule_sees_its_fault(material, line: str, rule: str) -> None:
    path = COURSE / "ko" / "help" / "new.md"
    found = list(prose_findings(path, f"---\ndescription: 글\n---\n# 제목\n\n{line}\n", material))
    assert [(finding.rule, finding.line) for finding in found] == [(rule, 6)]


def test_the_rules_hold_in_front_matter_too_and_good_lines_pass(material) -> None:
    path = COURSE / "ko" / "help" / "new.md"
    found = list(prose_findings(path, "---\nreader: all\ndescription: 신고는 117\n---\n# 제목\n", material))
    assert [(finding.rule, finding.line) for finding in found] == [("typed", 3)]
    good = "# 제목\n\n{{ helpline/117.phone }} [도움](index.md) 50 %\n\n{{ law/making.box }}\n\n1176번, 3장\n"
    assert list(prose_findings(path, good, material)) == []


def test_every_page_exists_in_both_languages(material) -> None:
    korean, english = (make_tree(material, lang)[0] for lang in LANGS)
    assert korean.keys() == english.keys()
    assert len(korean) >= 18


def test_every_helpline_of_the_strip_is_there_in_order(material) -> None:
    from coursekit.assemble import strip

    assert [row["phone"] for row in strip(material, "ko")] == ["117", "112", "1366", "1388", "109"]
    assert [row["dial"] for row in strip(material, "ko")] == ["117", "112", "1366", None, "109"]


def test_every_word_has_a_known_user() -> None:
    files = [p for p in (ROOT / "coursekit").rglob("*") if p.suffix in (".py", ".html")]
    used = set(re.findall(r"\w+", "\n".join(p.read_text(encoding="utf-8") for p in files)))
    built = ("band_", "phase_", "topic_", "helpline_", "plans_", "part_", "section_", "table_", "checked_",
             "flow_", "case_", "counts_", "form_", "prepare_", "kind_", "office_no_", "due_", "chart_", "timeline_", "matrix_",
             "change_", "changes_", "events_", "directives_", "standards_", "advice_",
             "open_", "tree_", "face_", "role_", "file_", "finder_", "year_")  # fmt: skip
    assert [key for key in words("ko") if key not in used and not key.startswith(built)] == []


def test_every_first_session_opens_with_three_minutes_of_help(material) -> None:
    first = [plan for key, plan in material.plans.items() if "/01-" in key]
    assert first
    assert {(plan.steps[0].topic, plan.steps[0].minutes) for plan in first} == {("help", 3)}


def test_words_of_the_frame_take_their_numbers_from_the_ledger(material) -> None:
    from coursekit.assemble import frame_words
    from coursekit.words import WORDS

    assert frame_words(material, "ko")["due_note"].endswith("112 · 117")
    typed = "".join(path.read_text("utf-8") for path in WORDS.glob("*.yml"))
    assert "1366" not in typed
    assert "1388" not in typed
