"""The fingerprints as a Gradio page: recorded states only; nothing is worked out from what a browser sends."""

from __future__ import annotations

from html import escape
from typing import Any, cast

import gradio as gr

from demos import controls
from demos.faces import Lang
from demos.image_hash.model import LEVELS
from demos.image_hash.view import Page, Shown

STEPS = range(1, max(map(len, LEVELS.values())) + 1)


def build(lang: str, page: gr.Blocks, base: str) -> None:
    """Lay out the page and wire it; ``base`` is the address of the frames as seen from the page."""
    p, s = Page(cast(Lang, lang), base), Shown()
    with gr.Column(elem_classes="bb-hash-host"), gr.Column(elem_classes="bb-hash"):
        head = f'<h1>{escape(p.words["title"])}</h1><p class="bb-nobody">{escape(p.words["nobody"])}</p>'
        gr.HTML(**controls.shown(head), elem_classes="bb-hash-head")
        c: dict[str, Any] = {"what": gr.HTML(**_chips(p, "what", s.what), elem_classes="bb-hash-what")}
        c["stage"] = gr.HTML(**controls.shown(p.stage(s)), elem_classes="bb-hash-stage")
        with gr.Column(elem_classes="bb-hash-ask"):
            c["guess"] = gr.HTML(**_chips(p, "guess", s.guess), elem_classes="bb-hash-guess")
            c["says"] = gr.HTML(**controls.shown(p.says(s), controls.SAYS), elem_classes="bb-hash-says")
            slider = controls.slider("level", p.words["level"], STEPS, p.level_told(s))
            c["level"] = gr.HTML(**slider, elem_classes="bb-hash-level")
        c["codes"] = gr.HTML(**controls.shown(p.codes(s)), elem_classes="bb-hash-codes")
        c["why"] = gr.HTML(**controls.shown(""), elem_classes="bb-hash-because")
        with gr.Row(elem_classes="bb-hash-foot"):
            gr.HTML(**controls.shown(p.foot()))
            c["reset"] = gr.Button(p.words["reset"], elem_classes="bb-reset", scale=0)
    _wire(p, c)


def _chips(p: Page, key: str, value: str | None) -> controls.Control:
    """One group of choices."""
    return controls.chips(key, p.words[key], p.choices(key), value)


def _wire(p: Page, c: dict[str, Any]) -> None:
    """Which control changes what; every handler is a pure function of what is chosen."""
    inputs, shown = (
        [c[k] for k in ("what", "guess", "level")],
        [c[k] for k in ("stage", "codes", "says", "why", "level")],
    )

    def draw(s: Shown, **slider: Any) -> list[Any]:
        locked = s.guess is None or len(LEVELS[s.what]) == 1
        told = gr.update(told=p.level_told(s), locked=locked, **slider)
        return [p.stage(s), p.codes(s), p.says(s), p.why(s), told]

    async def drawn(*chosen: Any) -> list[Any]:
        return draw(Shown(*chosen))

    async def picked(what: str) -> list[Any]:
        return [*draw(Shown(what), value=1), gr.update(value=None)]

    async def reset() -> list[Any]:
        return [*draw(Shown(), value=1), gr.update(value=None), Shown().what]

    c["what"].pick(picked, [c["what"]], [*shown, c["guess"]], **controls.QUIET)
    c["guess"].pick(drawn, inputs, shown, **controls.QUIET)
    c["level"].pick(drawn, inputs, shown, **controls.QUIET)
    c["reset"].click(reset, None, [*shown, c["guess"], c["what"]], **controls.QUIET)
