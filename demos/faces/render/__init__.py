"""Draws the whole gallery again from ``recipes.yml``: shape, skin, hair, clothes, light, picture.

``python -m demos.faces.render`` needs the optional group ``render`` (Blender as the module ``bpy``,
pinned). Nobody sat for these pictures; no photo and no trained generator enters anywhere.
"""

from __future__ import annotations

from typing import Any, TypeAlias

from numpy.typing import NDArray

Array: TypeAlias = NDArray[Any]

# Raise when the code draws differently: every shot is then rendered again.
VERSION = 1
