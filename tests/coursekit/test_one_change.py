"""One file changes everything that shows it: a helpline's number, and what an education office sets for its edition."""

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath

import pytest

from coursekit import LANGS
from coursekit.assemble import extra
from coursekit.facts import Helpline
from coursekit.material import Material
from coursekit.office import LocalLine, Office
from coursekit.reading import Text
from coursekit.trees import Tree, make_tree

pytestmark = pytest.mark.slow
OLD, NEW = "1366", "1399"
KIT = "teachers/plans/middle/01-face-as-data"


def both(text: str) -> Text:
    return Text(ko=text, en=f"{text} (en)")


def tree_of(material: Material, lang) -> Tree:
    tree, findings = make_tree(material, lang)
    assert findings == []
    return tree


def showing(tree: Tree, text: str) -> set[str]:
    return {str(path) for path, page in tree.items() if text in page}


@pytest.fixture(scope="module")
def changed(material) -> Material:
    """The course as it would be if somebody edited facts/helpline/1366.yml; its official name carries the number too."""
    entry = material.ledger["helpline/1366"]
    values = [value.model_copy(update={"phone": NEW, "dial": NEW}) for value in entry.values]
    assert all(isinstance(value, Helpline) and value.phone == OLD for value in entry.values)
    made = entry.model_copy(update={"values": values, "term": entry.term.replace(OLD, NEW)})
    return replace(material, ledger=material.ledger | {"helpline/1366": made})


@pytest.mark.parametrize("lang", LANGS)
def test_a_changed_number_changes_on_every_page_flow_sheet_and_slide(material, changed, lang) -> None:
    before, after = tree_of(material, lang), tree_of(changed, lang)
    for mark in (f'href="tel:{OLD}"', f">{OLD}</a>"):
        held = showing(before, mark)
        assert len(held) >= 15
        assert showing(after, mark) == set()
        assert showing(after, mark.replace(OLD, NEW)) == held
    everywhere = showing(after, f"tel:{NEW}")
    for part in ("help/index", "help/places", "help/route", "help/prepare", "law/explore", "cases/middle", "cases/staff",
                 "teachers/tools", "teachers/first-24-hours", "lessons/middle/01-face-as-data/slides", f"{KIT}/index",
                 f"{KIT}/worksheet", f"{KIT}/key", f"{KIT}/notes"):  # fmt: skip
        assert f"{part}.md" in everywhere, part


@pytest.mark.parametrize("lang", LANGS)
def test_the_frame_around_every_page_takes_the_number_from_the_ledger(material, changed, lang) -> None:
    before, after = (json.dumps(extra(one, lang), ensure_ascii=False) for one in (material, changed))
    assert OLD in before
    assert OLD not in after
    assert NEW in after


@pytest.mark.parametrize("lang", LANGS)
def test_the_old_number_stands_in_no_typed_word(changed, lang) -> None:
    tree = tree_of(changed, lang)
    lost = [
        f"{path}: {line.strip()[:160]}"
        for path, page in tree.items()
        if str(path) != "office/due.md"  # it lists sources and ids
        for line in page.splitlines()
        if OLD in ATTRIBUTES.sub("", line) and not QUOTED.search(line)
    ]
    assert lost == []


QUOTED = re.compile(r'id="source-|<li data-source>')
"""Titles of sources are quoted as they are."""
ATTRIBUTES = re.compile(r'(?:id|data-part)="[^"]*"')


# ---- the office's own edition ----

OURS = Office(
    name="보기교육청",
    contact="보기과 000-0001",
    area_code="031",
    help_text=both("보기 안내문"),
    deadline=both("보기 이틀"),
    basis=both("보기 지침"),
    department=both("보기 담당과"),
    wee=both("보기 위센터"),
    helper=both("보기 조력인"),
    local=[LocalLine(name=both("보기 상담"), phone="031-000-0000", does=both("보기 도움"), checked=date(2026, 11, 20))],
)


@pytest.mark.parametrize("lang", LANGS)
def test_what_an_office_sets_stands_on_its_pages(material, lang) -> None:
    ours = replace(material, office=OURS)
    tree = {str(path): text for path, text in tree_of(ours, lang).items()}
    plain = {str(path): text for path, text in tree_of(material, lang).items()}
    wanted = {
        "help/index.md": ["보기 상담", 'href="tel:0310000000"', "보기 안내문"],
        "help/places.md": ["보기 상담", "031-000-0000"],
        "help/route.md": ['href="tel:0311388"'],
        "teachers/first-24-hours.md": ["보기 이틀", "보기 지침", "보기 담당과", "보기 위센터", "보기 조력인"],
        "office/directives.md": ["보기 이틀"],
    }
    for path, texts in wanted.items():
        for text in texts:
            assert text in tree[path], (path, text)
            assert text not in plain[path], (path, text)
    assert not any("지체 없이 – 기한은" in text for path, text in tree.items() if path != "office/overlay.md")
    for part in ("index", "notes", "worksheet", "key"):
        assert 'href="tel:0311388"' in tree[f"{KIT}/{part}.md"], "a sheet dials too"
    frame = extra(ours, lang)
    assert frame["office"]["name"] == "보기교육청"
    assert any(row["dial"] == "0311388" for row in frame["strip"])


@pytest.mark.parametrize("lang", LANGS)
def test_an_office_adds_and_takes_no_national_number_away(material, lang) -> None:
    before, after = tree_of(material, lang), tree_of(replace(material, office=OURS), lang)
    for entry in material.ledger.values():
        dial = getattr(entry.values[-1], "dial", None)
        if dial:
            assert showing(before, f"tel:{dial}") <= showing(after, f"tel:{dial}"), dial
    assert PurePosixPath("help/index.md") in after
