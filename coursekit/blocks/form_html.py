"""The pre/post form as pupils see it: one item at a time on the device, whole on paper, and the slips for the count."""

from __future__ import annotations

import json
from collections.abc import Callable
from html import escape

from coursekit import Lang
from coursekit.forms import CASES, PICTURES, TOPICS, Form, Item, Picture, Version
from coursekit.words import word, words

TALLY = ("hits", "alarms", "certain", "certain_right")
"""What is counted of the pictures."""
SURE = ("50", "75", "100")
SLIPS = 8
"""Slips on one sheet."""


def said(value: str, item: Item, lang: Lang) -> str:
    """Return the words of what can be chosen."""
    if item.kind == "choice":
        return item.choices[int(value) - 1][lang]
    name = f"agree_{value}" if item.kind == "agree" and value in ("yes", "no") else value
    return word(f"form_{name}", lang)


Drawn = Callable[[Picture], str]


def told(lang: Lang) -> dict[str, str]:
    """Return the words that the scripts say, without their prefix."""
    return {key.removeprefix("form_"): text for key, text in words(lang).items() if key.startswith("form_")}


def counted(lang: Lang) -> list[tuple[str, str, int]]:
    """Return what a slip counts: letter, id, how many a person can have; topics first, then pictures."""
    pictures = {"hits": PICTURES["average"] + PICTURES["splice"], "alarms": PICTURES["one"]}
    whole = sum(PICTURES.values())
    most = {**TOPICS, CASES: 4, **{name: pictures.get(name, whole) for name in TALLY}}
    return [(letter, *row) for letter, row in zip(word("form_letters", lang), most.items(), strict=True)]


def pupil_html(form: Form, name: str, lang: Lang, drawn: Drawn) -> str:
    """Return the form for the device; `drawn` tells the address of a picture."""
    version = form.versions["a" if name == "a" else "b"]
    data = json.dumps({"words": told(lang), "counted": counted(lang)}, ensure_ascii=False).replace("</", "<\\/")
    items = "\n".join(_item(item, number, lang) for number, item in enumerate(version.asked, 1))
    pictures = "\n".join(
        _picture(number, picture.made != "one", drawn(picture), lang)
        for number, picture in enumerate(version.pictures, 1)
    )
    starts = "".join(f"<p>{_button(name, lang)}</p>" for name in ("long", "short"))
    tools = " ".join(_button(name, lang) for name in ("next", "back", "unset"))
    return (
        f'<section class="bb-prepost" data-items="{len(version.items)}" data-search-exclude>\n'
        f'<script type="application/json">{data}</script>\n'
        f'<p class="bb-prepost-version">{word("form_version", lang, v=name.upper())}</p>\n'
        f'<div class="bb-prepost-start" hidden><p>{word("form_which", lang)}</p>{starts}</div>\n'
        f'<p class="bb-prepost-at" role="status" tabindex="-1"></p>\n{items}\n{pictures}\n'
        f'<p class="bb-prepost-tools" hidden>{tools}</p>\n<div class="bb-prepost-end" tabindex="-1" hidden></div>\n'
        f'<p class="bb-prepost-kept">{word("form_kept", lang)}</p>\n'
        f"<noscript><p>{word('form_no_script', lang)}</p></noscript>\n</section>"
    )


def _button(name: str, lang: Lang) -> str:
    return f'<button type="button" data-do="{name}">{word(f"form_{name}", lang)}</button>'


def _item(item: Item, number: int, lang: Lang) -> str:
    choices = "\n".join(
        _radio(f"q{number}", value, said(value, item, lang), ' data-right="true"' * (value in item.right))
        for value in item.offers
    )
    return (
        f'<fieldset class="bb-q" data-topic="{item.topic}"><legend>{number}. {escape(item.ask[lang])}</legend>\n'
        f"{choices}\n</fieldset>"
    )


def _radio(name: str, value: str, text: str, more: str = "") -> str:
    ident = f"prepost-{name}-{value}"
    return (
        f'<div class="bb-choice"><input type="radio" id="{ident}" name="prepost-{name}" value="{value}"'
        f' autocomplete="off"{more}><label for="{ident}">{escape(text)}</label></div>'
    )


