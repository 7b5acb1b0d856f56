"""The pre/post form as teachers need it: keys with reasons, what a change may mean, and the table that shows it."""

from __future__ import annotations

import json
from html import escape

from coursekit import Lang
from coursekit.blocks.form_html import TALLY, counted, said, told
from coursekit.forms import CASES, TOPICS, Form, Item
from coursekit.words import word

TIMES = ("before", "after", "later")
PLACES = "①②③"
LEAST = 10
"""Results of fewer answers are not shown."""


def key_html(form: Form, lang: Lang) -> str:
    """Return every item of both versions with key and reason by topic, then the pictures; reasons hold markers."""
    letters = {ident: letter for letter, ident, _ in counted(lang)}
    return "\n".join(
        [*(_topic(form, topic, letters[topic], lang) for topic in (*TOPICS, CASES)), _pictures(form, lang)]
    )


def _topic(form: Form, topic: str, letter: str, lang: Lang) -> str:
    means = form.topics[topic]
    items = "\n".join(
        _item(item, f"{name.upper()}-{number}", lang)
        for name, version in sorted(form.versions.items())
        for number, item in enumerate(version.asked, 1)
        if item.topic == topic
    )
    return (
        f'<details class="bb-fold bb-form-key"><summary>{letter}. {escape(means.name[lang])}</summary>\n'
        f"<p><strong>{word('form_may', lang)}</strong> {escape(means.may[lang])}</p>\n"
        f"<p><strong>{word('form_not', lang)}</strong> {escape(means.not_[lang])}</p>\n<ul>\n{items}\n</ul></details>"
    )


def _item(item: Item, number: str, lang: Lang) -> str:
    place = PLACES[item.key - 1] + " " if isinstance(item.key, int) else ""
    right = [place + escape(said(value, item, lang)) for value in item.right]
    key = word("form_or", lang, a=right[0], b=right[1]) if len(right) > 1 else right[0]
    facts = ", ".join(f"{{{{ {entry}.title }}}}" for entry in item.facts)
    rests = f" <small>{word('form_facts', lang)}: {facts}</small>" if facts else ""
    return (
        f"<li><b>{number}</b> {escape(item.ask[lang])}<br><strong>{word('form_key', lang)}</strong> {key}<br>"
        f"<strong>{word('form_why', lang)}</strong> {escape(item.why[lang])}{rests}</li>"
    )


def _pictures(form: Form, lang: Lang) -> str:
    names = sorted(form.versions)
    heads = "".join(f'<th scope="col">{word("form_version", lang, v=name.upper())}</th>' for name in names)
    rows = "".join(
        f'<tr><th scope="row">{n + 1}</th>'
        + "".join(f"<td>{word(f'form_made_{form.versions[name].pictures[n].made}', lang)}</td>" for name in names)
        + "</tr>"
        for n in range(len(form.versions["a"].pictures))
    )
    return (
        f'<details class="bb-fold bb-form-key"><summary>{word("form_part_pictures", lang)}</summary><table><thead><tr>'
        f'<th scope="col">{word("form_part_pictures", lang)}</th>{heads}</tr></thead><tbody>{rows}</tbody></table>'
        "</details>"
    )


def change_html(form: Form, lang: Lang) -> str:
    """Return the table into which counts of a class are typed; the script shows what changed and how sure that is."""
    rows = [(letter, ident, _label(form, ident, lang), most) for letter, ident, most in counted(lang)]
    data = {"words": told(lang), "rows": rows, "least": LEAST}
    text = json.dumps(data, ensure_ascii=False).replace("</", "<\\/")
    heads = "".join(f'<th scope="col">{word(f"form_{time}", lang)}</th>' for time in TIMES)
    papers = _row("papers", word("form_papers", lang), "", lang)
    body = "\n".join(
        _row(ident, f"{letter}. {label}", word("form_of", lang, n=most), lang) for letter, ident, label, most in rows
    )
    tools = " ".join(
        f'<button type="button" data-do="{name}">{word(f"form_{name}", lang)}</button>'
        for name in ("show", "clear", "print")
    )
    return (
        f'<section class="bb-compare" data-search-exclude>\n<script type="application/json">{text}</script>\n'
        f'<p><label>{word("form_classes", lang)} <input type="number" min="1" max="99" inputmode="numeric" '
        f'data-field="classes" autocomplete="off"></label></p>\n<table><caption>{word("form_row", lang)}</caption>'
        f"<thead><tr><td></td>{heads}</tr></thead><tbody>\n{papers}\n{body}\n</tbody></table>\n"
        f'<p class="bb-compare-tools">{tools}</p>\n<p class="bb-compare-status" role="status"></p>\n'
        f'<div class="bb-compare-result" tabindex="-1"></div>\n'
        f"<noscript><p>{word('counts_no_script', lang)}</p></noscript>\n</section>"
    )


def _label(form: Form, ident: str, lang: Lang) -> str:
    return word(f"form_{ident}", lang) if ident in TALLY else form.topics[ident].name[lang]


def _row(ident: str, label: str, hint: str, lang: Lang) -> str:
    cells = "".join(
        f'<td><input type="number" min="0" inputmode="numeric" autocomplete="off" data-row="{ident}" '
        f'data-time="{time}" aria-label="{escape(label)}, {word(f"form_{time}", lang)}"></td>'
        for time in TIMES
    )
    small = f" <small>{hint}</small>" if hint else ""
    return f'<tr><th scope="row">{escape(label)}{small}</th>{cells}</tr>'
