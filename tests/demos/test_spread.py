"""The spread model: same seed, same result; the three findings over 1,000 runs; every number documented; all recorded."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest
import yaml
from PIL import Image

from demos import paper, text
from demos.spread import blocks, frames, parameters, recorded, sensitivity
from demos.spread.model import HOURS, NEVER, Assumed, Case, Runs, spread
from demos.spread.parameters import HERE, START, case, draws
from demos.spread.places import HEIGHT, WIDTH, points
from demos.spread.school import KINDS, NOBODY, Shape, school

FACTS = HERE.parents[1] / "course" / "facts"
MANY = 1000


@pytest.fixture(scope="module")
def many() -> dict[str, Runs]:
    """1,000 runs of the cases that the findings compare, on dice of another seed than the recording's."""
    dice = draws(MANY, 7)
    cases = {
        "late": {},
        "early": {"tell": "early"},
        "unwatched": {"watch": "none"},
        "week": {"watch": "week"},
        "alone": {"pass_on": "few", "tell": "nobody"},
    }
    return {name: spread(dice, case(START | change)) for name, change in cases.items()}


def test_a_school_is_whole_and_its_seed_decides() -> None:
    shape = parameters.fixed(Shape)
    place, again, other = school(shape, 1), school(shape, 1), school(shape, 2)
    assert shape.people == 1000
    assert (place.members == again.members).all()
    assert place.members.shape != other.members.shape or (place.members != other.members).any()
    assert set(place.kind) == set(range(len(KINDS)))
    assert place.count.min() >= 1
    for room, inside in enumerate(place.members):
        assert all(room in place.rooms[person] for person in inside[inside != NOBODY])
    pupils_in_channels = place.members[place.kind == KINDS.index("channel")]
    assert ((pupils_in_channels >= 0) & (pupils_in_channels < shape.pupils)).sum() == shape.channels * 10
    stands = points(place)
    assert len({tuple(spot) for spot in stands.tolist()}) == shape.people
    assert stands.min() >= 0
    assert (stands.max(0) <= (WIDTH, HEIGHT)).all()


def test_the_same_seed_gives_the_same_runs() -> None:
    one, two = (spread(draws(20, 3), case(START)) for _ in range(2))
    other = spread(draws(20, 4), case(START))
    assert (one.seen == two.seen).all()
    assert (one.places == two.places).all()
    assert (one.reached != other.reached).any()


def test_curves_count_what_happened(many: dict[str, Runs]) -> None:
    for runs in many.values():
        assert (np.diff(runs.reached, axis=1) >= 0).all(), "who has seen it has seen it"
        assert (runs.reached[:, HOURS] == (runs.seen != NEVER).sum(1) - 1).all()
        assert runs.places.min() >= 0
    nobody = spread(draws(50, 5), case(START | {"tell": "nobody"}))
    assert (np.diff(nobody.places, axis=1) >= 0).all(), "without a report no room is taken down"


def test_one_forward_is_never_only_one(many: dict[str, Runs]) -> None:
    """Even where fewest pass it on: in all of 1,000 runs more than one person saw it."""
    assert (many["alone"].reached[:, HOURS] > 1).all()
    assert np.median(many["alone"].reached[:, HOURS]) > 10


def test_one_early_changes_the_end_more_than_many_late(many: dict[str, Runs]) -> None:
    late, early = many["late"].reached[:, HOURS], many["early"].reached[:, HOURS]
    assert case(START).tellers > 10 * case(START | {"tell": "early"}).tellers
    assert np.median(early) < np.median(late) / 2
    assert np.percentile(early, 90) < np.percentile(late, 90) / 2
    assert (early <= late).mean() > 0.9


def test_deletion_shrinks_it_for_as_long_as_it_goes_on(many: dict[str, Runs]) -> None:
    weeks = [96, 168, 336, HOURS]
    on, week, off = ([many[name].places[:, h].mean() for h in weeks] for name in ("late", "week", "unwatched"))
    assert on[0] > on[1] > on[2] > on[3]
    assert off[3] >= off[1]
    assert week[1] == on[1], "the same until it stops"
    assert on[3] < week[3] < off[3]


def test_the_person_shown_is_not_in_the_model() -> None:
    """No parameter, no handle and no room knows an owner: whoever tells is one of those who saw it."""
    names = {f.name for kind in (Shape, Assumed, Case) for f in fields(kind)}
    assert not {name for name in names if "owner" in name or "victim" in name or "person" in name}
    runs = spread(draws(30, 8), case(START | {"tell": "early"}))
    told = (runs.places[:, HOURS] < runs.places.max(1)).mean()
    assert told > 0.5, "and telling works without one"


