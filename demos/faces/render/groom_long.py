"""Grows long hair: strands that march along the shell, drawn into locks within locks, cut, turned, tied."""

from __future__ import annotations

import numpy as np
from scipy.spatial import cKDTree

from demos.faces.render import Array
from demos.faces.render.combs_long import Fall, Field, Place, falling, fringe, gathered, march, place, shell, tucked
from demos.faces.render.locks import bent, drawn, resampled, taper, tones, waves
from demos.faces.render.mesh import smooth
from demos.faces.render.recipe import Person
from demos.faces.render.regions import above_hairline
from demos.faces.render.scalp import Roots, Scalp, roots
from demos.faces.render.strands import cut, wobble
from demos.faces.render.styles_long import KNOT_HIGH, KNOT_LOW, LONG_STYLES
from demos.faces.render.tails import tail

# m of clothes around the neck, by cut
COLLARS = {"hoodie": 0.022, "shirt": 0.010, "open": 0.008, "blouse": 0.006, "turtle": 0.008, "cardigan": 0.006}
THICK = 0.000046  # m, radius of a strand
AIM = 0.80  # m, lengths scale from this height down


class Groom:
    """One person's long hair on one day: the shell it hangs on, the style, the draws."""

    def __init__(self, skin: Scalp, who: Person, thick: Array, day: int) -> None:
        self.skin, self.who, self.style = skin, who, LONG_STYLES[who.hair.style]
        self.rng = np.random.default_rng(who.seed + 55 + 7919 * day)
        self.part = who.hair.part / 100
        self.shell = shell(skin, self.style.ears, self.style.sag, COLLARS.get(who.day(day).cut, 0.003))
        beside = (np.abs(skin.points[:, 0] - self.part) / 0.005) ** 2
        more = 1 + 2.8 * np.exp(-beside) * smooth(skin.points[:, 2], 0.79, 0.82)
        self.thick = np.maximum(thick, self._sides()) * more

    def _sides(self) -> Array:
        """Density of the hair that comes down to the ears."""
        at, ear = np.abs(self.skin.canon[:, 0]), self.skin.ear
        inside = above_hairline(self.skin.canon, self.who) + 0.14 * smooth(at, 0.95, 1.15) * smooth(at, 2.6, 2.1)
        return np.asarray(smooth(inside, 0.0, 0.14) * smooth(at, 0.9, 1.1) * smooth(ear, 0.30, 0.12))

    def strands(self) -> tuple[Array, Array, Array]:
        """All strands (n, k, 3) m in the average head's frame, their radii (n, k) m, and tones (n,) about -1..1."""
        start = roots(self.skin, self.thick, self.who.hair.count, self.rng)
        kind = self._kinds(start)
        parts = [self._grown(start.take(np.flatnonzero(kind == k)), k) for k in np.unique(kind)]
        parts.append(self._baby())
        if self.style.tail:
            parts.append(tail(self.shell, self.style.tail, self.who, self.rng))
        most = max(p.shape[1] for p, _ in parts)
        both = [(resampled(p, most), width) for p, width in parts]
        strands = np.concatenate([p for p, _ in both])
        return strands, np.concatenate([taper(p, width) for p, width in both]), tones(strands, self.rng)

    def _side(self, start: Roots) -> Array:
        """+1 left, -1 right of a parting that is a little crooked."""
        y = start.point[:, 1]
        turns = self.rng.uniform(0, 6.28, 3)
        line = self.part + 0.0016 * np.sin(y * 130 + turns[0]) + 0.0008 * np.sin(y * 410 + turns[1])
        rear = smooth(y, -0.045, 0.01)
        blur = self.style.blur + 0.010 * rear
        return np.asarray(np.sign(start.point[:, 0] - line * (1 - 0.5 * rear) + self.rng.normal(0, 1, len(y)) * blur))

    def _kinds(self, start: Roots) -> Array:
        """0 the rest, 1 fringe, 2 the upper half that is tied back."""
        kind = np.zeros(len(start.point), int)
        if self.style.bangs:
            at = np.abs(start.canon[:, 0])
            inside = above_hairline(start.canon, self.who)
            deep = 0.30 * smooth(at, 0.75, 0.45)
            locks = self._share(start, 60, 0.6) < self.style.bangs
            kind[(inside < deep + 0.05 * self.rng.normal(size=len(at))) & (at < 0.62) & locks] = 1
        if self.style.half:
            kind[start.point[:, 2] > 0.778 + 0.004 * self.rng.normal(size=len(kind))] = 2
        return kind

    def _share(self, start: Roots, count: int, own: float) -> Array:
        """0..1 for each strand, alike within each of ``count`` locks as far as 1 - ``own``."""
        centres = self.rng.choice(len(start.point), min(count, len(start.point)), replace=False)
        mine = np.asarray(cKDTree(start.point[centres]).query(start.point)[1])
        return np.asarray(self.rng.random(len(centres))[mine] * (1 - own) + own * self.rng.random(len(mine)))

    def _field(self, start: Roots, kind: int, side: Array) -> Field:
        style = self.style
        comb = ("falling" if style.comb == "gathered" or style.half else style.comb) if kind == 0 else ""
        if kind == 1:
            return fringe
        if kind == 2 or (style.comb == "gathered"):
            knot = KNOT_HIGH if style.half or style.tail == "bun" else KNOT_LOW
            return gathered(knot, 0.25 * self._share(start, 60, 0.4))
        share = np.where(side > 0, style.front, style.front_right)
        left, right = self.rng.uniform(-5, 5, 2)
        own = np.where(side > 0, left, right)
        wall = style.frame - 30 + 130 * share + 30 * (self._share(start, 40, 0.3) - 0.5) + 3 * own
        frame = style.frame + own + 13 * (self._share(start, 90, 0.35) - 0.5)
        how = Fall(side, frame, np.where(share > 0.02, wall, 0))
        return tucked(how) if comb == "tucked" else falling(how)

    def _room(self, start: Roots, kind: int) -> tuple[Array, Array]:
        """How deep in the hair a strand lies, 0..1, and its distance from the shell in m at the sides."""
        style, volume = self.style, self.who.hair.volume
        high = smooth(start.point[:, 2], 0.75, 0.85)
        depth = np.clip(0.50 * high + 0.62 * self._share(start, 500, 0.45), 0, 1)
        thick = {0: style.thick, 1: 0.008, 2: 0.007}[kind]
        return depth, thick * volume * depth + 0.45 * thick * (self._share(start, 40, 0.1) - 0.4) * (kind == 0)

    def _grown(self, start: Roots, kind: int) -> tuple[Array, Array]:
        style = self.style
        side = self._side(start)
        depth, side_room = self._room(start, kind)
        crown = style.crown * self.who.hair.volume * (0.4 + 0.6 * depth)
        part = self.part

        def room(at: Place) -> Array:
            high = smooth(at.point[:, 2], 0.775, 0.835)
            rear = smooth(at.point[:, 1], -0.105, -0.055)
            near = smooth(np.abs(at.point[:, 0] - part), 0.0, 0.018) * (1 - rear) + rear
            return np.asarray((side_room * (1 - 0.7 * high) + crown * high) * (1 - high + high * (0.82 + 0.18 * near)))

        points = int(style.reach * max(1.0, min(self.who.hair.length, 1.3)) / style.step) + 1
        strands = march(self.shell, start, self._field(start, kind, side), room, step=style.step, points=points)
        strands = self._locks(strands, side, kind)
        strands = self._wavy(strands)
        strands = self._cut(strands, start, depth, kind)
        strands = self._turned(strands, kind)
        strands = self.shell.outside(strands, 0.0010)
        fine = 0.62 + 0.38 * smooth(above_hairline(start.canon, self.who), 0.0, 0.25)
        return strands, THICK * fine * self.rng.uniform(0.72, 1.15, len(fine))

    def _locks(self, strands: Array, side: Array, kind: int) -> Array:
        """Locks within locks; neighbours are strands near each other at the root and further down."""
        locks = self.style.locks if kind != 1 else ((26, 0.62, 0.55), (220, 0.5, 0.6), (900, 0.4, 0.6))
        for count, strength, power in locks:
            middle = strands[:, strands.shape[1] * 2 // 5]
            key = np.c_[strands[:, 0], 0.7 * middle, 0.05 * side]
            strands = drawn(strands, key, self.rng, count=count, strength=strength, power=power)
        run = self.style.frizz * self.style.reach
        for groups, size in ((70, 0.012), (600, 0.017), (5000, 0.008)):
            strands = wobble(strands, np.full(len(strands), size * run), self.rng, groups)
        loose = np.where(self.rng.random(len(strands)) < 0.04, self.rng.uniform(1.5, 4, len(strands)), 0.6)
        return wobble(strands, 0.008 * run * loose, self.rng)

    def _wavy(self, strands: Array) -> Array:
        own, style = self.who.hair.curl / 1000, self.style
        radius = own or style.curl
        if not radius:
            return strands
        wave = self.who.hair.wave / 100 if own else style.wave
        return waves(strands, self.rng, radius=radius, wave=wave, start=style.curl_from, groups=style.bunches)

    def _cut(self, strands: Array, start: Roots, depth: Array, kind: int) -> Array:
        """Where strands end: at a height, at the knot, or over the brows; never all at one."""
        style, rng, n = self.style, self.rng, len(strands)
        z, points = strands[..., 2], strands.shape[1]
        if kind == 1:
            at = np.degrees(np.abs(place(strands[:, 4]).angle))
            end = 0.7645 - 0.010 * smooth(at, 12, 40) + 0.010 * (self._share(start, 40, 0.35) - 0.5)
        elif kind == 2 or style.comb == "gathered":
            knot = KNOT_HIGH if style.half or style.tail == "bun" else KNOT_LOW
            far = np.linalg.norm(strands - knot, axis=2)
            return cut(strands, (far.argmin(1) / (points - 1)).clip(0.1))
        else:
            drop = AIM - (AIM - style.end) * self.who.hair.length
            uneven = 0.6 * self._share(start, 420, 0.2) + 0.4 * rng.random(n) ** 2
            end = drop + style.ragged * uneven * 1.6 + style.layers * depth * rng.random(n)
        over = z < end[:, None]
        over[:, :3] = False
        first = np.where(over.any(1), over.argmax(1), points - 1)
        share = first / (points - 1)
        broken = rng.random(n) < 0.03
        share = np.where(broken, share * rng.uniform(0.3, 0.85, n), share)
        border = smooth(above_hairline(start.canon, self.who), 0.14, 0.0) * (kind == 0)
        share = share * (1 - 0.55 * border * rng.random(n) ** 3)
        return cut(strands, share)

    def _turned(self, strands: Array, kind: int) -> Array:
        """Ends that bend in to the neck or out; those of the fringe a little."""
        turn, over = (self.style.turn, self.style.turn_over) if kind == 0 else (0.006 * (kind == 1), 0.03)
        return bent(strands, self.rng, turn, over, kind == 1) if turn else strands

    def _baby(self) -> tuple[Array, Array]:
        """Fine short hairs at the rim."""
        inside = above_hairline(self.skin.canon, self.who)
        rim = smooth(inside, -0.07, 0.02) * smooth(inside, 0.14, 0.05) * (self.skin.ear < 0.3)
        rim = rim * (0.35 + 0.65 * smooth(np.abs(self.skin.canon[:, 0]), 0.3, 0.7)) * (self.skin.points[:, 2] > 0.66)
        start = roots(self.skin, rim, 1500, self.rng)
        side = np.sign(start.point[:, 0])
        n, z0 = len(side), np.zeros(len(side))
        main = gathered(KNOT_LOW, z0) if self.style.comb == "gathered" else falling(Fall(side, z0 + 60, z0 + 100))
        strands = march(self.shell, start, main, lambda at: 0.002 + z0, step=0.0022, points=10)
        strands = cut(strands, self.rng.uniform(0.2, 1, n) ** 1.6)
        strands = wobble(strands, self.rng.uniform(0.001, 0.006, n), self.rng)
        return self.shell.outside(strands, 0.0006), THICK * self.rng.uniform(0.35, 0.6, n)
