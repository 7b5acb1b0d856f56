"""Papers and decks as they are exported, written once for the tests of a worker."""

from pathlib import Path

import pytest

from coursekit.export.admin import admin_papers
from coursekit.export.blocks import (
    Block,
    Cell,
    Document,
    Heading,
    ListBlock,
    PageBreak,
    Paragraph,
    Picture,
    Table,
    Write,
)
from coursekit.export.papers import lesson_papers
from coursekit.export.runs import Run, Runs

DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><circle cx="20" cy="10" r="9" fill="#0f5c56"/></svg>'
)


def bare(text: str) -> str:
    """Text without its blanks: the measure that every written file is held against."""
    return "".join(text.split())


def _runs(runs: Runs) -> str:
    return "".join(run.text for run in runs)


def _said(block: Block) -> str:
    if isinstance(block, Heading | Paragraph):
        return _runs(block.runs)
    if isinstance(block, ListBlock):
        return "".join(_runs(runs) for runs, _ in block.items)
    if isinstance(block, Table):
        return block.caption + "".join(_runs(runs) for row in block.rows for cell in row for runs in cell.paragraphs)
    return ""


@pytest.fixture(scope="session")
def said():
    """said(document): all its text, without blanks."""
    return lambda document: bare("".join(map(_said, document.blocks)))


@pytest.fixture(scope="session")
def alts():
    """alts(document): the alternative texts of its pictures."""
    return lambda document: [block.alt for block in document.blocks if isinstance(block, Picture)]


def _cell(text: str, **more) -> Cell:
    return Cell(((Run(text),),) if text else (), **more)


def _everything() -> Document:
    """Every kind of block, with the cases that a lesson may not hold today: spans, nested lists, a drawing."""
    head = (_cell("이름", header=True), _cell("둘에 걸친 머리", header=True, colspan=2))
    tall = (_cell("세로", header=True, rowspan=2), _cell("하나"), _cell(""))
    return Document(
        "모든 것",
        "ko",
        (
            Heading(1, (Run("모든 것"),)),
            Paragraph(
                (Run("앞 "), Run("굵게", bold=True), Run(" 줄\n바꿈"), Run("주소", href="https://example.org/a"))
            ),
            Paragraph((Run("이끄는 말"),), "lead"),
            Heading(2, (Run("목록"),)),
            ListBlock(True, (((Run("첫째"),), 0), ((Run("안쪽"),), 1), ((Run("둘째"),), 0))),
            ListBlock(True, (((Run("다시 첫째"),), 0),)),
            ListBlock(False, (((Run("점"),), 0),)),
            Heading(3, (Run("표"),)),
            Table(1, (head, tall, (_cell("둘"), _cell("셋"))), "표의 이름"),
            Write(3),
            PageBreak(),
            Paragraph((Run("상자"),), "callout"),
            Picture(None, "초록 동그라미", 40.0, DRAWING),
        ),
    )


@pytest.fixture(scope="session")
def everything() -> Document:
    return _everything()


@pytest.fixture(scope="session")
def documents(material, everything) -> dict[str, Document]:
    """The papers of one lesson, those for the administration in both languages, and one with every kind of block."""
    key = "middle/01-face-as-data"
    papers = [paper for paper in lesson_papers(key, "ko", material) if paper.part != "notes"]
    papers += [paper for lang in ("ko", "en") for paper in admin_papers("middle", lang, material)]
    return {f"{paper.part}.{paper.lang}": paper.document() for paper in papers} | {"everything": everything}


@pytest.fixture(scope="session")
def written(documents, tmp_path_factory) -> dict[str, dict[str, Path]]:
    """Each document as HWPX, three of them as DOCX: format → name → file."""
    from coursekit.export import docx, hwpx  # not at the top: their libraries load with them

    room = tmp_path_factory.mktemp("written")
    made: dict[str, dict[str, Path]] = {"hwpx": {}, "docx": {}}
    for name, document in documents.items():
        made["hwpx"][name] = room / f"{name}.hwpx"
        hwpx.write(document, made["hwpx"][name])
    for name in ("everything", "plan.ko", "approval.en"):
        made["docx"][name] = room / f"{name}.docx"
        docx.write(documents[name], made["docx"][name])
    return made