def test_every_number_stands_in_the_table_with_its_reason() -> None:
    table = parameters.table()
    assert set(table) == {f.name for kind in (Shape, Assumed, Case) for f in fields(kind)}
    for name, row in table.items():
        assert set(row) == {"value", "unit", "says", "source"}, name
        assert all(row["says"][lang].strip() for lang in text.LANGS)
        assert row["source"] == "assumed" or (FACTS / f"{row['source']}.yml").is_file(), name


def test_every_combination_is_recorded_and_loads() -> None:
    every = parameters.combinations()
    keys = {parameters.key(chosen) for chosen in every}
    kept = recorded.recorded()
    assert len(keys) == len(every) == len(kept.curves) == len(kept.example)
    assert START in every
    assert parameters.STOPPED in every
    assert (kept.curves[:, 0] <= kept.curves[:, 2]).all()
    assert (kept.curves[:, 3] <= kept.curves[:, 5]).all()
    assert kept.curves.max() < recorded.NOT


@pytest.mark.parametrize("change", [{}, {"tell": "early", "stop": "some"}])
def test_the_recording_is_what_the_model_gives(change: dict[str, str]) -> None:
    chosen = START | change
    number = parameters.combinations().index(chosen)
    assert (recorded.curves(spread(draws(), case(chosen))) == recorded.recorded().curves[number]).all()


def test_frames_hold_all_answers_and_stay_small(tmp_path: Path) -> None:
    frames.write(tmp_path, lambda done, all_: None)
    files = sorted(tmp_path.iterdir())
    every = parameters.combinations()
    assert {path.stem for path in files} == {frames.address(chosen)[0] for chosen in every} | {"school"}
    found = 0
    for path in files:
        called = path.read_text("utf-8").removeprefix(frames.CALL + "(").removesuffix(");\n")
        name, data = json.loads(called)
        assert name == path.stem
        assert path.stat().st_size < 150_000
        found += len(data) if name != "school" else 0
    assert found == len(every)
    for lang in ("ko", "en"):
        assert len(json.dumps(frames.manifest(lang), ensure_ascii=False).encode()) < 30_000


def test_signs_can_be_read_back() -> None:
    numbers = [0, 1, 63, 64, 4095]
    said = frames.signs(numbers)
    back = [frames.SIGNS.index(said[i]) * 64 + frames.SIGNS.index(said[i + 1]) for i in range(0, len(said), 2)]
    assert back == numbers


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_what_the_centre_does_is_the_ledgers(lang: str) -> None:
    """The demo's words hold no marker, so they are compared: one fact, one file."""
    entry = yaml.safe_load((FACTS / "helpline" / "d4u.yml").read_text("utf-8"))
    does, words = entry["values"][-1]["does"][lang], text.words(HERE, lang)
    assert words["end_does"] in does
    assert words["end_cost"] in does


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_blocks_show_what_was_measured(lang: str) -> None:
    told = sensitivity.measured()
    assert told["findings"]["runs"] == MANY
    assert str(told["findings"]["early_smaller"]) in blocks.block("findings", lang)
    table = blocks.block("sensitivity", lang)
    assert table.count("<tr>") == 1 + len(told["handles"]) + len(told["assumptions"])
    assert blocks.block("parameters", lang).count("<tr>") == 1 + len(parameters.table())
    with pytest.raises(LookupError):
        blocks.block("nothing", lang)


def test_nothing_is_wrong_with_the_material() -> None:
    assert frames.verify() == []


def test_what_another_model_gave_is_not_shown_unnoticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The teacher's page carries the digest of what was measured; a change of any number there is told."""
    kept = parameters.HERE / "sensitivity.json"
    assert json.loads(kept.read_text("utf-8"))["of"] == sensitivity.made_from()
    monkeypatch.setattr(sensitivity, "SOURCES", sensitivity.SOURCES[1:])
    (said,) = frames.verify()
    assert "sensitivity.json" in said
    assert "python -m demos.spread.sensitivity" in said


def test_a_paper_twin_that_is_not_drawn_today_is_told(tmp_path: Path) -> None:
    drawn = Image.new("L", (40, 20), 255)
    demo = tmp_path / "spread"
    demo.mkdir()
    assert "missing" in paper.faults(demo, drawn)[0]
    (demo / "still.webp").write_bytes(b"no picture")
    assert "missing" in paper.faults(demo, drawn)[0]
    drawn.save(demo / "still.webp", lossless=True)
    assert paper.faults(demo, drawn) == []
    for other in (Image.new("L", (40, 20), 235), Image.new("L", (41, 20), 255)):
        assert "spread.still" in paper.faults(demo, other)[0]
