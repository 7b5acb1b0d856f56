"""Shared material: the gallery on a fixed day, and a small copy of it that may be broken."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from demos import faces

DAY = date(2026, 11, 23)
Gallery = Callable[..., Path]


@pytest.fixture(scope="session")
def gallery() -> dict[str, faces.Face]:
    return faces.load(DAY)


@pytest.fixture
def copy(tmp_path: Path) -> Gallery:
    """A gallery of two faces with a portrait each; f02 opens; keyword arguments change the entry of f01."""
    entries: dict[str, Any] = faces.read(faces.HERE)

    def make(**change: Any) -> Path:
        kept = {fid: dict(entries[fid]) | {"class": True, "shots": {}} for fid in ("f01", "f02")}
        for entry, study in zip(kept.values(), "ab", strict=True):
            entry["recipe"] = {"id": f"study-{study}", "version": 0, "sha256": study * 64}
            entry.pop("opens", None)
        kept["f02"]["opens"] = True
        kept["f01"].update(change)
        for fid in kept:
            shutil.copytree(faces.HERE / fid, tmp_path / fid, ignore=shutil.ignore_patterns("shots"))
        (tmp_path / "ledger.yml").write_text(yaml.safe_dump(kept, allow_unicode=True), encoding="utf-8")
        return tmp_path

    return make
