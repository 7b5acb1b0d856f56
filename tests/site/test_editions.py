"""The static edition opened as a file and below a sub-path, and printed: the same lesson, nothing missing."""

from __future__ import annotations

import re
import subprocess

import pytest

LESSON = "lessons/middle/01-face-as-data"


@pytest.fixture(params=["file", "nginx"])
def edition(request, files_site) -> str:
    return files_site.as_uri() if request.param == "file" else request.getfixturevalue("nginx")


def test_lesson_quiz_and_morph_work(visit, edition) -> None:
    seen = visit(edition)
    page = seen.open(f"ko/{LESSON}/index.html")
    demo = page.locator("bb-face-morph")
    demo.locator("input[data-key=guess]").last.check(force=True)
    demo.locator("input[type=range]").fill("50")
    picture = demo.locator("[data-part=picture]")
    assert "050" in picture.get_attribute("src")
    assert picture.evaluate("i => i.decode().then(() => i.naturalWidth)") == 512
    assert picture.bounding_box()["height"] > 200, "the picture is really seen"
    page.locator(".bb-q").first.locator("input[data-right=true]").check()
    assert page.locator(".bb-verdict").first.inner_text() == "맞아요."
    assert seen.outside == []
    assert seen.errors == []


def test_search_works(visit, edition) -> None:
    seen = visit(edition, 1280, 900)
    page = seen.open("ko/index.html")
    page.locator("input[name=query]").click()
    page.locator("input[name=query]").fill("딥페이크는")
    page.locator(".md-search-result__item").first.wait_for()
    assert seen.outside == []


def test_slides_work_with_the_demo_alive(visit, edition) -> None:
    page = visit(edition, 1920, 1080).open(f"ko/{LESSON}/slides.html")
    page.locator("html.is-presenting").wait_for()
    number = int(page.locator(".bb-slide:has(bb-face-morph)").first.get_attribute("id").split("-")[1])
    for _ in range(number - 1):
        page.keyboard.press("PageDown")
    demo = page.locator(f"#slide-{number} bb-face-morph")
    demo.locator("input[data-key=guess]").last.check(force=True)
    demo.locator("input[type=range]").focus()
    page.keyboard.press("ArrowRight")
    assert "010" in demo.locator("[data-part=picture]").get_attribute("src"), "the arrow moved the slider"
    assert page.locator(f"#slide-{number}").is_visible(), "and not the slide"


def test_the_exit_and_the_other_language_work(visit, edition) -> None:
    page = visit(edition, 1280, 900).open("ko/help/index.html")
    page.locator("a[hreflang=en]:visible").first.click()
    page.wait_for_url("**/en/help/index.html")
    page.locator(".bb-exit").first.click()
    page.wait_for_url("**/exit.html")


def test_all_links_between_pages_lead_somewhere(files_site) -> None:
    dead, seen = [], 0
    for path in [*files_site.glob("ko/**/*.html"), *files_site.glob("en/**/*.html")]:
        if path.name == "404.html":
            continue
        for target in re.findall(r'<(?:a|img|script|link|iframe)\b[^>]*?\s(?:href|src)="([^"#?]+)', path.read_text()):
            if not re.match(r"[a-z]+:|//", target):
                seen += 1
                if not (path.parent / target).exists():
                    dead.append(f"{path.relative_to(files_site)} → {target}")
    assert seen > 500
    assert dead == []


def test_the_plan_prints_on_two_pages(browser, files_site, tmp_path) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{files_site.as_uri()}/ko/teachers/plans/middle/01-face-as-data/index.html")
    out = tmp_path / "plan.pdf"
    page.pdf(path=out, format="A4", prefer_css_page_size=True)
    context.close()
    count = subprocess.run(["qpdf", "--show-npages", out], capture_output=True, text=True, check=True).stdout
    assert int(count) <= 2
    text = subprocess.run(["pdftotext", out, "-"], capture_output=True, text=True, check=True).stdout
    assert "이 수업이 힘든 선생님은" in text
    assert "빠른 나가기" not in text


def test_the_lesson_prints_with_the_still_picture_of_the_demo(browser, files_site, tmp_path) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{files_site.as_uri()}/ko/{LESSON}/index.html")
    page.emulate_media(media="print")
    assert page.locator(".bb-still").is_visible()
    assert page.locator("bb-face-morph input[type=range]").is_hidden()
    assert page.locator(".bb-exit").first.is_hidden()
    context.close()


def test_a_plan_offers_its_files_where_the_build_made_them_and_nowhere_else(files_site, served_site) -> None:
    seen = 0
    for page in files_site.glob("*/teachers/plans/*/*/*.html"):
        links = re.findall(r'<a class="bb-button[^"]*" href="([^"]*/files/[^"]+)"', page.read_text(encoding="utf-8"))
        assert all((page.parent / link).resolve().is_file() for link in links), page
        assert links, page
        seen += len(links)
    assert seen >= 30, "the search found too little"
    assert not (served_site / "files").exists(), "nobody asked this build for files"
    for page in served_site.glob("*/teachers/plans/*/*/*.html"):
        assert "bb-downloads" not in page.read_text(encoding="utf-8")
