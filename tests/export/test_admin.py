"""The administration's papers: what the ledger and the plans say, no names, no promise that something counts."""

import re
from dataclasses import replace

import pytest

from coursekit import LANGS
from coursekit.export.admin import ADMIN, DUTIES, PARTS, admin_papers, duties, order
from coursekit.export.blocks import Table
from coursekit.front import split_front
from coursekit.office import LocalLine, Office
from coursekit.parity import digest, first_difference
from coursekit.prose import prose_findings
from coursekit.reading import Text, read_text


@pytest.fixture(scope="module")
def papers(material):
    return {(paper.part, paper.lang): paper for lang in LANGS for paper in admin_papers("middle", lang, material)}


def _text(paper) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", paper.html).split())


def test_all_are_there_in_both_languages_and_say_their_day(papers) -> None:
    assert set(papers) == {(part, lang) for part in PARTS for lang in LANGS}
    for paper in papers.values():
        assert "{{" not in paper.html
        assert paper.title
    assert "2026-11-22" in papers["approval", "ko"].note


@pytest.mark.parametrize("part", PARTS)
def test_words_keep_the_rules_and_languages_match(part, material) -> None:
    korean, english = (ADMIN / f"{part}.{lang}.md" for lang in LANGS)
    for path in (korean, english):
        assert not list(prose_findings(path, read_text(path), material))
    front, body, _ = split_front(read_text(english))
    assert first_difference(split_front(read_text(korean))[1], body) is None
    assert front["source"] == digest(read_text(korean)), f"course stamp {english}"


def test_approval_stands_as_an_official_letter(papers) -> None:
    text = _text(papers["approval", "ko"])
    places = [
        text.index(mark)
        for mark in ("수신", "(경유)", "제목", "1. 관련", "가. ", "2. 위와 관련하여", "1) ", "붙임", "끝.")
    ]
    assert places == sorted(places)
    assert text.endswith("끝.")
    kinds = [block.kind for block in papers["approval", "ko"].document().blocks if hasattr(block, "kind")]
    assert {"org", "subject", "1", "2", "3", "attach"} <= set(kinds)


def test_report_asks_for_class_day_lesson_and_number_only(papers) -> None:
    table = next(block for block in papers["report", "ko"].document().blocks if isinstance(block, Table))
    heads = ["".join(run.text for runs in cell.paragraphs for run in runs) for cell in table.rows[0]]
    assert heads == ["학년·학급", "날짜", "차시와 수업 이름", "시간(분)", "인원(명)"]
    assert "이름은 적지 않습니다" in _text(papers["report", "ko"])


def test_record_forbids_what_is_never_written(papers) -> None:
    document = papers["record", "ko"].document()
    assert "상담·피해·가해·질문 내용은 절대 적지 않는다" in _text(papers["record", "ko"])
    table = next(block for block in document.blocks if isinstance(block, Table))
    samples = ["".join(run.text for run in row[1].paragraphs[0]) for row in table.rows[1:]]
    assert len(samples) >= 8
    assert not [text for text in samples if re.search("상담|피해|가해|질문|혼자 쓰기", text)]
    endings = [re.search(r"([가-힣])\.$", text) for text in samples]
    assert all(end and (ord(end[1]) - 0xAC00) % 28 == 16 for end in endings), "a sentence of the record ends in -ㅁ"


def test_duties_follow_the_plans_and_promise_nothing(papers, material) -> None:
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in duties("middle", "ko", material).splitlines()
    ]
    assert rows[0][2:] == [f"{{{{ directive/{name}.code }}}}" for name in DUTIES]
    plans = [
        plan
        for band in ("middle", "staff", "parents")
        for key, plan in material.plans.items()
        if key.startswith(f"{band}/")
    ]
    assert len(plans) == len(rows) - 2 >= 1
    for plan, row in zip(plans, rows[2:], strict=True):
        assert row[1] == plan.title.ko
        assert [mark == "○" for mark in row[2:]] == [f"directive/{name}" in plan.directives for name in DUTIES]
    assert "인정 여부는 학교·교육청이 정합니다" in _text(papers["duties", "ko"])
    assert [f"DM-{n}" for n in (16, 17, 18, 19, 20, 22) if f"DM-{n}" not in _text(papers["duties", "en"])] == []


def test_what_the_office_set_appears(material) -> None:
    both = {name: Text(ko=f"보기{name}", en=f"example {name}") for name in ("deadline", "basis", "department", "wee")}
    line = LocalLine(
        name=Text(ko="보기 전화", en="Example line"),
        phone="031-000-0000",
        does=Text(ko="상담", en="talks"),
        checked="2026-11-20",
    )
    office = Office(name="보기교육청", local=[line], **both)
    made = {paper.part: _text(paper) for paper in admin_papers("middle", "ko", replace(material, office=office))}
    for text in ("보기deadline (보기basis)", "보기department", "보기wee", "보기 전화", "031-000-0000"):
        assert text in made["approval"], text
    assert all("보기교육청" in text for text in made.values())


def test_lessons_are_called_by_their_number() -> None:
    names = ["middle/01-a", "middle/12-b", "middle/20-c", "middle/21-d", "middle/33-e", "staff/02-f"]
    assert [order(name, "ko") for name in names] == [
        "1차시",
        "다지기 B",
        "두 시간 수업",
        "한 시간 수업",
        "5분 수업 3",
        "교직원 2차시",
    ]
