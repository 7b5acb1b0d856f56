"""Plan finder and year at a glance: made from plans and lessons, so that a new lesson stands in both by itself."""

import re
from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath

import pytest

from coursekit import LANGS
from coursekit.blocks.finder import CHOICES, finder, ways
from coursekit.blocks.plans_table import plans
from coursekit.blocks.year import BOOSTERS, LAST, calendar, prevention_week, rows, year
from coursekit.ics import Day, calendar_text
from coursekit.lessons import ADULTS, Lesson
from coursekit.pages import Page
from coursekit.views import View, value_on

HOME = PurePosixPath("teachers/index.md")


def with_lessons(material, *keys: str):
    """The course with more lessons, each with the plan of the first session."""
    plan = material.plans["middle/01-face-as-data"]
    made = [Lesson(key, {"ko": f"수업 {key}", "en": f"Lesson {key}"}, {"ko": "", "en": ""}) for key in keys]
    replaced = {(new.band, new.number) for new in made}
    there = [lesson for lesson in material.lessons if (lesson.band, lesson.number) not in replaced]
    return replace(material, lessons=[*there, *made], plans=material.plans | dict.fromkeys(keys, plan))


def items(html: str) -> list[dict[str, str]]:
    """The data of each way in the order of the page."""
    return [dict(re.findall(r'data-([\w-]+)="([^"]*)"', tag)) for tag in re.findall(r"<li (data-minutes[^>]*)>", html)]


def test_every_way_to_teach_counts_its_topics_and_they_sum_to_its_minutes(material) -> None:
    found = list(ways(material))
    assert {way.lesson.key for way in found} == {key for key in material.plans if key.split("/")[0] not in ADULTS}
    assert all(sum(way.topics.values()) == way.minutes for way in found)
    cut = next(way for way in found if way.cut and way.lesson.key == "middle/01-face-as-data")
    assert cut.minutes == 20
    assert "law" not in cut.topics, "a step that is left out counts for nothing"


@pytest.mark.parametrize("lang", LANGS)
def test_the_finder_holds_every_way_with_its_minutes(material, lang: str) -> None:
    html = finder(Page(lang, HOME, ""), material)
    made = items(html)
    assert [(way["key"], int(way["minutes"])) for way in made] == [(w.lesson.key, w.minutes) for w in ways(material)]
    first = made[0]
    assert first["screen"] == "1"
    assert int(first["consent"]) + int(first["harm"]) + int(first["law"]) + int(first["help"]) == 45
    assert 'href="plans/middle/01-face-as-data/notes.html"' in html
    assert {"ko": "'프로젝터가 없을 때'", "en": '"Without a projector"'}[lang] in html
    assert ('name="band"' in html) == (len({way["band"] for way in made}) > 1), "one band: nothing to choose"


def test_a_new_lesson_of_another_band_appears_by_itself(material) -> None:
    more = with_lessons(material, "high/31-short")
    html = finder(Page("ko", HOME, ""), more)
    assert "high/31-short" in [way["key"] for way in items(html)]
    assert 'name="band" value="high"' in html
    assert "발표 화면을 인쇄해 읽어 줍니다." in html, "without an appendix it says what to do"


def test_a_lesson_hour_of_every_band_fits_one_lesson() -> None:
    assert [most for shown, most in CHOICES.items() if shown >= 45] == [50, 100]


def test_the_year_runs_from_training_to_the_last_form(material) -> None:
    keys = [f"middle/{n:02}-x" for n in range(1, 5)] + ["middle/11-a", "middle/12-b", "high/01-y"]
    made = rows(with_lessons(material, *keys), "ko")
    assert [row.day for row in made] == sorted(row.day for row in made)
    named = {row.name: row for row in made}
    assert [named[f"{n}차시"].day for n in range(1, 5)] == [0, 7, 14, 21]
    assert [lesson.band for lesson in named["1차시"].lessons] == ["middle", "high"]
    assert [named[f"다지기 {x}"].day - LAST for x in "AB"] == [28, 56]
    assert [day - LAST for day in BOOSTERS.values()] == [28, 56]
    assert {lesson.band for lesson in named["교직원 연수"].lessons} == {"staff"}
    assert named["교직원 연수"].day < named["학생에게 먼저, 그다음 가정에"].day < 0


