"""Where a face shows up in the project outside its own folder: in marked pictures, in pages, in code.

``root`` is always the folder that holds ``demos/``. Every picture that leaves names its faces in the file
(``face:f03`` in the XMP, see ``marks``), so a derived picture is found by what it holds, not by what it is called.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from demos.faces.entry import is_withdrawn
from demos.faces.ledger import read
from demos.faces.sentences import sentence

PICTURES = {".webp", ".png", ".jpg", ".jpeg", ".avif", ".gif", ".svg"}
TEXTS = {".md", ".yml", ".py", ".js", ".ipynb", ".html", ".csv"}
OWN = ("demos", "course", "lesson_plans", "docs", "benchmarks")
"""The folders that are searched; beside ``demos`` only where a whole project lies, not in an installed package."""
_SHOWS = re.compile(r"\{\{\s*(demo|list|face)/([\w-]+)[^}]*\}\}")


def leftovers(folder: Path) -> list[str]:
    """One sentence per picture that still shows a withdrawn face of the gallery in ``folder``."""
    gone = [fid for fid, entry in read(folder).items() if is_withdrawn(entry)]
    root = folder.parents[1]
    return [
        sentence(fid, "trace", what=path.relative_to(root).as_posix()) for fid in gone for path in pictures(root, fid)
    ]


def pictures(root: Path, fid: str) -> list[Path]:
    """Every picture of the project outside the face's own folder whose marks name the face, sorted."""
    mark = re.compile(rb"face:%s(?!\d)" % fid.encode())
    own = root / "demos" / "faces" / fid
    found = (p for p in _files(root, PICTURES) if not p.is_relative_to(own))
    return sorted(path for path in found if mark.search(path.read_bytes()))


def unmarked(root: Path) -> list[Path]:
    """Pictures of the documents that do not say which faces are in them, such as screenshots: a person must look."""
    found = (p for p in _files(root, PICTURES - {".svg"}) if p.relative_to(root).parts[0] in ("docs", "benchmarks"))
    return [path for path in found if b"depicts:nobody" not in path.read_bytes()]


def named(root: Path, fid: str) -> list[str]:
    """``path:line`` of every place where somebody typed the id: it stays wrong until somebody mends it."""
    typed = re.compile(rf"(?<![0-9A-Za-z+#]){fid}(?![0-9A-Za-z+=])")
    gallery = root / "demos" / "faces"
    files = (p for p in _files(root, TEXTS) if not p.is_relative_to(gallery))
    return list(_lines(root, files, lambda line: bool(typed.search(line))))


def shown(root: Path, fid: str, in_class: bool) -> list[str]:
    """``path:line`` of every page, slide and sheet that shows the face now and goes on without it.

    The list of all faces shows each; a demo shows those of the class; a marker ``face/ID`` shows that one.
    """

    def shows(line: str) -> bool:
        found = _SHOWS.findall(line)
        return any(
            (kind, name) == ("list", "faces") or (kind == "demo" and in_class) or (kind, name) == ("face", fid)
            for kind, name in found
        )

    pages = (p for p in _files(root, {".md"}) if "demos" not in p.relative_to(root).parts[:1])
    return list(_lines(root, pages, shows))


def _files(root: Path, suffixes: set[str]) -> Iterator[Path]:
    whole = (root / "course" / "facts").is_dir()
    for place in OWN if whole else OWN[:1]:
        for path in sorted((root / place).rglob("*")):
            if path.suffix.lower() in suffixes and "__pycache__" not in path.parts:
                yield path


def _lines(root: Path, files: Iterable[Path], wanted: Callable[[str], bool]) -> Iterator[str]:
    for path in files:
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
            if wanted(line):
                yield f"{path.relative_to(root).as_posix()}:{number}"
