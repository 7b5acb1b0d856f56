"""How a branching case looks: every scene is on the page; case.js shows one at a time, paper shows all."""

from __future__ import annotations

from html import escape

from coursekit import Lang
from coursekit.blocks.flow_html import rich, say
from coursekit.blocks.helplines import helpline_reach
from coursekit.cases import Case, Node, Turn
from coursekit.ledger import Ledger
from coursekit.views import View
from coursekit.words import word


def case_html(name: str, case: Case, ledger: Ledger, view: View) -> str:
    """Return a case as one block of HTML without empty lines."""
    lang = view.lang
    numbers = {node.id: n for n, node in enumerate(case.nodes, 1)}
    nodes = "\n".join(_node(node, numbers, node.id == case.start, ledger, view) for node in case.nodes)
    buttons = " ".join(
        f'<button type="button" data-{key} hidden{pressed}>{word(label, lang)}</button>'
        for key, label, pressed in (
            ("back", "case_back", ""),
            ("restart", "flow_restart", ""),
            ("vote", "case_vote", ' aria-pressed="false"'),
        )
    )
    return (
        f'<section class="bb-case" id="case" data-case="{name}" data-search-exclude '
        f'data-few-word="{escape(word("case_few", lang))}" data-copied-word="{escape(word("copied", lang))}">\n'
        f'<p class="bb-case-people">{rich(case.people[lang])}</p>\n{nodes}\n<p class="bb-case-tools">{buttons}</p>\n'
        f'<p class="bb-case-status" role="status"></p>\n</section>'
    )


def _node(node: Node, numbers: dict[str, int], start: bool, ledger: Ledger, view: View) -> str:
    lang, number = view.lang, numbers[node.id]
    title = word("case_scene", lang, n=number) + (f" · {word('case_ending', lang)}" if node.ending else "")
    body = _ending(node, ledger, view) if node.ending else _asking(node, numbers, lang)
    classes = "bb-case-node" + (" bb-case-ending" if node.ending else "")
    first = " data-start" if start else ""
    return (
        f'<article class="{classes}" data-node="{node.id}"{first}><h2 tabindex="-1">{title}</h2>'
        f'<div class="bb-case-scene">{_paragraphs(node.scene[lang])}</div>{body}</article>'
    )


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{rich(part.strip())}</p>" for part in text.split("\n\n") if part.strip())


def _asking(node: Node, numbers: dict[str, int], lang: Lang) -> str:
    ask = rich(node.ask[lang]) if node.ask else ""
    turns = "".join(_turn(n, turn, numbers[turn.to], lang) for n, turn in enumerate(node.choices, 1))
    return f'<p class="bb-case-ask">{ask}</p><ul class="bb-case-choices">{turns}</ul>'


def _turn(place: int, turn: Turn, number: int, lang: Lang) -> str:
    aim = f'data-to="{turn.to}" data-to-word="{word("case_scene", lang, n=number)}"'
    return (
        f'<li><button type="button" {aim} data-choice="{turn.id}">{rich(turn.text[lang])}</button>'
        f'<label class="bb-case-vote" hidden>{word("case_vote_label", lang, n=place)} '
        f'<input type="number" min="0" max="60" inputmode="numeric" autocomplete="off"></label>'
        f'<span class="bb-case-bar" hidden></span></li>'
    )


def _ending(node: Node, ledger: Ledger, view: View) -> str:
    lang = view.lang
    repair = f'<p class="bb-case-repair">{rich(node.repair[lang])}</p>' if node.repair else ""
    words = "".join(say(rich(text[lang]), lang) for text in node.say)
    lines = "".join(f"<li>{helpline_reach(ledger[line], view)}</li>" for line in node.lines)
    return (
        f"{repair}<h3>{word('case_say', lang)}</h3>{words}<h3>{word('case_lines', lang)}</h3>"
        f'<ul class="bb-case-lines">{lines}</ul>'
    )


def case_tree(case: Case, view: View) -> str:
    """Return the case as a list of scenes with where each choice leads, for print."""
    numbers = {node.id: n for n, node in enumerate(case.nodes, 1)}
    items = "\n".join(_tree_node(node, numbers, view.lang) for node in case.nodes)
    return f'<div class="bb-tree">\n<ol>\n{items}\n</ol>\n</div>'


def _tree_node(node: Node, numbers: dict[str, int], lang: Lang) -> str:
    scene = rich(" ".join(node.scene[lang].split()))
    if node.ending:
        lines = " · ".join(f"{{{{ {line} }}}}" for line in node.lines)
        repair = rich(node.repair[lang]) if node.repair else ""
        return f"<li>{scene} <b>({word('tree_ending', lang)})</b><br>{repair}<br>{lines}</li>"
    turns = "".join(f"<li>{rich(turn.text[lang])} → {numbers[turn.to]}</li>" for turn in node.choices)
    return f"<li>{scene}\n<ul>{turns}</ul></li>"
