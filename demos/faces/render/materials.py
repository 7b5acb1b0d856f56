"""Node materials of skin, hair and cloth."""

from __future__ import annotations

import numpy as np

from demos.faces.render.canvas import linear
from demos.faces.render.recipe import Colour, Person
from demos.faces.render.scene import CLOTH, HAIR, SKIN, Material, Node, Tree, finish, material, node, texture
from demos.faces.render.skin import Skin, paleness

GREY = (200, 198, 194)
# cloth: ribs per 3 mm of rest place / 0.1, their share, depth of the weave in m, its contrast, roughness, sheen
WEAVES = {
    "jersey": (34.0, 0.25, 0.00018, 0.10, 0.88, 0.18),
    "cotton": (34.0, 0.0, 0.00010, 0.06, 0.80, 0.10),
    "knit": (15.0, 1.0, 0.0010, 0.30, 0.92, 0.30),
    "rib": (11.0, 1.0, 0.0012, 0.30, 0.92, 0.28),
    "band": (17.0, 1.0, 0.0006, 0.20, 0.90, 0.20),
    "fleece": (34.0, 0.0, 0.00040, 0.14, 0.95, 0.40),
    "wool": (34.0, 0.0, 0.00030, 0.26, 0.93, 0.22),
}


def _bump(tree: Tree, height: object, distance: float, normal: object = None, strength: float = 1.0) -> object:
    inputs = {"Height": height, "Distance": distance, "Strength": strength}
    return node(tree, "Bump", inputs | ({"Normal": normal} if normal is not None else {})).outputs[0]


def _place(tree: Tree) -> object:
    return node(tree, "Attribute", attribute_name="rest").outputs["Vector"]


def skin(who: Person, painted: Skin) -> Material:
    """Random-walk skin under painted colour, relief and roughness, with pores (3-D cells)."""
    made, tree = material("skin")
    place, pale = _place(tree), paleness(who)
    cells = node(tree, "TexVoronoi", {"Vector": place, "Scale": 62.0})
    grain = node(tree, "TexNoise", {"Vector": place, "Scale": 42.0, "Detail": 3.0})
    pores = node(
        tree, "Math", {0: cells.outputs["Distance"], 1: 0.9, 2: grain.outputs["Fac"]}, operation="MULTIPLY_ADD"
    )
    normal = _bump(tree, pores.outputs[0], 0.00015)
    normal = _bump(tree, texture(tree, "relief", painted.relief), 0.001, normal)
    inputs = {
        "Base Color": _mottled(tree, texture(tree, "colour", painted.colour), place, who),
        "Roughness": texture(tree, "rough", painted.rough),
        "Normal": normal,
        "Subsurface Weight": 0.35 + 0.45 * pale,
        "Subsurface Radius": (1.0, 0.32, 0.16),
        "Subsurface Scale": 0.0055,
        "IOR": 1.40,
        "Specular IOR Level": 0.46 + 0.10 * (1 - pale),
        "Specular Tint": (1.0, 0.97 - 0.14 * (1 - pale), 0.95 - 0.30 * (1 - pale), 1.0),
        "Sheen Weight": 0.05 * pale,
        "Sheen Roughness": 0.5,
        "Coat Weight": max(0.0, 0.03 + 0.05 * (1 - pale) + 0.05 * who.skin.oil),
        "Coat Roughness": 0.36,
        "Coat Tint": (1.0, 0.97, 0.93, 1.0),
    }
    finish(tree, node(tree, "BsdfPrincipled", inputs, subsurface_method="RANDOM_WALK_SKIN"), SKIN)
    return made


def _mottled(tree: Tree, painted: object, place: object, who: Person) -> object:
    """Painted colour with uneven tone in space, not on the map: it holds on neck and shoulders too."""
    wide = node(tree, "TexNoise", {"Vector": place, "Scale": 1.9, "Detail": 4.0, "Roughness": 0.62})
    size = 0.13 * who.skin.mottle
    ends = {0: wide.outputs["Fac"], 1: 0.25, 2: 0.75}
    parts = [node(tree, "MapRange", ends | {3: 1 - size * k, 4: 1 + size * k}).outputs[0] for k in (0.35, 0.75, 0.85)]
    tone = node(tree, "CombineXYZ", dict(enumerate(parts)))
    return node(tree, "VectorMath", {0: painted, 1: tone.outputs[0]}, operation="MULTIPLY").outputs[0]


