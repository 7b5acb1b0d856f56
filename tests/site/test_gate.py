"""A face without a valid entry stops the build of a real copy of the project, and nothing of it is published."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from coursekit import ROOT

PARTS = ("course", "coursekit", "demos", "lesson_plans", "mkdocs.yml", "mkdocs.en.yml")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for name in PARTS:
        source = ROOT / name
        skip = shutil.ignore_patterns("__pycache__")
        shutil.copytree(source, tmp_path / name, ignore=skip) if source.is_dir() else shutil.copy(source, tmp_path)
    return tmp_path


def course(copy: Path, *words: str) -> subprocess.CompletedProcess:
    code = "import sys; from coursekit.cli import main; sys.exit(main())"
    env = os.environ | {"PYTHONPATH": str(copy)}
    return subprocess.run(
        [sys.executable, "-c", code, *words], cwd=copy, env=env, capture_output=True, text=True, check=False
    )


def change_a_byte(copy: Path) -> None:
    path = copy / "demos/faces/f03/portrait.webp"
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def expire(copy: Path) -> None:
    path = copy / "demos/faces/ledger.yml"
    head, tail = path.read_text(encoding="utf-8").split("f03:", 1)
    path.write_text(head + "f03:" + tail.replace("expires: 2031-11-22", "expires: 2026-11-22", 1), encoding="utf-8")


def withdraw(copy: Path) -> None:
    path = copy / "demos/faces/ledger.yml"
    head, tail = path.read_text(encoding="utf-8").split("f03:", 1)
    gone = "withdrawn: {on: 2026-11-23, why: a test}"
    path.write_text(head + "f03:" + tail.replace("withdrawn: null", gone, 1), encoding="utf-8")


def drop_entry(copy: Path) -> None:
    path = copy / "demos/faces/ledger.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"^f03:\n(?:  .*\n|\n)*", "", text, flags=re.M), encoding="utf-8")


@pytest.mark.parametrize("fault", [change_a_byte, expire, withdraw, drop_entry])
def test_a_doubtful_face_stops_the_build(copy: Path, fault) -> None:
    out = copy / "site"
    (out / "frames").mkdir(parents=True)
    (out / "build.json").write_text("{}")
    (out / "frames" / "f03.webp").write_text("an older build with the face")
    fault(copy)
    run = course(copy, "build", "--out", str(out), "--on", "2026-11-23")
    assert run.returncode == 1, run.stdout + run.stderr
    assert "f03" in run.stdout
    assert "Traceback" not in run.stderr
    assert not out.exists(), "nothing of it may stay published"
    said = course(copy, "faces", "verify", "--on", "2026-11-23")
    assert (said.returncode, "f03" in said.stdout) == (1, True)


def test_a_withdrawn_face_is_nowhere_after_the_next_build(copy: Path) -> None:
    withdraw(copy)
    shutil.rmtree(copy / "demos/faces/f03")
    out = copy / "site"
    run = course(copy, "build", "--out", str(out), "--on", "2026-11-23")
    assert run.returncode == 0, run.stdout + run.stderr
    frames = list(out.glob("frames/**/*.webp"))
    assert len(frames) > 200
    assert not [path for path in frames if "f03" in path.name]
    for path in [*out.glob("ko/**/*.html"), *out.glob("en/**/*.html")]:
        named = re.search(r"(?<![\w+/])f03(?![\w+/=])", path.read_text(encoding="utf-8"))
        assert not named, path


def test_the_build_does_not_overwrite_somebody_elses_folder(copy: Path) -> None:
    out = copy / "mine"
    out.mkdir()
    (out / "homework.txt").write_text("keep me")
    run = course(copy, "build", "--out", str(out))
    assert run.returncode == 2
    assert "다른 파일이 있습니다" in run.stdout
    assert (out / "homework.txt").read_text() == "keep me"


def test_an_unknown_marker_stops_the_build_with_file_and_line(copy: Path) -> None:
    path = copy / "course/ko/parents/index.md"
    path.write_text(path.read_text(encoding="utf-8") + "\n{{ helpline/0000.phone }}\n", encoding="utf-8")
    line = path.read_text(encoding="utf-8").count("\n")
    run = course(copy, "build", "--out", str(copy / "site"), "--on", "2026-11-23")
    assert run.returncode == 1
    assert f"course/ko/parents/index.md:{line}: [marker]" in run.stdout
    assert not (copy / "site").exists()


def test_a_changed_korean_page_marks_its_english_twin(copy: Path) -> None:
    path = copy / "course/ko/parents/index.md"
    path.write_text(path.read_text(encoding="utf-8") + "\n새 문장입니다.\n", encoding="utf-8")
    run = course(copy, "build", "--out", str(copy / "site"), "--on", "2026-11-23")
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
