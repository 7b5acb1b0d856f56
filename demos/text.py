"""The words of a demo: ``text.yml`` in its folder, key -> {ko, en}."""

from __future__ import annotations

import functools
from pathlib import Path

import yaml

LANGS = ("ko", "en")


@functools.cache
def _both(folder: Path) -> dict[str, dict[str, str]]:
    data: dict[str, dict[str, str]] = yaml.safe_load((folder / "text.yml").read_text("utf-8"))
    return data


def words(folder: Path, lang: str) -> dict[str, str]:
    """Every word of the demo in ``folder`` in one language. Raises ``KeyError`` if one is missing."""
    return {key: both[lang] for key, both in _both(folder).items()}


def gaps(folder: Path) -> list[str]:
    """One sentence per key that lacks a language; empty when both languages are complete."""
    return [
        f"{folder.name}/text.yml: '{key}'에 {lang} 말이 없어요. / '{key}' has no {lang} words."
        for key, both in _both(folder).items()
        for lang in LANGS
        if not (isinstance(both, dict) and str(both.get(lang) or "").strip())
    ]
