"""The marks that every picture carries when it leaves.

Three that do not depend on each other: a visible strip, an invisible number (``watermark``) and a signed origin
(``credentials``); besides, words in the file (XMP, EXIF). Cropping removes the strip, saving again the signature, and
the number stays. A detector must be shown pictures from before this step, or with it on both sides: it
would learn the number instead of the morph.
"""

from __future__ import annotations

import functools
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from demos.faces import credentials, watermark

STRIP = Path(__file__).parent / "strip.png"
SOURCE = "http://cv.iptc.org/newscodes/digitalsourcetype/"
NOBODY = "Nobody real - depicts nobody - for teaching only"
CREATOR = "Barobogi"
QUALITY = 78
LICENCE = "http://creativecommons.org/publicdomain/zero/1.0/"

# DigitalSourceType of IPTC: one face is drawn by rules, a morph is made from two of them.
ALONE, BLENDED = "algorithmicMedia", "compositeSynthetic"

XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about=""
    xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"
    xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
    Iptc4xmpExt:DigitalSourceType="{source}"
    xmpRights:WebStatement="{licence}">
   <dc:creator><rdf:Seq><rdf:li>{creator}</rdf:li></rdf:Seq></dc:creator>
   <dc:rights><rdf:Alt><rdf:li xml:lang="x-default">CC0-1.0</rdf:li></rdf:Alt></dc:rights>
   <dc:description><rdf:Alt><rdf:li xml:lang="x-default">{text}</rdf:li></rdf:Alt></dc:description>
   <dc:subject><rdf:Bag>{subjects}</rdf:Bag></dc:subject>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


@functools.cache
def _strip(width: int) -> NDArray[np.float32]:
    """The strip as float RGBA, 0 to 1, scaled to ``width`` pixels."""
    with Image.open(STRIP) as file:
        height = round(file.height * width / file.width)
        small = file.convert("RGBA").resize((width, height), Image.Resampling.LANCZOS)
    return np.asarray(small, np.float32) / 255.0


@functools.cache
def _band(width: int, panels: int) -> NDArray[np.float32]:
    """The strip, once in each of ``panels`` equal parts of ``width``."""
    return np.tile(_strip(width // panels), (1, panels, 1))


def with_strip(picture: NDArray[np.uint8], panels: int = 1) -> NDArray[np.uint8]:
    """Lay the strip over the lower edge of an (h, w, 3) uint8 picture; a new picture comes back.

    A row of ``panels`` pictures gets one strip each, so that it survives when they are cut apart.
    """
    band = _band(picture.shape[1], panels)
    height, opaque = band.shape[0], band[..., 3:]
    marked = picture.copy()
    under = marked[-height:].astype(np.float32)
    mixed = under * (1 - opaque) + band[..., :3] * 255.0 * opaque
    marked[-height:] = np.rint(mixed).astype(np.uint8)
    return marked


def has_strip(picture: NDArray[np.uint8], panels: int = 1) -> bool:
    """Whether the lower edge of an (h, w, 3) uint8 picture looks like the strip.

    Compares brightness along the band (correlation above 0.8), so that it survives the encoder.
    """
    band = _band(picture.shape[1], panels)
    if picture.shape[0] < band.shape[0]:
        return False
    seen = picture[-band.shape[0] :].astype(np.float32).mean(axis=2).ravel()
    meant = (band[..., :3].mean(axis=2) * band[..., 3]).ravel()
    return bool(seen.std() > 1 and np.corrcoef(seen, meant)[0, 1] > 0.8)


def words(faces: tuple[str, ...], recipe: str, percent: int | None = None) -> dict[str, str]:
    """The facts that are written into a file about the faces in it."""
    source = SOURCE + (ALONE if len(faces) == 1 else BLENDED)
    told = [f"face:{fid}" for fid in faces] + [f"recipe:{recipe}"]
    told += [] if percent is None else [f"percent:{percent}"]
    number = f"{watermark.number(faces, recipe, percent):08x}"
    return {"source": source, "text": NOBODY, "subjects": " ".join(["depicts:nobody", *told]), "number": number}


def encode(picture: NDArray[np.uint8], told: dict[str, str], panels: int = 1) -> bytes:
    """An (h, w, 3) uint8 picture as WebP bytes with all marks; there is no other way out.

    A row of ``panels`` pictures gets a strip and a number in each; the signature is for the whole file.
    """
    items = "".join(f"<rdf:li>{escape(s)}</rdf:li>" for s in told["subjects"].split())
    filled = XMP.format(source=told["source"], licence=LICENCE, creator=CREATOR, text=told["text"], subjects=items)
    exif = Image.Exif()
    exif[0x010E] = f"{told['text']} ({told['subjects']})"  # ImageDescription
    exif[0x013B] = CREATOR  # Artist
    exif[0x8298] = "CC0-1.0"  # Copyright
    parts = np.array_split(picture, panels, axis=1)
    numbered = np.concatenate([watermark.write(part, int(told["number"], 16)) for part in parts], axis=1)
    image, held = Image.fromarray(with_strip(numbered, panels)), BytesIO()
    image.save(held, "WEBP", quality=QUALITY, method=4, xmp=filled.encode(), exif=exif.tobytes())
    return credentials.signed(held.getvalue(), told["source"], told["subjects"], told["number"])


def save(path: Path, picture: NDArray[np.uint8], told: dict[str, str], panels: int = 1) -> None:
    """Write what ``encode`` returns; missing folders are made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(encode(picture, told, panels))


def missing(path: Path, panels: int = 1) -> list[str]:
    """Which marks a written picture lacks; empty when all are there.

    ``strip``, ``number``, ``credentials`` (asked only where the package is installed), ``xmp``, ``exif``.
    """
    with Image.open(path) as file:
        xmp = bytes(file.info.get("xmp", b""))
        told = str(file.getexif().get(0x010E, ""))
        pixels = np.asarray(file.convert("RGB"))
    absent = [] if has_strip(pixels, panels) else ["strip"]
    numbers = [watermark.read(part) for part in np.array_split(pixels, panels, axis=1)]
    absent += [] if all(watermark.told(number or 0) for number in numbers) else ["number"]
    absent += [] if credentials.state(path.read_bytes())[0] in ("Trusted", "?") else ["credentials"]
    absent += [] if SOURCE.encode() in xmp and b"depicts:nobody" in xmp else ["xmp"]
    return absent + ([] if NOBODY in told else ["exif"])
