"""What the lab shows: every address and no other, marks on every picture, maps that eyes of all kinds can read."""

from __future__ import annotations

import inspect
import shutil
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from PIL import Image

from demos.detection import lab, maps, people, shown
from demos.detection.people import PeopleError
from demos.detector import addresses, drawing, frames
from demos.faces import load, marks, watermark

DAY = date(2026, 12, 1)
FEW: tuple[Any, ...] = ("half", "twice")
FACE = next(iter(load(DAY).values()))
PLACES = FACE.marks(512, "named")


def written(out: Path) -> list[str]:
    return sorted(p.relative_to(out).as_posix() for p in out.rglob("*") if p.is_file())


def meant(asks: list[lab.Ask], journeys: tuple[Any, ...]) -> list[str]:
    told = [{"id": ask.id, "people": list(ask.people)} for ask in asks]
    return addresses.files({"pictures": told, "journeys": list(journeys)})


@pytest.fixture(scope="module")
def two() -> list[lab.Ask]:
    """The honest picture beside the maps, and the first blended one."""
    asks = frames.asked(DAY)[1]
    return [asks[0], next(ask for ask in asks if len(ask.people) == 2)]


def draw(out: Path, asks: list[lab.Ask]) -> Path:
    everybody = frames.asked(DAY)[0]
    for ask in asks:
        frames._write_ask(out, ask, frames._of(ask, everybody), FEW)
    return out


