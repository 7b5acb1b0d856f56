"""The thin layer over Blender (bpy 4.2, pinned): meshes, curves, pictures, node materials, projection."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import bpy
import numpy as np

from demos.faces.render import Array
from demos.faces.render.mesh import unit

Node = Any
Tree = Any
Object = Any
Material = Any

LAYERS = "layers"  # the pass that says what a pixel shows
CLOTH, SKIN, HAIR = (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)


class Evaluated(NamedTuple):
    """A mesh after its modifiers: points, normals (n, 3), triangles (m, 3), attributes by name."""

    points: Array
    normals: Array
    triangles: Array
    attributes: dict[str, Array]


def reset() -> None:
    """An empty Blender scene."""
    bpy.ops.wm.read_factory_settings(use_empty=True)


def _put(data: Any, name: str, values: Array) -> None:
    data.foreach_set(name, np.ascontiguousarray(values, np.float32).ravel())


def mesh_object(
    name: str,
    points: Array,
    faces: Array | Sequence[Sequence[int]],
    attributes: Mapping[str, Array] | None = None,
    uv: Array | None = None,
    *,
    smooth: bool = True,
) -> Object:
    """A mesh with point attributes; ``uv`` per point (n, 2) or per corner."""
    mesh = bpy.data.meshes.new(name)
    mesh.from_pydata(np.asarray(points).tolist(), [], [list(map(int, face)) for face in faces])
    for key, values in (attributes or {}).items():
        flat = np.ndim(values) == 1
        attribute = mesh.attributes.new(key, "FLOAT" if flat else "FLOAT_VECTOR", "POINT")
        _put(attribute.data, "value" if flat else "vector", np.asarray(values))
    if uv is not None:
        corners = np.concatenate([np.asarray(face) for face in faces])
        layer = mesh.uv_layers.new(name="UVMap")
        _put(layer.data, "uv", uv[corners] if len(uv) == len(points) else uv)
    if smooth:
        mesh.shade_smooth()
    thing = bpy.data.objects.new(name, mesh)
    bpy.context.collection.objects.link(thing)
    return thing


def subdivide(thing: Object, levels: int) -> None:
    """Catmull-Clark subdivision at render time."""
    modifier = thing.modifiers.new("subdivision", "SUBSURF")
    modifier.levels = modifier.render_levels = levels


def evaluated(thing: Object, attributes: Sequence[str] = ()) -> Evaluated:
    """What a mesh looks like after its modifiers; the first vertices are those of the cage."""
    graph = bpy.context.evaluated_depsgraph_get()
    graph.update()
    copy = thing.evaluated_get(graph)
    mesh = copy.to_mesh()
    count = len(mesh.vertices)
    points, normals = np.empty(count * 3, np.float32), np.empty(count * 3, np.float32)
    mesh.vertices.foreach_get("co", points)
    mesh.vertices.foreach_get("normal", normals)
    mesh.calc_loop_triangles()
    triangles = np.empty(len(mesh.loop_triangles) * 3, np.int32)
    mesh.loop_triangles.foreach_get("vertices", triangles)
    found = {name: _attribute(mesh.attributes[name], count) for name in attributes}
    copy.to_mesh_clear()
    shaped = [a.reshape(-1, 3) for a in (points.astype(float), normals.astype(float), triangles)]
    return Evaluated(shaped[0], shaped[1], shaped[2], found)


def _attribute(attribute: Any, count: int) -> Array:
    if attribute.data_type == "FLOAT":
        flat = np.empty(count, np.float32)
        attribute.data.foreach_get("value", flat)
        return flat.astype(float)
    vectors = np.empty(count * 3, np.float32)
    attribute.data.foreach_get("vector", vectors)
    return vectors.reshape(-1, 3).astype(float)


def subdivided(
    points: Array, faces: Array, attributes: Mapping[str, Array] | None = None, levels: int = 2
) -> Evaluated:
    """A mesh after Catmull-Clark, without leaving an object behind."""
    thing = mesh_object("once", points, faces, attributes)
    subdivide(thing, levels)
    result = evaluated(thing, list(attributes or {}))
    bpy.data.objects.remove(thing)
    return result


def curves(name: str, strands: Array, radii: Array, material: Material, tone: Array | None = None) -> Object:
    """Hair: strands (n, k, 3) m with radii (n, k) m; ``tone`` (n,) is the lightness of each strand's lock."""
    count, points = strands.shape[:2]
    data = bpy.data.hair_curves.new(name)
    data.add_curves([points] * count)
    _put(data.attributes["position"].data, "vector", strands)
    radius = data.attributes.get("radius") or data.attributes.new("radius", "FLOAT", "POINT")
    _put(radius.data, "value", radii)
    if tone is not None:
        _put(data.attributes.new("tone", "FLOAT", "CURVE").data, "value", tone)
    data.materials.append(material)
    thing = bpy.data.objects.new(name, data)
    bpy.context.collection.objects.link(thing)
    return thing


def picture(name: str, pixels: Array) -> Any:
    """A float texture from (h, w) or (h, w, 3) linear values."""
    height, width = pixels.shape[:2]
    image = bpy.data.images.new(name, width, height, alpha=False, float_buffer=True)
    image.colorspace_settings.name = "Non-Color"
    full = np.ones((height, width, 4), np.float32)
    full[..., :3] = pixels if pixels.ndim == 3 else pixels[..., None]
    image.pixels.foreach_set(full[::-1].ravel())
    return image


def material(name: str) -> tuple[Material, Tree]:
    """An empty node material and its tree."""
    made = bpy.data.materials.new(name)
    made.use_nodes = True
    made.node_tree.nodes.clear()
    return made, made.node_tree


def node(tree: Tree, kind: str, inputs: Mapping[Any, Any] | None = None, **settings: Any) -> Node:
    """A shader node; an input given as another node's socket is linked, else set."""
    made = tree.nodes.new(f"ShaderNode{kind}")
    for name, value in settings.items():
        setattr(made, name, value)
    for key, value in (inputs or {}).items():
        if isinstance(value, bpy.types.NodeSocket):
            tree.links.new(value, made.inputs[key])
        else:
            made.inputs[key].default_value = value
    return made


def texture(tree: Tree, name: str, pixels: Array, **settings: Any) -> Any:
    """The colour output of a texture laid along UVMap."""
    uv = node(tree, "UVMap", uv_map="UVMap")
    image = picture(name, pixels)
    return node(tree, "TexImage", {0: uv.outputs[0]}, image=image, interpolation="Cubic", **settings).outputs[0]


def finish(tree: Tree, shader: Node, layer: tuple[float, float, float] | None = None) -> None:
    """Connect a shader to the material's output, and say what it shows (nothing: what is behind it counts)."""
    node(tree, "OutputMaterial", {0: shader.outputs[0]})
    if layer:
        node(tree, "OutputAOV", {"Color": (*layer, 1)}, aov_name=LAYERS)


def project(points: Array, eye: Array, target: Array, lens: float, size: int) -> Array:
    """World points (..., 3) -> picture (..., 2) px; 36 mm frame, pinhole at ``eye`` looking at ``target``."""
    ahead = unit(np.asarray(target) - eye)
    right = unit(np.cross(ahead, [0, 0, 1]))
    up = np.cross(right, ahead)
    away = np.asarray(points) - eye
    scale = lens / 36 * size / (away @ ahead)
    return np.stack([size / 2 - 0.5 + away @ right * scale, size / 2 - 0.5 - away @ up * scale], -1)
