"""The timeline tells every event once and in order; then and now are never mixed up."""

import re
from datetime import date
from html.parser import HTMLParser

import pytest

from coursekit.blocks.changes import before_after, changed
from coursekit.blocks.timeline import LANES, ROOM, fit, in_order, timeline
from coursekit.facts import Event, Law
from coursekit.ledger import Entry, Ledger
from coursekit.views import View, day_text
from coursekit.words import word

AUGUST, TODAY = date(2024, 8, 26), date(2026, 11, 23)
KO, EN = View("ko", TODAY), View("en", TODAY)
SOURCE = [{"title": "글", "site": "", "address": "", "date": "2024-08-28"}]


def entry(ident: str, *values: Event | Law, title: str = "제목") -> Entry:
    return Entry.model_construct(
        id=ident, kind="fact", title=text(title), term="말", dossier=["D-01"], confidence="high", values=list(values)
    )


def text(words: str):
    return Event.model_fields["text"].annotation(ko=words, en=f"en {words}")


def event(ident: str, when: str, line: str = "law", title: str = "제목", **more) -> Entry:
    fields = {"from": None, "source": SOURCE, "when": when, "text": text(f"글 {ident}"), "who": text("교육부")}
    return entry(f"event/{ident}", Event(**{**fields, "reported": False, "line": line, **more}), title=title)


def law(start: str | None, words: str, *, until: str | None = None, penalty: str = "", note: str = "") -> Law:
    more = {"penalty": text(penalty) if penalty else None, "note": text(note) if note else None}
    return Law(
        **{"from": start}, until=until, source=SOURCE, text=text(words), article="제1조", article_en="art. 1", **more
    )


