"""A folder of made files that remembers what each was made from: what has not changed is not made again."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from coursekit import ROOT
from coursekit.stage import tree_digest
from coursekit.words import WORDS

DIGESTS = "digests.json"
FIXED = (2026, 1, 1, 0, 0, 0)
"""The time that stands in a zip: the same files give the same zip."""


class Shelf:
    """The output folder, made when it is not there.

    `digests` says of each file what it was made from, `made` which files were written in this run.

    Raises:
        OSError: the folder cannot be made or read.
    """

    def __init__(self, out: Path) -> None:
        self.out = out
        self.made: list[str] = []
        out.mkdir(parents=True, exist_ok=True)
        self.digests = self._known()
        self.code = tree_digest(Path(__file__).parent, *sorted(WORDS.glob("*.yml")), ROOT / "requirements.lock")

    def _known(self) -> dict[str, str]:
        """Return the digests of the last run; a file that somebody damaged means that all is made again."""
        try:
            known = json.loads((self.out / DIGESTS).read_text(encoding="utf-8"))
        except (FileNotFoundError, ValueError):
            return {}
        return known if isinstance(known, dict) else {}

    def keep(self, file: str, source: str, pictures: Iterable[Path], write: Callable[[Path], None]) -> None:
        """Have `file` (a place below the folder) written unless it is there, made from the same.

        Args:
            file: The file's place.
            source: All words it is made from, with its format.
            pictures: The pictures in it.
            write: Writes the file to the path it is given.
        """
        total = hashlib.sha256(f"{self.code}\0{source}".encode())
        for picture in pictures:
            total.update(picture.read_bytes())
        self._put(file, total.hexdigest(), write)

    def zip(self, file: str, inside: dict[str, str], texts: dict[str, str]) -> Path:
        """Have a zip written from files of the folder and from texts, unless all are unchanged; return its path.

        Args:
            file: The zip's place.
            inside: Place in the zip → file in the folder.
            texts: Place in the zip → text, written as UTF-8 with a mark that old editors understand.
        """
        parts = {place: self.digests[source] for place, source in inside.items()} | texts
        digest = hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()

        def write(path: Path) -> None:
            with ZipFile(path, "w") as packed:
                for place, text in texts.items():
                    _add(packed, place, text.encode("utf-8-sig"))
                for place, source in inside.items():
                    _add(packed, place, (self.out / source).read_bytes())

        self._put(file, digest, write)
        return self.out / file

    def _put(self, file: str, digest: str, write: Callable[[Path], None]) -> None:
        place = self.out / file
        if self.digests.get(file) == digest and place.exists():
            return
        place.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=self.out, prefix=".run-") as room:  # whole or not at all
            fresh = Path(room, place.name)
            write(fresh)
            os.replace(fresh, place)
        self.digests[file] = digest
        self.made.append(file)
        text = json.dumps(self.digests, sort_keys=True, indent=0)
        (self.out / DIGESTS).write_text(text, encoding="utf-8")


def _add(packed: ZipFile, place: str, content: bytes) -> None:
    info = ZipInfo(place, FIXED)  # a name that is not ASCII sets the UTF-8 flag
    info.compress_type = ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    packed.writestr(info, content)
