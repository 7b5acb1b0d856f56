"""Collars: ribbed bands, turtlenecks, shirt and round collars, lapels. Heights and widths in m."""

from __future__ import annotations

import numpy as np
from scipy import ndimage

from demos.faces.render import Array
from demos.faces.render.closures import button
from demos.faces.render.garment import POINTS, UP, Edge, Piece, Ring, strip, weave
from demos.faces.render.mesh import smooth, unit
from demos.faces.render.shell import Shell

TWO = 2 * np.pi
UPRIGHT = np.array([0.0, 0.0, 1.0])
GORGE = 0.062  # m below the highest point of the neckline, where collar and lapel meet


def band(ground: Shell, rim: Edge, wide: float, thick: float) -> Piece:
    """A flat or ribbed band sewn along the neckline, with a rounded edge and a groove at its seam."""
    t, w = thick, wide
    profile = [
        (0.014, -0.0024),
        (0.004, -0.0020),
        (0.0006, -0.0012),
        (-0.0004, 0.0002),
        (-0.0005, 0.5 * t),
        (0.0003, 0.0006 + 0.85 * t),
    ]
    profile += [(0.0016, 0.001 + t), (0.3 * w, 0.0012 + t), (0.6 * w, 0.0011 + t), (0.85 * w, 0.0007 + t)]
    profile += [(0.95 * w, 0.75 * t), (w, 0.35 * t), (w + 0.0006, -0.0008)]
    return strip(ground, rim, np.array(profile))


def turtle(ground: Shell, rim: Edge, seed: int) -> Piece:
    """A rolled rib collar: up inside, over, down outside, slumped a little."""
    ring, rows = Ring(ground, rim), []
    tall = 0.040 + 0.012 * (0.5 - 0.5 * np.cos(rim.turn))
    for share, gap in ((0.5, 0.0015), (0.8, 0.0016), (0.95, 0.0020), (1.0, 0.0032), (1.015, 0.0050), (1.0, 0.0068)):
        rows.append(ring.at(tall * share, ring.neck(tall * share) + gap))
    noise = np.random.default_rng(seed).normal(size=(POINTS, 40))
    slump = ndimage.gaussian_filter(noise, (45, 2.2), mode=("wrap", "nearest"))
    slump = slump / slump.std() * 0.0011
    for k, share in enumerate(np.linspace(0.96, 0.02, 30)):
        loose = 0.0075 + 0.0020 * np.sin(np.pi * (1 - share)) + slump[:, k] * min(1, 3 * (1 - share))
        rows.append(ground.above(ring.at(tall * share, ring.neck(tall * share) + loose), 0.0030))
    for into, high in ((0.004, 0.0040), (0.006, 0.0025), (0.0065, 0.0)):
        rows.append(strip(ground, rim, np.array([[into, high]])).rows[:, 0])
    stack = np.stack(rows, 1)
    stack[:, 8:-3] = ndimage.gaussian_filter1d(stack, 1.2, axis=1, mode="nearest")[:, 8:-3]
    return Piece(stack, weave(rim, stack), np.ones(stack.shape[:2]))


def _part(rim: Edge, start: float) -> Array:
    """Points of the neckline between ``start`` radians left and right of the front centre."""
    return np.flatnonzero((rim.turn >= start) & (rim.turn <= TWO - start))


def _side(turn: Array) -> Array:
    """Radians from the front centre, on either side."""
    return np.minimum(turn, TWO - turn)


