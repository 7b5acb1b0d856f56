"""Numbers a detector looks at, in five groups, and two that tell a picture's journey.

Pure: pixels and landmarks in, float32 vectors out. Brightness is Rec. 601 luma, 0 to 255. Nothing is resampled, so
traces of the last encoder stay where they are. Sources: ``lost`` and ``grid`` JPEG block grid and DCT histograms, of
the face and of the whole picture (Li et al. 2009; Bianchi & Piva 2012); ``comb`` strength of each DCT quantisation
step (Fan & de Queiroz 2003); ``noise`` statistics of the residual (Debiasi et al. 2018 use the sensor's); ``lbp``
uniform local binary patterns (Ojala et al. 2002); ``srm`` co-occurrences of truncated residuals (Fridrich &
Kodovsky 2012); ``sharp`` local sharpness.
"""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray

from demos.detection.regions import Marks, boxes, face

Bytes = NDArray[np.uint8]
Luma = NDArray[np.float32]
Vector = NDArray[np.float32]

COEFFICIENTS = ((0, 1), (1, 0), (1, 1), (0, 2), (2, 0), (1, 2), (2, 1), (2, 2), (3, 0), (0, 3))
STEPS = np.arange(2, 26)
REGIONS = ("eye_L", "eye_R", "brow_L", "brow_R", "nose", "mouth", "forehead", "cheek_L", "cheek_R", "chin", "face")
_N = np.arange(8)
_DCT = np.sqrt(np.where(_N == 0, 1, 2) / 8)[:, None] * np.cos(np.pi * (2 * _N[None] + 1) * _N[:, None] / 16)


def luma(picture: Bytes) -> Luma:
    """Brightness (h, w) of RGB bytes (h, w, 3)."""
    return np.asarray(picture @ np.array([0.299, 0.587, 0.114]), np.float32)


