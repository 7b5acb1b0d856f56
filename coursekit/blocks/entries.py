"""How one ledger entry looks on a page: inline, as a card, as a box, in the list of sources."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import cast

from coursekit import Lang
from coursekit.blocks.helplines import helpline_card, helpline_inline, phone_link, web_link
from coursekit.facts import Directive, Event, Figure, Helpline, Law, Source, Standard, Term
from coursekit.ledger import Entry
from coursekit.reading import Text
from coursekit.views import View, badge, checked, day_text, value_on
from coursekit.words import word


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
    if field == "passes_on" and isinstance(value, Helpline) and value.passes_on is None:
        return word("helpline_ask_first", view.lang)
    found = getattr(value, field) if field in type(value).model_fields else None
    if isinstance(found, Text):
        found = found[view.lang]
    if not isinstance(found, str):
        raise LookupError(f"{entry.id} has no {field!r}")
    return escape(found)


def inline(entry: Entry, view: View) -> str:
    """Return the entry as it stands in a sentence."""
    return _INLINE[entry.folder](entry, view)


def _law(entry: Entry, view: View) -> str:
    value = cast(Law, value_on(entry, view))
    return f"{escape(value.text[view.lang])} ({article(value, view.lang)})"


def _directive(entry: Entry, view: View) -> str:
    value = cast(Directive, value_on(entry, view))
    return f"<strong>{value.code}</strong> {escape(value.text[view.lang])}"


def _standard(entry: Entry, view: View) -> str:
    value = cast(Standard, value_on(entry, view))
    return (
        f"<strong>[{value.code}]</strong> {escape(value.gist[view.lang])} "
        f"({escape(value.subject[view.lang])}, {escape(standard_edition(value, view.lang))})"
    )


def _term(entry: Entry, view: View) -> str:
    value = cast(Term, value_on(entry, view))
    gloss = f'<span class="bb-gloss">({escape(value.gloss[view.lang])})</span>'
    official = f' <span class="bb-official" lang="ko">{escape(entry.term)}</span> ' if view.lang == "en" else ""
    return f'<span class="bb-term">{escape(value.word[view.lang])}</span>{official}{gloss}'


def event(entry: Entry, view: View) -> str:
    """Return an event as "28 August 2024, Ministry of Education: …", with its mark when only the press reported it."""
    value = cast(Event, value_on(entry, view))
    mark = f' <span class="bb-reported">{word("reported", view.lang)}</span>' if value.reported else ""
    day = f'<time datetime="{value.when}">{day_text(value.when, view)}</time>'
    return f"<strong>{day}, {escape(value.who[view.lang])}</strong>: {escape(value.text[view.lang])}{mark}"


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


def law_box(entry: Entry, view: View) -> str:
    """Return a rule of law as a box: sentence, article, since when; the range comes last and says what it is."""
    value = cast(Law, value_on(entry, view))
    mark = f"<p>{badge(entry, view)}</p>\n" if badge(entry, view) else ""
    since = f" · {escape(value.since[view.lang])}" if value.since else ""
    note = f'<p class="bb-law-note">{escape(value.note[view.lang])}</p>\n' if value.note else ""
    penalty = ""
    if value.penalty:
        penalty = f'<p class="bb-penalty">{word("range", view.lang)}: {escape(value.penalty[view.lang])}</p>\n'
    return (
        f'<div class="bb-law" id="{entry.id.replace("/", "-")}">\n{mark}<p class="bb-law-text">'
        f"{escape(value.text[view.lang])}</p>\n<p>{article(value, view.lang)}{since}</p>\n{note}{penalty}"
        f'<p class="bb-checked">{checked(entry, view)}</p>\n</div>'
    )


def source_item(entry: Entry, view: View, said: str = "") -> str:
    """Return one item of the list of sources: what, question and base of a figure, source, day of check.

    `said` is the check note that already stands above the list and is not repeated.
    """
    value = value_on(entry, view)
    parts = [f"<b>{escape(entry.title[view.lang])}</b>"]
    if isinstance(value, Figure):
        parts.append(f"{escape(value.question[view.lang])} ({escape(value.base[view.lang])})")
        parts += [f'<span class="bb-trap">{escape(value.trap[view.lang])}</span>'] if value.trap else []
    if isinstance(value, Law):
        parts.append(article(value, view.lang))
    parts.append("; ".join(source_text(source, view.lang) for source in value.source))
    parts += [word("confidence_medium", view.lang)] if entry.confidence == "medium" else []
    note = checked(entry, view)
    return " · ".join(parts if note == said else [*parts, note])


def source_text(source: Source, lang: Lang, *, link: bool = True) -> str:
    """Return title, site and date of a source, with its address as a link or, for paper, without."""
    label = escape(", ".join(part for part in (source.title, source.site) if part))
    label = label if lang == "ko" else f'<span lang="ko">{label}</span>'
    if link and source.address.startswith("https://"):
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


_INLINE: dict[str, Callable[[Entry, View], str]] = {
    "helpline": helpline_inline,
    "law": _law,
    "figure": lambda entry, view: amount(cast(Figure, value_on(entry, view)), view.lang),
    "event": event,
    "directive": _directive,
    "standard": _standard,
    "term": _term,
}
