"""The report preparation sheet: fields on the page that become a Korean text to read out; kept nowhere.

The HTML holds markers for the help lines, so that their numbers come from the ledger.
"""

from __future__ import annotations

import json
from html import escape

from coursekit import Lang
from coursekit.words import word, words

CALL = ("helpline/117", "helpline/112", "helpline/1366")
URGENT = "helpline/112"
WHOSE = ("me", "maybe", "other", "unknown")
HOW = ("saw", "shown", "sent", "told", "rumour", "threat", "other")
THREAT = ("yes", "no", "unknown")
KNOWS = ("home", "teacher", "counsel", "friend", "police", "nobody")
TOLD = ("refused", "copied", "selected", "cleared")
SAID = tuple(f"prepare_{name}" for name in ("say_", "whose_", "how_", "threat_", "knows_", *TOLD))
QUIET = 'autocomplete="off" autocapitalize="off" spellcheck="false"'


def prepare_html(lang: Lang) -> str:
    """Return the sheet as one block; without scripts a note stands in its place."""
    return (
        f'<section class="bb-prepare" aria-label="{_word("label", lang)}" data-search-exclude>\n'
        f'<p class="bb-prepare-none">{_word("no_script", lang)}</p>\n'
        f'<form class="bb-prepare-form" autocomplete="off" hidden>\n'
        f'<p class="bb-prepare-private">{_word("private", lang)}</p>\n<p>{_word("rule", lang)}</p>\n'
        f"{_fields(lang)}\n"
        f'<p class="bb-prepare-refused" role="alert" data-prepare-refused></p>\n</form>\n'
        f"{_text(lang)}\n"
        f'<script type="application/json">{_say(lang)}</script>\n</section>'
    )


def _word(key: str, lang: Lang) -> str:
    return escape(word(f"prepare_{key}", lang))


def _fields(lang: Lang) -> str:
    now = word("prepare_threat_now", lang, line="{{ " + URGENT + " }}")
    parts = [
        _choices("whose", WHOSE, "radio", lang),
        _choices("how", HOW, "radio", lang),
        _field("more", _area("more", 2, 300), lang),
        _when(lang),
        _field("room", f'<input id="prepare-room" name="room" type="text" maxlength="120" {QUIET}>', lang),
        _field("links", _area("links", 3, 900), lang),
        _choices("threat", THREAT, "radio", lang),
        f'<p class="bb-prepare-now" role="status" data-prepare-now hidden>{now}</p>',
        _choices("knows", KNOWS, "checkbox", lang),
    ]
    return "\n".join(parts)


def _choices(name: str, ids: tuple[str, ...], kind: str, lang: Lang) -> str:
    items = "\n".join(
        f'<div class="bb-choice"><input type="{kind}" id="prepare-{name}-{item}" name="{name}" value="{item}" '
        f'autocomplete="off"><label for="prepare-{name}-{item}">{_word(f"{name}_{item}", lang)}</label></div>'
        for item in ids
    )
    return f'<fieldset class="bb-q"><legend>{_word(name, lang)}</legend>\n{items}\n</fieldset>'


def _area(name: str, rows: int, longest: int) -> str:
    return f'<textarea id="prepare-{name}" name="{name}" rows="{rows}" maxlength="{longest}" {QUIET}></textarea>'


def _field(name: str, control: str, lang: Lang) -> str:
    hint, described = "", control
    if f"prepare_{name}_hint" in words(lang):
        hint = f'<span class="bb-hint" id="prepare-{name}-hint">{_word(f"{name}_hint", lang)}</span>'
        described = control.replace(" name=", f' aria-describedby="prepare-{name}-hint" name=', 1)
    return (
        f'<div class="bb-q bb-prepare-field"><label for="prepare-{name}">{_word(name, lang)}</label>{hint}\n'
        f"{described}</div>"
    )


def _when(lang: Lang) -> str:
    return (
        f'<fieldset class="bb-q bb-prepare-when"><legend>{_word("seen", lang)}</legend>\n'
        f'<label for="prepare-day">{_word("day", lang)}</label>'
        f'<input id="prepare-day" name="day" type="date" autocomplete="off">\n'
        f'<label for="prepare-time">{_word("time", lang)}</label>'
        f'<input id="prepare-time" name="time" type="time" autocomplete="off">\n'
        f'<div class="bb-choice"><input type="checkbox" id="prepare-unknown" name="unknown" autocomplete="off">'
        f'<label for="prepare-unknown">{_word("when_unknown", lang)}</label></div>\n</fieldset>'
    )


def _text(lang: Lang) -> str:
    lines = " · ".join("{{ " + line + " }}" for line in CALL)
    return (
        f'<div class="bb-prepare-out" hidden>\n<h2 id="prepare-text">{_word("text_title", lang)}</h2>\n'
        f'<p class="bb-prepare-call">{word("prepare_call", lang, lines=lines)}</p>\n'
        f'<p class="bb-prepare-note">{_word("text_note", lang)}</p>\n'
        '<div class="bb-prepare-text"></div>\n'
        '<p class="bb-quiz-tools">'
        f'<button type="button" data-prepare-do="copy">{escape(word("copy", lang))}</button> '
        f'<button type="button" data-prepare-do="print">{_word("print", lang)}</button> '
        f'<button type="button" data-prepare-do="clear">{_word("clear", lang)}</button></p>\n'
        '<p class="bb-prepare-told" role="status"></p>\n'
        f'<p class="bb-prepare-paper">{_word("paper", lang)}</p>\n</div>'
    )


def _say(lang: Lang) -> str:
    keys = [key for key in words("ko") if key.startswith(SAID)]
    langs: tuple[Lang, ...] = ("ko",) if lang == "ko" else ("ko", lang)
    table = {key.removeprefix("prepare_"): {name: word(key, name) for name in langs} for key in keys}
    return json.dumps(table, ensure_ascii=False).replace("</", "<\\/")
