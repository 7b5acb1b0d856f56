"""Nothing leaves the device and nothing stays on it: the tools used from end to end on plain http and from file://."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from conftest_site import Visit
from playwright.sync_api import Page, expect
from test_counts import as_upload, fill_sheet, school_file, start
from test_tools import TURN, WALK, entry, steps, ways

from coursekit import LANGS
from coursekit.flows import paths

ODD = "뷁쀍 뛟"
"""Syllables that no page holds: a typeface that comes in parts would have to fetch them."""
PREPARED = {
    "more": f"단체방에서 들음 {ODD}",
    "room": f"{ODD}방 3",
    "links": "https://example.org/a\nhttps://example.org/b",
}
STORED = """async () => [Object.keys(localStorage), Object.keys(sessionStorage), document.cookie,
  (await indexedDB.databases()).length, self.caches ? (await caches.keys()).length : 0]"""
LEFT = """() => { document.documentElement.style.display = "";
  return [document.querySelector("#bb-content").innerText, [...document.querySelectorAll("#bb-content :is(input, textarea, select)")].map((one) => [one.value, one.checked])]; }"""


def use_flow(page: Page, material, name: str) -> None:
    flow = material.flows[name]
    page.evaluate(WALK, [steps(answers, entry(flow)) for answers in list(paths(flow))[::10]])


def use_case(page: Page, material) -> None:
    page.evaluate(TURN, [way for way, _ in ways(material.cases["middle"], "room")])
    page.locator(".bb-say [data-copy]:visible").first.click()
    page.locator("[data-restart]").click()
    page.locator("[data-vote]").click()
    page.locator(".bb-case-vote:visible input").first.fill("3")
    page.keyboard.press("Tab")
    page.locator(".bb-case-choices button:visible").first.click()


def use_prepare(page: Page, _material) -> None:
    prepare(page)
    page.locator("[data-prepare-do=copy]").click()
    page.locator("#prepare-links").fill("data:image/png;base64,AAAA")


def use_counts(page: Page, _material) -> None:
    fill_sheet(page)
    page.locator("[data-field=code]").fill(ODD)
    page.locator("[data-do=save]").click()
    assert page.locator(".bb-counts-status").inner_text() != ""


def use_merge(page: Page, _material) -> None:
    start(page)
    page.locator("[data-field=expected]").fill(f"A-1\nB-2\n{ODD}")
    page.locator("[data-field=files]").set_input_files(
        [as_upload("a.json", school_file("A-1")), as_upload("b.json", "x")]
    )
    expect(page.locator(".bb-counts-log li")).to_have_count(2)
    page.locator("[data-do=public]").click()
    page.locator("[data-do=merged]").dispatch_event("click")


USES = {
    "help/route": lambda page, material: use_flow(page, material, "report_route"),
    "law/explore": lambda page, material: use_flow(page, material, "law_explorer"),
    "cases/middle": use_case,
    "help/prepare": use_prepare,
    "office/counts/school": use_counts,
    "office/counts/merge": use_merge,
}


@pytest.fixture(params=["http", "file"])
def edition(request, files_site) -> str:
    return files_site.as_uri() if request.param == "file" else request.getfixturevalue("server")


def forgotten(page: Page, clean: object) -> None:
    assert page.evaluate(LEFT) == clean
    assert ODD not in page.content()


@pytest.mark.parametrize("name", USES)
def test_nothing_leaves_the_device_and_nothing_stays(visit, edition, material, name: str) -> None:
    seen = visit(edition)
    seen.open("ko/about/index.html")
    page = seen.open(f"ko/{name}.html")
    page.wait_for_load_state("networkidle")
    page.evaluate("() => document.fonts.ready.then(() => 0)")
    asked: list[str] = []
    seen.context.on("request", lambda request: asked.append(request.url))
    clean, url, length = page.evaluate(LEFT), page.url, page.evaluate("history.length")
    USES[name](page, material)
    page.wait_for_timeout(250)
    assert asked == []
    assert page.evaluate(LEFT) != clean, "the tool was really used"
    assert page.evaluate(STORED) == [[], [], "", 0, 0]
    assert (page.url, page.evaluate("history.length")) == (url, length)

    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', {persisted: true}))")
    forgotten(page, clean)
    USES[name](page, material)
    page.goto(f"{edition}/exit.html")
    page.go_back()
    forgotten(page, clean)
    USES[name](page, material)
    page.locator(".bb-exit").first.click()
    page.wait_for_url("**/exit.html")
    page.go_back()
    assert "/about/index.html" in page.url, "the history entry of the tool was replaced"
    assert page.evaluate(STORED) == [[], [], "", 0, 0]
    forgotten(seen.open(f"ko/{name}.html"), clean)
    assert seen.outside == []
    assert seen.errors == []


@pytest.mark.parametrize("name", ["help/route", "help/prepare", "office/counts/school"])
def test_a_page_put_aside_whole_comes_back_empty(browser, chromium, server, material, name: str) -> None:
    """Browsers keep the last page as it stood (back/forward cache); Playwright's own start turns that off."""
    keeping = browser.browser_type.launch(
        executable_path=shutil.which("chromium"), args=chromium, ignore_default_args=["--disable-back-forward-cache"]
    )
    seen, told = Visit(keeping.new_context(), server), []
    page = seen.open(f"ko/{name}.html")
    clean = page.evaluate(LEFT)
    seen.page.on("console", lambda line: told.append(line.text))
    page.evaluate("addEventListener('pageshow', (event) => console.log('kept whole: ' + event.persisted))")
    USES[name](page, material)
    page.goto(f"{server}/ko/help/index.html")
    with page.expect_event("load"):
        page.go_back(wait_until="commit")
    expect(page.locator("#bb-content")).to_be_visible()
    assert "kept whole: true" in told
    assert page.evaluate("performance.getEntriesByType('navigation')[0].type") == "reload"
    forgotten(page, clean)
    keeping.close()


