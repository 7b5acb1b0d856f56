"""Cuts of garments: a neckline on the average body, its collar, and what is worn below."""

from __future__ import annotations

import zlib
from collections.abc import Callable

import numpy as np

from demos.faces.render import Array, closures, collars, hood
from demos.faces.render.folds import folds
from demos.faces.render.garment import Edge, Piece, edge, panel, put
from demos.faces.render.mesh import smooth
from demos.faces.render.recipe import Clothes, Colour
from demos.faces.render.shell import Shell, grid, line, shell

THICK = {"jersey": 0.0012, "cotton": 0.0008, "knit": 0.0030, "rib": 0.0026, "fleece": 0.0030, "wool": 0.0022}
Neck = Callable[[Array], Array]
Trim = list[tuple[str, Piece, float]]  # (cloth, piece, thickness in m)
Collar = Callable[[Shell, Edge, str, int], Trim]  # surface, neckline, cloth, seed


def _neck(height: float, slope: float) -> Neck:
    """Above (positive) and below a line around the neck, ``height`` dm at its sides, falling to the front."""

    def field(rest: Array) -> Array:
        front = rest[..., 2] - 0.1
        return np.asarray(rest[..., 1] - (height - slope * np.maximum(front, 0) - 0.15 * np.minimum(front, 0)))

    return field


def _vee(half: float, deep: float, bow: float, height: float = 6.11, slope: float = 0.50) -> Neck:
    """A V that starts ``half`` dm beside the middle at the collar and ends ``deep`` dm lower."""

    def field(rest: Array) -> Array:
        down = deep * np.clip(1 - np.abs(rest[..., 0]) / half, 0, None) ** bow * smooth(rest[..., 2], 0.1, 0.45)
        return np.asarray(_neck(height, slope)(rest) + down)

    return field


NECKS: dict[str, Neck] = {
    "crew": _neck(6.12, 0.62),
    "round": _neck(6.10, 0.68),
    "scoop": _neck(6.06, 0.78),
    "turtle": _neck(6.10, 0.52),
    "shirt": _neck(6.15, 0.58),
    "open": _vee(0.40, 0.46, 1.0, 6.15, 0.58),
    "blouse": _neck(6.12, 0.58),
    "hoodie": _neck(6.12, 0.66),
    "vee": _vee(0.66, 0.62, 1.0),
    "cardigan": _vee(0.74, 2.6, 1.25),
    "blazer": _vee(0.80, 2.9, 1.35),
}
UNDER = {"cardigan": 0.0040, "blazer": 0.0045, "vee": 0.0030}  # room for what is worn below


def dress(spread: Array, hanging: Array, wear: Clothes) -> None:
    """Put a person's clothes into the scene; ``hanging`` (19158, 3) dm, arms down."""
    ground = shell(hanging)
    if wear.cut in UNDER and (wear.inner or wear.cut != "vee"):
        woven = "cotton" if wear.inner_cut in ("shirt", "open", "blouse") else "jersey"
        inner = Clothes(wear.inner_cut, wear.inner or (226, 224, 219), woven)
        ground = _garment(ground, inner).lifted(UNDER[wear.cut])
    _garment(ground, wear)


def _garment(ground: Shell, wear: Clothes) -> Shell:
    """Put one garment on the surface ``ground``; the surface it makes for the next."""
    seed = zlib.crc32(repr(wear).encode())
    field = NECKS[wear.cut](ground.rest)
    turn, lean = line(field, 3.0 if wear.cut in (*UNDER, "open") else 0.0)
    worn = ground.lifted(folds(ground, lean, wear.cloth, seed))
    rim = edge(worn, turn, lean)
    thick = THICK[wear.cloth]
    seam = _seams(worn, wear.cut)
    put("garment", panel(worn, rim, seam), wear.colour, wear.cloth, thick)
    on = worn.lifted(thick)
    for kind, piece, deep in COLLARS[wear.cut](on, edge(on, turn, lean), wear.cloth, seed):
        string = kind == "cord"
        put("trim", piece, _pale(wear.colour) if string else wear.colour, "cotton" if string else kind, deep)
    return worn


def _pale(colour: Colour) -> Colour:
    """The colour of a drawstring: half way to undyed cotton."""
    return tuple((a + b) // 2 for a, b in zip(colour, (212, 209, 202), strict=True))  # type: ignore[return-value]


def _shirt(on: Shell, rim: Edge, cloth: str, _seed: int) -> Trim:
    return [(cloth, piece, 0.0014) for piece in [*collars.shirt(on, rim), *closures.placket(on, rim)]]


def _open(on: Shell, rim: Edge, cloth: str, _seed: int) -> Trim:
    around = edge(on, *line(NECKS["shirt"](on.rest)))
    parts = [*collars.shirt(on, around, 0.50), *closures.placket(on, rim)]
    return [(cloth, collars.band(on, rim, 0.011, 0.0010), 0.0), *[(cloth, piece, 0.0014) for piece in parts]]


def _hoodie(on: Shell, rim: Edge, cloth: str, seed: int) -> Trim:
    over, *cords = hood.hood(on, rim, seed)
    return [(cloth, over, 0.0), *[("cord", piece, 0.0) for piece in cords]]


def _ribbed(wide: float) -> Collar:
    def made(on: Shell, rim: Edge, cloth: str, _seed: int) -> Trim:
        rib = "band" if cloth in ("jersey", "fleece", "cotton") else "rib"
        return [(rib, collars.band(on, rim, wide, min(max(THICK[cloth], 0.0016), 0.0024)), 0.0)]

    return made


COLLARS: dict[str, Collar] = {
    "crew": _ribbed(0.021),
    "round": _ribbed(0.015),
    "scoop": _ribbed(0.017),
    "vee": _ribbed(0.021),
    "cardigan": _ribbed(0.026),
    "turtle": lambda on, rim, _cloth, seed: [("rib", collars.turtle(on, rim, seed), 0.0)],
    "shirt": _shirt,
    "open": _open,
    "blouse": lambda on, rim, cloth, _seed: [(cloth, collars.rounded(on, rim), 0.0014)],
    "blazer": lambda on, rim, cloth, _seed: [(cloth, piece, 0.0022) for piece in collars.lapels(on, rim)],
    "hoodie": _hoodie,
}


def _seams(ground: Shell, cut: str) -> Array:
    """Signed distance (TURNS, LEANS) m to the shoulder seam and the sleeve's, or to a raglan line."""
    turn, lean = grid()
    place = ground.at(turn, lean) - ground.pit * [0, 1, 1]
    x, y, z = np.abs(place[..., 0]), place[..., 1], place[..., 2]
    pit = ground.pit[0]
    if cut in ("crew", "hoodie", "round"):
        raglan = 0.055 + (pit - 0.055) * np.clip((0.17 - z) / 0.17, 0, 1.2)
        return np.where(y < 0.06, (x - raglan) * 0.8, 1.0)
    sleeve = x - (pit + 0.012 + 0.02 * smooth(z, 0.0, 0.12))
    shoulder = np.where(x < pit + 0.03, (_aside(turn) - 1.38) * np.maximum(x, 0.03), 1.0)
    return np.where(np.abs(sleeve) < np.abs(shoulder), sleeve, shoulder)


def _aside(turn: Array) -> Array:
    """Radians from the front centre, on either side."""
    return np.minimum(turn, 2 * np.pi - turn)
