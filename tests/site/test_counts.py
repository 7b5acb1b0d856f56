"""The count sheets in a real Chromium: from a school's numbers to the province's table, with files on the own disk only."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from conftest_site import axe
from playwright.sync_api import Page, expect

from coursekit import LANGS

FIELDS = ("reports", "pupils", "teachers", "staff", "police", "deletion")
FILLED = {
    "reports": (7, 2),
    "pupils": (6, 1),
    "teachers": (1, 1),
    "staff": (0, 0),
    "police": (3, 1),
    "deletion": (2, 0),
}
CUTOFF = "2026-11-20T09:00"


def as_upload(name: str, text: str) -> dict[str, object]:
    return {"name": name, "mimeType": "application/json", "buffer": text.encode()}


def record(code: str, total: int = 6, saved: str = "2026-11-20T00:10:00Z", **change: object) -> dict[str, object]:
    counts = {name: {"total": total, "new": min(total, 1)} for name in FIELDS}
    plain = {"code": code, "level": "middle", "round": 3, "cutoff": CUTOFF, "zero": total == 0, "saved": saved}
    return {**plain, "counts": counts, **change}


def file_of(*records: dict[str, object], by: str = "", **change: object) -> str:
    form = {"form": "barobogi-count", "version": 1, "sheet": "weekly", "by": by or records[0]["code"]}
    return json.dumps({**form, "saved": records[0]["saved"], "records": records, **change})


def school_file(code: str, total: int = 6, **change: object) -> str:
    return file_of(record(code, total, **change))


def fill_sheet(page: Page, code: str = "m-101", zero: bool = False) -> None:
    page.locator("[data-field=code]").fill(code)
    page.locator("[data-field=level]").select_option("middle")
    page.locator("[data-field=round]").fill("3")
    page.locator("[data-field=cutoff]").fill(CUTOFF)
    for name, (total, new) in FILLED.items():
        page.locator(f"[data-count={name}][data-column=total]").fill("0" if zero else str(total))
        page.locator(f"[data-count={name}][data-column=new]").fill("0" if zero else str(new))


def save(page: Page, button: str, folder: Path) -> Path:
    with page.expect_download() as waiting:
        page.locator(f"[data-do={button}]").click()
    out = folder / waiting.value.suggested_filename
    waiting.value.save_as(out)
    return out


def status(page: Page) -> str:
    return page.locator(".bb-counts-status").inner_text()


def error(page: Page) -> str:
    """The message at the one field that is marked, which has the focus and is described by it."""
    field = page.locator("[aria-invalid=true]")
    expect(field).to_be_focused()
    return page.locator(f"#{field.get_attribute('aria-describedby')}").inner_text()


def start(page: Page) -> None:
    """Set sheet and round on the office's page; leaving the field is what a person does before opening files."""
    page.locator("[data-field=sheet]").select_option("weekly")
    page.locator("[data-field=round]").fill("3")
    page.keyboard.press("Tab")


@pytest.fixture
def merge(visit, server):
    """The office's page in Korean with round 3 set, and a way to open files in it."""
    seen = visit(server, 1280, 900)
    page = seen.open("ko/office/counts/merge.html")
    start(page)

    def opened(*files: object) -> list[str]:
        before = page.locator(".bb-counts-log li").count()
        page.locator("[data-field=files]").set_input_files(list(files))
        expect(page.locator(".bb-counts-log li").nth(before + len(files) - 1)).to_be_visible()
        return page.locator(".bb-counts-log li").all_inner_texts()[before:]

    yield page, opened
    assert seen.errors == []
    assert seen.outside == []


def rows(page: Page, caption: str) -> dict[str, list[str]]:
    """The body of a table of the result by its first cell."""
    table = page.locator(".bb-counts-result table", has=page.locator("caption", has_text=caption)).locator("tbody tr")
    return {row.locator("th").inner_text(): row.locator("td").all_inner_texts() for row in table.all()}


