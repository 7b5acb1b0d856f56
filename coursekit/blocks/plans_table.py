"""The table of all plans on the teachers' first page: by band its lessons, its papers and its files for the office."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from coursekit.lessons import BANDS, Lesson, kind_of
from coursekit.material import Material
from coursekit.plans import PAPERS, PLANS, kit_places, part_word
from coursekit.words import word

if TYPE_CHECKING:
    from coursekit.pages import Page

PAPER_ORDER = ("letter", "request", "form-a", "form-b", "form-slips")
"""What goes home before a lesson stands first; a paper that is not named here comes last."""


def plans(page: Page, material: Material) -> str:
    """Return a table of all plans by band, with links to all that the kit holds, the band's papers and its files."""
    heads = "".join(f'<th scope="col">{word(f"plans_{n}", page.lang)}</th>' for n in ("lesson", "minutes", "open"))
    parts = [f'<table class="bb-plans"><thead><tr>{heads}</tr></thead>']
    for band in BANDS:
        rows = [_plan(x, page, material) for x in material.lessons if x.band == band and x.key in material.plans]
        if rows:
            title = f'<tr><th colspan="3" scope="rowgroup">{word(f"band_{band}", page.lang)}</th></tr>'
            more = [*_papers(band, page), *_office_files(band, page, material)]
            parts.append("\n".join(["<tbody>", title, *rows, *more, "</tbody>"]))
    return "\n".join([*parts, "</table>"])


def _plan(lesson: Lesson, page: Page, material: Material) -> str:
    places = kit_places(lesson.key).items()
    links = [f'<a href="{page.link(to)}">{part_word(name, lesson.key, page.lang)}</a>' for name, to in places]
    named = dict.fromkeys([kind_of(lesson, page.lang), lesson.titles[page.lang]])  # some are called what they are: once
    minutes = word("minutes", page.lang, n=material.plans[lesson.key].minutes)
    return _row(" · ".join(escape(name) for name in named), minutes, links)


def _papers(band: str, page: Page) -> list[str]:
    """Return the rows of a band's papers: those for the homes, and the questions before and after the lessons."""
    there = {path.name.removesuffix(".ko.md") for path in PLANS.glob(f"{band}/{PAPERS}/*.ko.md")}
    found = sorted(there, key=lambda name: (_place(name), name))
    questions = [name for name in found if name.startswith("form-")]
    rows = {"papers": [name for name in found if name not in questions], "questions": questions}
    return [
        _row(word(f"plans_{row}", page.lang), "", [_paper(band, name, page) for name in names])
        for row, names in rows.items()
        if names
    ]


def _place(name: str) -> int:
    return PAPER_ORDER.index(name) if name in PAPER_ORDER else len(PAPER_ORDER)


def _paper(band: str, name: str, page: Page) -> str:
    to = page.link(f"teachers/plans/{band}/{name}.html")
    return f'<a href="{to}">{word(f"part_{name}", page.lang)}</a>'


def _office_files(band: str, page: Page, material: Material) -> list[str]:
    """Return the row of the papers for the school office; none when this build made no files."""
    files = material.files.get(page.lang, {}).get(band, {}).get("office", [])
    links = [
        f'<a href="{page.root}/files/{file["file"]}" download="{escape(file["name"])}">{escape(file["label"])}</a>'
        for file in files
    ]
    return [_row(word("plans_office", page.lang), "", links)] if links else []


def _row(head: str, minutes: str, links: list[str]) -> str:
    return f'<tr><th scope="row">{head}</th><td>{minutes}</td><td>{" · ".join(links)}</td></tr>'
