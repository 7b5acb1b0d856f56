"""Zips of lessons and bands: names that open everywhere, the same bytes, and nothing made twice."""

import argparse
import sys
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest

from coursekit import cli
from coursekit.export import bundle, command, downloads
from coursekit.export.admin import PARTS
from coursekit.export.bundle import Wanted, file_name, lesson_items, make, zip_name
from coursekit.export.pdf import NoTools
from coursekit.export.shelf import Shelf

UTF8 = 0x800


@pytest.fixture
def quick(monkeypatch) -> list[str]:
    """Writers that write a line; returns the files that were asked for."""
    asked: list[str] = []

    def write(source, form: str, path: Path) -> None:
        asked.append(f"{source.key}/{source.part}.{source.lang}.{form}")
        path.write_text(repr(source), encoding="utf-8")

    monkeypatch.setattr(bundle, "write", write)
    return asked


def run(monkeypatch, capsys, *words: str) -> tuple[int, str]:
    monkeypatch.setattr(sys, "argv", ["course", *words])
    try:
        code = cli.main()
    except SystemExit as left:
        code = int(left.code or 0)
    told = capsys.readouterr()
    return code, told.out + told.err


def names(path: Path) -> list[str]:
    with ZipFile(path) as packed:
        assert packed.testzip() is None
        assert all(info.flag_bits & UTF8 for info in packed.infolist() if not info.filename.isascii())
        return packed.namelist()


def test_a_lessons_zip_holds_what_exists_under_korean_names(material, quick, tmp_path: Path) -> None:
    key = next(iter(material.plans))
    (path,) = make([key], material, Shelf(tmp_path), Wanted())
    assert path.name == f"barobogi-{key.replace('/', '-')}.zip"
    assert path.name.isascii()
    inside = names(path)
    title = file_name(material.plans[key].title["ko"])
    assert inside[0] == "읽어 주세요.txt"
    assert {f"한국어/1 지도안 - {title}.{form}" for form in ("pdf", "hwpx", "docx")} <= set(inside)
    assert f"한국어/5 발표 화면 - {title}.pptx" in inside
    assert len([name for name in inside if name.startswith("English/")]) == (len(inside) - 1) / 2
    with ZipFile(path) as packed:
        text = packed.read("읽어 주세요.txt").decode("utf-8-sig")
    assert "자료 기준" in text
    assert "{" not in text


def test_nothing_is_made_again_until_something_changes(material, quick, tmp_path: Path) -> None:
    keys = list(material.plans)[:2]
    first = {path: path.read_bytes() for path in make(keys, material, Shelf(tmp_path), Wanted(("ko",), ("pdf",)))}
    made = len(quick)
    again = Shelf(tmp_path)
    assert {path: path.read_bytes() for path in make(keys, material, again, Wanted(("ko",), ("pdf",)))} == first
    assert (len(quick), again.made) == (made, [])
    (tmp_path / keys[0] / "plan.ko.pdf").unlink()
    make(keys, material, Shelf(tmp_path), Wanted(("ko",), ("pdf",)))
    assert quick[made:] == [f"{keys[0]}/plan.ko.pdf"]


def test_a_changed_lesson_makes_only_its_own_files_again(material, quick, tmp_path: Path) -> None:
    key, plan = next(iter(material.plans.items()))
    other = key.replace("01-", "41-")
    wanted = Wanted(("ko",), ("pdf", "hwpx"))

    def all_of(changed) -> list:
        own = [item for item in lesson_items(key, changed, wanted) if not item.shared]
        others = [item for item in lesson_items(key, material, wanted) if not item.shared]
        return own + [replace(item, file=item.file.replace(key, other)) for item in others]

    def build(changed) -> list[str]:
        shelf = Shelf(tmp_path)
        for item in all_of(changed):
            bundle.keep(item, shelf)
        return shelf.made

    assert len(build(material)) == 16
    step = plan.steps[0].model_copy(update={"title": plan.steps[0].title.model_copy(update={"ko": "새 제목"})})
    altered = plan.model_copy(update={"steps": [step, *plan.steps[1:]]})
    assert build(replace(material, plans={**material.plans, key: altered})) == [
        f"{key}/plan.ko.{f}" for f in ("pdf", "hwpx")
    ]
    office = material.office.model_copy(update={"name": "한빛교육지원청"})
    assert len(build(replace(material, office=office))) == 8, "the office stands on every paper"


def test_a_damaged_list_of_digests_only_means_that_all_is_made_again(tmp_path: Path) -> None:
    (tmp_path / "digests.json").write_text("{half", encoding="utf-8")
    assert Shelf(tmp_path).digests == {}


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    def fails(path: Path) -> None:
        path.write_text("half")
        raise OSError("no room")

    shelf = Shelf(tmp_path)
    with pytest.raises(OSError, match="no room"):
        shelf.keep("a/b.pdf", "x", [], fails)
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
    assert not shelf.digests