@pytest.mark.parametrize("lang", LANGS)
def test_a_school_saves_numbers_and_only_numbers(visit, server, tmp_path, lang: str) -> None:
    seen = visit(server)
    page = seen.open(f"{lang}/office/counts/school.html")
    kinds = page.locator(".bb-counts :is(input, textarea)").evaluate_all("x => x.map(i => i.dataset.field || i.type)")
    assert set(kinds) == {"code", "round", "cutoff", "zero", "number"}, "no free text, no grade, class or sex"
    fill_sheet(page)
    cell = page.locator("[data-count=reports][data-column=total]")
    cell.fill("")
    cell.press_sequentially("이름abc")
    assert cell.input_value() == ""
    for wrong in ("-3", "2.5", "100000", ""):
        cell.fill(wrong)
        page.locator("[data-do=save]").click()
        assert error(page).startswith({"ko": "신고 건수:", "en": "Reports:"}[lang]), wrong
        assert status(page).startswith({"ko": "아직 저장하지", "en": "Nothing has been"}[lang])
    cell.fill("1")
    page.locator("[data-do=save]").click()
    assert {"ko": "누적보다 클 수 없습니다", "en": "cannot be larger"}[lang] in error(page)
    cell.fill("7")
    for wrong in ("김철수", "=1+1", "-A1", "A"):
        page.locator("[data-field=code]").fill(wrong)
        page.locator("[data-do=save]").click()
        assert error(page).startswith({"ko": "학교 코드를", "en": "Write the school code"}[lang]), wrong
    page.locator("[data-field=code]").fill("m-101")
    out = save(page, "save", tmp_path)
    data = json.loads(out.read_text(encoding="utf-8"))
    assert out.name == "weekly-M-101-r3.json"
    assert sorted(data) == ["by", "form", "records", "saved", "sheet", "version"]
    (only,) = data["records"]
    assert sorted(only) == ["code", "counts", "cutoff", "level", "round", "saved", "zero"]
    assert only["counts"] == {name: {"total": total, "new": new} for name, (total, new) in FILLED.items()}
    page.locator("[data-do=clear]").click()
    assert (
        page.locator(".bb-counts input").evaluate_all("x => x.filter(i => i.value !== '' && i.type !== 'checkbox')")
        == []
    )
    assert seen.errors == []


def test_zero_is_said_and_is_not_the_same_as_nothing(visit, server, tmp_path) -> None:
    page = visit(server).open("ko/office/counts/school.html")
    fill_sheet(page, zero=True)
    page.locator("[data-do=save]").click()
    assert error(page) == "모든 수가 0이면 '0건입니다'를 표시하십시오."
    page.locator("[data-field=zero]").check()
    assert json.loads(save(page, "save", tmp_path).read_text())["records"][0]["zero"] is True
    page.locator("[data-count=police][data-column=total]").fill("1")
    page.locator("[data-do=save]").click()
    assert "0이 아닌 수가 있는데" in error(page)


def test_a_refused_save_leads_to_the_first_wrong_field_until_it_is_mended(visit, server) -> None:
    seen = visit(server)
    page = seen.open("ko/office/counts/school.html")
    fill_sheet(page)
    page.locator("[data-field=code]").fill("A")
    new, total = (page.locator(f"[data-count=reports][data-column={name}]") for name in ("new", "total"))
    new.fill("9")
    page.locator("[data-do=save]").click()
    assert error(page).startswith("학교 코드를")
    assert page.locator("[aria-invalid=true]").get_attribute("data-field") == "code"
    assert axe(page, "ko") == []
    page.locator("[data-field=code]").press_sequentially("-1")
    expect(page.locator("[aria-invalid], [aria-describedby=bb-counts-error], .bb-counts-error")).to_have_count(0)
    assert status(page) == ""
    page.locator("[data-do=save]").click()
    assert error(page) == "신고 건수: 새로 생긴 수가 누적보다 클 수 없습니다."
    expect(new).to_have_attribute("aria-invalid", "true")
    new.fill("")
    assert error(page).startswith("신고 건수: 0에서"), "still wrong, and it says why now"
    new.fill("9")
    total.fill("10")
    expect(page.locator("[aria-invalid], .bb-counts-error")).to_have_count(0)
    assert seen.errors == []


def test_files_of_schools_become_the_weeks_table(visit, server, merge, tmp_path) -> None:
    sheet = visit(server).open("ko/office/counts/school.html")
    fill_sheet(sheet)
    real = save(sheet, "save", tmp_path)
    page, opened = merge
    page.locator("[data-field=expected]").fill("m-101\nE-202, H-303 Z-909")
    told = opened(
        as_upload(real.name, real.read_text()),
        as_upload("e.json", school_file("E-202", 0, level="elementary")),
        as_upload("h.json", school_file("H-303", 9, level="high")),
    )
    assert [line.split(":")[0] for line in told] == [real.name, "e.json", "h.json"]
    by_level = rows(page, "학교급별 합계")
    assert by_level["합계"][:3] == ["3", "16", "3"], "three schools, 7 + 0 + 9 reports, 2 + 0 + 1 new"
    assert by_level["초등학교"][:3] == ["1", "0", "0"]
    schools = rows(page, "학교별")
    assert schools["E-202"][1] == "0건"
    assert schools["M-101"][1:4] == ["제출", "7", "2"]
    assert page.locator(".bb-counts-missing li").all_inner_texts() == ["Z-909"], "not sent, which is not zero"
    assert "2024년 양식: 현재 공문을 따르세요" in page.locator(".bb-counts-result").inner_text()


