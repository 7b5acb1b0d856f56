"""The Gradio side of the demos: one Blocks per language, one route per demo, and a gate in front.

Mounted Gradio leaves uploads, file routes and much else open. The gate lets through only what the
pages need, and only values that the controls on the page offer.
"""

from __future__ import annotations

import asyncio
import importlib
import os
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # before gradio is imported
os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"

import gradio as gr
import yaml
from fastapi import FastAPI

from demos.gate import Gate

T = TypeVar("T")
HERE = Path(__file__).parent
LANGS = ("ko", "en")
FRAMES = "../../frames"
"""Where the frames lie, seen from ``/demos/<lang>/<id>``; relative, so that any sub-path works."""

LANGUAGE = """<script>for (const [key, value] of [["language", "{lang}"], ["languages", ["{lang}"]]])
Object.defineProperty(navigator, key, {{get: () => value}});
if (self !== top) document.documentElement.classList.add("bb-embedded");</script>"""


def _head(lang: str) -> str:
    """Before anything else on a page: its language (Gradio's own words follow the browser), its look.

    The style stands in the page itself: Gradio's ``css`` drops container queries.
    """
    sheets = [*sorted(HERE.glob("*/element.css")), HERE / "page.css"]
    css = "\n".join(path.read_text(encoding="utf-8") for path in sheets)
    shared = ("fonts/pretendard/pretendard", "css/tokens")
    links = "".join(f'<link rel="stylesheet" href="../../assets/{name}.css">' for name in shared)
    return f"{LANGUAGE.format(lang=lang)}{links}<style>{css}</style>"


def demo_ids() -> list[str]:
    """Every demo folder that has a Gradio page, in order."""
    return sorted(p.parent.name for p in HERE.glob("*/app.py"))


def _with_loop(make: Callable[[], T]) -> T:
    """Call ``make`` while an event loop runs: without one Gradio opens a new loop per lock and leaves it open."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:

        async def lent() -> T:
            return make()

        return asyncio.run(lent())
    return make()


def blocks(lang: str) -> gr.Blocks:
    """All demos in one language: one Blocks, one route per demo at ``/<id>``."""
    return _with_loop(lambda: _blocks(lang))


def _blocks(lang: str) -> gr.Blocks:
    app: gr.Blocks
    with gr.Blocks(analytics_enabled=False, title="바로보기" if lang == "ko" else "Barobogi") as app:
        gr.components.Navbar(visible=False)
    for demo in demo_ids():
        card = yaml.safe_load((HERE / demo / "demo.yml").read_text(encoding="utf-8"))
        with app.route(card["title"][lang], f"/{demo}", show_in_navbar=False) as page:
            module = importlib.import_module(f"demos.{demo}.app")
            module.build(lang, page, f"{FRAMES}/{demo}")
    return app


def mount(app: FastAPI) -> FastAPI:
    """Mount both languages at ``/demos/ko`` and ``/demos/en``, each behind its gate."""
    return _with_loop(lambda: _mount(app))


def _mount(app: FastAPI) -> FastAPI:
    theme = gr.themes.Base(font=["Pretendard Variable", "system-ui"], font_mono=["ui-monospace"])
    off: dict[str, Any] = {"run_history": False, "show_error": False, "enable_monitoring": False, "pwa": False}
    for lang in LANGS:
        made = _blocks(lang)
        with warnings.catch_warnings():  # ssr_mode=False is what we ask for, yet Gradio warns that it is off
            warnings.filterwarnings("ignore", message="SSR mode is not supported")
            gr.mount_gradio_app(app, made, f"/demos/{lang}", theme=theme, footer_links=[], ssr_mode=False, **off)
        _guard(app, made, lang, f"/demos/{lang}")
    return app


def _guard(app: FastAPI, made: gr.Blocks, lang: str, path: str) -> None:
    """Put the gate in front of the Gradio app that was mounted at ``path``."""
    for route in app.router.routes:
        if getattr(route, "path", None) == path:
            mounted: Any = route
            mounted.app = Gate(mounted.app, lang, demo_ids(), _inputs(made), _head(lang))


def _inputs(made: gr.Blocks) -> dict[int, list[Any]]:
    """For every event of the page the components it reads, which know what values they offer."""
    return {index: list(fn.inputs) for index, fn in made.fns.items()}
