"""The loader refuses every face without a valid entry, and says which and how to mend it."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np
import pytest
import yaml
from PIL import Image

from demos import faces
from demos.faces import FaceError, ledger, traces
from demos.faces.camera import cameras

Gallery = Callable[..., Path]
DAY = date(2026, 11, 23)


def refused(folder: Path, day: date = DAY) -> str:
    with pytest.raises(FaceError) as error:
        faces.load(day, folder)
    text = str(error.value)
    assert "얼굴 f0" in text
    assert "Face f0" in text
    return text


def test_the_gallery_is_in_order(gallery: dict[str, faces.Face]) -> None:
    assert faces.verify(DAY) == []
    assert len(gallery) >= 8


def test_a_sound_copy_loads(copy: Gallery) -> None:
    assert list(faces.load(DAY, copy())) == ["f01", "f02"]


@pytest.mark.parametrize("name", ["portrait.webp", "landmarks.json", "layers.webp"])
def test_one_changed_byte_is_refused(copy: Gallery, name: str) -> None:
    path = copy() / "f01" / name
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    assert f"f01/{name}" in refused(path.parent.parent)


def test_an_expired_face_is_refused_from_its_day_on(copy: Gallery) -> None:
    folder = copy(expires=date(2027, 1, 1))
    assert faces.verify(date(2026, 12, 31), folder) == []
    assert "2027-01-01" in refused(folder, date(2027, 1, 1))


@pytest.mark.parametrize(
    "change",
    [
        {"expires": None},
        {"from": "soon"},
        {"from": date(2027, 1, 1)},
        {"kind": "photo"},
        {"kind": "rendered"},
        {"class": None},
        {"class": "yes"},
        {"opens": "first"},
        {"drawn_as": "child"},
        {"colour": "blue"},
        {"seed": "202"},
        {"seed": None},
        {"recipe": None},
        {"recipe": {"id": "study-a", "version": 0}},
        {"recipe": {"id": "study-a", "version": 0, "sha256": "ab"}},
        {"looked_at": None},
        {"looked_at": {"on": date(2026, 11, 22)}},
        {"looked_at": {"on": date(2026, 11, 22), "by": "Kim"}},
        {"shots": None},
        {"shots": {"s2": {"camera": "cam01", "seed": 1}}},
        {"depicts": "somebody"},
        {"licence": "CC-BY-4.0"},
        {"scope": "adverts"},
        {"scope": ["teaching"]},
        {"made_with": ""},
        {"name": {"ko": "얼굴 1"}},
        {"looks": None},
        {"portrait": None},
    ],
    ids=str,
)
def test_a_doubtful_entry_is_refused(copy: Gallery, change: dict[str, object]) -> None:
    assert "f02" not in refused(copy(**change))


def test_a_portrait_without_entry_is_refused(copy: Gallery) -> None:
    folder = copy()
    shutil.copytree(folder / "f01", folder / "f03")
    assert "f03" in refused(folder)


def test_a_loose_picture_is_refused(copy: Gallery) -> None:
    folder = copy()
    shutil.copy(folder / "f01" / "portrait.webp", folder / "f09.webp")
    assert "f09.webp" in refused(folder)


def test_an_entry_without_portrait_is_refused(copy: Gallery) -> None:
    folder = copy()
    (folder / "f02" / "portrait.webp").unlink()
    assert "f02/portrait.webp" in refused(folder)


def test_a_withdrawn_face_stops_the_build_while_its_files_are_there(copy: Gallery) -> None:
    folder = copy(withdrawn={"on": date(2026, 11, 22), "by": "office", "why": "looks like someone"})
    assert "f01" in refused(folder)
    shutil.rmtree(folder / "f01")
    assert faces.verify(DAY, folder) == []
    assert list(faces.load(DAY, folder)) == ["f02"]


@pytest.mark.parametrize("left_out", ["on", "by", "why"])
def test_a_withdrawal_needs_day_role_and_reason(copy: Gallery, left_out: str) -> None:
    record = {"on": date(2026, 11, 22), "by": "office", "why": "a likeness"}
    folder = copy(withdrawn={key: value for key, value in record.items() if key != left_out})
    shutil.rmtree(folder / "f01")
    assert "withdrawn" in refused(folder)


def test_the_withdrawn_day_may_be_written_as_on(copy: Gallery) -> None:
    folder = copy()
    text = (folder / "ledger.yml").read_text("utf-8")
    text = text.replace("withdrawn: null", "withdrawn: {on: 2026-11-22, by: office, why: gone}", 1)
    (folder / "ledger.yml").write_text(text, encoding="utf-8")
    shutil.rmtree(folder / "f01")
    assert faces.verify(DAY, folder) == []


@pytest.mark.parametrize("text", ["", "- f01", "f01: {", "f01: yes"])
def test_an_unreadable_ledger_is_refused(copy: Gallery, text: str) -> None:
    folder = copy()
    (folder / "ledger.yml").write_text(text, encoding="utf-8")
    with pytest.raises(FaceError, match=r"ledger\.yml"):
        faces.load(DAY, folder)


def test_another_renderer_beside_the_gallery_is_no_face(copy: Gallery) -> None:
    folder = copy()
    (folder / "render").mkdir()
    (folder / "render" / "recipes.yml").write_text("f01: {seed: 1}", encoding="utf-8")
    assert faces.verify(DAY, folder) == []
    (folder / "rendered").mkdir()
    (folder / "rendered" / "x.obj").write_text("v 0 0 0")
    assert "rendered" in faces.verify(DAY, folder)[0]


def test_a_recipe_that_changed_since_is_refused(copy: Gallery) -> None:
    folder, recipe = copy(), {"seed": 7, "age": 40}
    told = hashlib.sha256(json.dumps(recipe, sort_keys=True).encode()).hexdigest()
    text = (folder / "ledger.yml").read_text("utf-8")
    text = re.sub(r"id: study-a\n( +)sha256: \w+\n +version: 0", rf"id: f01\n\1sha256: {told}\n\1version: 1", text)
    (folder / "ledger.yml").write_text(text, encoding="utf-8")
    assert "version: 1" in text
    (folder / "render").mkdir()
    (folder / "render" / "recipes.yml").write_text("f01: {age: 40, seed: 7}", encoding="utf-8")
    assert faces.verify(DAY, folder) == []
    (folder / "render" / "recipes.yml").write_text("f01: {age: 40, seed: 8}", encoding="utf-8")
    assert "recipes.yml" in refused(folder)


def with_shots(folder: Path, size: tuple[int, int] = (64, 64)) -> dict[str, dict[str, object]]:
    """Three more shots in a face's folder, and what the ledger must say about all four."""
    (folder / "shots").mkdir()
    told: dict[str, dict[str, object]] = {"s1": {"camera": "cam01", "seed": 1}}
    for number in (2, 3, 4):
        picture, points = folder / "shots" / f"s{number}.jpg", folder / "shots" / f"s{number}.json"
        Image.fromarray(np.full((*size, 3), 40 * number, np.uint8)).save(picture)
        points.write_text(json.dumps({"size": 64, "named": {"nose": [1, number]}, "dense": {"7": [3, 3]}}))
        made = {"picture": ledger.digest(picture), "landmarks": ledger.digest(points)}
        told[f"s{number}"] = {"camera": f"cam0{number}", "seed": number} | made
    return told


