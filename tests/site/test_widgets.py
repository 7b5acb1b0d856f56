"""Press every button: search, self-check, demo, slides, exit; by mouse and by keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

LESSON = "lessons/middle/01-face-as-data"


@pytest.mark.parametrize(("query", "lang"), [("딥페이크는", "ko"), ("딥페이크", "ko"), ("deepfake", "en")])
def test_search_finds_korean_with_and_without_particles(visit, server, query: str, lang: str) -> None:
    page = visit(server, 1280, 900).open(f"{lang}/index.html")
    field = page.locator("input[name=query]")
    field.click()
    field.fill(query)
    results = page.locator(".md-search-result__item")
    results.first.wait_for()
    assert results.count() >= 2


def test_the_self_check_gives_reasons_and_forgets(visit, server) -> None:
    seen = visit(server)
    page = seen.open(f"ko/{LESSON}/index.html")
    question = page.locator(".bb-q").first
    right = question.locator("input[data-right=true]")
    wrong = question.locator("input:not([data-right])").first
    wrong.check()
    assert question.locator(".bb-verdict").inner_text() == "다시 생각해 봐요."
    right.check()
    assert question.locator(".bb-verdict").inner_text() == "맞아요."
    assert question.locator(".bb-why:visible").count() == 1
    assert page.evaluate("Object.keys(localStorage).filter(k => k.startsWith('bb-'))") == []
    page.reload()
    assert page.locator(".bb-q").first.locator("input[data-right=true]").is_checked()
    page.locator("[data-quiz-clear]").click()
    assert page.locator(".bb-choice input:checked").count() == 0
    assert page.evaluate("sessionStorage.length") == 0


def test_the_self_check_works_by_keyboard(visit, server) -> None:
    page = visit(server, 1280, 900).open(f"en/{LESSON}/index.html")
    question = page.locator(".bb-q").first
    question.locator("input").first.focus()
    page.keyboard.press("Space")
    assert question.locator(".bb-why:visible").count() == 1
    first = question.locator(".bb-why:visible").inner_text()
    page.keyboard.press("ArrowDown")
    assert question.locator(".bb-why:visible").inner_text() != first
    page.locator("[data-quiz-clear]").focus()
    page.keyboard.press("Enter")
    assert page.locator(".bb-choice input:checked").count() == 0


def demo_frame(page):
    """The demo as the pupil sees it: inside the iframe of the server edition."""
    page.locator("iframe.bb-demo").scroll_into_view_if_needed()
    frame = page.frame_locator("iframe.bb-demo")
    frame.locator("[data-part=picture]").wait_for()
    return frame


def shown(frame) -> str:
    return frame.locator("[data-part=picture]").first.get_attribute("src").rsplit("/", 1)[1]


def test_the_gradio_slider_changes_the_picture(visit, server) -> None:
    seen = visit(server, 1280, 900)
    frame = demo_frame(seen.open(f"ko/{LESSON}/index.html"))
    before = shown(frame)
    slider = frame.locator("input[type=range]")
    assert slider.is_disabled(), "first the prediction"
    frame.locator("label", has_text="50%").click()
    expect(slider).to_be_enabled()
    slider.focus()
    seen.page.keyboard.press("ArrowRight")
    frame.locator("[data-part=picture][src$='-010.webp'], [data-part=picture][src$='-090.webp']").wait_for()
    assert shown(frame) != before
    loaded = frame.locator("[data-part=picture]").evaluate("i => i.decode().then(() => i.naturalWidth)")
    assert loaded == 512
    assert frame.locator("[data-part=picture]").bounding_box()["height"] > 200, "the picture is really seen"
    assert seen.outside == []


def test_the_demo_follows_the_colour_scheme(visit, server) -> None:
    page = visit(server, 1280, 900).open(f"ko/{LESSON}/index.html")
    frame = demo_frame(page)
    page.evaluate("document.body.setAttribute('data-md-color-scheme', 'slate')")
    frame.locator("body.dark").wait_for()
    assert page.locator("iframe.bb-demo").bounding_box()["height"] > 300


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_the_files_slider_changes_the_picture_by_keyboard(visit, nginx, lang: str) -> None:
    seen = visit(nginx)
    page = seen.open(f"{lang}/{LESSON}/index.html")
    demo = page.locator("bb-face-morph")
    slider = demo.locator("input[type=range]")
    assert slider.is_disabled()
    demo.locator("input[data-key=guess]").first.focus()
    page.keyboard.press("Space")
    assert slider.is_enabled()
    before = demo.locator("[data-part=picture]").get_attribute("src")
    slider.focus()
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    after = demo.locator("[data-part=picture]").get_attribute("src")
    assert before != after
    assert "050" in after
    assert demo.locator("[data-part=picture]").evaluate("i => i.decode().then(() => i.naturalWidth)") == 512
    for view in ("landmarks", "triangles", "warp", "blend"):
        demo.locator(f"input[data-key=view][value={view}]").check(force=True)
        assert demo.locator("[data-part=picture]").get_attribute("src").endswith(f"/{view}.webp")
        assert demo.locator("[data-part=picture]").evaluate("i => i.decode().then(() => i.naturalWidth)") > 0
    demo.locator("[data-part=reset]").click()
    assert slider.is_disabled()
    assert seen.outside == []


def place(locator) -> tuple[float, float]:
    """Top and bottom on the screen."""
    box = locator.bounding_box()
    return box["y"], box["y"] + box["height"]


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_prediction_picture_and_slider_share_one_screen_of_a_phone(visit, server, nginx, lang: str) -> None:
    for base in (nginx, server):
        page = visit(base).open(f"{lang}/{LESSON}/index.html")
        inside = demo_frame(page) if base == server else page.locator("bb-face-morph")
        inside.locator(".bb-nobody").evaluate("e => e.scrollIntoView()")
        free = place(page.locator(".bb-first"))[0] - place(page.locator(".md-header"))[1]
        start = place(inside.locator(".bb-nobody"))[0]
        picture, slider = place(inside.locator("[data-part=picture]")), place(inside.locator("input[type=range]"))
        assert place(inside.locator(".bb-guess").first)[1] <= picture[0] < picture[1] <= slider[0]
        assert slider[1] - start <= free
        assert all(place(strip)[0] > slider[1] for strip in inside.locator(".bb-faces-pick").all())


FACES = """strips => strips.map(strip => {
  const on = strip.querySelector("input:checked"), box = on.parentNode.getBoundingClientRect(), room = strip.getBoundingClientRect();
  return [on.value, strip.querySelectorAll("input").length, box.left >= room.left - 1 && box.right <= room.right + 1];
})"""


def test_a_row_of_faces_shows_the_chosen_one_and_follows_the_arrow_keys(visit, server, nginx) -> None:
    for base in (nginx, server):
        page = visit(base).open(f"ko/{LESSON}/index.html")
        inside = demo_frame(page) if base == server else page.locator("bb-face-morph")
        strips = inside.locator(".bb-faces-pick")
        first = strips.evaluate_all(FACES)
        chosen = strips.nth(0).locator("input:checked")
        before = inside.locator("[data-part=picture]").get_attribute("src")
        chosen.focus()
        seen = [first[0][0]]
        for _ in range(first[0][1] - 2):
            page.keyboard.press("ArrowRight")
            page.wait_for_timeout(400)
            (face, _, visible), other = strips.evaluate_all(FACES)
            assert visible, f"{face} is hidden on {base}"
            assert other == first[1]
            seen.append(face)
        assert len(set(seen)) == first[0][1] - 1, "all but the face that the other side holds"
        assert inside.locator("[data-part=picture]").get_attribute("src") != before
        inside.locator(".bb-reset").click()
        inside.locator(f"[data-part=picture][src='{before}']").wait_for()
        page.wait_for_timeout(300)
        assert strips.evaluate_all(FACES) == first
        assert all(visible for _, _, visible in first)


def test_every_pair_of_faces_has_its_pictures(visit, nginx) -> None:
    seen = visit(nginx)
    page = seen.open(f"ko/{LESSON}/index.html")
    addresses = page.evaluate(
        """() => { const d = document.querySelector('bb-face-morph'), out = [];
        for (const a of d.data.faces) for (const b of d.data.faces) if (a.id !== b.id) {
          d.state.a = a.id; d.state.b = b.id; for (const p of d.data.percents) out.push(new URL(d.address(p), location).href); }
        return [...new Set(out)]; }"""
    )
    count = page.evaluate("document.querySelector('bb-face-morph').data.faces.length")
    assert count >= 2
    assert len(addresses) == count * (count - 1) // 2 * 11
    for address in addresses[::7]:
        assert page.request.get(address.replace("school.lan", "127.0.0.1")).ok


def start(page) -> None:
    """On a wide screen the deck presents by itself; else its button does it."""
    button = page.locator("[data-deck-do=start]")
    if button.is_visible():
        button.click()
    page.locator("html.is-presenting").wait_for()


def test_slides_by_clicker_and_notes_in_a_second_window(visit, server) -> None:
    seen = visit(server, 1920, 1080)
    page = seen.open(f"ko/{LESSON}/slides.html")
    start(page)
    number = page.locator("[data-deck-number]")
    first = number.inner_text()
    page.keyboard.press("PageDown")
    page.wait_for_function("t => document.querySelector('[data-deck-number]').innerText !== t", arg=first)
    assert page.locator(".bb-slide:visible").count() == 1
    with page.expect_popup() as opened:
        page.keyboard.press("n")
    notes = opened.value
    notes.wait_for_load_state()
    notes.locator("[data-notes-text]").wait_for()
    assert len(notes.locator("[data-notes-text]").inner_text()) > 10
    before = notes.locator("[data-notes-text]").inner_text()
    page.bring_to_front()
    page.keyboard.press("ArrowRight")
    notes.wait_for_function("t => document.querySelector('[data-notes-text]').innerText !== t", arg=before)
    step = page.locator(".bb-slide.is-current").evaluate("s => ({...s.dataset})")
    told = notes.locator("[data-notes-step]")
    expect(told).to_contain_text(step["step"])
    expect(told).to_contain_text(f"/ {step['minutes']}분")
    page.keyboard.press("b")
    expect(page.locator("[data-deck-dark]")).to_be_visible()
    expect(notes.locator("[data-deck-dark]")).to_be_visible()
    page.keyboard.press("PageDown")
    expect(page.locator("[data-deck-dark]")).to_be_hidden()
    expect(notes.locator("[data-deck-dark]")).to_be_hidden()
    page.keyboard.press("Home")
    page.wait_for_function("t => document.querySelector('[data-deck-number]').innerText === t", arg=first)
    assert seen.outside == []


def test_the_notes_window_tells_when_a_step_takes_too_long(visit, server) -> None:
    page = visit(server, 900, 640).page
    page.clock.install()
    page.goto(f"{server}/ko/{LESSON}/slides.html#notes-2")
    told = page.locator("[data-notes-step]")
    expect(told).to_contain_text("00:0")
    page.clock.run_for(100_000)
    expect(told).to_contain_text("01:4")
    assert "is-over" not in told.get_attribute("class")
    page.clock.run_for(100_000)
    expect(told).to_have_class("bb-notes-step is-over")
    expect(page.locator("[data-notes-clock]")).to_contain_text("03:2")
    page.locator("[data-deck-do=restart]").click()
    expect(told).to_contain_text("00:0")


def test_no_slide_overflows_the_projector_and_the_demo_lives_in_its_slide(visit, server) -> None:
    page = visit(server, 1920, 1080).open(f"ko/{LESSON}/slides.html")
    start(page)
    count = page.locator(".bb-slide").count()
    assert count >= 10
    for n in range(1, count + 1):
        slide = page.locator(f"#slide-{n}")
        slide.wait_for()
        box = slide.bounding_box()
        assert box["y"] >= -1, n
        assert box["y"] + box["height"] <= 1081, n
        spill = slide.evaluate("s => Math.max(s.scrollHeight - s.clientHeight, s.scrollWidth - s.clientWidth)")
        assert spill <= 2, f"slide {n} spills by {spill} px"
        if slide.locator("iframe.bb-demo").count():
            frame = page.frame_locator(f"#slide-{n} iframe.bb-demo")
            frame.locator("[data-part=picture]").wait_for()
        page.keyboard.press("PageDown")


def leave_by_shift(page) -> None:
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url("**/exit.html")


@pytest.mark.parametrize("how", ["click", "shift"])
def test_the_exit_blanks_replaces_and_back_shows_nothing_chosen(visit, server, how: str) -> None:
    seen = visit(server)
    page = seen.open("ko/index.html")
    page.goto(f"{server}/ko/{LESSON}/index.html")
    page.locator(".bb-choice input").first.check()
    if how == "click":
        page.locator(".bb-exit").first.click()
        page.wait_for_url("**/exit.html")
    else:
        leave_by_shift(page)
    assert "바로보기" not in page.content()
    assert page.evaluate("sessionStorage.length") == 0
    page.go_back()
    assert page.url.endswith("/ko/index.html"), "the lesson's history entry was replaced"
    assert page.locator("input:checked:not(.md-toggle):not(.md-option)").count() == 0


def test_shift_works_while_the_focus_is_inside_the_demo(visit, server) -> None:
    seen = visit(server, 1280, 900)
    page = seen.open(f"ko/{LESSON}/index.html")
    frame = demo_frame(page)
    frame.get_by_role("radio", name="50%").focus()
    leave_by_shift(page)


def test_the_exit_works_without_scripts(visit, server) -> None:
    seen = visit(server, java_script_enabled=False)
    page = seen.open("ko/help/index.html")
    page.locator(".bb-exit").first.click()
    assert page.url.endswith("/exit.html")


def test_single_keys_do_nothing_outside_the_slides(visit, server) -> None:
    page = visit(server, 1280, 900).open("ko/help/index.html")
    url = page.url
    for key in ("s", "f", "n", "p", ".", ","):
        page.keyboard.press(key)
    page.wait_for_timeout(300)
    assert page.url == url
    assert not page.locator("#__search").is_checked()


@pytest.mark.parametrize("name", ["help/index.html", "law/index.html", "about/privacy.html"])
def test_sensitive_pages_store_nothing(visit, server, name: str) -> None:
    page = visit(server).open(f"ko/{name}")
    page.keyboard.press("End")
    stored = page.evaluate("[Object.keys(localStorage), Object.keys(sessionStorage), document.cookie]")
    assert stored == [[], [], ""]