@pytest.fixture(scope="module")
def drawn(two: list[lab.Ask], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return draw(tmp_path_factory.mktemp("few"), two)


def test_every_address_is_written(drawn: Path, two: list[lab.Ask]) -> None:
    assert written(drawn) == meant(two, FEW)
    assert (addresses.CONTROL, addresses.MAPS) == (lab.CONTROL, shown.MAPS)


def test_every_picture_carries_its_marks(drawn: Path) -> None:
    pictures = sorted(drawn.rglob("*.webp"))
    assert len(pictures) == 2 * (1 + 2 * 5) + 3
    assert [p.name for p in pictures if marks.missing(p)] == []
    for path in pictures:
        with Image.open(path) as file:
            assert file.size == ((256, 256) if path.name == "thumb.webp" else (512, 512)), path


def test_the_file_says_who_and_what_it_is(drawn: Path, two: list[lab.Ask]) -> None:
    alone, blend = two
    sides = {
        addresses.picture(alone.id, "half"): ("algorithmicMedia", "kind:untouched", "journey:half"),
        addresses.heat(blend.id, "twice", "ela"): ("compositeSynthetic", f"kind:{blend.kind}", "map:ela"),
        addresses.trusted(blend.id, blend.people[1]): ("algorithmicMedia", f"face:{blend.people[1]}", "trusted:"),
    }
    for name, words in sides.items():
        with Image.open(drawn / name) as file:
            told, pixels = file.info["xmp"].decode(), np.asarray(file.convert("RGB"))
        assert all(word in told for word in (*words, "depicts:nobody", "recipe:detector")), name
        number = watermark.told(watermark.read(pixels) or 0)
        assert number["kind"] == "detector"
    assert number["faces"] == blend.people[1:]


def test_the_same_dice_draw_the_same_pixels(drawn: Path, two: list[lab.Ask], tmp_path: Path) -> None:
    again = draw(tmp_path, two[1:])
    for name in written(again):
        first, second = (np.asarray(Image.open(folder / name).convert("RGB")) for folder in (drawn, again))
        assert np.array_equal(first, second), name


def test_no_picture_can_be_handed_in() -> None:
    """The lab draws its own thirteen: what writes takes a folder, a counter and a day, and no demo page draws."""
    assert list(inspect.signature(frames.write).parameters) == ["out", "progress", "day"]
    assert list(inspect.signature(frames.asked).parameters) == ["day"]
    source = inspect.getsource(frames) + inspect.getsource(drawing)
    assert "imread" not in source
    assert "Image.open" not in source


@pytest.fixture
def altered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The people with one picture of a lab's person replaced by somebody else's; its name comes back."""
    name, other = (f"{pid}-s1.webp" for pid in sorted(people.read()["people"])[:-3:-1])
    folder = tmp_path / "people"
    folder.mkdir()
    for path in people.HERE.iterdir():
        (folder / path.name).symlink_to(path)
    (folder / name).unlink()
    shutil.copyfile(people.HERE / other, folder / name)
    monkeypatch.setattr(people, "HERE", folder)
    return name


def test_a_picture_of_anybody_else_stops_it(altered: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with pytest.raises(PeopleError) as caught:
        frames.write(out, lambda done, every: None, DAY)
    assert str(caught.value) == people.sentence(altered, "changed")
    assert not out.exists()
    assert frames.verify(DAY)[-1] == people.sentence(altered, "changed")


def test_people_past_their_day_stop_it(tmp_path: Path) -> None:
    with pytest.raises(PeopleError, match="expired"):
        frames.write(tmp_path, lambda done, every: None, DAY.replace(year=2040))
    assert written(tmp_path) == []


def test_the_committed_material_is_sound() -> None:
    assert frames.verify(DAY) == []


# Maps: what is stronger must look stronger, also without colour and with colour-blind eyes.

BLIND = {
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
}
"""What these eyes see, in linear RGB (Machado, Oliveira & Fernandes 2009, severity 1)."""


def seen_as(picture: np.ndarray, eyes: str) -> np.ndarray:
    """A picture (h, w, 3) uint8 in CIE Lab as those eyes see it; ``grey`` is a print without colour."""
    colour = picture.astype(np.float32) / 255
    linear = np.where(colour <= 0.04045, colour / 12.92, ((colour + 0.055) / 1.055) ** 2.4)
    if eyes in BLIND:
        linear = linear @ np.array(BLIND[eyes]).T
    if eyes == "grey":
        linear = np.repeat((linear @ [0.2126, 0.7152, 0.0722])[..., None], 3, axis=-1)
    linear = np.clip(linear, 0, 1)
    back = np.where(linear <= 0.0031308, linear * 12.92, 1.055 * linear ** (1 / 2.4) - 0.055)
    return np.asarray(cv2.cvtColor(back.astype(np.float32), cv2.COLOR_RGB2LAB))


EYES = ("usual", "deuteranopia", "protanopia", "grey")
STEPS = {"ela_raw": (0.0, 0.25, 0.5, 0.75, 1.0), "ela": (-4.0, 0.0, 2.0, 4.0)}


@cache
def steps(name: str, grey: int) -> np.ndarray:
    """What each value of ``STEPS`` looks like over a picture of one brightness: small patches (n, h, w, 3)."""
    field = np.repeat(np.array(STEPS[name], np.float32), 64 // len(STEPS[name]) + 1)[None, :64].repeat(64, axis=0)
    heat = drawing.heat(np.full((512, 512, 3), grey, np.uint8), PLACES, name, field)
    inverse = cv2.invertAffineTransform(maps.into(PLACES))
    middles = [np.flatnonzero(field[0] == value).mean() for value in STEPS[name]]
    at = [np.rint(inverse @ [x, 32, 1]).astype(int) for x in middles]
    return np.stack([heat[y - 6 : y + 6, x - 6 : x + 6] for x, y in at])


@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize("name", STEPS)
def test_stronger_is_brighter_for_all_eyes(name: str, eyes: str) -> None:
    """Over dark hair as over light skin, each step of a map is brighter than the one before by a visible amount."""
    for grey in (20, 230):
        light = [float(seen_as(patch, eyes)[..., 0].mean()) for patch in steps(name, grey)]
        assert min(np.diff(light)) > 4, (grey, light)


@pytest.mark.parametrize("eyes", EYES)
def test_a_strong_place_is_told_from_a_bright_face(eyes: str) -> None:
    """Nothing unusual over the brightest skin never looks like a strong place, nor dark hair like a weak one."""
    low, _, _, high = (seen_as(patch, eyes).mean(axis=(0, 1)) for patch in steps("ela", 128))
    light, dark = (seen_as(steps("ela", grey)[1], eyes).mean(axis=(0, 1)) for grey in (250, 20))
    assert np.linalg.norm(high - light) > 12
    assert np.linalg.norm(low - dark) > 4
    assert np.linalg.norm(high - low) > 40


def test_what_is_usual_is_left_uncoloured_and_a_line_goes_round_the_rest() -> None:
    places, grey = PLACES, np.full((512, 512, 3), 128, np.uint8)
    field = np.zeros((maps.CELLS, maps.CELLS), np.float32)
    plain = drawing.heat(grey, places, "ela", field)
    assert np.ptp(plain) == 0
    field[24:40, 24:40] = 3.0
    found = drawing.heat(grey, places, "ela", field)
    assert (found == 255).all(axis=2).any(), "the line is white"
    assert np.ptp(drawing.heat(grey, places, "ela_raw", field)[:20]) == 0, "outside the frame nothing is said"


@pytest.mark.parametrize("size", [256, 425, 512])
def test_a_map_lies_on_its_place_at_every_size(size: int) -> None:
    places = FACE.marks(size, "named")
    field = np.zeros((maps.CELLS, maps.CELLS), np.float32)
    x, y = np.rint(maps.into(places) @ [*places["nose_tip"], 1]).astype(int)
    field[y - 3 : y + 4, x - 3 : x + 4] = 6.0
    heat = drawing.heat(np.full((size, size, 3), 90, np.uint8), places, "texture", field)
    warm = np.argwhere(heat[..., 0].astype(int) - heat[..., 2] > 60).mean(axis=0)[::-1]
    assert np.hypot(*(warm - np.array(PLACES["nose_tip"]))) < 8


@pytest.mark.slow
def test_the_whole_set(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    frames.write(tmp_path, lambda done, every: seen.append((done, every)), DAY)
    assert written(tmp_path) == addresses.files(addresses.answers())
    assert seen[-1] == (13, 13)
    pictures = list(tmp_path.rglob("*.webp"))
    assert [p.name for p in pictures if marks.missing(p)] == []
    assert sum(p.stat().st_size for p in pictures) < 30_000_000
