"""HWPX: the package is whole, nothing dangles, and it says what its source says."""

import re
from zipfile import ZIP_STORED, ZipFile

import pytest
from lxml import etree

HP = "{http://www.hancom.co.kr/hwpml/2011/paragraph}"
REFS = {  # attribute → the kind of definition it names
    "charPrIDRef": "charPr", "paraPrIDRef": "paraPr", "styleIDRef": "style", "borderFillIDRef": "borderFill",
    "tabPrIDRef": "tabPr", "nextStyleIDRef": "style",
}  # fmt: skip


def _bare(text: str) -> str:
    return "".join(text.split())


def _parts(path):
    with ZipFile(path) as zipped:
        return {
            name: etree.fromstring(zipped.read(name)) for name in zipped.namelist() if name.endswith((".xml", ".hpf"))
        }


def _dangling(parts):
    header = parts["Contents/header.xml"]
    known = {kind: {item.get("id") for item in header.iter(f"{{*}}{kind}")} for kind in set(REFS.values())}
    for name, root in parts.items():
        for item in root.iter():
            for attribute, kind in REFS.items():
                value = item.get(attribute)
                if value not in (None, "4294967295") and value not in known[kind]:
                    yield f"{name}: {attribute}={value}"


def test_structure(written) -> None:
    assert len(written["hwpx"]) >= 12
    for path in written["hwpx"].values():
        with ZipFile(path) as zipped:
            first = zipped.infolist()[0]
            assert (first.filename, first.compress_type) == ("mimetype", ZIP_STORED)
            assert zipped.read("mimetype") == b"application/hwp+zip"
            names = set(zipped.namelist())
        parts = _parts(path)
        listed = [item.get("href") for item in parts["Contents/content.hpf"].iter("{*}item")]
        assert len(listed) >= 3
        assert not [name for name in listed if name not in names]
        assert not list(_dangling(parts))


def test_validates_and_opens(written) -> None:
    from hwpx.tools.package_validator import validate_editor_open_safety, validate_package

    for path in written["hwpx"].values():
        report = validate_package(path)
        assert report.ok, report.errors
    for name in ("everything", "approval.ko", "worksheet.ko"):
        safety = validate_editor_open_safety(written["hwpx"][name])
        assert safety.ok, safety.summary


def _text(section) -> str:
    for tag in ("secPr", "header", "footer"):
        for found in list(section.iter(f"{HP}{tag}")):
            found.getparent().remove(found)
    return _bare("".join("".join(item.itertext()) for item in section.iter(f"{HP}t")))


def test_says_what_its_source_says(written, documents, said) -> None:
    for name, path in written["hwpx"].items():
        assert _text(_parts(path)["Contents/section0.xml"]) == said(documents[name]), name


@pytest.fixture(scope="module")
def section(written):
    return _parts(written["hwpx"]["everything"])["Contents/section0.xml"]


@pytest.fixture(scope="module")
def header(written):
    return _parts(written["hwpx"]["everything"])["Contents/header.xml"]


def test_tables_repeat_their_marked_head_and_rows_have_height(section) -> None:
    table = next(found for found in section.iter(f"{HP}tbl") if found.get("repeatHeader") == "1")
    heads = [cell for cell in table.iter(f"{HP}tc") if cell.get("header") == "1"]
    assert ["".join(cell.itertext()) for cell in heads] == ["이름", "둘에 걸친 머리"]
    assert [cell.find(f"{HP}cellSpan").get("colSpan") for cell in heads] == ["1", "2"]
    assert min(int(size.get("height")) for size in section.iter(f"{HP}cellSz")) > 1000  # 3.5 mm
    assert all(found.find(f"{HP}pos").get("treatAsChar") == "0" for found in section.iter(f"{HP}tbl"))


def test_styles_are_the_blocks_own(section, header) -> None:
    names = {style.get("id"): style.get("name") for style in header.iter("{*}style")}
    found = {
        _bare("".join(item.text or "" for item in paragraph.iter(f"{HP}t"))): names[paragraph.get("styleIDRef")]
        for paragraph in section.findall(f"{HP}p")
    }
    assert found["목록"] == "개요 1"
    assert found["표"] == "개요 2"
    assert found["첫째"] == found["이끄는말"] == found["상자"] == "본문"


def test_lists_begin_anew_and_bullets_are_round(section, header) -> None:
    shapes = {shape.get("id"): shape.find("{*}heading") for shape in header.iter("{*}paraPr")}

    def kind(text):
        paragraph = next(p for p in section.findall(f"{HP}p") if "".join(p.itertext()).endswith(text))
        return shapes[paragraph.get("paraPrIDRef")]

    first, second, again = kind("첫째"), kind("둘째"), kind("다시 첫째")
    assert first.get("type") == "NUMBER"
    assert first.get("idRef") == second.get("idRef") != again.get("idRef")
    assert kind("점").get("type") == kind("안쪽").get("type") == "BULLET"
    chars = {bullet.get("id"): bullet.get("char") for bullet in header.iter("{*}bullet")}
    assert chars[kind("점").get("idRef")] == "●"


def test_words_stay_whole_and_fonts_are_named_only(written, header) -> None:
    assert {item.get("breakNonLatinWord") for item in header.iter("{*}breakSetting")} == {"BREAK_WORD"}
    fonts = {font.get("face") for font in header.iter("{*}font")}
    assert {"함초롬바탕", "함초롬돋움"} <= fonts
    assert {font.get("isEmbedded") for font in header.iter("{*}font")} == {"0"}
    with ZipFile(written["hwpx"]["everything"]) as zipped:
        assert not [name for name in zipped.namelist() if re.search(r"\.(ttf|otf|hft)$", name, re.I)]


def test_page_is_a4_with_its_number(written, section) -> None:
    page = next(section.iter(f"{HP}pagePr"))
    assert (round(int(page.get("width")) / 283.46), round(int(page.get("height")) / 283.46)) == (210, 297)
    whole = _parts(written["hwpx"]["everything"])["Contents/section0.xml"]
    foot = next(whole.iter(f"{HP}footer"))
    assert "모든 것" in "".join(foot.itertext())
    assert any(item.get("numType") == "PAGE" for item in foot.iter(f"{HP}autoNum"))


def test_nobody_stands_in_the_properties(written) -> None:
    for path in written["hwpx"].values():
        text = etree.tostring(_parts(path)["Contents/content.hpf"], encoding="unicode")
        assert "fixture" not in text
        assert re.search(r'name="creator"[^>]*>(바로보기|Barobogi)<', text)


def test_the_language_is_the_documents_own(written) -> None:
    for name, path in written["hwpx"].items():
        lang = "en" if name.endswith(".en") else "ko"
        parts = _parts(path)
        assert next(parts["Contents/content.hpf"].iter("{*}language")).text == lang
        ids = {style.get("langID") for style in parts["Contents/header.xml"].iter("{*}style")}
        assert ids == {{"ko": "1042", "en": "1033"}[lang]}


def test_a_picture_has_its_alternative_text(section, everything, alts) -> None:
    comments = [item.text for item in section.iter(f"{HP}shapeComment")]
    assert [text for text in comments if text in alts(everything)] == alts(everything) == ["초록 동그라미"]


def test_no_dash_in_a_span_of_time(written) -> None:
    """The lint for official papers takes an en dash between numbers for a slip: spans are written 0~5."""
    for name, path in written["hwpx"].items():
        if name.endswith(".ko"):
            assert not re.search(r"\d–\d", _text(_parts(path)["Contents/section0.xml"])), name
