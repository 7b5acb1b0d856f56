"""A render becomes a face of the gallery: photographed, laid down, entered, and the gate lets it pass."""

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from pathlib import Path

import numpy as np
import pytest
import yaml
from PIL import Image

from demos.faces import HERE, FaceError, load, verify
from demos.faces.accept import LEAST, accept
from demos.faces.ledger import RECIPES, digest, read, recipes
from demos.faces.lines import made

DAY = date(2026, 11, 23)
KNOWN, OTHER = list(load(DAY))[:2]
SHOTS = ("s1", "s2", "s3", "s4")


def drawn(folder: Path, names: tuple[str, ...], size: int = LEAST) -> Path:
    """Renders as the renderer leaves them, from a portrait that is at hand."""
    face = load(DAY)[KNOWN]
    folder.mkdir(parents=True)
    marks = {"size": size, "outline": {}, "named": face.marks(size, "named"), "dense": face.marks(size, "dense")}
    light = (face.picture(size) ** 2.2).astype(np.float16)
    for name in names:
        np.savez(folder / f"{name}.npz", rgb=light, alpha=np.ones((size, size), np.float16))
        Image.fromarray(np.zeros((size, size, 3), np.uint8)).save(folder / f"{name}.layers.png")
        (folder / f"{name}.landmarks.json").write_text(json.dumps(marks))
    return folder.parent


@pytest.fixture
def gallery(tmp_path: Path) -> Path:
    """Two faces of the gallery with all that belongs to them, and the ledger with their entries as they stand."""
    folder = tmp_path / "faces"
    shutil.copytree(HERE, folder, ignore=shutil.ignore_patterns("__pycache__", "*.py", "f??"))
    head, *entries = re.split(r"(?m)^(?=f\d\d:)", (HERE / "ledger.yml").read_text("utf-8"))
    kept = [entry for entry in entries if entry.startswith((KNOWN, OTHER))]
    (folder / "ledger.yml").write_text(head + "".join(kept), "utf-8")
    for fid in (KNOWN, OTHER):
        shutil.copytree(HERE / fid, folder / fid)
    return folder


def state(gallery: Path) -> dict[str, str]:
    return {p.relative_to(gallery).as_posix(): digest(p) for p in gallery.rglob("*") if p.is_file()}


def test_four_shots_are_taken_in_and_pass_the_gate(gallery: Path, tmp_path: Path) -> None:
    renders = drawn(tmp_path / "renders" / KNOWN, SHOTS)
    assert accept(KNOWN, "editor", DAY, gallery, renders) == list(SHOTS)
    face = load(DAY, gallery)[KNOWN]
    assert face.picture(128).shape == (128, 128, 3)
    assert sorted(p.name for p in (gallery / KNOWN / "shots").iterdir()) == [
        "s2.jpg", "s2.json", "s3.jpg", "s3.json", "s4.jpg", "s4.json",
    ]  # fmt: skip
    first = state(gallery)
    accept(KNOWN, "editor", DAY, gallery, renders)
    assert state(gallery) == first, "same render, same files, same entry"


def test_words_written_by_hand_stay(gallery: Path, tmp_path: Path) -> None:
    before = load(DAY)[KNOWN]
    accept(KNOWN, "teacher", DAY, gallery, drawn(tmp_path / "renders" / KNOWN, ("s1",)))
    after = load(DAY, gallery)[KNOWN]
    changed = {"portrait", "landmarks", "layers", "shots", "looked_at"}
    kept = [{k: v for k, v in face.entry.items() if k not in changed} for face in (before, after)]
    assert kept[0] == kept[1]
    assert after.entry["looked_at"] == {"on": DAY, "by": "teacher"}
    assert read(gallery)[OTHER] == read(HERE)[OTHER]
    assert (gallery / "ledger.yml").read_text("utf-8").startswith("# The closed gallery")


@pytest.mark.slow
def test_shots_of_an_older_drawing_do_not_stay_beside_a_new_portrait(gallery: Path, tmp_path: Path) -> None:
    renders = drawn(tmp_path / "renders" / KNOWN, SHOTS)
    accept(KNOWN, "editor", DAY, gallery, renders)
    (renders / KNOWN / "s3.landmarks.json").unlink()
    assert accept(KNOWN, "editor", DAY, gallery, renders) == ["s1"], "a shot without its points is not finished"
    assert not (gallery / KNOWN / "shots").exists()
    assert verify(DAY, gallery) == []


