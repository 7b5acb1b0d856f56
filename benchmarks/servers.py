"""The servers that the benchmarks measure: ``python benchmarks/servers.py plain|ours PORT FRAMES``."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from datetime import date
from pathlib import Path

os.environ.update(GRADIO_ANALYTICS_ENABLED="False", OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")
sys.path.insert(0, str(Path(__file__).parents[1]))

from demos.faces import load, opening

PAIR = sorted(opening(load(date.today())))
"""The two faces of the opening pair, in the order of the frames' names."""


def plain():
    """The usual way: Gradio computes the morph and returns it through ``gr.Image``; all defaults."""
    import gradio as gr
    from fastapi import FastAPI

    from demos.face_morph.model import SIZE, correspond, morph

    faces = load(date.today())
    a, b = (faces[fid] for fid in PAIR)
    pair = correspond(a.marks(SIZE), b.marks(SIZE))
    left, right = a.picture(SIZE), b.picture(SIZE)
    with gr.Blocks() as page:
        amount, picture = gr.Slider(0, 100, step=10), gr.Image()
        amount.change(lambda percent: morph(left, right, pair, percent / 100), amount, picture)
    return gr.mount_gradio_app(FastAPI(), page, "/plain")


def ours(frames: Path):
    """The course: Gradio returns the address of a frame; the frames lie beside it as files."""
    from fastapi import FastAPI
    from fastapi.staticfiles import StaticFiles

    from demos.app import mount

    app = mount(FastAPI())
    app.mount("/frames/face_morph", StaticFiles(directory=frames))
    app.mount("/assets", StaticFiles(directory=Path(__file__).parents[1] / "course" / "assets", check_dir=False))
    return app


@contextlib.contextmanager
def running(arm: str, port: int, frames: Path) -> Iterator[str]:
    """Start one server process on 127.0.0.1, wait until it answers, stop it at the end."""
    command = [sys.executable, __file__, arm, str(port), str(frames)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    base = f"http://127.0.0.1:{port}"
    first = {"plain": "/plain/", "ours": "/demos/ko/face_morph"}[arm]
    try:
        for _ in range(240):
            with contextlib.suppress(OSError):
                urllib.request.urlopen(base + first, timeout=5)
                break
            time.sleep(0.25)
        yield base
    finally:
        server.terminate()
        server.wait(10)


if __name__ == "__main__":
    import uvicorn

    kind, port, folder = sys.argv[1:]
    app = plain() if kind == "plain" else ours(Path(folder))
    uvicorn.run(app, host="127.0.0.1", port=int(port), log_level="error")
