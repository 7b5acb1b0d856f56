"""A face is taken out by one command: the record stays, the files go, the next face steps in."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from demos import faces
from demos.faces import FaceError, ledger, marks, traces
from demos.faces.lines import put
from demos.faces.withdraw import Withdrawal, successor, withdraw

DAY = date(2026, 11, 23)
WHY = Withdrawal('닮았다는 "말"을 들음: 확인 #1', "office", DAY)
ALL = faces.load(DAY)
STAYS, GONE = faces.opening(ALL)
"""The two that open: one stays, one goes."""
OTHER, *_, SPARE = (f for f, face in faces.class_faces(ALL).items() if f not in (STAYS, GONE))
FOUR = sorted((STAYS, GONE, OTHER, SPARE))
PAGE = f"# 수업\n\n{{{{ demo/face_morph }}}}\n\n{{{{ list/faces }}}}\n\n![]({GONE}.webp)\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Four faces of a project: three blend, ``SPARE`` does not; a page and two pictures made from them."""
    gallery = tmp_path / "demos" / "faces"
    gallery.mkdir(parents=True)
    text = (faces.HERE / "ledger.yml").read_text("utf-8")
    for fid in ALL:
        if fid in FOUR:
            shutil.copytree(faces.HERE / fid, gallery / fid)
        else:
            text = re.sub(rf"^{fid}:\n(?:  .*\n|\n)*", "", text, flags=re.M)
    (gallery / "ledger.yml").write_text(put(text, SPARE, "class", "false"), encoding="utf-8")
    (tmp_path / "course" / "facts").mkdir(parents=True)
    (tmp_path / "course" / "page.md").write_text(PAGE, encoding="utf-8")
    grey = np.full((256, 256, 3), 128, np.uint8)
    marks.save(tmp_path / "docs" / "sheet.webp", grey, marks.words((STAYS, GONE), "sheet"))
    marks.save(tmp_path / "docs" / "other.webp", grey, marks.words((STAYS, OTHER), "sheet"))
    assert faces.verify(DAY, gallery) == []
    return tmp_path


def test_the_face_goes_and_the_next_steps_in(project: Path) -> None:
    gallery = project / "demos" / "faces"
    before = (gallery / "ledger.yml").read_text("utf-8").splitlines()
    told = "\n".join(withdraw(project, GONE, WHY))
    assert not (gallery / GONE).exists()
    assert faces.verify(DAY, gallery) == []
    shown = faces.load(DAY, gallery)
    assert list(shown) == list(faces.class_faces(shown)) == sorted((STAYS, OTHER, SPARE))
    left = sorted((OTHER, SPARE), key=lambda fid: (ALL[fid].entry["drawn_as"] != ALL[STAYS].entry["drawn_as"], fid))
    assert faces.opening(shown) == (STAYS, left[0])
    assert {SPARE, *ALL[SPARE].name.values()} <= set(re.findall(r"f\d\d|얼굴 \d+|Face \d+", told))
    record = ledger.read(gallery)[GONE]["withdrawn"]
    assert record == {"on": DAY, "by": "office", "why": WHY.why}
    after = (gallery / "ledger.yml").read_text("utf-8").splitlines()
    changed = [(a, b) for a, b in zip(before, after, strict=True) if a != b]
    assert sorted(a for a, _ in changed) == ["  class: false", "  withdrawn: null"], "comments and layout stay"


def test_what_falls_back_is_named_with_its_line(project: Path) -> None:
    told = withdraw(project, GONE, WHY)
    places = {line.rsplit(": ", 1)[1] for line in told if "course/page.md" in line}
    assert places == {"course/page.md:3", "course/page.md:5", "course/page.md:7"}
    assert next(line for line in told if "course/page.md:7" in line).startswith("손으로 적은 이름")


def test_a_picture_with_the_face_goes_too(project: Path) -> None:
    (project / "docs" / "screen.webp").write_bytes(b"a picture without words")
    told = "\n".join(withdraw(project, GONE, WHY))
    assert "look at it: docs/screen.webp" in told
    assert "other.webp" not in told
    (project / "docs" / "screen.webp").unlink()
    assert "docs/sheet.webp" in told
    assert [p.name for p in (project / "docs").iterdir()] == ["other.webp"]


def test_a_picture_that_comes_back_is_found(project: Path) -> None:
    withdraw(project, GONE, WHY)
    assert traces.leftovers(project / "demos" / "faces") == []
    grey = np.full((256, 256, 3), 128, np.uint8)
    marks.save(project / "demos" / "still.webp", grey, marks.words((STAYS, GONE), "sheet"))
    (found,) = traces.leftovers(project / "demos" / "faces")
    assert "demos/still.webp" in found
    assert GONE in found


def test_a_second_time_only_clears_up(project: Path) -> None:
    withdraw(project, GONE, WHY)
    text = (project / "demos" / "faces" / "ledger.yml").read_text("utf-8")
    shutil.copytree(faces.HERE / GONE, project / "demos" / "faces" / GONE)
    told = withdraw(project, GONE, Withdrawal("another", "teacher", date(2027, 1, 1)))
    assert "이미" in told[0]
    assert not (project / "demos" / "faces" / GONE).exists()
    assert (project / "demos" / "faces" / "ledger.yml").read_text("utf-8") == text


@pytest.mark.parametrize(
    ("fid", "told", "says"),
    [
        ("f99", WHY, ", ".join(FOUR)),
        (STAYS, Withdrawal(" ", "office", DAY), "--why"),
        (STAYS, Withdrawal("two\nlines", "office", DAY), "--why"),
        (STAYS, Withdrawal("x", "Kim", DAY), "editor, teacher, office"),
    ],
)
def test_wrong_use_changes_nothing(project: Path, fid: str, told: Withdrawal, says: str) -> None:
    text = (project / "demos" / "faces" / "ledger.yml").read_text("utf-8")
    with pytest.raises(FaceError, match=says):
        withdraw(project, fid, told)
    assert (project / "demos" / "faces" / "ledger.yml").read_text("utf-8") == text
    assert faces.verify(DAY, project / "demos" / "faces") == []


def test_who_steps_in() -> None:
    def entry(drawn_as: str, in_class: bool) -> ledger.Entry:
        return {"drawn_as": drawn_as, "class": in_class, "withdrawn": None}

    all_ = {"f01": entry("woman", True), "f02": entry("man", False), "f03": entry("woman", False)}
    assert successor(all_, "f01") == "f03", "drawn alike comes first"
    assert successor(all_, "f02") is None, "nobody steps in for a face that no demo shows"
    all_["f03"]["withdrawn"] = {"on": DAY}
    assert successor(all_, "f01") == "f02"
    del all_["f02"]
    assert successor(all_, "f01") is None


def test_the_last_entry_and_a_missing_line_can_be_written() -> None:
    text = "# a\nf01:\n  class: true  # why\n\n# b\nf02:\n  class: false"
    assert put(text, "f02", "class", "true") == text.replace("false", "true")
    assert put(text, "f01", "class", "false") == text.replace("true", "false")
    assert ledger.parse(put(text, "f01", "withdrawn", "{on: 2026-11-23}"))["f01"]["class"] is True
    assert ledger.parse(put(text, "f02", "withdrawn", "null"))["f02"] == {"class": False, "withdrawn": None}
