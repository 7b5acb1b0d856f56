"""The list of sources as it stands on paper: every source once, with the numbers or names it is the source of."""

from __future__ import annotations

from html import escape

from coursekit.blocks.entries import source_text
from coursekit.ledger import Entry
from coursekit.views import View, value_on
from coursekit.words import word


def printed_sources(entries: list[Entry], marked: set[str], view: View) -> str:
    """Return the sources of all entries as short lines: for what, title, site and date; seen on paper only.

    Args:
        entries: What the page used, in the order of its small source numbers.
        marked: Ids of the entries whose number stands in the text; the others are called by their titles.
        view: For whom and which day.
    """
    lines: dict[str, list[int | str]] = {}
    for number, entry in enumerate(entries, 1):
        told = [source_text(source, view.lang, link=False) for source in value_on(entry, view).source]
        told += [word("confidence_medium", view.lang)] if entry.confidence == "medium" else []
        for line in dict.fromkeys(told):
            lines.setdefault(line, []).append(number if entry.id in marked else escape(entry.title[view.lang]))
    items = "\n".join(f"<li data-source><b>{_spans(what)}</b> {line}</li>" for line, what in lines.items())
    return f'<ul class="bb-sources-print" data-search-exclude>\n{items}\n</ul>'


def _spans(what: list[int | str]) -> str:
    """Return "1–3, 7, a title": rising numbers that follow each other are one span."""
    spans: list[list[int]] = []
    for number in (x for x in what if isinstance(x, int)):
        if spans and number == spans[-1][-1] + 1:
            spans[-1].append(number)
        else:
            spans.append([number])
    told = [f"{span[0]}–{span[-1]}" if len(span) > 1 else str(span[0]) for span in spans]
    return ", ".join([*told, *dict.fromkeys(x for x in what if isinstance(x, str))])
