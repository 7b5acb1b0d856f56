"""From material to plain Markdown trees, one a language: the only thing the site generator sees."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from coursekit import Lang
from coursekit.front import front_findings, heading, split_front
from coursekit.ledger import GATED
from coursekit.lessons import COURSE
from coursekit.material import Material
from coursekit.pages import NUMBERED, Page, resolve, slide_source, sources, without_marks
from coursekit.parity import digest
from coursekit.plans import PAPERS, PARTS, PLANS, kit_places, on_slides
from coursekit.reading import Finding, read_text, short
from coursekit.slides import deck_markdown, split_deck
from coursekit.words import word

Tree = dict[PurePosixPath, str]


def make_tree(material: Material, lang: Lang) -> tuple[Tree, list[Finding]]:
    """Return every Markdown page of one language by its path, and what is wrong."""
    tree: Tree = {}
    findings: list[Finding] = []
    for path in sorted((COURSE / lang).rglob("*.md")):
        page = open_page(path, PurePosixPath(path.relative_to(COURSE / lang).as_posix()), lang)
        tree[page.path] = course_page(path, page, material)
        findings += page.findings
    for key in material.plans:
        for page, text in kit_pages(key, lang, material):
            tree[page.path] = text
            findings += page.findings
    for page, text in paper_pages(lang, material):
        tree[page.path] = text
        findings += page.findings
    return tree, findings


def open_page(path: Path, target: PurePosixPath, lang: Lang, key: str = "") -> Page:
    """Return the empty page for a source file; a lesson page knows its lesson's key."""
    parts = target.parts
    if not key and parts[0] == "lessons" and len(parts) == 4:
        key = "/".join(parts[1:3])
    return Page(lang, target, short(path), key=key)


def read_page(path: Path, page: Page) -> tuple[dict[str, Any], str]:
    """Read front matter and body; remember the offset so that findings name the file's own line."""
    text = read_text(path)
    page.findings += front_findings(path, text)
    front, body, page.offset = split_front(text)
    return front, body


def course_page(path: Path, page: Page, material: Material) -> str:
    """Return a page of `course/` with its markers resolved and its sources at the end."""
    front, body = read_page(path, page)
    text = resolve(body, page, material)
    return finish(front, text + sources(page, material), page, material, path)


def kit_pages(key: str, lang: Lang, material: Material) -> Iterator[tuple[Page, str]]:
    """Yield the teacher's pages of one lesson: plan, appendix, worksheet, key and slides."""
    plan = kit_page("plan", key, lang)
    for part in PARTS:
        path = PLANS / key / f"{part}.{lang}.md"
        if not path.exists():
            continue
        page = plan if part == "plan" else kit_page(part, key, lang)
        front, body = read_page(path, page)
        if part == "slides":
            text = deck(body, page, material)
        else:
            text = resolve(body, page, material)
            page.used += [entry for entry in plan.used if part == "notes" and entry not in page.used]
            text = without_marks(text) if part == "plan" else text + sources(page, material)
        front |= {"search": {"exclude": True}} | ({"template": "slides.html"} if part == "slides" else {})
        yield page, finish({"reader": "teacher", **front}, text, page, material, path)


def paper_pages(lang: Lang, material: Material) -> Iterator[tuple[Page, str]]:
    """Yield what a band sends home or keeps at the seat: letter, request for the other task."""
    for path in sorted(PLANS.glob(f"*/{PAPERS}/*.{lang}.md")):
        band, name = path.parts[-3], path.name.removesuffix(f".{lang}.md")
        page = open_page(path, PurePosixPath("teachers/plans", band, f"{name}.md"), lang)
        front, body = read_page(path, page)
        text = without_marks(resolve(body, page, material))
        front = {"reader": "teacher", **front, "search": {"exclude": True}}
        yield page, finish(front, text, page, material, path)


def kit_page(part: str, key: str, lang: Lang) -> Page:
    """Return the empty page of one part of a lesson's kit."""
    name = {"plan": "index"}.get(part, part)
    folder = f"lessons/{key}" if part == "slides" else f"teachers/plans/{key}"
    return open_page(PLANS / key / f"{part}.{lang}.md", PurePosixPath(folder, f"{name}.md"), lang, key)


