"""The office's own settings: they add, never take away, and a bad file is told in Korean with its line."""

from dataclasses import replace
from datetime import date
from pathlib import Path, PurePosixPath

import pytest

from coursekit.blocks.lists import helplines, local
from coursekit.due import calendar, due_rows, is_gate
from coursekit.office import Office, load_office
from coursekit.pages import Page, resolve

GOOD = """name = "보기교육청"
contact = "민주시민교육과"

[deadline]
ko = "2일 안"
en = "within two days"

[basis]
ko = "보기 지침 3쪽"
en = "example guide, p. 3"

[[local]]
phone = "031-000-0000"
checked = 2026-11-20
name = {ko = "보기 상담", en = "Example line"}
does = {ko = "상담 <b>", en = "counselling"}
"""


def load_text(tmp_path: Path, text: str) -> Office:
    path = tmp_path / "office.toml"
    path.write_text(text, encoding="utf-8")
    return load_office(path)


def page(lang="ko") -> Page:
    return Page(lang, PurePosixPath("help/index.md"), "course/ko/help/index.md")


def test_the_office_is_on_the_page_in_both_languages(material, tmp_path: Path) -> None:
    ours = replace(material, office=load_text(tmp_path, GOOD))
    assert resolve("{{ office/deadline }}", page(), ours) == "2일 안 (보기 지침 3쪽)"
    assert resolve("{{ office/deadline }}", page("en"), ours) == "within two days (example guide, p. 3)"
    assert 'href="tel:0310000000">031-000-0000' in local(page(), ours)
    assert "상담 &lt;b&gt;" in local(page(), ours)
    assert "031-000-0000" in helplines(page(), ours)


def test_without_settings_every_gap_says_so(material) -> None:
    assert resolve("{{ office/deadline }}", page(), material) == "지체 없이 – 기한은 교육청에 확인"
    assert "아직" in resolve("{{ office/contact }}", page(), material)
    assert resolve("{{ list/local }}", page(), material) == ""
    asked = page()
    resolve("{{ office/strip }}", asked, material)
    assert "no setting of the office" in asked.findings[0].what


def test_an_office_cannot_take_a_national_number_away(material, tmp_path: Path) -> None:
    before = helplines(page(), material)
    after = helplines(page(), replace(material, office=load_text(tmp_path, GOOD)))
    assert all(card in after for card in before.split("\n") if "bb-tel" in card)
    with pytest.raises(ValueError, match="모르는 이름"):
        load_text(tmp_path, "strip = []\n")


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        (GOOD.replace('"031-000-0000"', '"전화"'), 13, "꼴이 맞지 않습니다"),
        (GOOD.replace('en = "within two days"\n', ""), 4, "꼭 있어야 합니다"),
        (GOOD.replace("checked = 2026-11-20", 'checked = "어제"'), 14, "날짜"),
        (GOOD.replace("contact", "contract"), 2, "모르는 이름"),
        (GOOD.replace("[basis]", "[wee]"), 1, "근거"),
    ],
)
def test_a_wrong_setting_is_told_in_korean_with_its_line(tmp_path: Path, text: str, line: int, told: str) -> None:
    with pytest.raises(ValueError, match=told) as error:
        load_text(tmp_path, text)
    assert f"office.toml {line}번째 줄" in str(error.value)


def test_a_missing_logo_is_named(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"logo\.svg 파일을 읽을 수 없습니다"):
        load_text(tmp_path, 'logo = "logo.svg"\n')
    (tmp_path / "logo.svg").write_text("<svg/>", encoding="utf-8")
    assert load_text(tmp_path, 'logo = "logo.svg"\n').logo_bytes == b"<svg/>"


def test_local_lines_are_due_like_the_others(material, tmp_path: Path) -> None:
    office = load_text(tmp_path, GOOD)
    rows = {row["id"]: row for row in due_rows(material.ledger, office, date(2027, 3, 1))}
    assert rows["office/031-000-0000"]["due"] == "2027-02-18"
    assert rows["office/031-000-0000"]["overdue"]
    assert is_gate(rows["office/031-000-0000"])


def test_what_is_overdue_on_the_first_of_march_2027(material) -> None:
    rows = due_rows(material.ledger, Office(), date(2027, 3, 1))
    late = {row["id"] for row in rows if row["overdue"]}
    assert {"helpline/112", "helpline/117", "helpline/1366", "helpline/109"} <= late
    assert not any(name.startswith(("law/", "figure/", "term/")) for name in late), "180 and 365 days are not over"


def test_the_calendar_is_one_that_a_calendar_reads(material, tmp_path: Path) -> None:
    text = calendar(material.ledger, load_text(tmp_path, GOOD), "ko")
    lines = text.split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2] == "END:VCALENDAR"
    assert "\n" not in text.replace("\r\n", "")
    assert max(len(line.encode()) for line in lines) <= 75
    unfolded = text.replace("\r\n ", "")
    assert "DTSTART;VALUE=DATE:20270220" in unfolded, "helplines: 90 days after 2026-11-22"
    assert "보기 상담 (031-000-0000)" in unfolded
    assert unfolded.count("BEGIN:VEVENT") == unfolded.count("END:VEVENT") >= 4
    uids = [line for line in unfolded.split("\r\n") if line.startswith("UID:")]
    assert len(set(uids)) == len(uids)