def test_a_new_face_gets_an_entry_that_only_lacks_words(gallery: Path, tmp_path: Path) -> None:
    text = (gallery / "ledger.yml").read_text("utf-8")
    (gallery / "ledger.yml").write_text(re.sub(rf"(?m)^{KNOWN}:\n(?:  .*\n|\n)*", "", text), "utf-8")
    shutil.rmtree(gallery / KNOWN)
    accept(KNOWN, "office", DAY, gallery, drawn(tmp_path / "renders" / KNOWN, ("s1",)))
    (found,) = verify(DAY, gallery)
    assert "looks" in found
    new, was = read(gallery)[KNOWN], read(HERE)[KNOWN]
    assert (new["drawn_as"], new["seed"], new["recipe"]) == (was["drawn_as"], was["seed"], was["recipe"])
    assert (new["from"], new["expires"], new["class"]) == (DAY, date(2031, 11, 23), False)


@pytest.mark.slow
def test_camera_and_recipe_come_from_the_folder_that_is_given(gallery: Path, tmp_path: Path) -> None:
    renders = drawn(tmp_path / "renders" / KNOWN, SHOTS)
    accept(KNOWN, "editor", DAY, gallery, renders)
    before = read(gallery)[KNOWN]
    book = yaml.safe_load((gallery / RECIPES).read_text("utf-8"))
    book[KNOWN]["seed"] += 1
    (gallery / RECIPES).write_text(yaml.safe_dump({KNOWN: book[KNOWN]}), "utf-8")
    accept(KNOWN, "editor", DAY, gallery, renders)
    after = read(gallery)[KNOWN]
    assert after["recipe"]["sha256"] == recipes((gallery / RECIPES).read_text("utf-8"))[KNOWN]
    assert after["recipe"] != before["recipe"]
    assert after["seed"] == before["seed"] + 1 == book[KNOWN]["seed"]
    assert [after["shots"][s]["seed"] for s in SHOTS] != [before["shots"][s]["seed"] for s in SHOTS]


@pytest.mark.parametrize(
    ("fid", "by", "drawing", "says"),
    [
        (KNOWN, "Kim", ("s1", LEAST), "editor, teacher, office"),
        (KNOWN, "", ("s1", LEAST), "editor, teacher, office"),
        (KNOWN, "editor", ("s2", LEAST), f"render --only {KNOWN}"),
        (KNOWN, "editor", ("s1", 256), "256 px"),
        ("f99", "editor", ("s1", LEAST), "recipe"),
        ("../x", "editor", ("s1", LEAST), "recipe"),
    ],
)
def test_wrong_use_changes_nothing(gallery: Path, fid: str, by: str, drawing: tuple[str, int], says: str) -> None:
    before = state(gallery)
    renders = drawn(gallery.parent / "renders" / fid.strip("./"), drawing[:1], drawing[1])
    with pytest.raises(FaceError, match=says) as error:
        accept(fid, by, DAY, gallery, renders)
    assert f"얼굴 {fid}" in str(error.value)
    assert state(gallery) == before


def test_a_withdrawn_face_does_not_come_back(gallery: Path, tmp_path: Path) -> None:
    text = (gallery / "ledger.yml").read_text("utf-8")
    gone = text.replace("withdrawn: null", "withdrawn: {on: 2026-11-23, by: office, why: a likeness}", 1)
    (gallery / "ledger.yml").write_text(gone, "utf-8")
    with pytest.raises(FaceError, match="withdrawn"):
        accept(KNOWN, "editor", DAY, gallery, drawn(tmp_path / "renders" / KNOWN, ("s1",)))
    assert (gallery / "ledger.yml").read_text("utf-8") == gone


def test_the_lines_of_an_unchanged_face_are_those_of_the_ledger() -> None:
    """What `python -m demos.faces` prints may be copied over what stands there."""
    ledger = (HERE / "ledger.yml").read_text("utf-8")
    for fid, entry in read(HERE).items():
        if entry["withdrawn"] is None:
            assert made(fid, entry, HERE / fid, DAY).removeprefix(f"{fid}:\n") in ledger
