"""A blend without a seam, smoothing, and the way back to bytes.

Pictures are (h, w, 3) float32 in L*a*b* unless said otherwise.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.float32]
Mask = NDArray[np.float32]
LEVELS = 5


def to_bytes(picture: Picture) -> NDArray[np.uint8]:
    """Float 0 to 1 -> uint8 0 to 255, rounded."""
    return np.asarray(np.clip(np.rint(picture * 255.0), 0, 255), np.uint8)


def seamless(outer: Picture, inner: Picture, mask: Mask) -> Picture:
    """``inner`` where ``mask`` is 1, ``outer`` where it is 0, joined band by band (Laplacian pyramid).

    What ``inner`` shows where ``mask`` is 0 counts in no band: wide bands would carry the tone of the hair or
    background that a face was cut out of into the middle of it.
    """
    held, masks = (inner - outer) * mask[..., None], [mask]
    bands = [inner - outer]
    for _ in range(LEVELS):
        held = np.asarray(cv2.pyrDown(held), np.float32)
        masks.append(np.asarray(cv2.pyrDown(masks[-1]), np.float32))
        bands.append(held / np.maximum(masks[-1], 1e-6)[..., None])
    result = bands[-1] * masks[-1][..., None]
    for n in reversed(range(LEVELS)):
        size = masks[n].shape[::-1]
        fine = bands[n] - cv2.pyrUp(bands[n + 1], dstsize=size)
        result = cv2.pyrUp(result, dstsize=size) + fine * masks[n][..., None]
    return np.asarray(outer + result, np.float32)


def smoothed(picture: Picture, skin: Mask) -> Picture:
    """``picture`` with its ``skin`` (h, w, 0 to 1) smoothed as a beauty filter does; edges stay."""
    soft = cv2.bilateralFilter(picture, 9, 9.0, 4.0)
    return np.asarray(picture + 0.85 * skin[..., None] * (soft - picture), np.float32)