def shirt(ground: Shell, rim: Edge, start: float = 0.02) -> list[Piece]:
    """A stand around the neck and a leaf folded over it, from ``start`` rad beside the front; above 0.1 worn open."""
    use, side = _part(rim, start), np.maximum(_side(rim.turn) - start, 0)
    stand = _stand(ground, rim, side)
    leaf = _leaf(ground, rim, stand[:, -1], side)[use]
    made = [Piece(leaf, weave(rim, leaf), _stitches(leaf), closed=False)]
    if start > 0.1:
        stand = stand[_part(rim, start + 0.25)]  # ends behind the leaf
        return [*made, Piece(stand, weave(rim, stand), np.ones(stand.shape[:2]), closed=False)]
    made.append(Piece(stand, weave(rim, stand), np.ones(stand.shape[:2])))
    return [*made, button(stand[0, 4], unit(stand[0, 4] - stand[POINTS // 2, 4]))]


def _stand(ground: Shell, rim: Edge, side: Array) -> Array:
    """Rows (n, 8, 3) m of a collar's stand: it leans to the neck and keeps a finger's breadth from it."""
    ring, rows = Ring(ground, rim), []
    tall = 0.020 + 0.013 * smooth(side, 0.3, 2.4)
    gap = 0.0045 + 0.003 * (1 - smooth(side, 0.2, 1.2))
    away = rim.points - ring.middle
    foot = np.linalg.norm(away - (away @ ring.up)[:, None] * ring.up, axis=1)
    for share in (-0.12, 0.0, 0.2, 0.4, 0.6, 0.8, 0.93, 1.0):
        least = ring.neck(tall * share) + gap * np.clip(2 * share, 0, 1)
        rows.append(ring.at(tall * share, np.maximum(foot + 0.0012 - 0.42 * tall * max(share, 0), least)))
    return np.stack(rows, 1)


def _stitches(leaf: Array) -> Array:
    """Signed distance (n, k) m to the row of stitches 5 mm inside a leaf's free edges."""
    down = np.linalg.norm(np.diff(leaf[:, ::-1], axis=1, prepend=leaf[:, -1:]), axis=2).cumsum(1)[:, ::-1]
    ends = [np.linalg.norm(np.diff(r, axis=0, prepend=r[:1]), axis=2).cumsum(0) for r in (leaf, leaf[::-1])]
    return np.asarray(np.minimum(down, np.minimum(ends[0], ends[1][::-1])) - 0.005)


def _leaf(ground: Shell, rim: Edge, top: Array, side: Array) -> Array:
    """Rows (n, 18, 3) m of a collar's leaf from the stand's ``top``; its points lie apart in front."""
    over = top + unit(top - rim.points.mean(0)) * 0.0022 + unit(UP) * 0.0018
    fall = 0.016 + 0.036 * np.clip(1 - side / 0.95, 0, 1) ** 1.25
    turn = rim.turn + np.where(rim.turn < np.pi, 0.5, -0.5) * np.exp(-side / 0.42)
    lean = np.interp(turn, rim.turn, rim.lean, period=TWO)
    lean = lean + fall / np.linalg.norm(ground.at(turn, lean) - ground.centre, axis=1)
    end = ground.at(turn, lean) + ground.normal(turn, lean, 0.04) * 0.0030
    out = unit((end - top) * [1, 1, 0])
    knee = 0.62 * over + 0.38 * end + out * 0.004 + UPRIGHT * 0.007
    rows = [top, (top + over) / 2 + UPRIGHT * 0.0012]
    for t in np.linspace(0, 1, 16):
        rows.append(ground.above((1 - t) ** 2 * over + 2 * t * (1 - t) * knee + t * t * end, 0.0024))
    return np.stack(rows, 1)


def rounded(ground: Shell, rim: Edge, wide: float = 0.055) -> Piece:
    """A flat round collar in two halves that meet in front."""
    use = _part(rim, 0.02)
    near = np.clip(1 - (_side(rim.turn) - 0.02) / 0.42, 0, 1)
    width = wide * np.sqrt(1 - 0.96 * near**2.2)
    share = np.r_[0.0, 0.02, 0.05, 0.1, 0.2, 0.3, 0.45, 0.6, 0.75, 0.88, 0.97, 1.0]
    high = np.r_[0.0008, 0.0040, 0.0058, 0.0066, 0.0062, 0.0054, 0.0046, 0.0040, 0.0034, 0.0030, 0.0026, 0.0022]
    rows = strip(ground, rim, np.stack([share, high], 1), width).rows[use]
    return Piece(rows, weave(rim, rows), _stitches(rows), closed=False)


def lapels(ground: Shell, rim: Edge) -> list[Piece]:
    """A notched collar and two lapels turned over along a deep neckline."""
    side, sign = _side(rim.turn), np.where(rim.turn < np.pi, 1, -1)
    lowest = rim.points[:, 2].max() - rim.points[:, 2]
    share = np.r_[0.0, 0.03, 0.07, 0.13, 0.22, 0.35, 0.5, 0.65, 0.8, 0.92, 0.98, 1.0]
    high = np.r_[0.0, 0.0042, 0.0068, 0.0080, 0.0078, 0.0066, 0.0054, 0.0046, 0.0040, 0.0036, 0.0033, 0.0026]
    front = side < 1.2
    use = np.flatnonzero(~front | (lowest < GORGE))
    wide = 0.046 + 0.006 * smooth(lowest, 0.02, GORGE)
    rows = strip(ground, rim, np.stack([share, high * 1.25 + 0.0006], 1), wide).rows
    made = [_even(ground, rows, 12)[use]]
    rows = strip(ground, rim, np.stack([share, high], 1), 0.088 - 0.30 * np.clip(lowest - GORGE, 0, 0.2)).rows
    rows = _even(ground, rows, 25)
    for hand in (1, -1):
        part = np.flatnonzero(front & (sign == hand) & (lowest > GORGE - 0.012))
        made.append(_slanted(rows[part], hand))
    return [Piece(r, r[..., [0, 2, 1]] * 10, np.ones(r.shape[:2]), closed=False) for r in made]


def _even(ground: Shell, rows: Array, wide: float) -> Array:
    """Straightens a turned-over strip's free edge, which else repeats every bump below it."""
    share = np.linspace(0, 1, rows.shape[1])[:, None] ** 0.7
    soft = ndimage.gaussian_filter1d(rows, wide, axis=0, mode="wrap")
    return ground.above(rows + share * (soft - rows), 0.0012)


def _slanted(rows: Array, hand: int) -> Array:
    """The upper end of a lapel rises outwards."""
    end = np.linspace(0, 1, len(rows)) if hand == 1 else np.linspace(1, 0, len(rows))
    lift = np.clip((end - 0.8) / 0.2, 0, 1)[:, None] * np.linspace(0, 1, rows.shape[1])
    return np.asarray(rows + lift[..., None] * UPRIGHT * 0.010)
