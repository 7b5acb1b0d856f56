"""From the light of a render to the JPEG: highlights rolled off, then one of the simulated cameras.

``python -m demos.faces.render.finish SHOT.npz --camera cam03 --seed 7 [--out SHOT.jpg]``. Needs numpy, OpenCV and
Pillow only, no Blender; the same three inputs give the same bytes.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import cv2
import numpy as np

from demos.faces import camera
from demos.faces.render import Array

KNEE = 0.62  # light up to here is recorded as it is; 204 of 255
CEILING = 0.985  # what the brightest light comes near to: nothing is cut off
CRISP = 0.7  # a render is averaged over each pixel, what stands before a lens is not: that much is sharpened back
REACH = 4.0  # light that just gets to the ceiling


def roll_off(rgb: Array) -> Array:
    """Linear light of any brightness -> 0..CEILING. A shoulder above KNEE (as film has); hue is kept, then paled."""
    peak = np.maximum(rgb.max(-1, keepdims=True), 1e-6)
    over = np.clip((peak - KNEE) / (REACH - KNEE), 0, 1)
    steep = (REACH - KNEE) / (CEILING - KNEE)
    lifted = KNEE + (CEILING - KNEE) * (1 - np.exp(-steep * over))
    rolled = np.where(peak > KNEE, lifted, peak)
    each = np.where(rgb > KNEE, KNEE + (CEILING - KNEE) * (1 - np.exp(-(rgb - KNEE) / (CEILING - KNEE))), rgb)
    return np.asarray(0.5 * rgb * (rolled / peak) + 0.5 * each, np.float32)


def display(rgb: Array) -> Array:
    """Linear light -> 8-bit sRGB (IEC 61966-2-1), for looking at without a camera."""
    soft = np.clip(roll_off(rgb), 0, 1)
    return np.asarray((camera.gamma(soft) * 255 + 0.5).astype(np.uint8))


def finish(rgb: Array, cam: camera.Camera, seed: int) -> camera.Shot:
    """Photograph a render (h, w, 3), linear light. The file has the render's size.

    A camera that halves its picture is given an enlarged scene, so its fine, averaged noise stays its own.
    Raises ``camera.CameraError`` for odd sizes.
    """
    scene = _crisp(roll_off(np.clip(rgb, 0, None)))
    if cam.scale != 1:
        size = tuple(2 * round(side / cam.scale / 2) for side in scene.shape[1::-1])
        scene = cv2.resize(scene, size, interpolation=cv2.INTER_CUBIC)
    return camera.shoot(np.asarray(np.clip(scene, 0, 1), np.float32), cam, seed)


def _crisp(scene: Array) -> Array:
    """Undo the renderer's pixel filter; no pixel changes by more than a third."""
    sharp = scene + CRISP * (scene - cv2.GaussianBlur(scene, (0, 0), 0.8))
    return np.asarray(np.clip(sharp, scene * 0.67, scene * 1.33), np.float32)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Photograph a render with a simulated camera.")
    parser.add_argument("shot", type=Path, help="NAME.npz of a render")
    parser.add_argument("--camera", default="cam01", choices=camera.cameras())
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()
    with np.load(args.shot) as file:
        rgb = file["rgb"].astype(np.float32)
    out = args.out or args.shot.with_suffix(".jpg")
    out.write_bytes(finish(rgb, camera.cameras()[args.camera], args.seed).jpeg)


if __name__ == "__main__":
    main()
