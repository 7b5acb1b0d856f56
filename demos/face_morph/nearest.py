"""Who is shaped most like whom. Pure like ``model``, and without the engine."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from demos.morph import Marks

NEAREST = 2


def near(marks: Mapping[str, Marks]) -> dict[str, list[str]]:
    """For each face the ids of the faces whose shape is nearest, nearest first.

    Distance: root mean square over the shared marks after shift, scale and turn are taken out (Procrustes;
    Goodall 1991). Colour, hair and age do not count.
    """
    names = sorted(set.intersection(*(set(m) for m in marks.values()))) if marks else []
    shapes = {fid: _upright(np.array([m[n] for n in names]) @ np.array([1, 1j])) for fid, m in marks.items()}
    found = {}
    for fid, own in shapes.items():
        others = {o: float(1 - abs(np.vdot(own, shape)) ** 2) for o, shape in shapes.items() if o != fid}
        found[fid] = sorted(others, key=lambda o: (others[o], o))[:NEAREST]
    return found


def _upright(points: NDArray[np.complex128]) -> NDArray[np.complex128]:
    """The points with their mean at 0 and length 1; what is left to compare is the angle between such vectors."""
    centred = points - points.mean()
    return np.asarray(centred / np.linalg.norm(centred), complex)
