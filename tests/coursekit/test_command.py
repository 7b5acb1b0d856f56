"""The command: wrong use is answered in one sentence in Korean and English, never by a traceback."""

import json
import socket
from dataclasses import replace
from datetime import date
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from coursekit import cli, commands, faces, new
from coursekit.assemble import fingerprint, is_current
from coursekit.office import Office, load_office
from coursekit.stage import STAMP, publish


def run(monkeypatch, capsys, *words: str) -> tuple[int, str]:
    monkeypatch.setattr("sys.argv", ["course", *words])
    try:
        code = cli.main()
    except SystemExit as left:
        code = int(left.code or 0)
    told = capsys.readouterr()
    return code, told.out + told.err


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ([], "잘못 썼습니다"),
        (["lol"], "잘못 썼습니다"),
        (["check", "--on", "2026-13-01"], "날짜는 2026-11-23처럼"),
        (["serve", "--port", "99999"], "포트는 1에서 65535"),
        (["serve", "--host", "256.0.0.1"], "열 수 없습니다"),
        (["build", "--office", "no-such.toml"], "파일을 읽을 수 없습니다"),
        (["build", "--office", "."], "파일을 읽을 수 없습니다"),
        (["build", "--out", "pyproject.toml"], "다른 파일이 있습니다"),
        (["new", "lesson", "foo"], "꼴로 쓰세요"),
        (["new", "fact", "rumour/x"], "꼴로 쓰세요"),
        (["new", "fact", "law/../x"], "꼴로 쓰세요"),
        (["new", "demo", "../x"], "소문자"),
        (["new", "fact", "law/making"], "이미 있습니다"),
        (["stamp", "course/ko/index.md"], "영어 파일이"),
        (["faces"], "잘못 썼습니다"),
        (["faces", "add"], "잘못 썼습니다"),
        (["faces", "verify", "--all"], "잘못 썼습니다"),
        (["faces", "accept", "f01"], "잘못 썼습니다"),
        (["faces", "accept", "f01", "--by", "김"], "누가 그림을 보았는지 역할로 적으세요"),
        (["faces", "accept", "f99", "--by", "editor"], "제작 기록이 없어요"),
        (["faces", "withdraw", "f01"], "잘못 썼습니다"),
        (["faces", "withdraw", "f99", "--why", "x"], "장부에 없는 얼굴"),
        (["faces", "withdraw", "f01", "--why", ""], "까닭이 필요해요"),
        (["faces", "withdraw", "f01", "--why", "x", "--by", "김"], "역할로 적으세요"),
    ],
)
def test_wrong_use_is_told_in_korean(monkeypatch, capsys, words: list[str], says: str) -> None:
    code, told = run(monkeypatch, capsys, *words)
    assert code == 2
    assert says in told


def test_faces_are_drawn_by_the_renderer_if_blender_is_there(monkeypatch, capsys) -> None:
    monkeypatch.setattr(faces, "find_spec", lambda name: None)
    code, told = run(monkeypatch, capsys, "faces", "render", "--only", "f01", "--help")
    assert code == 2
    assert "--group render course faces render --only f01 --help" in told
    started: list[list[str]] = []
    monkeypatch.setattr(faces, "find_spec", lambda name: name)
    monkeypatch.setattr(faces.subprocess, "run", lambda words, **_: started.append(words) or CompletedProcess(words, 3))
    assert run(monkeypatch, capsys, "faces", "render", "--only", "f01", "--size", "64")[0] == 3
    assert started[0][1:] == ["-m", "demos.faces.render", "--only", "f01", "--size", "64"]


@pytest.mark.parametrize("wrong_types", [0, 1])
def test_the_fast_tests_look_at_no_site_and_wrong_types_fail_too(monkeypatch, capsys, wrong_types: int) -> None:
    started: list[list[str]] = []

    class Types:
        returncode = wrong_types

        def __init__(self, words: list[str], **_: object) -> None:
            started.append(words[2:])

        def __enter__(self) -> "Types":
            return self

        def __exit__(self, *_: object) -> None:
            pass

        def communicate(self) -> tuple[str, None]:
            return "what mypy says", None

    monkeypatch.setattr(commands.subprocess, "Popen", Types)
    monkeypatch.setattr(
        commands.subprocess, "run", lambda words, **_: started.append(words[2:]) or CompletedProcess(words, 0)
    )
    code, told = run(monkeypatch, capsys, "test", "--fast", "--", "-k", "morph")
    assert code == wrong_types
    assert "what mypy says" in told
    assert [words[0] for words in started] == ["ruff", "ruff", "mypy", "pytest"]
    assert {"not slow", "--ignore=tests/site", "morph"} <= set(started[-1])