# ---- the report preparation sheet ----


def prepare(page: Page) -> None:
    for choice in ("whose-me", "how-shown", "threat-no", "knows-home", "knows-teacher"):
        page.locator(f"#prepare-{choice}").check(force=True)
    for name, text in PREPARED.items():
        page.locator(f"#prepare-{name}").fill(text)
    page.locator("#prepare-day").fill("2026-11-20")
    page.locator("#prepare-time").fill("15:30")


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_written_becomes_a_korean_text_to_read_out(visit, server, lang: str) -> None:
    seen = visit(server)
    page = seen.open(f"{lang}/help/prepare.html")
    prepare(page)
    korean = page.locator(".bb-prepare-text p[lang=ko]").all_inner_texts()
    assert len(korean) >= 11
    assert all(re.search("[가-힣]", text) and not re.search("[A-Za-z]{3}", text) for text in korean)
    for told in (
        "제가 나온 사진이나 영상이에요.",
        "2026년 11월 20일 오후 3시 30분에 보거나 들었어요.",
        "모두 2개예요.",
    ):
        assert told in " ".join(korean)
    assert "보호자, 담임 선생님" in " ".join(korean)
    typed = page.locator(".bb-prepare-text li").all_inner_texts()
    assert typed == [PREPARED["more"], PREPARED["room"], *PREPARED["links"].split("\n")]
    assert page.locator(".bb-prepare-gloss").count() == (0 if lang == "ko" else len(korean))
    page.locator("[data-prepare-do=copy]").click()
    page.evaluate("document.body.append(Object.assign(document.createElement('textarea'), {id: 'paste'}))")
    page.locator("#paste").focus()
    page.keyboard.press("Control+V")
    copied = page.locator("#paste").input_value()
    assert [line for line in copied.split("\n") if line in korean] == korean
    assert "1. https://example.org/a\n2. https://example.org/b" in copied
    page.locator("[data-prepare-do=clear]").click()
    assert page.locator("#prepare-room").input_value() == ""
    assert page.locator(".bb-prepare input:checked").count() == 0
    assert ODD not in page.locator(".bb-prepare").inner_text()
    assert seen.errors == []


FILE = """(kind) => {
  const transfer = new DataTransfer();
  transfer.items.add(new File(["x"], "x.png", { type: "image/png" }));
  const event = kind === "paste" ? new ClipboardEvent("paste", { clipboardData: transfer, bubbles: true, cancelable: true })
    : new DragEvent(kind, { dataTransfer: transfer, bubbles: true, cancelable: true });
  document.querySelector("#prepare-more").dispatchEvent(event);
  return [event.defaultPrevented, document.querySelector("[data-prepare-refused]").textContent !== ""];
}"""


