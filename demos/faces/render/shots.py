"""Ready-made shots: what makes four pictures of one person differ the way four photos do.

``PRESETS`` are photos by name; in a recipe ``{like: window, tint: [190, 182, 170]}`` is the preset ``window`` with one
change (``expand``). ``four`` draws a whole set for a person: a passport photo, one indoors, one outdoors, one more, on
other days, with the head, gaze, lens, light and background each a little different. Plain data: no Blender.
"""

from __future__ import annotations

from typing import Any

import numpy as np

Entry = dict[str, Any]

PAPERS = ((176, 178, 180), (206, 208, 210), (150, 160, 172), (128, 132, 134), (182, 172, 160), (104, 110, 116))
WALLS = ((196, 188, 176), (188, 194, 192), (200, 190, 186), (176, 184, 194), (206, 198, 178))
FRONTS = ((190, 180, 170), (176, 170, 166), (196, 184, 164))

PRESETS: dict[str, Entry] = {
    "passport": {
        "light": "flat",
        "backdrop": "grey",
        "tint": [206, 208, 210],
        "lens": 120.0,
        "smile": 0.10,
        "samples": 40,
    },
    "studio": {
        "light": "studio",
        "backdrop": "grey",
        "tint": [150, 160, 172],
        "yaw": 5.0,
        "lens": 100.0,
        "smile": 0.22,
    },
    "window": {
        "light": "window",
        "backdrop": "room",
        "tint": [196, 188, 176],
        "yaw": -6.0,
        "pitch": -1.0,
        "roll": 1.5,
        "lens": 70.0,
        "smile": 0.28,
        "eyes": 0.155,
    },
    "outdoors": {
        "light": "overcast",
        "backdrop": "garden",
        "yaw": 7.0,
        "roll": -1.5,
        "lens": 135.0,
        "smile": 0.35,
        "lids": -0.15,
        "brow": 0.05,
    },
    "street": {
        "light": "overcast",
        "backdrop": "street",
        "tint": [190, 180, 170],
        "yaw": -8.0,
        "pitch": 1.5,
        "lens": 105.0,
        "smile": 0.25,
        "eyes": 0.140,
    },
    "evening": {
        "light": "evening",
        "backdrop": "room",
        "tint": [150, 126, 104],
        "yaw": -4.0,
        "pitch": 2.0,
        "roll": 1.0,
        "lens": 60.0,
        "smile": 0.32,
        "lids": -0.2,
    },
    "side": {
        "light": "side",
        "backdrop": "grey",
        "tint": [104, 110, 116],
        "yaw": 6.0,
        "roll": -1.0,
        "lens": 85.0,
        "smile": 0.18,
    },
}


def expand(entry: Entry) -> Entry:
    """A recipe's shot with its preset (``like``) filled in; ``KeyError`` for a preset that does not exist."""
    rest = {key: value for key, value in entry.items() if key != "like"}
    return (PRESETS[entry["like"]] if "like" in entry else {}) | rest


def four(seed: int, days: int = 2) -> dict[str, Entry]:
    """Four shots s1 … s4 for a person who has clothes for ``days`` days. s1 is always the passport photo."""
    rng = np.random.default_rng(seed + 5000)
    inside, outside = rng.choice(["window", "side"], p=[0.7, 0.3]), rng.choice(["outdoors", "street"], p=[0.6, 0.4])
    last = rng.choice(["evening", "studio"])
    found = {}
    for number, name in enumerate(("passport", inside, outside, last)):
        entry = expand({"like": str(name)}) | {"day": (0, 1, 2, 1)[number] % days, "flip": bool(rng.random() < 0.5)}
        found[f"s{number + 1}"] = entry | _background(entry, rng) | _moved(entry, number == 0, rng)
    return found


def _background(entry: Entry, rng: np.random.Generator) -> Entry:
    tones = {"grey": PAPERS, "room": WALLS, "street": FRONTS}.get(entry["backdrop"])
    if not tones or entry["light"] == "evening":
        return {}
    bright = tones[:2] if entry["light"] == "flat" else tones
    return {"tint": list(bright[rng.integers(len(bright))])}


def _moved(entry: Entry, still: bool, rng: np.random.Generator) -> Entry:
    """Head, gaze, lens and framing off the preset: little in a passport photo, more in the others."""
    size = 0.25 if still else 1.0
    side = 1 if still else rng.choice([-1, 1])
    return {
        "yaw": round(float(side * entry.get("yaw", 0.0) + size * rng.uniform(-2, 2)), 1),
        "pitch": round(float(entry.get("pitch", 0.0) + size * rng.uniform(-1.5, 1.5)), 1),
        "roll": round(float(side * entry.get("roll", 0.0) + size * rng.uniform(-1, 1)), 1),
        "lens": round(float(np.clip(entry["lens"] * rng.uniform(0.92, 1.08), 50, 135)), 1),
        "smile": round(float(max(0.05, entry["smile"] + size * rng.uniform(-0.08, 0.08))), 2),
        "look": [round(float(v), 3) for v in size * rng.uniform(-0.035, 0.035, 2)],
        "shift": [round(float(v), 3) for v in size * rng.uniform(-0.03, 0.03, 2)],
    }
