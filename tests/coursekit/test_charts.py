"""Charts: every value stands in picture and table, and what cannot stand side by side is refused."""

import re
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest

from coursekit.blocks.bars import PHONE, ems
from coursekit.blocks.charts import Chart, chart_figures, chart_html, load_charts
from coursekit.views import View

SVG = "{http://www.w3.org/2000/svg}"
DAY = date(2026, 11, 22)
SHARES = """title: {ko: 생각, en: Thoughts}
about: {ko: 두 답, en: Two answers}
counts: false
bars:
  - {figure: joke-reason, label: {ko: 장난, en: A joke}}
  - {figure: cause-curiosity, label: {ko: 호기심, en: Curiosity}}
trap: {ko: 더하지 않아요, en: Do not add}
"""
PAIRS = """title: {ko: 신고와 피해자, en: Reports and people}
about: {ko: 주마다, en: Week by week}
counts: true
bars:
  - {figure: moe-reports-01, label: {ko: 첫 주, en: Week one}, series: {ko: 신고, en: Reports}}
  - {figure: moe-reports-02, label: {ko: 다음 주, en: Week two}, series: {ko: 신고, en: Reports}}
  - {figure: moe-victims-02, label: {ko: 다음 주, en: Week two}, series: {ko: 피해자, en: People harmed}}
trap: {ko: 누적, en: Running totals}
"""


def load_one(tmp_path: Path, text: str, ledger):
    (tmp_path / "one.yml").write_text(text, encoding="utf-8")
    return load_charts(tmp_path, ledger)


def parts(html: str) -> tuple[ElementTree.Element, str]:
    svg, table = re.search(r"<svg.*</svg>", html, re.S), re.search(r"<table.*</table>", html, re.S)
    assert svg
    assert table
    text = svg[0].replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1).replace(" data-hatched", "")
    return ElementTree.fromstring(text), table[0]


def test_the_course_has_its_charts_and_nothing_is_wrong_with_them(material) -> None:
    charts, wrong = load_charts(ledger=material.ledger)
    assert wrong == []
    assert {"police-cases", "police-ages", "moe-weekly", "causes", "unease-reasons", "correction-requests"} <= set(
        charts
    )


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_every_value_of_every_chart_stands_in_picture_and_table(material, lang: str) -> None:
    charts, _ = load_charts(ledger=material.ledger)
    for name, chart in charts.items():
        html = chart_html(chart, name, material.ledger, View(lang, DAY))
        svg, table = parts(html)
        seen = [text.text for text in svg.iter(f"{SVG}text")]
        for bar in chart.bars:
            value = material.ledger[f"figure/{bar.figure}"].on(DAY)
            said = value.value + value.unit[lang]
            assert seen.count(said) >= 1, (name, said)
            assert f'<span class="bb-figure">{said}</span>' in table, (name, said)
            assert bar.label[lang] in seen, (name, bar.label)
        assert "\n\n" not in html, "a blank line would end the block in Markdown"
        assert chart.trap[lang].split("'")[0].split('"')[0] in html


def test_lengths_follow_the_values_and_leave_room_for_the_words(material) -> None:
    charts, _ = load_charts(ledger=material.ledger)
    svg, _ = parts(chart_html(charts["police-cases"], "x", material.ledger, View("ko", DAY)))
    widths = [float(rect.get("width").rstrip("%")) for rect in svg.iter(f"{SVG}rect")]
    assert widths == sorted(widths)
    assert widths[0] / widths[-1] == pytest.approx(156 / 1202, abs=0.001)
    assert widths[-1] / 100 * PHONE + ems("1,202건") < PHONE
    shares, _ = parts(chart_html(charts["causes"], "x", material.ledger, View("ko", DAY)))
    track, bar = [float(rect.get("width").rstrip("%")) for rect in shares.iter(f"{SVG}rect")][:2]
    assert bar / track == pytest.approx(0.548, abs=0.001), "a share is drawn as a part of the whole"


