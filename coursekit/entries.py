"""How one ledger entry looks on a page: inline, as a card, as a box, in the list of sources."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from html import escape
from typing import cast

from coursekit import Lang
from coursekit.facts import Directive, Figure, Helpline, Law, Source, Standard, Term, Value
from coursekit.ledger import Entry
from coursekit.reading import Text
from coursekit.words import word


@dataclass(frozen=True)
class View:
    """For whom an entry is shown: language, day, and the office's area code ('' when not set)."""

    lang: Lang
    day: date
    area_code: str = ""


def value_on(entry: Entry, view: View) -> Value:
    """Return the value in force.

    Raises:
        LookupError: nothing is known for that day.
    """
    value = entry.on(view.day)
    if value is None:
        raise LookupError(f"{entry.id} has no value for {view.day}")
    return value


def field_text(entry: Entry, field: str, view: View) -> str:
    """Return one field as text; phones and web addresses as links.

    Raises:
        LookupError: the entry has no such field, or it is empty.
    """
    value = value_on(entry, view)
    if isinstance(value, Helpline) and field in ("phone", "web"):
        return phone_link(value, view) if field == "phone" else web_link(value)
    if field in ("title", "term"):
        return escape(entry.title[view.lang] if field == "title" else entry.term)
    if isinstance(value, Law) and field == "article":
        return article(value, view.lang)
    found = getattr(value, field) if field in type(value).model_fields else None
    if isinstance(found, Text):
        found = found[view.lang]
    if not isinstance(found, str):
        raise LookupError(f"{entry.id} has no {field!r}")
    return escape(found)


def inline(entry: Entry, view: View) -> str:
    """Return the entry as it stands in a sentence."""
    value = value_on(entry, view)
    if isinstance(value, Helpline):
        return f"{escape(entry.title[view.lang])} {phone_link(value, view) if value.phone else web_link(value)}"
    if isinstance(value, Law):
        return f"{escape(value.text[view.lang])} ({article(value, view.lang)})"
    if isinstance(value, Figure):
        return amount(value, view.lang)
    if isinstance(value, Directive):
        return f"<strong>{value.code}</strong> {escape(value.text[view.lang])}"
    if isinstance(value, Standard):
        return (
            f"<strong>[{value.code}]</strong> {escape(value.gist[view.lang])} "
            f"({escape(value.subject[view.lang])}, {escape(standard_edition(value, view.lang))})"
        )
    term = cast(Term, value)
    gloss = f'<span class="bb-gloss">({escape(term.gloss[view.lang])})</span>'
    return f'<span class="bb-term">{escape(term.word[view.lang])}</span>{gloss}'


def standard_edition(value: Standard, lang: Lang) -> str:
    """Return the edition of the curriculum ("2022 개정")."""
    return value.revision if lang == "ko" else f"{value.revision.split()[0]} revision"


def amount(value: Figure, lang: Lang) -> str:
    """Return the number with its unit, never broken over two lines."""
    return f'<span class="bb-figure">{escape(value.value)}{escape(value.unit[lang])}</span>'


def article(value: Law, lang: Lang) -> str:
    """Return the article; in English with the official Korean beside it."""
    if lang == "ko":
        return f'<span class="bb-article">{escape(value.article)}</span>'
    return f'<span class="bb-article">{escape(value.article_en)}, <span lang="ko">{escape(value.article)}</span></span>'


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


def helpline_card(entry: Entry, view: View) -> str:
    """Return a helpline as a card: who, number, hours, what they do, what to have ready, what they cannot do."""
    value = cast(Helpline, value_on(entry, view))
    reach = [phone_link(value, view)] if value.phone else []
    reach += [web_link(value)] if value.web else []
    hours = f'<span class="bb-hours">{escape(value.hours[view.lang])}</span>' if value.hours else ""
    rows = [(name, getattr(value, name)) for name in ("does", "ready", "cannot", "note")]
    body = "".join(
        f"<dt>{word(f'helpline_{name}', view.lang)}</dt><dd>{escape(text[view.lang])}</dd>"
        for name, text in rows
        if text
    )
    title = escape(entry.title[view.lang])
    if view.lang == "en":
        title += f' <span class="bb-official" lang="ko">{escape(entry.term)}</span>'
    return (
        f'<div class="bb-helpline" id="{entry.id.replace("/", "-")}">\n<p class="bb-helpline-name">{title}</p>\n'
        f'<p class="bb-helpline-reach">{" ".join(reach)} {hours}</p>\n<dl>{body}</dl>\n</div>'
    )


def law_box(entry: Entry, view: View) -> str:
    """Return a rule of law as a box: sentence, article, since when; the range comes last and says what it is."""
    value = cast(Law, value_on(entry, view))
    badge = f'<p class="bb-advice">{word("advice_badge", view.lang)}</p>\n' if entry.kind == "advice" else ""
    since = f" · {escape(value.since[view.lang])}" if value.since else ""
    note = f'<p class="bb-law-note">{escape(value.note[view.lang])}</p>\n' if value.note else ""
    penalty = ""
    if value.penalty:
        penalty = f'<p class="bb-penalty">{word("range", view.lang)}: {escape(value.penalty[view.lang])}</p>\n'
    return (
        f'<div class="bb-law" id="{entry.id.replace("/", "-")}">\n{badge}<p class="bb-law-text">'
        f"{escape(value.text[view.lang])}</p>\n<p>{article(value, view.lang)}{since}</p>\n{note}{penalty}"
        f'<p class="bb-checked">{checked(entry, view)}</p>\n</div>'
    )


def checked(entry: Entry, view: View) -> str:
    """Return the day of the check that counts; while none was live, say so."""
    check = entry.shown_check(view.day)
    return word(f"checked_{check.how}", view.lang, day=check.on)


def source_item(entry: Entry, view: View, said: str = "") -> str:
    """Return one item of the list of sources: what, question and base of a figure, source, day of check.

    `said` is the check note that already stands above the list and is not repeated.
    """
    value = value_on(entry, view)
    parts = [f"<b>{escape(entry.title[view.lang])}</b>"]
    if isinstance(value, Figure):
        parts.append(f"{escape(value.question[view.lang])} ({escape(value.base[view.lang])})")
    if isinstance(value, Law):
        parts.append(article(value, view.lang))
    parts.append("; ".join(_source(source, view.lang) for source in value.source))
    note = checked(entry, view)
    return " · ".join(parts if note == said else [*parts, note])


def _source(source: Source, lang: Lang) -> str:
    label = escape(", ".join(part for part in (source.title, source.site) if part))
    label = label if lang == "ko" else f'<span lang="ko">{label}</span>'
    if source.address.startswith("https://"):
        label = f'<a rel="noopener noreferrer" href="{escape(source.address)}">{label}</a>'
    return f"{label} ({escape(source.date)})"


def block(entry: Entry, form: str, view: View) -> str | None:
    """Return the entry in one of its larger forms (card, box, full), or None when `form` is a plain field."""
    if form == "card" and entry.folder == "helpline":
        return helpline_card(entry, view)
    if form == "box" and entry.folder == "law":
        return law_box(entry, view)
    value = value_on(entry, view)
    if form == "full" and isinstance(value, Figure):
        return f"{amount(value, view.lang)} ({escape(value.question[view.lang])}; {escape(value.base[view.lang])})"
    return None