def write(folder: Path, **change: object) -> None:
    entries = ledger.read(folder)
    entries["f01"].update(change)
    (folder / "ledger.yml").write_text(yaml.safe_dump(entries, allow_unicode=True), encoding="utf-8")


def test_four_shots_are_one_face(copy: Gallery) -> None:
    folder = copy()
    write(folder, shots=with_shots(folder / "f01"))
    face = faces.load(DAY, folder)["f01"]
    assert list(face.shots) == ["s1", "s2", "s3", "s4"]
    assert face.picture(16, "s3").shape == (16, 16, 3)
    assert face.marks(64, "named", shot="s3") == {"nose": (1.0, 3.0)}


@pytest.mark.parametrize("name", ["s2.jpg", "s4.json"])
def test_a_shot_that_is_missing_or_changed_is_refused(copy: Gallery, name: str) -> None:
    folder = copy()
    write(folder, shots=with_shots(folder / "f01"))
    path = folder / "f01" / "shots" / name
    path.write_bytes(path.read_bytes() + b" ")
    assert f"f01/shots/{name}" in refused(folder)
    path.unlink()
    assert f"f01/shots/{name}" in refused(folder)


@pytest.mark.parametrize(("shot", "key"), [("s1", "camera"), ("s1", "seed"), ("s2", "picture"), ("s3", "landmarks")])
def test_a_shot_says_everything_or_is_refused(copy: Gallery, shot: str, key: str) -> None:
    folder = copy()
    told = with_shots(folder / "f01")
    del told[shot][key]
    write(folder, shots=told)
    assert "shots" in refused(folder)


