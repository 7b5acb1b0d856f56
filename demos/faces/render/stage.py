"""Camera, render settings and what Cycles hands over: picture, undenoised picture, layers."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import bpy
import mathutils
import numpy as np

from demos.faces.render import Array
from demos.faces.render.scene import LAYERS

APERTURE = 9.0  # f-number


class Raw(NamedTuple):
    """What was rendered, linear light: denoised premultiplied RGBA, the same undenoised, layers; (size, size, 4)."""

    clean: Array
    noisy: Array
    layers: Array
    samples: int


def camera(eye: Array, target: Array, lens: float, focus: float) -> None:
    """A full-frame (36 mm) camera at ``eye`` focused ``focus`` m away."""
    data = bpy.data.cameras.new("camera")
    thing = bpy.data.objects.new("camera", data)
    bpy.context.collection.objects.link(thing)
    bpy.context.scene.camera = thing
    thing.location, data.lens, data.sensor_width = eye, lens, 36
    thing.rotation_euler = mathutils.Vector(target - eye).to_track_quat("-Z", "Y").to_euler()
    data.dof.use_dof, data.dof.focus_distance, data.dof.aperture_fstop = True, focus, APERTURE


def settings(size: int, samples: int, seed: int, threads: int) -> None:
    """Cycles on the CPU, transparent film (the backdrop is laid behind afterwards)."""
    scene: Any = bpy.context.scene
    scene.render.engine, cycles = "CYCLES", scene.cycles
    cycles.device, cycles.samples, cycles.seed = "CPU", samples, seed
    cycles.use_adaptive_sampling, cycles.adaptive_threshold = True, 0.02
    cycles.use_denoising, cycles.denoiser, cycles.denoising_prefilter = True, "OPENIMAGEDENOISE", "ACCURATE"
    cycles.max_bounces, cycles.diffuse_bounces, cycles.glossy_bounces = 7, 3, 4
    cycles.transmission_bounces, cycles.transparent_max_bounces = 6, 24
    cycles.caustics_reflective = cycles.caustics_refractive = False
    cycles.sample_clamp_indirect, cycles.filter_width = 6, 1.3
    scene.cycles_curves.shape, scene.cycles_curves.subdivisions = "RIBBONS", 2
    scene.render.threads_mode, scene.render.threads = "FIXED", threads
    scene.render.resolution_x = scene.render.resolution_y = size
    scene.render.resolution_percentage = 100
    scene.render.film_transparent = True
    image = scene.render.image_settings
    image.file_format, image.color_depth, image.color_mode = "OPEN_EXR", "32", "RGBA"


def _outputs(folder: Path) -> None:
    """Write three pictures; alpha is denoised too (Cycles denoises colour only): hair edges would sparkle."""
    scene: Any = bpy.context.scene
    layer = scene.view_layers[0]
    layer.cycles.denoising_store_passes = True
    wanted = layer.aovs.add()
    wanted.name, wanted.type = LAYERS, "COLOR"
    scene.use_nodes = True
    tree = scene.node_tree
    tree.nodes.clear()
    made = [
        tree.nodes.new(f"CompositorNode{kind}")
        for kind in ("RLayers", "Denoise", "SetAlpha", "Composite", "OutputFile")
    ]
    render, clean, both, out, files = made
    both.mode, files.base_path = "REPLACE_ALPHA", str(folder)
    files.format.file_format, files.format.color_depth, files.format.color_mode = "OPEN_EXR", "32", "RGBA"
    files.file_slots[0].path = "noisy_"
    files.file_slots.new("layers_")
    links = (
        (render.outputs["Alpha"], clean.inputs["Image"]),
        (render.outputs["Image"], both.inputs["Image"]),
        (clean.outputs[0], both.inputs["Alpha"]),
        (both.outputs[0], out.inputs["Image"]),
        (render.outputs["Noisy Image"], files.inputs[0]),
        (render.outputs[LAYERS], files.inputs[1]),
    )
    for start, end in links:
        tree.links.new(start, end)


def render(folder: Path) -> Raw:
    """Render by way of EXR files in ``folder``, which are removed again."""
    scene = bpy.context.scene
    _outputs(folder)
    scene.frame_set(1)
    paths = [folder / name for name in ("clean.exr", "noisy_0001.exr", "layers_0001.exr")]
    scene.render.filepath = str(paths[0])
    bpy.ops.render.render(write_still=True)
    clean, noisy, layers = (_take(path, scene.render.resolution_x) for path in paths)
    return Raw(clean, noisy, layers, scene.cycles.samples)


def _take(path: Path, size: int) -> Array:
    """Read and remove an EXR: (size, size, 4) float32, first row on top."""
    image = bpy.data.images.load(str(path))
    image.colorspace_settings.name = "Non-Color"
    flat = np.empty(size * size * 4, np.float32)
    image.pixels.foreach_get(flat)
    bpy.data.images.remove(image)
    path.unlink()
    return flat.reshape(size, size, 4)[::-1].copy()
