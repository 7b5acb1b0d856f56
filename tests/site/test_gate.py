"""A face without a valid entry stops the build of a real copy of the project, and nothing of it is published."""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import subprocess
import sys
from base64 import b64decode
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from coursekit import ROOT
from coursekit.stage import BUILD
from demos import faces
from demos.faces import watermark

DAY = date(2026, 11, 23)
WRONG = list(faces.class_faces(faces.load(DAY)))[2]
"""The face about which a doubt arises."""
PARTS = ("course", "coursekit", "demos", "lesson_plans", "mkdocs.yml", "mkdocs.en.yml", "requirements.lock")


@pytest.fixture
def copy(tmp_path: Path, all_frames: Path) -> Path:
    for name in PARTS:
        source = ROOT / name
        skip = shutil.ignore_patterns("__pycache__")
        shutil.copytree(source, tmp_path / name, ignore=skip) if source.is_dir() else shutil.copy(source, tmp_path)
    shutil.copytree(BUILD / "frames", tmp_path / "build" / "frames")  # drawn from the same files: not drawn again
    return tmp_path


def course(copy: Path, *words: str) -> subprocess.CompletedProcess:
    code = "import sys; from coursekit.cli import main; sys.exit(main())"
    env = os.environ | {"PYTHONPATH": str(copy)}
    return subprocess.run(
        [sys.executable, "-c", code, *words], cwd=copy, env=env, capture_output=True, text=True, check=False
    )


def change_a_byte(copy: Path) -> None:
    path = copy / f"demos/faces/{WRONG}/portrait.webp"
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def expire(copy: Path) -> None:
    path = copy / "demos/faces/ledger.yml"
    head, tail = path.read_text(encoding="utf-8").split(f"\n{WRONG}:", 1)
    path.write_text(f"{head}\n{WRONG}:" + re.sub("expires: .*", "expires: 2026-11-22", tail, count=1), encoding="utf-8")


def withdraw(copy: Path) -> None:
    path = copy / "demos/faces/ledger.yml"
    head, tail = path.read_text(encoding="utf-8").split(f"\n{WRONG}:", 1)
    gone = "withdrawn: {on: 2026-11-23, by: office, why: a test}"
    path.write_text(f"{head}\n{WRONG}:" + tail.replace("withdrawn: null", gone, 1), encoding="utf-8")


def drop_entry(copy: Path, fid: str = WRONG) -> None:
    path = copy / "demos/faces/ledger.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(rf"^{fid}:.*\n(?:  .*\n|\n)*", "", text, flags=re.M), encoding="utf-8")


def leave_a_demo_picture_of_a_withdrawn_face(copy: Path) -> None:
    still = copy / "demos/face_morph/still.webp"
    withdraw(copy)
    shutil.rmtree(copy / f"demos/faces/{WRONG}")
    still.write_bytes(still.read_bytes() + f"<rdf:li>face:{WRONG}</rdf:li>".encode())


@pytest.mark.parametrize(
    "fault", [change_a_byte, expire, withdraw, drop_entry, leave_a_demo_picture_of_a_withdrawn_face]
)
def test_a_doubtful_face_stops_the_build(copy: Path, fault) -> None:
    out = copy / "site"
    (out / "frames").mkdir(parents=True)
    (out / "build.json").write_text("{}")
    (out / "frames" / f"{WRONG}.webp").write_text("an older build with the face")
    fault(copy)
    run = course(copy, "build", "--no-exports", "--out", str(out), "--on", "2026-11-23")
    assert run.returncode == 1, run.stdout + run.stderr
    assert WRONG in run.stdout
    assert "Traceback" not in run.stderr
    assert not out.exists(), "nothing of it may stay published"
    said = course(copy, "faces", "verify", "--on", "2026-11-23")
    assert (said.returncode, WRONG in said.stdout) == (1, True)


def few(copy: Path) -> tuple[str, str, str, str]:
    """Leave four faces, so that a build is short: the opening pair, one more of the class, one outside it."""
    gallery = faces.load(DAY)
    a, b = faces.opening(gallery)
    rest = [f for f in gallery if f not in (a, b)]
    spare = next(f for f in rest if gallery[f].entry["drawn_as"] == gallery[b].entry["drawn_as"])
    third = next(f for f in rest if f != spare and f in faces.class_faces(gallery))
    for fid in set(rest) - {spare, third}:
        drop_entry(copy, fid)
        shutil.rmtree(copy / "demos/faces" / fid)
    path = copy / "demos/faces/ledger.yml"
    head, tail = path.read_text(encoding="utf-8").split(f"\n{spare}:", 1)
    path.write_text(f"{head}\n{spare}:" + re.sub("class: .*", "class: false", tail, count=1), encoding="utf-8")
    return a, b, third, spare


def places_of(fid: str, folder: Path) -> list[str]:
    """Every file below a folder that shows a face or says its id: by name, words, marks, pictures inside pages."""
    mark, typed = f"face:{fid}".encode(), re.compile(rf"(?<![\w+/]){fid}(?![\w+/=])")
    found = []
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts):
        data = path.read_bytes()
        inside = [b64decode(part) for part in re.findall(rb"data:image/webp;base64,([A-Za-z0-9+/=]+)", data)]
        told = path.suffix in (".html", ".json", ".ics", ".svg") and typed.search(data.decode())
        if re.search(rf"\b{fid}\b", path.name) or told or any(mark in one for one in (data, *inside)):
            found.append(path.relative_to(folder).as_posix())
    return found


