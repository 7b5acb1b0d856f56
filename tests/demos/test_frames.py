"""What is written: every address of the manifest and no other, every picture with its marks."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from demos.face_morph import frames
from demos.faces import Face, FaceError, marks

DAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def pair(gallery: dict[str, Face], tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("pair")
    frames._write_pair(out, gallery["f01"], gallery["f02"])
    return out


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[tuple[int, int]]]:
    out, seen = tmp_path_factory.mktemp("frames"), []
    frames.write(out, lambda done, every: seen.append((done, every)), DAY)
    return out, seen


def written(out: Path) -> list[str]:
    return sorted(p.relative_to(out).as_posix() for p in out.rglob("*") if p.is_file())


def test_one_pair_writes_its_addresses(pair: Path) -> None:
    assert written(pair) == [f for f in frames.files(["f01", "f02"]) if not f.startswith("faces/")]


def test_every_picture_of_a_pair_carries_its_marks(pair: Path) -> None:
    pictures = list(pair.rglob("*.webp"))
    assert len(pictures) == 15
    assert [p.name for p in pictures if marks.missing(p)] == []


def test_the_file_says_who_is_in_it(pair: Path) -> None:
    with Image.open(pair / frames.frame("f01", "f02", 30)) as file:
        xmp = file.info["xmp"].decode()
        assert file.size == (512, 512)
    for told in ("compositeSynthetic", "depicts:nobody", "face:f01", "face:f02", "percent:30", "Barobogi", "CC0-1.0"):
        assert told in xmp
    with Image.open(pair / frames.frame("f01", "f02", 0)) as file:
        alone = file.info["xmp"].decode()
    assert "algorithmicMedia" in alone
    assert "face:f02" not in alone


def test_a_picture_without_marks_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "bare.webp"
    Image.fromarray(np.full((512, 512, 3), 128, np.uint8)).save(path)
    assert marks.missing(path) == ["strip", "xmp", "exif"]


def test_the_committed_material_is_sound() -> None:
    assert frames.verify(DAY) == []
    assert marks.missing(frames.HERE / "still.webp", panels=5) == []


def test_the_manifest_names_the_faces_in_both_languages() -> None:
    ko, en = (frames.manifest(lang, DAY) for lang in ("ko", "en"))
    assert ko["words"].keys() == en["words"].keys()
    assert [f["id"] for f in ko["faces"]] == [f["id"] for f in en["faces"]]
    assert set(ko["first"]) <= {f["id"] for f in ko["faces"]}


def test_an_unsound_gallery_writes_nothing(tmp_path: Path) -> None:
    with pytest.raises(FaceError):
        frames.write(tmp_path, lambda done, every: None, DAY.replace(year=2040))
    assert written(tmp_path) == []


@pytest.mark.slow
def test_the_whole_set(whole: tuple[Path, list[tuple[int, int]]], gallery: dict[str, Face]) -> None:
    out, seen = whole
    assert written(out) == frames.files(gallery)
    assert seen[-1] == (28, 28)
    assert sum(p.stat().st_size for p in out.rglob("*")) < 15_000_000


@pytest.mark.slow
def test_every_picture_of_the_whole_set_carries_its_marks(whole: tuple[Path, list[tuple[int, int]]]) -> None:
    pictures = list(whole[0].rglob("*.webp"))
    assert len(pictures) >= 28 * 15 + 8
    assert [p.name for p in pictures if marks.missing(p)] == []
