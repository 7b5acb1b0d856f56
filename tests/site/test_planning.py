"""The plan finder and the year at a glance as a teacher uses them: on the device, from files and from the server."""

import subprocess
from dataclasses import replace
from pathlib import PurePosixPath

from coursekit import ROOT
from coursekit.blocks.finder import finder
from coursekit.lessons import Lesson
from coursekit.pages import Page

STORED = "JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie, location.href])"
SHOWN = "all => all.filter(x => !x.hidden).map(x => `${x.dataset.key.split('/')[1].slice(0, 2)}:${x.dataset.minutes}`)"


def offered(page) -> list[str]:
    """Number and minutes of every way that is shown, best first."""
    return list(page.eval_on_selector_all(".bb-finder-list > li", SHOWN))


def a_band(material):
    """A whole band: four sessions of 45 minutes with a cut of 20, one booster, two starters without a demo."""
    session = material.plans["middle/01-face-as-data"]
    step = session.steps[0]
    small = {n: [step.model_copy(update={"minutes": n, "topic": "help"})] for n in (5, 20)}
    short = {n: session.model_copy(update={"minutes": n, "steps": small[n], "short": None, "demos": []}) for n in small}
    plans = {f"middle/{n:02}-x": session for n in range(1, 5)} | {"middle/11-x": short[20]}
    plans |= {f"middle/{n}-x": short[5] for n in (31, 32)}
    lessons = [Lesson(key, {"ko": f"수업 {key}", "en": ""}, {"ko": "", "en": ""}) for key in plans]
    return replace(material, plans=plans, lessons=lessons)


def test_the_finder_puts_the_best_fit_first(visit, material) -> None:
    page = visit("about:").page
    page.set_content(finder(Page("ko", PurePosixPath("teachers/index.md"), ""), a_band(material)))
    page.add_script_tag(path=ROOT / "course" / "assets" / "js" / "finder.js")
    assert offered(page) == ["31:5", "32:5"], "ten minutes at first: what is not longer"
    page.locator("[name=minutes][value='20']").check()
    assert offered(page) == ["01:20", "02:20", "03:20", "04:20"], "cut lessons, the fuller first; four at a time"
    page.locator("[name=room][value=projector]").uncheck()
    assert offered(page)[0] == "11:20", "on paper, what needs no screen comes first"
    page.locator("[data-finder-more]").click()
    assert offered(page)[-2:] == ["31:5", "32:5"], "nothing is left out"
    assert page.evaluate("document.activeElement.dataset.key") == "middle/04-x", "the keyboard goes on where it was"
    page.locator("[name=minutes][value='50']").check()
    page.locator("[name=topic][value=law]").check()
    assert offered(page) == ["01:45", "02:45", "03:45", "04:45"], "a lesson once, as long as there is time"


def test_the_finder_runs_from_files_and_keeps_nothing(visit, files_site) -> None:
    seen = visit(files_site.as_uri())
    page = seen.open("ko/teachers/index.html")
    before = page.evaluate(STORED)
    form = page.locator(".bb-finder-form")
    form.get_by_label("20분", exact=True).check()
    form.get_by_label("법", exact=True).check()
    first = page.locator(".bb-finder-list > li:visible").first
    assert int(first.get_attribute("data-law")) > 0
    form.get_by_label("45분 한 차시").check()
    first = page.locator(".bb-finder-list > li:visible").first
    assert first.get_by_text("프로젝터 없이:").is_hidden()
    form.get_by_label("프로젝터", exact=True).uncheck()
    assert first.get_by_text("프로젝터 없이:").is_visible()
    assert page.evaluate(STORED) == before
    assert seen.errors == []


def test_the_first_lesson_gives_the_dates_and_a_calendar_file(visit, files_site, server, tmp_path) -> None:
    for base in (files_site.as_uri(), server):
        seen = visit(base)
        page = seen.open("ko/teachers/year.html")
        before = page.evaluate(STORED)
        page.fill("#year-first", "2027-03-15")
        days = dict(page.eval_on_selector_all("[data-day]", "all => all.map(x => [x.dataset.day, x.dateTime])"))
        assert {day: days[day] for day in ("-21", "-7", "0", "7")} == {
            "-21": "2027-02-22", "-7": "2027-03-08", "0": "2027-03-15", "7": "2027-03-22"
        }  # fmt: skip
        assert days["-1"] == days["-2"] == "2027-03-12", "the weekend before a Monday moves to the Friday"
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
