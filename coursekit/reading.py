"""Reading the sources with their line numbers, so that every finding can name its place."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from coursekit import ROOT, Lang

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, order=True)
class Finding:
    """One thing that is wrong: where (file, line from 1), which rule, what, and how to mend it."""

    file: str
    line: int
    rule: str
    what: str
    mend: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: [{self.rule}] {self.what}\n    → {self.mend}"

    def as_dict(self) -> dict[str, Any]:
        """Return the finding as a JSON-able mapping."""
        return asdict(self)


class Strict(BaseModel):
    """A model that refuses fields it does not know and cannot be changed after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Text(Strict):
    """The same words in both languages; neither may be empty."""

    ko: str
    en: str

    def __getitem__(self, lang: Lang) -> str:
        return self.ko if lang == "ko" else self.en


class _Yaml12Loader(yaml.SafeLoader):
    """YAML where `on`, `off`, `yes` and `no` are words, as in YAML 1.2."""


_Yaml12Loader.yaml_implicit_resolvers = {
    key: [(tag, rx) for tag, rx in resolvers if tag != "tag:yaml.org,2002:bool" or key in "tTfF"]
    for key, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def short(path: Path) -> str:
    """Return the path below the project's root, with forward slashes."""
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.as_posix()


def read_yaml(path: Path) -> tuple[Any, dict[str, int]]:
    """Read one YAML file.

    Returns:
        The data, and the line (from 1) of every key and list item by dotted path ("values.0.from").

    Raises:
        ValueError: the file is not YAML; the text names the line.
    """
    try:
        text = path.read_text(encoding="utf-8")
        node = yaml.compose(text, Loader=_Yaml12Loader)
        data = yaml.load(text, Loader=_Yaml12Loader)  # noqa: S506 - a SafeLoader
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from error
    lines: dict[str, int] = {}
    _collect_lines(node, "", lines)
    return data, lines


def _collect_lines(node: yaml.Node | None, prefix: str, lines: dict[str, int]) -> None:
    if isinstance(node, yaml.MappingNode):
        children = [(str(key.value), value, key) for key, value in node.value]
    elif isinstance(node, yaml.SequenceNode):
        children = [(str(i), value, value) for i, value in enumerate(node.value)]
    else:
        return
    for name, value, mark in children:
        path = f"{prefix}.{name}" if prefix else name
        lines[path] = mark.start_mark.line + 1
        _collect_lines(value, path, lines)


def load(model: type[M], path: Path, rule: str) -> tuple[M | None, list[Finding]]:
    """Read and validate one YAML file; return the object, or None and what is wrong with it."""
    try:
        data, lines = read_yaml(path)
        return model.model_validate(data), []
    except ValidationError as error:
        return None, [finding_at(path, lines, rule, item["loc"], item["msg"]) for item in error.errors()]
    except ValueError as error:
        return None, [Finding(short(path), 1, rule, f"not readable as YAML: {error}", "fix the YAML")]


def finding_at(path: Path, lines: dict[str, int], rule: str, loc: tuple[Any, ...], msg: str) -> Finding:
    """Return a finding at the line of the nearest key that the file really has."""
    parts = [str(part) for part in loc]
    where = ".".join(parts)
    while parts and ".".join(parts) not in lines:
        parts.pop()
    mend = f"write `{where}` as the schema in CONTRIBUTING.md says"
    return Finding(short(path), lines.get(".".join(parts), 1), rule, f"{where}: {msg}", mend)


_FRONT = re.compile(r"\A---\n(.*?)\n---\n", re.S)


def split_front(text: str) -> tuple[dict[str, Any], str, int]:
    """Split a Markdown file into its front matter, its body and the number of lines before the body."""
    match = _FRONT.match(text)
    if not match:
        return {}, text, 0
    front = yaml.load(match[1], Loader=_Yaml12Loader) or {}  # noqa: S506 - a SafeLoader
    return front, text[match.end() :], match[0].count("\n")


def heading(text: str) -> str:
    """Return the first level-one heading of a Markdown body, without attributes; '' when there is none."""
    match = re.search(r"^# +(.+?)(?: *\{[^}]*\})?\s*$", text, re.M)
    return match[1] if match else ""
