"""What stands beside the pages: shared files, frames of the demos, and the last step, publishing."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from coursekit import ROOT
from coursekit.demos import Demo, Progress
from coursekit.lessons import COURSE
from coursekit.material import Material

BUILD = ROOT / "build"


def shared_files(material: Material, stage: Path) -> None:
    """Copy what both languages share: assets, the root files, the parts of each demo's element."""
    assets = COURSE / "assets"
    shutil.copytree(assets, stage / "assets", ignore=shutil.ignore_patterns("root"))
    shutil.copytree(assets / "root", stage, dirs_exist_ok=True)
    for demo in material.demos.values():
        place = stage / "assets" / "demos" / demo.id
        place.mkdir(parents=True)
        for name in ("element.js", "element.css", "still.webp"):
            shutil.copy2(demo.folder / name, place / name)


def frames(demo: Demo, out: Path, progress: Progress | None) -> None:
    """Take the demo's frames from the cache while its folder and the gallery are unchanged, else render."""
    cache = BUILD / "frames" / f"{demo.id}-{_digest(demo)}"
    if not cache.exists():
        cache.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=cache.parent, prefix="run-") as room:
            fresh = Path(room) / "frames"
            fresh.mkdir()
            demo.write_frames(fresh, progress or (lambda done, all_: None))
            for old in cache.parent.glob(f"{demo.id}-*"):
                shutil.rmtree(old, ignore_errors=True)
            fresh.rename(cache)
    shutil.copytree(cache, out)


def _digest(demo: Demo) -> str:
    total = hashlib.sha256()
    for folder in (demo.folder, demo.folder.parent / "faces"):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                total.update(path.name.encode() + path.read_bytes())
    return total.hexdigest()[:16]


def publish(stage: Path, out: Path) -> None:
    """Put the finished site in the place of the old one."""
    shutil.rmtree(out, ignore_errors=True)
    out.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(stage, out)
