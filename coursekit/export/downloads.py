"""The files that a built site offers on the pages of its plans."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coursekit import LANGS, Lang
from coursekit.demos import Progress
from coursekit.export.bundle import Item, Wanted, admin_items, keep, lesson_items, make, zip_name
from coursekit.export.papers import BAND_PARTS
from coursekit.export.pdf import NoTools
from coursekit.export.shelf import Shelf
from coursekit.material import Material
from coursekit.stage import BUILD


@dataclass(frozen=True)
class Downloads:
    """What a site offers: files by their place below `folder`, and in each language the links by lesson and by band."""

    folder: Path
    files: tuple[str, ...]
    links: dict[Lang, dict[str, Any]]

    def copy(self, stage: Path) -> None:
        """Copy the files to where the links of the built pages lead."""
        for file in self.files:
            place = stage / "files" / file
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(self.folder / file, place)


def offered(material: Material, progress: Progress | None = None) -> Downloads | None:
    """Return what a build offers for download; None, and a line that says why, on a machine that lacks a tool for it.

    Raises:
        Stopped: a paper has a marker that does not resolve.
        OSError: a file cannot be written.
    """
    try:
        return site_downloads(material, BUILD / "exports", progress)
    except NoTools as lack:
        print(f"{lack}\n  → 내려받기 없이 만듭니다. / building without files to download.", flush=True)
        return None


def site_downloads(material: Material, folder: Path, progress: Progress | None = None) -> Downloads:
    """Make, or keep from last time, the files of all lessons and of all bands' offices that a site offers.

    Args:
        material: What the papers are made from.
        folder: Where they are kept from build to build.
        progress: Told (done, all) after every file.

    Raises:
        Stopped: a paper has a marker that does not resolve.
        NoTools: a library, Pango or the font is missing.
        OSError: a file cannot be written.
    """
    shelf = Shelf(folder)
    zips = make(list(material.plans), material, shelf, Wanted(), progress=progress)
    items = {key: list(lesson_items(key, material, Wanted())) for key in material.plans}
    bands = dict.fromkeys(key.partition("/")[0] for key in material.plans)
    office = {band: list(admin_items(band, material, Wanted())) for band in bands}
    for item in (item for listed in office.values() for item in listed):
        keep(item, shelf)
    every = [item for listed in [*items.values(), *office.values()] for item in listed]
    files = tuple(dict.fromkeys([*(path.name for path in zips), *(item.file for item in every)]))
    return Downloads(folder, files, {lang: _links(items, office, lang, folder) for lang in LANGS})


def _links(items: dict[str, list[Item]], office: dict[str, list[Item]], lang: Lang, folder: Path) -> dict[str, Any]:
    """Return what pages link: by lesson its zip, the size in MB and its files; by band its papers and the office's."""
    links: dict[str, Any] = {}
    for key, listed in items.items():
        parts = [_link(item) for item in listed if item.source.lang == lang]
        size = (folder / zip_name(key)).stat().st_size / 1e6
        links[key] = {"zip": zip_name(key), "size": f"{size:.1f}", "parts": parts}
        band = key.partition("/")[0]
        own = [_link(item) for item in office[band] if item.source.lang == lang]
        links[band] = {"parts": [part for part in parts if part["part"] in BAND_PARTS], "office": own}
    return links


def _link(item: Item) -> dict[str, str]:
    return {
        "part": item.source.part,
        "file": item.file,
        "label": f"{item.source.name} {item.form.upper()}",
        "name": item.inside.rpartition("/")[2],
    }
