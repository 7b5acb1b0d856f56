"""Me against the detector as pupils and teachers use it: both hosts, both languages, keyboard only, counts of a class."""

from __future__ import annotations

import pytest
from conftest_site import axe
from playwright.sync_api import expect

from demos.me_vs_detector import addresses, model

PAGE = "demos/me-vs-detector.html"
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
ANSWERS = [("one", 50), ("two", 75), ("one", 100), None, ("two", 50), ("two", 100)]
"""What is answered to the first six; None is skipped."""


def press(page, button) -> None:
    button.focus()
    page.keyboard.press("Enter")


def choose(page, demo, key: str, value: object) -> None:
    """Into the group, then arrows until it is there."""
    demo.locator(f"[data-key={key}]").first.focus()
    page.keyboard.press("Space")
    while not demo.locator(f"[data-key={key}][value='{value}']").is_checked():
        page.keyboard.press("ArrowRight")


def six(page, demo) -> None:
    for n, answer in enumerate(ANSWERS, 1):
        expect(demo.locator("[data-part=title]")).to_contain_text(str(n))
        if answer is None:
            press(page, demo.locator("[data-do=skip]"))
            continue
        choose(page, demo, "said", answer[0])
        assert demo.locator("[data-do=next]").is_disabled(), "how sure is asked too"
        choose(page, demo, "sure", answer[1])
        press(page, demo.locator("[data-do=next]"))


def screen(demo) -> str:
    return str(demo.locator(".bb-me").get_attribute("data-screen"))


def meant() -> dict[str, float]:
    truths = [two for two, _ in addresses.chances().values()]
    pairs = zip(truths[: model.HALF], ANSWERS, strict=True)
    return model.tally([model.Said(two, a[0] == "two", a[1]) if a else model.Said(two, None) for two, a in pairs])


def test_six_pictures_by_keyboard_and_every_result(visit, nginx) -> None:
    seen = visit(nginx)
    page = seen.open(f"ko/{PAGE}")
    demo = page.locator("bb-me-vs-detector")
    choose(page, demo, "predicted", 4)
    press(page, demo.locator("[data-do=begin]"))
    assert demo.locator("[data-part=picture]").evaluate("i => i.decode().then(() => i.naturalWidth)") == 512
    assert axe(page, "ko") == []
    six(page, demo)
    assert screen(demo) == "half"
    press(page, demo.locator("[data-do=mine]"))
    told, t = demo.locator(".bb-me-share"), meant()
    for at, keys in enumerate((("of_two", "hits"), ("of_one", "alarms"))):
        for key in keys:
            expect(told.nth(at)).to_contain_text(f"{t[key]}장")
    assert told.nth(0).locator(".is-full").count() == t["hits"]
    for n, name in enumerate(("mine", "sure", "other", "wrong", "answers", "end")):
        if n:
            press(page, demo.locator("[data-do=forward]"))
        assert screen(demo) == name
        assert page.evaluate(WIDER) <= 0, name
        for scheme in ("default", "slate") if name in ("mine", "wrong", "end") else ():
            page.evaluate("s => document.body.setAttribute('data-md-color-scheme', s)", scheme)
            assert axe(page, "ko") == [], (name, scheme)
        if name == "sure":
            expect(demo.locator(".bb-me-bar b").first).to_have_text(f"{round(t['sure'])}%")
        if name == "answers":
            expect(demo.locator(".bb-me-list li")).to_have_count(6)  # the other six stay unknown
    assert demo.locator(".bb-me-help").evaluate("async a => (await fetch(a.href)).ok"), "help is there"
    press(page, demo.locator("[data-do=more]"))
    expect(demo.locator("[data-part=title]")).to_contain_text("7")
    for _ in range(6):
        press(page, demo.locator("[data-do=skip]"))
    assert screen(demo) == "mine"
    press(page, demo.locator("[data-do=reset]"))
    assert screen(demo) == "start"
    assert demo.locator("[data-key]:checked").get_attribute("value") == "none", "nothing is left"
    assert (seen.outside, seen.errors) == ([], [])


def test_a_class_is_counted_together_or_not_at_all(visit, nginx) -> None:
    page = visit(nginx, 1920, 1080).open(f"en/{PAGE}")
    demo = page.locator("bb-me-vs-detector")
    demo.locator("[data-do=begin]").click()
    for _ in range(6):
        demo.locator("[data-do=skip]").click()
    demo.locator("[data-do=mine]").click()
    demo.locator(".bb-me-class summary").click()
    truths = [two for two, _ in addresses.chances().values()][: model.HALF]
    says = demo.locator("[data-part=together]")

    def typed(n: int, everybody: int, two: int) -> None:
        demo.locator(f"[data-count=all][data-at='{n}']").fill(str(everybody))
        demo.locator(f"[data-count=two][data-at='{n}']").fill(str(two))

    blended, alone = truths.index(True), truths.index(False)
    typed(blended, 20, 13)
    expect(says).to_contain_text("at least one")
    typed(alone, 20, 4)
    expect(says).to_contain_text("65")
    expect(says).to_contain_text("fewer than 5")
    typed(alone, 20, 21)
    expect(says).to_contain_text("count again")
    typed(alone, 9, 6)
    expect(says).to_contain_text("fewer than 10")
    assert "%" not in says.inner_text()


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_the_gradio_page_sends_nothing(visit, server, lang: str) -> None:
    seen = visit(server, 360, 800, "dark")
    page = seen.open(f"demos/{lang}/me_vs_detector?__theme=dark")
    demo = page.locator("bb-me-vs-detector")
    demo.locator("[data-do=begin]").wait_for()
    page.wait_for_load_state("networkidle")  # letters of all screens too
    assert page.locator("html").get_attribute("lang") == lang
    assert demo.locator(".bb-me-main").evaluate("b => getComputedStyle(b).backgroundColor") != "rgba(0, 0, 0, 0)"
    asked: list[str] = []
    page.on("request", lambda request: asked.append(f"{request.method} {request.url.split('/')[-1]}"))
    demo.locator("[data-do=begin]").click()
    six(page, demo)
    demo.locator("[data-do=mine]").click()
    assert axe(page, lang) == []
    assert {one for one in asked if not one.startswith("GET p")} == set(), "pictures in their order, and nothing else"
    demo.locator("[data-do=reset]").click()
    demo.locator("[data-do=end]").click()
    help_page = demo.locator(".bb-me-help")
    assert help_page.evaluate("a => a.href") == f"{server}/{lang}/help/index.html"
    assert help_page.evaluate("async a => (await fetch(a.href)).ok")
    assert seen.outside == []


def test_from_a_file_and_on_paper(visit, files_site) -> None:
    seen = visit(files_site.as_uri())
    page = seen.open(f"ko/{PAGE}")
    page.locator("[data-do=begin]").click()
    assert page.locator("[data-part=picture]").evaluate("i => i.decode().then(() => i.naturalWidth)") == 512
    page.emulate_media(media="print")
    assert page.locator(".bb-still").is_visible()
    assert not page.locator(".bb-me").is_visible()
    assert seen.errors == []
