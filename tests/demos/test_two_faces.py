"""The on-page element (files, JavaScript) and the Gradio page (Python) show and say the same."""

from __future__ import annotations

import json
from datetime import date
from html import unescape

import pytest
from playwright.sync_api import Browser

from demos.face_morph import addresses
from demos.face_morph.view import Page, Shown
from demos.faces import class_faces, ledger, load, rows

DAY = date(2026, 11, 23)
LOW, MIDDLE, *_, HIGH = class_faces(load(date.today()))
STATES = [
    Shown(MIDDLE, HIGH, None, "morph", 0, False),
    Shown(MIDDLE, HIGH, "40", "morph", 0, False),
    Shown(MIDDLE, HIGH, "40", "morph", 30, False),
    Shown(MIDDLE, HIGH, "40", "morph", 40, True),
    Shown(HIGH, LOW, "100", "morph", 100, False),
    Shown(HIGH, LOW, "skip", "morph", 70, True),
    Shown(HIGH, LOW, "skip", "landmarks", 70, True),
    Shown(LOW, HIGH, "10", "blend", 20, False),
    Shown(HIGH, LOW, "40", "morph", 30, True, "splice"),
    Shown(LOW, HIGH, "skip", "morph", 0, False, "splice"),
    Shown(LOW, HIGH, "skip", "morph", 100, False, "splice-smooth"),
    Shown(HIGH, MIDDLE, "skip", "warp", 50, False, "splice-smooth"),
]
SHOW = """(state) => {
  const element = document.querySelector("bb-face-morph");
  element.state = state;
  element.show();
  const picture = element.part("picture"), overlay = element.part("overlay");
  return {
    picture: picture.getAttribute("src"), alt: picture.alt, overlay: overlay.hidden ? null : overlay.getAttribute("src"),
    made: element.part("made").textContent, ends: ["end-a", "end-b"].map(n => element.part(n).getAttribute("src")),
    says: element.part("says").textContent, share: element.part("share").hidden ? null : element.part("share").textContent,
    explained: !element.part("explain").hidden, locked: element.part("amount").disabled,
  };
}"""


EXTRAS = """(html) => {
  const element = document.querySelector("bb-face-morph"), twin = document.createElement("div");
  const folded = element.part("extras").innerHTML;
  element.part("extra").open = true;
  element.showExtras();
  twin.innerHTML = html;
  return [folded, element.part("extras").innerHTML, twin.innerHTML];
}"""


def document(lang: str) -> str:
    data = json.dumps(addresses.manifest(lang, DAY), ensure_ascii=False).replace("</", "<\\/")
    script = (addresses.HERE / "element.js").read_text("utf-8")
    block = f'<script type="application/json">{data}</script>'
    return f'<bb-face-morph data-frames="frames">{block}</bb-face-morph><script>{script}</script>'


def test_a_class_counts_its_faces_from_one() -> None:
    """A teacher says "faces 3 and 8": one number a face on every page, and none for two."""
    told = ledger.read(addresses.HERE.parent / "faces")
    for lang, word in (("ko", "얼굴"), ("en", "Face")):
        names = [name for _, name, *_ in Page(lang, "frames").portraits()]
        shown = [row["name"] for row in rows(lang, DAY)]
        assert len({entry["name"][lang] for entry in told.values()}) == len(told), "a number is given once"
        assert shown == sorted(shown, key=lambda name: int(name.removeprefix(f"{word} ")))
        assert names == [name for name in shown if name in names], "the same order everywhere"
        if not any(ledger.is_withdrawn(entry) for entry in told.values()):
            assert names == [f"{word} {n}" for n in range(1, len(names) + 1)]


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["ko", "en"])
def test_both_say_and_show_the_same(lang: str, browser: Browser) -> None:
    view = Page(lang, "frames")
    tab = browser.new_page()
    tab.set_content(document(lang))
    for s in STATES:
        state = {k: getattr(s, k) for k in ("a", "b", "guess", "view", "percent", "mesh", "recipe")}
        seen = tab.evaluate(SHOW, state)
        stage = view.stage(s)
        assert f'src="{seen["picture"]}"' in stage
        assert seen["alt"] == view.alt(s)
        assert seen["says"] == unescape(view.says(s))
        assert seen["made"] == unescape(view.made(s))
        assert (seen["overlay"] or "overlay-") in stage or "overlay-" not in stage
        assert ("overlay-" in stage) == bool(seen["overlay"])
        assert seen["share"] in (None, view.share(s))
        assert seen["ends"] == [f"frames/{addresses.thumb(face)}" for face in (s.a, s.b)]
        assert all(f'src="{end}"' in stage for end in seen["ends"])
        assert seen["explained"] == bool(view.explain(s))
        assert seen["locked"] == (s.guess is None)
    folded, shown, meant = tab.evaluate(EXTRAS, view.extras(STATES[-1]))
    assert folded == ""
    assert shown == meant
    assert shown.count("<img") == 7
    tab.close()
