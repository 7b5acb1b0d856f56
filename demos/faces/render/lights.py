"""Six ways to light a face: lamps around it and what surrounds it."""

from __future__ import annotations

from typing import Any, NamedTuple

import bpy
import mathutils
import numpy as np

from demos.faces.render import Array
from demos.faces.render.recipe import Shot
from demos.faces.render.scene import node

Tint = tuple[float, float, float]
CORNEAS = ("corneal", "cornear")  # objects made by eyes.py
DAY, PAPER, TUNGSTEN = (0.93, 0.97, 1.0), (1.0, 0.985, 0.965), (1.0, 0.86, 0.70)


class Lamp(NamedTuple):
    """Place in m from the face (x to the person's left, y away from the camera, z up), size m, power W, colour."""

    place: tuple[float, float, float]
    size: tuple[float, float]
    power: float
    colour: Tint = (1.0, 1.0, 1.0)


class Light(NamedTuple):
    """Lamps and the brightness and colour of the surroundings above and below the face."""

    lamps: tuple[Lamp, ...]
    above: float
    below: float
    sky: Tint = DAY
    ground: Tint = (1.0, 0.95, 0.88)


# Key 35 to 45 degrees to one side and above it; what fills the shadows is a third to half as bright.
LIGHTS = {
    "studio": Light(
        (
            Lamp((0.95, -1.15, 0.80), (1.0, 0), 30, PAPER),
            Lamp((-1.3, -1.2, 0.05), (1.6, 0), 7.5, DAY),
            Lamp((-0.7, 0.9, 0.9), (0.6, 0), 7),
        ),
        0.16,
        0.10,
    ),
    "flat": Light(
        (
            Lamp((0.75, -1.35, 0.55), (0.9, 0), 17),
            Lamp((-0.80, -1.35, 0.45), (0.9, 0), 11),
            Lamp((0.0, -1.2, -0.8), (0.9, 0), 2.0),
        ),
        0.22,
        0.20,
        (1, 1, 1),
        (1, 1, 1),
    ),
    "window": Light(
        (
            Lamp((-1.35, -0.75, 0.45), (1.1, 1.7), 40, DAY),
            Lamp((1.5, -1.0, 0.1), (1.8, 0), 5.5, (1, 0.93, 0.85)),
        ),
        0.16,
        0.13,
        (1, 0.97, 0.93),
    ),
    "overcast": Light(
        (Lamp((0.25, -1.0, 1.55), (2.4, 0), 58, (0.95, 0.98, 1)), Lamp((-0.9, -1.5, 0.1), (1.6, 0), 5.5)), 0.42, 0.26
    ),
    "evening": Light(
        (
            Lamp((1.20, -0.85, 0.32), (0.55, 0), 24, (1, 0.87, 0.71)),
            Lamp((-1.0, 0.9, 0.5), (0.5, 0), 10, (1, 0.82, 0.62)),
            Lamp((-1.2, -1.3, 0.4), (1.6, 0), 5, (0.86, 0.93, 1)),
        ),
        0.26,
        0.13,
        (0.84, 0.91, 1.0),
    ),
    "side": Light(
        (
            Lamp((1.30, -0.65, 0.60), (0.9, 1.2), 32, PAPER),
            Lamp((-1.1, -1.2, 0.35), (1.2, 0), 5.5, TUNGSTEN),
            Lamp((-0.3, 0.6, 1.2), (0.5, 0), 6, TUNGSTEN),
        ),
        0.15,
        0.10,
        (1, 0.95, 0.88),
    ),
}
CATCH = Lamp((0.62, -1.35, 0.55), (0.55, 0.65), 55)  # only eyes mirror it: a catchlight beside the pupil in both


def _hang(lamp: Lamp, target: Array, side: float, eyes: str) -> None:
    """Put a lamp up that lights only the corneas (``eyes``: INCLUDE) or all but them (EXCLUDE).

    The large lamps that model a face would lie as grey sheets over a dark iris.
    """
    data = bpy.data.lights.new("lamp", "AREA")
    data.energy, data.color, data.size = lamp.power, lamp.colour, lamp.size[0]
    data.shape = "RECTANGLE" if lamp.size[1] else "DISK"
    if lamp.size[1]:
        data.size_y = lamp.size[1]
    thing = bpy.data.objects.new("lamp", data)
    bpy.context.collection.objects.link(thing)
    thing.location = target + np.array(lamp.place) * [side, 1, 1]
    thing.rotation_euler = mathutils.Vector(target - thing.location).to_track_quat("-Z", "Y").to_euler()
    group = bpy.data.collections.new("corneas")
    for name in CORNEAS:
        group.objects.link(bpy.data.objects[name])
    for member in group.collection_objects:
        member.light_linking.link_state = eyes
    thing.light_linking.receiver_collection = group


def hang(shot: Shot, target: Array) -> None:
    """The lamps of a shot around a target (m), mirrored if the shot says so, and what surrounds them."""
    setup, side = LIGHTS[shot.light], -1 if shot.flip else 1
    for lamp in setup.lamps:
        _hang(lamp, target, side, "EXCLUDE")
    key = setup.lamps[0]
    _hang(CATCH._replace(colour=key.colour), target, side * np.sign(key.place[0]), "INCLUDE")
    _surround(setup)


def _surround(setup: Light) -> None:
    """Light from all around: brighter from above than from the floor."""
    world = bpy.data.worlds.new("around")
    bpy.context.scene.world = world
    world.use_nodes = True
    tree: Any = world.node_tree
    way = node(tree, "SeparateXYZ", {0: node(tree, "TexCoord").outputs["Generated"]})
    up = node(tree, "MapRange", {0: way.outputs["Z"], 1: -0.5, 2: 0.6})
    above, below = np.array(setup.sky) * setup.above, np.array(setup.ground) * setup.below
    mixed = node(tree, "Mix", {0: up.outputs[0], 6: (*below, 1), 7: (*above, 1)}, data_type="RGBA")
    tree.links.new(mixed.outputs[2], tree.nodes["Background"].inputs[0])
