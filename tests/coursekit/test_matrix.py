"""The audit tables: every directive and standard in its order, with its marks, and links that lead somewhere."""

import re
from dataclasses import replace
from pathlib import PurePosixPath

import pytest

from coursekit.blocks import matrix
from coursekit.blocks.matrix import directives, standards
from coursekit.lessons import COURSE
from coursekit.pages import Page


def page(lang: str = "ko", path: str = "office/directives.md") -> Page:
    return Page(lang, PurePosixPath(path), f"course/{lang}/{path}")


@pytest.fixture
def whole(material, tmp_path, monkeypatch):
    """The material, and a course in which every page that a directive names exists."""
    for entry in material.ledger.values():
        for path in getattr(entry.values[0], "pages", ()):
            for lang in ("ko", "en"):
                made = tmp_path / lang / path
                made.parent.mkdir(parents=True, exist_ok=True)
                made.write_text(f"# <{path}> {lang}\n", encoding="utf-8")
    monkeypatch.setattr(matrix, "COURSE", tmp_path)
    return material


def row(html: str, ident: str) -> str:
    return re.search(rf'<tr id="{ident}">.*', html)[0]


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_all_directives_stand_in_order_and_are_sourced(whole, lang: str) -> None:
    here = page(lang)
    html = directives(here, whole)
    codes = re.findall(r"<strong>(DM-\d\d)</strong>", html)
    assert codes == [f"DM-{number:02}" for number in range(1, 39)]
    assert [entry.id for entry in here.used] == [f"directive/{code.lower()}" for code in codes]
    assert html.count("data-label=") == 38 * 5
    assert "P-01" not in html


def test_advice_open_and_future_are_told_apart(whole) -> None:
    html = directives(page(), whole)
    assert "법률 검토 전" in row(html, "directive-dm-35")
    assert "확인 필요" in row(html, "directive-dm-07")
    assert "교육부 M" not in row(html, "directive-dm-07")
    assert not re.search(r"48|시간 이내", row(html, "directive-dm-07"))
    assert "2027-01-01" in row(html, "directive-dm-36")
    assert "지금 시행 중" in row(html, "directive-dm-08")
    assert "법 L<br>교육부 M" in row(html, "directive-dm-05")
    assert "2024-08-28–<br>2024-11-11" in row(directives(page("en"), whole), "directive-dm-12")


def test_plans_and_pages_are_linked_from_where_the_table_stands(whole) -> None:
    html = directives(page(), whole)
    assert 'href="../teachers/plans/middle/01-face-as-data/index.html"' in row(html, "directive-dm-03")
    assert '<a href="../parents/index.html">&lt;parents/index.md&gt; ko</a>' in row(html, "directive-dm-29")
    assert '<a href="overlay.html">' in row(html, "directive-dm-07")
    assert "없음" in row(html, "directive-dm-24")


def test_a_page_that_is_not_there_is_named(whole, tmp_path) -> None:
    (tmp_path / "ko" / "parents" / "index.md").unlink()
    with pytest.raises(LookupError, match=r"directive/dm-01 names the page 'parents/index\.md'"):
        directives(page(), whole)


def test_standards_name_edition_and_lessons(whole) -> None:
    here = page(path="about/standards.md")
    html = standards(here, whole)
    assert len(here.used) == html.count("<tr id=") >= 20
    assert html.count("2022 개정") == len(here.used)
    assert here.used[0].term == "[4도03-02]"
    assert here.used[-1].term == "[12정05-03]"
    assert 'href="../lessons/middle/01-face-as-data/index.html"' in row(html, "standard-9do01-02")
    assert "2022 revision" in standards(page("en", "about/standards.md"), whole)


def test_an_empty_ledger_makes_an_empty_table(whole) -> None:
    assert "<tbody>\n\n</tbody>" in standards(page(), replace(whole, ledger={}))


def test_the_page_lists_exactly_what_only_a_school_can_do(whole) -> None:
    entries = (entry for entry in whole.ledger.values() if entry.folder == "directive")
    want = {entry.id for entry in entries if entry.on(whole.day).only}
    text = (COURSE / "ko" / "office" / "directives.md").read_text(encoding="utf-8")
    section = text.split("{ #only }")[1].split("\n## ")[0]
    assert set(re.findall(r"directive/dm-\d\d", section)) == want
