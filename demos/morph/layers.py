"""Background, cloth, skin and hair of two warped faces, put together so that nothing shows twice.

Of every place it is known how deep it lies in each layer of each face (below 0: how far outside). These
distances are mixed, and the deepest layer wins the place, so that every outline moves steadily from a to b and
stays one line. Colours are mixed layer by layer.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from demos.morph.mesh import Field
from demos.morph.outline import BACKGROUND, CLOTH, HAIR, SKIN, Layers

FAR = 160.0
"""Distances in pixels are cut off here. Far enough that long hair draws back from its tips: nearer, it falls apart."""
BORDER = (35, 5, 11, 5)
"""Width (pixels) of the edge of each layer whose colours are not trusted: loose hair hangs into the background, and
its shadow lies on the skin."""
EDGE = 1.2
"""Softness of a moving outline, pixels."""
WIDEST = 10.0
"""Softness at most between hair and skin where only one face has hair, pixels."""
ROUND = 4.0
"""Notches and islands smaller than this (pixels) do not survive between two outlines that differ."""
TUFT = 0.004
"""Hair in a patch of its own smaller than this share of the picture is a torn-off rest of one head."""
FAINT = 1e-3
"""Less of a layer than this in a pixel does not shift an outline."""
NOISE = 0.02
"""Less of a layer than this in a pixel is what the encoder left there, not the layer."""
COARSE = 8
"""Slow changes are computed on a picture that is smaller by this factor."""


@dataclass(frozen=True)
class Sheet:
    """One face taken apart, all in its own geometry.

    ``layers`` (h, w, 4) says how much of a pixel each layer is, ``depth`` (h, w, 4) how many pixels
    deep a place lies in that layer (below 0: how far outside it), ``colour`` (4, h, w, 3) is L*a*b* of each
    layer, carried on beyond its edge; ``mean`` and ``spread`` (4, 3) are its statistics (NaN for an absent layer).
    """

    layers: Layers
    depth: Field
    colour: Field
    mean: NDArray[np.float64]
    spread: NDArray[np.float64]


def sheet(lab: Field, layers: Layers) -> Sheet:
    """Take a picture (h, w, 3) in L*a*b* apart by its layers (h, w, 4)."""
    layers = _calm(layers)
    label = layers.argmax(axis=2)
    mean, spread = np.full((4, 3), np.nan), np.full((4, 3), np.nan)
    depth, colour = np.full_like(layers, -FAR), []
    for n in range(4):
        own = (label == n).astype(np.uint8)
        if own.sum() > 200:
            to, out = (cv2.distanceTransform(m, cv2.DIST_L2, 5) for m in (1 - own, own))
            depth[..., n] = np.clip(out - to, -FAR, FAR)
            mean[n], spread[n] = lab[own > 0].mean(axis=0), lab[own > 0].std(axis=0)
        brush = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (BORDER[n], BORDER[n]))
        sure = cv2.erode(np.clip((layers[..., n] - 0.8) / 0.15, 0, 1), brush)
        colour.append(_carry_on(lab, np.asarray(sure, np.float32)))
    # Near an outline the depth is such that the layers themselves come back: single hairs survive small amounts.
    depth += EDGE * np.log((layers + FAINT) / (_ranked(depth, _over(depth), np.zeros_like(lab[..., 0])) + FAINT))
    return Sheet(layers, depth, np.stack(colour), mean, spread)


def _calm(layers: Layers) -> Layers:
    """The layers without single hairs and grains of noise: between two faces these would show as dots.

    Where a layer is not, it is exactly 0: only the part of the picture that holds a layer is computed.
    """
    calm = np.dstack([cv2.medianBlur(np.ascontiguousarray(layers[..., n]), 5) for n in range(4)])
    calm = np.clip((calm - NOISE) / (1 - NOISE), 0, 1)
    return np.asarray(calm / np.maximum(calm.sum(axis=2, keepdims=True), 1e-3), np.float32)


def _carry_on(lab: Field, sure: Field) -> Field:
    """``lab`` where ``sure`` is 1; elsewhere the average of what is sure nearby, ever wider."""
    size = (lab.shape[1], lab.shape[0])
    held = np.dstack([lab, np.ones_like(sure)]) * sure[..., None]
    filled, done = held[..., :3].copy(), sure.copy()
    for _ in range(7):
        held = np.asarray(cv2.pyrDown(held), np.float32)
        wide = np.asarray(cv2.resize(held, size), np.float32)
        gap = np.clip(wide[..., 3] * 8, 0, 1) * (1 - done)
        filled += gap[..., None] * wide[..., :3] / np.maximum(wide[..., 3:], 1e-6)
        done = done + gap
    return np.asarray(filled / np.maximum(done, 1e-6)[..., None], np.float32)


def blend(depth_a: Field, depth_b: Field, amount: float) -> Layers:
    """The layers of the result, (h, w, 4), summing to 1.

    ``depth_a``, ``depth_b`` are ``Sheet.depth``, (h, w, 4) in the geometry of the result. Hair that only one face has
    comes in through a soft border that is the wider the further their hairlines lie apart.
    """
    depth = (1 - amount) * depth_a + amount * depth_b
    # What neither face has at a place must not win there because all others lie far away.
    depth += 5 * np.minimum(np.maximum(depth_a, depth_b), 0)
    between = min(10 * amount * (1 - amount), 1)  # both ends stay as they are
    depth[..., HAIR] -= between * FAR * _tufts(depth)
    over = _over(depth)
    over += between * (_soft(over, ROUND) - over)
    apart = _soft(np.abs(_over(depth_a) - _over(depth_b)), ROUND)
    made = _ranked(depth, over, between * (1 + 0.3 * apart))
    return np.asarray(made + between * (_soft(made, EDGE) - made), np.float32)


def _tufts(depth: Field) -> Field:
    """Where hair wins in a small patch with no way to the rest of it, softly, (h, w) 0 to 1."""
    hair = np.asarray(depth.argmax(axis=2) == HAIR, np.uint8)
    _, label, stats, _ = cv2.connectedComponentsWithStats(hair)
    loose = stats[:, cv2.CC_STAT_AREA] < TUFT * hair.size
    loose[0] = False
    return _soft(np.asarray(cv2.dilate(loose[label].astype(np.float32), np.ones((5, 5))), np.float32), 2.0)


def _over(depth: Field) -> Field:
    """How far a place lies inside the hair, below 0 inside the skin, (h, w)."""
    return np.asarray((depth[..., HAIR] - depth[..., SKIN]) / 2, np.float32)


def _ranked(depth: Field, over: Field, wide: Field) -> Layers:
    """Layers (h, w, 4) from signed distances: soft at ``EDGE``, and ``wide`` (h, w) more between hair and skin.

    At the outline of the head that border is narrow too: hair must not show through an ear or a jaw.
    """
    back, cloth = depth[..., BACKGROUND], depth[..., CLOTH]
    head = np.maximum(depth[..., HAIR], depth[..., SKIN])
    inside = np.maximum(head - np.maximum(back, cloth), 0)
    width = EDGE + np.minimum(np.minimum(wide, 0.15 * inside), WIDEST)
    hair = 1 / (1 + np.exp(np.clip(-2 * over / width, -30, 30)))
    three = np.dstack([back, cloth, head])
    three = np.exp((three - three.max(axis=2, keepdims=True)) / EDGE)
    three /= three.sum(axis=2, keepdims=True)
    own = np.dstack([three[..., :2], three[..., 2] * (1 - hair), three[..., 2] * hair])
    return np.asarray(own, np.float32)


def _soft(field: Field, width: float) -> Field:
    return np.asarray(cv2.GaussianBlur(field, (0, 0), width), np.float32)


def towards(one: Sheet, two: Sheet, amount: float) -> Field:
    """Gain and offset (4, 2, 3) that carry each layer of ``one`` to statistics ``amount`` on the way to ``two``.

    A layer that either face lacks keeps its colours.
    """
    mean = (1 - amount) * one.mean + amount * two.mean
    gain = np.clip(((1 - amount) * one.spread + amount * two.spread) / np.maximum(one.spread, 1), 0.6, 1.6)
    both = np.isfinite(mean)
    gain = np.where(both, gain, 1.0)
    offset = np.where(both, mean - gain * one.mean, 0.0)
    return np.asarray(np.stack([gain, offset], 1), np.float32)


def shares(a: Layers, b: Layers, clear: Field, amount: float) -> tuple[Field, Field]:
    """How much of b is in each layer's colour, (4, h, w) twice: for fine detail, and for slow changes.

    Detail comes from the face that has the layer at this place; slow changes give way over a wide
    border, so that skin which only one face shows has the tone of the skin beside it. ``clear``
    (h, w, 2): 1 where a's, b's picture is hardly stretched; stretched cloth counts for less.
    """
    weights = []
    for n, (weight, own) in enumerate(((1 - amount, a), (amount, b))):
        trust = np.clip(_soft(own, 3.0) * 2 - 0.6, 0.004, 1)
        trust[..., CLOTH] *= clear[..., n]
        weights.append(weight * trust)
    fine = np.moveaxis(weights[1] / (weights[0] + weights[1]), 2, 0)
    slow = np.stack([cv2.resize(_soft(_small(f), 3.0), a.shape[1::-1]) for f in fine])
    return np.ascontiguousarray(fine, np.float32), np.asarray(slow, np.float32)


def _small(field: Field) -> Field:
    """The field area-averaged to an eighth of its size (at least one pixel)."""
    size = (max(field.shape[1] // COARSE, 1), max(field.shape[0] // COARSE, 1))
    return np.asarray(cv2.resize(field, size, interpolation=cv2.INTER_AREA), np.float32)


def mix(a: Field, b: Field, fine: Field, slow: Field) -> Field:
    """One layer (h, w, 3) of both faces mixed in two bands by the shares (h, w) of b."""
    difference = b - a
    low = cv2.resize(_soft(_small(difference), 2.5), a.shape[1::-1])
    return np.asarray(a + fine[..., None] * difference + (slow - fine)[..., None] * low, np.float32)
