"""Both hashes: against published vectors, equal in Python and on the device, and what they find and miss."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab

from demos.image_hash import addresses, frames, model
from demos.image_hash.view import Page, Shown

DAY = date(2026, 11, 23)
LONG = 1_000_000


def far(what: str, level: int) -> int:
    return model.distance(model.dhash(model.draw()), model.dhash(model.copy(what, level)))


def test_the_drawing_is_one_picture_and_a_real_file() -> None:
    picture = model.draw()
    assert picture.shape == (model.HEIGHT, model.WIDTH, 3)
    assert picture.min() >= 0
    assert picture.max() <= 255
    with Image.open(BytesIO(model.as_file(picture))) as file:
        assert np.array_equal(np.asarray(file), picture)
    assert model.sha256(picture) == hashlib.sha256(model.as_file(picture)).hexdigest()


def test_dhash_asks_whether_the_right_neighbour_is_brighter() -> None:
    rising = np.repeat(np.tile(np.arange(72), (64, 1))[..., None], 3, axis=2)
    assert model.dhash(rising) == "1" * 64
    assert model.dhash(rising[:, ::-1]) == "0" * 64
    assert model.dhash(np.full((8, 9, 3), 7)) == "0" * 64
    one = np.zeros((8, 9, 3), int)
    one[2, 4] = 255
    assert model.dhash(one).index("1") == 2 * 8 + 3, "only the step up to the bright cell counts"
    assert model.dhash(one).count("1") == 1


def test_dhash_weighs_cells_that_cut_through_pixels() -> None:
    """A picture and the same with every pixel three times as wide and high have equal hashes."""
    small = np.random.default_rng(7).integers(0, 256, (13, 20, 3))
    assert model.dhash(small) == model.dhash(small.repeat(3, axis=0).repeat(3, axis=1))


def test_what_is_found_and_what_is_missed() -> None:
    """The findings the page is made for."""
    original = model.sha256(model.draw())
    assert all(model.sha256(model.copy(*one)) != original for one in addresses.copies())
    found = {"pixel": 4, "resave": 4, "shrink": 4, "recolour": 2, "crop": 2, "mirror": 0, "other": 0}
    for what, levels in found.items():
        near = [far(what, n) <= model.THRESHOLD for n in range(1, len(model.LEVELS[what]) + 1)]
        assert near == [True] * levels + [False] * (len(near) - levels), what
    assert far("recolour", 4) == 64, "light and dark turned round turns every bit"
    assert int(np.any(model.copy("pixel", 1) != model.draw(), axis=2).sum()) == 1
    assert int(np.any(model.copy("pixel", 4) != model.draw(), axis=2).sum()) == 3000


@pytest.mark.parametrize(("what", "level"), [("pixel", 0), ("pixel", 5), ("mirror", 2), ("blur", 1)])
def test_what_is_not_on_offer_is_refused(what: str, level: int) -> None:
    with pytest.raises(ValueError, match="Not on offer"):
        model.copy(what, level)


def test_what_was_recorded_is_what_is_drawn_and_written(tmp_path: Path) -> None:
    assert frames.verify(DAY) == []
    frames.write(tmp_path, lambda done, every: None, DAY)
    assert sorted(p.name for p in tmp_path.iterdir()) == addresses.files()
    for one, pixels in frames.drawn().items():
        with Image.open(tmp_path / addresses.picture(one)) as file:
            assert np.array_equal(np.asarray(file), pixels), one


def test_nothing_is_told_before_a_prediction() -> None:
    page = Page("ko", "frames")
    for what, level in addresses.copies():
        waiting, told = page.codes(Shown(what, None, level)), page.codes(Shown(what, "skip", level))
        assert page.told[addresses.name(what, level)]["sha256"][:8] not in waiting
        assert waiting.count("is-waiting") == 2
        assert "is-waiting" not in told
        assert page.why(Shown(what, None, level)) == ""
    assert page.says(Shown("mirror", "none")) == page.words["says_done_same"]
    assert page.says(Shown("pixel", "none")) == page.words["says_other"]
    assert Shown("mirror", "skip", 4).copy == "mirror-1"


@pytest.fixture(scope="module", params=["ko", "en"])
def tab(request: pytest.FixtureRequest, browser: Browser) -> Iterator[tuple[str, Tab]]:
    data = json.dumps(addresses.manifest(request.param, DAY), ensure_ascii=False).replace("</", "<\\/")
    script = (addresses.HERE / "element.js").read_text("utf-8")
    block = f'<script type="application/json">{data}</script>'
    made = browser.new_page()
    made.set_content(f"<bb-image-hash>{block}</bb-image-hash><script>{script}</script>")
    yield request.param, made
    made.close()


HASH = "bytes => customElements.get('bb-image-hash').sha256(bytes)"
EVERY = """(copies) => {
  const e = document.querySelector("bb-image-hash"), told = { original: e.original };
  for (const [what, level] of copies) told[what + "-" + level] = e.copy(what, level);
  return Object.fromEntries(Object.entries(told).map(([k, v]) => [k, { sha256: v.sha256, dhash: v.dhash }]));
}"""
SHOW = """([state, meant]) => {
  const e = document.querySelector("bb-image-hash"), twin = document.createElement("div");
  e.state = state;
  e.show();
  twin.innerHTML = meant;
  return { codes: e.part("codes").innerHTML, meant: twin.innerHTML, says: e.part("says").textContent,
    done: e.part("done").textContent, why: e.part("why").textContent, alt: e.part("picture").getAttribute("aria-label"),
    told: e.part("level").getAttribute("aria-valuetext"), locked: e.part("level").disabled };
}"""


@pytest.mark.slow
def test_our_sha256_is_sha256(tab: tuple[str, Tab]) -> None:
    """NIST's vectors and every length around a block."""
    assert tab[1].evaluate(HASH, []) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert tab[1].evaluate(HASH, list(b"abc")) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    for size in (1, 54, 55, 56, 57, 63, 64, 65, 119, 120, 128, 1000):
        data = bytes(np.random.default_rng(size).integers(0, 256, size, np.uint8))
        assert tab[1].evaluate(HASH, list(data)) == hashlib.sha256(data).hexdigest(), size
    made = tab[1].evaluate(f"() => ({HASH})(new Uint8Array({LONG}).fill(97))")
    assert made == hashlib.sha256(b"a" * LONG).hexdigest()