def test_the_picture_has_a_name_and_a_description(material, tmp_path: Path) -> None:
    charts, _ = load_one(tmp_path, SHARES, material.ledger)
    html = chart_html(charts["one"], "one", material.ledger, View("en", DAY))
    assert 'role="img" aria-labelledby="chart-one-name chart-one-about"' in html
    assert '<title id="chart-one-name">Thoughts</title>' in html
    assert '<desc id="chart-one-about">Two answers</desc>' in html
    assert '<th scope="row">A joke</th>' in html
    assert "<dd>Why do deepfake cases happen</dd>" in html
    assert "2,145 pupils" in html


def test_two_series_are_told_apart_by_name_and_hatching(material, tmp_path: Path) -> None:
    charts, wrong = load_one(tmp_path, PAIRS, material.ledger)
    assert wrong == []
    html = chart_html(charts["one"], "one", material.ledger, View("ko", DAY))
    svg, table = parts(html)
    assert [text.text for text in svg.iter(f"{SVG}text")][:2] == ["신고", "피해자"]
    assert html.count(" data-hatched/>") == 2, "the key and the one bar of the second series"
    assert svg.find(f".//{SVG}pattern").get("id") == "chart-one-hatch"
    assert table.count('scope="col"') == 3
    assert "값이 없어요" in table.split("첫 주")[1].split("</tr>")[0]
    assert "신고: 전국" in html or "<dd>신고: " in html
    assert table.count('<span class="bb-figure">434건</span>') == 1


@pytest.mark.parametrize(
    ("change", "says", "line"),
    [
        (("cause-curiosity", "women-synthetic"), "another base", 6),
        (("cause-curiosity", "dont-know"), "another base", 6),
        (("cause-curiosity", "police-teens"), "its unit is '명'", 6),
        (("counts: false", "counts: true"), "counts: true", 5),
        (("cause-curiosity", "no-such"), "there is no figure 'no-such'", 6),
        (("cause-curiosity", "software-time"), "is not a number", 6),
        (("cause-curiosity", "joke-reason"), "the same figure", 4),
        (("en: Curiosity", "en: " + "long " * 9), "does not fit", 6),
        (("호기심, en: Curiosity}}", "장난, en: A joke}}"), "same label", 4),
        (("Curiosity}}", "Curiosity}, series: {ko: 둘, en: Two}}"), "names a series", 1),
        (("counts: false", "counts: false\ncolour: red"), "colour", 4),
    ],
)
def test_what_cannot_stand_side_by_side_is_refused(material, tmp_path: Path, change, says, line) -> None:
    charts, wrong = load_one(tmp_path, SHARES.replace(*change, 1), material.ledger)
    assert charts == {}
    assert says in wrong[0].what
    assert wrong[0].rule == "charts"
    if says not in ("same label", "the same figure", "names a series"):
        assert wrong[0].line == line


def test_two_units_stand_beside_each_other_only_as_two_series(material, tmp_path: Path) -> None:
    one = re.sub(r", series: \{[^}]*\}", "", PAIRS).replace(
        "다음 주, en: Week two}}\n  - {figure: moe-v", "둘, en: Two}}\n  - {figure: moe-v"
    )
    charts, wrong = load_one(tmp_path, one, material.ledger)
    assert charts == {}
    assert "its unit is '명', that of the others '건'" in wrong[0].what


def test_words_are_escaped_and_notes_stand_behind_their_value(material) -> None:
    text = {"ko": "<b>&", "en": "x"}
    chart = Chart.model_validate(
        {
            "title": text,
            "about": text,
            "counts": False,
            "trap": text,
            "bars": [
                {"figure": "joke-reason", "label": text},
                {"figure": "cause-curiosity", "label": {"ko": "다", "en": "y"}},
            ],
        }
    )
    html = chart_html(chart, "one", material.ledger, View("ko", DAY), {"joke-reason": "<sup>1</sup>"})
    assert "<b>" not in html
    assert html.count("&lt;b&gt;&amp;") == 8, "name, sentence, label and trap in picture, text and table"
    assert "54.8%</span><sup>1</sup></td>" in html
    assert chart_figures(chart) == ["joke-reason", "cause-curiosity"]
