"""Which file formats there are, and who writes them: one line for a new one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from coursekit.export.blocks import Document
from coursekit.export.papers import Deck, Paper
from coursekit.export.pdf import NoTools, write_pdf

Writer = Callable[[Document, Path, float], None]
"""Takes the document, the file and the size of the text in points."""


def _hwpx(document: Document, path: Path, size: float) -> None:
    from coursekit.export.hwpx import write

    write(document, path, size)


def _docx(document: Document, path: Path, size: float) -> None:
    from coursekit.export.docx import write

    write(document, path, size)


def _pptx(deck: Deck, path: Path) -> None:
    from coursekit.export.pptx import write

    write(deck, path)


WRITERS: dict[str, Writer] = {"hwpx": _hwpx, "docx": _docx}
"""Formats of papers that are written from blocks; the libraries load when a file is written."""
DECKS: dict[str, Callable[[Deck, Path], None]] = {"pptx": _pptx}
SIZE, SIZES = 10.5, {"plan": 8.5, "letter": 9.8, "request": 9.8}
"""Size of the text in office files; papers that are to stay short stand smaller, but Hangul sets their pages."""
FORMATS = ("pdf", *WRITERS, *DECKS)


def formats_of(source: Paper | Deck) -> tuple[str, ...]:
    """Return the formats that a paper or a deck can be written in."""
    return tuple(DECKS) if isinstance(source, Deck) else ("pdf", *WRITERS)


def write(source: Paper | Deck, form: str, path: Path) -> None:
    """Write one file.

    Raises:
        NoTools: a library of the group `export` is not installed, or what PDFs need.
        ValueError: a plan does not fit two pages.
        OSError: the file cannot be written.
    """
    try:
        if isinstance(source, Deck):
            DECKS[form](source, path)
        elif form == "pdf":
            write_pdf(source, path)
        else:
            WRITERS[form](source.document(), path, SIZES.get(source.part, SIZE))
    except ModuleNotFoundError as error:
        raise NoTools(
            f"{form} 파일을 만드는 도구({error.name})가 없습니다. `uv sync --group export`를 실행하세요. "
            "/ a library of the group `export` is not installed."
        ) from error
