"""The machinery of the course: it knows no single lesson and no single demo."""

from pathlib import Path
from typing import Literal

Lang = Literal["ko", "en"]

ROOT = Path(__file__).resolve().parent.parent
LANGS: tuple[Lang, ...] = ("ko", "en")
