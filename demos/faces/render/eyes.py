"""Eyeballs: a revolved globe with cornea and recessed iris, painted iris and white, tear line."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np
from scipy import ndimage
from scipy.interpolate import splev, splprep
from scipy.spatial import cKDTree

from demos.faces.render import Array
from demos.faces.render.canvas import linear
from demos.faces.render.landmarks import LOWER_LID, UPPER_LID
from demos.faces.render.mesh import base, blender, mirror, smooth, unit
from demos.faces.render.recipe import Person
from demos.faces.render.scene import SKIN, curves, finish, material, mesh_object, node, texture

IRIS = 0.0585  # dm, radius: irises are 11.7 mm wide on average (Rüfer et al. 2005) ...
FISSURE = 0.285  # ... between eye corners this far apart; smaller faces get smaller ones
SEGMENTS, RINGS = 96, 64
WHITE = (196, 182, 173)


class Eye(NamedTuple):
    """Middle (3,) and radius of a globe in dm."""

    middle: Array
    radius: float


def globe(vertices: Array, letter: str) -> Eye:
    """The sphere through the mesh's helper eye, ``l`` or ``r``."""
    p = vertices[base().groups[f"helper-{letter}-eye"]]
    x = np.linalg.lstsq(np.c_[2 * p, np.ones(len(p))], (p**2).sum(1), rcond=None)[0]
    radius = math.sqrt(float(x[3] + x[:3] @ x[:3])) * 0.985
    return Eye(x[:3] - [0, 0.006, 0], radius)


def iris_radius(vertices: Array, letter: str) -> float:
    """Radius of the iris in dm, in proportion to the eye's width."""
    ids = LOWER_LID if letter == "l" else mirror()[list(LOWER_LID)]
    wide = float(np.linalg.norm(vertices[ids[0]] - vertices[ids[-1]]))
    return IRIS * float(np.clip(wide / FISSURE, 0.86, 1.03))


def _revolve(radius: Array, height: Array) -> tuple[Array, list[tuple[int, int, int, int]]]:
    t = np.linspace(0, 2 * np.pi, SEGMENTS, endpoint=False)
    ring = np.stack([np.cos(t), np.sin(t)], -1)
    points = np.concatenate([np.c_[ring * r, np.full(SEGMENTS, z)] for r, z in zip(radius, height, strict=True)])
    n = SEGMENTS
    faces = [
        (i * n + j, i * n + (j + 1) % n, (i + 1) * n + (j + 1) % n, (i + 1) * n + j)
        for i in range(len(radius) - 1)
        for j in range(n)
    ]
    return points, faces


def _profiles(radius: float, iris: float) -> tuple[tuple[Array, Array], tuple[Array, Array]]:
    """(radius, height) of the clear shell and of the inner globe with its recessed iris."""
    limbus = math.asin(iris / radius)
    a = np.r_[np.linspace(0, limbus * 1.25, 34), np.linspace(limbus * 1.25, math.pi * 0.62, RINGS - 33)[1:]]
    bulge = 0.024 * np.exp(-((a / (limbus * 0.80)) ** 2.6)) * (radius / 0.153)
    shell = (radius + bulge) * np.sin(a), (radius + bulge) * np.cos(a)
    r, z = radius * np.sin(a), radius * np.cos(a)
    edge = radius * math.cos(limbus) - 0.004
    inside = a < limbus
    z = np.where(
        inside, edge - 0.010 * (1 - r / iris), np.minimum(z, z - 0.004 * np.exp(-(((a - limbus) / 0.08) ** 2)))
    )
    return shell, (np.where(inside, r, r * 0.997), z)


def _iris(who: Person, pupil: float) -> Array:
    """Iris and white, (768, 768, 3) linear; the iris fills the middle half."""
    rng, n = np.random.default_rng(who.seed + 7), 768
    g = (np.arange(n) + 0.5) / n * 2 - 1
    x, y = np.meshgrid(g, -g)
    r, t = np.hypot(x, y) * 2, np.arctan2(y, x)
    fibres = _polar(rng, (9, 1.1), r, t) + 0.6 * _polar(rng, (3, 3), r, t)
    inner = np.exp(-(((r - pupil - 0.14) / 0.11) ** 2))
    tone = np.clip(0.66 + 0.22 * fibres + 0.35 * inner, 0.15, 1.7)[..., None]
    colour = linear(who.iris) * tone * (1 + inner[..., None] * (np.array([1.25, 1, 0.7]) - 1) * 0.8)
    colour *= (1 - 0.80 * smooth(r, 0.74, 0.98))[..., None]  # limbal ring
    colour = colour * smooth(r, pupil - 0.02, pupil + 0.03)[..., None] + 0.002
    edge = smooth(r, 0.92, 1.13)[..., None]
    return np.asarray(np.clip(colour * (1 - edge) + _white(rng, r, who.age) * edge, 0, 1))


