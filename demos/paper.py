"""Whether a committed paper twin is still what the demo would draw today."""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageChops, ImageStat

ALIKE = 1.0
"""Grey levels (0 to 255) by which it may differ on average: another version of the font, not another drawing."""


def faults(demo: Path, drawn: Image.Image) -> list[str]:
    """One sentence if ``still.webp`` in the demo's folder cannot be read or is not what is ``drawn``; else nothing."""
    name, again = f"{demo.name}/still.webp", f"`python -m demos.{demo.name}.still`"
    try:
        with Image.open(demo / "still.webp") as file:
            kept = file.convert("L")
    except OSError:
        return [f"{name}을 읽을 수 없어요. {again}. / It is missing or cannot be read."]
    if kept.size == drawn.size and ImageStat.Stat(ImageChops.difference(kept, drawn.convert("L"))).mean[0] < ALIKE:
        return []
    return [f"{name}이 지금 그리는 것과 달라요. {again}. / It is not what is drawn today."]