def deck(body: str, page: Page, material: Material) -> str:
    """Return the deck; a slide names the sources of what stands on it in one small line."""
    slides = []
    start = page.offset
    for slide in split_deck(body):
        page.used, page.offset = [], start + slide.line - 1
        text = resolve(slide.body, page, material)
        source = " · ".join(slide_source(entry, page, material) for entry in page.used if entry.folder in NUMBERED)
        line = f'<p class="bb-slide-src">{source}</p>' if source else ""
        page.offset += slide.notes_after
        notes = without_marks(resolve(slide.notes, page, material))
        slides.append((slide, without_marks(text), notes, line))
    page.used = []
    plan = material.plans.get(page.key)
    steps = {
        number: f' data-step="{escape(step.title[page.lang])}" data-minutes="{step.minutes}" data-until="{until}"'
        for number, (step, until) in (on_slides(plan) if plan else {}).items()
    }
    return deck_markdown(slides, page.key, word("speaker_notes", page.lang), steps)


def is_outdated(path: Path, front: dict[str, Any]) -> bool:
    """Return whether this is an English page made from another state of its Korean source."""
    korean = korean_twin(path)
    return korean is not None and front.get("source") != digest(read_text(korean))


def korean_twin(path: Path) -> Path | None:
    """Return the Korean source of an English file, or None for a Korean file or a missing source."""
    if path.name.endswith(".en.md"):
        twin = path.with_name(path.name.replace(".en.md", ".ko.md"))
    elif path.is_relative_to(COURSE / "en"):
        twin = COURSE / "ko" / path.relative_to(COURSE / "en")
    else:
        return None
    return twin if twin.exists() else None


def finish(front: dict[str, Any], text: str, page: Page, material: Material, path: Path) -> str:
    """Return the page with the front matter that the templates read."""
    gated = [entry.due for entry in page.used if entry.folder in GATED]
    meta: dict[str, Any] = {
        name: front[name] for name in ("description", "template", "search", "hide") if name in front
    }
    meta["bb"] = {
        "reader": front.get("reader", "all"),
        "sensitive": bool(front.get("sensitive", False)),
        "outdated": is_outdated(path, front),
        "due": min(gated).isoformat() if gated and page.path.parts[0] in ("help", "law") else None,
        "root": page.root,
        **lesson_info(page, material),
    }
    dumped = yaml.safe_dump(meta, allow_unicode=True, sort_keys=False, width=1000)
    return f"---\n{dumped}---\n{text}"


def lesson_info(page: Page, material: Material) -> dict[str, Any]:
    """Return what the line under a lesson's title shows; slides are linked from the lesson, plans are not."""
    lesson = page.path.parts[0] == "lessons" and page.key in material.plans
    kit = page.path.parts[:2] == ("teachers", "plans") and page.key
    plan = material.plans.get(page.key)
    state = {"version": plan.version, "review": plan.review.isoformat(), "pilots": plan.pilots} if plan else {}
    return {
        "band": page.key.split("/")[0] or None,
        "minutes": plan.minutes if plan else None,
        **state,
        "slides": "slides.html" if lesson else None,
        "kit": kit_places(page.key) if kit else {},
    }


def nav(tree: Tree, lang: Lang) -> list[Any]:
    """Return the navigation: order from folder names, section titles from words, page titles from the pages."""
    top = ("lessons", "help", "law", "cases", "demos", "labs", "teachers", "parents", "office", "about")
    sections: list[Any] = ["index.md"]
    for name in top:
        pages = [
            path for path in tree if path.parts[0] == name and "plans" not in path.parts and path.name != "slides.md"
        ]
        if pages:
            sections.append({word(f"section_{name}", lang): _branch(sorted(pages), 1, tree, lang)})
    return sections


def _branch(pages: list[PurePosixPath], depth: int, tree: Tree, lang: Lang) -> list[Any]:
    here = [path for path in pages if len(path.parts) == depth + 1]
    items: list[Any] = [str(path) for path in sorted(here, key=lambda path: (path.name != "index.md", path.name))]
    for folder in sorted({path.parts[depth] for path in pages if len(path.parts) > depth + 1}):
        inside = [path for path in pages if len(path.parts) > depth + 1 and path.parts[depth] == folder]
        if len(inside) == 1:
            items.append(str(inside[0]))
        else:
            index = PurePosixPath(*inside[0].parts[:depth], folder, "index.md")
            title = heading(split_front(tree[index])[1]) if index in tree else word(f"band_{folder}", lang)
            items.append({title: _branch(inside, depth + 1, tree, lang)})
    return items
