"""The file of numbers, `results.json`: written, read, and held against a new run.

A leaf of three numbers is a value with its interval. A new run agrees if its value lies inside the committed
interval; counts must be equal. Day and versions are told, not compared.
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
ROOM = 0.005
"""So far beyond an interval a value may lie: another processor rounds otherwise."""


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
    if isinstance(old, dict) and isinstance(new, dict):
        for key in [*old, *(k for k in new if k not in old)]:
            here = f"{where}.{key}" if where else str(key)
            if key in TOLD:
                continue
            if key not in old or key not in new:
                yield f"{here}: {'새로 생겼습니다 / is new' if key in new else '없어졌습니다 / is gone'}"
            else:
                yield from differences(old[key], new[key], here)
    elif _estimate(old) and _estimate(new):
        if not old[1] - ROOM <= new[0] <= old[2] + ROOM:
            yield f"{where}: {new[0]} ∉ [{old[1]}, {old[2]}]"
    elif old != new:
        yield f"{where}: {old} → {new}"


def _estimate(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 3 and all(isinstance(v, int | float) for v in value)
