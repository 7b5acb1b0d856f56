"""Tools on the device: every path is walked, and each kind of mistake in a flow or case is seen."""

import json
import re
from copy import deepcopy
from datetime import date

import pytest

from coursekit.blocks.case_html import case_html, case_tree
from coursekit.blocks.flow_html import flow_html, rich, tree_html
from coursekit.cases import Case, case_findings
from coursekit.flows import Flow, flow_findings, outcome, paths
from coursekit.views import View

VIEW = View("ko", date(2026, 11, 23))


def both(text: str) -> dict[str, str]:
    return {"ko": text, "en": text}


FLOW = {
    "title": both("길"),
    "intro": both("고르세요"),
    "slots": [
        {"id": "first", "kind": "lead", "required": True},
        {"id": "call", "kind": "call", "title": both("전화"), "required": True},
        {"id": "law", "kind": "folded", "title": both("법")},
    ],
    "questions": [
        {"id": "who", "ask": both("누구?"), "short": both("누구"),
         "choices": [{"id": "me", "text": both("나")}, {"id": "friend", "text": both("친구")}]},
        {"id": "age", "ask": both("나이?"), "short": both("나이"), "when": {"who": ["me"]},
         "choices": [{"id": "young", "text": both("14세 미만")}, {"id": "old", "text": both("14세 이상")}]},
    ],
    "parts": [
        {"id": "start", "slot": "first", "text": both("**멈춰요.** [도움](../help/index.md)")},
        {"id": "line", "slot": "call", "line": "helpline/117"},
        {"id": "law-old", "slot": "law", "when": {"who": ["me"], "age": ["old"]}, "text": both("{{ law/making.text }}")},
    ],
}  # fmt: skip


def flow(**change) -> Flow:
    return Flow.model_validate(deepcopy(FLOW) | change)


def troubles(made: Flow, material) -> list[str]:
    return [finding.what for finding in flow_findings("test", made, material.ledger)]


def test_paths_skip_questions_that_do_not_fit_and_parts_follow_the_answers(material) -> None:
    made = flow()
    assert list(paths(made)) == [{"who": "me", "age": "young"}, {"who": "me", "age": "old"}, {"who": "friend"}]
    assert [part.id for part in outcome(made, {"who": "me", "age": "old"})["law"]] == ["law-old"]
    assert outcome(made, {"who": "friend"})["law"] == []
    assert troubles(made, material) == []


def with_part(number: int, **change) -> dict:
    parts = deepcopy(FLOW["parts"])
    parts[number] |= change
    return {"parts": parts}


def many_questions() -> dict:
    extra = [deepcopy(FLOW["questions"][0]) | {"id": f"q{n}"} for n in range(4)]
    return {"questions": [*deepcopy(FLOW["questions"]), *extra]}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (with_part(1, line="helpline/none"), "names no helpline"),
        (with_part(1, line="helpline/wee"), "no helpline with a phone"),
        (with_part(0, when={"who": ["me"]}), "nothing in 'first' on the path who: friend"),
        (with_part(2, when={"who": ["friend"], "age": ["old"]}), "no path shows the part 'law-old'"),
        (with_part(2, when={"who": ["you"]}), "names who: ['you']"),
        (with_part(2, slot="nowhere"), "no slot 'nowhere'"),
        (with_part(2, id="line"), "the id 'line' stands twice"),
        (with_part(0, text=None), "start: no text"),
        (many_questions(), "6 taps, at most 5"),
        ({"cards": [{"id": "c", "text": both("c"), "answers": {"who": "me"}}]}, "are no path"),
    ],
)
def test_each_mistake_in_a_flow_is_seen(material, change: dict, told: str) -> None:
    assert any(told in what for what in troubles(flow(**change), material)), troubles(flow(**change), material)


