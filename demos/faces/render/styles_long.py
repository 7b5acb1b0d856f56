"""Long hair styles: where they part, fall and end. Lengths in m, angles in degrees from the front."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

KNOT_LOW, KNOT_HIGH = np.array([0.0, 0.052, 0.705]), np.array([0.0, 0.052, 0.800])


Locks = tuple[tuple[int, float, float], ...]  # strands that lead, strength, power along the strand
LOCKS: Locks = ((110, 0.36, 1.0), (480, 0.58, 0.8), (2400, 0.80, 0.7), (9000, 0.55, 0.7))


@dataclass(frozen=True)
class Long:
    """Numbers of one long style."""

    comb: str = "falling"  # falling, tucked, gathered
    end: float = 0.44  # height at which it ends, m in the average head's frame (chin 0.64, shoulders 0.60)
    ragged: float = 0.020  # how uneven the ends are, m
    layers: float = 0.03  # how much earlier the outer layers end, m
    reach: float = 0.46  # longest strand, m
    step: float = 0.0115
    front: float = 0.55  # share before the shoulders on the left, on the right
    front_right: float = 0.55
    frame: float = 66.0  # the face is free up to this angle
    thick: float = 0.016  # of all layers at the side
    crown: float = 0.005  # more room on top
    sag: float = 0.10
    turn: float = 0.0  # ends turn in (+) or out (-), m
    turn_over: float = 0.06
    curl: float = 0.0  # radius of waves, m
    wave: float = 0.09
    curl_from: float = 0.10
    bunches: int = 90  # strands that share a wave
    frizz: float = 1.0
    ears: bool = True
    blur: float = 0.0020  # m, how unsure the parting is
    bangs: float = 0.0  # share of the front hair cut as a fringe
    tail: str = ""  # what is behind: bun, over (one shoulder), low
    half: bool = False
    locks: Locks = LOCKS


_LONG = Long()
_BOB = Long(
    end=0.640, ragged=0.011, layers=0.016, reach=0.30, step=0.009, thick=0.019, sag=0.05,
    turn=0.030, turn_over=0.055, frame=64,
)  # fmt: skip
_MEDIUM = replace(_LONG, end=0.590, reach=0.36, turn=0.018, front=0.45, front_right=0.45, ragged=0.021, layers=0.037)
_WAVY = replace(_LONG, curl=0.011, wave=0.105, thick=0.018, crown=0.006, ragged=0.03, layers=0.05)
_TIED = Long(
    comb="gathered", reach=0.24, step=0.0085, thick=0.0060, crown=0.008, ears=False, tail="low", end=0.0, ragged=0.004
)
LONG_STYLES = {
    "long": _LONG,
    "long_in": replace(_LONG, end=0.535, turn=0.022, layers=0.02, ragged=0.014),
    "long_back": replace(_LONG, front=0.0, front_right=0.0),
    "long_mixed": replace(_LONG, front=0.75, front_right=0.0),
    "medium": _MEDIUM,
    "medium_out": replace(_MEDIUM, end=0.585, turn=-0.014, turn_over=0.08),
    "wavy": replace(_WAVY, front=0.42, front_right=0.42),
    "wavy_medium": replace(_LONG, end=0.575, reach=0.38, curl=0.010, wave=0.090, thick=0.018, ragged=0.02, layers=0.04),
    "bob": _BOB,
    "bob_bangs": replace(_BOB, bangs=0.50),
    "bangs": replace(_BOB, bangs=0.50),
    "long_bangs": replace(_LONG, bangs=0.46, frame=62),
    "tied": _TIED,
    "tied_over": replace(_TIED, tail="over"),
    "bun": replace(_TIED, tail="bun"),
    "half": replace(_LONG, half=True),
    "tucked": replace(_LONG, comb="tucked", front=0.0, front_right=0.0, ears=False, thick=0.010),
    "tucked_bob": replace(_BOB, comb="tucked", ears=False, thick=0.011),
    "perm": Long(
        end=0.678, ragged=0.015, layers=0.04, reach=0.20, step=0.0055, thick=0.021, crown=0.010, sag=0.0, blur=0.009,
        curl=0.0095, wave=0.058, curl_from=0.012, bunches=190, frizz=1.1, frame=76, turn=0.012,
        locks=((190, 0.72, 0.6), (1800, 0.4, 0.8)),
    ),
}  # fmt: skip
