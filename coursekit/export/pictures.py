"""Pictures as office programs take them: PNG or JPEG, of the size they are shown in."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from PIL import Image

from coursekit.export.blocks import Picture

DOTS = 170 / 25.4
"""Dots for each millimetre: enough for paper and a projector, small enough for the mail."""


@dataclass(frozen=True)
class Raster:
    """A picture's bytes, their kind ("png", "jpeg") and its size in mm."""

    data: bytes
    kind: str
    width: float
    height: float


def raster(picture: Picture, most_high: float = 150.0) -> Raster:
    """Return the picture for an office file, at most `most_high` mm high.

    Raises:
        ValueError: the file is no picture; the text (Korean and English) names it.
    """
    try:
        with Image.open(BytesIO(_bytes(picture))) as opened:
            image = opened.convert("RGBA") if _is_clear(opened) else opened.convert("RGB")
    except OSError as error:
        named = picture.path or "SVG"
        raise ValueError(f"{named}: 그림으로 읽을 수 없습니다. 파일을 바꾸세요. / not a picture.") from error
    wide = min(picture.width, most_high * image.width / image.height)
    image.thumbnail((round(wide * DOTS), round(most_high * DOTS)))
    kind = "png" if image.mode == "RGBA" else "jpeg"
    out = BytesIO()
    image.save(out, kind, **({"optimize": True} if kind == "png" else {"quality": 86}))
    return Raster(out.getvalue(), kind, wide, wide * image.height / image.width)


def _is_clear(image: Image.Image) -> bool:
    """Return whether some of the picture is see-through; such a drawing stays without loss."""
    return image.mode in ("RGBA", "LA", "P") and min(image.convert("RGBA").getchannel("A").tobytes(), default=255) < 255


def _bytes(picture: Picture) -> bytes:
    if picture.path is not None and picture.path.suffix != ".svg":
        return picture.path.read_bytes()
    import resvg_py  # only for drawings: most papers hold none

    text = picture.svg or (picture.path.read_text(encoding="utf-8") if picture.path else "")
    return bytes(resvg_py.svg_to_bytes(svg_string=text, width=round(picture.width * DOTS)))
