"""What stands beside the pages: shared files, frames of the demos, and the last step, publishing."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

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
    cache = BUILD / "frames" / demo.id
    stamp = cache.with_suffix(".stamp")
    total = hashlib.sha256()
    for folder in (demo.folder, demo.folder.parent / "faces"):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                total.update(path.name.encode() + path.read_bytes())
    if not stamp.exists() or stamp.read_text() != total.hexdigest():
        shutil.rmtree(cache, ignore_errors=True)
        cache.mkdir(parents=True)
        demo.write_frames(cache, progress or (lambda done, all_: None))
        stamp.write_text(total.hexdigest())
    shutil.copytree(cache, out)


def publish(stage: Path, out: Path) -> None:
    """Put the finished site in the place of the old one."""
    shutil.rmtree(out, ignore_errors=True)
    out.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(stage, out)