def paste(page: Page, selector: str, text: str) -> None:
    """Paste from the real clipboard, as a pupil would."""
    page.evaluate(
        """text => { const from = Object.assign(document.createElement("textarea"), { value: text });
        document.body.append(from); from.select(); document.execCommand("copy"); from.remove(); }""",
        text,
    )
    page.locator(selector).focus()
    page.keyboard.press("Control+V")


def test_no_picture_gets_into_the_sheet(visit, server) -> None:
    page = visit(server).open("ko/help/prepare.html")
    assert page.locator("input[type=file]").count() == 0
    paste(page, "#prepare-links", "https://example.org/a\ndata:image/png;base64,iVBORw0KGgo=\nhttps://example.org/b")
    assert page.locator("#prepare-links").input_value() == "https://example.org/a\nhttps://example.org/b"
    assert "사진이나 영상을 넣을 수 없어요" in page.locator("[data-prepare-refused]").inner_text()
    for text in ("blob:https://example.org/1", "A" * 260, "DATA:video/mp4;base64,AAAA"):
        page.locator("#prepare-more").fill(text)
        assert page.locator("#prepare-more").input_value() == "", text[:20]
    assert page.evaluate(FILE, "paste") == [True, True]
    assert page.evaluate(FILE, "drop") == [True, True]
    page.locator("#prepare-more").fill("괜찮아요")
    assert page.locator("[data-prepare-refused]").inner_text() == ""


@pytest.mark.parametrize("lang", LANGS)
def test_the_fullest_sheet_prints_on_one_page(browser, files_site, tmp_path: Path, lang: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{files_site.as_uri()}/{lang}/help/prepare.html")
    prepare(page)
    for choice in ("counsel", "friend", "police"):
        page.locator(f"#prepare-knows-{choice}").check(force=True)
    page.locator("#prepare-more").fill("가나다라 마바사 " * 33)
    page.locator("#prepare-room").fill("가나다라 " * 24)
    page.locator("#prepare-links").fill("\n".join(f"https://example.org/{n}/{'x' * 60}" for n in range(10)))
    out = tmp_path / "sheet.pdf"
    page.pdf(path=out, format="A4", prefer_css_page_size=True)
    context.close()
    assert subprocess.run(["qpdf", "--show-npages", out], capture_output=True, text=True, check=True).stdout == "1\n"
    text = subprocess.run(["pdftotext", out, "-"], capture_output=True, text=True, check=True).stdout
    assert "안녕하세요" in text
    assert "누구에게 알리게 되나요" in text
    assert "무엇을 적고" not in text, "the page around it stays off the paper"


# ---- the banner ----


def test_every_help_and_law_page_says_when_a_check_is_overdue(visit, files_site) -> None:
    pages = sorted(
        path.relative_to(files_site) for part in ("help", "law") for path in files_site.glob(f"ko/{part}/*.html")
    )
    assert len(pages) >= 10
    owed = {
        str(path): re.findall(r'class="bb-due" data-due="(\d{4}-\d\d-\d\d)"', (files_site / path).read_text())
        for path in pages
    }
    assert all(len(days) == 1 and "2026-11-23" < days[0] < "2027-12-01" for days in owed.values()), owed
    for time, late in (("2026-11-23T09:00:00", False), ("2027-12-01T09:00:00", True)):
        seen = visit(files_site.as_uri())
        seen.page.clock.set_fixed_time(time)
        for path in pages[::4]:
            seen.page.goto(f"{files_site.as_uri()}/{path}", wait_until="domcontentloaded")
            assert seen.page.locator(".bb-notices .bb-due").is_visible() == late, (path, time)


def test_the_offices_page_marks_what_is_late(visit, server) -> None:
    seen = visit(server)
    seen.page.clock.set_fixed_time("2027-03-01T09:00:00")
    page = seen.open("ko/office/due.html")
    marks = page.locator(".bb-due-table .bb-due")
    assert 0 < page.locator(".bb-due-table .bb-due:visible").count() < marks.count()
