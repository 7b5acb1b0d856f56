"""Where a face is skin and where it is a feature, from its landmarks and layers."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from demos.morph import Marks
from demos.morph.mesh import Field
from demos.morph.outline import HAIR, SKIN, Layers

OVAL = ("forehead_l", "temple", "jaw8", "jaw6", "jaw4", "jaw2")
"""The face without hair, ears and neck: landmarks from the forehead down one side."""
EYE = tuple(f"eye_{n}" for n in ("in", "u1", "u2", "u3", "u4", "out", "l4", "l3", "l2", "l1"))
BROW = tuple(f"brow_{n}" for n in ("in", "a", "mid", "b", "out"))
NOSE = ("ala", "nostril")
LIPS = ("mouth_corner", "lip_u1", "lip_u2", "lip_l1", "lip_l2")
LARGE = 0.01
"""Hair in one piece above this share of the picture grows on the head; smaller pieces above the eyes are brows."""
REACH = 0.08
"""So far around the inner face (share of the picture's width) skin is smoothed, ever less."""
MIDDLE_LIPS, MIDDLE_NOSE = ("lip_top", "lip_bottom"), ("subnasale",)


def _sides(names: tuple[str, ...]) -> list[str]:
    return [f"{n}_{s}" for s in "LR" for n in names]


FACE = tuple(_sides((*OVAL, *EYE, *BROW, *NOSE, *LIPS)))
"""The landmarks that say where a face's light falls."""


@dataclass(frozen=True)
class Skin:
    """A face's masks, (h, w) 0 to 1, in its own geometry.

    ``oval`` is the inner face, ``bare`` where the face is not under hair or cloth, ``features`` brows, eyes,
    lips and nostrils with a soft border, ``eyes`` what lies between the lids, ``clear`` the skin of the oval
    that is none of them; ``brows`` is a line as thick as they are. ``polish`` is what a beauty filter smooths: the
    skin of the head, fading out ``REACH`` around the oval, but no brow, lash, lip or nostril.
    """

    oval: Field
    bare: Field
    features: Field
    eyes: Field
    clear: Field
    brows: Field
    polish: Field


def skin(marks: Marks, layers: Layers) -> Skin:
    """The masks of one face from its landmarks and its layers (h, w, 4)."""
    h, w = layers.shape[:2]
    whole = cv2.erode(_filled([[*_sides(OVAL), *_sides(BROW), "menton"]], marks, h, w), _disc(w / 64))
    eyes = _filled([[f"{n}_{s}" for n in EYE] for s in "LR"], marks, h, w)
    brows = _lines([[f"{n}_{s}" for n in BROW] for s in "LR"], marks, h, w)
    rest = _filled([[*_sides(LIPS), *MIDDLE_LIPS], [*_sides(NOSE), *MIDDLE_NOSE]], marks, h, w)
    oval = np.maximum(whole, cv2.dilate(brows, _disc(w / 100)))
    tight = np.maximum(brows, cv2.dilate(np.maximum(eyes, rest), _disc(w / 170)))
    features = np.asarray(cv2.GaussianBlur(tight.astype(np.float32), (0, 0), w / 170), np.float32)
    clear = oval * (cv2.dilate(tight, _disc(w / 36)) == 0) * cv2.erode(layers[..., SKIN], _disc(w / 60))
    soft = cv2.GaussianBlur(eyes.astype(np.float32), (0, 0), w / 400)
    bare = _bare(layers, features, int(np.flatnonzero(eyes.any(axis=1)).max(initial=0)))
    line = np.asarray(cv2.GaussianBlur(brows.astype(np.float32), (0, 0), w / 170), np.float32)
    kept = np.maximum(cv2.dilate(brows, _disc(w / 170)), cv2.dilate(np.maximum(eyes, rest), _disc(w / 64)))
    polish = _polish(layers[..., SKIN], oval, kept)
    lids, calm = np.asarray(soft, np.float32), np.asarray(clear, np.float32)
    return Skin(oval.astype(np.float32), bare, features, lids, calm, line, polish)


def _polish(own: Field, oval: NDArray[np.uint8], kept: NDArray[np.uint8]) -> Field:
    """``Skin.polish`` from the layer of skin (h, w), the oval and what must be ``kept`` sharp."""
    w = own.shape[1]
    far = cv2.distanceTransform(1 - oval, cv2.DIST_L2, 5)
    mask = cv2.erode(own, _disc(w / 170)) * np.clip(1.5 - 1.5 * far / (REACH * w), 0, 1) * (1 - kept)
    return np.asarray(np.minimum(cv2.GaussianBlur(mask, (0, 0), w / 170), own), np.float32)


def _bare(layers: Layers, features: Field, line: int) -> Field:
    """No hair of the head, no cloth, no background; brows and, below the eyes (row ``line``), a beard are face."""
    hair = layers[..., HAIR]
    _, part, told, _ = cv2.connectedComponentsWithStats((hair > 0.5).astype(np.uint8))
    large = told[:, cv2.CC_STAT_AREA] > LARGE * hair.size
    large[0] = False
    over = cv2.dilate(large[part].astype(np.uint8), _disc(hair.shape[1] / 170))
    over[line:] = 0
    face = np.maximum(layers[..., SKIN], features)
    face[line:] = np.maximum(face[line:], hair[line:])
    return np.asarray(face * (1 - over), np.float32)


def _filled(groups: list[list[str]], marks: Marks, h: int, w: int) -> NDArray[np.uint8]:
    """1 inside the convex hull of each group of marks."""
    mask = np.zeros((h, w), np.uint8)
    for names in groups:
        corners = np.array([marks[n] for n in names if n in marks], np.float32)
        if len(corners) > 2:
            cv2.fillPoly(mask, [np.rint(cv2.convexHull(corners)).astype(np.int32)], 1)
    return mask


def _lines(groups: list[list[str]], marks: Marks, h: int, w: int) -> NDArray[np.uint8]:
    """1 on a line along each group of marks, as thick as a brow."""
    mask = np.zeros((h, w), np.uint8)
    for names in groups:
        corners = np.array([marks[n] for n in names if n in marks]).reshape(-1, 2)
        if len(corners) < 2:
            continue
        cv2.polylines(mask, [np.rint(corners).astype(np.int32)], False, 1, round(w / 34))
    return mask


def _disc(radius: float) -> NDArray[np.uint8]:
    size = 2 * max(round(radius), 1) + 1
    return np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size)), np.uint8)
