"""From recorded answers to what a page says. Pure: no files, no clock, no interface."""

from __future__ import annotations
from typing import Any


def facts(answers: dict[str, Any], results: dict[str, Any], words: dict[str, str]) -> dict[str, Any]:
    return {}
