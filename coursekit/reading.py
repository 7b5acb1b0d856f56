"""Reading the sources with their line numbers, so that every finding can name its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

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


class Stopped(Exception):  # noqa: N818 - it is the work that stopped
    """The work stopped; `findings` say where and how to mend it."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__("\n".join(str(finding) for finding in findings))
        self.findings = findings


class Strict(BaseModel):
    """A model that refuses fields it does not know and cannot be changed after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Text(Strict):
    """The same words in both languages; neither may be empty."""

    ko: str = Field(min_length=1)
    en: str = Field(min_length=1)

    def __getitem__(self, lang: Lang) -> str:
        return self.ko if lang == "ko" else self.en


class NotYaml(ValueError):  # noqa: N818 - it says what the text is
    """The text is not YAML, or names a key twice; `line` (from 1) says where."""

    def __init__(self, line: int, what: str) -> None:
        super().__init__(what)
        self.line = line


class _Yaml12Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML where `on`, `off`, `yes` and `no` are words, as in YAML 1.2."""


_Yaml12Loader.yaml_implicit_resolvers = {
    key: [(tag, rx) for tag, rx in resolvers if tag != "tag:yaml.org,2002:bool" or key in "tTfF"]
    for key, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def short(path: Path) -> str:
    """Return the path below the project's root, with forward slashes."""
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.as_posix()


def read_text(path: Path) -> str:
    """Return the text of a source file; a byte order mark, which Windows likes to write, is dropped.

    Raises:
        ValueError: the file is not UTF-8; the text (Korean and English) names it.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValueError(f"{short(path)}: UTF-8로 저장하세요. / save it as UTF-8.") from error


def read_yaml(path: Path) -> tuple[Any, dict[str, int]]:
    """Read one YAML file; see `parse_yaml`."""
    return parse_yaml(read_text(path))


def parse_yaml(text: str) -> tuple[Any, dict[str, int]]:
    """Parse YAML.

    Returns:
        The data, and the line (from 1) of every key and list item by dotted path ("values.0.from").

    Raises:
        NotYaml: the text is not YAML, or names a key twice.
    """
    lines: dict[str, int] = {}
    try:
        loader = _Yaml12Loader(text)
        node = loader.get_single_node()
        _collect_lines(node, "", lines)
        return loader.construct_document(node) if node else None, lines
    except NotYaml:
        raise
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        last = text.rstrip().count("\n")  # at the end of a text the mark may lie behind it
        raise NotYaml(min(mark.line, last) + 1 if mark else 1, str(getattr(error, "problem", None) or error)) from error


def _collect_lines(node: yaml.Node | None, prefix: str, lines: dict[str, int]) -> None:
    if isinstance(node, yaml.MappingNode):
        children = [(str(key.value), value, key) for key, value in node.value]
    elif isinstance(node, yaml.SequenceNode):
        children = [(str(i), value, value) for i, value in enumerate(node.value)]
    else:
        return
    for name, value, mark in children:
        path, line = f"{prefix}.{name}" if prefix else name, mark.start_mark.line + 1
        if path in lines:
            raise NotYaml(line, f"the key {path!r} stands here a second time")
        lines[path] = line
        _collect_lines(value, path, lines)


def load(model: type[M], path: Path, rule: str, **fixed: object) -> tuple[M | None, list[Finding]]:
    """Read and validate one YAML file; `fixed` are fields that its place gives it, such as its id.

    Returns:
        The object, or None and what is wrong with the file.
    """
    lines: dict[str, int] = {}
    try:
        data, lines = read_yaml(path)
        return model.model_validate(data | fixed if isinstance(data, dict) else data), []
    except ValidationError as error:
        return None, [finding_at(path, lines, rule, item["loc"], item["msg"]) for item in error.errors()]
    except NotYaml as error:
        return None, [Finding(short(path), error.line, rule, f"not YAML: {error}", "fix the YAML")]


def load_all(
    model: type[M], paths: Iterable[Path], rule: str, name: Callable[[Path], str]
) -> tuple[dict[str, M], list[Finding]]:
    """Read and validate many files of one kind; return the good ones by name, and what is wrong with the others."""
    found: dict[str, M] = {}
    findings: list[Finding] = []
    for path in sorted(paths):
        item, wrong = load(model, path, rule)
        findings += wrong
        if item is not None:
            found[name(path)] = item
    return found, findings


def finding_at(path: Path, lines: dict[str, int], rule: str, loc: tuple[Any, ...], msg: str) -> Finding:
    """Return a finding at the line of the nearest key that the file really has."""
    parts = [str(part) for part in loc]
    where = ".".join(parts)
    while parts and ".".join(parts) not in lines:
        parts.pop()
    mend = f"write `{where or path.name}` as the models in coursekit/ say"
    return Finding(short(path), lines.get(".".join(parts), 1), rule, f"{where or path.name}: {msg}", mend)
