"""Text of a printed page as runs: words of one kind, breaks and links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bs4 import Tag
from bs4.element import NavigableString


@dataclass(frozen=True)
class Run:
    """Text of one kind; `text` holds a line feed for a break, `href` is "" or an http(s) or tel address."""

    text: str
    bold: bool = False
    href: str = ""


Runs = tuple[Run, ...]


def inside(tag: Tag) -> list[Run]:
    """Return the text inside a tag as runs."""
    return [run for node in tag.children for run in runs_of(node)]


def runs_of(node: object) -> list[Run]:
    """Return the text of a node; a source's number stands in brackets, so that it joins no other number."""
    if isinstance(node, Tag):
        return _tagged(node)
    return [Run(re.sub(r"[ \t\r\n]+", " ", node))] if type(node) is NavigableString else []


def _tagged(tag: Tag) -> list[Run]:
    if tag.name == "br":
        return [Run("\n")]
    if "bb-ref" in tag.get_attribute_list("class"):
        return [Run(f"[{tag.get_text()}]")]
    runs = inside(tag)
    if tag.name in ("strong", "b"):
        return [replace(run, bold=True) for run in runs]
    if tag.name == "a" and re.match(r"(https?|tel):", str(tag.get("href", ""))):
        return [replace(run, href=str(tag["href"])) for run in runs]
    return [*runs, Run("\n")] if tag.name in ("p", "div") else runs


def tidy(runs: list[Run]) -> Runs:
    """Join neighbours of one kind; drop blanks at both ends and beside a break."""
    joined: list[Run] = []
    for run in runs:
        last = joined[-1].text if joined else "\n"
        text = run.text.lstrip(" ") if last.endswith(("\n", " ")) else run.text
        if text.startswith("\n") and joined:
            joined[-1] = replace(joined[-1], text=last.rstrip(" "))
            text = "" if last.endswith("\n") else text
        if joined and (joined[-1].bold, joined[-1].href) == (run.bold, run.href):
            joined[-1] = replace(joined[-1], text=joined[-1].text + text)
        elif text:
            joined.append(replace(run, text=text))
    while joined and not joined[-1].text.rstrip(" \n"):
        joined.pop()
    if joined:
        joined[-1] = replace(joined[-1], text=joined[-1].text.rstrip(" \n"))
    return tuple(joined) if joined and joined[0].text.strip("\n") else tuple(joined[1:])


def items_of(tag: Tag, level: int = 0) -> Iterator[tuple[Runs, int]]:
    """Yield the items of a list and of the lists in it, each with its level."""
    for item in tag.find_all("li", recursive=False):
        lists = item.find_all(["ul", "ol"], recursive=False)
        own = [run for node in item.children if node not in lists for run in runs_of(node)]
        yield tidy(own), level
        for inner in lists:
            yield from items_of(inner, level + 1)


def terms_of(tag: Tag) -> Iterator[list[Run]]:
    """Yield "term: what it is" for each pair of a `dl`."""
    for term in tag.find_all("dt"):
        said = term.find_next_sibling("dd")
        yield [*(replace(run, bold=True) for run in inside(term)), Run(": "), *(inside(said) if said else [])]
