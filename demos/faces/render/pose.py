"""Expression, arms down, head turn. Weights are own formulas on the average mesh; no rig is used."""

from __future__ import annotations

from functools import cache

import numpy as np

from demos.faces.render import Array
from demos.faces.render.mesh import add, average, base, smooth
from demos.faces.render.recipe import Person, Shot

ARMS = 37.0  # degrees from the mesh's rest to hanging arms
CLAVICLE = -0.04  # share of it in the collarbone: more makes the shoulders slope like a bottle's


def rotation(axis: str, degrees: float) -> Array:
    """Rotation matrix (3, 3) about x, y or z."""
    a = np.radians(degrees)
    c, s = np.cos(a), np.sin(a)
    rows = {
        "x": [[1, 0, 0], [0, c, -s], [0, s, c]],
        "y": [[c, 0, s], [0, 1, 0], [-s, 0, c]],
        "z": [[c, -s, 0], [s, c, 0], [0, 0, 1]],
    }
    return np.array(rows[axis])


def joint(vertices: Array, name: str) -> Array:
    """Middle (3,) of a joint's helper cube."""
    return np.asarray(vertices[base().groups[f"joint-{name}"]].mean(0))


@cache
def _head_weights() -> tuple[Array, Array, Array]:
    """Neck, upper neck, head: how much of each of three turns a vertex follows."""
    _, y, z = average().T
    u = y - 6.55 + 0.30 * (z - 0.3)
    low = smooth(y, 5.95, 6.45) * smooth(u, -0.75, -0.1)
    return low, smooth(u, -0.35, 0.05), smooth(u, -0.15, 0.10)


def head_weight() -> Array:
    """1 on the head, 0 below the neck, (19158,)."""
    return _head_weights()[2]


@cache
def _arm_weights(side: int) -> tuple[Array, Array]:
    x, y, _ = average().T
    x = side * x
    along = (x - 1.707) * 0.667 - (y - 5.101) * 0.745
    arm = smooth(along, -0.5, 0.4) * smooth(x, 1.15, 1.6)
    return smooth(x, 0.35, 1.4) * smooth(y, 6.1, 5.7), arm


def arms_down(vertices: Array, degrees: float = ARMS) -> Array:
    """Vertices with the arms hanging."""
    out = vertices.copy()
    for side, letter in ((1, "l"), (-1, "r")):
        clavicle, arm = _arm_weights(side)
        for weight, share, name in ((clavicle, CLAVICLE, "clavicle"), (arm, 0.8, "shoulder")):
            middle = joint(out, f"{letter}-{name}")
            turned = (out - middle) @ rotation("z", -side * degrees * share).T + middle
            out += weight[:, None] * (turned - out)
    return out


def turn_head(vertices: Array, shot: Shot) -> tuple[Array, Array, Array]:
    """Vertices with the head turned, and the head's rigid motion (rotation, shift)."""
    out, whole, shift = vertices.copy(), np.eye(3), np.zeros(3)
    for weight, share, name in zip(_head_weights(), (0.2, 0.2, 0.6), ("neck", "head", "head"), strict=True):
        middle = joint(out, name)
        turn = rotation("y", shot.yaw * share) @ rotation("x", shot.pitch * share) @ rotation("z", shot.roll * share)
        out += weight[:, None] * (((out - middle) @ turn.T + middle) - out)
        whole, shift = turn @ whole, turn @ (shift - middle) + middle
    return out, whole, shift


def express(vertices: Array, who: Person, shot: Shot) -> Array:
    """Vertices with this shot's expression: brows, lids, mouth corners."""
    out = vertices.copy()
    lids = who.lids + shot.lids
    lid = "opened-up" if lids > 0 else "closure"
    wanted = {"mouth-corner-puller": shot.smile}
    for side in ("left", "right"):
        wanted[f"eyebrows-{side}-up"] = shot.brow
        wanted[f"eyebrows-{side}-inner-up"] = 0.10 + shot.brow * 0.3
        wanted[f"eye-{side}-{lid}"] = abs(lids)
        wanted[f"eye-{side}-slit"] = max(0.0, shot.smile - 0.2) * 0.5
    total = sum(who.ancestry.values())
    for name, weight in wanted.items():
        for ancestry, share in who.ancestry.items():
            add(out, f"expression/units/{ancestry}/{name}", weight * share / total)
    return out
