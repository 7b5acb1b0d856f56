"""Reads ``recipes.yml``: who is drawn, with which seeds, hair, clothes, and in which four shots."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any, TypeVar

import yaml

from demos.faces.render import VERSION
from demos.faces.render.shots import expand

RECIPES = Path(__file__).with_name("recipes.yml")
YOUNGEST, OLDEST = 20, 70
Colour = tuple[int, int, int]
T = TypeVar("T")


@dataclass(frozen=True)
class Hair:
    """Scalp hair: style name (``styles.py``), sRGB colour, share of grey, and changes to the style."""

    style: str
    colour: Colour
    grey: float = 0.0
    part: float = 0.0  # x of the parting, cm to the person's left
    line: float = 0.0  # shift of the hairline, cm up
    recede: float = 0.0  # 0 to 1, temples
    length: float = 1.0  # factor on the style's lengths
    curl: float = 0.0  # radius of waves, mm
    wave: float = 4.0  # length of one wave, cm
    volume: float = 1.0
    count: int = 60000


@dataclass(frozen=True)
class Brows:
    """Eyebrows: colour (the hair's if none), number of hairs a side, shape."""

    colour: Colour | None = None
    count: int = 420
    thick: float = 0.034
    arch: float = 0.025
    y: float = 7.575
    length: float = 0.0085


@dataclass(frozen=True)
class Beard:
    """Facial hair: number, length in mm; ``moustache`` leaves cheeks and chin bare."""

    count: int
    length: float
    colour: Colour | None = None
    grey: float = 0.0
    area: str = "full"


@dataclass(frozen=True)
class Clothes:
    """A garment: cut (``garment.py``), colour, cloth, and for layers what is worn below."""

    cut: str
    colour: Colour
    cloth: str = "jersey"
    inner: Colour | None = None
    inner_cut: str = "crew"


@dataclass(frozen=True)
class Skin:
    """Skin: base colour and how much of each mark, 1 = usual for the age."""

    colour: Colour
    freckles: float = 0.0
    blush: float = 1.0
    mottle: float = 1.0
    circles: float = 1.0
    lips: float = 1.0
    oil: float = 0.0
    lines: float = 1.0
    shadow: float = 0.5  # of a shaved beard
    makeup: float = 0.0


@dataclass(frozen=True)
class Shot:
    """One photo: day (clothes, hair), light, backdrop, pose in degrees, lens in mm, expression."""

    day: int = 0
    light: str = "studio"
    flip: bool = False
    backdrop: str = "grey"
    tint: Colour = (128, 132, 136)
    yaw: float = 0.0
    pitch: float = 0.0
    roll: float = 0.0
    lens: float = 120.0
    eyes: float = 0.150  # distance between the irises as a share of the frame's width
    smile: float = 0.15
    brow: float = 0.1
    lids: float = 0.0
    look: tuple[float, float] = (0.0, 0.0)
    shift: tuple[float, float] = (0.0, 0.0)
    gain: float = 1.0
    samples: int = 24


@dataclass(frozen=True)
class Person:
    """One adult who does not exist."""

    id: str
    seed: int
    age: int
    male: float
    ancestry: dict[str, float]
    skin: Skin
    iris: Colour
    hair: Hair
    clothes: tuple[Clothes, ...]
    shots: dict[str, Shot]
    brows: Brows = Brows()
    beard: Beard | None = None
    lids: float = 0.1
    lash: float = 1.0
    weight: float = 0.45
    muscle: float = 0.55
    variety: float = 1.0
    glasses: str | None = None
    tweak: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not YOUNGEST <= self.age <= OLDEST:
            raise ValueError(f"{self.id}: age {self.age}; the gallery holds adults of {YOUNGEST} to {OLDEST}")

    def day(self, number: int) -> Clothes:
        """What is worn on a day."""
        return self.clothes[number % len(self.clothes)]


def _tuples(value: Any) -> Any:
    return tuple(_tuples(v) for v in value) if isinstance(value, list) else value


def _make(kind: type[T], entry: dict[str, Any]) -> T:
    """A dataclass from a YAML mapping; an unknown key is an error, so a typing slip does not pass."""
    known = {f.name for f in fields(kind)}  # type: ignore[arg-type]
    if set(entry) - known:
        raise ValueError(f"{kind.__name__}: unknown {sorted(set(entry) - known)}")
    return kind(**{name: _tuples(value) for name, value in entry.items()})


def person(fid: str, entry: dict[str, Any]) -> Person:
    """A person from its recipe entry."""
    parts: dict[str, Any] = dict(entry)
    for name, kind in (("skin", Skin), ("hair", Hair), ("brows", Brows), ("beard", Beard)):
        if parts.get(name) is not None:
            parts[name] = _make(kind, parts[name])
    parts["clothes"] = [_make(Clothes, piece) for piece in parts["clothes"]]
    parts["shots"] = {name: _make(Shot, expand(shot)) for name, shot in parts["shots"].items()}
    return _make(Person, {"id": fid, **parts})


def load(path: Path = RECIPES) -> dict[str, Person]:
    """All people by id. Anchors and merge keys of YAML are expanded; ``_…`` entries only hold them."""
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {fid: person(fid, entry) for fid, entry in data.items() if not fid.startswith("_")}


def digest(who: Person, shot: str, **settings: int | str) -> str:
    """Sha256 over everything that decides the picture: recipe, shot, size, samples, versions."""
    recipe = asdict(who) | {"shots": asdict(who.shots[shot]), "code": VERSION, **settings}
    return hashlib.sha256(json.dumps(recipe, sort_keys=True).encode()).hexdigest()
