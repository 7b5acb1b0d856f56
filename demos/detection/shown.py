"""The heat maps as the lab shows them: a raw map as the trap that it is, three held against honest pictures.

What honest pictures of the evaluation people show after each journey is learnt once and kept in ``maps.npz``
(plain arrays, no pickle); the lab's own people are in none of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
from numpy.typing import NDArray

from demos.detection import lab, maps, texture
from demos.detection.journeys import Journey
from demos.detection.maps import CELLS, Bytes, Control, Map
from demos.detection.regions import AROUND, FACE, Marks
from demos.detection.texture import Texture

if TYPE_CHECKING:
    from demos.detection.gather import Mapped

WEIGHTS = Path(__file__).with_name("maps.npz")
METHODS = ("ela", "lost_grid", "texture")
"""Maps that are held against honest pictures."""
RAW = "ela_raw"
MAPS = (RAW, *METHODS)
"""All maps of the lab, in the order in which it shows them."""
USUAL = 2.0
"""A compared map names a region only from this mean on (robust standard deviations)."""
MOST = 2
"""So many regions are named at most."""
ROOM = 0.2
"""A region is wider than its landmarks by this share of its size, and by two cells at least."""
OUTSIDE = "outside"
FEW = "한 사람 그림 5장과 섞은 그림이 필요합니다. / five pictures of one person and a blend are needed."


@dataclass(frozen=True)
class Kept:
    """What honest pictures show, by (method, journey), and the weights of the learnt map by journey."""

    controls: dict[tuple[str, Journey], Control]
    texture: dict[Journey, Texture]


def learn(mapped: Sequence[Mapped]) -> Kept:
    """From mapped pictures of people who are not in the lab.

    Raises ``ValueError`` if there are fewer than five honest or no blended pictures of a map after a journey.
    """
    controls: dict[tuple[str, Journey], Control] = {}
    weights: dict[Journey, Texture] = {}
    for journey in lab.JOURNEYS:
        for method in METHODS:
            honest, blended = (_fields(mapped, method, journey, morph) for morph in (False, True))
            if len(honest) < 5 or not blended:
                raise ValueError(f"{method}/{journey}: {FEW} ({len(honest)}, {len(blended)})")
            if method == "texture":
                weights[journey] = texture.learn(honest, blended)
                honest = [weights[journey].seen(cells) for cells in honest]
            controls[method, journey] = maps.control(honest)
    return Kept(controls, weights)


def _fields(mapped: Sequence[Mapped], method: str, journey: str, morph: bool) -> list[Map]:
    own = (m for m in mapped if (m.method, m.journey, m.morph) == (method, journey, morph))
    return [m.field.astype(np.float32) for m in own]


def save(kept: Kept, path: Path = WEIGHTS) -> None:
    """Write all numbers to an ``.npz`` file (float32, no pickle)."""
    held: dict[str, NDArray[np.float32]] = {}
    for (method, journey), control in kept.controls.items():
        held |= _named(f"control.{method}.{journey}", middle=control.middle, spread=control.spread)
    for journey, model in kept.texture.items():
        held |= _named(f"texture.{journey}", weights=model.weights, middle=model.middle, spread=model.spread)
    np.savez_compressed(path, allow_pickle=False, **held)


def _named(of: str, **parts: NDArray[Any]) -> dict[str, NDArray[np.float32]]:
    return {f"{of}.{part}": np.asarray(value, np.float32) for part, value in parts.items()}


def load(path: Path = WEIGHTS) -> Kept:
    """Read what ``save`` wrote; pickled content is refused. Raises ``ValueError`` if a map or a journey is missing."""
    with np.load(path, allow_pickle=False) as file:
        held = {key: file[key] for key in file.files}
    try:
        controls = {
            (method, journey): Control(*(held[f"control.{method}.{journey}.{part}"] for part in ("middle", "spread")))
            for method in METHODS
            for journey in lab.JOURNEYS
        }
        weights = {journey: _texture(held, journey) for journey in lab.JOURNEYS}
    except KeyError as error:
        raise ValueError(
            f"{path.name}: {error} 없음, 다시 학습하세요. / {error} is missing; learn it again."
        ) from error
    return Kept(controls, weights)


def _texture(held: Mapping[str, NDArray[np.float32]], journey: Journey) -> Texture:
    weights, middle, spread = (held[f"texture.{journey}.{part}"] for part in ("weights", "middle", "spread"))
    return Texture(weights.astype(float), middle, spread)


def fields(pixels: Bytes, marks: Marks, journey: Journey, kept: Kept) -> dict[str, Map]:
    """The maps of ``MAPS`` for a picture (h, w, 3) uint8 RGB after ``journey``, (CELLS, CELLS) float32 each.

    ``marks`` are its landmarks in its own pixels (`data.sent`). The raw map is 0 to 1, a share of what honest pictures
    reach at most after that journey; the others are robust standard deviations from honest pictures, -6 to 6.
    """
    raw = {method: maps.aligned(make(pixels), marks) for method, make in maps.MAPS.items()}
    coarse = kept.texture[journey].seen(texture.cells(pixels, marks))
    found = {RAW: np.clip(raw["ela"] / most(kept.controls["ela", journey]), 0, 1)}
    found |= {method: kept.controls[method, journey].against(raw[method]) for method in ("ela", "lost_grid")}
    fine = kept.controls["texture", journey].against(coarse)
    found["texture"] = cv2.resize(fine, (CELLS, CELLS), interpolation=cv2.INTER_LINEAR)
    return {name: np.asarray(field, np.float32) for name, field in found.items()}


def most(control: Control) -> float:
    """The value that counts as full in a raw map: two deviations above the usual, at all but 2 % of the places."""
    return float(np.quantile(control.middle + 2 * control.spread, 0.98))


def regions(field: Map, marks: Marks, raw: bool) -> list[str]:
    """Where a map (CELLS, CELLS) is strongest: up to two names, strongest first.

    A raw map always has two; a compared one only those that are unusual on average, often none. Of left and right
    the stronger counts.
    """
    seen: dict[str, float] = {}
    for name, inside in _places(marks).items():
        side = name.split("_")[0]
        seen[side] = max(seen.get(side, -np.inf), float(field[inside].mean()))
    order = sorted(seen, key=lambda name: -seen[name])
    return [name for name in order if raw or seen[name] >= USUAL][:MOST]


def _places(marks: Marks) -> dict[str, NDArray[np.bool_]]:
    """For each region of the face, and for what is no face, its cells in the common frame."""
    found = {}
    for name, around in AROUND.items():
        points = _there(marks, around)
        low, high = points.min(axis=0), points.max(axis=0)
        room = np.maximum(ROOM * (high - low), 2)
        (x0, y0), (x1, y1) = np.clip([low - room, high + room + 1], 0, CELLS).astype(int)
        found[name] = np.zeros((CELLS, CELLS), bool)
        found[name][y0:y1, x0:x1] = True
    found["forehead"] &= ~(found["brow_L"] | found["brow_R"])  # its box reaches down to the nose
    face = np.zeros((CELLS, CELLS), np.uint8)
    edge = _there(marks, [*FACE, *(n for around in AROUND.values() for n in around)])
    cv2.fillConvexPoly(face, cv2.convexHull(np.asarray(np.rint(edge), np.int32)), 1)
    found[OUTSIDE] = cv2.dilate(face, np.ones((7, 7), np.uint8)) == 0
    return {name: inside for name, inside in found.items() if inside.any()}


def _there(marks: Marks, names: Sequence[str]) -> NDArray[np.float64]:
    points = np.array([[*marks[name], 1.0] for name in names])
    return np.asarray(points @ maps.into(marks).T, np.float64)
