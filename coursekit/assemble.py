"""From sources to the finished site: trees, MkDocs, frames, shared files. Nothing is published half-made."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from contextlib import suppress
from dataclasses import replace
from html import escape
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast

from coursekit import LANGS, ROOT, Lang
from coursekit.blocks.helplines import dial
from coursekit.built import site_findings
from coursekit.demos import Progress, verify_faces
from coursekit.export.downloads import Downloads
from coursekit.facts import Helpline
from coursekit.lessons import COURSE
from coursekit.material import Material
from coursekit.reading import Finding, Stopped
from coursekit.stage import BUILD, STAMP, empty, frames, publish, shared_files, tree_digest
from coursekit.trees import make_tree, nav
from coursekit.views import View, value_on
from coursekit.words import word, words

SOURCES = ("course", "lesson_plans", "demos", "coursekit", "mkdocs.yml", "mkdocs.en.yml", "requirements.lock")


def fingerprint(material: Material, exports: bool = False) -> str:
    """Return a digest of everything the site is made from: files, day, office, host of the demos, files to download."""
    files = tree_digest(*(ROOT / name for name in SOURCES))
    seen = f"{files}{material.day}{material.office}{material.demo_host}{exports or ''}"
    return hashlib.sha256(seen.encode()).hexdigest()


def is_current(out: Path, material: Material, exports: bool = False) -> bool:
    """Return whether `out` already holds the site of exactly these sources, with or without files to download."""
    stamp = out / STAMP
    made = json.loads(stamp.read_text(encoding="utf-8")) if stamp.exists() else {}
    return bool(made.get("fingerprint") == fingerprint(material, exports))


def assemble(
    material: Material, out: Path, progress: Progress | None = None, downloads: Downloads | None = None
) -> None:
    """Build the whole site into `out`; with `downloads` a plan's pages offer their files.

    Raises:
        Stopped: a face has no valid entry (then nothing is left in `out`), a marker does not resolve,
            or a built page is wrong. What stood in `out` before stays, except after a bad face.
        ValueError: `out` holds files that no build of ours put there.
        OSError: a file cannot be read or written.
    """
    guard(out)
    _stop_on_faces(material, out)
    sources = fingerprint(material, downloads is not None)  # before the build: what changes while it runs is not in it
    BUILD.mkdir(exist_ok=True)
    with TemporaryDirectory(dir=BUILD, prefix="run-") as room:
        stage = Path(room) / "site"
        _write_trees(material, Path(room), downloads)
        _run_mkdocs(Path(room), stage)
        shared_files(material, stage)
        if downloads:
            downloads.copy(stage)
        for demo in material.demos.values():
            frames(demo, stage / "frames" / demo.id, material.day, progress)
        wrong = site_findings(stage)
        if wrong:
            raise Stopped(wrong)
        stamp = {"fingerprint": sources, "version": version("barobogi"), "day": f"{material.day}"}
        (stage / STAMP).write_text(json.dumps(stamp), encoding="utf-8")
        publish(stage, out)


def guard(out: Path) -> None:
    """Raise `ValueError` when `out` holds files that no build of ours put there."""
    if out.exists() and (not out.is_dir() or any(out.iterdir())) and not (out / STAMP).exists():
        raise ValueError(
            f"{out}에 다른 파일이 있습니다. 빈 폴더를 고르세요. / not an empty folder and not a build of ours."
        )


def _stop_on_faces(material: Material, out: Path) -> None:
    wrong = [
        Finding("demos/faces/ledger.yml", 1, "faces", text, "`course faces verify`")
        for text in verify_faces(material.day)
    ]
    if wrong:
        for kept in ("frames", "exports"):
            shutil.rmtree(BUILD / kept, ignore_errors=True)
        empty(out)
        with suppress(OSError):  # a stick's own folder stays
            out.rmdir()
        raise Stopped(wrong)


def _write_trees(material: Material, room: Path, downloads: Downloads | None) -> None:
    material = replace(material, files=downloads.links if downloads else {})
    trees = {lang: make_tree(material, lang) for lang in LANGS}
    findings = [finding for _, wrong in trees.values() for finding in wrong]
    if findings:
        raise Stopped(findings)
    for lang, (tree, _) in trees.items():
        folder = room / lang
        for path, text in tree.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
        _copy_others(COURSE / lang, folder)
        notebooks = {path.relative_to(folder): "" for path in folder.rglob("*.ipynb")}
        links = {"downloads": material.files.get(lang, {})}
        data = {"extra": extra(material, lang) | links, "nav": nav(tree | cast(Any, notebooks), lang)}
        folder.with_suffix(".json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


def _copy_others(source: Path, target: Path) -> None:
    for path in source.rglob("*"):
        if path.is_file() and path.suffix != ".md" and ".ipynb_checkpoints" not in path.parts:
            place = target / path.relative_to(source)
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, place)


def extra(material: Material, lang: Lang) -> dict[str, Any]:
    """Return what the templates read: words, help strip, office, version, the other language."""
    other = {"ko": ("en", "English"), "en": ("ko", "한국어")}[lang]
    office = material.office
    return {
        "lang": lang,
        "other": {"lang": other[0], "name": other[1]},
        "words": frame_words(material, lang),
        "strip": strip(material, lang),
        "office": {name: escape(getattr(office, name)) for name in ("name", "contact", "logo")}
        | {"local": [f"{escape(line.name[lang])} {line.phone}" for line in office.local]},
        "exit_url": escape(office.exit_url) or "exit.html",
        "version": version("barobogi"),
        "day": material.day.isoformat(),
    }


def frame_words(material: Material, lang: Lang) -> dict[str, str]:
    """Return the words of the templates; `{112}` in them becomes the phone that the ledger gives for helpline/112."""
    view = View(lang, material.day)

    def phone(match: re.Match[str]) -> str:
        return str(cast(Helpline, value_on(material.ledger[f"helpline/{match[1]}"], view)).phone)

    return {key: re.sub(r"\{(\d+)\}", phone, text) for key, text in words(lang).items()}


def strip(material: Material, lang: Lang) -> list[dict[str, str | None]]:
    """Return the helplines of the help strip in order.

    Raises:
        LookupError: one of them has no value for the day.
    """
    entries = sorted((e for e in material.ledger.values() if e.strip), key=lambda e: cast(int, e.strip))
    view = View(lang, material.day, material.office.area_code)
    rows: list[dict[str, str | None]] = []
    for entry in entries:
        line = cast(Helpline, value_on(entry, view))
        number = dial(line, view)
        hint = word("area_code_hint", lang, phone=line.phone) if line.area_code and not number else None
        rows.append({"name": line.name[lang], "phone": line.phone, "dial": number, "hint": hint})
    return rows


def _run_mkdocs(room: Path, stage: Path) -> None:
    """Build both languages side by side; warnings are errors."""
    runs = [_mkdocs(lang, room / lang, stage / lang) for lang in LANGS]
    outputs = [run.communicate()[0] for run in runs]
    failed = [text for run, text in zip(runs, outputs, strict=True) if run.returncode]
    if failed:
        raise Stopped(
            [Finding("mkdocs.yml", 1, "mkdocs", text.strip()[-3000:], "mend the page it names") for text in failed]
        )


def _mkdocs(lang: Lang, docs: Path, site: Path) -> subprocess.Popen[str]:
    quiet = {"NO_MKDOCS_2_WARNING": "1", "PYDEVD_DISABLE_FILE_VALIDATION": "1"}
    config = {"ko": "mkdocs.yml", "en": "mkdocs.en.yml"}[lang]
    return subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "-f", config, "-d", str(site)],
        cwd=ROOT,
        env=os.environ | quiet | {"COURSE_TREE": str(docs)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