def blocks(grey: Luma) -> NDArray[np.float64]:
    """DCT coefficients of the 8 x 8 blocks from the upper left corner, (rows, columns, 8, 8)."""
    h, w = (n // 8 * 8 for n in grey.shape)
    cut = (grey[:h, :w] - 128.0).reshape(h // 8, 8, w // 8, 8).swapaxes(1, 2)
    return np.asarray(_DCT @ cut @ _DCT.T, np.float64)


def grid(grey: Luma) -> Vector:
    """How much steps in brightness keep to columns and rows of the grid (16), and how flat the DCT is (40)."""
    found = []
    for axis in (0, 1):
        bend = np.abs(np.diff(grey, 2, axis=axis)).mean(axis=1 - axis)
        phase = np.array([bend[n::8].mean() for n in range(8)])
        found.append(np.log((phase + 0.05) / (phase.mean() + 0.05)))
    held = blocks(grey)
    size = np.abs(np.rint(np.stack([held[..., r, c] for r, c in COEFFICIENTS])))
    counts = [[np.mean(of == n) for n in range(3)] + [np.mean(of > 8)] for of in size]
    return np.concatenate([*found, np.ravel(counts)]).astype(np.float32)


def lost(grey: Luma, marks: Marks) -> Vector:
    """The grid inside the face, and how it differs from the whole picture's, (112,).

    A face that was warped into a picture has lost the grid of the camera's JPEG; the rest still has it.
    """
    inner, whole = grid(grey[face(marks, grey.shape)]), grid(grey)
    return np.concatenate([inner, inner - whole]).astype(np.float32)


def comb(grey: Luma) -> Vector:
    """For each quantisation step 2 to 25: how much the low coefficients keep to its multiples, (24,) -1 to 1."""
    held = blocks(grey)
    values = np.concatenate([held[..., r, c].ravel() for r, c in COEFFICIENTS[:5]])
    kept = []
    for step in STEPS:
        large = values[np.abs(values) > step / 2]
        kept.append(np.cos(2 * np.pi * large / step).mean() if len(large) > 20 else 0.0)
    return np.asarray(kept, np.float32)


def residual(grey: Luma) -> Luma:
    """What a 3 x 3 median takes away, (h, w): noise and traces of the encoder."""
    return np.asarray(grey - cv2.medianBlur(grey, 3), np.float32)


def noise(grey: Luma, marks: Marks) -> Vector:
    """Seven statistics of the residual in each of 11 regions, (77,)."""
    rest = residual(grey)
    return np.concatenate([_statistics(rest[place]) for place in _places(marks, grey.shape)]).astype(np.float32)


def _places(marks: Marks, shape: tuple[int, ...]) -> list[tuple[slice, slice]]:
    found = boxes(marks, shape)
    return [found[name] for name in REGIONS]


def _statistics(rest: Luma) -> NDArray[np.float64]:
    """Spread, robust spread, heavy tails, lean, and likeness to the neighbour right, below, across."""
    centred = rest - rest.mean()
    spread = float(centred.std()) + 1e-3
    unit = np.clip(centred / spread, -8, 8)
    near = [np.mean(unit[:, 1:] * unit[:, :-1]), np.mean(unit[1:] * unit[:-1]), np.mean(unit[1:, 1:] * unit[:-1, :-1])]
    robust = float(np.median(np.abs(centred))) + 1e-3
    return np.array([np.log(spread), np.log(robust), np.log(np.mean(unit**4) + 1e-3), np.mean(unit**3), *near])


def lbp(grey: Luma, marks: Marks) -> Vector:
    """Uniform local binary patterns, radius 1 and 2, in 4 x 4 parts of the face, (320,); each part sums to 1."""
    crop = grey[face(marks, grey.shape)]
    return np.concatenate([_patterns(crop, radius) for radius in (1, 2)]).astype(np.float32)


def _patterns(crop: Luma, radius: int) -> NDArray[np.float64]:
    h, w = crop.shape[0] - 2 * radius, crop.shape[1] - 2 * radius
    ring = ((0, 1), (1, 1), (1, 0), (1, -1), (0, -1), (-1, -1), (-1, 0), (-1, 1))
    middle = crop[radius : radius + h, radius : radius + w]
    bits = [crop[radius * (1 + y) : radius * (1 + y) + h, radius * (1 + x) : radius * (1 + x) + w] for y, x in ring]
    above = np.stack(bits) >= middle - 0.5
    changes = (above != np.roll(above, 1, axis=0)).sum(axis=0)
    code = np.where(changes <= 2, above.sum(axis=0), 9)
    rows, columns = np.array_split(np.arange(h), 4), np.array_split(np.arange(w), 4)
    parts = [code[np.ix_(r, c)].ravel() for r in rows for c in columns]
    return np.concatenate([np.bincount(p, minlength=10) / len(p) for p in parts])


def srm(grey: Luma, marks: Marks) -> Vector:
    """How often three neighbouring residuals (rounded, cut at 2) stand together: 3 filters x 125, (375,)."""
    crop = grey[face(marks, grey.shape)]
    across, down = np.diff(crop, 2, axis=1), np.diff(crop, 2, axis=0)
    square = np.asarray(np.diff(down, 2, axis=1) / 4, np.float32)
    return np.concatenate([_together(across, 1), _together(down, 0), _together(square, 1)]).astype(np.float32)


def _together(rest: Luma, axis: int) -> NDArray[np.float64]:
    small = np.clip(np.rint(rest / 2), -2, 2).astype(int) + 2
    line = small if axis else small.T
    code = line[:, :-2] * 25 + line[:, 1:-1] * 5 + line[:, 2:]
    return np.asarray(np.bincount(code.ravel(), minlength=125) / code.size, np.float64)


def sharp(grey: Luma, marks: Marks) -> Vector:
    """How much of a region's detail is finest detail, at two scales, in 11 regions, (22,) logarithms."""
    bands = [grey - cv2.GaussianBlur(grey, (0, 0), s) for s in (0.8, 1.6, 3.2)]
    power = [[float(np.mean(b[place] ** 2)) + 0.05 for b in bands] for place in _places(marks, grey.shape)]
    fine, middle, coarse = np.log(np.array(power)).T
    return np.concatenate([fine - middle, middle - coarse]).astype(np.float32)


GROUPS: dict[str, Callable[[Luma, Marks], Vector]] = {
    "lost": lost,
    "noise": noise,
    "lbp": lbp,
    "srm": srm,
    "sharp": sharp,
}


def measure(picture: Bytes, marks: Marks) -> dict[str, Vector]:
    """All groups of one picture (h, w, 3) uint8 RGB whose landmarks are ``marks`` (pixels)."""
    grey = luma(picture)
    return {name: group(grey, marks) for name, group in GROUPS.items()} | {
        "comb": comb(grey),
        "grid": grid(grey),
        "size": np.array([np.log2(grey.size) / 2], np.float32),
    }
