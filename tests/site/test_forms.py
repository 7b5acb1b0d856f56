"""The pre/post form in a real Chromium, from a file: pupils answer or skip, only sums come out, teachers see a change."""

from __future__ import annotations

import pytest
from conftest_site import axe

STORED = "[localStorage.length, sessionStorage.length, location.search, location.hash, document.cookie].join('')"
NOTHING = "00"
RIGHT = """(count) => {
  for (let n = 0; n < count; n++) {
    document.querySelector(".bb-q:not([hidden]) input[data-right]").click();
    document.querySelector("[data-do=next]").click();
  }
}"""
COUNTS = {"papers": (41, 38), "help": (60, 95), "hits": (80, 100), "alarms": (50, 60)}


def answer(page, version) -> None:
    """Take the right choice of every item but the first, which is skipped; say "blended", certain, of every picture."""
    assert page.locator(".bb-q:visible").count() == 0
    page.locator("[data-do=long]").click()
    page.locator("[data-do=next]").click()
    page.evaluate(RIGHT, len(version.asked) - 1)
    for _ in version.pictures:
        page.locator(".bb-q:visible input[value=two]").check()
        page.locator(".bb-q:visible input[value='100']").check()
        page.locator("[data-do=next]").click()


def test_from_answers_without_a_name_to_a_change_with_its_interval(visit, files_site, material) -> None:
    seen = visit(files_site.as_uri())
    page = seen.open("ko/form/middle-a.html")
    answer(page, material.forms["middle"].versions["a"])
    assert page.locator(".bb-prepost-slip li").all_inner_texts() == [
        "가 3", "나 4", "다 3", "라 5", "마 4", "바 4", "사 4", "아 8", "자 4",
    ]  # fmt: skip
    assert page.locator("img.bb-prepost-picture").evaluate_all("all => all.every((one) => one.naturalWidth === 512)")
    assert page.evaluate(STORED) == NOTHING
    assert axe(page, "ko") == []
    page.locator("[data-do=again]").click()
    assert page.locator("input:checked").count() == 0
    page.locator("[data-do=short]").click()
    assert page.locator(".bb-prepost-at").inner_text() == "1 / 16"

    page = seen.open("ko/teachers/form.html")
    page.locator("[data-field=classes]").fill("2")
    for row, values in COUNTS.items():
        for time, value in zip(("before", "after"), values, strict=True):
            page.locator(f"[data-row={row}][data-time={time}]").fill(str(value))
    page.locator("[data-do=show]").click()
    rows = page.locator(".bb-compare-result tbody tr").all_inner_texts()
    assert len(rows) == 3
    assert "49% → 83%" in rows[0]
    assert "+35%p (+14~+51)" in rows[0]
    assert "2개 반에서 이 비율이 높아졌습니다" in rows[0]
    assert "말할 수 없습니다" in rows[2]
    first, second = 60 / (41 * 3), 95 / (38 * 3)
    ends = page.evaluate("(n) => window.barobogi.newcombe(...n)", [first, 41, second, 38])
    assert ends == pytest.approx([0.345528, 0.136968, 0.514538], abs=1e-5)
    assert axe(page, "ko") == []

    page.locator("[data-row=papers][data-time=after]").fill("9")
    assert page.locator(".bb-compare-result").inner_text() == "", "a result never stands beside other numbers"
    page.locator("[data-do=show]").click()
    wrong = page.locator("[aria-invalid=true]")
    assert wrong.get_attribute("data-row") == "help"
    assert "27까지" in page.locator(f"#{wrong.get_attribute('aria-describedby')}").inner_text()
    for row in ("help", "hits", "alarms"):
        page.locator(f"[data-row={row}][data-time=after]").fill("20")
    page.locator("[data-do=show]").click()
    told = page.locator(".bb-compare-result").inner_text()
    assert "10개보다 적어" in told
    assert "%" not in told
    assert page.evaluate(STORED) == NOTHING
    assert (seen.outside, seen.errors) == ([], [])