def test_prevention_week_is_what_the_ledger_says(material) -> None:
    assert prevention_week(material.ledger, material.day) == date(2027, 5, 24)
    told = value_on(material.ledger["law/prevention-day"], View("ko", material.day)).text.ko
    assert "5월의 넷째 월요일" in told
    assert "처음 맞는 날은 2027년 5월 24일" in told
    assert prevention_week(material.ledger, date(2020, 1, 1)) == date(2027, 5, 24), "not before it is in force"
    assert prevention_week(material.ledger, date(2027, 5, 24)) == date(2027, 5, 24)
    assert prevention_week(material.ledger, date(2027, 5, 25)) == date(2028, 5, 22)


@pytest.mark.parametrize("lang", LANGS)
def test_the_calendar_has_a_place_for_each_date(material, lang: str) -> None:
    text = calendar(material, lang)
    lines = text.split("\r\n")
    assert max(len(line.encode()) for line in lines) <= 75
    assert "\n" not in text.replace("\r\n", "")
    days = re.findall(r"^DTSTART;VALUE=DATE:(.{8})$", text.replace("\r", ""), re.M)
    ends = re.findall(r"^DTEND;VALUE=DATE:(.{8})$", text.replace("\r", ""), re.M)
    assert days[:-1] == [f"DAY{row.day:+05}" for row in rows(material, lang)]
    assert ends[:-1] == [f"END{row.day:+05}" for row in rows(material, lang)]
    assert (days[-1], ends[-1]) == ("20270524", "20270531")
    idents = re.findall(r"^UID:(.*)", text, re.M)
    assert len(set(idents)) == len(idents) == len(days)
    assert "딥페이크" not in text, "a calendar is seen by others"


def test_the_year_says_when_prevention_week_is_and_leads_to_the_plans(material) -> None:
    html = year(Page("ko", PurePosixPath("teachers/year.md"), ""), material)
    assert "2027년 5월 24일부터 한 주" in html
    assert 'href="plans/middle/01-face-as-data/index.html"' in html
    assert 'href="plans/middle/letter.html"' in html
    assert '<time data-day="-21"></time>' in html


def test_a_calendar_line_is_folded_and_its_signs_are_escaped() -> None:
    text = calendar_text("x", [Day("1", "20270101", "20270102", "가, 나; 다\\", "줄\n" * 40)], date(2027, 1, 1))
    assert "SUMMARY:가\\, 나\\; 다\\\\\r\n" in text
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    assert "줄\\n" * 40 in text.replace("\r\n ", "")


def table_rows(html: str) -> dict[str, str]:
    """The last cell of each row of the plans' table by the words of its head."""
    found = re.findall(r'<tr><th scope="row">(.*?)</th><td>.*?</td><td>(.*?)</td></tr>', html)
    assert len({head for head, _ in found}) == len(found)
    return dict(found)


def test_the_plans_table_names_each_thing_once_and_as_it_is(material) -> None:
    made = table_rows(plans(Page("ko", HOME, ""), material))
    assert "지도안(2쪽)" in made["한 시간 수업"], "title and kind are the same words: said once"
    short = next(links for head, links in made.items() if head.startswith("5분 수업 1"))
    assert "지도안(1쪽)" in short
    assert "지도안(2쪽)" not in short
    papers = {head: re.findall(r"middle/([\w-]+)\.html", links) for head, links in made.items()}
    assert papers["모든 차시에 쓰는 종이"] == ["letter", "request"]
    assert papers["수업 앞뒤의 질문"] == ["form-a", "form-b", "form-slips"]
    english = table_rows(plans(Page("en", HOME, ""), material))
    assert len(english) == len(made)
    assert "Plan (one page)" in "".join(english.values())


def test_the_table_links_the_offices_papers_only_when_this_build_made_them(material) -> None:
    page = Page("ko", HOME, "")
    assert "학교 행정에 쓰는 문서" not in table_rows(plans(page, material))
    assert "/files/" not in plans(page, material)
    made = [{"file": "middle/admin/report.ko.hwpx", "name": '2 "결과".hwpx', "label": "결과 보고 HWPX"}]
    with_files = replace(material, files={"ko": {"middle": {"parts": [], "office": made}, "staff": {"office": []}}})
    links = table_rows(plans(page, with_files))["학교 행정에 쓰는 문서"]
    assert 'href="../../files/middle/admin/report.ko.hwpx" download="2 &quot;결과&quot;.hwpx"' in links
    assert "/files/" not in plans(Page("en", HOME, ""), with_files), "no file of another language"