def test_a_bands_zip_has_a_folder_a_lesson_and_the_offices_papers(material, quick, tmp_path: Path) -> None:
    keys = [key for key in material.plans if key.startswith("middle/")][:2]
    shelf = Shelf(tmp_path)
    *_, path = make(keys, material, shelf, Wanted(("ko",), ("hwpx",)), band="middle")
    assert path.name == "barobogi-middle-ko.zip"
    inside = names(path)
    assert len([name for name in inside if name.startswith("행정 묶음/")]) == 4
    for key in keys:
        folder = file_name(f"{key.split('/')[1][:2]} {material.plans[key].title['ko']}")
        assert [name for name in inside if name.startswith(f"{folder}/한국어/1 지도안")]


def test_units_for_adults_bring_no_papers_for_the_office(material) -> None:
    assert not list(bundle.admin_items("staff", material, Wanted()))
    assert len(list(bundle.admin_items("middle", material, Wanted(("ko",), ("hwpx", "docx"))))) == 8


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("왜? 두 얼굴: 하나/둘", "왜 두 얼굴 하나 둘"),
        ('"장난이었어"', "장난이었어"),
        ("가" * 90, "가" * 80),
        ("끝.", "끝"),
    ],
)
def test_names_that_every_system_takes(text: str, name: str) -> None:
    assert file_name(text) == name


def test_a_zip_in_one_language_says_which() -> None:
    assert (zip_name("middle/01-a"), zip_name("middle", ("en",))) == (
        "barobogi-middle-01-a.zip",
        "barobogi-middle-en.zip",
    )


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["export", "lesson", "middle/99-none"], "그런 수업이 없습니다. 있는 수업: "),
        (["export", "band", "nowhere"], "그런 학교급이 없습니다"),
        (["export", "lesson", "middle/01-face-as-data", "--formats", "pdf,odt"], "쉼표로 이어 고르세요"),
    ],
)
def test_wrong_use_is_said_in_korean(monkeypatch, capsys, tmp_path: Path, words: list[str], told: str) -> None:
    code, text = run(
        monkeypatch, capsys, *words, "--out", str(tmp_path), *([] if "--formats" in words else ["--on", "2026-11-23"])
    )
    assert code == 2
    assert told in text
    assert not list(tmp_path.iterdir())


def test_a_folder_that_cannot_be_written_is_named(monkeypatch, capsys, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    code, text = run(monkeypatch, capsys, "export", "lesson", "middle/01-face-as-data", "--out", str(tmp_path / "file"))
    assert code == 2
    assert f"{tmp_path / 'file'}에 쓸 수 없습니다" in text


def test_the_command_writes_and_says_how_many(monkeypatch, capsys, quick, tmp_path: Path) -> None:
    words = ("export", "lesson", "middle/01-face-as-data", "--lang", "ko", "--formats", "hwpx", "--on", "2026-11-23")
    code, text = run(monkeypatch, capsys, *words, "--out", str(tmp_path))
    assert code == 0
    assert "barobogi-middle-01-face-as-data-ko.zip" in text
    assert f"새로 만든 파일 {len(quick) + 1}개" in text


def test_formats_are_named_once_and_known() -> None:
    assert command.formats("HWPX, pdf,hwpx") == ("hwpx", "pdf")
    with pytest.raises(argparse.ArgumentTypeError):
        command.formats("odt")


def test_what_a_site_offers_is_there_and_nothing_else(material, quick, tmp_path: Path) -> None:
    material = replace(material, plans=dict([next(iter(material.plans.items()))]))
    offered = downloads.site_downloads(material, tmp_path / "kept")
    offered.copy(tmp_path / "stage")
    files = tmp_path / "stage" / "files"
    there = {path.relative_to(files).as_posix() for path in files.rglob("*") if path.is_file()}
    assert there == set(offered.files)
    assert all(name.isascii() for name in there)
    for lang in ("ko", "en"):
        assert set(offered.links[lang]) >= set(material.plans)
        for key, link in offered.links[lang].items():
            assert {*(part["file"] for part in [*link["parts"], *link.get("office", [])])} <= there
            assert "/" not in key or link["zip"] in there
            assert all(f".{lang}." in part["file"] for part in link["parts"])
        office = [link["file"] for link in offered.links[lang]["middle"]["office"]]
        assert office == [f"middle/admin/{part}.{lang}.{form}" for part in PARTS for form in ("hwpx", "docx")]
    assert offered.links["ko"]["middle"]["office"][0]["label"] == "내부결재 기안문 HWPX"


def test_a_machine_without_the_tools_builds_without_files_and_says_so(monkeypatch, capsys, material) -> None:
    def lacks(*_: object) -> None:
        raise NoTools("나눔고딕이 없습니다. / no font.")

    monkeypatch.setattr(downloads, "site_downloads", lacks)
    assert downloads.offered(material) is None
    assert "내려받기 없이 만듭니다" in capsys.readouterr().out
