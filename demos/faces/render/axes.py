"""The shape axes drawn per identity, and the shifts that make the undrawn average a natural face.

The shifts were found by eye on the average face of each sex and ancestry: the bare targets give a long nose
over a short lower face, small eyes, ears that stand out, and women a man's jaw.
"""

Shift = dict[str, float]  # target -> weight; "%s" stands for both sides

COMMON: Shift = {
    "eyes/%s-eye-scale-incr": 0.45,
    "mouth/mouth-angles-up": 0.25,
    "nose/nose-scale-vert-decr": 0.32,
    "nose/nose-trans-up": 0.15,
    "mouth/mouth-trans-down": 0.16,
    "chin/chin-height-incr": 0.18,
    "eyebrows/eyebrows-angle-down": 0.07,  # its name is upside down: this lifts the outer end
    "ears/%s-ear-wing-decr": 0.42,
    "ears/%s-ear-scale-decr": 0.12,
}
WOMAN: Shift = {
    "eyes/%s-eye-scale-incr": 0.15,
    "head/head-oval": 0.15,
    "head/head-invertedtriangular": 0.22,
    "chin/chin-width-decr": 0.15,
    "nose/nose-scale-horiz-decr": 0.12,
    "eyebrows/eyebrows-trans-up": 0.15,
}
MAN: Shift = {"mouth/mouth-scale-vert-incr": 0.10}
ASIAN: Shift = {"eyes/%s-eye-trans-out": 0.28, "mouth/mouth-scale-horiz-incr": 0.06}
# What gravity and lost volume do, at full weight for the oldest: faces ran 10 to 15 years young without.
AGED: Shift = {
    "head/head-age-incr": 0.50,
    "eyes/%s-eye-bag-incr": 0.45,
    "eyes/%s-eye-eyefold-down": 0.35,
    "neck/neck-double-incr": 0.35,
    "nose/nose-scale-vert-incr": 0.15,
    "ears/%s-ear-scale-incr": 0.25,
    "mouth/mouth-upperlip-height-decr": 0.25,
    "mouth/mouth-laugh-lines-in": 0.55,
}

PAIRS = {
    "nose/nose": {
        "base": ("up", "down", 0.3),
        "curve": ("convex", "concave", 0.25),
        "flaring": ("incr", "decr", 0.4),
        "hump": ("incr", "decr", 0.4),
        "nostrils-width": ("incr", "decr", 0.5),
        "point": ("up", "down", 0.28),
        "point-width": ("incr", "decr", 0.6),
        "scale-horiz": ("incr", "decr", 0.4),
        "scale-vert": ("incr", "decr", 0.35),
        "scale-depth": ("incr", "decr", 0.4),
        "septumangle": ("incr", "decr", 0.22),
        "volume": ("incr", "decr", 0.3),
        "width1": ("incr", "decr", 0.5),
        "width2": ("incr", "decr", 0.5),
        "trans": ("up", "down", 0.2),
    },
    "mouth/mouth": {
        "scale-horiz": ("incr", "decr", 0.5),
        "scale-vert": ("incr", "decr", 0.35),
        "upperlip-volume": ("incr", "decr", 0.6),
        "lowerlip-volume": ("incr", "decr", 0.6),
        "cupidsbow": ("incr", "decr", 0.6),
        "angles": ("up", "down", 0.15),
        "trans": ("up", "down", 0.3),
        "philtrum-volume": ("incr", "decr", 0.6),
    },
    "chin/chin": {
        "bones": ("incr", "decr", 0.5),
        "width": ("incr", "decr", 0.5),
        "prominent": ("incr", "decr", 0.4),
        "jaw-drop": ("incr", "decr", 0.3),
        "prognathism": ("incr", "decr", 0.2),
    },
    "forehead/forehead": {
        "scale-vert": ("incr", "decr", 0.35),
        "temple": ("incr", "decr", 0.5),
        "nubian": ("incr", "decr", 0.25),
    },
    "head/head": {
        "scale-horiz": ("incr", "decr", 0.3),
        "scale-vert": ("incr", "decr", 0.3),
        "fat": ("incr", "decr", 0.35),
    },
    "eyebrows/eyebrows": {
        "angle": ("up", "down", 0.25),
        "trans": ("up", "down", 0.3),
    },
    "neck/neck": {"scale-horiz": ("incr", "decr", 0.3)},
}
SIDES = {
    "cheek/%s-cheek": {
        "bones": ("incr", "decr", 0.6),
        "inner": ("incr", "decr", 0.4),
        "volume": ("incr", "decr", 0.5),
    },
    "eyes/%s-eye": {
        "corner1": ("up", "down", 0.3),
        "corner2": ("up", "down", 0.4),
        "eyefold": ("up", "down", 0.5),
        "scale": ("incr", "decr", 0.3),
        "trans": ("in", "out", 0.3),
        "push1": ("in", "out", 0.3),
        "push2": ("in", "out", 0.3),
    },
    "ears/%s-ear": {
        "scale": ("incr", "decr", 0.3),
        "wing": ("incr", "decr", 0.3),
        "lobe": ("incr", "decr", 0.5),
    },
}
HEADS = ("oval", "round", "rectangular", "square", "triangular", "invertedtriangular", "diamond")