def test_a_corrected_file_replaces_the_older_one_in_any_order(merge) -> None:
    page, opened = merge
    later = as_upload("new.json", school_file("M-101", 8, saved="2026-11-20T03:00:00Z"))
    older = as_upload("old.json", school_file("M-101", 5))
    opened(older)
    assert any("더 나중에 저장한 파일로 바꾸었습니다" in line for line in opened(later))
    assert rows(page, "학교별")["M-101"][2] == "8"
    assert any("파일이 이미 있어" in line for line in opened(older))
    assert rows(page, "학교별")["M-101"][2] == "8"
    assert rows(page, "학교급별 합계")["합계"][0] == "1"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("이것은 파일이 아니다", "이 집계표의 파일이 아닙니다"),
        ("[1, 2]", "이 집계표의 파일이 아닙니다"),
        ("null", "이 집계표의 파일이 아닙니다"),
        (file_of(record("A-1"), sheet="education"), "이 집계표의 파일이 아닙니다"),
        (school_file("A-1", round=4), "3회차 파일이 아니라"),
        (school_file("=1+1"), "학교 코드를"),
        (school_file("-A1"), "학교 코드를"),
        (school_file("A-1", level="학년"), "학교급을 고르십시오"),
        (school_file("A-1", cutoff="2026-11-20T09:00 김철수 3학년"), "기준 시각"),
        (school_file("A-1", saved="어제"), "기준 시각"),
        (school_file("A-1", counts={"reports": {"total": "3", "new": 0}}), "신고 건수: 0에서"),
        (school_file("A-1", counts=None), "신고 건수: 0에서"),
        (school_file("A-1", 0, zero=False), "'0건입니다'를 표시"),
        (json.dumps({"form": "barobogi-count", "sheet": "weekly", "records": [None]}), "학교 코드를"),
    ],
)  # fmt: skip
def test_a_wrong_file_is_refused_in_korean(merge, text: str, told: str) -> None:
    page, opened = merge
    (line,) = opened(as_upload("x.json", text))
    assert line.startswith("x.json: ")
    assert told in line
    assert page.locator(".bb-counts-result table").count() == 0


def test_nothing_but_the_sheets_own_numbers_is_carried_on(merge, tmp_path) -> None:
    page, opened = merge
    noisy = record("A-1", saved="2026-11-20 (홍길동)", memo="홍길동 3학년 2반", grade=3)
    noisy["counts"]["names"] = {"total": 1, "new": 1}
    opened(as_upload("a.json", file_of(noisy, memo="홍길동")), as_upload("n.json", file_of(record(12345))))
    page.locator("[data-do=merged]").click()
    assert error(page) == "저장하려면 모으는 기관 코드를 적으십시오."
    page.locator("[data-field=office_code]").fill("d-01")
    merged = save(page, "merged", tmp_path).read_text(encoding="utf-8")
    assert "홍길동" not in merged + save(page, "csv", tmp_path).read_text(encoding="utf-8")
    assert "names" not in merged
    assert [one["code"] for one in json.loads(merged)["records"]] == ["12345", "A-1"]


def test_a_districts_file_opens_at_the_province(visit, server, merge, tmp_path) -> None:
    page, opened = merge
    opened(as_upload("a.json", school_file("A-1", 6)), as_upload("b.json", school_file("B-1", 7)))
    page.locator("[data-field=office_code]").fill("D-01")
    district = save(page, "merged", tmp_path)
    assert district.name == "weekly-D-01-r3-merged.json", "its name tells it from a school's"
    assert json.loads(district.read_text())["by"] == "D-01"
    province = visit(server, 1280, 900).open("ko/office/counts/merge.html")
    start(province)
    province.locator("[data-field=expected]").fill("D-01\nD-02")
    province.locator("[data-field=files]").set_input_files(
        [as_upload(district.name, district.read_text()), as_upload("c.json", file_of(record("C-1", 9), by="D-03"))]
    )
    expect(province.locator(".bb-counts-log li")).to_have_count(2)
    assert rows(province, "학교급별 합계")["합계"][:2] == ["3", "22"]
    assert province.locator(".bb-counts-missing li").all_inner_texts() == ["D-02"]


