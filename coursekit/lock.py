"""Versions are pinned twice, from one command, without any address: in pyproject and in requirements.lock."""

from __future__ import annotations

import re
import subprocess

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
    """Resolve afresh and write both places; return how many packages are pinned."""
    text = PROJECT.read_text(encoding="utf-8")
    PROJECT.write_text(_BLOCK.sub("", text), encoding="utf-8")
    command = ["uv", "pip", "compile", "pyproject.toml", "--group", "dev", "--universal", "--generate-hashes"]
    command += ["--no-emit-index-url", "--no-header", "--no-annotate", "--upgrade", "--quiet", "-o", str(LOCK)]
    subprocess.run(command, cwd=ROOT, check=True)
    wanted = pins(LOCK.read_text(encoding="utf-8"))
    block = "constraint-dependencies = [\n" + "".join(f'    "{pin}",\n' for pin in wanted) + "]\n"
    text = PROJECT.read_text(encoding="utf-8")
    PROJECT.write_text(text.replace("[tool.uv]\n", f"[tool.uv]\n{block}", 1), encoding="utf-8")
    return len(wanted)
