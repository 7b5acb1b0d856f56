"""Short cuts: how long, how upright and how high over the scalp hair is, place by place. Lengths in m.

A barber's cut is a gradient: nothing at the sideburn, longer upwards, longest on top. Lengths, volume and
direction therefore are functions of the place on the head, never of a style's zone with an edge.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from demos.faces.render import Array
from demos.faces.render.mesh import smooth
from demos.faces.render.recipe import Person
from demos.faces.render.regions import above_hairline
from demos.faces.render.scalp import Roots

Locks = tuple[tuple[int, float, float], ...]  # how many, how much they gather (0..1), power along the strand


@dataclass(frozen=True)
class Cut:
    """Numbers of one cut; ``comb`` names a field of ``combs.py``."""

    comb: str
    top: float  # length on top
    side: float  # length at the widest part of the head
    low: float  # length at sideburns, around the ear and at the nape
    front: float  # length at the front hairline
    lift: float = 0.5  # 0 lying, 1 upright, on top
    side_lift: float = 0.15
    room: float = 0.010  # height of the hair mass over the scalp, on top
    side_room: float = 0.0015
    bend: float = 0.30  # how fast a strand turns into the comb's direction
    points: int = 14
    locks: Locks = ((260, 0.40, 1.1), (1100, 0.75, 1.0), (5000, 0.6, 0.8))
    sway: float = 0.25  # spread of the locks' directions
    vary: float = 0.30
    frizz: float = 0.03
    fly: float = 0.012
    split: bool = False
    reach: float = 0.0  # fringe: how far front hair hangs below the hairline
    curl: float = 0.0
    wave: float = 0.010
    thick: float = 1.5
    dome: float = 0.6  # how much lower the hair mass is towards the sides
    ridge: tuple[float, float] = (0.785, 0.845)  # z between which the sides go over into the top


STRAIGHT: Locks = ((260, 0.50, 1.2), (1100, 0.90, 0.9), (5000, 0.9, 0.7))
CUTS = {
    "buzz": Cut("crown", 0.008, 0.005, 0.0015, 0.006, 0.6, 0.35, 0, 0, 0.12, 5, (), 0.15, 0.25, 0.05, 0),
    "crop": Cut("crown", 0.034, 0.011, 0.002, 0.024, 0.62, 0.16, 0.010, 0.001, 0.24, 10, STRAIGHT, 0.45),
    "side": Cut(
        "aside", 0.062, 0.015, 0.002, 0.055, 0.62, 0.14, 0.015, 0.001, 0.26, 16, STRAIGHT, 0.2, frizz=0.022, split=True
    ),
    "fringe": Cut(
        "forward", 0.085, 0.014, 0.002, 0.070, 0.45, 0.14, 0.015, 0.001, 0.26, 18, STRAIGHT, 0.22, reach=0.056
    ),
    "swept": Cut("back", 0.065, 0.015, 0.002, 0.055, 0.75, 0.15, 0.017, 0.001, 0.26, 16, STRAIGHT, sway=0.2),
    "balding": Cut(
        "aside", 0.022, 0.016, 0.003, 0.012, 0.15, 0.2, 0.001, 0.001, 0.4, 9, STRAIGHT, 0.25, fly=0.004, thick=1.2
    ),
    "pixie": Cut("across", 0.075, 0.036, 0.020, 0.060, 0.50, 0.2, 0.016, 0.003, 0.26, 18, STRAIGHT, 0.22, reach=0.050),
    "curly": Cut(
        "crown",
        0.048,
        0.026,
        0.005,
        0.034,
        0.8,
        0.5,
        0.017,
        0.007,
        0.08,
        36,
        ((420, 0.45, 0.7), (1400, 0.95, 0.4)),
        0.6,
        frizz=0.03,
        curl=0.0038,
        wave=0.017,
        fly=0.03,
        dome=0.2,
        ridge=(0.74, 0.84),
    ),
    "afro": Cut(
        "crown",
        0.050,
        0.040,
        0.010,
        0.034,
        0.95,
        0.9,
        0.03,
        0.02,
        0.02,
        40,
        ((500, 0.35, 0.7), (3400, 0.88, 0.45)),
        0.5,
        frizz=0.05,
        curl=0.0021,
        wave=0.008,
        fly=0.03,
        dome=0.0,
        ridge=(0.72, 0.80),
    ),
}


def high(cut: Cut, p: Array) -> Array:
    """1 on top of the head, 0 at the sides, at points (..., 3) of the average frame."""
    front = smooth(-p[..., 1], 0.085, 0.125) * smooth(np.abs(p[..., 0]), 0.062, 0.030)
    return np.asarray(smooth(p[..., 2] + 0.03 * front, *cut.ridge))


def lengths(cut: Cut, who: Person, start: Roots) -> Array:
    """Length (n,) before it varies from lock to lock."""
    inside, top = above_hairline(start.canon, who), high(cut, start.point)
    front = smooth(np.abs(start.canon[:, 0]), 0.95, 0.6)
    side = cut.low + (cut.side - cut.low) * smooth(inside, -0.02, 0.55)
    upper = cut.front + (cut.top - cut.front) * smooth(inside, 0.0, 0.45)
    if cut.reach:
        behind = (start.point[:, 1] + 0.138).clip(0)
        upper = np.where(behind < 0.09, np.minimum(upper, cut.reach + 1.15 * behind), upper)
    mix = np.maximum(top, front * smooth(inside, -0.1, 0.05) * smooth(start.point[:, 2], 0.77, 0.80))
    return np.asarray((side + (upper - side) * mix) * who.hair.length)


def room(cut: Cut, who: Person, p: Array) -> Array:
    """Height (m) at which strands run over the skin at points (..., 3)."""
    top = high(cut, p)
    behind = 1 - 0.45 * smooth(p[..., 1], -0.06, 0.03)
    dome = 1 - cut.dome * smooth(np.abs(p[..., 0]), 0.028, 0.066)
    return np.asarray((cut.side_room + (cut.room - cut.side_room) * top * behind * dome) * who.hair.volume)


def density(who: Person, canon: Array, ear: Array) -> Array:
    """Hair density 0..1 at canonical places: thins out over a centimetre at the hairline."""
    inside = above_hairline(canon, who)
    front = smooth(np.abs(canon[:, 0]), 1.05, 0.85)
    soft = smooth(inside, -0.04, 0.15) * front + smooth(inside, -0.04, 0.22) * (1 - front)
    soft = soft * smooth(ear, 0.5, 0.3)
    if who.hair.style == "balding":
        brow = smooth(canon[:, 1], 7.66, 7.84) * smooth(np.abs(canon[:, 0]), 0.98, 0.82)
        bare = smooth(canon[:, 1], 7.86, 8.12) + brow
        soft = soft * (1 - 0.99 * np.clip(bare, 0, 1))
    return np.asarray(soft)
