"""What the machine must have: named, found, installed where we may, else one line that says how."""

from __future__ import annotations

import errno
import os
import shutil
import socket
import subprocess
import sys
from ctypes.util import find_library
from pathlib import Path

from coursekit import ROOT

NEEDED = {
    "chromium": "chromium",
    "nginx": "nginx-light",
    "qpdf": "qpdf",
    "pdftotext": "poppler-utils",
    "node": "nodejs",
    "npm": "npm",
}
LIBRARIES = {"pangoft2-1.0": "libpangoft2-1.0-0", "harfbuzz-subset": "libharfbuzz-subset0"}
"""What WeasyPrint loads, and the Debian package of each."""
FONT = Path("/usr/share/fonts/truetype/nanum/NanumGothic.ttf")
NPM = ROOT / "tests" / "site"
READERS = ROOT / "tests" / "export"
"""The browser tools, and the HWPX reader that only `course test --formats` wants."""


def missing() -> list[str]:
    """Return the Debian packages that tests and exports need and the machine lacks."""
    path = os.environ.get("PATH", "") + os.pathsep + "/usr/sbin"
    packages = [package for program, package in NEEDED.items() if not shutil.which(program, path=path)]
    packages += [package for library, package in LIBRARIES.items() if not find_library(library)]
    return packages + ([] if FONT.exists() else ["fonts-nanum"])


def ensure() -> bool:
    """Install what the tests lack: packages as root, the browser tools from their lock file.

    Returns:
        Whether everything is there; when not, the one line to run has been printed.
    """
    packages = missing()
    if packages and getattr(os, "geteuid", lambda: 1)() == 0 and shutil.which("apt-get"):
        print(f"설치합니다 / installing: {' '.join(packages)}", flush=True)
        env = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], env=env, check=False, stdout=subprocess.DEVNULL)
        command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
        subprocess.run(command, env=env, check=False, stdout=subprocess.DEVNULL)
        packages = missing()
    if packages:
        print(f"먼저 이 줄을 실행하세요 / run this first:\n  sudo apt-get install {' '.join(packages)}")
        return False
    return _npm(NPM)


def readers() -> bool:
    """Return whether the other programs that open exported files are here; what lacks has been named."""
    if not shutil.which("soffice"):
        print(
            "먼저 이 줄을 실행하세요 / run this first:\n  sudo apt-get install libreoffice-impress libreoffice-writer"
        )
        return False
    return _npm(READERS)


def _npm(folder: Path) -> bool:
    lock, done = folder / "package-lock.json", folder / "node_modules" / ".package-lock.json"
    if not lock.exists() or (done.exists() and done.stat().st_mtime >= lock.stat().st_mtime):
        return True
    run = subprocess.run(["npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"], cwd=folder, check=False)
    if run.returncode == 0:
        done.touch()
    return run.returncode == 0


def cannot_listen(host: str, port: int) -> str:
    """Return why no server could listen there, in Korean and English; '' when one could."""
    try:
        socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET).close()
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            return f"{port} 포트를 이미 쓰고 있습니다. --port 로 다른 번호를 주세요. / the port is in use."
        return f"{host}:{port} 에서 열 수 없습니다. --host 와 --port 를 확인하세요. / cannot listen there: {error}"
    return ""


def report(host: str = "127.0.0.1", port: int = 8000) -> list[tuple[bool, str]]:
    """Return the doctor's lines: whether it is well, and the sentence in Korean and English."""
    lack, busy = missing(), cannot_listen(host, port)
    free = shutil.disk_usage(ROOT).free // 2**20
    return [
        (sys.version_info >= (3, 11), f"파이썬 {sys.version.split()[0]} (3.11 이상) / Python"),
        (free > 1000, f"남은 공간 {free} MB (1,000 MB 이상) / free disk"),
        (not busy, busy or f"{host}:{port} 사용 가능 / port is free"),
        (
            not lack,
            f"시험 도구 / test tools: {'모두 있음 / all there' if not lack else 'apt-get install ' + ' '.join(lack)}",
        ),
    ]
