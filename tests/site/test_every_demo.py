"""What every demo of the tree must hold on a phone, from plain files, whichever demos there are.

Each demo's own tests go further; this one needs no change when a demo comes.
"""

from __future__ import annotations

import pytest
from conftest_site import axe
from playwright.sync_api import Locator, Page, expect

from coursekit import LANGS
from coursekit.demos import find_demos
from coursekit.lessons import COURSE
from demos import text

DEMOS = find_demos()[0]
STATE = """root => [...root.querySelectorAll("input, [data-screen]")].filter(i => i.checkVisibility()).map(i =>
  [i.dataset.screen || i.value, i.checked, i.disabled])"""
STOPS = """root => [...new Set([...root.querySelectorAll("button, input, summary, a[href], [tabindex='0']")]
  .filter(e => e.tabIndex >= 0 && !e.matches(":disabled") && e.checkVisibility({visibilityProperty: true}))
  .map(e => e.type === "radio" ? e.name : (e.id || e.innerText || e.getAttribute("aria-label"))))]"""
HERE = """root => { const e = document.activeElement; return root.contains(e) &&
  (e.type === "radio" ? e.name : (e.id || e.innerText || e.getAttribute("aria-label"))); }"""
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def page_of(demo: str) -> str:
    """The page of its own that a demo has, without ending."""
    pages = [p for p in sorted(COURSE.glob("ko/demos/*.md")) if f"{{{{ demo/{demo} }}}}" in p.read_text("utf-8")]
    return f"demos/{pages[0].stem}"


def tabbed(page: Page, root: Locator) -> list[str]:
    """Where the tab key stops inside the demo, from before its first control to behind its last."""
    root.evaluate("e => { e.tabIndex = -1; e.focus(); }")
    seen: list[str] = []
    for _ in range(60):
        page.keyboard.press("Tab")
        stop = root.evaluate(HERE)
        if stop is False:
            break
        seen.append(stop)
    return seen


NEXT = """(root, turn) => {
  const shown = (all) => [...root.querySelectorAll(all)].filter((one) => one.offsetParent !== null);
  const free = shown("input[type=radio]:enabled:not(:checked)");
  const asked = free.filter((one) => !shown("input[type=radio]:checked").some((other) => other.name === one.name));
  const buttons = shown("button:enabled");
  (asked[0] || (turn ? buttons[0] : free[0]) || buttons[0]).focus();
}"""


def use(page: Page, root: Locator, again: Locator) -> None:
    """Go on with the keyboard, answering what is asked and pressing what comes first, until one may start again."""
    start = root.evaluate(STATE)
    for turn in range(40):
        if again.is_visible() and root.evaluate(STATE) != start:
            return
        root.evaluate(NEXT, turn)
        page.keyboard.press("Space")
        page.wait_for_timeout(50)
    raise AssertionError("nothing can be chosen, or there is no way to start again")


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", DEMOS)
def test_it_holds_on_a_phone(visit, nginx, name: str, lang: str) -> None:
    demo, words = DEMOS[name], text.words(DEMOS[name].folder, lang)
    seen = visit(nginx)
    page = seen.open(f"{lang}/{page_of(name)}.html")
    root = page.locator(demo.card.element)
    again = root.get_by_role("button", name=words["reset"])
    root.locator("button:visible").first.wait_for()
    start = root.evaluate(STATE)
    assert tabbed(page, root) == root.evaluate(STOPS), "the tab key reaches everything, in the order of the page"
    use(page, root, again)
    root.locator("details").evaluate_all("all => all.forEach(one => { one.open = true; })")
    page.wait_for_timeout(100)
    assert page.evaluate(WIDER) <= 0, "opened, it is wider than the phone"
    for scheme in ("default", "slate"):
        page.evaluate("s => document.body.setAttribute('data-md-color-scheme', s)", scheme)
        assert axe(page, lang) == [], scheme
    again.focus()
    page.keyboard.press("Enter")
    expect(root).to_be_visible()
    assert root.evaluate(STATE) == start, "it starts again as it began"
    page.emulate_media(media="print")
    assert page.locator(".bb-still").first.is_visible()
    assert root.locator("button:visible").count() == 0
    assert (seen.outside, seen.errors) == ([], [])
