"""Signs, resends and reads pictures, at the build and in tests: the only module here that needs ``c2pa-python``.

Nothing is asked over the network. ``python -m demos.provenance.labels`` writes ``readings.json`` (committed): what the
pages show. The build reads every file again and stops where the library says something else.
"""

from __future__ import annotations

import functools
import importlib
import json
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from io import BytesIO
from typing import Any

import numpy as np
from PIL import Image

from demos.faces import Face, credentials, load, marks, opening
from demos.provenance.addresses import FILES, READINGS
from demos.provenance.model import CASES, NO_LABEL, TWIN, reading

SIZE, QUALITY = 512, 80
"""Side of the pictures in pixels; quality of the JPEG that stands for a messenger."""
PARENT = "gallery"
LABEL = {
    "claim_generator_info": [{"name": "Barobogi TEST", "version": "1"}],
    "title": "depicts:nobody",
    "assertions": [
        {
            "label": "c2pa.actions.v2",
            "data": {
                "actions": [
                    {"action": "c2pa.opened", "parameters": {"ingredientIds": [PARENT]}},
                    {"action": "c2pa.published"},
                ]
            },
        }
    ],
}
"""The second label: the course opened the gallery's picture and published it. The first is the gallery's own."""
INGREDIENT = {"title": "depicts:nobody", "relationship": "parentOf", "label": PARENT}
TYPES = {"webp": "image/webp", "jpg": "image/jpeg", "png": "image/png"}


@functools.cache
def _context(trusting: bool) -> Any:
    """The library with our own root in its trust list, or with a trust list that lacks it."""
    c2pa = importlib.import_module("c2pa")
    told = credentials.SETTINGS if trusting else {**credentials.SETTINGS, "trust": {}}
    return c2pa.Context(c2pa.Settings.from_dict(told))


def signed(picture: bytes) -> bytes:
    """A WebP file of the gallery, which carries the gallery's label, with the course's label on top."""
    c2pa = importlib.import_module("c2pa")
    chain = credentials.CERTIFICATE.read_bytes() + credentials.ROOT.read_bytes()
    info = c2pa.C2paSignerInfo(b"es256", chain, credentials.KEY.read_bytes(), None)
    held = BytesIO()
    with c2pa.Signer.from_info(info) as signer, c2pa.Builder.from_json(json.dumps(LABEL), _context(True)) as builder:
        builder.add_ingredient(json.dumps(INGREDIENT), TYPES["webp"], BytesIO(picture))
        builder.sign(signer, TYPES["webp"], BytesIO(picture), held)
    return held.getvalue()


def read(data: bytes, kind: str, trusting: bool = True) -> dict[str, Any]:
    """The library's own JSON about a file of the ``kind`` webp, jpg or png; ``{"error": …}`` where there is no label.

    ``trusting``: whether our root is in the trust list. Raises ``c2pa.C2paError`` for anything but a missing label.
    """
    c2pa = importlib.import_module("c2pa")
    try:
        with c2pa.Reader(TYPES[kind], BytesIO(data), context=_context(trusting)) as reader:
            answer: dict[str, Any] = json.loads(reader.json())
            return answer
    except c2pa.C2paError as error:
        words = f"{type(error).__name__}: {error}"
        if NO_LABEL in words:
            return {"error": NO_LABEL}
        raise


def resaved(data: bytes, kind: str) -> bytes:
    """The same picture in a new file without a label: as a messenger saves it (``jpg``), as a screenshot (``png``)."""
    quality = {"jpg": QUALITY, "webp": marks.QUALITY}
    how: dict[str, Any] = {"quality": quality[kind]} if kind in quality else {"optimize": True}
    held = BytesIO()
    with Image.open(BytesIO(data)) as file:
        file.convert("RGB").save(held, {"jpg": "JPEG"}.get(kind, kind), **how)
    return held.getvalue()


def one_byte(data: bytes) -> bytes:
    """The WebP file with one bit of its picture data turned over: the last one that changes a pixel that is seen."""
    start = data.index(b"VP8 ") + 8
    end = start + int.from_bytes(data[start - 4 : start], "little")
    for place in range(end - 1, start, -1):
        changed = data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]
        with suppress(OSError):  # such a picture cannot be opened at all
            if changed_pixels(data, changed):
                return changed
    raise ValueError("바꿀 바이트를 찾지 못했어요. / No byte of this picture changes a pixel.")


def changed_pixels(a: bytes, b: bytes) -> int:
    """In how many pixels two pictures of one size differ."""
    return int(np.any(_pixels(a) != _pixels(b), axis=2).sum())


def _pixels(data: bytes) -> Any:
    with Image.open(BytesIO(data)) as file:
        return np.asarray(file.convert("RGB"))


def _drawn(face: Face) -> bytes:
    picture = np.rint(face.picture(SIZE) * 255).astype(np.uint8)
    return marks.encode(picture, marks.words((face.id,), "portrait"))


def pictures(day: date) -> dict[str, bytes]:
    """The file of every case and of the twin, drawn from the two faces that the gallery opens with on ``day``."""
    faces = load(day)
    first, second = (_drawn(faces[fid]) for fid in opening(faces))
    label = signed(first)
    ways: dict[str, Callable[[], bytes]] = {
        "signed": lambda: label,
        "resent": lambda: resaved(label, "jpg"),
        "screenshot": lambda: resaved(label, "png"),
        "byte": lambda: one_byte(label),
        "stranger": lambda: label,
        TWIN: lambda: resaved(second, "webp"),
    }
    return {case: ways[case]() for case in (*CASES, TWIN)}


def answers(files: dict[str, bytes]) -> dict[str, dict[str, Any]]:
    """The library's own JSON for every file; ``stranger`` is read with a trust list that lacks our root."""
    kinds = {case: FILES[case].rsplit(".", 1)[1] for case in files}
    return {case: read(data, kinds[case], trusting=case != "stranger") for case, data in files.items()}


def readings(files: dict[str, bytes]) -> dict[str, Any]:
    """What the pages show, JSON-able: a reading a case."""
    return {case: reading(answer) for case, answer in answers(files).items()}


if __name__ == "__main__":
    found = json.dumps(readings(pictures(date.today())), ensure_ascii=False, indent=1)
    READINGS.write_text(found + "\n", encoding="utf-8")
