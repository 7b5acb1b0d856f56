"""Draws the contact sheet of the gallery for the docs: every shot of every face, each with its strip and number.

``python -m demos.faces.contact [--points]`` writes ``docs/gallery.webp``; with ``--points`` the named landmarks
lie over the pictures and ``build/landmarks.webp`` is written instead.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from demos.faces import HERE, Face, load, marks

DOCS = HERE.parents[1] / "docs" / "gallery.webp"
POINTS = HERE.parents[1] / "build" / "landmarks.webp"
CELL, ACROSS = 200, 8
"""Pixels of one shot; shots in a row."""
Bytes = NDArray[np.uint8]


def cell(face: Face, shot: str, points: bool) -> Bytes:
    """One shot with its strip, (size, size, 3); three times larger with ``points``."""
    size = 3 * CELL if points else CELL
    picture = np.rint(face.picture(size, shot) * 255).astype(np.uint8)
    for x, y in face.marks(size, "named", shot=shot).values() if points else ():
        cv2.circle(picture, (round(x), round(y)), 2, (230, 30, 30), -1, cv2.LINE_AA)
    return marks.with_strip(picture)


def sheet(faces: dict[str, Face], points: bool = False) -> Bytes:
    """All shots, ``ACROSS`` in a row; the last row is filled up with grey."""
    cells = [cell(face, shot, points) for face in faces.values() for shot in face.shots]
    cells += [np.full_like(cells[0], 232)] * (-len(cells) % ACROSS)
    return np.vstack([np.hstack(cells[n : n + ACROSS]) for n in range(0, len(cells), ACROSS)])


def write(day: date, points: bool = False) -> Path:
    """Write the sheet; its path comes back."""
    faces = load(day)
    path = POINTS if points else DOCS
    marks.save(path, sheet(faces, points), marks.words(tuple(faces), "sheet"), ACROSS)
    return path


if __name__ == "__main__":
    print(write(date.today(), "--points" in sys.argv))
