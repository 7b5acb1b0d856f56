"""How ``strip.png`` was drawn, once: ``python -m demos.faces.strip FONT.ttf`` (NanumGothicBold).

The bitmap is committed, so that no build and no school computer needs a font.
"""

from __future__ import annotations

import sys

from PIL import Image, ImageDraw, ImageFont

from demos.faces.marks import STRIP

SIZE = (1024, 108)
GROUND, INK = (18, 26, 26, 224), (255, 255, 255, 255)
LINES = (
    ("이 사람은 존재하지 않습니다 · 교육용", 40, 33),
    ("Nobody real · for teaching", 31, 80),
)


def draw(font: str) -> Image.Image:
    """The strip as RGBA: two centred lines (text, size and middle in pixels)."""
    strip = Image.new("RGBA", SIZE, GROUND)
    pen = ImageDraw.Draw(strip)
    for text, size, middle in LINES:
        face = ImageFont.truetype(font, size)
        pen.text((SIZE[0] / 2, middle), text, INK, face, anchor="mm")
    return strip


if __name__ == "__main__":
    draw(sys.argv[1]).save(STRIP, optimize=True)
