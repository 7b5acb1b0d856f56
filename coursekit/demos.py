"""The one door to the demos: found by folder, called through the functions below."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from coursekit import ROOT, Lang
from coursekit.reading import Finding, Strict, Text, load, short

DEMOS = ROOT / "demos"
PARTS = ("text.yml", "model.py", "frames.py", "app.py", "element.js", "element.css", "still.webp")
Progress = Callable[[int, int], None]


class Height(Strict):
    """Start height of the embedded demo in px, on wide and on narrow screens."""

    wide: int
    narrow: int


class Card(Strict):
    """What `demo.yml` says about a demo."""

    title: Text
    summary: Text
    lessons: list[str]
    height: Height
    still_alt: Text
    element: str


@dataclass(frozen=True)
class Demo:
    """One demo folder: its id and its card."""

    id: str
    card: Card
    folder: Path

    def _part(self, name: str) -> Any:
        return importlib.import_module(f"demos.{self.id}.{name}")

    def write_frames(self, out: Path, progress: Progress, day: date) -> None:
        """Write everything that is served at `/frames/<id>/` on that day below `out`."""
        self._part("frames").write(out, progress, day)

    def manifest(self, lang: Lang, day: date) -> dict[str, Any]:
        """Return what the on-page element needs, as JSON-able data."""
        data: dict[str, Any] = self._part("frames").manifest(lang, day)
        return data

    def block(self, name: str, lang: Lang) -> str:
        """Return what the demo says about itself under `name`, such as what was measured, as HTML.

        Raises:
            LookupError: the demo offers no block of that name.
        """
        if not (self.folder / "blocks.py").is_file():
            raise LookupError(f"the demo {self.id!r} offers no blocks")
        text: str = self._part("blocks").block(name, lang)
        return text

    def verify(self, day: date) -> list[str]:
        """Return what is wrong with the demo's material; empty when all is well."""
        wrong: list[str] = self._part("frames").verify(day)
        return wrong


def find_demos(root: Path = DEMOS) -> tuple[dict[str, Demo], list[Finding]]:
    """Return the demos by id, every folder with a `demo.yml`, and what the others lack; only whole ones are run."""
    demos: dict[str, Demo] = {}
    findings: list[Finding] = []
    for path in sorted(root.glob("*/demo.yml")):
        folder = path.parent
        card, wrong = load(Card, path, "demos")
        for part in PARTS:
            if not (folder / part).is_file() or not (folder / part).stat().st_size:
                wrong.append(Finding(short(folder / part), 1, "demos", "missing or empty", "see demos/face_morph"))
        findings += wrong
        if card and not wrong:
            demos[folder.name] = Demo(folder.name, card, folder)
    return demos, findings


def verify_faces(day: date) -> list[str]:
    """Return one sentence for every portrait without a valid entry; empty when the gallery is in order."""
    wrong: list[str] = importlib.import_module("demos.faces").verify(day)
    return wrong


def accept_face(ident: str, by: str, day: date) -> list[str]:
    """Take a rendered face into the gallery; return the names of its shots.

    Raises:
        ValueError: it has not been drawn, was withdrawn, or the role is unknown; the text is Korean and English.
    """
    shots: list[str] = importlib.import_module("demos.faces.accept").accept(ident, by, day)
    return shots


def withdraw_face(ident: str, why: str, by: str, day: date) -> list[str]:
    """Take a face out of the gallery for good; return what to tell, line by line.

    Raises:
        ValueError: there is no such face, no reason, or no known role; the text is Korean and English.
    """
    module = importlib.import_module("demos.faces.withdraw")
    lines: list[str] = module.withdraw(ROOT, ident, module.Withdrawal(why, by, day))
    return lines


def gallery(lang: Lang, day: date) -> list[dict[str, str]]:
    """Return what a page says of each face that may be shown: id, name, alt text, terms, origin, who looked at it."""
    faces: list[dict[str, str]] = importlib.import_module("demos.faces").rows(lang, day)
    return faces


def evaluate_detector(quick: bool, keep: bool, progress: Progress, day: date) -> list[str]:
    """Measure the detector of the lab again; return where it differs from the committed numbers, line by line.

    Raises:
        ValueError: the evaluation renders or scikit-learn are missing; the text is Korean and English.
    """
    run = importlib.import_module("demos.detection.command").run
    lines: list[str] = run(ROOT / "build" / "evaluation", quick, keep, progress, day)
    return lines


def mount(app: Any) -> None:
    """Mount the Gradio pages of all demos, both languages, on an ASGI app."""
    importlib.import_module("demos.app").mount(app)
