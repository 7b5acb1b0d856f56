"""The label and the fingerprint on their pages, on both hosts, by keyboard alone, on a phone, a projector and paper."""

from __future__ import annotations

import subprocess

import pytest
from conftest_site import axe
from playwright.sync_api import expect

from coursekit import LANGS

PAGES = {"demos/provenance": "bb-provenance", "demos/image-hash": "bb-image-hash"}
SIZES = [(360, 800), (1920, 1080)]


@pytest.fixture(params=["nginx", "server"])
def host(request) -> str:
    return request.getfixturevalue(request.param)


def demo(page, element: str):
    """The demo wherever it runs: an element of the page, or a frame."""
    if page.locator("iframe.bb-demo").count():
        frame = page.frame_locator("iframe.bb-demo")
        frame.locator("[data-part=picture]").first.wait_for()
        return frame
    return page.locator(element)


def choose(page, inside, key: str, value: str) -> None:
    """Choose with the keyboard: on to the group, then arrows until it is there."""
    group = inside.locator(f"fieldset:has(input[value='{value}'])")
    start = group.locator("input:checked")
    (start if start.count() else group.locator("input").first).focus()
    if not start.count():
        page.keyboard.press("Space")
    for _ in range(group.locator("input").count()):
        if group.locator(f"input[value='{value}']").is_checked():
            return
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(150)
    raise AssertionError(f"{key}: {value} is out of reach of the keyboard")


def test_the_label_by_keyboard_alone(visit, host) -> None:
    seen = visit(host)
    page = seen.open("ko/demos/provenance.html")
    inside = demo(page, "bb-provenance")
    for case, worth in (
        ("byte", "is-broken"),
        ("resent", "is-gone"),
        ("stranger", "is-unknown"),
        ("signed", "is-valid"),
    ):
        choose(page, inside, "case", case)
        expect(inside.locator(".bb-prov-tag.is-waiting")).to_have_count(2)
        assert inside.locator(".bb-prov-why").count() == 0, "first the prediction"
        choose(page, inside, "guess", "skip")
        expect(inside.locator(".bb-prov-tag").first).to_have_class(f"bb-prov-tag {worth}")
        expect(inside.locator(".bb-prov-tag").last).to_have_class("bb-prov-tag is-gone")
        picture = inside.locator("[data-part=picture]").first
        assert picture.evaluate("i => i.decode().then(() => i.naturalWidth)") == 512
    inside.locator(".bb-reset").focus()
    page.keyboard.press("Enter")
    expect(inside.locator(".bb-prov-tag.is-waiting")).to_have_count(2)
    expect(inside.locator("input:checked")).to_have_count(1)
    assert seen.outside == []
    assert seen.errors == []


def test_the_fingerprint_by_keyboard_alone(visit, host) -> None:
    seen = visit(host)
    page = seen.open("ko/demos/image-hash.html")
    inside = demo(page, "bb-image-hash")
    slider = inside.locator("input[type=range]")
    assert slider.is_disabled(), "first the prediction"
    choose(page, inside, "what", "crop")
    choose(page, inside, "guess", "one")
    expect(inside.locator(".bb-hash-tag.is-yes")).to_have_count(1)
    slider.focus()
    page.keyboard.press("End")
    expect(inside.locator(".bb-hash-tag.is-no")).to_have_count(2)
    choose(page, inside, "what", "mirror")
    expect(inside.locator(".bb-hash-tag.is-waiting")).to_have_count(2)
    choose(page, inside, "guess", "skip")
    expect(inside.locator(".bb-hash-tag.is-no")).to_have_count(2)
    assert slider.is_disabled(), "there is nothing to set"
    inside.locator(".bb-reset").focus()
    page.keyboard.press("Enter")
    expect(inside.locator(".bb-hash-tag.is-waiting")).to_have_count(2)
    expect(inside.locator("input[value=pixel]")).to_be_checked()
    assert seen.outside == []
    assert seen.errors == []


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", PAGES)
def test_it_holds_opened_on_every_screen(visit, host, lang: str, name: str) -> None:
    """Closed, it is looked at with every page (`test_pages`)."""
    for width, height in SIZES:
        seen = visit(host, width, height)
        page = seen.open(f"{lang}/{name}.html")
        inside = demo(page, PAGES[name])
        inside.locator("label:has(input[value=skip])").click()
        inside.locator("[class$=-why]").wait_for()
        page.wait_for_timeout(300)
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
        for scheme in ("default", "slate"):
            page.evaluate("s => document.body.setAttribute('data-md-color-scheme', s)", scheme)
            page.wait_for_timeout(100)
            assert axe(page, lang) == [], (width, scheme)
        assert seen.outside == []


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", [*PAGES, "demos/face-morph"])
def test_it_prints_on_one_page(browser, files_site, tmp_path, lang: str, name: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{files_site.as_uri()}/{lang}/{name}.html")
    page.emulate_media(media="print")
    assert page.locator(".bb-still").is_visible()
    assert page.locator(".bb-demo-box .bb-reset").is_hidden()
    out = tmp_path / "page.pdf"
    page.pdf(path=out, format="A4", prefer_css_page_size=True)
    context.close()
    count = subprocess.run(["qpdf", "--show-npages", out], capture_output=True, text=True, check=True).stdout
    assert int(count) == 1
