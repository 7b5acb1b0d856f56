"""All that the Gradio page can show, as files: the drawing and its copies. The on-page element draws them itself."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np
from PIL import Image

from demos import paper, text
from demos.image_hash import model, still
from demos.image_hash.addresses import HERE, ORIGINAL, RECORDED, copies, files, manifest, name, picture, recorded

__all__ = ["manifest", "verify", "write"]


def drawn() -> dict[str, model.Picture]:
    """The original and every copy by name."""
    return {ORIGINAL: model.draw()} | {name(*one): model.copy(*one) for one in copies()}


def hashes() -> dict[str, dict[str, str]]:
    """Both hashes of everything that is drawn."""
    return {one: {"sha256": model.sha256(p), "dhash": model.dhash(p)} for one, p in drawn().items()}


def write(out: Path, progress: Callable[[int, int], None], day: date | None = None) -> None:
    """Write every picture below ``out`` as PNG, which keeps each pixel; ``progress(done, all)`` counts them."""
    for done, (one, pixels) in enumerate(drawn().items(), 1):
        path = out / picture(one)
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.fromarray(pixels.astype(np.uint8)).save(path, optimize=True)
        progress(done, len(files()))


def verify(day: date | None = None) -> list[str]:
    """What is wrong with the demo's material, one sentence each; empty when all is well."""
    wrong = text.gaps(HERE)
    if recorded() != hashes():
        again = "`python -m demos.image_hash.frames`"
        wrong.append(f"image_hash/recorded.json이 그림과 맞지 않아요. {again}. / It does not fit the pictures.")
    return wrong + paper.faults(HERE, still.draw())


if __name__ == "__main__":
    RECORDED.write_text(json.dumps(hashes(), indent=1) + "\n", encoding="utf-8")
