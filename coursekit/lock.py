"""Versions are pinned twice, from one command, without any address: in pyproject and in requirements.lock."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from coursekit import ROOT

LOCK = ROOT / "requirements.lock"
PROJECT = ROOT / "pyproject.toml"
_PIN = re.compile(r"^([A-Za-z0-9_.-]+==[^\s;]+(?: *; *[^\\\n]*[^\\\s])?) *\\?$", re.M)
_BLOCK = re.compile(r"^constraint-dependencies = \[\n.*?^\]\n", re.M | re.S)


def pins(text: str) -> list[str]:
    """Return the `name==version` pins of a lock text, each with its platform marker if it has one, sorted."""
    return sorted(set(_PIN.findall(text)))


def pinned_in_project(text: str) -> list[str]:
    """Return the pins that stand in pyproject's constraint-dependencies, sorted."""
    block = _BLOCK.search(text)
    return sorted(re.findall(r'^    "(.+)",$', block[0], re.M)) if block else []


def renew() -> int:
    """Resolve afresh and write both places; return how many packages are pinned.

    The oldest Python that the project allows decides, whichever one runs this. Nothing is written unless all went well.

    Raises:
        ValueError: uv found no solution; the text is what uv said.
    """
    free = _BLOCK.sub("", PROJECT.read_text(encoding="utf-8"))
    oldest = re.search(r'requires-python = ">=([\d.]+)"', free)
    with TemporaryDirectory() as room:
        Path(room, PROJECT.name).write_text(free, encoding="utf-8")
        groups = [word for group in ("dev", "export", "render") for word in ("--group", group)]
        command = ["uv", "pip", "compile", PROJECT.name, *groups, "--universal", "--generate-hashes"]
        command += ["--no-emit-index-url", "--no-header", "--no-annotate", "--quiet", "-o", LOCK.name]
        command += ["--python-version", oldest[1]] if oldest else []
        run = subprocess.run(command, cwd=room, check=False, capture_output=True, text=True, encoding="utf-8")
        if run.returncode:
            raise ValueError(f"버전을 정하지 못했습니다. / uv found no solution:\n{run.stderr.strip()}")
        lock = Path(room, LOCK.name).read_text(encoding="utf-8")
    wanted = pins(lock)
    block = "constraint-dependencies = [\n" + "".join(f'    "{pin}",\n' for pin in wanted) + "]\n"
    LOCK.write_text(lock, encoding="utf-8")
    PROJECT.write_text(free.replace("[tool.uv]\n", f"[tool.uv]\n{block}", 1), encoding="utf-8")
    return len(wanted)
