"""The label as a Gradio page: the same words, pictures and states as the on-page element."""

from __future__ import annotations

from html import escape
from typing import Any, cast

import gradio as gr

from demos import controls
from demos.faces import Lang
from demos.provenance.view import Page, Shown


def build(lang: str, page: gr.Blocks, base: str) -> None:
    """Lay out the page and wire it; ``base`` is the address of the frames as seen from the page."""
    p, s = Page(cast(Lang, lang), base), Shown()
    with gr.Column(elem_classes="bb-prov-host"), gr.Column(elem_classes="bb-prov"):
        head = f'<h1>{escape(p.words["title"])}</h1><p class="bb-nobody">{escape(p.words["nobody"])}</p>'
        gr.HTML(**controls.shown(head), elem_classes="bb-prov-head")
        case = gr.HTML(**_chips(p, "case", s.case), elem_classes="bb-prov-case")
        guess = gr.HTML(**_chips(p, "guess", s.guess), elem_classes="bb-prov-guess")
        says = gr.HTML(**controls.shown(p.says(s), controls.SAYS), elem_classes="bb-prov-says")
        stage = gr.HTML(**controls.shown(p.stage(s)), elem_classes="bb-prov-stage")
        why = gr.HTML(**controls.shown(""), elem_classes="bb-prov-because")
        with gr.Row(elem_classes="bb-prov-foot"):
            gr.HTML(**controls.shown(p.foot()))
            reset = gr.Button(p.words["reset"], elem_classes="bb-reset", scale=0)
    _wire(p, {"case": case, "guess": guess, "reset": reset}, [stage, says, why])


def _chips(p: Page, key: str, value: str | None) -> controls.Control:
    """One group of choices."""
    return controls.chips(key, p.words[key], p.choices(key), value)


def _wire(p: Page, c: dict[str, Any], shown: list[Any]) -> None:
    """Which control changes what; every handler is a pure function of what is chosen."""

    def draw(s: Shown) -> list[Any]:
        return [p.stage(s), p.says(s), p.why(s)]

    async def guessed(case: str, guess: str | None) -> list[Any]:
        return draw(Shown(case, guess))

    async def picked(case: str) -> list[Any]:
        return [*draw(Shown(case)), gr.update(value=None)]

    async def reset() -> list[Any]:
        return [*draw(Shown()), gr.update(value=None), Shown().case]

    c["guess"].pick(guessed, [c["case"], c["guess"]], shown, **controls.QUIET)
    c["case"].pick(picked, [c["case"]], [*shown, c["guess"]], **controls.QUIET)
    c["reset"].click(reset, None, [*shown, c["guess"], c["case"]], **controls.QUIET)
