"""DOCX: reopened, it says what its source says; headings, heads of tables, languages and pictures are marked."""

from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn


def _bare(text: str) -> str:
    return "".join(text.split())


def _text(path) -> str:
    body = docx.Document(str(path)).element.body
    return _bare("".join(item.text or "" for item in body.iter(qn("w:t"))))


def test_says_what_its_source_says(written, documents, said) -> None:
    for name, path in written["docx"].items():
        assert _text(path) == said(documents[name]), name


@pytest.fixture(scope="module")
def opened(written):
    return docx.Document(str(written["docx"]["everything"]))


def test_headings_and_lists_are_real(opened) -> None:
    styles = {paragraph.text: paragraph.style.name for paragraph in opened.paragraphs if paragraph.text}
    assert styles["모든 것"] == "Title"
    assert styles["목록"] == "Heading 1"
    assert styles["표"] == "Heading 2"
    assert styles["첫째"] == styles["다시 첫째"] == "List Number"
    assert styles["점"] == "List Bullet"
    assert styles["안쪽"] == "List Bullet 2"


def test_each_numbered_list_begins_at_one(opened) -> None:
    numbers = {p.text: p._p.pPr.numPr.numId.val for p in opened.paragraphs if p.style.name == "List Number"}
    assert numbers["첫째"] == numbers["둘째"] != numbers["다시 첫째"]


def test_table_heads_are_marked_and_spans_kept(opened) -> None:
    table = opened.tables[0]
    marked = [row._tr.trPr is not None and row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
    assert marked == [True, False, False]
    assert table.cell(0, 1)._tc is table.cell(0, 2)._tc
    assert table.cell(1, 0)._tc.vMerge == "restart"


def test_korean_face_and_language(opened, written) -> None:
    normal = opened.styles["Normal"].element
    assert normal.rPr.rFonts.get(qn("w:eastAsia")) == "맑은 고딕"
    assert normal.rPr.find(qn("w:lang")).get(qn("w:val")) == "ko-KR"
    other = docx.Document(str(written["docx"]["approval.en"]))
    assert other.styles["Normal"].element.rPr.find(qn("w:lang")).get(qn("w:val")) == "en-US"
    faces = {fonts.get(qn("w:eastAsia")) for fonts in opened.styles.element.iter(qn("w:rFonts"))}
    assert faces - {None} == {"맑은 고딕"}


def test_pictures_and_links(opened, everything, alts) -> None:
    told = [item.get("descr") for item in opened.element.iter(qn("wp:docPr"))]
    assert told == alts(everything)
    link = next(opened.element.iter(qn("w:hyperlink")))
    assert opened.part.rels[link.get(qn("r:id"))].target_ref == "https://example.org/a"


def test_lines_to_write_on_and_properties(opened, written) -> None:
    lines = opened.tables[1]
    assert len(lines.rows) == 3
    assert all(row.height and row.height.mm > 9 for row in lines.rows)
    assert (opened.core_properties.title, opened.core_properties.author) == ("모든 것", "바로보기")
    with ZipFile(written["docx"]["everything"]) as zipped:
        assert b"python-docx" not in zipped.read("docProps/core.xml")


def test_a_plan_is_close_and_its_tables_are_as_large_as_its_text(documents, tmp_path) -> None:
    from coursekit.export.docx import write

    write(documents["plan.ko"], tmp_path / "plan.docx", 8.5)
    made = docx.Document(str(tmp_path / "plan.docx"))
    section = made.sections[0]
    assert section.page_width.mm - section.left_margin.mm - section.right_margin.mm == pytest.approx(186, abs=0.1)
    assert made.styles["Normal"].font.size.pt == 8.5
    runs = [run for cell in made.tables[0]._cells for part in cell.paragraphs for run in part.runs]
    assert runs
    assert {run.font.size for run in runs} == {None}
