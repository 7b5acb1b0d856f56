"""Every word that templates, scripts and generated blocks show: `course/words/*.yml`, key → {ko, en}."""

from __future__ import annotations

from functools import cache

from pydantic import RootModel

from coursekit import ROOT, Lang
from coursekit.reading import Text, load

WORDS = ROOT / "course" / "words"


class _File(RootModel[dict[str, Text]]):
    """One file of words."""


@cache
def _all() -> dict[str, Text]:
    words: dict[str, Text] = {}
    for path in sorted(WORDS.glob("*.yml")):
        file, wrong = load(_File, path, "words")
        if file is None:
            raise ValueError("\n".join(map(str, wrong)))
        twice = words.keys() & file.root.keys()
        if twice:
            raise ValueError(f"{path.name}: {sorted(twice)} stand in another words file too; keep one")
        words |= file.root
    return words


def word(key: str, lang: Lang, **fill: object) -> str:
    """Return the words of `key`, with `{name}` filled in.

    Raises:
        KeyError: no words file has the key.
    """
    text = _all()[key][lang]
    return text.format(**fill) if fill else text


def words(lang: Lang) -> dict[str, str]:
    """Return all words of one language."""
    return {key: text[lang] for key, text in _all().items()}
