"""Count sheets: a school fills numbers and saves a small file, an office opens many; all of it on the device."""

from __future__ import annotations

import json
from html import escape
from pathlib import Path

from pydantic import Field

from coursekit import ROOT, Lang
from coursekit.flows import Id
from coursekit.reading import Finding, Strict, Text, load_all
from coursekit.words import word, words

SHEETS = ROOT / "course" / "sheets"
LEVELS = ("elementary", "middle", "high", "special", "other")
MOST = 99_999


class Item(Strict):
    """A row or a column of a sheet."""

    id: Id
    label: Text


class Sheet(Strict):
    """One sheet: which numbers, cumulative (`total`) and `new`; never a name, a grade, a class or free text."""

    title: Text
    note: Text
    order: int
    columns: list[Item] = Field(min_length=1)
    fields: list[Item] = Field(min_length=2)


def load_sheets(root: Path = SHEETS) -> tuple[dict[str, Sheet], list[Finding]]:
    """Read the sheets by file name ("weekly"), and what is wrong with the files."""
    sheets, wrong = load_all(Sheet, root.glob("*.yml"), "sheets", lambda path: path.stem)
    return dict(sorted(sheets.items(), key=lambda item: item[1].order)), wrong


def sheet_html(name: str, sheet: Sheet, lang: Lang) -> str:
    """Return the form that a school fills."""
    heads = "".join(f'<th scope="col">{escape(column.label[lang])}</th>' for column in sheet.columns)
    rows = "\n".join(_row(item, sheet, lang) for item in sheet.fields)
    inputs = "\n".join(
        (
            _input("code", lang, 'type="text" maxlength="12" autocapitalize="characters"', "counts_code_hint"),
            _select("level", lang, [("", ""), *((level, word(f"counts_level_{level}", lang)) for level in LEVELS)]),
            _input("round", lang, 'type="number" min="1" max="99" inputmode="numeric"'),
            _input("cutoff", lang, 'type="datetime-local"'),
        )
    )
    return _section(
        name,
        {name: sheet},
        lang,
        f'<p class="bb-counts-note">{escape(sheet.note[lang])}</p>\n<div class="bb-counts-head">\n{inputs}\n</div>\n'
        f'<table><caption>{escape(sheet.title[lang])}</caption><thead><tr><th scope="col">{word("counts_item", lang)}'
        f"</th>{heads}</tr></thead><tbody>\n{rows}\n</tbody></table>\n"
        f'<p><label class="bb-counts-zero"><input type="checkbox" data-field="zero" autocomplete="off"> '
        f"{word('counts_zero', lang)}</label></p>\n" + _buttons(("save", "clear", "print"), lang),
    )


def merge_html(sheets: dict[str, Sheet], lang: Lang) -> str:
    """Return the page part where an office opens many files and gets table, totals, missing ones, CSV and print."""
    titles = [(name, escape(sheet.title[lang])) for name, sheet in sheets.items()]
    hint = word("counts_expected_hint", lang)
    inputs = "\n".join(
        (
            _select("sheet", lang, titles),
            _input("office_code", lang, 'type="text" maxlength="12"', "counts_code_hint"),
            _input("round", lang, 'type="number" min="1" max="99" inputmode="numeric"'),
            f'<label class="bb-counts-wide">{word("counts_expected", lang)} <small>{hint}</small>'
            f'<textarea data-field="expected" rows="4" autocomplete="off" spellcheck="false"></textarea></label>',
            f'<label class="bb-counts-wide">{word("counts_open", lang)} <small>{word("counts_open_hint", lang)}</small>'
            f'<input type="file" data-field="files" multiple accept=".json,application/json"></label>',
        )
    )
    return _section(
        "merge",
        sheets,
        lang,
        f'<div class="bb-counts-head">\n{inputs}\n</div>\n<ul class="bb-counts-log"></ul>\n'
        + _buttons(("csv", "merged", "print", "public", "clear"), lang)
        + '\n<div class="bb-counts-result"></div>',
    )


def _section(name: str, sheets: dict[str, Sheet], lang: Lang, body: str) -> str:
    told = {key.removeprefix("counts_"): text for key, text in words(lang).items() if key.startswith("counts_")}
    shapes = {
        key: {
            "title": sheet.title[lang],
            "note": sheet.note[lang],
            "columns": [[item.id, item.label[lang]] for item in sheet.columns],
            "fields": [[item.id, item.label[lang]] for item in sheet.fields],
        }
        for key, sheet in sheets.items()
    }
    data = {"words": told, "sheets": shapes, "levels": LEVELS, "most": MOST}
    text = json.dumps(data, ensure_ascii=False).replace("</", "<\\/")
    return (
        f'<section class="bb-counts" data-counts="{name}" data-search-exclude>\n'
        f'<script type="application/json">{text}</script>\n{body}\n'
        f'<p class="bb-counts-status" role="status"></p>\n'
        f"<noscript><p>{word('counts_no_script', lang)}</p></noscript>\n</section>"
    )


def _input(name: str, lang: Lang, kind: str, hint: str = "") -> str:
    small = f" <small>{word(hint, lang)}</small>" if hint else ""
    return f'<label>{word(f"counts_{name}", lang)}{small} <input {kind} data-field="{name}" autocomplete="off"></label>'


def _select(name: str, lang: Lang, choices: list[tuple[str, str]]) -> str:
    options = "".join(f'<option value="{value}">{label}</option>' for value, label in choices)
    control = f'<select data-field="{name}" autocomplete="off">{options}</select>'
    return f"<label>{word(f'counts_{name}', lang)} {control}</label>"


def _row(item: Item, sheet: Sheet, lang: Lang) -> str:
    cells = "".join(
        f'<td><input type="number" min="0" max="{MOST}" inputmode="numeric" autocomplete="off" '
        f'data-count="{item.id}" data-column="{column.id}" '
        f'aria-label="{escape(item.label[lang])}, {escape(column.label[lang])}"></td>'
        for column in sheet.columns
    )
    return f'<tr><th scope="row">{escape(item.label[lang])}</th>{cells}</tr>'


def _buttons(names: tuple[str, ...], lang: Lang) -> str:
    made = " ".join(f'<button type="button" data-do="{name}">{word(f"counts_{name}", lang)}</button>' for name in names)
    return f'<p class="bb-counts-tools">{made}</p>'
