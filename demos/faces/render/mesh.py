"""The shared mesh (MakeHuman hm08, CC0): vertices, body quads, targets, and the average head.

Units: decimetres, x to the person's left, y up, z to the front. Vertex ids are the same in every
face, so one vertex is one place of the body in all pictures: that is the dense correspondence.
"""

from __future__ import annotations

import json
from functools import cache
from typing import NamedTuple

import numpy as np
from scipy.spatial import cKDTree

from demos.faces.render import Array
from demos.faces.render.source import MESH, TARGETS

BODY = 13380  # vertices of the body; the others are helpers (eyes, joints)
AXIS_Z = 0.45  # the axis of the canonical map stands upright at this z
_BITS = ((2, 1, False), (4, 1, False), (8, 0, True), (16, 1, False), (32, 0, True), (64, 1, False), (128, 0, True))


class Base(NamedTuple):
    """The undeformed mesh: vertices (19158, 3), body quads (n, 4), vertex ids by material group."""

    vertices: Array
    quads: Array
    groups: dict[str, Array]


def _faces(stream: list[int]) -> list[tuple[list[int], int]]:
    """(corners, material) of each face in the packed three.js JSON format 3."""
    found, at = [], 0
    while at < len(stream):
        kind, at = stream[at], at + 1
        count = 4 if kind & 1 else 3
        corners, at = stream[at : at + count], at + count
        material = stream[at] if kind & 2 else 0
        for bit, fixed, per_corner in _BITS:
            at += (count if per_corner else fixed) if kind & bit else 0
        found.append((corners, material))
    return found


@cache
def base() -> Base:
    """The base mesh as fetched."""
    data = json.loads(MESH.path.read_text(encoding="utf-8"))
    names = [material["DbgName"] for material in data["materials"]]
    by_name: dict[str, list[list[int]]] = {}
    for corners, material in _faces(data["faces"]):
        by_name.setdefault(names[material], []).append(corners)
    groups = {name: np.unique(np.concatenate([np.array(f) for f in faces])) for name, faces in by_name.items()}
    return Base(np.array(data["vertices"], float).reshape(-1, 3), np.array(by_name["body"]), groups)


@cache
def _archive() -> dict[str, Array]:
    with np.load(TARGETS.path) as file:
        return {name[len("targets/") :]: file[name] for name in file.files if not name.endswith(".license")}


def target_names() -> list[str]:
    """All adult targets by name."""
    names = (key[: -len(".index")] for key in _archive() if key.endswith(".index"))
    return sorted(name for name in names if "baby" not in name and "child" not in name)


@cache
def target(name: str) -> tuple[Array, Array]:
    """Vertex ids (k,) and their shift (k, 3) in dm at full weight. Only adult targets exist here."""
    if "baby" in name or "child" in name:
        raise ValueError(f"{name}: the gallery holds adults only")
    data = _archive()
    return data[f"{name}.index"].astype(int), data[f"{name}.vector"].reshape(-1, 3) * 1e-3


def add(vertices: Array, name: str, weight: float) -> None:
    """Shift ``vertices`` (19158, 3) in place by ``weight`` of a target."""
    if abs(weight) > 1e-4:
        ids, shift = target(name)
        vertices[ids] += weight * shift


@cache
def average() -> Array:
    """The head the hair, brow and paint constants are expressed on: (19158, 3) dm."""
    vertices = base().vertices.copy()
    for sex in ("male", "female"):
        for years, weight in (("young", 0.69), ("old", 0.31)):
            add(vertices, f"macrodetails/caucasian-{sex}-{years}", weight / 2)
            add(vertices, f"macrodetails/universal-{sex}-{years}-averagemuscle-averageweight", weight / 2)
    return vertices


def canon(points: Array) -> Array:
    """Canonical map (..., 3) dm -> (..., 2): angle around the upright axis (0 = front), height in dm."""
    return np.stack([np.arctan2(points[..., 0], points[..., 2] - AXIS_Z), points[..., 1]], -1)


@cache
def canonical() -> Array:
    """Canonical place (13380, 2) of each body vertex."""
    return canon(average()[:BODY])


@cache
def mirror() -> Array:
    """Id of the mirrored vertex for each body vertex."""
    body = base().vertices[:BODY]
    return np.asarray(cKDTree(body).query(body * [-1, 1, 1])[1])


@cache
def ear_weight() -> Array:
    """1 on the ear, 0 elsewhere, (13380,): how far the ear's own scale target moves a vertex."""
    weight = np.zeros(BODY)
    ids, shift = target("ears/l-ear-scale-incr")
    weight[ids[ids < BODY]] = np.linalg.norm(shift[ids < BODY], axis=1)
    weight[mirror()] = np.maximum(weight[mirror()], weight)
    return np.asarray(weight / weight.max())


@cache
def upper_quads() -> Array:
    """Body quads (n, 4) of head, neck and shoulders: all a portrait can show."""
    height = average()[:BODY, 1]
    quads = base().quads
    return np.asarray(quads[(height[quads] > 4.4).all(1)])


def smooth(x: Array, low: float, high: float) -> Array:
    """Smoothstep: 0 below ``low``, 1 above ``high`` (falling if ``low`` > ``high``)."""
    t = np.clip((x - low) / (high - low), 0, 1)
    return np.asarray(t * t * (3 - 2 * t))


def unit(vectors: Array) -> Array:
    """Vectors (..., 3) at length 1."""
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-9))


def blender(points: Array) -> Array:
    """Mesh space (dm, y up, z front) -> Blender space (m, z up, the face looks along -y)."""
    p = np.asarray(points, float)
    return np.stack([p[..., 0], -p[..., 2], p[..., 1]], -1) * 0.1


def mesh_space(points: Array) -> Array:
    """The way back of ``blender``."""
    p = np.asarray(points, float)
    return np.stack([p[..., 0], p[..., 2], -p[..., 1]], -1) * 10