class Rows(HTMLParser):
    """The cells of every table row, as words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs) -> None:
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == "table":
            self.rows.append([])  # what stands between two tables belongs to no cell

    def handle_data(self, data: str) -> None:
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] += data.strip("\n")

    def close(self) -> None:
        super().close()
        self.rows = [row for row in self.rows if row]


def test_events_stand_in_the_order_of_time_and_lanes() -> None:
    told = [
        event("year", "2024"), event("month", "2024-08"), event("late", "2024-08-31"), event("next", "2024-09-01"),
        event("support", "2024-08-28", "support"), event("press", "2024-08-28", "report"), event("old", "2020-06-25"),
    ]  # fmt: skip
    order = [one.id.removeprefix("event/") for one, _ in in_order(told, KO)]
    assert order == ["old", "press", "support", "late", "month", "next", "year"]
    assert order == re.findall(r'<tr id="event-(\w+)">', timeline(told, KO))


def test_the_table_tells_day_who_what_and_what_became_of_it() -> None:
    html = timeline([event("a", "2024-08-28", became=text("그 뒤의 일")), event("b", "2024-11", major=True)], KO)
    rows = Rows(html).rows
    assert rows[0] == ["날짜", "누가", "무슨 일", "그 뒤"]
    assert rows[1] == ["2024년 8월 28일", "교육부", "글 a", "그 뒤의 일"]
    assert rows[2] == ["2024년 11월", "교육부", "글 b", "–"]
    english = Rows(timeline([event("a", "2024-08-28")], EN)).rows[1]
    assert english == ["28 August 2024", "en 교육부", "en 글 a", "–"]
    assert html.count('data-label="누가"') == 2, "a narrow screen names the column in every cell"


def test_only_what_the_press_reported_carries_the_mark() -> None:
    told = [event("a", "2024-08-19", "report", reported=True), event("b", "2024-08-28", "police")]
    first, second = Rows(timeline(told, KO)).rows[1:]
    assert word("reported", "ko") == "언론 보도"
    assert first[2] == "글 a 언론 보도"
    assert second[2] == "글 b"
    drawn = timeline([event("c", "2024-08", "police", reported=True, major=True)], KO)
    assert "2024년 8월 · 경찰 · 언론 보도</text>" in drawn, "the picture marks it too"


def test_what_is_to_come_is_told_by_shape_and_word() -> None:
    told = [event("a", "2026-11-23", major=True), event("b", "2027-01-01", major=True)]
    html = timeline(told, KO)
    assert html.count("is-coming") == 1
    assert [row[2] for row in Rows(html).rows if row[0] != "날짜"] == ["글 a", "글 b 앞으로"]
    assert "is-coming" not in timeline(told, View("ko", date(2027, 1, 1)))


def folds(html: str) -> list[tuple[bool, str, str]]:
    """Open or not, summary and id of the heading inside, of every folded year."""
    found = re.findall(r'<details class="bb-fold"( open)?>\n<summary>(.*?)</summary>\n<h3 id="(.*?)">', html)
    return [(bool(opened), told, ident) for opened, told, ident in found]


def test_each_year_is_a_folded_table_and_the_newest_that_has_begun_stands_open() -> None:
    told = [event("a", "2024-08-28"), event("b", "2024-09"), event("c", "2026-01-01"), event("d", "2027-01-01")]
    assert folds(timeline(told, KO)) == [
        (False, "2024년 (2가지)", "events-2024"),
        (True, "2026년 (1가지)", "events-2026"),
        (False, "2027년 (1가지)", "events-2027"),
    ]
    assert [opened for opened, *_ in folds(timeline(told, View("ko", date(2027, 1, 1))))] == [False, False, True]
    assert [opened for opened, *_ in folds(timeline([event("d", "2027-01-01")], KO))] == [True]
    laws = [entry(f"law/{day}", law(day, day)) for day in ("2025-08-01", "2024-10-16")]
    html = before_after(laws, KO, AUGUST)
    assert folds(html) == [(False, "2024년 (1가지)", "changes-2024"), (True, "2025년 (1가지)", "changes-2025")]
    assert html.count("실제 처분이 아닙니다") == 2, "no range of the law without that sentence"


def test_the_picture_shows_the_major_events_and_names_itself() -> None:
    told = [event(line, "2024-08-28", line, line, major=line != "law") for line in LANES]
    svg = timeline(told, KO).split("</svg>")[0]
    assert 'role="img" aria-labelledby="bb-timeline-title bb-timeline-desc"' in svg
    assert '<title id="bb-timeline-title">' in svg
    assert f"2024년 8월 28일까지 중요한 일 {len(LANES) - 1}가지" in svg
    for line in LANES:
        assert svg.count(f'd="{LANES[line]}"') == (1 if line == "law" else 2), "key, and one point an event"
        assert f">{word(f'timeline_{line}', 'ko')}</text>" in svg
        assert (f">{line}</text>" in svg) == (line != "law")
    assert len(set(LANES.values())) == len(LANES), "every lane has a shape of its own"
    assert " style=" not in svg
    assert not re.search(r"\son\w+=|#[0-9a-f]{3,6}\b", svg), "colours come from the style sheet"


def test_everything_is_escaped_and_markers_stay_for_the_page() -> None:
    told = event("a", "2024-08-28", title="<b>&", text=text('<script> "x" {{ figure/joke-reason }}'), major=True)
    html = timeline([told], KO)
    assert "<script>" not in html
    assert "<b>" not in html
    assert "&lt;script&gt; &quot;x&quot; {{ figure/joke-reason }}" in html
    assert "&lt;b&gt;&amp;</text>" in html


def test_no_blank_line_breaks_the_block_and_no_event_makes_no_block() -> None:
    assert "\n\n" not in timeline([event("a", "2024-08-28", major=True), event("b", "2025")], KO)
    assert timeline([], KO) == ""


@pytest.mark.parametrize(
    "label", ["하나", "경찰이 지체 없이 삭제를 요청해야 하는 새로운 규정", "A much longer label in English words"]
)
def test_a_label_is_broken_between_words_and_loses_none(label: str) -> None:
    lines = fit(label)
    assert " ".join(lines) == label
    assert all(sum(0.9 if ch > "\u0fff" else 0.58 for ch in line) <= ROOM for line in lines)


OLD_AND_NEW = (
    law(None, "옛 글", until="2024-10-16", penalty="5년"),
    law("2024-10-16", "새 글", penalty="7년", note="덧붙임"),
)


def test_then_and_now_stand_side_by_side_with_the_range_after_the_sentence() -> None:
    html = before_after([entry("law/making", *OLD_AND_NEW, title="만들기 & 보기")], KO, AUGUST)
    assert Rows(html).rows == [
        ["무엇", "그때", "지금", "바뀐 날"],
        ["만들기 & 보기제1조", "옛 글 (5년)", "새 글 (7년)덧붙임", "2024년 10월 16일"],
    ]
    assert "만들기 &amp; 보기" in html
    assert word("range", "ko").split("이며")[0] in html, "it says that a range is not the decision in a case"


def test_a_rule_that_did_not_exist_says_so() -> None:
    new = entry("law/new", law("2025-08-01", "새 규정"))
    assert Rows(before_after([new], KO, AUGUST)).rows[1][1:] == ["이 규정이 없었습니다.", "새 규정", "2025년 8월 1일"]
    assert Rows(before_after([new], EN, AUGUST)).rows[1][1:] == [
        "There was no such rule.",
        "en 새 규정",
        "1 August 2025",
    ]


def test_only_what_changed_after_the_day_and_by_today_is_listed() -> None:
    same = entry("law/same", law(None, "늘 같은 글"))
    before = entry("law/before", law(None, "옛", until="2024-08-26"), law("2024-08-26", "그날부터"))
    coming = entry("law/coming", law(None, "지금", until="2027-01-01"), law("2027-01-01", "앞으로"))
    note_only = entry("law/note", law(None, "글", until="2025-01-01"), law("2025-01-01", "글", note="출처만 바뀜"))
    future = entry("law/future", law("2027-01-01", "아직 없음"))
    laws = [same, before, coming, note_only, future, entry("law/making", *OLD_AND_NEW)]
    assert [change.entry.id for change in changed(laws, KO, AUGUST)] == ["law/making"]


def test_changes_stand_in_the_order_of_days() -> None:
    laws = [entry(f"law/{day}", law(day, day)) for day in ("2026-07-07", "2024-10-16", "2025-08-01")]
    assert [row[2] for row in Rows(before_after(laws, KO, AUGUST)).rows if row[0] != "무엇"] == [
        "2024-10-16",
        "2025-08-01",
        "2026-07-07",
    ]


def events(ledger: Ledger) -> list[Entry]:
    return [entry for entry in ledger.values() if entry.folder == "event"]


def test_the_events_of_the_course_are_whole(material) -> None:
    dated = in_order(events(material.ledger), KO)
    assert len(dated) >= 45
    assert 12 <= sum(value.major for _, value in dated) <= 18
    assert {value.line for _, value in dated} == set(LANES)
    assert all(value.became for _, value in dated), "each says what became of it, or that nothing was found"
    reported = {row for entry, value in dated if value.reported for row in entry.dossier if row.startswith("S-")}
    assert reported == {f"S-{n:02}" for n in (1, 3, 4, 5, 6, 7, 8, 9, 10)}, "S-02 is a definition, no event"
    for entry, value in dated:
        assert value.when in entry.id, f"{entry.id} happened on {value.when}"
        assert day_text(value.when, KO)


def test_no_event_names_a_messenger_a_person_or_a_party(material) -> None:
    banned = re.compile(
        "텔레그램|telegram|인하대|inha|서울대|윤석열|yoon|한덕수|han duck|민주당|democratic|telemetr|48", re.I
    )
    for entry, value in in_order(events(material.ledger), KO):
        words = [entry.title, value.text, value.who, value.became]
        told = " ".join([entry.id, entry.term, *(w.ko + w.en for w in words), *(s.title for s in value.source)])
        assert not banned.search(told), entry.id