def _picture(number: int, two: bool, address: str, lang: Lang) -> str:
    what = "".join(_radio(f"p{number}", value, word(f"form_{value}", lang)) for value in ("one", "two"))
    sure = "".join(_radio(f"s{number}", value, word(f"form_sure_{value}", lang)) for value in SURE)
    title = word("form_picture_no", lang, n=number)
    return (
        f'<fieldset class="bb-q" data-picture="{"two" if two else "one"}"><legend>{title}. '
        f"{word('form_picture_ask', lang)}</legend>\n"
        f'<p class="bb-prepost-note">{word("form_picture_note", lang)}</p>'
        f'<img class="bb-prepost-picture" width="512" height="512" loading="lazy" src="{address}" '
        f'alt="{word("form_picture_alt", lang, n=number)}">\n<div class="bb-prepost-row">{what}</div>'
        f'<p class="bb-prepost-sure" id="prepost-sure-{number}">{word("form_sure", lang)}</p>'
        f'<div class="bb-prepost-row" role="group" aria-labelledby="prepost-sure-{number}">{sure}</div></fieldset>'
    )


def paper_html(form: Form, name: str, lang: Lang, drawn: Drawn) -> str:
    """Return the form for paper: items, cases, a page of pictures, and the box in which a teacher counts."""
    version = form.versions["a" if name == "a" else "b"]
    split = len(version.items)
    parts = (
        ("items", "".join(_line(item, n, lang) for n, item in enumerate(version.items, 1))),
        ("cases", "".join(_line(item, n, lang) for n, item in enumerate(version.cases, split + 1))),
    )
    body = "\n".join(f'<div class="bb-paper-part"><h2>{_head(part, lang)}</h2>\n{text}</div>' for part, text in parts)
    return f'<div class="bb-paper">\n{body}\n{_sheet(version, lang, drawn)}\n{_box(lang)}\n</div>'


def _head(part: str, lang: Lang) -> str:
    return word(f"form_part_{part}", lang)


def _line(item: Item, number: int, lang: Lang) -> str:
    kind = "wide" if item.kind == "choice" else "flat"
    offers = "".join(f"<li>{escape(said(value, item, lang))}</li>" for value in item.offers)
    return (
        f'<div class="bb-paper-item"><p><b>{number}.</b> {escape(item.ask[lang])}</p>'
        f'<ul class="bb-paper-{kind}">{offers}</ul></div>\n'
    )


def _sheet(version: Version, lang: Lang, drawn: Drawn) -> str:
    lists = [
        "".join(f"<li>{word(f'form_{key}', lang)}</li>" for key in keys)
        for keys in (("one", "two"), [f"sure_{value}" for value in SURE])
    ]
    under = "".join(f'<ul class="bb-paper-flat">{offers}</ul>' for offers in lists)
    pictures = "\n".join(
        f'<div class="bb-paper-picture"><p><b>{word("form_picture_no", lang, n=n)}</b></p>'
        f'<img width="512" height="512" src="{drawn(picture)}" '
        f'alt="{word("form_picture_alt", lang, n=n)}">{under}</div>'
        for n, picture in enumerate(version.pictures, 1)
    )
    return (
        f'<div class="bb-paper-part bb-newpage"><h2>{_head("pictures", lang)}</h2>\n'
        f"<p>{word('form_picture_ask', lang)} {word('form_sure', lang)} {word('form_picture_note', lang)}</p>\n"
        f'<div class="bb-paper-pictures">\n{pictures}\n</div></div>'
    )


def _box(lang: Lang) -> str:
    return f'<div class="bb-paper-count"><p>{word("form_count_box", lang)}</p>{_cells(lang)}</div>'


def _cells(lang: Lang) -> str:
    cells = "".join(f"<span><b>{letter}</b> ____ / {most}</span>" for letter, _, most in counted(lang))
    return f'<p class="bb-paper-cells">{cells}</p>'


def slips_html(lang: Lang) -> str:
    """Return a sheet of slips onto which pupils copy what their screen shows."""
    title = f"<b>{word('form_slip_title', lang)}</b> A · B　{word('form_slip_when', lang)}"
    one = f'<div class="bb-paper-slip"><p>{title}</p>{_cells(lang)}<p>{word("form_slip_note", lang)}</p></div>'
    return '<div class="bb-paper bb-paper-slips">\n' + "\n".join([one] * SLIPS) + "\n</div>"
