"""What generated people may look like: skin, eyes, hair, beards and clothes that were seen to go together.

Colours and numbers lie between those of ``recipes.yml``, whose 24 people were looked at one by one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.random import Generator

Entry = dict[str, Any]
Rgb = tuple[int, int, int]
Cut = tuple[str, str]  # cut and cloth


def between(one: Sequence[int], other: Sequence[int], share: float, rng: Generator, spread: float = 2.5) -> list[int]:
    """A colour on the way from one to the other, a little beside it."""
    mixed = (1 - share) * np.array(one, float) + share * np.array(other, float) + rng.normal(0, spread, 3)
    return [int(v) for v in np.clip(np.rint(mixed), 8, 245)]


@dataclass(frozen=True)
class Palette:
    """One kind of ancestry: pale and dark end of skin, colours of iris and hair, styles that suit."""

    main: str
    others: tuple[str, ...]
    share: tuple[float, float]
    pale: Rgb
    dark: Rgb
    irises: tuple[Rgb, ...]
    hairs: tuple[Rgb, ...]
    greyed: Rgb  # what colour is left when most hair is grey
    women: tuple[str, ...]
    men: tuple[str, ...]
    bearded: float  # share of men
    freckles: float = 0.0
    lids: float = 0.1
    brows: Rgb | None = None
    tweak: dict[str, float] = field(default_factory=dict)

    def ancestry(self, rng: Generator) -> dict[str, float]:
        """Shares that sum to 1, most of them ``main``."""
        most = round(float(rng.uniform(*self.share)), 2)
        rest = 1 - most
        if len(self.others) == 1:
            return {self.main: most, self.others[0]: round(rest, 2)}
        half = round(rest * float(rng.uniform(0.4, 0.6)), 2)
        return {self.main: most, self.others[0]: half, self.others[1]: round(rest - half, 2)}

    def skin(self, shade: float, rng: Generator) -> list[int]:
        """Base colour; ``shade`` 0 is the pale end, 1 the dark one."""
        return between(self.pale, self.dark, shade, rng, 2.0)

    def iris(self, rng: Generator) -> list[int]:
        """Colour of both eyes."""
        return between(self.irises[rng.integers(len(self.irises))], self.irises[0], 0.15, rng)


STRAIGHT = ("long", "bob", "medium", "medium_out", "tucked", "tucked_bob", "wavy_medium", "bun", "pixie", "perm")
SHORT = ("side", "crop", "swept", "side", "crop")
PALETTES = {
    "east": Palette(
        "asian", ("caucasian",), (0.7, 0.82), (236, 200, 178), (204, 160, 130),
        ((52, 35, 26), (62, 42, 30), (48, 32, 24)), ((25, 21, 20), (34, 27, 23), (42, 31, 26)), (58, 53, 50),
        STRAIGHT, SHORT, 0.12,
    ),
    "european": Palette(
        "caucasian", ("asian", "african"), (0.8, 0.86), (234, 192, 174), (220, 174, 150),
        ((84, 58, 38), (94, 112, 104), (104, 122, 124), (96, 108, 108)),
        ((58, 40, 31), (84, 58, 40), (128, 96, 68)), (140, 130, 122),
        STRAIGHT, ("side", "swept", "curly", "crop"), 0.3, 0.35, 0.1, (92, 70, 54),
    ),
    "african": Palette(
        "african", ("caucasian",), (0.68, 0.76), (130, 86, 62), (98, 65, 48),
        ((52, 34, 24), (56, 36, 25)), ((22, 18, 17), (26, 22, 20)), (40, 38, 36),
        ("afro", "bun"), ("buzz",), 0.3, 0.0, 0.0, None,
        {"mouth/mouth-lowerlip-height-incr": 0.2, "mouth/mouth-upperlip-height-incr": 0.2},
    ),
    "mixed": Palette(
        "caucasian", ("asian", "african"), (0.55, 0.62), (214, 168, 136), (172, 124, 92),
        ((62, 42, 28), (82, 54, 34)), ((30, 26, 24), (46, 33, 26)), (60, 54, 50),
        ("wavy_medium", "medium", "tucked", "bun", "long", "bob", "perm"), ("side", "swept", "crop", "curly"), 0.3,
    ),
}  # fmt: skip
AGES = {"pixie": (62, 99), "perm": (50, 99), "long": (0, 44), "tucked": (0, 50), "curly": (0, 55)}
"""The ages a style is worn at; all others at any age. A short fringe over a smooth face looked like a child's."""
PARTED = {"long", "bob", "medium", "medium_out", "tucked", "tucked_bob", "wavy_medium", "side"}
BEARDS = ((13000, 1.6), (14000, 2.2), (24000, 3.5), (30000, 3.5), (36000, 7.0))
"""Hairs and their length in mm: stubble to a full beard."""
KNITS: tuple[Rgb, ...] = (
    (150, 130, 120), (72, 84, 104), (132, 134, 128), (84, 84, 82), (146, 124, 124), (120, 134, 142), (94, 104, 126),
    (128, 92, 104), (110, 106, 98), (74, 92, 112), (164, 180, 172), (196, 188, 174), (112, 70, 64), (120, 134, 148),
)  # fmt: skip
COTTONS: tuple[Rgb, ...] = (
    (206, 216, 226), (184, 196, 206), (120, 140, 160), (210, 204, 194), (196, 200, 200), (190, 172, 164),
    (222, 212, 200), (178, 186, 190), (122, 126, 118),
)  # fmt: skip
WOOLS: tuple[Rgb, ...] = ((62, 66, 74), (78, 84, 92), (62, 68, 80), (70, 78, 90), (76, 70, 66))
WHITES: tuple[Rgb, ...] = ((228, 226, 220), (212, 214, 216), (196, 204, 210))
PLAIN: tuple[Cut, ...] = (("crew", "knit"), ("crew", "jersey"), ("crew", "knit"), ("shirt", "cotton"))
"""Most passport photos: one collar, which a morph can carry from one person to the other."""
HERS: tuple[Cut, ...] = (("blouse", "cotton"), ("turtle", "rib"))
HIS: tuple[Cut, ...] = (("shirt", "cotton"), ("hoodie", "fleece"))
LAYERS: tuple[Cut, ...] = (("vee", "knit"), ("cardigan", "knit"), ("blazer", "wool"))


