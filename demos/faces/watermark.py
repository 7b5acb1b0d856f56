"""The invisible number: which faces, which recipe, which share, woven into the brightness of a picture.

It survives what happens to a picture in a class chat (encoded again at quality 75, halved in size,
photographed off a screen as a screenshot), not an attack: with this code anyone can remove or forge
it. It is a label, not a lock. Pure: no files, no clock.

Method (Haar wavelet, then DCT, then quantisation index modulation, as in this project's own study, with
an own choice of coefficients): the brightness at 512 x 512 is halved by the Haar low band and cut into 8 x 8
blocks; two coefficients of each block are rounded to even or odd multiples of half a step, which stands
for a bit. 32 bits and a 16-bit checksum, each repeated in some 37 places, are read by weighing all of them.
"""

from __future__ import annotations

import binascii
import re

import cv2
import numpy as np
from numpy.typing import NDArray

Bytes = NDArray[np.uint8]
Real = NDArray[np.float64]

SIZE, STEPS = 512, (42.0, 54.0)
"""Side of the picture the number is written at; widths of a quantisation step in the low band: the
wider one for pictures below ``SMALL`` pixels, which the encoder treats more roughly."""
SMALL = 400
CELL = 4
"""Pixels of the picture for one of the low band, each way; the band is CELL times their mean."""
ROWS, COLUMNS = 14, SIZE // CELL // 8
"""Blocks that carry bits. The two rows below them lie under the visible strip."""
PLACES = ((0, 1), (1, 0), (1, 1), (0, 2), (2, 0), (1, 2), (2, 1), (2, 2))
KINDS = ("portrait", "average", "splice", "splice-smooth", "lab", "step", "sheet", "shot", "mean", "detector")
MEASURED = "detector"
"""The kind of picture that shows people detectors are measured on (``e061``), not faces of the gallery (``f07``)."""
TAG = 0b101101
"""Six fixed bits at the front of every number of this project."""

_LUMA = np.array([0.299, 0.587, 0.114])
_N = np.arange(8)
_DCT = np.sqrt(np.where(_N == 0, 1, 2) / 8)[:, None] * np.cos(np.pi * (2 * _N[None] + 1) * _N[:, None] / 16)
_ORDER = np.random.default_rng(20260822).permutation(ROWS * COLUMNS * len(PLACES)) % 48


def number(faces: tuple[str, ...], kind: str, percent: int | None = None) -> int:
    """The 32 bits for a picture: tag 6, first face 7, second face 7 (0 = none), kind 5, percent 7.

    ``faces`` are ids such as ``f07`` or, of kind ``detector``, ``e061`` (only the first two are told; up to 127). An
    unknown ``kind`` counts as ``step``.
    """
    ids = [int(re.sub(r"\D", "", fid)[-3:] or 0) & 127 for fid in faces[:2]] + [0, 0]
    sort = KINDS.index(kind) if kind in KINDS else KINDS.index("step")
    return TAG << 26 | ids[0] << 19 | ids[1] << 12 | sort << 7 | (127 if percent is None else percent)


def told(value: int) -> dict[str, object]:
    """What a number says: ``faces``, ``kind``, ``percent`` (None if it has none); empty if it is not one of ours."""
    ids, sort, percent = (value >> 19 & 127, value >> 12 & 127), value >> 7 & 31, value & 127
    if value >> 26 != TAG or sort >= len(KINDS) or 100 < percent < 127:
        return {}
    kind = KINDS[sort]
    faces = tuple(f"e{n:03d}" if kind == MEASURED else f"f{n:02d}" for n in ids if n)
    return {"faces": faces, "kind": kind, "percent": None if percent == 127 else percent}


def write(picture: Bytes, value: int) -> Bytes:
    """The picture (h, w, 3) uint8 RGB with ``value`` (32 bits) in it; the lower eighth is left as it is."""
    coefficients, step = _blocks(picture), STEPS[min(picture.shape[:2]) < SMALL]
    change = np.zeros_like(coefficients)
    bits = _bits(value)[_ORDER].reshape(len(PLACES), ROWS, COLUMNS)
    for (row, column), bit in zip(PLACES, bits, strict=True):
        was = coefficients[:, :, row, column]
        change[:, :, row, column] = np.round(was / step - bit / 2) * step + bit * step / 2 - was
    low = (_DCT.T @ change @ _DCT).swapaxes(1, 2).reshape(ROWS * 8, SIZE // CELL)
    full = np.zeros((SIZE, SIZE), np.float32)
    full[: ROWS * 8 * CELL] = np.kron(low / CELL, np.ones((CELL, CELL)))
    full = np.asarray(cv2.resize(full, picture.shape[1::-1]), np.float32)
    return np.asarray(np.clip(np.rint(picture + full[..., None]), 0, 255), np.uint8)


def read(picture: Bytes) -> int | None:
    """The number in a picture (h, w, 3) uint8 of any size that shows the whole frame; None if there is none."""
    coefficients = _blocks(picture)
    places = np.stack([coefficients[:, :, r, c] for r, c in PLACES]).ravel()
    return next((found for step in STEPS if (found := _vote(places, step)) is not None), None)


def _vote(places: Real, step: float) -> int | None:
    """The number that all places together stand for with this step; None if its checksum is wrong."""
    bits = np.bincount(_ORDER, np.cos(2 * np.pi * places / step), 48) < 0
    value = int("".join("01"[int(b)] for b in bits[:32]), 2)
    return value if np.array_equal(_bits(value), bits) else None


def _bits(value: int) -> NDArray[np.int64]:
    """The 32 bits of ``value`` and the 16 of its checksum (CRC-CCITT)."""
    check = binascii.crc_hqx(value.to_bytes(4, "big"), 0xFFFF)
    return np.array([int(b) for b in f"{value:032b}{check:016b}"])


def _blocks(picture: Bytes) -> Real:
    """DCT coefficients (14, 16, 8, 8) of the low band of the brightness at 512 x 512."""
    luma = (picture @ _LUMA).astype(np.float32)
    if luma.shape != (SIZE, SIZE):
        shrink = min(luma.shape) > SIZE
        luma = cv2.resize(luma, (SIZE, SIZE), interpolation=cv2.INTER_AREA if shrink else cv2.INTER_CUBIC)
    low = luma.reshape(SIZE // CELL, CELL, SIZE // CELL, CELL).mean(axis=(1, 3), dtype=np.float64) * CELL
    blocks = low.reshape(COLUMNS, 8, COLUMNS, 8).swapaxes(1, 2)[:ROWS]
    return np.asarray(_DCT @ blocks @ _DCT.T, np.float64)
