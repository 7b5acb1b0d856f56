"""The three marks: what each survives, and what it does not."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from demos.faces import Face, marks, watermark

Change = Callable[[np.ndarray], np.ndarray]


def saved(picture: np.ndarray, quality: int, kind: str = "JPEG") -> np.ndarray:
    held = BytesIO()
    Image.fromarray(picture).save(held, kind, quality=quality)
    return opened(held.getvalue())


def opened(data: bytes) -> np.ndarray:
    return np.asarray(Image.open(BytesIO(data)).convert("RGB"))


def scaled(picture: np.ndarray, factor: float) -> np.ndarray:
    size = round(picture.shape[1] * factor), round(picture.shape[0] * factor)
    return np.asarray(Image.fromarray(picture).resize(size, Image.Resampling.BILINEAR))


CHANGES: dict[str, Change] = {
    "nothing": lambda p: p,
    "quality 75": lambda p: saved(p, 75),
    "half size": lambda p: scaled(p, 0.5),
    "half size, quality 75": lambda p: saved(scaled(p, 0.5), 75),
    "screenshot, quality 80": lambda p: saved(scaled(p, 0.83), 80),
    "enlarged screenshot": lambda p: scaled(p, 1.5),
    "WebP 75": lambda p: saved(p, 75, "WEBP"),
    "brighter": lambda p: np.clip(p * 1.15, 0, 255).astype(np.uint8),
}


@pytest.fixture(scope="module")
def portraits(gallery: dict[str, Face]) -> dict[str, np.ndarray]:
    return {fid: np.rint(face.picture(512) * 255).astype(np.uint8) for fid, face in gallery.items()}


@pytest.fixture(scope="module")
def marked(portraits: dict[str, np.ndarray]) -> dict[str, tuple[int, np.ndarray]]:
    """The number and the picture that leaves, by face."""
    told = {fid: marks.words((fid, "f07"), "splice", 10 * (n % 11)) for n, fid in enumerate(portraits)}
    return {
        fid: (int(told[fid]["number"], 16), opened(marks.encode(picture, told[fid])))
        for fid, picture in portraits.items()
    }


@pytest.mark.parametrize("change", CHANGES.values(), ids=list(CHANGES))
def test_the_number_survives_what_a_chat_does(marked: dict[str, tuple[int, np.ndarray]], change: Change) -> None:
    assert [fid for fid, (number, left) in marked.items() if watermark.read(change(left)) != number] == []


def test_the_number_is_not_seen(portraits: dict[str, np.ndarray]) -> None:
    for picture in portraits.values():
        marked = watermark.write(picture, watermark.number(("f01", "f02"), "average", 50))
        error = np.mean((marked.astype(float) - picture) ** 2)
        assert 10 * np.log10(255**2 / error) >= 46.5


def test_no_number_is_read_where_none_is(portraits: dict[str, np.ndarray]) -> None:
    assert [c(p) for p in portraits.values() for c in CHANGES.values() if watermark.read(c(p)) is not None] == []


@pytest.mark.parametrize(
    ("faces", "kind", "percent"),
    [
        (("f01", "f24"), "splice-smooth", 100),
        (("f09",), "portrait", None),
        ((), "lab", 0),
        (("e061", "e100"), "detector", 42),
    ],
)
def test_a_number_says_what_went_in(faces: tuple[str, ...], kind: str, percent: int | None) -> None:
    value = watermark.number(faces, kind, percent)
    assert value.bit_length() == 32
    assert watermark.told(value) == {"faces": faces, "kind": kind, "percent": percent}


def test_a_strange_number_says_nothing() -> None:
    assert watermark.told(0) == {}
    assert watermark.told(2**32 - 1) == {}
    assert watermark.told(watermark.number(("f01",), "average", 101)) == {}


@pytest.mark.parametrize("shape", [(256, 256, 3), (452, 2000, 3), (280, 280, 3)])
def test_other_sizes_carry_the_number_too(portraits: dict[str, np.ndarray], shape: tuple[int, int, int]) -> None:
    picture = np.asarray(Image.fromarray(next(iter(portraits.values()))).resize(shape[1::-1]))
    told = marks.words(("f03",), "portrait")
    assert watermark.read(opened(marks.encode(picture, told))) == int(told["number"], 16)
