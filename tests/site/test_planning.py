"""The plan finder and the year at a glance as a teacher uses them: on the device, from files and from the server."""

import subprocess

STORED = "JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie, location.href])"


def first_shown(page):
    return page.locator(".bb-finder-list > li:visible").first


def test_the_finder_sorts_on_the_device_and_keeps_nothing(visit, files_site) -> None:
    seen = visit(files_site.as_uri())
    page = seen.open("ko/teachers/index.html")
    before = page.evaluate(STORED)
    page.get_by_label("20분", exact=True).check()
    page.get_by_label("법", exact=True).check()
    assert first_shown(page).get_attribute("data-minutes") == "20"
    assert int(first_shown(page).get_attribute("data-law")) > 0
    assert first_shown(page).get_by_text("프로젝터 없이:").is_hidden()
    page.get_by_label("프로젝터", exact=True).uncheck()
    assert first_shown(page).get_by_text("프로젝터 없이:").is_visible()
    page.get_by_label("45분 한 차시").check()
    keys = page.eval_on_selector_all(".bb-finder-list > li:not([hidden])", "all => all.map(x => x.dataset.key)")
    assert len(keys) == len(set(keys)) >= 3, "a lesson stands there once"
    assert page.evaluate(STORED) == before
    assert seen.errors == []


def test_the_first_lesson_gives_the_dates_and_a_calendar_file(visit, files_site, server, tmp_path) -> None:
    for base in (files_site.as_uri(), server):
        seen = visit(base)
        page = seen.open("ko/teachers/year.html")
        before = page.evaluate(STORED)
        page.fill("#year-first", "2027-03-15")
        told = page.eval_on_selector_all("[data-day]", "all => all.map(x => [x.dataset.day, x.dateTime])")
        days = {int(day): when for day, when in told}
        assert {day: days[day] for day in (-21, -7, 0, 7)} == {
            -21: "2027-02-22", -7: "2027-03-08", 0: "2027-03-15", 7: "2027-03-22"
        }  # fmt: skip
        assert days[-1] == days[-2] == "2027-03-12", "the weekend before a Monday moves to the Friday"
        with page.expect_download() as waiting:
            page.locator("[data-year-ics]").click()
        waiting.value.save_as(tmp_path / "year.ics")
        text = (tmp_path / "year.ics").read_bytes().decode()
        assert "DTSTART;VALUE=DATE:20270315\r\nDTEND;VALUE=DATE:20270316\r\n" in text
        assert "DTSTART;VALUE=DATE:20270524\r\nDTEND;VALUE=DATE:20270531\r\n" in text
        assert "DAY" not in text
        assert page.evaluate(STORED) == before
        assert seen.errors == []
    page.pdf(path=tmp_path / "year.pdf", format="A4", prefer_css_page_size=True)
    count = subprocess.run(["qpdf", "--show-npages", tmp_path / "year.pdf"], capture_output=True, text=True, check=True)
    assert count.stdout.strip() == "1"