@pytest.mark.slow
def test_the_device_draws_changes_and_hashes_as_python_does(tab: tuple[str, Tab]) -> None:
    told: dict[str, Any] = tab[1].evaluate(EVERY, [list(one) for one in addresses.copies()])
    assert told == addresses.recorded()


@pytest.mark.slow
def test_element_and_gradio_page_say_the_same(tab: tuple[str, Tab]) -> None:
    page = Page(tab[0], "frames")
    for what, level in addresses.copies():
        for guess in (None, *addresses.GUESSES):
            s = Shown(what, guess, level)
            seen = tab[1].evaluate(SHOW, [{"what": what, "guess": guess, "level": level}, page.codes(s)])
            assert seen["codes"] == seen["meant"]
            assert seen["done"] == page.done(s)
            assert seen["alt"] == page.alt(s)
            assert seen["told"] == page.level_told(s)
            assert seen["locked"] == (guess is None or len(model.LEVELS[what]) == 1)
            assert tab[1].evaluate("h => { const d = document.createElement('p'); d.innerHTML = h; return d.textContent; }",
                                   page.says(s)) == seen["says"]  # fmt: skip
            assert bool(seen["why"]) == bool(page.why(s))


def test_there_is_no_way_in_for_a_picture() -> None:
    script = (addresses.HERE / "element.js").read_text("utf-8")
    for word in (
        "type='file'",
        "FileReader",
        "getUserMedia",
        "drawImage",
        "crypto",
        "paste",
        "drop",
        "createImageBitmap",
    ):
        assert word not in script
    assert "gr.Image" not in (addresses.HERE / "app.py").read_text("utf-8")
