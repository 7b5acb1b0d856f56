"""The detector lab in a real browser, on the server and from plain files: by keyboard, by eye, by screen reader."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from conftest_site import axe
from playwright.sync_api import Locator, Page, expect

LANGS = ("ko", "en")
HOSTS = ("gradio", "files")
SIZES = ((360, 800), (1920, 1080))


@dataclass
class Lab:
    """The lab on one host: its page and its outermost part."""

    seen: Any
    page: Page
    root: Locator

    def choose(self, kind: str, value: str) -> None:
        self.root.locator(f".bb-lab-{kind} input[value='{value}']").check(force=True)

    def predict(self, guess: str = "two") -> None:
        self.choose("guess", guess)
        expect(self.root.locator(".bb-lab-journey input").first).to_be_enabled()

    def tab(self, name: str) -> None:
        self.root.get_by_role("tab").nth(("one", "two", "three").index(name)).click()

    def source(self) -> str:
        return str(self.root.locator("[data-part=picture]").first.get_attribute("src")).split("/frames/detector/")[1]

    def shows(self, address: str) -> None:
        expect(self.root.locator("[data-part=picture]").first).to_have_attribute(
            "src", re.compile(re.escape(address) + "$")
        )


def where(files_site: Path, lang: str) -> str:
    """The first page of the static edition that holds the lab."""
    holds = [path for path in sorted((files_site / lang).rglob("*.html")) if "<bb-detector" in path.read_text("utf-8")]
    return holds[0].relative_to(files_site).as_posix()


@pytest.fixture
def lab(visit, request):
    """Return a maker of labs: lab(host, lang, width, height, scheme)."""

    def make(host: str, lang: str, width: int = 1280, height: int = 900, scheme: str = "light") -> Lab:
        if host == "gradio":
            seen = visit(request.getfixturevalue("server"), width, height, scheme)
            page = seen.open(f"demos/{lang}/detector?__theme={scheme}")
            page.locator(".loading").wait_for(state="detached")
        else:
            seen = visit(request.getfixturevalue("nginx"), width, height, scheme)
            page = seen.open(where(request.getfixturevalue("files_site"), lang))
            name = {"light": "default", "dark": "slate"}[scheme]
            page.evaluate("s => document.body.setAttribute('data-md-color-scheme', s)", name)
        root = page.locator(".bb-lab").first
        root.locator("[data-part=picture]").first.wait_for()
        expect(root.get_by_role("tab").first).to_have_attribute("aria-selected", "true")
        return Lab(seen, page, root)

    return make


def text(locator: Locator) -> str:
    return re.sub(r"\s+", " ", locator.inner_text()).strip()


# ---- by keyboard ----


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("host", HOSTS)
def test_every_control_works_by_keyboard(lab, host: str, lang: str) -> None:
    made = lab(host, lang)
    root, key = made.root, made.page.keyboard
    root.locator(".bb-lab-pick input:checked").focus()
    key.press("ArrowRight")
    made.shows("p02/original.webp")
    root.locator(".bb-lab-guess input").first.focus()
    key.press("Space")
    expect(root.locator(".bb-lab-journey input").first).to_be_enabled()
    root.locator(".bb-lab-journey input:checked").focus()
    key.press("ArrowRight")
    made.shows("p02/q87.webp")
    root.locator(".bb-lab-view input:checked").focus()
    key.press("ArrowRight")
    made.shows("p02/q87-ela_raw.webp")
    expect(root.locator(".bb-lab-legend")).to_be_visible()
    rated = root.locator(".bb-lab-right")
    before = text(rated)
    root.locator("input[type=range]").focus()
    key.press("End")
    expect(rated).not_to_have_text(before)
    button = root.locator("button.bb-reset")
    button.focus()
    key.press("Enter")
    expect(root.locator(".bb-lab-truth")).to_be_visible()
    expect(button).to_have_attribute("aria-expanded", "true")
    tabs = root.get_by_role("tab")
    tabs.first.focus()
    for n in (1, 2):
        key.press("ArrowRight")
        expect(tabs.nth(n)).to_be_focused()
        expect(tabs.nth(n)).to_have_attribute("aria-selected", "true")
        assert root.get_by_role("tabpanel").count() == 1
    root.locator(".bb-lab-after input:checked").focus()
    cards = root.locator(".bb-lab-cards")
    before = text(cards)
    key.press("ArrowRight")
    expect(cards).not_to_have_text(before)
    again = root.get_by_role("button", name={"ko": "처음부터 다시", "en": "Start again"}[lang])
    again.focus()
    key.press("Enter")
    expect(root.locator(".bb-lab-journey input").first).to_be_disabled()
    tabs.first.click()
    made.shows("p01/original.webp")
    expect(root.locator(".bb-lab-pick input").first).to_be_checked()
    expect(root.locator(".bb-lab-guess input:checked")).to_have_count(0)
    key.press("Shift+Tab")
    key.press("Home")
    assert made.seen.outside == []
    if host == "files":  # Gradio asks for addresses that the gate keeps closed, and the browser notes it
        assert made.seen.errors == []


@pytest.mark.parametrize("host", HOSTS)
def test_only_the_chosen_tab_is_in_the_way_of_the_tab_key(lab, host: str) -> None:
    tabs = lab(host, "ko").root.get_by_role("tab")
    assert tabs.evaluate_all("all => all.map(t => t.tabIndex)") == [0, -1, -1]
    tabs.nth(2).click()
    assert tabs.evaluate_all("all => all.map(t => t.tabIndex)") == [-1, -1, 0]


# ---- what is seen ----


@pytest.mark.parametrize("host", HOSTS)
def test_a_prediction_unlocks_and_another_picture_locks_again(lab, host: str) -> None:
    made = lab(host, "ko")
    locked = made.root.locator(".bb-lab-journey input, .bb-lab-view input, input[type=range], button.bb-reset")
    assert locked.count() == 13
    assert made.root.locator(".bb-lab-big").count() == 0
    made.predict()
    assert [one for one in locked.all() if one.is_disabled()] == []
    made.root.locator("button.bb-reset").click()
    expect(made.root.locator(".bb-lab-truth")).to_be_visible()
    made.choose("pick", "p05")
    made.shows("p05/original.webp")
    expect(made.root.locator(".bb-lab-truth")).to_have_count(0)
    expect(made.root.locator(".bb-lab-guess input:checked")).to_have_count(0)
    expect(made.root.locator("button.bb-reset")).to_be_disabled()


@pytest.mark.parametrize("host", HOSTS)
def test_the_second_person_comes_only_with_the_answer(lab, host: str) -> None:
    made = lab(host, "ko")
    seconds = []
    for n in range(1, 13):
        made.choose("pick", f"p{n:02d}")
        made.shows(f"p{n:02d}/original.webp")
        made.predict("unsure")
        assert made.root.locator(".bb-lab-whose").first.is_hidden()
        made.root.locator("button.bb-reset").click()
        expect(made.root.locator(".bb-lab-truth")).to_be_visible()
        made.tab("two")
        if made.root.locator(".bb-lab-whose input").first.is_visible():
            first = made.root.locator(".bb-lab-two img").nth(1).get_attribute("src")
            made.choose("whose", "b")
            expect(made.root.locator(".bb-lab-two img").nth(1)).not_to_have_attribute("src", first)
            seconds.append(n)
        made.tab("one")
    assert len(seconds) == 6


STATES = (("p01", "q87", "ela_raw"), ("p04", "q80", "texture"), ("p09", "half", "photo"), ("p12", "twice", "lost_grid"))


@pytest.mark.parametrize("lang", LANGS)
def test_both_hosts_say_the_same(lab, lang: str) -> None:
    said: dict[str, list[str]] = {}
    for host in HOSTS:
        made = lab(host, lang)
        said[host] = []
        for pid, journey, view in STATES:
            made.choose("pick", pid)
            made.shows(f"{pid}/original.webp")
            made.predict()
            made.choose("journey", journey)
            made.shows(f"{pid}/{journey}.webp")
            made.choose("view", view)
            made.shows(f"{pid}/{journey}{'' if view == 'photo' else '-' + view}.webp")
            made.root.locator("button.bb-reset").click()
            expect(made.root.locator(".bb-lab-truth")).to_be_visible()
            for name in ("one", "two", "three"):
                made.tab(name)
                panel = made.root.get_by_role("tabpanel")
                heard = "img => img.getAttribute('alt') || img.getAttribute('aria-label')"
                said[host] += [text(panel), *panel.get_by_role("img").evaluate_all(f"all => all.map({heard})")]
            made.tab("one")
    assert len(said["files"]) > 4 * 3
    assert said["gradio"] == said["files"]


@pytest.mark.parametrize("host", HOSTS)
def test_picture_and_journeys_share_one_screen_of_a_phone(lab, host: str) -> None:
    made = lab(host, "ko", 360, 800)
    made.predict()
    for view in ("photo", "ela"):
        made.choose("view", view)
        made.shows("original.webp" if view == "photo" else "original-ela.webp")
        top = made.root.locator("[data-part=picture]").first.bounding_box()
        journeys = made.root.locator(".bb-lab-journey .bb-chips").bounding_box()
        assert top["height"] > 120
        assert journeys["y"] + journeys["height"] - top["y"] < 600


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("host", HOSTS)
def test_help_is_one_press_away(lab, host: str, lang: str) -> None:
    made = lab(host, lang)
    made.root.locator(".bb-lab-help a").click()
    made.page.wait_for_url(f"**/{lang}/help/index.html")
    assert made.page.locator("h1").first.is_visible()


def test_every_picture_of_the_lab_is_there(lab) -> None:
    made = lab("files", "ko")
    addresses = made.page.evaluate(
        """() => { const lab = document.querySelector("bb-detector"), out = [];
        for (const one of lab.data.pictures) for (const journey of lab.data.journeys) for (const map of ["", ...lab.data.maps])
          out.push(new URL(lab.at(one.id, journey, map), location).href);
        return out; }"""
    )
    assert len(addresses) == len(set(addresses)) == 13 * 6 * 5
    for address in addresses[::9]:
        assert made.page.request.get(address.replace("school.lan", "127.0.0.1")).ok


# ---- for everybody ----


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("host", HOSTS)
def test_axe_finds_nothing_and_nothing_is_cut_off(lab, host: str, lang: str, scheme: str) -> None:
    for width, height in SIZES if lang == "ko" else SIZES[:1]:  # the longer words on the small screen
        made = lab(host, lang, width, height, scheme)
        assert axe(made.page, lang) == [], "before the prediction"
        made.predict()
        made.choose("view", "ela_raw")
        made.root.locator("button.bb-reset").click()
        expect(made.root.locator(".bb-lab-truth")).to_be_visible()
        for name in ("one", "two", "three"):
            made.tab(name)
            assert axe(made.page, lang) == [], f"{name} at {width}"
            wide = made.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wide <= 0, f"{name} at {width}"


@pytest.mark.parametrize("host", HOSTS)
def test_a_change_is_read_out_once(lab, host: str) -> None:
    made = lab(host, "ko")
    live = made.root.locator("[aria-live]")
    assert live.count() == 2, "what has changed, and the answer"
    made.predict()
    before = live.all_inner_texts()
    made.choose("journey", "twice")
    made.shows("twice.webp")
    expect(live.first).not_to_have_text(before[0])
    assert live.nth(1).inner_text() == before[1] == ""
