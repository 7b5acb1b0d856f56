"""One face in the skin tone and under the light of another head, without patches.

Skin is described by one smooth surface: the logarithm of its linear light as a quadratic of the place in
the face, fitted robustly to clear skin (no brow, eye, lip or nostril; a beard or a highlight counts as an
outlier). Six numbers a channel cannot hold a patch, so neither can what is done with them: a picture is divided by its
own surface and multiplied by that of the other head. Light times reflectance is the usual model of matt
surfaces (Land and McCann, 1971).
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from demos.morph import Marks
from demos.morph.mesh import Field, Points, grid
from demos.morph.skin import FACE, Skin

PATCH = 0.16
"""Patches of skin (a beard's shadow, a red cheek) may differ from the surface by this share at most."""
TINT = 0.06
"""The colour channels of skin may differ from its surface against each other by this share at most."""
ROUNDS = 8
SHEEN = 0.5
"""Skin brighter than its surface counts as an outlier this much sooner than darker skin."""
BLACK = 0.01
"""Linear light of the darkest hair: it stays as dark on paler skin."""


def _terms(place: Points) -> NDArray[np.float64]:
    """1, x, y, x², xy, y² of places (..., 2) in face units, held inside the face: (..., 6)."""
    x, y = np.clip(place, -1.2, 1.2).T.astype(float)
    return np.stack([np.ones_like(x), x, y, x * x, x * y, y * y]).T


def surface(light: Field, place: Points, weight: NDArray[np.float64]) -> NDArray[np.float64]:
    """Coefficients (6, 3) of log light (n, 3) over places (n, 2): least squares, outliers weighed down (Tukey).

    The starting weights trust the upper face, where nobody has a beard.
    """
    terms, tone = _terms(place), light.mean(axis=1)
    trust = weight * np.where(place[:, 1] > 0.25, 0.25, 1.0)
    for _ in range(ROUNDS):
        off = tone - terms @ _solved(terms, tone[:, None], trust)[:, 0]
        width = 3.0 * 1.48 * _median(np.abs(off), weight * (trust > 0)) + 1e-3
        # What shines has the colour of the lamp: on dark skin a sheen would turn the whole face to ash.
        trust = weight * np.clip(1 - (off / np.where(off > 0, SHEEN * width, width)) ** 2, 0, 1) ** 2
    return _solved(terms, light.astype(float), trust)


def _solved(terms: NDArray[np.float64], values: NDArray[np.float64], weight: NDArray[np.float64]) -> Points:
    """Weighted least squares; bends cost a little, so that a surface stays tame where little skin is seen."""
    cost = np.diag([0, 0, 0, 1, 1, 1]) * 0.02 * weight.sum()
    held = terms * weight[:, None]
    return np.asarray(np.linalg.solve(held.T @ terms + cost + 1e-6 * np.eye(6), held.T @ values), float)


def _median(values: NDArray[np.float64], weight: NDArray[np.float64]) -> float:
    order = np.argsort(values)
    total = np.cumsum(weight[order])
    return float(values[order][np.searchsorted(total, total[-1] / 2)])


def relit(a: Field, b: Field, of_a: Skin, of_b: Skin, way: Points) -> Field:
    """``b`` (h, w, 3) L*a*b* in its own geometry, with the skin tone and under the light of ``a``.

    ``way`` (3, 2) carries (x, y, 1) of b to the place in a. Only the oval of b is meant to be used. Black stays
    black; what is darker than its skin keeps its share of the light, what is brighter its share of the
    room up to white. Between the lids b keeps its own colours, as bright as the whites of a's eyes.
    """
    h, w = of_a.oval.shape
    here = grid(h, w)
    middle, half = _frame(of_a.oval)
    at_a, at_b = (here - middle) / half, (here @ way[:2] + way[2] - middle) / half
    logs = [np.log(np.maximum(cv2.cvtColor(p, cv2.COLOR_LAB2LRGB), 0.002)) for p in (a, b)]
    fits, spans = zip(*(_fit(p, q, s) for p, q, s in zip(logs, (at_a, at_b), (of_a, of_b), strict=True)), strict=True)
    terms = _terms(at_b.reshape(-1, 2)).astype(np.float32)
    goal, own = (np.exp((terms @ f.astype(np.float32)).reshape(h, w, 3)) for f in fits)
    share = _tamed(logs[1] - np.log(own), of_b, float(np.clip(spans[0] / spans[1], 0.6, 1.1)))
    room = np.minimum(1, (1 - np.minimum(goal, 0.95)) * own / ((1 - np.minimum(own, 0.95)) * goal))
    share += of_b.brows[..., None] * (_hair(share, own, goal) - share)
    light = goal * np.where(share < 0, np.exp(share), 1 + room * (np.exp(share) - 1))
    lab = np.asarray(cv2.cvtColor(np.clip(light, 0, 1).astype(np.float32), cv2.COLOR_LRGB2LAB), np.float32)
    own_eyes = b * np.float32(np.clip(_white(a, of_a) / _white(b, of_b), 0.75, 1.25))
    return lab + of_b.eyes[..., None] * (own_eyes - lab)


def _hair(share: Field, own: Field, goal: Field) -> Field:
    """Log share of the surface in a brow, (h, w, 1): dark hair stays dark on paler skin, and no hair shines on it."""
    light = [np.maximum(part.mean(axis=2), 2 * BLACK) for part in (own, goal)]
    deeper = np.clip(np.log(light[1] / BLACK) / np.log(light[0] / BLACK), 1, 1.6)
    tone = share.mean(axis=2)
    around = np.asarray(cv2.GaussianBlur(tone, (0, 0), tone.shape[1] / 128), np.float32)
    return np.asarray((deeper * np.minimum(tone, np.minimum(0.5 * around, 0)))[..., None], np.float32)


def _white(lab: Field, of: Skin) -> float:
    """How bright (L*) the white of the eyes is: the brightest tenth between the lids."""
    between = of.eyes > 0.8
    return float(np.percentile(lab[..., 0][between], 90)) if between.any() else 70.0


def _frame(oval: Field) -> tuple[Points, float]:
    """Middle (2,) and half the width of a face in pixels: the units of a surface."""
    x, y, w, h = cv2.boundingRect(oval.astype(np.uint8))
    return np.array([x + w / 2, y + h / 2]), max(w, h) / 2


def _fit(logs: Field, place: Points, of: Skin) -> tuple[Points, float]:
    """A face's surface, and the usual distance of its clear skin from it (log units)."""
    few = (slice(None, None, 3), slice(None, None, 3))
    soft = np.asarray(cv2.GaussianBlur(logs, (0, 0), 2.0), np.float32)[few].reshape(-1, 3)
    weight = of.clear[few].ravel().astype(float)
    used = weight > 0.5
    if used.sum() < 50:  # a face nearly all under hair
        weight = of.oval[few].ravel().astype(float)
        used = weight > 0
    light, at = soft[used], place[few].reshape(-1, 2)[used]
    fit = surface(light, at, weight[used])
    off = np.abs((light - _terms(at) @ fit).mean(axis=1))
    return fit, _median(off, weight[used]) + 0.01


def _tamed(share: Field, of: Skin, contrast: float) -> Field:
    """Log share of the surface, (h, w, 3), with its patches held back; detail stays.

    Skin that differs slowly is bent to ``PATCH``, and what lies in such a patch (the hairs of a beard) fades with
    it. Hue may differ from the skin's by ``TINT`` only, by less the darker a place is: black hair has none.
    """
    tone = share.mean(axis=2)
    calm, width = 1 - of.features, share.shape[1] / 64
    slow = cv2.GaussianBlur(tone * calm, (0, 0), width) / (cv2.GaussianBlur(calm, (0, 0), width) + 1e-3)
    bent = PATCH * np.tanh(contrast * slow / PATCH)
    fade = np.clip(bent / np.where(np.abs(slow) < 1e-3, 1e-3, contrast * slow), 0, 1) ** 0.7
    held = np.where(np.abs(slow) < 1e-3, contrast * tone, bent + fade * contrast * (tone - slow))
    limit = (TINT * (1 + 8 * of.features) * np.exp(np.minimum(tone, 0)))[..., None]
    hue = limit * np.tanh((share - tone[..., None]) / limit)
    # The wet rim of an eye gleams: on dark skin many times brighter than the skin, which no pale skin shows.
    rim = np.where(tone > 0, tone * 0.4, tone)
    return np.asarray((rim + calm * (held - rim))[..., None] + hue, np.float32)


def affine(source: Marks, target: Marks) -> Points:
    """The (3, 2) map that carries (x, y, 1) of the landmarks of ``source`` closest to those of ``target``."""
    names = [n for n in FACE if n in source and n in target]
    here = np.array([(*source[n], 1.0) for n in names])
    return np.asarray(np.linalg.lstsq(here, np.array([target[n] for n in names]), rcond=None)[0], float)