def test_three_shots_of_four_are_refused(copy: Gallery) -> None:
    folder = copy()
    told = with_shots(folder / "f01")
    del told["s3"]
    write(folder, shots=told)
    assert "f01/shots/s3.jpg" in refused(folder), "files without entry are strays"


def test_picture_and_points_must_fit(copy: Gallery) -> None:
    folder = copy()
    write(folder, shots=with_shots(folder / "f01", size=(64, 48)))
    assert "f01/shots/s2.json" in refused(folder)


def test_a_whole_mesh_is_refused(copy: Gallery) -> None:
    folder = copy()
    path = folder / "f01" / "landmarks.json"
    data = json.loads(path.read_text("utf-8"))
    data["dense"] |= {str(n): [0, 0] for n in range(ledger.MOST_POINTS)}
    path.write_text(json.dumps(data))
    write(folder, landmarks=ledger.digest(path))
    assert "f01/landmarks.json" in refused(folder)


def test_a_file_too_many_is_refused(copy: Gallery) -> None:
    folder = copy()
    (folder / "f01" / "skin.png").write_bytes(b"x")
    assert "f01/skin.png" in refused(folder)


def test_the_ledger_names_cameras_that_there_are(gallery: dict[str, faces.Face]) -> None:
    used = {shot["camera"] for face in gallery.values() for shot in face.entry["shots"].values()}
    assert used <= set(cameras())


def test_the_opening_pair_and_the_class_stand_in_the_ledger(gallery: dict[str, faces.Face], copy: Gallery) -> None:
    a, b = faces.opening(gallery)
    assert a != b
    assert {a, b} <= set(faces.class_faces(gallery))
    assert all(gallery[fid].entry.get("opens") for fid in (a, b)), "two faces open, or some rule chose for them"
    few = faces.load(DAY, copy(opens=None))
    assert faces.opening(few) == ("f02", "f01")
    left = {fid: face for fid, face in gallery.items() if fid != b}
    alike = [f for f in left if f != a and gallery[f].entry["drawn_as"] == gallery[a].entry["drawn_as"]]
    assert faces.opening(left) == (a, next(f for f in alike if gallery[f].entry["class"]))
    with pytest.raises(FaceError):
        faces.opening({"f02": few["f02"]})


def test_no_face_is_named_outside_the_ledger() -> None:
    root = faces.HERE.parents[1]
    anybody = f"(?:{'|'.join(faces.load(DAY))})"  # one walk through the files for all of them
    assert [place for place in traces.named(root, anybody) if not place.startswith("benchmarks/")] == []


def test_rows_say_what_a_page_needs() -> None:
    for lang in ("ko", "en"):
        rows = faces.rows(lang, DAY)
        assert all(all(row.values()) for row in rows)
        told = {"id", "name", "alt", "kind", "recipe", "seed", "licence", "scope", "expires", "hash", "on", "by"}
    assert told == set(rows[0])
