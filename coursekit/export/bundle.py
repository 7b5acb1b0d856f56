"""What is exported of lessons and bands: which files, under which names, and what lies in their zips."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from coursekit import LANGS, Lang
from coursekit.demos import Progress
from coursekit.export.admin import ADULTS, admin_papers
from coursekit.export.papers import BAND_PARTS, Deck, Paper, band_papers, lesson_deck, lesson_papers
from coursekit.export.shelf import Shelf
from coursekit.export.writers import FORMATS, WRITERS, formats_of, write
from coursekit.material import Material
from coursekit.words import word

ORDER = ("plan", "notes", "worksheet", "key", "slides", *BAND_PARTS)
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f“”]')


@dataclass(frozen=True)
class Wanted:
    """What is asked for: languages and formats ("pdf", "hwpx", "docx", "pptx")."""

    langs: Sequence[Lang] = LANGS
    formats: Sequence[str] = FORMATS


@dataclass(frozen=True)
class Item:
    """One file: what it is made from, its format, its place in the output folder, its name in a zip."""

    source: Paper | Deck
    form: str
    file: str
    inside: str

    @property
    def shared(self) -> bool:
        """Whether it belongs to the whole band."""
        return self.source.part in BAND_PARTS


def make(
    keys: Sequence[str],
    material: Material,
    shelf: Shelf,
    wanted: Wanted,
    *,
    band: str = "",
    progress: Progress | None = None,
) -> list[Path]:
    """Write the files of lessons, a zip for each, and if `band` is given one zip for all; return the zips.

    Args:
        keys: Lessons, "band/nn-slug".
        material: What the papers are made from; its day and its office are in them.
        shelf: Where the files go; it counts what was made anew.
        wanted: Languages and formats.
        band: The band that `keys` are all lessons of, or "".
        progress: Told (done, all) after every file.

    Raises:
        Stopped: a marker does not resolve.
        NoTools: a library or a font is missing.
        OSError: a file cannot be written.
    """
    lessons = {key: list(lesson_items(key, material, wanted)) for key in keys}
    admin = list(admin_items(band, material, wanted)) if band else []
    files = {item.file: item for items in [*lessons.values(), admin] for item in items}
    for done, item in enumerate(files.values(), 1):
        keep(item, shelf)
        if progress:
            progress(done, len(files))
    zips = [_lesson_zip(key, items, material, shelf, wanted) for key, items in lessons.items()]
    if band:
        inside, every = _band_places(lessons, admin, material, wanted)
        titles = {lang: word(f"band_{band}", lang) for lang in wanted.langs}
        zips.append(shelf.zip(zip_name(band, wanted.langs), inside, _read_me(titles, every, material)))
    return zips


def keep(item: Item, shelf: Shelf) -> None:
    """Have the file of an item on the shelf, made from today's words and pictures."""
    source = item.source
    shelf.keep(item.file, f"{item.form}{source!r}", source.pictures(), lambda path: write(source, item.form, path))


def lesson_items(key: str, material: Material, wanted: Wanted) -> Iterator[Item]:
    """Yield every file of a lesson, papers of its band among them, by language and in the order of use."""
    material = replace(material, demo_host="gradio")  # on paper a demo is its still picture: the lighter page will do
    for lang in wanted.langs:
        deck = lesson_deck(key, lang, material)
        sources: list[Paper | Deck] = [
            *lesson_papers(key, lang, material),
            *([deck] if deck else []),
            *band_papers(key.partition("/")[0], lang, material),
        ]
        for source in sorted(sources, key=lambda source: ORDER.index(source.part)):
            for form in formats_of(source):
                if form in wanted.formats:
                    yield _item(source, form, material.plans[key].title[lang])


def admin_items(band: str, material: Material, wanted: Wanted) -> Iterator[Item]:
    """Yield the papers for the administration of a band of pupils, in the formats that an office can change."""
    for lang in wanted.langs if band not in ADULTS else ():
        for number, paper in enumerate(admin_papers(band, lang, material), 1):
            for form in WRITERS:
                if form in wanted.formats:
                    place = f"{word('export_admin', lang)}/{file_name(f'{number} {paper.title}')}.{form}"
                    yield Item(paper, form, f"{band}/admin/{paper.part}.{lang}.{form}", place)


def _item(source: Paper | Deck, form: str, lesson: str) -> Item:
    title = "" if source.part in BAND_PARTS else f" - {lesson}"
    name = file_name(f"{ORDER.index(source.part) + 1} {source.name}{title}")
    folder = word("export_language", source.lang)
    return Item(source, form, f"{source.key}/{source.part}.{source.lang}.{form}", f"{folder}/{name}.{form}")


def file_name(text: str) -> str:
    """Return a name that every system takes: no reserved signs, at most 80 letters."""
    return " ".join(_NOT_IN_NAMES.sub(" ", text).split())[:80].strip(" .")


def zip_name(key: str, langs: Sequence[Lang] = LANGS) -> str:
    """Return a zip's name in ASCII; it names the language when there is only one."""
    return "-".join(["barobogi", key.replace("/", "-"), *(langs if len(langs) == 1 else [])]) + ".zip"


def _lesson_zip(key: str, items: list[Item], material: Material, shelf: Shelf, wanted: Wanted) -> Path:
    inside = {item.inside: item.file for item in items}
    titles = {lang: material.plans[key].title[lang] for lang in wanted.langs}
    return shelf.zip(zip_name(key, wanted.langs), inside, _read_me(titles, items, material))


def _band_places(
    lessons: dict[str, list[Item]], admin: list[Item], material: Material, wanted: Wanted
) -> tuple[dict[str, str], list[Item]]:
    """Return where each file lies in a band's zip (a folder a lesson, shared papers beside them), and all items."""
    inside = {item.inside: item.file for item in admin}
    for key, items in lessons.items():
        number = key.partition("/")[2][:2]
        folder = file_name(f"{number} {material.plans[key].title[wanted.langs[0]]}")
        inside |= {item.inside if item.shared else f"{folder}/{item.inside}": item.file for item in items}
    return inside, [item for items in lessons.values() for item in items]


def _read_me(titles: dict[Lang, str], items: list[Item], material: Material) -> dict[str, str]:
    """Return the text that says what the zip holds, in the languages it holds, under its name in the first."""
    told = []
    for lang, title in titles.items():
        notes = (item.source.note for item in items if item.source.lang == lang and item.source.note)
        office = word("export_office", lang, name=material.office.name) if material.office.name else ""
        told.append(word("export_read_me_text", lang, title=title, note=next(notes, ""), office=office))
    return {f"{word('export_read_me', next(iter(titles)))}.txt": "\n\n".join(told).replace("\n", "\r\n")}
