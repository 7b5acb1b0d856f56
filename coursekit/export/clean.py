"""From a page's resolved Markdown to the HTML of its paper: the site's Markdown, without what only a screen can do."""

from __future__ import annotations

import posixpath
import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from bs4 import BeautifulSoup
from markdown import Markdown

from coursekit import ROOT
from coursekit.front import split_front
from coursekit.lessons import COURSE
from coursekit.material import Material
from coursekit.pages import Page

MKDOCS_OWN = ("toc", "tables", "fenced_code")
SCREEN = (
    "script, style, link, template, button, iframe, input, select, textarea, .bb-quiz-tools, .bb-sources > ol, "
    ".bb-chart svg, .bb-timeline svg"
)
"""What is left out; the tables below charts and timelines say all that is drawn in them."""


class _Config(yaml.SafeLoader):
    """Reads mkdocs.yml as far as its Markdown settings; what stands in the environment does not matter here."""


_Config.add_constructor("!ENV", lambda *_: None)


@cache
def _markdown() -> Markdown:
    """Return the converter that MkDocs uses for pages: its own extensions and those of mkdocs.yml."""
    config = yaml.load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), Loader=_Config)  # noqa: S506 - safe, see above
    listed = [item if isinstance(item, dict) else {item: {}} for item in config["markdown_extensions"]]
    settings: dict[str, Any] = {name: {} for name in MKDOCS_OWN}
    for item in listed:
        settings |= {name: given or {} for name, given in item.items()}
    return Markdown(extensions=list(settings), extension_configs=settings)


def paper_html(text: str, page: Page, material: Material, sources: bool = True) -> str:
    """Return the HTML body of a page as it stands on paper.

    Args:
        text: Resolved Markdown, with or without front matter.
        page: The page; its place says where relative pictures are.
        material: Where demos keep their still pictures.
        sources: Whether the list of sources stays at the end.

    Raises:
        FileNotFoundError: a picture is not there.
    """
    markdown = _markdown()
    markdown.reset()
    soup = BeautifulSoup(markdown.convert(split_front(text)[1]), "html.parser")
    for tag in soup.select(SCREEN if sources else f"{SCREEN}, .bb-sources, .bb-sources-print"):
        tag.decompose()
    for box in soup.select(".bb-demo-box"):
        still = box.select_one(".bb-still")
        box.replace_with(still.extract() if still else "")
    _open_folds(soup)
    _plain_links(soup)
    _name_headers(soup)
    for picture in soup.find_all("img"):
        picture["src"] = _file(str(picture["src"]), page, material).as_uri()
    return str(soup)


def _open_folds(soup: BeautifulSoup) -> None:
    """Paper has nothing to unfold: what was folded stands open below its line."""
    for fold in soup.find_all("details"):
        fold.name = "section"
    for line in soup.find_all("summary"):
        line.name = "div" if line.find(re.compile("^h[1-6]$")) else "p"
        line["class"] = "bb-summary"


def _plain_links(soup: BeautifulSoup) -> None:
    """Only addresses that lead somewhere from a loose file stay links; a line of ways through the site goes."""
    inner = [link for link in soup.find_all("a") if not re.match(r"(https?|tel):", str(link.get("href", "")))]
    ways = {id(link) for link in inner}
    for line in soup.find_all("p"):
        others = [child for child in line.contents if id(child) not in ways]
        if len(others) < len(line.contents) and all(str(child).strip() in ("", "·") for child in others):
            line.decompose()
    for link in inner:
        if not link.decomposed:
            link.unwrap()


def _name_headers(soup: BeautifulSoup) -> None:
    """Say of each header cell what it heads; a table's first row heads its columns."""
    for head in soup.find_all("th"):
        if not head.get("scope"):
            head["scope"] = "col" if head.find_parent("thead") else "row"


def _file(source: str, page: Page, material: Material) -> Path:
    """Return the file behind a picture's address, seen from the built page."""
    place = posixpath.normpath(posixpath.join(page.lang, page.path.parent.as_posix(), source))
    parts = place.split("/")
    is_demos = parts[:2] == ["assets", "demos"]
    found = material.demos[parts[2]].folder.joinpath(*parts[3:]) if is_demos else COURSE / place
    if not found.is_file():
        raise FileNotFoundError(f"{page.source}: {source} 그림이 없습니다. / there is no such picture")
    return found
