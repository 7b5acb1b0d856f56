"""The lab: what is counted, what is said in each of its states, and that no picture from outside gets in."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from itertools import product
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from demos import text
from demos.app import blocks, mount
from demos.detector import addresses, further, model
from demos.detector.app import INPUTS
from demos.detector.view import Page, Shown

LANGS = ("ko", "en")
BOTH = {lang: text.words(addresses.HERE, lang) for lang in LANGS}
GUESSES = ("one", "two", "unsure")
VIEWS = ("photo", *addresses.MAPS)
GIVING_AWAY = ("truth_one", "truth_two", "edit_", "recipe_", "fits_", "judged_", "two_first", "two_second")


@functools.cache
def page(lang: str) -> Page:
    return Page(lang, "frames")  # type: ignore[arg-type]


def everything(p: Page, s: Shown) -> str:
    parts = [p.stage(s), p.says(s), p.legend(s), p.answer(s), p.rated(s), p.scores(s), p.truth(s), p.rate_told(s)]
    more = [further.second(p, s), further.careless(p, s), further.hundreds(p, s), further.ahead(p, s)]
    return "".join(parts + more)


def seen(html: str) -> str:
    """What can be read or heard: text and the attributes that are read out, without addresses."""
    heard = " ".join(re.findall(r'(?:alt|aria-label)="([^"]*)"', html))
    return unescape(re.sub(r"<[^>]*>", " ", html) + " " + heard)


def states(p: Page) -> Iterator[Shown]:
    for pid, journey, view in product(p.asked(), p.data["journeys"], VIEWS):
        yield Shown(pid, "two", journey, view)


# ---- arithmetic ----


@pytest.mark.parametrize(
    ("hit", "false", "of", "right"),
    [
        (0.8, 0.1, 2, 8 / 9),
        (0.8, 0.1, 10, 0.8 / 1.7),
        (0.8, 0.1, 100, 0.8 / 10.7),
        (1.0, 0.0, 1000, 1.0),
        (0.0, 0.1, 5, 0.0),
    ],
)
def test_right_alarms_follow_the_base_rate(hit: float, false: float, of: int, right: float) -> None:
    assert model.right_alarms(hit, false, of) == pytest.approx(right)


def test_without_alarms_nothing_is_right() -> None:
    assert model.right_alarms(0.0, 0.0, 10) is None


def test_rarer_blends_make_an_alarm_worth_less() -> None:
    found = [model.right_alarms(0.8, 0.1, of) for of in model.RATES]
    assert found == sorted(found, reverse=True)  # type: ignore[type-var]


@pytest.mark.parametrize(
    "counted", [(1 / 3, 1 / 3, 1 / 3), (0.005, 0.005, 0.99), (0.125, 0.455, 0.42), (0, 0, 1), (0, 0, 0.9)]
)
def test_a_hundred_dots_are_a_hundred(counted: tuple[float, ...]) -> None:
    found = model.shares(counted)
    assert sum(found) == 100
    assert all(abs(n - 100 * share / sum(counted)) < 1 for n, share in zip(found, counted, strict=True))


def test_a_probability_is_never_certain() -> None:
    for lang in LANGS:
        said = [model.percent(share, BOTH[lang]) for share in (0.0, 0.004, 0.5, 0.99, 0.9951, 1.0)]
        assert said[2:4] == ["50%", "99%"]
        assert not {"0%", "100%"} & set(said)


def test_half_is_an_alarm_and_none_is_silence() -> None:
    assert [model.outcome(said) for said in (0.5, 0.499, None)] == ["alarm", "pass", "silent"]


@pytest.mark.parametrize("guess", GUESSES)
@pytest.mark.parametrize("is_two", [True, False])
def test_there_is_a_sentence_for_each_prediction_and_each_outcome(guess: str, is_two: bool) -> None:
    assert model.fits(guess, is_two) in BOTH["ko"]
    assert {model.judged(state, is_two) for state in model.OUTCOMES} <= set(BOTH["ko"])
    assert (model.fits(guess, is_two) == "fits_same") == (guess == ("two" if is_two else "one"))


def measured(alarm: float) -> dict[str, Any]:
    return {"alarm": [alarm, alarm / 2, alarm * 1.5], "silent": [0, 0, 0], "pass": [1 - alarm, 0, 1]}


def test_a_range_holds_its_value() -> None:
    assert model.whole([0.4, 0.6, 0.9]) == [0, 0, 1]
    said = model.rated({"blended": measured(0.6), "honest": measured(0.1)}, 100, BOTH["en"])
    n, low, high = map(int, re.findall(r"alarm (\d+) \((\d+)–(\d+)\)", said)[0])
    assert low < n < high


def test_where_hardly_any_alarm_rings_nothing_is_worked_out() -> None:
    for hit, false in ((0.001, 0.0), (0.02, 0.01), (0.0, 0.0)):
        said = model.rated({"blended": measured(hit), "honest": measured(false)}, 2, BOTH["en"])
        assert said == BOTH["en"]["rate_none"]


# ---- the recorded answers ----


@pytest.mark.parametrize("lang", LANGS)
def test_the_manifest_holds_twelve_pictures_and_their_control(lang: str) -> None:
    data = addresses.manifest(lang)  # type: ignore[arg-type]
    assert [one["id"] for one in data["pictures"]] == [f"p{n:02d}" for n in range(13)]
    assert len(data["journeys"]) == 6
    asked = data["pictures"][1:]
    assert sum(len(one["people"]) == 2 for one in asked) == 6
    assert len(addresses.files(addresses.answers())) == 13 * (1 + 6 * 5) + sum(
        len(p["people"]) for p in data["pictures"]
    )


@pytest.mark.parametrize("table", ["dots", "careless"])
def test_every_hundred_of_the_lab_sums_up(table: str) -> None:
    found = page("ko").data[table]
    assert len(found) == 6
    assert {sum(found[way][side]["counts"]) for way in found for side in model.SIDES} == {100}
    assert all(found[way][side]["counts"][1] == 0 for way in found for side in model.SIDES if table == "careless")


# ---- what is said ----


@pytest.mark.parametrize("lang", LANGS)
def test_every_state_has_its_words(lang: str) -> None:
    p = page(lang)
    found = 0
    for s in states(p):
        shown = everything(p, s)
        assert not re.search(r"\{\w|None|KeyError", shown), s
        assert p.stage(s).count("<img") == (2 if s.view != "photo" else 1), s
        assert all(alt.strip() for alt in re.findall(r'alt="([^"]*)"', p.stage(s))), s
        found += 1
    assert found == 12 * 6 * 5


@pytest.mark.parametrize("lang", LANGS)
def test_beside_every_map_stands_the_honest_one(lang: str) -> None:
    p = page(lang)
    for s in states(p):
        if s.view != "photo":
            assert f"p00/{s.journey}-{s.view}.webp" in p.stage(s)
            assert BOTH[lang]["label_control"] in unescape(p.stage(s))
            assert BOTH[lang][f"map_{s.view}"] in unescape(p.legend(s))


@pytest.mark.parametrize("lang", LANGS)
def test_a_silent_detector_shows_no_probability(lang: str) -> None:
    p = page(lang)
    silent = [s for s in states(p) if p.told(s)["said"] is None]
    assert silent
    for s in silent:
        box = p.answer(s).split("<h2>")[1]
        assert BOTH[lang]["answer_silent"] in unescape(box)
        for told in (box, p.says(s), p.truth(replace(s, open=True)).split("<p>")[3]):
            assert not re.search(r"\d+ ?%", told), s
        assert BOTH[lang]["method_fused"] not in unescape(p.scores(s))


@pytest.mark.parametrize("lang", LANGS)
def test_a_probability_stands_beside_both_error_kinds(lang: str) -> None:
    p = page(lang)
    for s in states(p):
        if p.told(s)["said"]:
            answer = p.answer(s)
            assert unescape(answer).count(BOTH[lang]["answer_half"]) == 1
            for side in model.SIDES:
                assert p.data["dots"][s.journey][side]["says"] in unescape(answer)


@pytest.mark.parametrize("lang", LANGS)
def test_nothing_gives_the_answer_away_before_it_is_asked_for(lang: str) -> None:
    p = page(lang)
    sentences = [w.split("{")[0].strip() for key, w in BOTH[lang].items() if key.startswith(GIVING_AWAY)]
    sentences = [one for one in sentences if len(one) > 12]
    assert len(sentences) > 8
    shapes = set()
    for s in states(p):
        shown = seen(everything(p, replace(s, whose="b")))
        assert [one for one in sentences if one in shown] == []
        assert [fid for fid in p.pictures[s.pic]["people"] if fid in shown] == []
        second = further.second(p, replace(s, whose="b"))
        shapes.add((second.count("<img"), second.count("<li>"), len(re.findall("<p", second))))
    assert len(shapes) == 1, "one person and two look alike until the answer is seen"


@pytest.mark.parametrize("lang", LANGS)
def test_the_answer_names_what_was_done_and_keeps_to_the_file(lang: str) -> None:
    p = page(lang)
    for pid, guess in product(p.asked(), GUESSES):
        s = Shown(pid, guess, open=True)
        assert p.pictures[pid]["truth"] in unescape(p.truth(s))
        assert BOTH[lang]["point"] in unescape(p.truth(s))
        assert p.with_second(s) == (len(p.pictures[pid]["people"]) == 2)


@pytest.mark.parametrize("lang", LANGS)
def test_before_the_prediction_there_is_only_the_picture(lang: str) -> None:
    p = page(lang)
    s = replace(p.start(), view="ela", open=True)
    assert not re.search(r"\d+ ?%", seen(everything(p, s).replace(p.rate_told(s), "")))
    assert "-ela" not in everything(p, s)


def test_no_picture_is_called_real_or_fake() -> None:
    """The lab asks "one invented person, or two blended?" and nothing else."""
    for lang, words in BOTH.items():
        found = [
            key for key, told in words.items() if re.search(r"진짜|가짜|위조|조작|\b(real|fake|forged|genuine)\b", told)
        ]
        assert found == [], lang


# ---- what gets in ----


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with TestClient(mount(FastAPI(openapi_url=None))) as made:
        yield made


@functools.cache
def _event() -> int:
    """The first event that reads all choices of the lab."""
    return min(i for i, fn in blocks("ko").fns.items() if len(fn.inputs) == len(INPUTS))


START = ["p01", "one", "original", "photo", 0, False, "a", "q87"]


def ask(client: TestClient, data: list[object]) -> int:
    body = {"fn_index": _event(), "data": data}
    return client.post("/demos/ko/gradio_api/run/predict", json=body).status_code


def test_what_the_page_offers_is_answered(client: TestClient) -> None:
    assert ask(client, START) == 200
    assert ask(client, ["p12", None, "twice", "texture", 8, True, "b", "screenshot"]) == 200


@pytest.mark.parametrize("place", range(len(START)))
@pytest.mark.parametrize(
    "value",
    ["f99", "p00", "p13", "../x", "data:image/png;base64,iVBORw0KGgo=", {"path": "/tmp/a.png"}, {"url": "http://x/a.png"},
     ["p01"], 99, -1, 1.5, "original.webp", "e061"],
    ids=str,
)  # fmt: skip
def test_no_picture_from_outside_reaches_the_lab(client: TestClient, place: int, value: object) -> None:
    assert ask(client, [*START[:place], value, *START[place + 1 :]]) == 400


def test_no_component_of_the_lab_carries_a_file() -> None:
    page_ = blocks("ko")
    read = {type(part).__name__ for fn in page_.fns.values() if len(fn.inputs) == len(INPUTS) for part in fn.inputs}
    assert read == {"HTML"}
