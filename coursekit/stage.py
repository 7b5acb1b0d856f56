"""What stands beside the pages: shared files, frames of the demos, and the last step, publishing."""

from __future__ import annotations

import ast
import hashlib
import shutil
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from coursekit import LANGS, ROOT
from coursekit.demos import Demo, Progress
from coursekit.due import calendar
from coursekit.lessons import COURSE
from coursekit.material import Material

BUILD = ROOT / "build"
STAMP = "build.json"


def shared_files(material: Material, stage: Path) -> None:
    """Copy what both languages share: assets, the root files, the parts of each demo's element."""
    assets = COURSE / "assets"
    shutil.copytree(assets, stage / "assets", ignore=shutil.ignore_patterns("root"))
    shutil.copytree(assets / "root", stage, dirs_exist_ok=True)
    _office_files(material, stage)
    for demo in material.demos.values():
        place = stage / "assets" / "demos" / demo.id
        place.mkdir(parents=True)
        for name in ("element.js", "element.css", "still.webp"):
            shutil.copy2(demo.folder / name, place / name)


def _office_files(material: Material, stage: Path) -> None:
    """Write the office's logo, and beside its list of due checks the same as a calendar."""
    if material.office.logo:
        (stage / "assets" / "office").mkdir()
        (stage / "assets" / "office" / material.office.logo).write_bytes(material.office.logo_bytes)
    for lang in LANGS:
        text = calendar(material.ledger, material.office, lang)
        (stage / lang / "office" / "due.ics").write_bytes(text.encode())


def frames(demo: Demo, out: Path, day: date, progress: Progress | None) -> None:
    """Take the demo's frames from the cache while its folder, what it imports and the versions stay, else render."""
    made_from = (demo.folder, *_shared(demo.folder), ROOT / "requirements.lock")
    cache = BUILD / "frames" / f"{demo.id}-{tree_digest(*made_from)[:16]}"
    if not cache.exists():
        cache.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=cache.parent, prefix="run-") as room:
            fresh = Path(room) / "frames"
            fresh.mkdir()
            demo.write_frames(fresh, progress or (lambda done, all_: None), day)
            for old in cache.parent.glob(f"{demo.id}-*"):
                if old != cache:
                    shutil.rmtree(old, ignore_errors=True)
            if not cache.exists():  # another build may have made the same meanwhile
                fresh.rename(cache)
    shutil.copytree(cache, out)


def _shared(demo: Path) -> list[Path]:
    """Return what the demo's code imports from its neighbours, however far: packages with their data, loose modules."""
    found: set[Path] = set()
    ahead = [demo]
    while ahead:
        new = {demo.parent / name for name in _neighbours(ahead.pop())} - found
        kept = {path for path in new if path.exists() and not (path / "demo.yml").exists()}
        found |= kept
        ahead += kept
    return sorted(found)


def _neighbours(place: Path) -> set[str]:
    """Return folders and files of `demos` that the code in a folder or file imports; pages (`app.py`) draw no frame."""
    names: set[str] = set()
    for path in (p for p in (place.rglob("*.py") if place.is_dir() else [place]) if p.name != "app.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom):
                names |= {f"{node.module}.{alias.name}" for alias in node.names}
            elif isinstance(node, ast.Import):
                names |= {alias.name for alias in node.names}
    parts = {name.split(".")[1] for name in names if name.startswith("demos.")}
    return parts | {f"{part}.py" for part in parts}


def forget_pictures(face: str) -> None:
    """Delete all drawn frames, exports, half-made builds and the renders of one face: no older picture is left."""
    for old in (BUILD / "frames", BUILD / "exports", BUILD / "renders" / face, *BUILD.glob("run-*")):
        shutil.rmtree(old, ignore_errors=True)


def tree_digest(*places: Path) -> str:
    """Return a SHA-256 (hex) over names and bytes of all files in these folders and files; caches do not count."""
    total = hashlib.sha256()
    for place in places:
        for path in sorted(place.rglob("*")) if place.is_dir() else [place]:
            if path.is_file() and "__pycache__" not in path.parts:
                total.update(path.relative_to(place.parent).as_posix().encode() + b"\0" + path.read_bytes())
    return total.hexdigest()


def empty(folder: Path, keep: str = "") -> None:
    """Delete everything in a folder but not the folder: it may be a USB stick. Raises `OSError` if a file stays."""
    for old in list(folder.iterdir()) if folder.is_dir() else ():
        if old.is_dir() and not old.is_symlink():
            shutil.rmtree(old)
        elif old.name != keep:
            old.unlink()


def publish(stage: Path, out: Path) -> None:
    """Put the finished site in the place of the old one; its stamp goes last, so that a half site is never current."""
    out.mkdir(parents=True, exist_ok=True)
    (out / STAMP).write_text("{}", encoding="utf-8")
    empty(out, keep=STAMP)
    for new in list(stage.iterdir()):
        if new.name != STAMP:
            shutil.move(new, out / new.name)
    shutil.copyfile(stage / STAMP, out / STAMP)
