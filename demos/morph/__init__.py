"""The morph engine: two portraits of the gallery, with their points and layers, become one picture.

Used when frames are built and when detectors are measured. A server knows the names below and loads none of the modules
(``tests/demos/test_contract.py``).
"""

from __future__ import annotations

from collections.abc import Mapping

Marks = Mapping[str, tuple[float, float]]
"""Where the landmarks of one picture lie: name → (x, y) in pixels."""
SIZE = 512
"""Side of the pictures that are blended, pixels."""
RECIPES = ("average", "splice", "splice-smooth")
STEPS = ("landmarks", "triangles", "warp", "blend")
"""The four steps in which the plain morph is taken apart."""
