"""Blocks that list what there is: helplines, lessons, plans, faces, terms. No hand-kept list can go stale."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from html import escape
from typing import TYPE_CHECKING, cast

from coursekit import Lang
from coursekit.blocks.changes import before_after
from coursekit.blocks.finder import finder
from coursekit.blocks.helplines import helpline_card, local_card
from coursekit.blocks.matrix import directives, standards
from coursekit.blocks.plans_table import plans
from coursekit.blocks.timeline import timeline as timeline_html
from coursekit.blocks.year import year
from coursekit.demos import gallery
from coursekit.due import due_table
from coursekit.facts import Term
from coursekit.ledger import Entry
from coursekit.lessons import ADULTS, BANDS, Lesson, kind_of
from coursekit.material import Material
from coursekit.views import View
from coursekit.words import word

if TYPE_CHECKING:
    from coursekit.pages import Page

BEFORE = date(2024, 8, 26)
"""The day before the first letter of the ministry: what changed since is told against it."""


def view(page: Page, material: Material) -> View:
    """Return for whom this page shows its entries."""
    return View(page.lang, material.day, material.office.area_code)


def _entries(material: Material, folder: str) -> list[Entry]:
    return [entry for entry in material.ledger.values() if entry.folder == folder]


def helplines(page: Page, material: Material) -> str:
    """Return all helpline cards in the order of the short card."""
    cards = sorted((e for e in _entries(material, "helpline") if e.card), key=lambda e: cast(int, e.card))
    seen = view(page, material)
    body = "\n".join([*(helpline_card(e, seen) for e in cards), *(local_card(x, seen) for x in material.office.local)])
    page.used += [entry for entry in cards if entry not in page.used]
    return f'<div class="bb-helplines">\n{body}\n</div>'


def local(page: Page, material: Material) -> str:
    """Return the office's own lines; '' when it has none."""
    cards = "\n".join(local_card(line, view(page, material)) for line in material.office.local)
    title = f'<p class="bb-local-title"><strong>{word("local_lines", page.lang)}</strong></p>'
    return f'{title}\n<div class="bb-helplines">\n{cards}\n</div>' if cards else ""


def timeline(page: Page, material: Material) -> str:
    """Return the events in time order, as a picture and a table."""
    events = _entries(material, "event")
    page.used += [entry for entry in events if entry not in page.used]
    return timeline_html(events, view(page, material))


def changes(page: Page, material: Material) -> str:
    """Return what the law said before the autumn of 2024 and what it says now."""
    laws = [e for e in _entries(material, "law") if any(v.start and v.start > BEFORE for v in e.values)]
    page.used += [entry for entry in laws if entry not in page.used]
    return before_after(laws, view(page, material), BEFORE)


def lessons(page: Page, material: Material) -> str:
    """Return the pupils' lessons by band, each with its minutes and one sentence."""
    parts = []
    for band in (band for band in BANDS if band not in ADULTS):
        if any(lesson.band == band for lesson in material.lessons):
            parts.append(f"<h3>{word(f'band_{band}', page.lang)}</h3>\n{_band(band, page, material)}")
    return '<div class="bb-lesson-list">\n' + "\n".join(parts) + "\n</div>"


def band_lessons(page: Page, material: Material) -> str:
    """Return the lessons of the band in whose folder the page stands."""
    return _band(page.path.parts[-2], page, material)


def _band(band: str, page: Page, material: Material) -> str:
    items = "\n".join(_lesson(x, page, material) for x in material.lessons if x.band == band)
    return f'<ul class="bb-lessons">\n{items}\n</ul>'


def _lesson(lesson: Lesson, page: Page, material: Material) -> str:
    plan = material.plans.get(lesson.key)
    kind = f'<span class="bb-kind">{kind_of(lesson, page.lang)}</span> '
    minutes = f' <span class="bb-chip">{word("minutes", page.lang, n=plan.minutes)}</span>' if plan else ""
    return (
        f'<li>{kind}<a href="{page.link(f"lessons/{lesson.key}/index.html")}">{escape(lesson.titles[page.lang])}</a>'
        f"{minutes}<br>{escape(lesson.summaries[page.lang])}</li>"
    )


def faces(page: Page, material: Material) -> str:
    """Return the gallery: every face that may be shown, with its entry's terms."""
    cards = "\n".join(_face(face, page) for face in gallery(page.lang, material.day))
    return f'<div class="bb-faces">\n{cards}\n</div>'


def _face(face: dict[str, str], page: Page) -> str:
    told = {
        "id": face["id"],
        "kind": word(f"face_kind_{face['kind']}", page.lang),
        "recipe": word("face_recipe_is", page.lang, **face),
        "licence": face["licence"],
        "scope": word(f"face_scope_{face['scope']}", page.lang),
        "looked": word("face_looked_by", page.lang, on=face["on"], by=word(f"role_{face['by']}", page.lang)),
        "until": face["expires"],
        "hash": face["hash"],
    }
    rows = "".join(f"<dt>{word(f'face_{name}', page.lang)}</dt><dd>{escape(text)}</dd>" for name, text in told.items())
    return (
        f'<figure class="bb-face" id="face-{face["id"]}"><img loading="lazy" width="160" height="160" '
        f'src="{page.root}/frames/face_morph/faces/{face["id"]}.webp" alt="{escape(face["alt"])}">'
        f"<figcaption><details><summary>{escape(face['name'])}</summary><dl>{rows}</dl></details></figcaption></figure>"
    )


def terms(page: Page, material: Material) -> str:
    """Return the glossary in the order of the alphabet."""
    other: Lang = "en" if page.lang == "ko" else "ko"
    entries = [(e, cast(Term, e.on(material.day))) for e in _entries(material, "term") if e.on(material.day)]
    rows = sorted((t.word[page.lang], t.word[other], t.gloss[page.lang]) for _, t in entries)
    page.used += [entry for entry, _ in entries if entry not in page.used]
    body = "\n".join(
        f'<dt>{escape(a)} <span class="bb-official" lang="{other}">{escape(b)}</span></dt><dd>{escape(c)}</dd>'
        for a, b, c in rows
    )
    return f'<dl class="bb-terms">\n{body}\n</dl>'


LISTS: dict[str, Callable[[Page, Material], str]] = {
    "helpline": helplines,
    "lessons": lessons,
    "band": band_lessons,
    **{band: partial(_band, band) for band in ADULTS},
    "plans": plans,
    "finder": finder,
    "year": year,
    "faces": faces,
    "terms": terms,
    "local": local,
    "timeline": timeline,
    "before_after": changes,
    "directives": directives,
    "standards": standards,
    "due": due_table,
}
