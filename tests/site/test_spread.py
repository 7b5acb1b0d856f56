"""The spread demo as pupils use it: both hosts, both languages, keyboard only, calm, small and large screens."""

from __future__ import annotations

import re

import pytest
from conftest_site import axe
from playwright.sync_api import expect

PAGE = "demos/spread.html"


def inside(page, base: str, server: str):
    """The demo on the page: in the frame of the server edition, or the element itself."""
    if base != server:
        return page.locator("bb-spread")
    page.locator("iframe.bb-demo").scroll_into_view_if_needed()
    return page.frame_locator("iframe.bb-demo").locator("bb-spread")


def press(page, button) -> None:
    button.focus()
    page.keyboard.press("Enter")


@pytest.mark.parametrize("lang", ["ko", "en"])
@pytest.mark.parametrize("host", ["server", "nginx"])
def test_the_whole_way_by_keyboard(visit, server, nginx, lang: str, host: str) -> None:
    base = server if host == "server" else nginx
    seen = visit(base)
    page = seen.open(f"{lang}/{PAGE}")
    demo = inside(page, base, server)
    expect(demo.locator("[data-part=rows] tr")).to_have_count(5)
    assert demo.locator(".bb-spread").get_attribute("data-screen") == "open"
    press(page, demo.locator("[data-do=guess]"))
    last = demo.locator("[data-guess='4']")
    last.focus()
    page.keyboard.press("Home")
    assert demo.locator("[data-guess='0']").input_value() == "0", "a curve never falls"
    page.keyboard.press("End")
    assert last.get_attribute("aria-valuetext").startswith("1000")
    press(page, demo.locator("[data-do=run]"))
    says = demo.locator("[data-part=says]")
    expect(says).to_contain_text("1000")  # the prediction stands beside the result, once that has been loaded
    before = says.inner_text()
    demo.locator("[data-key=tell]:checked").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert demo.locator("[data-key=tell]:checked").input_value() == "early"
    assert says.inner_text() != before
    press(page, demo.locator(".bb-spread-row [data-do=end]"))
    assert demo.locator(".bb-spread").get_attribute("data-screen") == "end"
    assert demo.locator(".bb-spread-person strong").is_visible()
    assert not demo.locator("[data-part=plot-reached]").is_visible(), "it never ends on the curve"
    press(page, demo.locator("[data-do=reset]"))
    assert demo.locator(".bb-spread").get_attribute("data-screen") == "open"
    press(page, demo.locator("[data-do=guess]"))
    assert last.input_value() == "500"
    assert seen.outside == []
    assert seen.errors == []


def reached(says: str) -> int:
    return int(re.findall(r"\d+", says)[1])


def test_handles_change_the_end_and_sleep_while_nobody_tells(visit, nginx) -> None:
    page = visit(nginx, 1920, 1080).open(f"ko/{PAGE}")
    demo = page.locator("bb-spread")
    demo.locator("[data-do=guess]").click()
    demo.locator("[data-do=free]").click()
    says = demo.locator("[data-part=says]")
    expect(says.locator("p").nth(1)).to_be_visible()  # loaded
    ends = {}
    for step in ("nobody", "late", "early"):
        demo.locator(f"[data-key=tell][value={step}]").check(force=True)
        expect(demo.locator("[data-key=watch]").first).to_be_disabled() if step == "nobody" else None
        ends[step] = reached(says.inner_text())
    assert ends["nobody"] >= ends["late"] > ends["early"]
    assert not demo.locator("[data-part=key-guess]").is_visible()


def test_the_line_is_drawn_by_pointer(visit, nginx) -> None:
    page = visit(nginx).open(f"ko/{PAGE}")
    demo = page.locator("bb-spread")
    demo.locator("[data-do=guess]").click()
    plot = demo.locator("[data-part=guess-plot]")
    plot.scroll_into_view_if_needed()
    box = plot.bounding_box()
    page.mouse.move(box["x"] + box["width"] - 16, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 16, box["y"] + 9)
    page.mouse.up()
    assert int(demo.locator("[data-guess='4']").input_value()) > 950


def test_it_moves_only_for_those_who_want_it(visit, nginx, browser) -> None:
    calm = visit(nginx).open(f"ko/{PAGE}").locator("bb-spread")
    expect(calm.locator("[data-part=clock]")).to_contain_text("21")
    assert not calm.locator("[data-part=toggle]").is_visible()
    context = browser.new_context(viewport={"width": 360, "height": 800}, reduced_motion="no-preference")
    page = context.new_page()
    page.goto(f"{nginx}/ko/{PAGE}")
    demo = page.locator("bb-spread")
    demo.locator("[data-part=net]").scroll_into_view_if_needed()
    toggle = demo.locator("[data-part=toggle]")
    expect(toggle).to_have_text("잠깐 멈춤")
    toggle.click()
    expect(toggle).to_have_text("이어 보기")
    context.close()


SCREENS = [(360, "guess"), (360, "end"), *((1920, screen) for screen in ("open", "guess", "try", "end"))]


@pytest.mark.parametrize(("width", "screen"), SCREENS)
def test_every_screen_holds_in_both_schemes(visit, nginx, width: int, screen: str) -> None:
    """The two others on a phone are in ``test_every_demo``."""
    seen = visit(nginx, width, 800)
    page = seen.open(f"ko/{PAGE}")
    demo = page.locator("bb-spread")
    expect(demo.locator("[data-part=rows] tr")).to_have_count(5)
    if screen == "end":
        demo.locator("[data-do=end]").click()
    elif screen != "open":
        demo.locator("[data-do=guess]").click()
    if screen == "try":
        demo.locator("[data-do=run]").click()
        demo.locator(".bb-spread-others summary").click()
        demo.locator(".bb-spread-table summary").click()
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    for scheme in ("default", "slate"):
        page.evaluate("s => document.body.setAttribute('data-md-color-scheme', s)", scheme)
        assert axe(page, "ko") == [], (screen, scheme)


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_the_gradio_page_holds_by_itself(visit, server, lang: str) -> None:
    for scheme in ("light", "dark"):
        seen = visit(server, 360, 800, scheme)
        page = seen.open(f"demos/{lang}/spread?__theme={scheme}")
        expect(page.locator("[data-part=rows] tr")).to_have_count(5)
        assert page.locator("html").get_attribute("lang") == lang
        assert axe(page, lang) == [], scheme
        assert seen.outside == []


def test_it_works_from_a_file(visit, files_site) -> None:
    seen = visit(files_site.as_uri())
    page = seen.open(f"ko/{PAGE}")
    expect(page.locator("bb-spread [data-part=rows] tr")).to_have_count(5)
    assert seen.errors == []
