"""The pre/post forms: parallel versions, fair questions, keys that are there, and the interval that teachers see."""

import json
import math
import re
import shutil
import subprocess
from collections import Counter
from html import unescape

import pytest
from pydantic import ValidationError

from coursekit import LANGS, ROOT
from coursekit.blocks.form_guide import change_html, key_html
from coursekit.blocks.form_html import counted, paper_html, pupil_html, slips_html
from coursekit.demos import gallery
from coursekit.forms import Form, form_findings
from coursekit.reading import read_yaml

FILE = ROOT / "course" / "forms" / "middle.yml"


@pytest.fixture
def raw() -> dict:
    return read_yaml(FILE)[0]


@pytest.fixture
def middle(material) -> Form:
    return material.forms["middle"]


def test_both_versions_hold_16_items_4_cases_and_8_pictures(middle) -> None:
    for version in middle.versions.values():
        assert Counter(item.topic for item in version.items) == {"law": 4, "myth": 4, "help": 3, "bystander": 5}
        assert (len(version.cases), len(version.pictures)) == (4, 8)
        assert all(len(item.right) == (2 if item.kind == "agree" else 1) for item in version.asked)
        keys = Counter(item.key for item in version.asked)
        assert keys["yes"] == keys["no"] == 4, "always agreeing must not pay"
        assert max(keys[n] for n in (1, 2, 3)) <= 5, "always taking the same place must not pay"


def spoil_topic(raw) -> None:
    raw["versions"]["a"]["items"][0]["topic"] = "myth"


def spoil_side(raw) -> None:
    raw["versions"]["b"]["items"][1]["key"] = "yes"


def spoil_key(raw) -> None:
    raw["versions"]["a"]["items"][2]["key"] = 4


def spoil_pictures(raw) -> None:
    raw["versions"]["a"]["pictures"][0]["made"] = "splice"


def spoil_twice(raw) -> None:
    raw["versions"]["b"]["pictures"][1] = raw["versions"]["a"]["pictures"][0]


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (spoil_topic, "items by topic"),
        (spoil_side, "item 2 is"),
        (spoil_key, "key"),
        (spoil_pictures, "pictures by how"),
        (spoil_twice, "a picture stands in both"),
    ],
)
def test_versions_that_are_not_parallel_are_refused(raw, spoil, told: str) -> None:
    Form.model_validate(raw)
    spoil(raw)
    with pytest.raises(ValidationError, match=told):
        Form.model_validate(raw)


@pytest.mark.parametrize(
    ("field", "text", "told"),
    [
        (
            "ask",
            {"ko": "너는 이런 사진을 받은 적이 있나요?", "en": "What would Raon do?"},
            "asks about the pupil ('너는')",
        ),
        ("ask", {"ko": "이 인물은 무엇을 할까요?", "en": "Have you ever sent one?"}, "asks about the pupil ('you')"),
        ("ask", {"ko": "{{ helpline/117 }}은 언제 받나요?", "en": "When does it answer?"}, "a marker would put a link"),
        ("facts", ["law/none"], "no ledger entry 'law/none'"),
        ("facts", [], "a key about law without its entry"),
    ],
)
def test_check_sees_what_is_not_fair(raw, material, field: str, text, told: str) -> None:
    raw["versions"]["a"]["items"][0][field] = text
    found = list(form_findings("middle", Form.model_validate(raw), material.ledger, material.demos))
    assert len(found) == 1
    assert told in found[0].what


def test_words_in_quotation_marks_are_the_persons_own(middle, material) -> None:
    asked = " ".join(item.ask["en"] for item in middle.versions["a"].asked)
    assert '"They say someone blended my face."' in asked
    assert list(form_findings("middle", middle, material.ledger, material.demos)) == []


