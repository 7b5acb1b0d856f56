"""No picture from outside reaches a detector: there is no way in, and nothing that could find a face in it.

A detector of the lab says confident nonsense about a photo of a real person (it was learnt on drawn faces), and nonsense
about a person can be used to accuse. So the set of pictures is closed, on every route.
"""

from __future__ import annotations

import ast
import inspect
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from coursekit import cli
from coursekit import demos as door
from demos.detection import command, features, lab, people

ROOT = Path(__file__).parents[2]
FINDERS = {
    "CascadeClassifier", "FaceDetectorYN", "FaceRecognizerSF", "HOGDescriptor", "VideoCapture", "imread", "imdecode",
    "readNet", "readNetFromONNX", "urlopen", "urlretrieve",
}  # fmt: skip
"""What would find a face, read a picture by its path, or fetch one; Pillow's ``open`` is looked at one by one below."""
STRANGERS = {"dlib", "mediapipe", "face_recognition", "insightface", "requests", "httpx", "torch", "onnxruntime"}
OPENERS = {
    "demos/detection/journeys.py", "demos/detection/maps.py",
    "demos/detection/people.py", "demos/detection/pack.py",
}  # fmt: skip
"""Modules of the engine that open pictures: two read back their own JPEG, two the vouched people."""
ENGINE = sorted((ROOT / "demos" / "detection").glob("*.py")) + sorted((ROOT / "demos" / "detector").glob("*.py"))


def names(path: Path) -> set[str]:
    """Everything a module calls or imports by name."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute):
            found.add(node.attr)
        elif isinstance(node, ast.Name):
            found.add(node.id)
        elif isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {(node.module or "").split(".")[0], *(alias.name for alias in node.names)}
    return found


def test_nothing_here_finds_a_face_or_fetches_a_picture() -> None:
    assert len(ENGINE) >= 25
    for path in ENGINE:
        assert not names(path) & (FINDERS | STRANGERS), path.name


def test_only_four_modules_open_pictures_and_none_of_a_readers_choice() -> None:
    opening = set()
    for path in ENGINE:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr == "open" and getattr(node.value, "id", "") == "Image":
                opening.add(path.relative_to(ROOT).as_posix())
    assert opening == OPENERS


def test_no_door_takes_a_picture(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    kept = {"quick", "keep", "progress", "day"}
    assert set(inspect.signature(door.evaluate_detector).parameters) == kept
    assert set(inspect.signature(command.run).parameters) == kept | {"out"}
    for argv in (["evaluate", "photo.jpg"], ["evaluate", "--picture", "photo.jpg"]):
        monkeypatch.setattr("sys.argv", ["course", *argv])
        with pytest.raises(SystemExit):
            cli.main()
        assert "photo.jpg" in capsys.readouterr().err
    asked = lab.asked([f"e{n:03d}" for n in range(8)])
    assert {ask.id for ask in asked} == {f"p{n:02d}" for n in range(13)}


def test_a_picture_without_the_gallerys_landmarks_cannot_be_measured() -> None:
    photo = np.zeros((512, 512, 3), np.uint8)
    with pytest.raises(KeyError):
        features.measure(photo, {})


def test_a_photo_laid_beside_the_people_stops_everything(tmp_path: Path) -> None:
    (tmp_path / people.LEDGER).write_text("people: {}\n", encoding="utf-8")
    (tmp_path / "e001-s1.webp").write_bytes(b"a photo of somebody")
    with pytest.raises(people.PeopleError, match="장부에 없는 파일"):
        people.load(date(2026, 11, 23), tmp_path)
