"""What changed in the law: every rule that is another one today than it was on a day, then and now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from html import escape
from typing import cast

from coursekit.blocks.entries import article
from coursekit.blocks.timeline import cell
from coursekit.blocks.years import by_year
from coursekit.facts import Law
from coursekit.ledger import Entry
from coursekit.views import View, badge, day_text
from coursekit.words import word


@dataclass(frozen=True)
class Change:
    """A rule of law that holds now, since when, and what held on an earlier day (None = there was no such rule)."""

    entry: Entry
    since: date
    then: Law | None
    now: Law


def before_after(laws: list[Entry], view: View, day: date) -> str:
    """Return the rules that changed after `day`, a table a year: what, then, now, since; by day and article."""
    changes = sorted(changed(laws, view, day), key=lambda x: (x.since, x.now.article, x.entry.id))
    rows = ((str(change.since.year), _change_row(change, view)) for change in changes)
    caption = word("change_caption", view.lang, day=day_text(day.isoformat(), view))
    return by_year("changes", [f"change_col_{name}" for name in ("what", *_CHANGE_CELLS)], rows, view, caption)


_CHANGE_CELLS = ("then", "now", "since")


def changed(laws: list[Entry], view: View, day: date) -> list[Change]:
    """Return the entries whose sentence, article or range is another one today than on `day`."""
    found = []
    for entry in laws:
        then, now = cast(Law | None, entry.on(day)), cast(Law | None, entry.on(view.day))
        if now and now.start and now.start > day and _rule(then) != _rule(now):
            found.append(Change(entry, now.start, then, now))
    return found


def _rule(law: Law | None) -> tuple[object, ...]:
    return (law.text, law.article, law.penalty) if law else ()


def _change_row(change: Change, view: View) -> str:
    what = f'{escape(change.entry.title[view.lang])}<br><span class="bb-change-article">'
    what += f"{article(change.now, view.lang)}</span> {badge(change.entry, view)}"
    then = _rule_text(change.then, view) if change.then else word("change_none", view.lang)
    note = f'<span class="bb-change-note">{escape(change.now.note[view.lang])}</span>' if change.now.note else ""
    cells = (then, _rule_text(change.now, view) + note, day_text(change.since.isoformat(), view))
    row = "".join(cell(f"change_col_{name}", text, view) for name, text in zip(_CHANGE_CELLS, cells, strict=True))
    return f'<tr><th scope="row">{what.strip()}</th>{row}</tr>'


def _rule_text(law: Law, view: View) -> str:
    """Return the sentence, and after it the range the law sets."""
    penalty = f' <span class="bb-change-range">({escape(law.penalty[view.lang])})</span>' if law.penalty else ""
    return escape(law.text[view.lang]) + penalty
