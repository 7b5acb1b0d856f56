"""What is written: every address of the manifest and no other, every picture with its marks."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from demos.face_morph import addresses, frames
from demos.faces import Face, FaceError, class_faces, marks, watermark

DAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def pair(gallery: dict[str, Face], tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("pair")
    frames._write_pair(out, *list(class_faces(gallery).values())[:2])
    return out


def written(out: Path) -> list[str]:
    return sorted(p.relative_to(out).as_posix() for p in out.rglob("*") if p.is_file())


def test_one_pair_writes_its_addresses(pair: Path, gallery: dict[str, Face]) -> None:
    two = dict(list(class_faces(gallery).items())[:2])
    assert written(pair) == [f for f in addresses.files(two) if not f.startswith(("faces/", "more/"))]


def test_every_picture_of_a_pair_carries_its_marks(pair: Path) -> None:
    pictures = list(pair.rglob("*.webp"))
    assert len(pictures) == 15 + 4 * 11
    assert [p.name for p in pictures if marks.missing(p)] == []


def test_the_file_says_who_is_in_it(pair: Path, gallery: dict[str, Face]) -> None:
    a, b = list(class_faces(gallery))[:2]
    with Image.open(pair / addresses.frame("average", a, b, 30)) as file:
        xmp = file.info["xmp"].decode()
        assert file.size == (512, 512)
    for told in ("compositeSynthetic", "depicts:nobody", f"face:{a}", f"face:{b}", "percent:30", "Barobogi", "CC0-1.0"):
        assert told in xmp
    with Image.open(pair / addresses.frame("average", a, b, 0)) as file:
        alone = file.info["xmp"].decode()
    assert "algorithmicMedia" in alone
    assert f"face:{b}" not in alone
    with Image.open(pair / addresses.frame("splice", b, a, 100)) as file:
        spliced = file.info["xmp"].decode()
    for told in ("compositeSynthetic", f"face:{a}", f"face:{b}", "recipe:splice"):
        assert told in spliced


def test_the_number_in_every_frame_survives_what_a_chat_does(pair: Path) -> None:
    """JPEG and WebP at quality 75, half size with and without, a screenshot: all of them, on every frame."""
    lost = []
    for path in sorted(p for p in pair.rglob("*.webp") if p.parent.name in frames.RECIPES):
        with Image.open(path) as file:
            picture = file.convert("RGB")
            subjects = file.info["xmp"].decode()
        a, b, percent = path.stem.split("-")
        faces = tuple(fid for fid in (a, b) if f"face:{fid}" in subjects)
        told = {"faces": faces, "kind": path.parent.name, "percent": int(percent)}
        for name, left in chat(picture).items():
            if watermark.told(watermark.read(left) or 0) != told:
                lost.append((path.name, name))
    assert lost == []


def chat(picture: Image.Image) -> dict[str, np.ndarray]:
    def saved(image: Image.Image, kind: str, quality: int) -> np.ndarray:
        held = BytesIO()
        image.save(held, kind, quality=quality)
        return np.asarray(Image.open(held).convert("RGB"))

    half, seen = (picture.resize((round(512 * f),) * 2, Image.Resampling.BILINEAR) for f in (0.5, 0.83))
    return {
        "JPEG 75": saved(picture, "JPEG", 75),
        "WebP 75": saved(picture, "WEBP", 75),
        "half size": np.asarray(half),
        "half size, JPEG 75": saved(half, "JPEG", 75),
        "screenshot, JPEG 80": saved(seen, "JPEG", 80),
    }


def test_a_picture_without_marks_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "bare.webp"
    Image.fromarray(np.full((512, 512, 3), 128, np.uint8)).save(path)
    assert [m for m in marks.missing(path) if m != "credentials"] == ["strip", "number", "xmp", "exif"]


def test_the_committed_material_is_sound() -> None:
    assert frames.verify(DAY) == []
    assert marks.missing(addresses.HERE / "still.webp", panels=5) == []


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
def test_the_pairs_are_counted_while_they_are_drawn(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, gallery: dict[str, Face]
) -> None:
    three = dict(list(class_faces(gallery).items())[:3])
    monkeypatch.setattr(frames, "load", lambda day: three)
    seen: list[tuple[int, int]] = []
    frames.write(tmp_path, lambda done, every: seen.append((done, every)), DAY)
    assert seen == [(1, 3), (2, 3), (3, 3)]
    assert written(tmp_path) == addresses.files(three)


@pytest.fixture
def whole(all_frames: Path) -> Path:
    return all_frames / "face_morph"


@pytest.mark.slow
def test_the_whole_set(whole: Path, gallery: dict[str, Face]) -> None:
    assert len(list(combinations(class_faces(gallery), 2))) >= 28
    assert written(whole) == addresses.files(gallery)
    assert sum(p.stat().st_size for p in whole.rglob("*")) < 80_000_000


@pytest.mark.slow
def test_every_picture_of_the_whole_set_carries_its_marks(whole: Path, gallery: dict[str, Face]) -> None:
    pictures = list(whole.rglob("*.webp"))
    assert len(pictures) == sum(name.endswith(".webp") for name in addresses.files(gallery))
    assert [p.name for p in pictures if marks.missing(p)] == []
