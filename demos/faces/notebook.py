"""Pictures inside a notebook: marked like every picture that leaves, with words in place of the picture."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass, field

import cv2
import numpy as np
from numpy.typing import NDArray

from demos.faces import marks

Shown = tuple[NDArray[np.uint8], Sequence[str], str]
"""A picture (h, w, 3), the ids of the faces in it, and a label that no language owns ("50%")."""


@dataclass(frozen=True)
class Row:
    """Pictures side by side; a notebook shows the object by its HTML."""

    html: str = field(repr=False)

    def _repr_html_(self) -> str:
        return self.html


def show(*pictures: Shown, width: int = 280) -> Row:
    """The pictures one after another, each scaled to ``width`` pixels and marked, as one row.

    The alternative text is ids and label, such as "f02 + f08, 50%".
    """
    return Row(" ".join(_tag(picture, ids, label, width) for picture, ids, label in pictures))


def _tag(picture: NDArray[np.uint8], ids: Sequence[str], label: str, width: int) -> str:
    height = round(width * picture.shape[0] / picture.shape[1])
    small = np.asarray(cv2.resize(picture, (width, height), interpolation=cv2.INTER_AREA), np.uint8)
    data = b64encode(marks.encode(small, marks.words(tuple(ids), "lab"))).decode()
    source = f"data:image/webp;base64,{data}"
    return f'<img alt="{" + ".join(ids)}, {label}" width="{width}" height="{height}" src="{source}">'
