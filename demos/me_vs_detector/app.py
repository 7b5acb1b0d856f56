"""The Gradio page: the same element as in the lesson. It runs on the device and asks the server for pictures only.

Nothing that a pupil answers is sent: there is no event, so the gate refuses every value.
"""

from __future__ import annotations

import json
import warnings
from html import escape

import gradio as gr

from demos import controls
from demos.me_vs_detector.addresses import HERE, manifest


def build(lang: str, page: gr.Blocks, base: str) -> None:
    """Lay out the page; ``base`` is the address of the frames as seen from the page."""
    data = manifest(lang)
    told = json.dumps(data, ensure_ascii=False).replace("</", "<\\/")
    title = f"<h1>{escape(data['words']['title'])}</h1>"
    held = f'<script type="application/json">{told}</script>'
    element = f'<bb-me-vs-detector data-frames="{base}">{held}</bb-me-vs-detector>'
    script = (HERE / "element.js").read_text(encoding="utf-8")
    with gr.Column(elem_classes="bb-me-host"), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="A `<script>` tag was found")  # data in JSON, meant to run nowhere
        gr.HTML(**controls.shown(title + element) | {"js_on_load": script})