def numbers_in(pictures: list[Path]) -> set[str]:
    """The faces that the invisible numbers of some pictures tell."""
    told: set[str] = set()
    for path in pictures:
        with Image.open(path) as file:
            value = watermark.read(np.asarray(file.convert("RGB"))) or 0
        told |= set(watermark.told(value).get("faces", ()))
    return told


def test_a_withdrawn_face_is_nowhere_after_the_next_build(copy: Path) -> None:
    a, gone, third, spare = few(copy)
    out, old = copy / "site", copy / "build/frames/face_morph-0/faces"
    for folder in (out / "frames", old):
        folder.mkdir(parents=True)
        (folder / f"{gone}.webp").write_bytes(f"an older build, face:{gone}".encode())
    (out / "build.json").write_text("{}")
    said = course(copy, "faces", "withdraw", gone, "--why", "닮았다는 말", "--on", "2026-11-23")
    assert said.returncode == 0, said.stdout + said.stderr
    assert f"대신하는 얼굴: {spare}" in said.stdout
    assert "다시 그린 그림 / drawn again: demos/face_morph/still.webp" in said.stdout
    assert "course/ko/about/faces.md" in said.stdout
    assert "lesson_plans/middle/01-face-as-data/slides.ko.md" in said.stdout
    assert not old.exists()
    assert course(copy, "faces", "verify", "--on", "2026-11-23").returncode == 0

    run = course(copy, "build", "--no-exports", "--out", str(out), "--on", "2026-11-23")
    assert run.returncode == 0, run.stdout + run.stderr
    assert places_of(a, out), "the search finds a face that is there"
    for folder in ("site", "build", "demos"):
        assert places_of(gone, copy / folder) == []
    pictures = sorted(out.glob("frames/**/*.webp"))
    assert len(pictures) > 100
    told = numbers_in(pictures[::10])
    assert a in told
    assert {face for face in told if face.startswith("f")} <= {a, third, spare}
    the_demo_works_with(copy, {a, third, spare})


def the_demo_works_with(copy: Path, ids: set[str]) -> None:
    """Every page with the demo offers just these faces, starts with two of them, and has all their pictures."""
    pages = [p for p in (copy / "site").rglob("*.html") if '/frames/face_morph"' in p.read_text(encoding="utf-8")]
    assert pages
    for page in pages:
        text = page.read_text(encoding="utf-8")
        told = json.loads(html.unescape(re.search(r'<script type="application/json">(\{"lang".*?)</script>', text)[1]))
        assert {face["id"] for face in told["faces"]} == ids
        assert set(told["first"]) <= ids
        frames = (page.parent / re.search(r'data-frames="([^"]+)"', text)[1]).resolve()
        a, b = sorted(told["first"])
        names = [face["thumb"] for face in told["faces"]] + [f"average/{a}-{b}-{n:03d}.webp" for n in told["percents"]]
        assert [name for name in names if not (frames / name).is_file()] == []


def test_the_build_does_not_overwrite_somebody_elses_folder(copy: Path) -> None:
    out = copy / "mine"
    out.mkdir()
    (out / "homework.txt").write_text("keep me")
    run = course(copy, "build", "--no-exports", "--out", str(out))
    assert run.returncode == 2
    assert "다른 파일이 있습니다" in run.stdout
    assert (out / "homework.txt").read_text() == "keep me"


def test_an_unknown_marker_stops_the_build_with_file_and_line(copy: Path) -> None:
    path = copy / "course/ko/parents/index.md"
    path.write_text(path.read_text(encoding="utf-8") + "\n{{ helpline/0000.phone }}\n", encoding="utf-8")
    line = path.read_text(encoding="utf-8").count("\n")
    run = course(copy, "build", "--no-exports", "--out", str(copy / "site"), "--on", "2026-11-23")
    assert run.returncode == 1
    assert f"course/ko/parents/index.md:{line}: [marker]" in run.stdout
    assert not (copy / "site").exists()


def test_a_changed_korean_page_marks_its_english_twin(copy: Path) -> None:
    path = copy / "course/ko/parents/index.md"
    path.write_text(path.read_text(encoding="utf-8") + "\n새 문장입니다.\n", encoding="utf-8")
    run = course(copy, "build", "--no-exports", "--out", str(copy / "site"), "--on", "2026-11-23")
    assert run.returncode == 0, run.stdout
    english = (copy / "site/en/parents/index.html").read_text(encoding="utf-8")
    assert "has changed since it was translated" in english
    other = (copy / "site/en/help/index.html").read_text(encoding="utf-8")
    assert "has changed since it was translated" not in other


def test_due_turns_red_for_helplines_and_laws_only(copy: Path) -> None:
    assert course(copy, "due", "--on", "2026-11-23", "--format", "json").returncode == 0
    late = course(copy, "due", "--on", "2027-03-01")
    assert late.returncode == 1
    assert "helpline/117" in late.stdout
