"""Every page of both languages in a real Chromium: nothing from outside, axe zero, the frame around each page."""

from __future__ import annotations

import os

import pytest
from conftest_site import axe

from coursekit import LANGS
from coursekit.material import load_material
from coursekit.trees import make_tree

SIZES = [(360, 800)] if os.environ.get("BAROBOGI_MATRIX") != "all" else [(360, 800), (1920, 1080)]
TEMPLATES = ("index", "lessons/middle/01-face-as-data/index", "lessons/middle/01-face-as-data/slides",
             "teachers/plans/middle/01-face-as-data/index", "help/index", "labs/l1-how-a-morph-works")  # fmt: skip


def pages() -> list[str]:
    from datetime import date

    from coursekit.lessons import COURSE

    material, _ = load_material(date(2026, 11, 23))
    names = [path.with_suffix("").as_posix() for path in make_tree(material, "ko")[0]]
    names += [p.relative_to(COURSE / "ko").with_suffix("").as_posix() for p in COURSE.glob("ko/**/*.ipynb")]
    assert len(names) >= 18, "the search for pages found too little"
    return sorted(names)


def look(seen, lang: str, name: str) -> None:
    """What must hold on one opened page, in both schemes."""
    page = seen.page
    assert page.locator("html").get_attribute("lang") == lang
    assert page.locator(".bb-exit").first.is_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className").startswith("bb-exit"), "the exit is first in tab order"
    assert "{{" not in page.locator("body").inner_text()
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"the page is {wide} px wider than the screen"
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.evaluate(
            "s => document.body.setAttribute('data-md-color-scheme', s)", {"light": "default", "dark": "slate"}[scheme]
        )
        assert axe(page, lang, colours=scheme == "dark") == [], f"{name} in {scheme}"
    assert seen.outside == []
    assert seen.errors == []


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", pages())
def test_a_page_holds_on_a_phone(visit, nginx, lang: str, name: str) -> None:
    """Of the static edition: the server's differs in the demos' frames only, and those have tests of their own."""
    for width, height in SIZES:
        seen = visit(nginx, width, height)
        seen.open(f"{lang}/{name}.html")
        look(seen, lang, name)


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_holds_on_a_projector(visit, server, name: str) -> None:
    seen = visit(server, 1920, 1080)
    seen.open(f"ko/{name}.html")
    look(seen, "ko", name)


@pytest.mark.parametrize("lang", LANGS)
def test_every_demo_page_holds_by_itself(visit, server, lang: str) -> None:
    for scheme in ("light", "dark"):
        seen = visit(server, 360, 800, scheme)
        page = seen.open(f"demos/{lang}/face_morph?__theme={scheme}")
        page.locator("[data-part=picture]").wait_for()
        page.locator(".loading").wait_for(state="detached")
        assert page.locator("html").get_attribute("lang") == lang
        assert axe(page, lang) == [], scheme
        assert seen.outside == []


@pytest.mark.parametrize("lang", LANGS)
def test_the_help_strip_is_on_the_first_screen_of_a_phone(visit, server, lang: str) -> None:
    page = visit(server).open(f"{lang}/index.html")
    strip = page.locator(".bb-strip")
    box = strip.bounding_box()
    assert box["y"] + box["height"] < 320
    numbers = strip.locator("b").all_inner_texts()
    assert numbers == ["117", "112", "1366", "1388", "109"]
    assert strip.locator("a[href^='tel:']").evaluate_all("x => x.map(a => a.getAttribute('href'))") == [
        "tel:117", "tel:112", "tel:1366", "tel:109"
    ]  # fmt: skip
    for link in strip.locator("a").all():
        assert link.bounding_box()["height"] >= 44


@pytest.mark.parametrize(
    ("door", "wanted"),
    [
        ("lessons/index.html", "lessons/middle/01-face-as-data/index.html"),
        ("teachers/index.html", "teachers/plans/middle/01-face-as-data/index.html"),
        ("parents/index.html", "help/index.html"),
        ("office/index.html", "about/index.html"),
        ("help/index.html", "help/index.html"),
    ],
)
def test_each_reader_gets_there_in_two_clicks(visit, server, door: str, wanted: str) -> None:
    page = visit(server, 1280, 900).open("ko/index.html")
    page.locator(f"#bb-content a[href='{door}']").first.click()
    page.wait_for_url(f"**/ko/{door}")
    if wanted != door:
        page.locator(f"#bb-content a[href$='{wanted.split('/')[-2]}/index.html']").first.click()
        page.wait_for_url(f"**/ko/{wanted}")


def test_the_other_language_is_the_same_page(visit, server) -> None:
    page = visit(server, 1280, 900).open("ko/help/index.html")
    page.locator("a[hreflang=en]:visible").first.click()
    page.wait_for_url("**/en/help/index.html")
    assert page.locator("html").get_attribute("lang") == "en"


@pytest.mark.parametrize(("language", "folder"), [("ko-KR", "ko"), ("en-US", "en"), ("de-DE", "ko")])
def test_the_root_follows_the_browsers_language(visit, server, language: str, folder: str) -> None:
    page = visit(server, locale=language).open("")
    page.wait_for_url(f"**/{folder}/index.html")


def test_an_overdue_page_says_so_by_the_devices_date(visit, server) -> None:
    seen = visit(server)
    seen.page.clock.set_fixed_time("2026-11-23T09:00:00")
    assert seen.open("ko/help/index.html").locator(".bb-due").is_hidden()
    late = visit(server)
    late.page.clock.set_fixed_time("2027-06-01T09:00:00")
    notice = late.open("ko/help/index.html").locator(".bb-due")
    assert notice.is_visible()
    assert "112" in notice.inner_text()
