"""The file of numbers, `results.json`: written, read, and held against a new run.

A leaf of three numbers is a value with its interval. A new run agrees if its value lies inside the committed
interval; counts and words must be equal. Day and versions are told, not compared. The lab's ``answers.json`` likewise.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
WEIGHTS = "detector.npz"
TOLD = ("day", "versions", "reliability")
ROOM, NEAR = 0.005, 0.03
"""So far beyond an interval a value, and so far from its like a single number may lie: processors round differently."""


def name(quick: bool) -> str:
    """The file's name: a quick run is held against a quick one."""
    return "results-quick.json" if quick else "results.json"


def write(report: dict[str, Any], path: Path) -> None:
    """Write the report, one number with its interval a line."""
    text = json.dumps(report, ensure_ascii=False, indent=1)
    text = re.sub(r"\[\s+([^\[\]{}]*?)\s+\]", lambda found: "[" + re.sub(r"\s+", " ", found[1]) + "]", text)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text + "\n", encoding="utf-8")


def read(path: Path) -> dict[str, Any] | None:
    """The report, or ``None`` if there is none yet."""
    if not path.is_file():
        return None
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def differences(old: Any, new: Any, where: str = "") -> Iterator[str]:
    """One line for each place where a new report does not agree with the committed one."""
    one, two = _parts(old), _parts(new)
    if one is None or two is None:
        if not _agree(old, new):
            outside = _estimate(old) and _estimate(new)
            yield f"{where}: {new[0]} ∉ [{old[1]}, {old[2]}]" if outside else f"{where}: {old} → {new}"
        return
    for key in [*one, *(k for k in two if k not in one)]:
        here = f"{where}.{key}" if where else str(key)
        if key in one and key in two:
            yield from differences(one[key], two[key], here)
        else:
            yield f"{here}: {'새로 생겼습니다 / is new' if key in two else '없어졌습니다 / is gone'}"


def _parts(value: Any) -> dict[str, Any] | None:
    """What is inside a dict, or a list that is no estimate, by name or number; ``None`` for a leaf."""
    if isinstance(value, list) and value and not _estimate(value):
        return {str(n): part for n, part in enumerate(value)}
    return {k: v for k, v in value.items() if k not in TOLD} if isinstance(value, dict) else None


def _agree(old: Any, new: Any) -> bool:
    if _estimate(old) and _estimate(new):
        return bool(old[1] - ROOM <= new[0] <= old[2] + ROOM)
    if isinstance(old, float) and isinstance(new, float):
        return abs(old - new) <= NEAR
    return bool(old == new)


def _estimate(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 3 and all(isinstance(v, int | float) for v in value)
