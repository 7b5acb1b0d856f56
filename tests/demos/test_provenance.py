"""Labels, by the library, offline: valid, signer unknown, broken, gone; and what the pages say of them."""

from __future__ import annotations

import json
from datetime import date
from html import unescape
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser

pytest.importorskip("c2pa", reason="c2pa-python is not installed")

from demos.faces import credentials, marks, watermark
from demos.provenance import addresses, frames, labels
from demos.provenance.model import CASES, NO_LABEL, TWIN, checks, reading, verdict
from demos.provenance.view import GUESSES, Page, Shown, manifest

DAY = date(2026, 11, 23)
WORTH = {
    "signed": "valid",
    "resent": "gone",
    "screenshot": "gone",
    "byte": "broken",
    "stranger": "unknown",
    TWIN: "gone",
}


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return labels.pictures(DAY)


def pixels(data: bytes) -> np.ndarray:
    return np.asarray(Image.open(BytesIO(data)).convert("RGB"))


def test_the_library_reads_each_file_as_the_page_says(files: dict[str, bytes]) -> None:
    answers = labels.answers(files)
    read = {case: reading(answer) for case, answer in answers.items()}
    assert {case: verdict(one["state"], one["failed"]) for case, one in read.items()} == WORTH
    assert read["signed"]["state"] == "Trusted"
    assert read["signed"]["failed"] == []
    assert read["stranger"]["state"] == "Valid", "a trap: the library's word for a signer nobody knows"
    assert read["stranger"]["failed"] == ["signingCredential.untrusted"]
    assert read["byte"]["failed"] == ["assertion.dataHash.mismatch"]
    assert all(answers[case] == {"error": NO_LABEL} for case in ("resent", "screenshot", TWIN))
    assert frames.differences(read) == []


def test_the_library_is_told_to_ask_nobody() -> None:
    verify = credentials.SETTINGS["verify"]
    assert verify["remote_manifest_fetch"] is False
    assert verify["ocsp_fetch"] is False


def test_the_label_tells_its_whole_history(files: dict[str, bytes]) -> None:
    read = reading(labels.read(files["signed"], "webp"))
    assert read["history"] == ["c2pa.created", "c2pa.opened", "c2pa.published"]
    assert read["source"] == "algorithmicMedia"
    assert "TEST" in read["signer"]
    assert checks(read) == {"signature": True, "list": True, "same": True}
    assert checks(addresses.readings()["byte"]) == {"signature": True, "list": True, "same": False}
    assert checks(addresses.readings()["resent"]) == {}


def test_one_byte_is_one_byte_and_the_others_are_what_they_say(files: dict[str, bytes]) -> None:
    pairs = list(zip(files["signed"], files["byte"], strict=True))
    assert sum(a != b for a, b in pairs) == 1
    assert labels.changed_pixels(files["signed"], files["byte"]) > 0
    assert files["stranger"] == files["signed"]
    assert np.array_equal(pixels(files["screenshot"]), pixels(files["signed"]))
    assert Image.open(BytesIO(files["resent"])).format == "JPEG"


def test_strip_and_number_stay_in_every_picture(files: dict[str, bytes]) -> None:
    for case, data in files.items():
        assert marks.has_strip(pixels(data)), case
        assert watermark.told(watermark.read(pixels(data)) or 0)["kind"] == "portrait", case


@pytest.mark.parametrize(
    ("state", "failed", "worth"),
    [
        ("Trusted", [], "valid"),
        ("Trusted", ["x"], "unknown"),
        ("Valid", [], "unknown"),
        ("Valid", ["signingCredential.untrusted"], "unknown"),
        ("Invalid", ["assertion.dataHash.mismatch"], "broken"),
        ("None", [], "gone"),
    ],
)
def test_green_only_for_trusted_without_a_failure(state: str, failed: list[str], worth: str) -> None:
    assert verdict(state, failed) == worth


def test_a_state_nobody_knows_is_no_pass() -> None:
    with pytest.raises(ValueError, match="No such state"):
        verdict("Wonderful", [])


def test_every_address_is_written_with_the_librarys_own_json(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    frames.write(tmp_path, lambda done, every: seen.append((done, every)), DAY)
    written = sorted(p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*") if p.is_file())
    assert written == addresses.files()
    assert seen[-1] == (len(addresses.FILES), len(addresses.FILES))
    answer = json.loads((tmp_path / addresses.answer("byte")).read_text("utf-8"))
    assert answer["validation_state"] == "Invalid"
    kind = (tmp_path / addresses.FILES["signed"]).read_bytes()
    assert labels.read(kind, "webp")["validation_state"] == "Trusted"


def test_the_build_stops_where_the_library_says_something_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = {**addresses.readings(), "byte": addresses.readings()["signed"]}
    monkeypatch.setattr(addresses, "readings", lambda: other)
    with pytest.raises(ValueError, match="'byte'"):
        frames.write(tmp_path, lambda done, every: None, DAY)
    assert list(tmp_path.iterdir()) == []


def test_the_paper_twin_carries_its_marks() -> None:
    assert marks.missing(addresses.HERE / "still.webp", panels=len(WORTH)) == []


def test_nothing_is_told_before_a_prediction_and_green_only_once() -> None:
    for lang in ("ko", "en"):
        page = Page(lang, "frames", DAY)
        for case in CASES:
            assert "is-waiting" in page.stage(Shown(case))
            assert "bb-prov-label" not in page.stage(Shown(case))
            assert page.why(Shown(case)) == ""
            assert ("is-valid" in page.stage(Shown(case, "skip"))) == (case == "signed")
            assert page.says(Shown(case, WORTH[case])) == page.words["says_same"]


def test_the_pages_data_holds_nothing_that_markdown_would_rewrite() -> None:
    assert not set(json.dumps(manifest("ko", DAY), ensure_ascii=False)) & set("<>&")


SHOW = """(state) => {
  const e = document.querySelector("bb-provenance"), twin = document.createElement("div");
  const plain = (html) => { twin.innerHTML = html; return twin.innerHTML; };
  e.state = state;
  e.show();
  return ["stage", "why", "says"].map((name) => plain(e.part(name).innerHTML));
}"""


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["ko", "en"])
def test_element_and_gradio_page_show_the_same(lang: str, browser: Browser) -> None:
    data = json.dumps(manifest(lang, DAY), ensure_ascii=False).replace("</", "<\\/")
    script = (addresses.HERE / "element.js").read_text("utf-8")
    block = f'<script type="application/json">{data}</script>'
    page = Page(lang, "frames", DAY)
    tab = browser.new_page()
    tab.set_content(f'<bb-provenance data-frames="frames">{block}</bb-provenance><script>{script}</script>')
    for case in CASES:
        for guess in (None, *GUESSES):
            s = Shown(case, guess)
            stage, why, says = tab.evaluate(SHOW, {"case": case, "guess": guess})
            meant = tab.evaluate("h => h.map(x => { const d = document.createElement('div'); d.innerHTML = x; "
                                 "return d.innerHTML; })", [page.stage(s), page.why(s)])  # fmt: skip
            assert [stage, why] == meant
            assert unescape(says) == unescape(page.says(s))
    tab.close()
