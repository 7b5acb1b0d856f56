"""How a tool looks on a page: all questions and all parts of outcomes as HTML; flow.js shows what fits the answers."""

from __future__ import annotations

import json
import re
from html import escape
from itertools import groupby

from coursekit import Lang
from coursekit.blocks.helplines import helpline_reach
from coursekit.flows import Answers, Card, Choice, Flow, Part, Question, Slot, When, fits, outcome, paths
from coursekit.ledger import Ledger
from coursekit.reading import Text
from coursekit.views import View, checked
from coursekit.words import word

_LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")
_LISTS = {"steps": "ol", "list": "ul", "folded": "ul", "call": "ul"}


def rich(text: str) -> str:
    """Return flow text as HTML: **bold** and [links](page.md); markers stay for the page to resolve."""
    text = re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", escape(text, quote=False))
    return _LINK.sub(lambda m: f'<a href="{m[2].replace(".md", ".html")}">{m[1]}</a>', text)


def flow_html(name: str, flow: Flow, ledger: Ledger, view: View) -> str:
    """Return a flow as one block of HTML without empty lines."""
    lang = view.lang
    body = [
        f'<p class="bb-flow-intro">{rich(flow.intro[lang])}</p>',
        f'<p class="bb-flow-calm">{word("flow_private", lang)}</p>',
        *([_doors(flow, lang)] if flow.doors else []),
        f'<ol class="bb-flow-trail" aria-label="{word("flow_trail", lang)}" hidden></ol>',
        *(_question(question, lang) for question in flow.questions),
        _outcome(flow, ledger, view),
        _tools(lang),
    ]
    return (
        f'<section class="bb-flow" id="flow" data-flow="{name}" data-search-exclude '
        f'data-done-word="{escape(word("flow_done", lang))}" '
        f'data-copied-word="{escape(word("copied", lang))}">\n' + "\n".join(body) + "\n</section>"
    )


def _when(when: When) -> str:
    return f" data-when='{escape(json.dumps(when))}'" if when else ""


def _doors(flow: Flow, lang: Lang) -> str:
    cards = "\n".join(_card(card, lang) for card in flow.cards)
    return (
        f'<div class="bb-flow-q" data-q="door">{_choices(flow.doors, lang)}</div>\n'
        f'<div class="bb-flow-who" data-door="me" hidden><p>{word("flow_calm", lang)}</p></div>\n'
        f'<div class="bb-flow-who" data-door="class" hidden><p class="bb-flow-who-name">{word("flow_card", lang)}</p>\n'
        f'{cards}\n<button type="button" data-deal>{word("flow_other_card", lang)}</button></div>'
    )


def _card(card: Card, lang: Lang) -> str:
    answers = escape(json.dumps(card.answers))
    return f"<p class=\"bb-flow-card\" data-card='{answers}' hidden>{rich(card.text[lang])}</p>"


def _question(question: Question, lang: Lang) -> str:
    hint = f'<p class="bb-flow-hint">{rich(question.hint[lang])}</p>' if question.hint else ""
    return (
        f'<div class="bb-flow-q" data-q="{question.id}" data-short="{escape(question.short[lang])}"'
        f'{_when(question.when)} hidden><h2 tabindex="-1">{rich(question.ask[lang])}</h2>{hint}'
        f"{_choices(question.choices, lang)}</div>"
    )


def _choices(choices: list[Choice], lang: Lang) -> str:
    items = "".join(
        f'<li><button type="button" data-choice="{choice.id}"><span>{rich(choice.text[lang])}</span>'
        f"{_small(choice.hint, lang)}</button></li>"
        for choice in choices
    )
    return f'<ul class="bb-flow-choices">{items}</ul>'


def _small(hint: Text | None, lang: Lang) -> str:
    return f"<small>{rich(hint[lang])}</small>" if hint else ""


def _outcome(flow: Flow, ledger: Ledger, view: View) -> str:
    differs = f'<p class="bb-flow-differs" hidden>{word("flow_differs", view.lang)}: <span></span></p>'
    slots = "\n".join(_slot(slot, flow, ledger, view) for slot in flow.slots)
    return (
        f'<div class="bb-flow-out" data-out hidden><h2 tabindex="-1">{word("flow_result", view.lang)}</h2>\n'
        f'{differs}\n{slots}\n<p class="bb-checked">{_oldest(flow, ledger, view)}</p>\n</div>'
    )


