"""Markers, sources, decks, parity: pure text in, text out."""

import re
from dataclasses import replace
from datetime import date
from html import escape
from pathlib import PurePosixPath
from types import SimpleNamespace

import pytest

from coursekit.built import findings_in
from coursekit.demos import Demo
from coursekit.office import Office
from coursekit.pages import Page, resolve, sources
from coursekit.parity import digest, first_difference
from coursekit.slides import deck_markdown, split_deck
from coursekit.trees import deck
from coursekit.views import View, value_on


def page(lang: str = "ko", path: str = "help/index.md") -> Page:
    return Page(lang, PurePosixPath(path), "course/ko/help/index.md", offset=4)


def test_a_marker_becomes_the_value_and_its_source(material) -> None:
    here = page()
    text = resolve("전화 {{ helpline/117.phone }}, {{ figure/joke-reason }}", here, material)
    assert '<a class="bb-tel" href="tel:117">117</a>' in text
    assert "54.8" in text
    assert "{{" not in text
    listed = sources(here, material)
    assert 'id="source-figure-joke-reason"' in listed
    assert "2026-11-22 자료 기준 · 공식 누리집 확인 전" in listed


def test_on_paper_every_source_stands_once_with_the_numbers_it_belongs_to(material) -> None:
    here = page()
    resolve(
        "{{ helpline/117 }} {{ law/making }} {{ law/spreading }} {{ figure/know }} {{ law/habitual.title }}",
        here,
        material,
    )
    made = sources(here, material)
    lines = re.findall(r"<li data-source><b>(.*?)</b> (.*?)</li>", made.partition('<ul class="bb-sources-print"')[2])
    assert len(lines) == len({line for _, line in lines})
    assert not any("<a " in line or "http" in line for _, line in lines)
    for entry in here.used:
        for source in value_on(entry, View("ko", material.day)).source:
            what = next(what for what, line in lines if escape(source.title) in line and source.date in line)
            number, marked = (
                here.used.index(entry) + 1,
                entry.folder in ("law", "figure") and "habitual" not in entry.id,
            )
            assert stands(number, what) if marked else entry.title.ko in what, (entry.id, what)


def stands(number: int, what: str) -> bool:
    """Whether a number is one of "2–4, 7, a name"."""
    spans = [part.split("–") for part in what.split(", ") if part[0].isdigit() and part.replace("–", "").isdigit()]
    return any(int(span[0]) <= number <= int(span[-1]) for span in spans)


def test_what_carries_no_number_is_called_by_its_title_on_paper(material) -> None:
    here = page(path="law/explore.md")
    resolve("{{ flow/law_explorer }}", here, material)
    listed = sources(here, material).partition('<ul class="bb-sources-print"')[2]
    assert here.used
    assert not re.search(r"<b>\d+(–\d+)?[,<]", listed)


@pytest.mark.parametrize(
    "marker",
    [
        "helpline/999",
        "helpline/117.colour",
        "law/no-such.text",
        "quiz",
        "demo/none",
        "list/none",
        "Wrong",
        "plan/x",
        "helpline/1388.area_code",
        "law/making.copy",
        "law/making.start",
        "helpline/1388.dial",
    ],
)
def test_an_unknown_marker_is_a_finding_with_its_line(material, marker: str) -> None:
    here = page()
    resolve(f"# 제목\n\n글 {{{{ {marker} }}}}", here, material)
    assert [(finding.file, finding.line, finding.rule) for finding in here.findings] == [
        ("course/ko/help/index.md", 7, "marker")
    ]


def test_an_entry_that_has_ended_is_a_finding_and_no_crash(material) -> None:
    here, late = page(), date(1900, 1, 1)
    for marker in ("{{ law/making }}", "{{ law/making.box }}", "{{ law/making.title }}"):
        resolve(marker, here, replace(material, day=late))
    assert [finding.rule for finding in here.findings] == ["marker"] * 3
    assert sources(here, replace(material, day=late)) == ""


def test_1388_is_a_call_link_only_with_an_area_code(material) -> None:
    without = resolve("{{ helpline/1388.phone }}", page(), material)
    assert "tel:" not in without
    assert "지역번호+1388" in without
    office = replace(material, office=Office(area_code="031"))
    assert 'href="tel:0311388">031-1388</a>' in resolve("{{ helpline/1388.phone }}", page(), office)


def test_the_way_to_the_root_fits_the_depth() -> None:
    assert page(path="index.md").root == ".."
    assert page(path="lessons/middle/01-x/index.md").root == "../../../.."


