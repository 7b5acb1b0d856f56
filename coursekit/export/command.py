"""What each word of `course export` does; every function returns the exit code."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from coursekit import LANGS
from coursekit.commands import loaded, progress_bar
from coursekit.export.bundle import Wanted, make
from coursekit.export.shelf import Shelf
from coursekit.export.writers import FORMATS
from coursekit.lessons import BANDS
from coursekit.material import Material

BAR = "파일 만들기 / files"


def lesson(options: argparse.Namespace) -> int:
    """Write the files and the zip of one lesson."""
    material = loaded(options)
    if options.name not in material.plans:
        known = ", ".join(material.plans)
        raise ValueError(f"{options.name!r}: 그런 수업이 없습니다. 있는 수업: {known} / there is no such lesson.")
    return _write([options.name], "", options, material)


def band(options: argparse.Namespace) -> int:
    """Write the files of all lessons of a band, a zip for each and one for all."""
    material = loaded(options)
    keys = [key for key in material.plans if key.partition("/")[0] == options.name]
    if options.name not in BANDS or not keys:
        known = ", ".join(dict.fromkeys(key.partition("/")[0] for key in material.plans))
        raise ValueError(f"{options.name!r}: 그런 학교급이 없습니다. 있는 것: {known} / no lessons of such a band.")
    return _write(keys, options.name, options, material)


def _write(keys: Sequence[str], whole: str, options: argparse.Namespace, material: Material) -> int:
    wanted = Wanted(LANGS if options.lang == "all" else (options.lang,), options.formats)
    shelf = _shelf(options.out)
    zips = make(keys, material, shelf, wanted, band=whole, progress=progress_bar(BAR))
    for path in zips:
        print(f"{path}  {max(1, path.stat().st_size // 1000):,} kB")
    print(f"새로 만든 파일 {len(shelf.made)}개 / files made anew; 나머지는 그대로입니다. / the rest is unchanged.")
    return 0


def _shelf(out: Path) -> Shelf:
    try:
        return Shelf(out)
    except OSError as error:
        raise ValueError(
            f"{out}에 쓸 수 없습니다. --out 으로 쓸 수 있는 폴더를 고르세요. / cannot write into this folder: {error}"
        ) from error


def formats(text: str) -> tuple[str, ...]:
    """Return the formats named in "pdf,hwpx".

    Raises:
        argparse.ArgumentTypeError: one of them is not known.
    """
    named = tuple(dict.fromkeys(name.strip().lower() for name in text.split(",")))
    unknown = [name for name in named if name not in FORMATS]
    if unknown:
        raise argparse.ArgumentTypeError(
            f"{', '.join(unknown)!r}: {', '.join(FORMATS)} 가운데에서 쉼표로 이어 고르세요. / unknown format"
        )
    return named