def hair(palette: Palette, woman: bool, age: int, pick: float, rng: Generator) -> Entry:
    """Style, colour and grey that suit sex, ancestry and age; ``pick`` (0 to below 1) chooses among the styles."""
    styles = palette.women if woman else palette.men
    fitting = [s for s in styles if AGES.get(s, (0, 99))[0] <= age <= AGES.get(s, (0, 99))[1]]
    style = fitting[int(pick * len(fitting))]
    grey = round(float(np.clip((age - 40) / 30, 0, 1) ** 1.3 * rng.uniform(0.4, 0.95)), 2)
    dark, other = rng.choice(len(palette.hairs), 2)
    own = between(palette.hairs[dark], palette.hairs[other], 0.3, rng, 1.0)
    found: Entry = {"style": style, "grey": grey, "line": -0.7 if woman else -0.15}
    found["colour"] = between(own, palette.greyed, grey, rng, 0.5)
    if style in PARTED:
        side = float(rng.choice([-1, 1]))
        found["part"] = round(side * float(rng.uniform(1.0, 2.4) if woman else rng.uniform(2.4, 3.0)), 1)
    if not woman and style != "curly" and age > 40:
        found["recede"] = round(float(rng.uniform(0.1, 0.35 if style in PARTED else 0.5)), 2)
    return found


def beard(palette: Palette, grey: float, rng: Generator) -> Entry | None:
    """A few men have one; East Asian men stubble at most."""
    if rng.random() >= palette.bearded:
        return None
    count, length = BEARDS[rng.integers(2 if palette.main == "asian" else len(BEARDS))]
    return {"count": count, "length": length, "grey": grey}


def clothes(woman: bool, rng: Generator) -> list[Entry]:
    """What is worn on two days: a plain cut for the passport photo, then anything else."""
    plain = (*PLAIN, *(HERS if woman else HIS))
    first = plain[rng.integers(len(plain))]
    others = [cut for cut in (*plain, *LAYERS) if cut[0] != first[0]]
    return [_garment(*first, rng), _garment(*others[rng.integers(len(others))], rng)]


def _garment(cut: str, cloth: str, rng: Generator) -> Entry:
    colours = {"cotton": COTTONS, "wool": WOOLS}.get(cloth, KNITS)
    found: Entry = {
        "cut": cut,
        "cloth": cloth,
        "colour": between(colours[rng.integers(len(colours))], (128, 128, 128), 0.05, rng),
    }
    if cloth in ("knit", "wool") and cut != "crew":
        found["inner"] = between(WHITES[rng.integers(len(WHITES))], (220, 220, 218), 0.2, rng, 1.0)
        found["inner_cut"] = "crew" if rng.random() < 0.6 else "shirt"
    return found