def hair(colour: Colour, grey: float, scalp: bool = True) -> Material:
    """Principled hair (Chiang et al. 2016); tones differ by strand and lock, roots are darker, a share is grey."""
    made, tree = material("hair")
    info = node(tree, "HairInfo")
    ramp = node(tree, "ValToRGB", {0: info.outputs["Random"]})
    c = linear(colour)
    ends = ramp.color_ramp.elements
    ends[0].color, ends[1].color = (*(c * 0.7), 1), (*np.clip(c * 1.4 + 0.001, 0, 1), 1)
    if grey > 0:
        pale = linear(GREY)
        ends[1].color = (*pale, 1)
        ends.new(max(0.02, 1 - grey - 0.03)).color = (*np.clip(c * 1.3, 0, 1), 1)
        ends.new(min(0.98, 1 - grey + 0.03)).color = (*(pale * 0.8), 1)
    lock = node(tree, "Attribute", attribute_name="tone").outputs["Fac"]
    along = node(tree, "MapRange", {0: info.outputs["Intercept"], 1: 0.0, 2: 0.5, 3: 0.70, 4: 1.05})
    shade = node(tree, "Math", {0: lock, 1: 0.28, 2: along.outputs[0]}, operation="MULTIPLY_ADD")
    kept = node(tree, "Clamp", {0: shade.outputs[0], 1: 0.35, 2: 1.6})
    mixed = node(tree, "VectorMath", {0: ramp.outputs[0], 3: kept.outputs[0]}, operation="SCALE")
    inputs = {
        "Color": mixed.outputs[0],
        "Roughness": 0.26,
        "Radial Roughness": 0.38,
        "Random Roughness": 0.25,
        "Coat": 0.0,
    }
    finish(tree, node(tree, "BsdfHairPrincipled", inputs, parametrization="COLOR"), HAIR if scalp else SKIN)
    return made


def cloth(colour: Colour, kind: str) -> Material:
    """Weave or knit along the garment's rest place, lint, small creases."""
    made, tree = material("cloth")
    bands, ribbed, depth, contrast, rough, sheen = WEAVES[kind]
    place = _place(tree)
    wave_inputs = {"Vector": place, "Scale": bands, "Distortion": 0.8, "Detail": 1.0}
    wave = node(tree, "TexWave", wave_inputs, wave_type="BANDS", bands_direction="X")
    lint = node(tree, "TexNoise", {"Vector": place, "Scale": 70.0, "Detail": 3.0})
    creases = node(tree, "TexNoise", {"Vector": place, "Scale": 1.7, "Detail": 4.0, "Distortion": 0.6})
    weave = node(tree, "Mix", {0: 0.75 * ribbed, 2: lint.outputs["Fac"], 3: wave.outputs["Fac"]})
    seam = node(tree, "Attribute", attribute_name="seam")
    far = node(tree, "Math", {0: seam.outputs["Fac"]}, operation="ABSOLUTE")
    groove = node(
        tree, "MapRange", {0: far.outputs[0], 1: 0.0, 2: 0.0017, 3: 0.0, 4: 1.0}, interpolation_type="SMOOTHSTEP"
    )
    normal = _bump(tree, creases.outputs["Fac"], 0.010, None, 0.5)
    normal = _bump(tree, groove.outputs[0], 0.0011, normal, 0.8)
    normal = _bump(tree, weave.outputs[0], depth, normal, 0.8)
    tone = _tone(tree, weave, creases, groove, contrast)
    shade = node(
        tree, "Mix", {0: 1.0, 6: (*linear(colour), 1), 7: tone.outputs[0]}, data_type="RGBA", blend_type="MULTIPLY"
    )
    inputs = {
        "Base Color": shade.outputs[2],
        "Roughness": rough,
        "Sheen Weight": sheen,
        "Sheen Roughness": 0.6,
        "Specular IOR Level": 0.2,
        "Normal": normal,
    }
    finish(tree, node(tree, "BsdfPrincipled", inputs), CLOTH)
    return made


def _tone(tree: Tree, weave: Node, creases: Node, groove: Node, contrast: float) -> Node:
    """How weave, use and seams lighten and darken the dye."""
    fine = node(tree, "MapRange", {0: weave.outputs[0], 1: 0.2, 2: 0.8, 3: 1 - contrast, 4: 1 + 0.8 * contrast})
    wide = node(tree, "MapRange", {0: creases.outputs["Fac"], 1: 0.2, 2: 0.8, 3: 0.94, 4: 1.06})
    sewn = node(tree, "MapRange", {0: groove.outputs[0], 1: 0.0, 2: 1.0, 3: 0.88, 4: 1.0})
    both = node(tree, "Math", {0: fine.outputs[0], 1: wide.outputs[0]}, operation="MULTIPLY")
    return node(tree, "Math", {0: both.outputs[0], 1: sewn.outputs[0]}, operation="MULTIPLY")
