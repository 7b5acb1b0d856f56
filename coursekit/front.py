"""The head of a Markdown file: its front matter and its title."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError

from coursekit.reading import Finding, NotYaml, Strict, finding_at, parse_yaml, short

_FRONT = re.compile(r"\A---\n(.*?)\n---\n", re.S)


class Front(Strict):
    """What the front matter of a page may say; a key that is not here is a slip of the pen."""

    description: str = ""
    reader: Literal["all", "pupil", "teacher", "parent", "office"] = "all"
    sensitive: bool = False
    source: str = ""
    allow: list[str] = Field(default=[])
    explains: list[str] = Field(default=[])
    template: str = ""
    hide: list[str] = Field(default=[])
    search: dict[str, Any] = Field(default={})


def split_front(text: str) -> tuple[dict[str, Any], str, int]:
    """Split a Markdown file into its front matter, its body and the number of lines before the body.

    Front matter that is no mapping counts as empty here; `front_findings` says what is wrong with it.
    """
    match = _FRONT.match(text)
    if not match:
        return {}, text, 0
    try:
        front = parse_yaml(match[1])[0]
    except NotYaml:
        front = {}
    return front if isinstance(front, dict) else {}, text[match.end() :], match[0].count("\n")


def front_findings(path: Path, text: str) -> list[Finding]:
    """Return what is wrong with the front matter of a Markdown file."""
    match = _FRONT.match(text)
    try:
        data, lines = parse_yaml(match[1]) if match else ({}, {})
        Front.model_validate(data or {})
    except NotYaml as error:
        what = f"not YAML: {error}"
        return [Finding(short(path), error.line + 1, "front", what, "put the text between quotation marks")]
    except ValidationError as error:
        below = {name: line + 1 for name, line in lines.items()}
        return [finding_at(path, below, "front", item["loc"], item["msg"]) for item in error.errors()]
    return []


def heading(text: str) -> str:
    """Return the first level-one heading of a Markdown body, without attributes; '' when there is none."""
    match = re.search(r"^# +(.+?)(?: *\{[^}]*\})?\s*$", text, re.M)
    return match[1] if match else ""
