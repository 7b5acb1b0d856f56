"""The tools on the device, in a real Chromium: every path tapped, nothing leaves, keyboard and thumb, one sheet of paper."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator

import pytest
from conftest_site import axe
from playwright.sync_api import expect

from coursekit import LANGS
from coursekit.cases import Case
from coursekit.flows import MOST_TAPS, Answers, Flow, outcome, paths

FLOWS = {"report_route": "help/route", "law_explorer": "law/explore"}
BANDS = ("elementary", "middle", "high", "staff")
A4 = {"width": 703, "height": 1046}
"""What is left of A4 inside the margins of print.css (186 × 277 mm at 96 dpi)."""
FOLLOW = """
const root = document.querySelector(".bb-flow");
const shown = (selector, from = root) => [...from.querySelectorAll(selector)].filter((one) => one.checkVisibility());
function follow(steps) {
  root.querySelector("[data-restart]").click();
  return steps.map(([name, choice]) => {
    const open = [...root.querySelectorAll(".bb-flow-q")].filter((one) => !one.hidden);
    const offered = [...open[0].querySelectorAll("[data-choice]")].map((one) => one.dataset.choice);
    open[0].querySelector(`[data-choice="${choice}"]`).click();
    return [open.length, open[0].dataset.q, offered];
  });
}
function card() {
  const unfolded = root.querySelectorAll("details");
  for (const one of unfolded) if (one.open) throw new Error("the law is open before anybody asked");
  for (const one of unfolded) one.open = true;
  return Object.fromEntries(shown("[data-slot]").map((slot) => [slot.dataset.slot, shown("[data-part]", slot).map((part) => part.dataset.part)]));
}
"""
WALK = (
    "(every) => {"
    + FOLLOW
    + """
  return every.map((steps) => ({
    asked: follow(steps), slots: card(), open: shown(".bb-flow-q").length,
    calls: shown("a[href^='tel:']").map((link) => link.getAttribute("href")),
    said: shown(".bb-say p").length, trail: shown(".bb-flow-trail li").length,
  }));
}"""
)
DEAL = (
    "(cards) => {"
    + FOLLOW
    + """
  const differs = root.querySelector(".bb-flow-differs");
  const dealt = () => shown("[data-card]");
  const deal = (meant) => {
    follow([["door", "class"]]);
    for (let n = 0; n < 500 && dealt()[0].dataset.card !== meant; n++) shown("[data-deal]")[0].click();
  };
  const told = (steps) => {
    for (const [name, choice] of steps) shown(`[data-q="${name}"] [data-choice="${choice}"]`)[0].click();
    return [shown("[data-out]").length, differs.checkVisibility() ? differs.textContent : "", dealt().length];
  };
  const all = [...root.querySelectorAll("[data-card]")].map((one) => one.dataset.card);
  return cards.map(([right, wrong], n) => {
    deal(all[n]);
    const one = told(right);
    deal(all[n]);
    return [one, told(wrong)];
  });
}"""
)


def steps(answers: Answers, door: str = "") -> list[tuple[str, str]]:
    return [*([("door", door)] if door else []), *answers.items()]


def entry(flow: Flow) -> str:
    return "me" if flow.doors else ""


def expected(flow: Flow, answers: Answers) -> dict[str, list[str]]:
    return {slot: [part.id for part in parts] for slot, parts in outcome(flow, answers).items() if parts}


def distinct(flow: Flow) -> list[Answers]:
    """One path to each outcome."""
    return list({str(expected(flow, answers)): answers for answers in paths(flow)}.values())


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", FLOWS)
def test_every_path_shows_what_its_answers_call_for(visit, server, material, name: str, lang: str) -> None:
    flow, seen = material.flows[name], visit(server)
    page = seen.open(f"{lang}/{FLOWS[name]}.html")
    page.wait_for_load_state("networkidle")
    page.evaluate("() => document.fonts.ready.then(() => 0)")
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    every = list(paths(flow))
    choices = {q.id: [c.id for c in q.choices] for q in flow.questions} | {"door": [c.id for c in flow.doors]}
    wrong = []
    for answers, got in zip(every, page.evaluate(WALK, [steps(a, entry(flow)) for a in every]), strict=True):
        asked = [[1, question, choices[question]] for question, _ in steps(answers, entry(flow))]
        right = [got["asked"] == asked, got["slots"] == expected(flow, answers), got["calls"], got["open"] == 0,
                 len(asked) <= MOST_TAPS, got["trail"] == len(answers)]  # fmt: skip
        if not all(right):
            wrong.append((answers, right, got))
    assert wrong == []
    assert requests == [], "no path asks for anything, not even a letter"
    assert seen.errors == []


@pytest.mark.parametrize("lang", LANGS)
def test_every_card_of_the_class_door_leads_to_its_outcome(visit, server, material, lang: str) -> None:
    flow = material.flows["report_route"]
    page = visit(server).open(f"{lang}/help/route.html")
    first, every = flow.questions[0], list(paths(flow))
    others = [next(a for a in every if a[first.id] != card.answers[first.id]) for card in flow.cards]
    assert all(len(steps(card.answers, "class")) <= MOST_TAPS for card in flow.cards)
    pairs = [[steps(card.answers), steps(other)] for card, other in zip(flow.cards, others, strict=True)]
    for (fitting, differing), card in zip(page.evaluate(DEAL, pairs), flow.cards, strict=True):
        assert fitting == [1, "", 1], card.id
        assert differing[0] == 1
        assert first.short[lang] in differing[1], "a different answer is named"


def test_the_two_doors_look_the_same_and_the_class_door_deals_one_card(visit, server) -> None:
    page = visit(server).open("ko/help/route.html")
    boxes = [button.bounding_box() for button in page.locator("[data-q=door] [data-choice]").all()]
    assert len({(round(box["width"]), round(box["height"])) for box in boxes}) == 1
    page.locator("[data-choice=class]").click()
    assert page.locator("[data-card]:visible").count() == 1
    before = page.locator("[data-card]:visible").inner_text()
    page.locator("[data-deal]").click()
    assert page.locator("[data-card]:visible").inner_text() != before


# ---- cases ----


def ways(
    case: Case, here: str, path: tuple[str, ...] = (), seen: tuple[str, ...] = ()
) -> Iterator[tuple[list[str], str]]:
    """Yield every way through a case that visits no scene twice: the choices, and where they end."""
    node = next(node for node in case.nodes if node.id == here)
    if node.ending:
        yield list(path), here
    for turn in node.choices:
        if turn.to not in (*seen, here):
            yield from ways(case, turn.to, (*path, turn.id), (*seen, here))


TURN = """(every) => {
  const root = document.querySelector(".bb-case");
  const shown = (selector) => [...root.querySelectorAll(selector)].filter((one) => one.checkVisibility());
  return every.map((way) => {
    root.querySelector("[data-restart]").click();
    const one = way.map((choice) => { shown(`[data-choice="${choice}"]`)[0].click(); return shown("[data-node]").length; });
    return { one, end: shown("[data-node]").map((node) => node.dataset.node), repair: shown(".bb-case-repair").map((p) => p.innerText),
      say: shown(".bb-say p").length, copy: shown("[data-copy]").length, calls: shown("a[href^='tel:']").length,
      focus: document.activeElement.closest("[data-node]")?.dataset.node };
  });
}"""


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("band", BANDS)
def test_every_way_through_a_case_ends_where_it_can_be_repaired(visit, server, material, band: str, lang: str) -> None:
    case, seen = material.cases[band], visit(server)
    page = seen.open(f"{lang}/cases/{band}.html")
    every = list(ways(case, case.start))
    nodes = {node.id: node for node in case.nodes}
    assert {end for _, end in every} == {node.id for node in case.nodes if node.ending}
    for (way, end), got in zip(every, page.evaluate(TURN, [way for way, _ in every]), strict=True):
        assert got["one"] == [1] * len(way), "one scene at a time"
        assert got["end"] == [end] == [got["focus"]]
        assert len(got["repair"][0]) > 20
        assert got["say"] == got["copy"] == len(nodes[end].say)
        assert got["calls"] >= 1
    assert seen.errors == []


def test_the_class_vote_shows_no_count_under_five(visit, server) -> None:
    page = visit(server, 1920, 1080).open("ko/cases/middle.html")
    page.locator("[data-vote]").click()
    fields = page.locator(".bb-case-vote:visible input")
    for n, votes in enumerate(("4", "9", "0")):
        fields.nth(n).fill(votes)
        fields.nth(n).blur()
    bars = page.locator(".bb-case-bar:visible").all_inner_texts()
    assert bars == ["5명보다 적음", "9", "5명보다 적음"]
    few = page.locator(".bb-case-bar.is-few:visible").evaluate_all(
        "x => x.map(b => b.style.getPropertyValue('--bb-share'))"
    )
    assert few == ["0", "0"], "the bar's length tells nothing either"
    assert fields.first.evaluate("i => getComputedStyle(i).webkitTextSecurity") == "disc", "what is typed is covered"
    page.locator("[data-vote]").click()
    assert page.locator(".bb-case-bar:visible, .bb-case-vote:visible").count() == 0


@pytest.mark.parametrize(("path", "before"), [("help/route", "[data-choice=me]"), ("cases/middle", "")])
def test_a_sentence_is_copied_word_for_word_on_plain_http(visit, server, material, path: str, before: str) -> None:
    page = visit(server).open(f"ko/{path}.html")
    if before:
        page.evaluate(WALK, [steps(next(paths(material.flows["report_route"])), "me")])
    else:
        page.evaluate(TURN, [next(ways(material.cases["middle"], "room"))[0]])
    page.locator(".bb-say [data-copy]:visible").first.click()
    expect(page.locator("[role=status]:visible", has_text="복사했어요.")).to_have_count(1)
    sentence = page.locator(".bb-say:visible p").first.inner_text()
    page.evaluate("document.body.append(Object.assign(document.createElement('textarea'), {id: 'paste'}))")
    page.locator("#paste").focus()
    page.keyboard.press("Control+V")
    assert page.locator("#paste").input_value() == " ".join(sentence.split())


# ---- keyboard, thumb, screen reader ----

DELETE = [("door", "me"), ("who", "me"), ("danger", "safe"), ("want", "delete"), ("age", "under18")]
ON_HEADING = """() => {
  const here = document.activeElement, box = here.getBoundingClientRect();
  const on = document.elementFromPoint(box.x + 5, box.y + box.height / 2);
  return [here.tagName, here.closest("[data-q], [data-out]")?.dataset.q || "out", box.top >= 0 && box.bottom <= innerHeight && (on === here || here.contains(on))];
}"""


def tab_to(page, selector: str) -> None:
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(f"{selector} is not reached by Tab")


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("how", ["keyboard", "thumb"])
def test_the_delete_route_is_five_taps_away_on_a_phone(visit, server, how: str, lang: str) -> None:
    seen = visit(server, 360, 800, has_touch=how == "thumb", is_mobile=how == "thumb")
    page = seen.open(f"{lang}/help/route.html")
    assert len(DELETE) <= MOST_TAPS
    for n, (question, choice) in enumerate(DELETE):
        selector = f"[data-q={question}] [data-choice={choice}]"
        if how == "keyboard":
            tab_to(page, selector)
            page.keyboard.press("Enter")
        else:
            assert page.locator(selector).bounding_box()["height"] >= 44
            page.locator(selector).tap()
        wanted = DELETE[n + 1][0] if n + 1 < len(DELETE) else "out"
        assert page.evaluate(ON_HEADING) == ["H2", wanted, True], "focus is on the new heading, and it can be seen"
    assert page.locator("[data-part=step-delete]").is_visible()
    assert page.locator("[data-part=call-1366-delete] a[href='tel:1366']").is_visible()
    assert page.locator(".bb-flow-status").inner_text() != "", "a screen reader hears that the guidance is there"
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("name", FLOWS)
def test_outcomes_are_axe_clean_in_both_schemes(visit, server, material, name: str) -> None:
    flow = material.flows[name]
    few = distinct(flow)
    for n, scheme in enumerate(("light", "dark")):
        seen = visit(server, 360, 800, scheme)
        page = seen.open(f"{LANGS[n]}/{FLOWS[name]}.html")
        page.evaluate(
            "s => document.body.setAttribute('data-md-color-scheme', s)", {"light": "default", "dark": "slate"}[scheme]
        )
        for answers in (few[0], few[len(few) // 2], few[-1]):
            page.evaluate(WALK, [steps(answers, entry(flow))])
            assert axe(page, LANGS[n]) == [], (answers, scheme)
            assert page.evaluate("document.documentElement.scrollWidth") <= 360


# ---- paper ----

SHEETS = {"report_route": 1, "law_explorer": 2}
"""Pages: where to go is one page, the law with everything before it the two sides of one sheet."""
HEIGHTS = (
    "(every) => {"
    + FOLLOW
    + """
  return every.map((steps) => {
    follow(steps);
    dispatchEvent(new Event("beforeprint"));
    const high = document.body.getBoundingClientRect().height;
    dispatchEvent(new Event("afterprint"));
    for (const one of root.querySelectorAll("details")) one.open = false;
    return high;
  });
}"""
)


@pytest.mark.parametrize("tool", [(name, lang) for name in FLOWS for lang in LANGS], ids="-".join)
def test_every_outcome_fits_its_paper(browser, files_site, material, tmp_path, tool: tuple[str, str]) -> None:
    name, lang = tool
    flow = material.flows[name]
    every = [steps(answers, entry(flow)) for answers in distinct(flow)]
    context = browser.new_context(viewport=A4 | {"height": 200})
    page = context.new_page()
    page.goto(f"{files_site.as_uri()}/{lang}/{FLOWS[name]}.html")
    page.emulate_media(media="print")
    heights = page.evaluate(HEIGHTS, every)
    longest = sorted(zip(heights, every, strict=True), key=lambda pair: pair[0])[-3:]
    assert longest[-1][0] <= A4["height"] * SHEETS[name], longest[-1]
    for n, (_, one) in enumerate(longest):
        page.evaluate(WALK, [one])
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = false)")
        out = tmp_path / f"{n}.pdf"
        page.pdf(path=out, format="A4", prefer_css_page_size=True)
        count = subprocess.run(["qpdf", "--show-npages", out], capture_output=True, text=True, check=True).stdout
        assert int(count) <= SHEETS[name], one
    text = subprocess.run(["pdftotext", out, "-"], capture_output=True, text=True, check=True).stdout
    wanted = {"report_route": {"ko": "이렇게 말해요", "en": "Words you can use"},
              "law_explorer": {"ko": "제14조의2", "en": "14-2"}}[name][lang]  # fmt: skip
    assert wanted in text, "the folded law is open on paper"
    context.close()
