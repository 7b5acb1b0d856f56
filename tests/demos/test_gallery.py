"""The loader refuses every face without a valid entry, and says which and how to mend it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from demos import faces
from demos.faces import FaceError

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


@pytest.mark.parametrize("name", ["portrait.webp", "landmarks.json"])
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
        {"depicts": "somebody"},
        {"licence": "CC-BY-4.0"},
        {"scope": ["adverts"]},
        {"scope": []},
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
    folder = copy(withdrawn={"on": date(2026, 11, 22), "why": "looks like someone"})
    assert "f01" in refused(folder)
    shutil.rmtree(folder / "f01")
    assert faces.verify(DAY, folder) == []
    assert list(faces.load(DAY, folder)) == ["f02"]


def test_a_withdrawal_needs_day_and_reason(copy: Gallery) -> None:
    folder = copy(withdrawn={"on": date(2026, 11, 22)})
    shutil.rmtree(folder / "f01")
    assert "withdrawn" in refused(folder)


def test_the_withdrawn_day_may_be_written_as_on(copy: Gallery) -> None:
    folder = copy()
    text = (folder / "ledger.yml").read_text("utf-8")
    text = text.replace("withdrawn: null", "withdrawn: {on: 2026-11-22, why: gone}", 1)
    (folder / "ledger.yml").write_text(text, encoding="utf-8")
    shutil.rmtree(folder / "f01")
    assert faces.verify(DAY, folder) == []


@pytest.mark.parametrize("text", ["", "- f01", "f01: {", "f01: yes"])
def test_an_unreadable_ledger_is_refused(copy: Gallery, text: str) -> None:
    folder = copy()
    (folder / "ledger.yml").write_text(text, encoding="utf-8")
    with pytest.raises(FaceError, match=r"ledger\.yml"):
        faces.load(DAY, folder)


def test_rows_say_what_a_page_needs() -> None:
    for lang in ("ko", "en"):
        rows = faces.rows(lang, DAY)
        assert all(all(row.values()) for row in rows)
        assert {"id", "name", "alt", "licence", "expires"} == set(rows[0])