def test_a_corrected_district_file_replaces_all_rows_of_that_district(merge) -> None:
    page, opened = merge
    whole = file_of(record("A-1"), record("B-1", 7), by="D-01")
    later = file_of(record("A-1", 8), by="D-01", saved="2026-11-20T05:00:00Z")
    opened(as_upload("d1.json", whole), as_upload("d2.json", file_of(record("C-1", 9), by="D-02")))
    assert list(rows(page, "학교별")) == ["A-1", "B-1", "C-1"]
    told = opened(as_upload("d1-new.json", later))
    assert "D-01: 더 나중에 저장한 파일로 바꾸었습니다." in told
    assert "D-01의 새 파일에 없는 곳을 표에서 뺐습니다: B-1" in told
    assert {code: cells[2] for code, cells in rows(page, "학교별").items()} == {"A-1": "8", "C-1": "9"}
    assert any("파일이 이미 있어" in line for line in opened(as_upload("d1.json", whole)))
    assert list(rows(page, "학교별")) == ["A-1", "C-1"], "the older file brings nothing back"
    page.locator("[data-field=expected]").fill("D-01 B-1")
    page.keyboard.press("Tab")
    assert page.locator(".bb-counts-missing li").all_inner_texts() == ["B-1"]


def test_a_school_in_the_files_of_two_senders_counts_once_as_it_was_saved_last(merge) -> None:
    page, opened = merge
    opened(as_upload("d.json", file_of(record("A-1", 6), record("B-1", 7), by="D-01")))
    opened(as_upload("a.json", school_file("A-1", 8, saved="2026-11-20T04:00:00Z")))
    assert rows(page, "학교별")["A-1"][2] == "8"
    told = opened(as_upload("b.json", school_file("B-1", 5, saved="2026-11-19T00:00:00Z")))
    assert told[-1] == "B-1: 더 나중에 저장한 파일이 이미 있어 쓰지 않았습니다."
    assert rows(page, "학교별")["B-1"][2] == "7"
    assert rows(page, "학교급별 합계")["합계"][:2] == ["2", "15"]


@pytest.mark.parametrize(("lang", "why"), [("ko", "합칠 기록이 없어"), ("en", "There is no record to merge")])
def test_a_file_without_a_record_is_neither_saved_nor_counted_as_sent(visit, server, lang: str, why: str) -> None:
    seen = visit(server, 1280, 900)
    page, loaded = seen.open(f"{lang}/office/counts/merge.html"), []
    page.on("download", lambda one: loaded.append(one))  # noqa: PLW0108 - Playwright marks the handler it is given
    start(page)
    page.locator("[data-field=office_code]").fill("D-01")
    page.locator("[data-do=merged]").click()
    assert error(page).startswith(why)
    page.locator("[data-field=expected]").fill("D-01")
    empty = file_of(record("A-1"), by="D-01", records=[])
    page.locator("[data-field=files]").set_input_files([as_upload("empty.json", empty)])
    expect(page.locator(".bb-counts-log li")).to_have_count(1)
    assert "empty.json: " in page.locator(".bb-counts-log li").inner_text()
    assert page.locator(".bb-counts-missing li").all_inner_texts() == ["D-01"]
    assert page.locator(".bb-counts-error").count() == 0
    assert loaded == []
    assert seen.errors == []


def test_the_csv_opens_in_a_table_program(merge, tmp_path) -> None:
    page, opened = merge
    page.locator("[data-field=expected]").fill("A-1\nB-1\nZ-9\n=1+1\n-A9\n@x")
    opened(as_upload("a.json", school_file("A-1", 6)), as_upload("b.json", school_file("B-1", 0)))
    out = save(page, "csv", tmp_path)
    raw = out.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf"), "without the mark a table program shows Korean as noise"
    head, *body = csv.reader(io.StringIO(raw.decode("utf-8-sig")))
    assert head[:5] == ["학교 코드", "학교급", "상태", "회차", "자료 기준 시각"]
    assert [row[0] for row in body] == ["A-1", "B-1", "Z-9", "합계"]
    assert [row[2] for row in body] == ["제출", "0건", "미제출", "2"]
    assert body[2][5:] == [""] * 12, "not sent is empty, not 0"
    assert body[3][5:7] == ["6", "1"]
    assert not any(cell[:1] in "=+-@\t" for row in body for cell in row if cell), "no cell is a formula"


