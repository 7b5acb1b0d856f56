"""The ledger refuses what would let a wrong fact through."""

from datetime import date
from pathlib import Path

import pytest

from coursekit.due import due_rows
from coursekit.ledger import load_ledger
from coursekit.office import Office

GOOD = """kind: fact
title: {ko: 만들기, en: Making}
term: 허위영상물
dossier: ["1-04"]
confidence: high
check_every: 180
checks:
  - {on: 2026-11-22, how: copy, by: editor, against: dossier}
values:
  - from: 2020-06-25
    until: 2024-10-16
    source: [{title: 법, site: law.go.kr, address: "", date: 2020-03-24}]
    text: {ko: 옛, en: old}
    article: 제1조
    article_en: art. 1
  - from: 2024-10-16
    source: [{title: 법, site: law.go.kr, address: "", date: 2024-10-16}]
    text: {ko: 새, en: new}
    article: 제1조
    article_en: art. 1
"""


def load_one(tmp_path: Path, text: str, name: str = "law/making"):
    path = tmp_path / f"{name}.yml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return load_ledger(tmp_path)


def test_a_value_holds_only_in_its_dates(tmp_path: Path) -> None:
    ledger, wrong = load_one(tmp_path, GOOD)
    assert not wrong
    entry = ledger["law/making"]
    assert entry.on(date(2020, 1, 1)) is None
    assert entry.on(date(2024, 10, 15)).text["ko"] == "옛"
    assert entry.on(date(2024, 10, 16)).text["ko"] == "새"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("until: 2024-10-16", "until: 2024-10-15", "gap or overlap"),
        ("until: 2024-10-16", "until: 2019-10-16", "gap or overlap"),
        ("term: 허위영상물", "term: ''", "at least 1 character"),
        ("confidence: high", "confidence: low", "'high', 'medium' or 'open'"),
        ("how: copy", "how: memory", "copy' or 'live"),
        ("en: Making", "fr: Faire", "title.en"),
        ("en: Making", "en: ''", "at least 1 character"),
        ("term: 허위영상물", "term: 허위영상물\nterm: 다른 말", "a second time"),
        ("    article: 제1조\n    article_en: art. 1\n  - from", "    article_en: art. 1\n  - from", "article"),
        ("values:", "value:", "Extra inputs"),
        ("kind: fact", "kind: rumour", "'fact', 'advice' or 'open'"),
        ("kind: fact", "kind: open", "`open` together"),
        ("confidence: high", "confidence: open", "`open` together"),
    ],
)
def test_a_wrong_entry_is_refused_with_file_and_line(tmp_path: Path, old: str, new: str, says: str) -> None:
    assert old in GOOD
    ledger, wrong = load_one(tmp_path, GOOD.replace(old, new, 1))
    assert "law/making" not in ledger
    assert any(says in str(finding) for finding in wrong)
    assert all(finding.file.endswith("law/making.yml") and finding.line >= 1 and finding.mend for finding in wrong)


def test_a_value_without_source_names_its_line(tmp_path: Path) -> None:
    text = GOOD.replace(
        '    source: [{title: 법, site: law.go.kr, address: "", date: 2024-10-16}]\n', "    source: []\n"
    )
    _, wrong = load_one(tmp_path, text)
    assert [finding.line for finding in wrong] == [17]


def test_broken_yaml_and_unknown_kinds_are_findings(tmp_path: Path) -> None:
    for text in ("a: [", "", "- a", "values: 3"):
        assert load_one(tmp_path, text, "law/broken")[1][0].rule == "facts"
    assert "unknown kind" in load_one(tmp_path, GOOD, "rumour/one")[1][-1].what


def test_on_is_a_key_and_not_a_truth_value(tmp_path: Path) -> None:
    ledger, _ = load_one(tmp_path, GOOD)
    assert ledger["law/making"].last_check.on == date(2026, 11, 22)


def test_a_live_check_counts_only_for_the_value_it_saw(tmp_path: Path) -> None:
    def shown(live: str, day: str) -> tuple[str, str]:
        line = f"  - {{on: {live}, how: live, by: editor, against: law.go.kr}}\nvalues:"
        check = load_one(tmp_path, GOOD.replace("values:", line))[0]["law/making"].shown_check(date.fromisoformat(day))
        return check.how, check.on.isoformat()

    assert shown("2026-11-01", "2026-11-23") == ("live", "2026-11-01"), "its own day, not that of a later copy check"
    assert shown("2024-10-15", "2026-11-23") == ("copy", "2026-11-22"), "the law has changed since"
    assert shown("2024-10-15", "2024-10-15") == ("live", "2024-10-15")


def test_due_is_last_check_plus_interval(tmp_path: Path) -> None:
    ledger, _ = load_one(tmp_path, GOOD)
    due = date(2027, 5, 21)
    assert due_rows(ledger, Office(), due)[0]["overdue"] is False
    late = due_rows(ledger, Office(), date(2027, 5, 22))[0]
    assert late == {
        "id": "law/making", "last_check": "2026-11-22", "how": "copy", "due": "2027-05-21", "overdue": True
    }  # fmt: skip