def test_html_holds_every_question_choice_and_part(material) -> None:
    html = flow_html("test", flow(), material.ledger, VIEW)
    assert re.findall(r'data-q="(\w+)"', html) == ["who", "age"]
    assert re.findall(r'data-choice="(\w+)"', html) == ["me", "friend", "young", "old"]
    assert re.findall(r'data-part="([\w-]+)"', html) == ["start", "line", "law-old"]
    assert '<strong>멈춰요.</strong> <a href="../help/index.html">도움</a>' in html
    assert 'href="tel:117"' in html
    when = re.search(r"data-part=\"law-old\" data-when='([^']+)'", html)[1].replace("&quot;", '"')
    assert json.loads(when) == [{"who": ["me"], "age": ["old"]}]
    assert "\n\n" not in html, "an empty line would end the block of HTML"


def test_flow_text_is_escaped_but_markers_stay() -> None:
    assert rich("a < b & {{ helpline/117.phone }}") == "a &lt; b &amp; {{ helpline/117.phone }}"


def test_the_tree_joins_answers_that_lead_to_the_same(material) -> None:
    made = flow(parts=FLOW["parts"][:2])
    assert "나이?" not in tree_html(made, material.ledger, VIEW)
    told = tree_html(flow(questions=FLOW["questions"], **with_part(0, when={"who": ["me"]})), material.ledger, VIEW)
    assert "누구?" in told


CASE = {
    "title": both("이 인물이라면?"),
    "people": both("모두 지어낸 인물이에요."),
    "start": "a",
    "nodes": [
        {"id": "a", "scene": both("하나\n\n둘"), "ask": both("무엇을?"),
         "choices": [{"id": "x", "text": both("말한다"), "to": "b"}, {"id": "y", "text": both("둔다"), "to": "c"}]},
        {"id": "c", "scene": both("셋"), "ask": both("무엇을?"),
         "choices": [{"id": "x", "text": both("말한다"), "to": "b"}, {"id": "y", "text": both("둔다"), "to": "d"}]},
        *({"id": name, "scene": both("끝"), "ending": True, "repair": both("괜찮아요"), "say": [both("도와주세요")],
           "lines": ["helpline/117"]} for name in "bde"),
    ],
}  # fmt: skip


def case_troubles(material, **change) -> list[str]:
    made = Case.model_validate(deepcopy(CASE) | change)
    return [finding.what for finding in case_findings("test", made, material.ledger)]


def case_nodes(number: int, **change) -> list[dict]:
    nodes = deepcopy(CASE["nodes"])
    nodes[1]["choices"].append({"id": "z", "text": both("묻는다"), "to": "e"})
    nodes[number] |= change
    return nodes


def test_each_mistake_in_a_case_is_seen(material) -> None:
    assert case_troubles(material) == ["no way leads to 'e'"]
    assert case_troubles(material, nodes=case_nodes(0)) == []
    assert "no scene 'nowhere'" in case_troubles(material, start="nowhere")
    no_phone = case_troubles(material, nodes=case_nodes(2, lines=["helpline/wee"]))
    assert no_phone == ["b: no helpline with a phone"]
    loop = [{"id": i, "text": both("x"), "to": "a"} for i in "xy"]
    assert "from 'c' no ending is reached" not in case_troubles(material, nodes=case_nodes(1, choices=loop))
    with pytest.raises(ValueError, match="an ending has repair"):
        case_troubles(material, nodes=case_nodes(2, say=[]))


def test_a_case_is_whole_on_the_page_and_on_paper(material) -> None:
    made = Case.model_validate(deepcopy(CASE) | {"nodes": case_nodes(0)})
    html = case_html("middle", made, material.ledger, VIEW)
    assert re.findall(r'data-node="(\w)"', html) == ["a", "c", "b", "d", "e"]
    assert re.findall(r'data-to="(\w)"', html) == ["b", "c", "b", "d", "e"]
    assert html.count("<input") == 5
    assert html.count('href="tel:117"') == 3
    assert "<p>하나</p><p>둘</p>" in html
    assert "말한다 → 3" in case_tree(made, VIEW)