def test_the_version_for_publication_shows_no_small_number(merge) -> None:
    page, opened = merge
    files = [("E-1", "elementary", 3), ("M-1", "middle", 12), ("H-1", "high", 20), ("S-1", "special", 0)]
    opened(*(as_upload(f"{code}.json", school_file(code, total, level=level)) for code, level, total in files))
    page.locator("[data-do=public]").click()
    table = rows(page, "학교급별 합계")
    assert list(table) == ["초등학교", "중학교", "고등학교", "특수학교", "합계"]
    assert [cells[0].split("\n")[0] for cells in table.values()] == ["●", "12", "20", "●", "35"]
    assert len(table["합계"]) == len(FIELDS), "cumulative numbers only"
    body = page.locator(".bb-counts-result").inner_text()
    assert "E-1" not in body
    assert "가림" in body, "a screen reader hears that it is hidden"
    assert page.locator("[data-do=csv], [data-do=merged]").evaluate_all("x => x.every(b => !b.checkVisibility())")
    page.locator("[data-do=clear]").click()
    assert page.locator("[data-do=public]").get_attribute("aria-pressed") == "false"
    assert page.locator(".bb-counts-result").inner_text() == ""


SUPPRESS = """() => {
  // Everything that could have been published, with all tables that would have led to it: a reader who knows the rule
  // must still find two possible values for every hidden count.
  const found = [];
  for (const [rows, most] of [[1, 30], [2, 24], [3, 16], [4, 11], [5, 7]]) {
    const published = new Map();
    (function fill(cells) {
      if (cells.length < rows) { for (let value = 0; value <= most; value++) fill([...cells, value]); return; }
      const shown = barobogi.suppress(cells, cells.reduce((a, b) => a + b, 0));
      if (shown.cells.some((value, i) => value !== null && (value < 5 || value !== cells[i]))) found.push(["shown", cells]);
      if (shown.sum !== null && shown.sum < 5) found.push(["sum", cells]);
      const key = JSON.stringify(shown);
      if (!published.has(key)) published.set(key, shown.cells.map(() => new Set()));
      published.get(key).forEach((set, i) => set.add(cells[i]));
    })([]);
    for (const [key, sets] of published) JSON.parse(key).cells.forEach((value, i) => { if (value === null && sets[i].size < 2) found.push([key, [...sets[i]]]); });
  }
  return found;
}"""
RANDOM = """() => {
  let seed = 7; // the same tables every time
  const next = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
  for (let n = 0; n < 4000; n++) {
    const cells = Array.from({ length: 1 + Math.floor(next() * 5) }, () => Math.floor(next() ** 3 * 60));
    const shown = barobogi.suppress(cells, cells.reduce((a, b) => a + b, 0));
    const hidden = cells.filter((value, i) => shown.cells[i] === null);
    const rest = shown.sum === null ? null : shown.sum - shown.cells.reduce((a, b) => a + (b || 0), 0);
    if (shown.cells.some((value) => value !== null && value < 5)) return cells;
    if (rest !== null && hidden.length && (hidden.length < 2 || rest === 0)) return cells;
    if (rest !== null && !hidden.length && rest !== 0) return cells;
  }
  return null;
}"""


def test_no_hidden_count_can_be_worked_out(merge) -> None:
    page, _ = merge
    assert page.evaluate(SUPPRESS) == []
    assert page.evaluate(RANDOM) is None


def test_the_sheet_of_lessons_works_the_same(visit, server, merge, tmp_path) -> None:
    sheet = visit(server).open("ko/office/counts/lessons.html")
    for name, value in (("code", "P-1"), ("round", "3"), ("cutoff", CUTOFF)):
        sheet.locator(f"[data-field={name}]").fill(value)
    sheet.locator("[data-field=level]").select_option("high")
    sheet.locator("[data-count]").evaluate_all("x => x.forEach((input, i) => (input.value = i % 2 ? 5 : 40))")
    out = save(sheet, "save", tmp_path)
    page, opened = merge
    page.locator("[data-field=sheet]").select_option("education")
    opened(out)
    assert rows(page, "학교급별 합계")["고등학교"] == ["1"] + ["40", "5"] * 5