def _polar(rng: np.random.Generator, grain: tuple[float, float], r: Array, t: Array) -> Array:
    field = ndimage.gaussian_filter(rng.standard_normal((48, 720)), grain, mode="wrap")
    at = [np.clip(r, 0, 1) * 47, (t / (2 * np.pi) + 0.5) * 720]
    return np.asarray(ndimage.map_coordinates(field / field.std(), at, order=1, mode="wrap"))


def _white(rng: np.random.Generator, r: Array, age: int) -> Array:
    """The white of the eye: warm, veined, redder to the corners, yellower with age."""
    n = len(r)
    field = np.abs(ndimage.gaussian_filter(rng.standard_normal((n, n)), 7))
    vein = np.exp(-((field / field.std() / 0.10) ** 2)) * smooth(r, 1.15, 1.9)
    white = linear(WHITE) * np.array([1, 0.99, 0.97 - 0.0015 * max(0, age - 30)])
    white = white * (1 - 0.30 * vein[..., None] * np.array([0.15, 1, 0.95]))
    return np.asarray(white * (1 - 0.52 * smooth(r, 1.15, 2.0)[..., None] * np.array([0.55, 0.90, 0.95])))


def _materials(who: Person, pupil: float) -> tuple[object, object]:
    inner, tree = material("eye")
    painted = texture(tree, "iris", _iris(who, pupil), extension="EXTEND")
    shade = node(tree, "Attribute", attribute_name="shade").outputs["Fac"]
    colour = node(tree, "VectorMath", {0: painted, 3: shade}, operation="SCALE").outputs[0]
    settings = {"Base Color": colour, "Roughness": 0.5, "Subsurface Weight": 0.25, "Subsurface Scale": 0.002}
    finish(tree, node(tree, "BsdfPrincipled", {**settings, "Specular IOR Level": 0.1}), SKIN)
    return inner, wet("cornea", 1.376, 0.02)


def wet(name: str, ior: float, rough: float) -> object:
    """A clear film that only mirrors, by Fresnel; 1.376 is the cornea's refractive index."""
    made, tree = material(name)
    clear, shine = node(tree, "BsdfTransparent"), node(tree, "BsdfGlossy", {"Roughness": rough})
    angle = node(tree, "Fresnel", {"IOR": ior})
    finish(tree, node(tree, "MixShader", {0: angle.outputs[0], 1: clear.outputs[0], 2: shine.outputs[0]}))
    return made


def _shade(points: Array, vertices: Array, letter: str) -> Array:
    """How much light the lids and lashes leave on the globe (n,): least under the upper lid and in the corners."""
    total = np.ones(len(points))
    for rim, amount, reach in (
        (UPPER_LID, 0.40, 0.026),
        (LOWER_LID, 0.20, 0.015),
        (UPPER_LID[:2] + UPPER_LID[-2:], 0.28, 0.032),
    ):
        ids = list(rim) if letter == "l" else mirror()[list(rim)]
        far, _ = cKDTree(vertices[ids]).query(points)
        total *= 1 - amount * np.exp(-((far / reach) ** 2))
    return total


def place(vertices: Array, who: Person, aim: Array, pupil: float = 0.33) -> dict[str, Array]:
    """Put both eyes into the scene, looking at ``aim`` (dm); returns the middles of the irises in m."""
    inner, clear = _materials(who, pupil)
    found = {}
    for letter in "lr":
        eye = globe(vertices, letter)
        ahead = unit(aim - eye.middle)
        right = unit(np.cross([0, 1, 0], ahead))
        turn = np.stack([right, np.cross(ahead, right), ahead], 1)
        iris = iris_radius(vertices, letter)
        shell, core = _profiles(eye.radius, iris)
        for name, profile, look in (("eye", core, inner), ("cornea", shell, clear)):
            points, faces = _revolve(*profile)
            uv, placed = points[:, :2] / (4 * iris) + 0.5, points @ turn.T + eye.middle
            light = {"shade": _shade(placed, vertices, letter)}
            made = mesh_object(name + letter, blender(placed), faces, light, uv)
            made.data.materials.append(look)
        found[letter] = blender(eye.middle + ahead * eye.radius * math.cos(math.asin(iris / eye.radius)))
    return found


def tears(points: Array) -> None:
    """The wet line between globe and lower lid; ``points`` are the posed body vertices in m."""
    ids = list(LOWER_LID[1:-2])
    strands = []
    for rim in (points[ids], points[mirror()[ids]]):
        knots: Any = splprep(rim.T, s=0, k=3)[0]
        strands.append(np.stack(splev(np.linspace(0, 1, 40), knots), -1) + np.array([0, -0.0001, 0.0002]))
    lines = np.stack(strands)
    curves("tears", lines, np.full(lines.shape[:2], 0.00030), wet("tear", 1.4, 0.12))