def test_a_demo_is_an_iframe_or_the_files(material) -> None:
    files = resolve("{{ demo/face_morph }}", page(), material)
    assert "<bb-face-morph" in files
    assert 'data-frames="../../frames/face_morph"' in files
    live = resolve("{{ demo/face_morph }}", page(), replace(material, demo_host="gradio"))
    assert 'src="../../demos/ko/face_morph"' in live
    assert 'loading="lazy"' in live
    for text in (files, live):
        assert 'class="bb-still"' in text


def test_a_demo_offers_blocks_and_one_that_offers_none_is_a_finding(material, tmp_path) -> None:
    (tmp_path / "blocks.py").write_text("", encoding="utf-8")
    demo = Shown("shown", material.demos["face_morph"].card, tmp_path)
    with_blocks = replace(material, demos=material.demos | {"shown": demo})
    for host in ("files", "gradio"):
        here = page()
        text = resolve("{{ demo/shown.errors }}", here, replace(with_blocks, demo_host=host))
        assert (text, here.findings) == ("<p>errors ko</p>", [])
    for marker in ("demo/shown.none", "demo/face_morph.errors", "list/helpline.errors", "chart/causes.errors"):
        here = page()
        resolve(f"{{{{ {marker} }}}}", here, with_blocks)
        assert [finding.rule for finding in here.findings] == ["marker"], marker


class Shown(Demo):
    """A demo with a block of its own."""

    def _part(self, name: str) -> object:
        def block(name: str, lang: str) -> str:
            return {"errors": f"<p>errors {lang}</p>"}[name]

        return SimpleNamespace(block=block)


def test_a_deck_is_split_at_headings_and_keeps_its_notes() -> None:
    slides = split_deck(
        '# 제목\n\n!!! notes "교사 메모"\n    첫 말\n\n## 둘 { .bb-slide--demo }\n\n글\n\n!!! notes "교사 메모"\n    둘째\n'
    )
    assert [(slide.kind, slide.notes, slide.line) for slide in slides] == [("title", "첫 말", 1), ("demo", "둘째", 6)]
    text = deck_markdown(
        [(slide, slide.body, slide.notes, "") for slide in slides], "middle/01-x", "교사 메모", {2: ' data-minutes="3"'}
    )
    assert text.count('<section class="bb-slide') == 2
    assert 'aria-label="2 / 2" data-minutes="3"' in text


def test_findings_in_a_deck_name_the_files_own_line(material) -> None:
    body = '# 제목\n\n\n{{ law/none }}\n\n!!! notes "메모"\n    첫 말\n    {{ law/none }}\n\n글 {{ law/none }}\n'
    here = page()
    deck(body, here, material)
    assert sorted(finding.line for finding in here.findings) == [4 + 4, 4 + 8, 4 + 10]


def test_parity_names_the_first_difference() -> None:
    korean = "# 가\n\n## 나\n\n{{ quiz }}\n\n[도움](help.md)\n"
    assert first_difference(korean, korean) is None
    assert first_difference(korean, "# a\n\n### b\n\n{{ quiz }}\n\n[help](help.md)\n") == (3, "head ##", "head ###")
    assert first_difference(korean, "# a\n\n## b\n\n[help](help.md)\n")[1:] == ("marker {{ quiz }}", "link help.md")


def test_a_digest_ignores_line_ends_but_not_words() -> None:
    assert digest("가\r\n나\n") == digest("가\n나")
    assert digest("가") != digest("나")


def test_built_pages_may_load_nothing_from_outside_and_run_nothing_inline() -> None:
    bad = '<p onclick="x()">{{ x }}</p>\n<script src="https://example.org/a.js"></script><link rel="stylesheet" href="//example.org/a.css"><script>x()</script>'
    assert [finding.rule for finding in findings_in(bad, "ko/a.html")] == [
        "built",
        "inline",
        "inline",
        "outside",
        "outside",
    ]
    sly = "<img src='https://example.org/a.png'><img srcset=//example.org/b.png 2x>"
    assert [finding.rule for finding in findings_in(sly, "ko/a.html")] == ["outside", "outside"]
    assert findings_in("<pre>\n{{</pre>\n<p>{{ x }}</p>", "ko/a.html")[0].line == 3
    good = '<a href="https://ecrm.police.go.kr">ECRM</a><script src="../a.js"></script><script type="application/json">{}</script>'
    assert findings_in(good, "ko/a.html") == []
