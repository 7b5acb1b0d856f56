"""One identity: shape, paint and groom once, then one picture for each shot."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import numpy as np

from demos.faces.render import (
    Array,
    backdrop,
    cuts,
    eyes,
    facial,
    groom,
    lights,
    materials,
    pose,
    relax,
    scene,
    skin,
    stage,
)
from demos.faces.render.canvas import HIGH, LOW
from demos.faces.render.develop import develop, save, shares
from demos.faces.render.marks import View, find
from demos.faces.render.mesh import BODY, average, blender, canonical, mesh_space, upper_quads
from demos.faces.render.recipe import Person, Shot
from demos.faces.render.scalp import Scalp, scalp
from demos.faces.render.shape import build
from demos.faces.render.styles_long import LONG_STYLES

AXES = np.array([[1, 0, 0], [0, 0, -1], [0, 1, 0]], float)  # mesh space -> Blender space
FACIAL = ("brow", "lash", "beard", "stubble")  # locks that count as skin in the layers
EYE_LINE = 0.085  # how far above the middle the eyes lie, as a share of the frame


class Quality(NamedTuple):
    """Size px, samples (0: as each shot says), width of the skin textures, subdivision of the body, threads."""

    size: int = 640
    samples: int = 0
    texture: int = 4096
    levels: int = 3
    threads: int = 2


def _uv() -> Array:
    """Texture places of the body's corners, unwrapped across the back of the head."""
    place = canonical()
    uv = np.stack([place[:, 0] / (2 * np.pi) + 0.5, (place[:, 1] - LOW) / (HIGH - LOW)], -1)
    uv[:, 1] = np.clip(uv[:, 1], 0.004, 0.996)
    corner = uv[upper_quads()]
    wraps = np.ptp(corner[..., 0], axis=1) > 0.5
    corner[..., 0] += wraps[:, None] & (corner[..., 0] < 0.5)
    return corner.reshape(-1, 2)


def _view(posed: Array, shot: Shot, size: int) -> View:
    """The camera: as far away as brings the irises ``shot.eyes`` of the frame apart."""
    left, right = (blender(eyes.globe(posed, letter).middle) for letter in "lr")
    apart, middle = float(np.linalg.norm(left - right)), (left + right) / 2
    distance, frame = apart * shot.lens / 36 / shot.eyes, apart / shot.eyes
    target = middle + np.array([shot.shift[0] * frame - 0.3 * middle[0], 0, (shot.shift[1] - EYE_LINE) * frame])
    return View(target + np.array([0, -distance, 0.03]), target, shot.lens, size)


class Studio:
    """One person, shaped and painted; ``shoot`` makes its pictures."""

    def __init__(self, who: Person, quality: Quality) -> None:
        self.who, self.quality = who, quality
        scene.reset()
        self.neutral = build(who)
        self.painted = skin.paint(who, quality.texture)
        self.scalp: Scalp = scalp(pose.arms_down(self.neutral))
        self.days: dict[int, list[groom.Lock]] = {}

    def locks(self, day: int) -> list[groom.Lock]:
        """Hair of a day; brows, lashes and beard stay."""
        if day not in self.days:
            rng = np.random.default_rng(self.who.seed + 77)
            face = [facial.brows(self.scalp, self.who, rng), facial.lashes(self.scalp, self.neutral, self.who, rng)]
            beard = facial.beard(self.scalp, self.who, rng)
            self.days[day] = groom.hair(self.scalp, self.who, day) + face + ([beard] if beard else [])
        return self.days[day]

    def shoot(self, shot: Shot, folder: Path, name: str, note: Callable[[str], None]) -> None:
        """Set the scene, render, develop, find the landmarks, write the shot's files."""
        note("hair")
        locks = self.locks(shot.day)
        note("scene")
        scene.reset()
        spread = relax.settle(pose.express(self.neutral, self.who, shot), self.who, shot)
        posed, turn, shift = pose.turn_head(pose.arms_down(spread), shot)
        body = self._body(posed)
        for lock in locks:
            self._comb(lock, body, turn, blender(shift), posed)
        cuts.dress(pose.turn_head(spread, shot)[0], posed, self.who.day(shot.day))
        view = _view(posed, shot, self.quality.size)
        irises = eyes.place(posed, self.who, mesh_space(view.eye + np.array([shot.look[0], 0, shot.look[1]])))
        eyes.tears(body.points[:BODY])
        lights.hang(shot, view.target)
        focus = float(np.linalg.norm(view.eye - np.mean(list(irises.values()), axis=0)))
        stage.camera(view.eye, view.target, view.lens, focus)
        stage.settings(view.size, (self.quality.samples or shot.samples), self.who.seed, self.quality.threads)
        note("render")
        raw = stage.render(folder)
        note("marks")
        hair = shares(raw.layers[..., :3], raw.clean[..., 3])[..., 2]
        marks = find(view, body, irises, hair, raw.clean[..., 3])
        behind = backdrop.backdrop(shot, view.size, self.who.seed * 10 + shot.day)
        save(folder, name, develop(raw, behind, marks, self.who, shot), marks)

    def _body(self, posed: Array) -> scene.Evaluated:
        rest = {"rest": average()[:BODY]}
        thing = scene.mesh_object("body", blender(posed[:BODY]), upper_quads(), rest, _uv())
        scene.subdivide(thing, 2)
        result = scene.evaluated(thing)
        thing.modifiers[0].render_levels = self.quality.levels
        thing.data.materials.append(materials.skin(self.who, self.painted))
        return result

    def _comb(self, lock: groom.Lock, body: scene.Evaluated, turn: Array, shift: Array, posed: Array) -> None:
        """Move a lock with the head and with the skin its roots are in, and put it into the scene."""

        def rigid(points: Array) -> Array:
            return np.asarray(points @ (AXES @ turn @ AXES.T).T + shift)

        roots = (lock.strands[:, 0] - self.scalp.shift) / self.scalp.scale
        _, nearest = self.scalp.tree.query(roots)
        moved = rigid(lock.strands)
        if lock.name in ("hair", "tail") and self.who.hair.style in LONG_STYLES:
            neck = pose.joint(posed, "neck")[1] * 0.1
            with_head = np.clip((lock.strands[..., 2] - neck - 0.02) / 0.08, 0, 1)[..., None]
            moved = lock.strands * (1 - with_head) + moved * with_head
        carried = body.points[nearest] - rigid(self.scalp.real(self.scalp.points[nearest]))
        moved = moved + carried[:, None]
        made = materials.hair(lock.colour, lock.grey, lock.name not in FACIAL)
        scene.curves(lock.name, moved, lock.radii, made, lock.tone)
