"""Papers as PDF/UA-1: tagged as the standard wants, whole Korean words, copyable, small, the same bytes every time."""

import re
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from bs4 import BeautifulSoup

from coursekit.export.papers import Paper, band_papers, lesson_papers
from coursekit.export.pdf import JOINER, PLAN_PAGES, PLAN_SIZES, lay, page_html, write_pdf
from coursekit.office import LocalLine, Office
from coursekit.reading import Text

LANGS = ("ko", "en")


def papers(material, key: str) -> Iterator[Paper]:
    for lang in LANGS:
        yield from lesson_papers(key, lang, material)
        yield from band_papers(key.partition("/")[0], lang, material)


@pytest.fixture(scope="module")
def whole(material, tmp_path_factory) -> list[tuple[Paper, Path]]:
    """Every paper of the lesson with the most steps, both languages."""
    pupils = [key for key in material.plans if not key.startswith(("staff/", "parents/"))]
    key = max(pupils, key=lambda key: len(material.plans[key].steps))
    folder = tmp_path_factory.mktemp("pdf")
    made = [(paper, folder / f"{paper.part}.{paper.lang}.pdf") for paper in papers(material, key)]
    for paper, path in made:
        write_pdf(paper, path)
    assert len(made) >= 8
    return made


@pytest.fixture(scope="module")
def sheet(material) -> Paper:
    return next(
        paper for paper in lesson_papers(next(iter(material.plans)), "ko", material) if paper.part == "worksheet"
    )


def told(path: Path) -> str:
    run = subprocess.run(["pdftotext", "-raw", str(path), "-"], capture_output=True, check=True)
    return run.stdout.decode()


def elements(node) -> Iterator[pikepdf.Dictionary]:
    """Every element of the structure tree."""
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from elements(child)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from elements(node.K)


def attribute(element: pikepdf.Dictionary, name: str) -> object:
    owners = element.get("/A", pikepdf.Array())
    owners = owners if isinstance(owners, pikepdf.Array) else [owners]
    return next((owner[name] for owner in owners if name in owner), None)


def faults(path: Path) -> list[str]:
    """What the everyday list of PDF/UA-1 finds wrong: language, marks, title, tags, tables, pictures, fonts."""
    with pikepdf.open(path) as pdf:
        root = pdf.Root
        wrong = [] if str(root.get("/Lang", "")) in LANGS else ["no language"]
        wrong += [] if root.get("/MarkInfo", {}).get("/Marked") else ["not marked"]
        wrong += [] if root.get("/ViewerPreferences", {}).get("/DisplayDocTitle") else ["title not shown"]
        with pdf.open_metadata() as meta:
            wrong += [] if meta.get("pdfuaid:part") == "1" and meta.get("dc:title") else ["metadata"]
        tags = list(elements(root.StructTreeRoot.K))
        heads = {str(tag.get("/ID")) for tag in tags if str(tag.S) == "/TH"}
        wrong += [] if {"/H1", "/P"} <= {str(tag.S) for tag in tags} else ["no heading or no text"]
        for tag in tags:
            kind = str(tag.S)
            if kind == "/Figure" and not str(tag.get("/Alt", "")).strip():
                wrong.append("picture without words")
            if kind == "/TD" and not {str(head) for head in attribute(tag, "/Headers") or []} & heads:
                wrong.append("TD without a header")
        for page in pdf.pages:
            wrong += [] if "/Annots" not in page or page.get("/Tabs") == "/S" else ["order of tabs"]
            for font in page.Resources.Font.values():
                inner = font.DescendantFonts[0].FontDescriptor
                wrong += [] if "/ToUnicode" in font and ("/FontFile2" in inner or "/FontFile3" in inner) else ["font"]
                wrong += [] if "+Paper" in str(font.BaseFont) else [f"{font.BaseFont} fell in for Nanum Gothic"]
    return wrong


@pytest.mark.slow
def test_every_paper_passes_the_list_of_pdf_ua(whole) -> None:
    assert {path.name: faults(path) for _, path in whole} == {path.name: [] for _, path in whole}
    for _, path in whole:
        run = subprocess.run(["qpdf", "--check", str(path)], capture_output=True, text=True, check=False)
        assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.slow
def test_the_list_sees_what_is_wrong(whole, tmp_path: Path) -> None:
    _, path = next(pair for pair in whole if pair[0].part == "notes")
    with pikepdf.open(path) as pdf:
        del pdf.Root["/Lang"]
        pdf.Root.ViewerPreferences.DisplayDocTitle = False
        for tag in elements(pdf.Root.StructTreeRoot.K):
            for name in ("/Alt", "/A"):
                if name in tag:
                    del tag[name]
        pdf.save(tmp_path / "bad.pdf")
    found = set(faults(tmp_path / "bad.pdf"))
    assert found >= {"no language", "title not shown", "picture without words", "TD without a header"}


@pytest.mark.slow
def test_papers_are_small_say_their_day_and_can_be_copied_word_for_word(whole) -> None:
    for paper, path in whole:
        assert path.stat().st_size < (500_000 if paper.part == "notes" else 300_000), path.name
        text = told(path)
        assert JOINER not in text
        assert "\ufffd" not in text
        assert paper.note in text.replace("\n", " "), "the day of its data stands at the foot"
        seen = set(text.split())
        words = set(BeautifulSoup(paper.html, "html.parser").get_text(" ").split())
        whole_words = {word for word in words if re.fullmatch(r"[가-힣]{3,}|[A-Za-z]{3,}", word)}
        assert len(whole_words) > 40
        lost = sorted(word for word in whole_words if word not in seen and word not in text)
        assert not lost, f"{path.name}: {lost[:8]}"


