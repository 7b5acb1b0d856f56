"""The papers a school's administration asks for (행정 묶음), by band: approval, report, record sentences, duties."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from coursekit import Lang
from coursekit.export.clean import paper_html
from coursekit.export.papers import Paper, office_line
from coursekit.front import heading
from coursekit.material import Material
from coursekit.pages import Page, oldest_check, resolve, without_marks
from coursekit.plans import PLANS, Plan
from coursekit.reading import Stopped
from coursekit.trees import open_page, read_page
from coursekit.views import View
from coursekit.words import word

ADMIN = PLANS / "admin"
PARTS = ("approval", "report", "record", "duties")
"""In the order in which a school needs them; the letter home is a paper of the band."""
DUTIES = ("dm-16", "dm-17", "dm-18", "dm-19", "dm-20", "dm-22")
ADULTS = ("staff", "parents")
"""Bands whose units count towards the duties of every school, whatever the pupils' age."""


def admin_papers(band: str, lang: Lang, material: Material) -> Iterator[Paper]:
    """Yield the papers for the administration of a band's schools in one language.

    Args:
        band: The pupils' band, a folder of `lesson_plans/`.
        lang: The language; the Korean ones are those that a school files.
        material: What the texts are made from; the office's settings appear in them.

    Raises:
        Stopped: a marker does not resolve.
    """
    for part in PARTS:
        path = ADMIN / f"{part}.{lang}.md"
        page = open_page(path, PurePosixPath("teachers/plans/admin", f"{part}.md"), lang, band)
        _, body = read_page(path, page)
        text = without_marks(resolve(of_band(body, band, lang, material), page, material))
        if page.findings:
            raise Stopped(page.findings)
        html = paper_html(text, page, material) + office_line(lang, material)
        yield Paper(band, part, lang, heading(text), html, _note(page, material))


def _note(page: Page, material: Material) -> str:
    return oldest_check(page.used, View(page.lang, material.day)) if page.used else ""


def of_band(text: str, band: str, lang: Lang, material: Material) -> str:
    """Put the band's own name and tables where `{{ band/… }}` stands: `name`, `lessons`, `duties`."""
    own = {"name": word(f"band_{band}", lang), "lessons": lessons(band, lang, material)}
    own["duties"] = duties(band, lang, material)
    for name, words in own.items():
        text = text.replace(f"{{{{ band/{name} }}}}", words)
    return text


def lessons(band: str, lang: Lang, material: Material) -> str:
    """Return the band's lessons as a Markdown table with markers: order, title, minutes, objective, standards."""
    rows = []
    for key, plan in _plans((band,), material):
        goals = " ".join(goal[lang] for goal in plan.objectives)
        codes = " ".join(f"[{{{{ {name}.code }}}}]" for name in plan.standards)
        rows.append([order(key, lang), plan.title[lang], str(plan.minutes), goals, codes or word("file_not", lang)])
    heads = [word(f"file_{name}", lang) for name in ("order", "lesson", "minutes", "goal", "standards")]
    return _table(heads, rows)


def duties(band: str, lang: Lang, material: Material) -> str:
    """Return which lesson may count towards which duty, as a Markdown table with markers."""
    rows = []
    for key, plan in _plans((band, *ADULTS), material):
        counts = [word("file_may" if f"directive/{name}" in plan.directives else "file_not", lang) for name in DUTIES]
        rows.append([order(key, lang), plan.title[lang], *counts])
    codes = [f"{{{{ directive/{name}.code }}}}" for name in DUTIES]
    return _table([word("file_order", lang), word("file_lesson", lang), *codes], rows)


def _plans(bands: Sequence[str], material: Material) -> list[tuple[str, Plan]]:
    return [(key, plan) for band in bands for key, plan in material.plans.items() if key.startswith(f"{band}/")]


def order(key: str, lang: Lang) -> str:
    """Return what a lesson is called by its folder's number: session, booster, short version or starter."""
    band, _, name = key.partition("/")
    number = int(name[:2])
    if band in ADULTS:
        return word("file_unit", lang, band=word(f"band_{band}", lang), n=number)
    if number < 10:
        return word("file_session", lang, n=number)
    if number < 20:
        return word("file_booster", lang, n="AB"[number - 11])
    if number < 30:
        return word("file_double" if number == 20 else "file_single", lang)
    return word("file_starter", lang, n=number - 30)


def _table(heads: list[str], rows: list[list[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', '/') for cell in line)} |" for line in lines)