def test_a_withdrawal_says_what_to_do_next_and_forgets_the_pictures(monkeypatch, capsys) -> None:
    asked: list[tuple[object, ...]] = []
    monkeypatch.setattr(faces, "withdraw_face", lambda *told: asked.append(told) or ["대신하는 얼굴: f09"])
    monkeypatch.setattr(faces, "forget_pictures", lambda face: asked.append((face,)))
    code, told = run(monkeypatch, capsys, "faces", "withdraw", "f01", "--why", "닮음", "--on", "2026-11-23")
    assert code == 0
    assert asked == [("f01", "닮음", "office", date(2026, 11, 23)), ("f01",)]
    assert told.startswith("대신하는 얼굴: f09")
    assert "course build" in told


def test_a_port_in_use_is_named(monkeypatch, capsys) -> None:
    with socket.create_server(("127.0.0.1", 0)) as busy:
        code, told = run(monkeypatch, capsys, "serve", "--port", str(busy.getsockname()[1]))
    assert code == 2
    assert "이미 쓰고 있습니다" in told


def test_due_is_json_and_red_only_when_a_helpline_or_law_is_late(monkeypatch, capsys) -> None:
    code, told = run(monkeypatch, capsys, "due", "--on", "2026-11-23", "--format", "json")
    rows = json.loads(told)
    assert code == 0
    assert {"id", "last_check", "how", "due", "overdue"} == set(rows[0])
    first = min(row["due"] for row in rows if row["id"].startswith(("helpline/", "law/")))
    assert run(monkeypatch, capsys, "due", "--on", first)[0] == 0
    assert run(monkeypatch, capsys, "due", "--on", "2040-01-01")[0] == 1


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('exit_url = "javascript:alert(1)"', "exit_url: 꼴이 맞지 않습니다"),
        ("exit_url = 'https://x\"onclick=\"y'", "exit_url: 꼴이 맞지 않습니다"),
        ('area_code = "2"', "area_code: 꼴이 맞지 않습니다"),
        ('logo = "../secret.svg"', "logo: 꼴이 맞지 않습니다"),
        ('colour = "red"', "colour: 모르는 이름"),
        ("name =", "꼴이 맞지 않습니다"),
    ],
)
def test_a_wrong_office_file_is_refused(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "office.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=told):
        load_office(path)


def test_an_office_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    path = tmp_path / "office.toml"
    path.write_bytes('name = "교육청"'.encode("cp949"))
    with pytest.raises(ValueError, match="UTF-8로 저장하세요"):
        load_office(path)
    path.write_text('name = "교육청"', encoding="utf-8-sig")
    assert load_office(path) == Office(name="교육청")


def test_publishing_replaces_what_stood_there_and_keeps_the_folder(tmp_path: Path) -> None:
    stage, out = tmp_path / "stage", tmp_path / "stick"
    for folder, name in ((stage, "new"), (out, "old")):
        (folder / name).mkdir(parents=True)
        (folder / STAMP).write_text(name)
    same = out.stat().st_ino
    publish(stage, out)
    assert sorted(path.name for path in out.iterdir()) == [STAMP, "new"]
    assert (out / STAMP).read_text() == "new"
    assert out.stat().st_ino == same


def test_a_skeleton_is_written_once(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(new, "DEMOS", tmp_path)
    assert {path.parent.name for path in new.new_demo("image_hash")} == {"image_hash"}
    assert "element: bb-image-hash" in (tmp_path / "image_hash" / "demo.yml").read_text()
    with pytest.raises(ValueError, match="이미 있습니다"):
        new.new_demo("image_hash")


def test_stamping_writes_the_digest_once(tmp_path: Path) -> None:
    (tmp_path / "plan.ko.md").write_text("# 가\n", encoding="utf-8")
    english = tmp_path / "plan.en.md"
    english.write_text("---\nreader: teacher\nsource: old\n---\n# a\n", encoding="utf-8")
    assert new.stamp(english)
    assert not new.stamp(english)
    assert english.read_text(encoding="utf-8").count("source:") == 1


def test_a_half_made_site_is_not_current(tmp_path: Path, material) -> None:
    assert not is_current(tmp_path, material)
    (tmp_path / STAMP).write_text("{}")
    assert not is_current(tmp_path, material)
    (tmp_path / STAMP).write_text(json.dumps({"fingerprint": fingerprint(material)}))
    assert is_current(tmp_path, material)
    assert not is_current(tmp_path, replace(material, day=date(2026, 11, 24)))
    assert not is_current(tmp_path, replace(material, office=Office(name="교육청")))