def test_the_pictures_are_those_that_the_demo_draws(middle, material) -> None:
    from demos.face_morph import addresses
    from demos.faces import load

    drawn = set(addresses.files(load(material.day)))
    frames = [picture for version in middle.versions.values() for picture in version.pictures]
    assert len(frames) == 16
    ids = [face["id"] for face in gallery("ko", material.day)]
    assert {picture.frame(ids) for picture in frames} <= drawn
    for picture in frames:
        recipe, a, b, percent = re.split(r"[/-](?=f\d|\d{3}\.)", picture.frame(ids).removesuffix("webp"))
        assert (percent in ("000.", "100.")) == (picture.made == "one"), picture
        assert a != b
        assert picture.made == "one" or recipe.startswith(picture.made)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", ["a", "b"])
def test_device_and_paper_ask_the_same_and_only_the_guide_tells(middle, lang, name: str) -> None:
    device, paper, guide = (
        unescape(html)
        for html in (pupil_html(middle, name, lang, str), paper_html(middle, name, lang, str), key_html(middle, lang))
    )
    for item in middle.versions[name].asked:
        assert all(item.ask[lang] in html for html in (device, paper, guide))
        assert item.why[lang] in guide
        assert item.why[lang] not in device + paper
    assert device.count("data-right") == sum(len(item.right) for item in middle.versions[name].asked)
    assert "data-right" not in paper
    assert slips_html(lang).count("____") == 8 * 9
    assert len({letter for letter, _, _ in counted(lang)}) == 9


def test_the_table_takes_one_number_a_row_and_time(middle) -> None:
    assert change_html(middle, "ko").count("data-time=") == 10 * 3


CASES = [(56, 70, 48, 80), (9, 10, 3, 10), (6, 7, 2, 7), (5, 56, 0, 29), (0, 10, 0, 20), (10, 10, 0, 10)]
PRINTED = [(0.0524, 0.3339), (0.1705, 0.8090), (0.0582, 0.8062), (-0.0381, 0.1926), None, (0.6075, 1.0)]
"""Method 10 in Newcombe, Statistics in Medicine 17 (1998) 873-890, table II, with the sign of first minus second."""


def wilson(k: float, n: int) -> tuple[float, float]:
    """The ends as the roots of (p - k/n)² = z² p (1 - p) / n, another way than the script's."""
    z2, share = 1.959964**2, k / n
    a, b, c = 1 + z2 / n, -(2 * share + z2 / n), share * share
    root = math.sqrt(max(b * b - 4 * a * c, 0))
    return (-b - root) / (2 * a), (-b + root) / (2 * a)


def newcombe(k1: float, n1: int, k2: float, n2: int) -> tuple[float, float, float]:
    (l1, u1), (l2, u2) = wilson(k1, n1), wilson(k2, n2)
    p1, p2 = k1 / n1, k2 / n2
    return p2 - p1, p2 - p1 - math.hypot(p2 - l2, u1 - p1), p2 - p1 + math.hypot(u2 - p2, p1 - l1)


@pytest.mark.parametrize(("case", "printed"), list(zip(CASES, PRINTED, strict=True)))
def test_the_reference_is_the_published_method(case, printed) -> None:
    k1, n1, k2, n2 = case
    _, low, high = newcombe(k2, n2, k1, n1)
    assert low <= k1 / n1 - k2 / n2 <= high
    if printed:
        assert (low, high) == pytest.approx(printed, abs=6e-5)


@pytest.mark.skipif(not shutil.which("node"), reason="the browser test compares them too")
def test_the_script_and_the_reference_agree() -> None:
    script = (ROOT / "course" / "assets" / "js" / "compare.js").read_text("utf-8")
    shares = [(k1 / n1, n1, k2 / n2, n2) for k1, n1, k2, n2 in [*CASES, (30.5, 41, 33.25, 38)]]
    ask = f"global.window={{}};global.document={{querySelector:()=>null}};{script};"
    ask += f"console.log(JSON.stringify({json.dumps(shares)}.map((one)=>window.barobogi.newcombe(...one))))"
    done = subprocess.run(["node", "-e", ask], capture_output=True, text=True, check=True)
    for got, (p1, n1, p2, n2) in zip(json.loads(done.stdout), shares, strict=True):
        assert got == pytest.approx(newcombe(p1 * n1, n1, p2 * n2, n2), abs=1e-9)
