"""How a helpline looks: call link, address, card. A call link stands only where dialling it is right."""

from __future__ import annotations

from html import escape
from typing import cast

from coursekit.facts import Helpline
from coursekit.ledger import Entry
from coursekit.office import LocalLine
from coursekit.views import View, value_on
from coursekit.words import word

_ROWS = ("does", "ready", "cannot", "passes_on", "quiet", "note")


def phone_link(value: Helpline, view: View) -> str:
    """Return the phone as a call link, or as plain text with a hint where a call link would be wrong."""
    if not value.phone:
        raise LookupError("this helpline has no phone")
    phone, number = escape(value.phone), dial(value, view)
    if number:
        code = f"{view.area_code}-" if value.area_code and view.area_code else ""
        return f'<a class="bb-tel" href="tel:{number}">{code}{phone}</a>'
    hint = (
        f' <span class="bb-hint">({word("area_code_hint", view.lang, phone=phone)})</span>' if value.area_code else ""
    )
    return f'<span class="bb-tel">{phone}</span>{hint}'


def dial(value: Helpline, view: View) -> str | None:
    """Return the number that a call link dials, or None where a call link would be wrong."""
    return f"{view.area_code}{value.phone}" if value.area_code and view.area_code else value.dial


def web_link(value: Helpline) -> str:
    """Return the service's address as a link that tells the other site nothing about where it was clicked."""
    if not value.web:
        raise LookupError("this helpline has no web address")
    name = value.web_name or value.web.removeprefix("https://")
    return f'<a class="bb-web" rel="noopener noreferrer" href="{escape(value.web)}">{escape(name)}</a>'


def helpline_inline(entry: Entry, view: View) -> str:
    """Return name and the first way to reach it, as it stands in a sentence; a place without either is its name."""
    value = cast(Helpline, value_on(entry, view))
    reach = phone_link(value, view) if value.phone else web_link(value) if value.web else ""
    return f"{escape(entry.title[view.lang])} {reach}".rstrip()


def helpline_reach(entry: Entry, view: View) -> str:
    """Return name, phone, address and hours as the head of a card."""
    value = cast(Helpline, value_on(entry, view))
    reach = [phone_link(value, view)] if value.phone else []
    reach += [web_link(value)] if value.web else []
    reach += [f'<span class="bb-hours">{escape(value.hours[view.lang])}</span>'] if value.hours else []
    title = escape(entry.title[view.lang])
    if view.lang == "en":
        title += f' <span class="bb-official" lang="ko">{escape(entry.term)}</span>'
    line = f'<p class="bb-helpline-reach">{" ".join(reach)}</p>' if reach else ""
    return f'<p class="bb-helpline-name">{title}</p>{line}'


def helpline_card(entry: Entry, view: View) -> str:
    """Return a helpline as a card: who, number, hours, what they do, what to have ready, what they cannot do."""
    value = cast(Helpline, value_on(entry, view))
    rows = [(name, getattr(value, name)) for name in _ROWS]
    body = "".join(
        f"<dt>{word(f'helpline_{name}', view.lang)}</dt><dd>{escape(text[view.lang])}</dd>"
        for name, text in rows
        if text
    )
    head = helpline_reach(entry, view)
    return f'<div class="bb-helpline" id="{entry.id.replace("/", "-")}">\n{head}\n<dl>{body}</dl>\n</div>'


def local_card(line: LocalLine, view: View) -> str:
    """Return a line of the office's own as a card; it names the day of the office's check."""
    hours = f' <span class="bb-hours">{escape(line.hours[view.lang])}</span>' if line.hours else ""
    return (
        f'<div class="bb-helpline bb-helpline--local">\n<p class="bb-helpline-name">{escape(line.name[view.lang])}</p>'
        f'<p class="bb-helpline-reach"><a class="bb-tel" href="tel:{line.dial}">{line.phone}</a>{hours}</p>\n'
        f"<dl><dt>{word('helpline_does', view.lang)}</dt><dd>{escape(line.does[view.lang])}</dd></dl>\n"
        f'<p class="bb-checked">{word("checked_live", view.lang, day=line.checked)}</p>\n</div>'
    )
