"""Two tables for an audit: every directive and every achievement standard, and where the course meets it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any, Literal

from coursekit.blocks.entries import standard_edition
from coursekit.facts import Directive, Standard
from coursekit.front import heading, split_front
from coursekit.ledger import Entry
from coursekit.lessons import COURSE
from coursekit.material import Material
from coursekit.reading import read_text
from coursekit.views import View, badge
from coursekit.words import word

if TYPE_CHECKING:
    from coursekit.pages import Page

Row = tuple[Entry, dict[str, str]]
"""One row of a table: its entry, and HTML by the key of the column's heading. The first cell is the row's head."""


def directives(page: Page, material: Material) -> str:
    """Return the matrix of directives in the order of their codes; LookupError for a page that does not exist."""
    found = [row for row in _held(material, "directive") if row[1].code.startswith("DM-")]  # not our own promises
    rows = sorted(found, key=lambda row: str(row[1].code))
    return _table("matrix", [_directive(entry, value, page, material) for entry, value in rows], page)


def standards(page: Page, material: Material) -> str:
    """Return the table of achievement standards by their codes, grade 12 last, each with the lessons that use it."""
    rows = sorted(_held(material, "standard"), key=lambda row: (row[1].code.startswith("1"), row[1].code))
    return _table("standards", [_standard(entry, value, page, material) for entry, value in rows], page)


def _held(material: Material, folder: str) -> list[tuple[Entry, Any]]:
    pairs = ((entry, entry.on(material.day)) for entry in material.ledger.values() if entry.folder == folder)
    return [(entry, value) for entry, value in pairs if value]


def _directive(entry: Entry, value: Directive, page: Page, material: Material) -> Row:
    mark = badge(entry, View(page.lang, material.day))
    links = [*_lessons(entry, "directives", page, material), *(_page(entry, path, page) for path in value.pages)]
    return entry, {
        "matrix_directive": f"<strong>{value.code}</strong> {mark} {escape(value.text[page.lang])}",
        "matrix_who": escape(value.who[page.lang]),
        "matrix_force": _force(entry, value, page),
        "matrix_date": _date(entry, value, page),
        "matrix_met": _several(links, page),
        "matrix_only": escape(value.only[page.lang]) if value.only else word("matrix_none", page.lang),
    }


def _standard(entry: Entry, value: Standard, page: Page, material: Material) -> Row:
    return entry, {
        "standards_code": f"<strong>[{escape(value.code)}]</strong>",
        "standards_subject": escape(value.subject[page.lang]),
        "standards_gist": escape(value.gist[page.lang]),
        "standards_edition": escape(standard_edition(value, page.lang)),
        "standards_lessons": _several(_lessons(entry, "standards", page, material), page),
    }


def _force(entry: Entry, value: Directive, page: Page) -> str:
    if entry.kind == "open":
        return word("matrix_open", page.lang)
    return "<br>".join(word(f"matrix_force_{letter}", page.lang) for letter in value.force if letter.isalpha())


def _date(entry: Entry, value: Directive, page: Page) -> str:
    """Return the days of the directive; a law without one is in force now, all else without one has none."""
    if value.date:
        until = "~" if page.lang == "ko" else "–"
        return escape(value.date).replace(" · ", "<br>").replace("~", f"{until}<br>")
    key = {"fact": "matrix_now" if "L" in value.force else "matrix_none", "open": "matrix_open"}
    return word(key.get(entry.kind, "matrix_none"), page.lang)


def _lessons(entry: Entry, field: Literal["directives", "standards"], page: Page, material: Material) -> list[str]:
    """Return a link to every lesson whose plan names the entry: to the plan for directives, else to the lesson."""
    base, links = "teachers/plans" if field == "directives" else "lessons", []
    for lesson in material.lessons:
        plan = material.plans.get(lesson.key)
        if plan and entry.id in getattr(plan, field):
            name = f"{word(f'band_{lesson.band}', page.lang)} {int(lesson.number)} · {lesson.titles[page.lang]}"
            links.append(f'<a href="{page.link(f"{base}/{lesson.key}/index.html")}">{escape(name)}</a>')
    return links


def _page(entry: Entry, path: str, page: Page) -> str:
    source = COURSE / page.lang / path
    if not source.exists():
        raise LookupError(f"{entry.id} names the page {path!r}, which does not exist")
    name = heading(split_front(read_text(source))[1])
    return f'<a href="{page.link(path.removesuffix(".md") + ".html")}">{escape(name)}</a>'


def _several(links: list[str], page: Page) -> str:
    return "<ul>" + "".join(f"<li>{link}</li>" for link in links) + "</ul>" if links else word("matrix_none", page.lang)


def _table(name: str, rows: list[Row], page: Page) -> str:
    """Return the table; on narrow screens each row becomes a card whose labels come from `data-label`."""
    page.used += [entry for entry, _ in rows if entry not in page.used]
    labels = [word(key, page.lang) for key in (rows[0][1] if rows else ())]
    heads = "".join(f'<th scope="col">{label}</th>' for label in labels)
    body = "\n".join(_row(entry, list(cells.values()), labels) for entry, cells in rows)
    caption = word(f"{name}_caption", page.lang, n=len(rows))
    head = f"<caption>{caption}</caption><thead><tr>{heads}</tr></thead>"
    return f'<table class="bb-matrix bb-matrix--{name}">{head}<tbody>\n{body}\n</tbody></table>'


def _row(entry: Entry, cells: list[str], labels: list[str]) -> str:
    pairs = zip(labels[1:], cells[1:], strict=True)
    data = "".join(f'<td data-label="{escape(label)}">{html}</td>' for label, html in pairs)
    return f'<tr id="{entry.id.replace("/", "-")}"><th scope="row">{cells[0]}</th>{data}</tr>'
