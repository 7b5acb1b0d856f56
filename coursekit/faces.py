"""What each word of `course faces` does; every function returns the exit code."""

from __future__ import annotations

import argparse
import subprocess
import sys
from datetime import date
from importlib.util import find_spec

from coursekit import ROOT
from coursekit.demos import accept_face, verify_faces, withdraw_face
from coursekit.stage import forget_pictures

RENDERER = "demos.faces.render"
PYTHON = (3, 11)
"""The only Python for which the pinned Blender module is made."""


def verify(options: argparse.Namespace) -> int:
    """Verify the gallery: every face has a valid entry, every file its digest; exit 1 if not."""
    wrong = verify_faces(options.on or date.today())
    print("\n".join(wrong) if wrong else "얼굴이 모두 맞습니다. / all faces are in order.")
    return 1 if wrong else 0


def render(options: argparse.Namespace) -> int:
    """Draw the gallery again from its recipes; needs the optional group `render`."""
    if find_spec("bpy") is None:
        python = "" if sys.version_info[:2] == PYTHON else "--python 3.11 "
        print(
            "얼굴을 다시 그리려면 그림 프로그램(bpy)이 있어야 합니다. 이렇게 실행하세요. / drawing needs bpy; run this:"
        )
        print("  " + " ".join([f"uv run {python}--group render course faces render", *options.rest]))
        return 2
    command = [sys.executable, "-m", RENDERER, *options.rest]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def accept(options: argparse.Namespace) -> int:
    """Take a drawn face that somebody has looked at into the gallery: photograph it, lay it down, enter it."""
    shots = accept_face(options.ident, options.by, options.on or date.today())
    print(f"{options.ident}: {', '.join(shots)}")
    print(
        "ledger.yml의 looks를 확인한 뒤 `course faces verify`를 실행하세요. / check looks in ledger.yml, then verify."
    )
    return 0


def withdraw(options: argparse.Namespace) -> int:
    """Take a face out for good: its files now, every picture made from it at the next build."""
    lines = withdraw_face(options.ident, options.why, options.by, options.on or date.today())
    forget_pictures(options.ident)
    print("\n".join(lines))
    print("그림 저장소(build/frames)를 비웠습니다. / the store of drawn pictures is emptied.")
    print("이제 `course build`를 실행하고, 켜 둔 서버는 다시 시작하세요. / now run `course build`, restart any server.")
    print(
        "이미 내려받거나 인쇄한 것과 git의 지난 기록은 이 명령이 지우지 못합니다. "
        "/ copies already downloaded or printed, and git's history, are beyond this command."
    )
    return 0
