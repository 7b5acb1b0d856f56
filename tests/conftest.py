"""Shared material: the course as it stands, on a fixed day; what is drawn and built once for all workers."""

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import pytest

from coursekit import stage
from coursekit.demos import find_demos
from coursekit.material import Material, load_material

if TYPE_CHECKING:
    from playwright.sync_api import Browser

DAY = date(2026, 11, 23)
CHROMIUM = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", "--allow-file-access-from-files=false",
            "--host-resolver-rules=MAP school.lan 127.0.0.1, EXCLUDE 127.0.0.1, MAP * ~NOTFOUND"]  # fmt: skip
if "PYTEST_XDIST_WORKER" in os.environ:
    cv2.setNumThreads(1)  # the workers share the cores among themselves


@pytest.fixture(scope="session")
def material() -> Material:
    made, wrong = load_material(DAY)
    assert not wrong, "\n".join(map(str, wrong))
    return made


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, Callable[[Path], None]], Path]:
    """once(name, make): a folder that the first worker makes; the others wait for it, and nothing is made twice."""
    import fcntl  # not at the top: the fast tests also run where it is not

    base = tmp_path_factory.getbasetemp()
    room = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    def made(name: str, make: Callable[[Path], None]) -> Path:
        out = room / "once" / name
        out.parent.mkdir(exist_ok=True)
        with (out.parent / "one-at-a-time").open("w") as door:
            fcntl.flock(door, fcntl.LOCK_EX)
            if not out.exists():
                make(out)
        return out

    return made


@pytest.fixture(scope="session")
def all_frames(once) -> Path:
    """The frames of all demos as a build gets them: drawn now, or kept from when the same files were drawn before."""

    def draw(out: Path) -> None:
        for demo in find_demos()[0].values():
            stage.frames(demo, out / demo.id, DAY, None)

    return once("frames", draw)


@pytest.fixture(scope="session")
def chromium() -> list[str]:
    """How Chromium is started."""
    return CHROMIUM


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """One Chromium for all tests of a worker: two that are driven from one thread get into each other's way."""
    from playwright.sync_api import sync_playwright  # not at the top: the fast tests do without it

    with sync_playwright() as play:
        started = play.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM)
        yield started
        started.close()
