"""What is to be checked again and by when: rows, a table for the office's admin, a calendar file (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING, Any

from coursekit import Lang
from coursekit.facts import KINDS
from coursekit.ics import Day, calendar_text
from coursekit.ledger import GATED, Entry, Ledger
from coursekit.material import Material
from coursekit.office import Office
from coursekit.views import View, value_on
from coursekit.words import word

if TYPE_CHECKING:
    from coursekit.pages import Page

Row = dict[str, Any]


def due_rows(ledger: Ledger, office: Office, day: date) -> list[Row]:
    """Return one row an entry and one a local line: id, last check, how, due day, overdue on `day`; soonest first."""
    rows = [_row(e.id, e.last_check.on, e.last_check.how, e.due, day) for e in ledger.values()]
    rows += [_row(f"office/{line.phone}", line.checked, "live", line.due, day) for line in office.local]
    return sorted(rows, key=lambda row: (str(row["due"]), str(row["id"])))


def _row(ident: str, last: date, how: str, due: date, day: date) -> Row:
    return {"id": ident, "last_check": f"{last}", "how": how, "due": f"{due}", "overdue": due < day}


def is_gate(row: Row) -> bool:
    """Return whether this row being overdue stops a release: helplines, laws, and the office's own lines."""
    return str(row["id"]).split("/")[0] in (*GATED, "office")


def due_table(page: Page, material: Material) -> str:
    """Return the admin's table: by day and kind, what is to be opened again, with a calendar file to download."""
    lang = page.lang
    heads = "".join(f'<th scope="col">{word(f"due_{name}", lang)}</th>' for name in ("day", "kind", "what"))
    groups = _groups(material.ledger.values())
    rows = "\n".join(_table_row(day, kind, entries, View(lang, material.day)) for day, kind, entries in groups)
    return (
        f'<p><a class="bb-button" href="due.ics" download>{word("due_calendar", lang)}</a></p>\n'
        f'<table class="bb-due-table"><thead><tr>{heads}</tr></thead><tbody>\n{rows}\n</tbody></table>'
    )


def _groups(entries: Any) -> Iterator[tuple[date, str, list[Entry]]]:
    order = list(KINDS)
    made = sorted(entries, key=lambda e: (e.due, order.index(e.folder), e.id))
    for (day, kind), some in groupby(made, key=lambda e: (e.due, e.folder)):
        yield day, kind, list(some)


def _table_row(day: date, kind: str, entries: list[Entry], view: View) -> str:
    late = f'<span class="bb-due" data-due="{day}" hidden>{word("due_late", view.lang)}</span>'
    items = "".join(f"<li>{_what(entry, view)}</li>" for entry in entries)
    count = word("due_count", view.lang, n=len(entries))
    return (
        f'<tr><th scope="row">{day} {late}</th><td>{word(f"kind_{kind}", view.lang)}</td>'
        f"<td><details><summary>{count}</summary><ul>{items}</ul></details></td></tr>"
    )


def _what(entry: Entry, view: View) -> str:
    source = value_on(entry, view).source[0]
    title = escape(entry.title[view.lang])
    where = escape(", ".join(filter(None, [source.title, source.site])))
    if source.address.startswith("https://"):
        where = f'<a rel="noopener noreferrer" href="{escape(source.address)}">{where}</a>'
    return f'{title} · <span lang="ko">{where}</span> · <code>{entry.id}</code>'


def calendar(ledger: Ledger, office: Office, lang: Lang) -> str:
    """Return an iCalendar file with one all-day event for each day and kind on which checks are due.

    Source: RFC 5545 (CRLF, lines of at most 75 octets, escaped text). No clock is read: DTSTAMP is the last check.
    """
    what = [(day, kind, [(e.id, e.title[lang]) for e in some]) for day, kind, some in _groups(ledger.values())]
    what += [(line.due, "office", [(line.phone, line.name[lang])]) for line in office.local]
    stamp = max(entry.last_check.on for entry in ledger.values())
    return calendar_text("due", (_event(day, kind, some, lang) for day, kind, some in what), stamp)


def _event(day: date, kind: str, what: list[tuple[str, str]], lang: Lang) -> Day:
    return Day(
        uid=f"{day:%Y%m%d}-{kind}-{what[0][0].replace('/', '-')}",
        first=f"{day:%Y%m%d}",
        end=f"{day + timedelta(days=1):%Y%m%d}",
        title=f"{word('due_title', lang)}: {word(f'kind_{kind}', lang)} {word('due_count', lang, n=len(what))}",
        text="\n".join(f"{name} ({ident})" for ident, name in what),
    )
