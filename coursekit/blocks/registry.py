"""Blocks that are more than one fact: quiz, plan, demo, tool, tree, case, chart, the office's own words."""

from __future__ import annotations

import json
from collections.abc import Callable
from html import escape
from typing import TYPE_CHECKING, TypeVar

from coursekit.blocks.case_html import case_html, case_tree
from coursekit.blocks.charts import chart_figures, chart_html
from coursekit.blocks.counts import merge_html, sheet_html
from coursekit.blocks.flow_html import flow_html, tree_html
from coursekit.blocks.form_guide import change_html, key_html
from coursekit.blocks.form_html import paper_html, pupil_html, slips_html
from coursekit.blocks.lists import LISTS, view
from coursekit.blocks.prepare import prepare_html
from coursekit.demos import gallery
from coursekit.material import Material
from coursekit.plans import glance, meets, minute_table
from coursekit.quizzes import quiz_html
from coursekit.reading import Text
from coursekit.words import word

if TYPE_CHECKING:
    from coursekit.pages import Page

T = TypeVar("T")


def get(table: dict[str, T], key: str, what: str) -> T:
    """Return the thing a marker names.

    Raises:
        LookupError: there is none of that name.
    """
    if key not in table:
        raise LookupError(f"no {what} {key!r}")
    return table[key]


def quiz(page: Page, material: Material) -> str:
    """Return the self-check of the lesson that the page belongs to."""
    found = get(material.quizzes, page.key.replace("/", "-"), "quiz")
    return quiz_html(found, page.key, page.lang)


def plan(part: str, page: Page, material: Material) -> str:
    """Return one part of the page's lesson plan: glance, table or meets."""
    found = get(material.plans, page.key, "plan")
    if part == "glance":
        return glance(found, page.key, page.lang)
    if part == "table":
        return minute_table(found, page.lang)
    if part == "meets":
        return meets(found, page.lang)
    raise LookupError(f"no plan part {part!r}; there are glance, table and meets")


def demo(ident: str, page: Page, material: Material) -> str:
    """Return a demo as the host shows it: a same-origin iframe, or the element that shows the files.

    "<id>.<name>" returns a block that the demo offers, the same on every host.
    """
    ident, _, name = ident.partition(".")
    found = get(material.demos, ident, "demo")
    if name:
        return found.block(name, page.lang)
    still = (
        f'<img class="bb-still" src="{page.root}/assets/demos/{ident}/still.webp" '
        f'alt="{escape(found.card.still_alt[page.lang])}">'
    )
    if material.demo_host == "gradio":
        high = found.card.height
        return (
            f'<div class="bb-demo-box"><iframe class="bb-demo" data-demo="{ident}" loading="lazy" '
            f'title="{escape(found.card.title[page.lang])}" src="{page.root}/demos/{page.lang}/{ident}" '
            f'style="--bb-wide:{high.wide}px;--bb-narrow:{high.narrow}px"></iframe>{still}</div>'
        )
    data = json.dumps(found.manifest(page.lang, material.day), ensure_ascii=False).replace("</", "<\\/")
    base, name = f"{page.root}/assets/demos/{ident}", found.card.element
    return (
        f'<div class="bb-demo-box"><link rel="stylesheet" href="{base}/element.css">'
        f'<{name} class="bb-demo" data-frames="{page.root}/frames/{ident}">'
        f'<script type="application/json">{data}</script>'
        f'{still}</{name}><script src="{base}/element.js"></script></div>'
    )


def flow(ident: str, page: Page, material: Material) -> str:
    """Return a tool that runs on the device."""
    return flow_html(ident, get(material.flows, ident, "flow"), material.ledger, view(page, material))


def case(ident: str, page: Page, material: Material) -> str:
    """Return a branching case."""
    return case_html(ident, get(material.cases, ident, "case"), material.ledger, view(page, material))


def tree(ident: str, page: Page, material: Material) -> str:
    """Return a flow, or with "case-" before its band a case, as a tree for print."""
    if ident.startswith("case-"):
        return case_tree(get(material.cases, ident.removeprefix("case-"), "case"), view(page, material))
    return tree_html(get(material.flows, ident, "flow"), material.ledger, view(page, material))


def chart(ident: str, page: Page, material: Material) -> str:
    """Return a chart with its table; its figures count as used on the page."""
    found = get(material.charts, ident, "chart")
    entries = [get(material.ledger, f"figure/{name}", "entry") for name in dict.fromkeys(chart_figures(found))]
    page.used += [entry for entry in entries if entry not in page.used]
    return chart_html(found, ident, material.ledger, view(page, material))


def counts(ident: str, page: Page, material: Material) -> str:
    """Return a count sheet for a school, or with "merge" the page part where an office opens many."""
    if ident == "merge":
        return merge_html(material.sheets, page.lang)
    return sheet_html(ident, get(material.sheets, ident, "sheet"), page.lang)


def form(ident: str, page: Page, material: Material) -> str:
    """Return one part of a band's pre/post form: pupil_a, pupil_b, paper_a, paper_b, slips, key or change."""
    band, _, part = ident.partition(".")
    found = get(material.forms, band, "form")
    name, _, version = part.partition("_")
    if name in ("pupil", "paper") and version in ("a", "b"):
        faces, frames = [face["id"] for face in gallery(page.lang, material.day)], f"{page.root}/frames/{found.demo}"
        shown = pupil_html if name == "pupil" else paper_html
        return shown(found, version, page.lang, lambda picture: f"{frames}/{picture.frame(faces)}")
    if part == "slips":
        return slips_html(page.lang)
    return get({"key": key_html, "change": change_html}, part, "part of a form")(found, page.lang)


def office(name: str, page: Page, material: Material) -> str:
    """Return a setting of the office; what it left open says so instead."""
    set_by = material.office
    if name == "deadline" and set_by.deadline and set_by.basis:
        return escape(f"{set_by.deadline[page.lang]} ({set_by.basis[page.lang]})")
    if name not in ("name", "contact", "deadline", "department", "wee", "helper", "help_text"):
        raise LookupError(f"no setting of the office {name!r}")
    value = getattr(set_by, name)
    text = value[page.lang] if isinstance(value, Text) else value
    if name == "help_text":
        return f'<div class="bb-callout"><p>{escape(text)}</p></div>' if text else ""
    return escape(text) if text else word(f"office_no_{name}", page.lang)


BLOCKS: dict[str, Callable[[str, Page, Material], str]] = {
    "plan": plan,
    "demo": demo,
    "list": lambda ident, page, material: get(LISTS, ident, "list")(page, material),
    "flow": flow,
    "case": case,
    "tree": tree,
    "chart": chart,
    "counts": counts,
    "form": form,
    "office": office,
}
SINGLE: dict[str, Callable[[Page, Material], str]] = {
    "quiz": quiz,
    "prepare": lambda page, material: prepare_html(page.lang),
}