def _oldest(flow: Flow, ledger: Ledger, view: View) -> str:
    """Return the check note of the helpline whose check is oldest."""
    lines = [ledger[part.line] for part in flow.parts if part.line]
    return checked(min(lines, key=lambda entry: entry.shown_check(view.day).on), view) if lines else ""


def _slot(slot: Slot, flow: Flow, ledger: Ledger, view: View) -> str:
    parts = [part for part in flow.parts if part.slot == slot.id]
    tag = _LISTS.get(slot.kind)
    items = "\n".join(_part(part, slot, ledger, view) for part in parts)
    body = f"<{tag}>\n{items}\n</{tag}>" if tag else items
    title = rich(slot.title[view.lang]) if slot.title else ""
    attributes = f'class="bb-flow-slot bb-flow-slot--{slot.kind}" data-slot="{slot.id}"'
    if slot.kind == "folded":
        return f"<details {attributes}><summary>{title}</summary>\n{body}\n</details>"
    head = f"<h3>{title}</h3>" if title else ""
    return f"<section {attributes}>{head}\n{body}\n</section>"


def _part(part: Part, slot: Slot, ledger: Ledger, view: View) -> str:
    text = rich(part.text[view.lang]) if part.text else ""
    when = _when(part.when)
    if slot.kind == "call" and part.line:
        why = f"<p>{text}</p>" if text else ""
        return (
            f'<li class="bb-flow-call" data-part="{part.id}"{when}>{helpline_reach(ledger[part.line], view)}{why}</li>'
        )
    if slot.kind == "say":
        return say(text, view.lang, f' data-part="{part.id}"{when}')
    tag = "li" if slot.kind in _LISTS else "p"
    return f'<{tag} data-part="{part.id}"{when}>{text}</{tag}>'


def say(text: str, lang: Lang, attributes: str = "") -> str:
    """Return a sentence to copy, with its button."""
    button = f'<button type="button" data-copy>{word("copy", lang)}</button>'
    return f'<div class="bb-say"{attributes}><p>{text}</p>{button}</div>'


def _tools(lang: Lang) -> str:
    buttons = "".join(
        f'<button type="button" data-{name} hidden>{word(f"flow_{name}", lang)}</button> '
        for name in ("back", "restart", "print")
    )
    return (
        f'<p class="bb-flow-tools">{buttons}</p>\n<p class="bb-flow-status" role="status"></p>\n'
        f'<noscript><p>{word("flow_no_script", lang)} <a href="../help/index.html">'
        f"{word('flow_no_script_link', lang)}</a></p></noscript>"
    )


def tree_html(flow: Flow, ledger: Ledger, view: View) -> str:
    """Return the whole flow as a nested list for print; answers that lead to the same are one branch."""
    every = list(paths(flow))
    taps = sorted(len(answers) + bool(flow.doors) for answers in every)
    note = word("tree_paths", view.lang, n=len(every), least=taps[0], most=taps[-1])

    def leaf(answers: Answers) -> str:
        parts = outcome(flow, answers)
        first = next((part.text[view.lang] for some in parts.values() for part in some if part.text), "")
        lines = dict.fromkeys(part.line for some in parts.values() for part in some if part.line)
        calls = " · ".join(f"{{{{ {line} }}}}" for line in lines)
        return f'<p class="bb-tree-leaf">{rich(first)}<br>{calls}</p>'

    def branch(left: list[Question], answers: Answers) -> str:
        while left and not fits(left[0].when, answers):
            left = left[1:]
        if not left:
            return leaf(answers)
        question = left[0]
        made = [(choice, branch(left[1:], {**answers, question.id: choice.id})) for choice in question.choices]
        groups = [(list(same), html) for html, same in groupby(made, key=lambda pair: pair[1])]
        return _branch(question, [([choice for choice, _ in pairs], html) for pairs, html in groups], view.lang)

    return f'<div class="bb-tree">\n<p>{note}</p>\n{branch(flow.questions, {})}\n</div>'


def _branch(question: Question, groups: list[tuple[list[Choice], str]], lang: Lang) -> str:
    if len(groups) == 1:
        return groups[0][1]
    items = "\n".join(
        f"<li><b>{' / '.join(rich(choice.text[lang]) for choice in choices)}</b>\n{html}</li>"
        for choices, html in groups
    )
    return f'<p class="bb-tree-ask">{rich(question.ask[lang])}</p>\n<ul>\n{items}\n</ul>'
