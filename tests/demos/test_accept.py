"""A render becomes a face of the gallery: photographed, laid down, entered, and the gate lets it pass."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from demos.faces import HERE, load
from demos.faces.accept import NotRenderedError, accept

DAY = date(2026, 11, 23)
KNOWN = next(iter(load(DAY)))


def drawn(folder: Path, names: tuple[str, ...]) -> None:
    """Renders as the renderer leaves them, from a portrait that is at hand."""
    face = load(DAY)[KNOWN]
    folder.mkdir(parents=True)
    marks = {"size": 256, "outline": {}, "named": face.marks(256, "named"), "dense": face.marks(256, "dense")}
    for name in names:
        light = (face.picture(256) ** 2.2).astype(np.float16)
        np.savez_compressed(folder / f"{name}.npz", rgb=light, alpha=np.ones((256, 256), np.float16))
        Image.fromarray(np.zeros((640, 640, 3), np.uint8)).save(folder / f"{name}.layers.png")
        (folder / f"{name}.landmarks.json").write_text(json.dumps(marks))


@pytest.fixture
def gallery(tmp_path: Path) -> Path:
    folder = tmp_path / "faces"
    shutil.copytree(HERE, folder, ignore=shutil.ignore_patterns("__pycache__", "*.py"))
    return folder


def test_four_shots_are_taken_in_and_pass_the_gate(gallery: Path, tmp_path: Path) -> None:
    drawn(tmp_path / "renders" / KNOWN, ("s1", "s2", "s3", "s4"))
    assert accept(KNOWN, "editor", DAY, gallery, tmp_path / "renders") == ["s1", "s2", "s3", "s4"]
    face = load(DAY, gallery)[KNOWN]
    assert face.picture(128).shape == (128, 128, 3)
    assert sorted(p.name for p in (gallery / KNOWN / "shots").iterdir()) == [
        "s2.jpg", "s2.json", "s3.jpg", "s3.json", "s4.jpg", "s4.json",
    ]  # fmt: skip
    again = (gallery / KNOWN / "shots" / "s3.jpg").read_bytes()
    accept(KNOWN, "editor", DAY, gallery, tmp_path / "renders")
    assert (gallery / KNOWN / "shots" / "s3.jpg").read_bytes() == again, "same render, same file"


def test_words_written_by_hand_stay(gallery: Path, tmp_path: Path) -> None:
    drawn(tmp_path / "renders" / KNOWN, ("s1",))
    shutil.rmtree(gallery / KNOWN / "shots", ignore_errors=True)
    before = load(DAY)[KNOWN]
    accept(KNOWN, "teacher", DAY, gallery, tmp_path / "renders")
    after = load(DAY, gallery)[KNOWN]
    assert (after.name, after.looks) == (before.name, before.looks)
    text = (gallery / "ledger.yml").read_text("utf-8")
    assert "looked_at: {on: 2026-11-23, by: teacher}" in text
    assert text.startswith("# The closed gallery")


def test_what_was_not_drawn_is_refused(gallery: Path, tmp_path: Path) -> None:
    with pytest.raises(NotRenderedError, match="f99"):
        accept("f99", "editor", DAY, gallery, tmp_path / "renders")