@pytest.mark.slow
def test_a_plan_fits_the_two_pages_in_both_languages(material) -> None:
    smallest = f".paper {{ font-size: {PLAN_SIZES[-1]}pt }}"
    longest = sorted(material.plans, key=lambda key: len(material.plans[key].steps))[-2:]
    for lang, keys in {"ko": material.plans, "en": longest}.items():
        for key in keys:
            plan = next(lesson_papers(key, lang, material))
            assert plan.part == "plan"
            assert len(lay(plan, smallest).pages) <= PLAN_PAGES, f"{key} {lang}"


@pytest.mark.slow
def test_the_two_page_plan_that_grows_is_refused_with_its_name(material, monkeypatch) -> None:
    monkeypatch.setattr("coursekit.export.pdf.PLAN_SIZES", PLAN_SIZES[-1:])
    plan = next(lesson_papers(next(iter(material.plans)), "ko", material))
    with pytest.raises(ValueError, match=f"{plan.key} ko: 지도안이 두 쪽을 넘습니다"):
        write_pdf(replace(plan, html=plan.html + plan.html), Path("never.pdf"))


@pytest.mark.slow
def test_the_same_paper_gives_the_same_bytes(sheet, tmp_path: Path) -> None:
    for name in "ab":
        write_pdf(sheet, tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


@pytest.mark.slow
def test_no_korean_word_breaks_at_the_end_of_a_line(sheet, tmp_path: Path) -> None:
    word = "가나다라마바사아자차카타파하"
    long = replace(
        sheet, html="<h1>가</h1><p>" + f'{word} <b>{word}</b>에게 <a href="tel:117">117</a>이라고 ' * 40 + "</p>"
    )
    write_pdf(long, tmp_path / "long.pdf")
    lines = [line.strip() for line in told(tmp_path / "long.pdf").splitlines() if word[:3] in line or "에게" in line]
    assert len(lines) > 10
    parts = {part for line in lines for part in line.split()}
    assert parts <= {word, f"{word}에게", "117이라고"}, parts


def test_lines_to_write_on_are_as_many_as_the_sheet_says(sheet) -> None:
    page = BeautifulSoup(page_html(sheet), "html.parser")
    rooms = page.select(".bb-lines")
    assert len(rooms) > 5
    wanted = [int(re.search(r"--(\d+)", " ".join(room["class"]))[1]) for room in rooms]
    assert [len(room.find_all("i")) for room in rooms] == wanted


def test_the_office_stands_on_every_paper(material) -> None:
    line = LocalLine(
        name=Text(ko="한빛 상담", en="Hanbit"), phone="02-000-0000", does=Text(ko="가", en="a"), checked=material.day
    )
    office = replace(material, office=Office(name="한빛교육지원청 <시험>", local=[line]))
    for paper in lesson_papers(next(iter(material.plans)), "ko", office):
        assert '<p class="bb-office">한빛교육지원청 &lt;시험&gt; · 한빛 상담 02-000-0000</p>' in paper.html


@pytest.mark.slow
def test_a_letter_home_is_one_page_and_a_long_one_is_not_cut(sheet, tmp_path: Path) -> None:
    letter = replace(sheet, part="letter", html="<h1>가정통신문</h1>" + "<p>안녕하십니까.</p>" * 31)
    for times, pages in ((1, 1), (3, 3)):
        write_pdf(replace(letter, html=letter.html * times), tmp_path / "letter.pdf")
        with pikepdf.open(tmp_path / "letter.pdf") as pdf:
            assert (len(pdf.pages) == 1) == (pages == 1)
        assert told(tmp_path / "letter.pdf").count("안녕하십니까.") == 31 * times


def test_what_only_a_screen_can_do_is_not_on_paper(material) -> None:
    for key in material.plans:
        for paper in lesson_papers(key, "ko", material):
            page = BeautifulSoup(paper.html, "html.parser")
            assert not page.select("script, iframe, button, details, link")
            assert not [a for a in page.find_all("a") if not re.match("(https?|tel):", a.get("href", ""))]
            assert all(img["src"].startswith("file:") and img["alt"] for img in page.find_all("img"))
            assert "{{" not in paper.html


@pytest.mark.slow
def test_drawings_speak_in_the_papers_own_font(sheet, tmp_path: Path) -> None:
    drawing = '<svg viewBox="0 0 90 30" font-family="Arial, serif"><style>text{font-family:serif}</style><text y="9">글</text></svg>'
    (tmp_path / "a.svg").write_text(
        drawing.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"'), encoding="utf-8"
    )
    inline = drawing.replace("<svg", '<svg role="img" aria-label="그림 둘"')
    first = f'<img src="{(tmp_path / "a.svg").as_uri()}" alt="그림 하나">'
    write_pdf(
        replace(sheet, html=f"<h1>가</h1><p>{first}</p>{inline}<svg aria-hidden='true'></svg>"), tmp_path / "a.pdf"
    )
    assert faults(tmp_path / "a.pdf") == []
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        alts = [str(tag.Alt) for tag in elements(pdf.Root.StructTreeRoot.K) if str(tag.S) == "/Figure"]
    assert alts == ["그림 하나", "그림 둘"]
