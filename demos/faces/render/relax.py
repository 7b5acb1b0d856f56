"""Settles what random shapes leave tense: lids that stare, lips that stand apart."""

from __future__ import annotations

import numpy as np

from demos.faces.render import Array
from demos.faces.render.eyes import globe, iris_radius
from demos.faces.render.landmarks import LOWER_LID, UPPER_LID, named
from demos.faces.render.mesh import BODY, add, canonical, mirror
from demos.faces.render.recipe import Person, Shot

# dm of iris under the upper lid (most eyes at rest: 1 to 2 mm) and over the lower lid's edge
COVER, LEAST, MOST, BELOW = 0.0135, 0.008, 0.022, 0.002
MEET = -0.0010  # dm the lips press into each other


def settle(vertices: Array, who: Person, shot: Shot) -> Array:
    """Vertices with relaxed lids (``shot.lids`` opens them, -1 to 1) and closed lips."""
    out = vertices.copy()
    for letter, side in (("l", "left"), ("r", "right")):
        low, _ = _cover(out, letter)
        _add(out, who, f"eye-{side}-slit", float(np.clip((BELOW - low) / 0.029, 0, 0.6)))
        _, top = _cover(out, letter)
        wanted = np.clip(COVER - 0.02 * (shot.lids + 0.3 * who.lids), LEAST, MOST)
        if top < wanted:
            _add(out, who, f"eye-{side}-closure", float(min((wanted - top) / 0.10, 0.5)))
        elif top > MOST:
            _add(out, who, f"eye-{side}-opened-up", float(min((top - MOST) / 0.03, 1.0)))
    return _close(out)


def _cover(vertices: Array, letter: str) -> tuple[float, float]:
    """How far (dm) the lower and the upper lid reach over the iris."""
    eye, radius = globe(vertices, letter), iris_radius(vertices, letter)
    shift = 0 if letter == "l" else 1
    ids = [_ids(rim)[shift] for rim in (LOWER_LID, UPPER_LID)]
    low, top = vertices[ids[0], 1].min(), vertices[ids[1], 1].max()
    return float(low - (eye.middle[1] - radius)), float(eye.middle[1] + radius - top)


def _ids(rim: tuple[int, ...]) -> tuple[list[int], list[int]]:
    """A rim of the left eye and its mirror image."""
    return list(rim), [int(mirror()[vertex]) for vertex in rim]


def _add(vertices: Array, who: Person, unit: str, weight: float) -> None:
    total = sum(who.ancestry.values())
    for ancestry, share in who.ancestry.items():
        add(vertices, f"expression/units/{ancestry}/{unit}", weight * share / total)


def _close(vertices: Array) -> Array:
    """Bring upper and lower lip together where they meet, most in the middle, not at the corners."""
    name = named()
    upper, lower, corner = (name[key] for key in ("lip_seam_u", "lip_seam_l", "mouth_corner_L"))
    gap = vertices[upper, 1] - vertices[lower, 1] - MEET
    if gap <= 0:
        return vertices
    place = canonical()
    seam = (place[upper, 1] + place[lower, 1]) / 2
    seam_at = seam + (place[corner, 1] - seam) * (place[:, 0] / place[corner, 0]) ** 2
    across = np.clip(1 - (place[:, 0] / place[corner, 0]) ** 2, 0, 1) ** 0.7
    away = place[:, 1] - seam_at
    near = np.exp(-((away / 0.055) ** 2)) * across * (np.abs(place[:, 0]) < 0.5)
    vertices[:BODY, 1] -= gap / 2 * near * np.sign(away)
    return vertices
