"""The morph as a Gradio page: the same words, pictures and states as the on-page element."""

from __future__ import annotations

from html import escape
from typing import Any, cast

import gradio as gr

from demos import controls
from demos.face_morph.view import Page, Shown
from demos.faces import Lang

TO_THE_CHOSEN = """
const follow = () => {
  const strip = element.querySelector(".bb-faces-pick"), on = strip.querySelector("input:checked").parentNode;
  const start = on.offsetLeft - strip.scrollLeft;
  const hidden = start < 0 || start + on.offsetWidth > strip.clientWidth;
  if (hidden) strip.scrollLeft += start + on.offsetWidth / 2 - strip.clientWidth / 2;
};
requestAnimationFrame(follow);
watch("value", () => requestAnimationFrame(follow));
element.addEventListener("change", () => requestAnimationFrame(follow));
"""
HINT = '<p class="bb-made">${value}</p>'
Parts = dict[str, Any]


def build(lang: str, page: gr.Blocks, base: str) -> None:
    """Lay out the page and wire it; ``base`` is the address of the frames as seen from the page."""
    p = Page(cast(Lang, lang), base)
    with gr.Column(elem_classes="bb-morph-host"), gr.Column(elem_classes="bb-morph"):
        title = f"<h1>{escape(p.words['title'])}</h1>"
        nobody = f'<p class="bb-nobody">{escape(p.words["nobody"])}</p>'
        gr.HTML(**controls.shown(title + nobody), elem_classes="bb-head")
        c = {"guess": gr.HTML(**_guesses(p), elem_classes="bb-guess")}
        with gr.Column(elem_classes="bb-stage"):
            c |= _stage(p)
        with gr.Column(elem_classes="bb-more"):
            c |= _more(p)
        with gr.Column(elem_classes="bb-setup"):
            c |= _setup(p)
        c["extras"] = gr.HTML(**controls.shown(p.extras(p.start()), _fold(p)), elem_classes="bb-extra-host")
    _wire(p, c)


def _fold(p: Page) -> str:
    """What opens when the reader asks for more."""
    parts = '<div class="bb-extra-parts">${value}</div>'
    return f'<details class="bb-extra"><summary>{controls.safe(p.words["extra"])}</summary>{parts}</details>'


def _guesses(p: Page) -> controls.Control:
    """The prediction, none yet."""
    guesses = [(str(n), f"{n}%") for n in p.data["percents"][1:]] + [("skip", p.words["guess_skip"])]
    return controls.chips("guess", p.words["guess"], guesses, None)


def _setup(p: Page) -> Parts:
    """The two faces and the recipe."""
    s = p.start()
    a, b = _strip("a", p, s.a, s.b), _strip("b", p, s.b, s.a)
    with gr.Column(elem_classes="bb-recipe"):
        recipe = gr.HTML(**controls.chips("recipe", p.words["recipe"], p.recipes(), s.recipe))
        made = gr.HTML(**controls.shown(p.made(s), HINT))
    return {"a": a, "b": b, "recipe": recipe, "made": made}


def _strip(side: str, p: Page, chosen: str, other: str) -> gr.HTML:
    """One row of faces that scrolls by itself where it does not fit."""
    control = controls.pictures(side, p.words[f"pick_{side}"], p.portraits(), chosen, other)
    return gr.HTML(**control | {"js_on_load": control["js_on_load"] + TO_THE_CHOSEN}, elem_classes="bb-pick")


def _stage(p: Page) -> Parts:
    """The picture and the slider below it."""
    s = p.start()
    slider = controls.slider("amount", p.words["amount"], p.data["percents"], p.share(s))
    return {"stage": gr.HTML(**controls.shown(p.stage(s))), "amount": gr.HTML(**slider)}


def _more(p: Page) -> Parts:
    """What is said about the picture, the steps, the overlay, reset."""
    w, s = p.words, p.start()
    views = [("morph", w["view_morph"])] + [(name, w[f"step_{name}"]) for name in p.data["steps"]]
    view = gr.HTML(**controls.chips("view", w["view"], views, "morph"), elem_classes="bb-view")
    says = gr.HTML(**controls.shown(p.says(s), controls.SAYS), elem_classes="bb-says-host")
    with gr.Row(elem_classes="bb-row"):
        mesh = gr.HTML(**controls.switch(w["overlay"]))
        reset = gr.Button(w["reset"], elem_classes="bb-reset", scale=0)
    explain = gr.HTML(**controls.shown(""), elem_classes="bb-why")
    ahead = gr.HTML(**controls.shown(p.ahead(s)), elem_classes="bb-ahead")
    return {"says": says, "view": view, "mesh": mesh, "reset": reset, "explain": explain, "ahead": ahead}


def _wire(p: Page, c: Parts) -> None:
    """Which control changes what; every handler is a pure function of what is chosen.

    They are coroutines only because Gradio then calls them without a detour through a thread.
    """
    inputs = [c[k] for k in ("a", "b", "guess", "view", "amount", "mesh", "recipe")]
    shown = [c[k] for k in ("stage", "says", "explain", "amount")]

    def draw(*chosen: Any, **slider: Any) -> list[Any]:
        s = Shown(*chosen)
        told = gr.update(told=p.share(s), **slider)
        return [p.stage(s), p.says(s), p.explain(s), told]

    async def drawn(*chosen: Any) -> list[Any]:
        return draw(*chosen)

    async def picked(a: str, b: str, *rest: Any) -> list[Any]:
        s = Shown(a, b, *rest)
        return [*draw(a, b, *rest), gr.update(barred=b), gr.update(barred=a), p.ahead(s), p.made(s), p.extras(s)]

    async def cooked(*chosen: Any) -> list[Any]:
        s = Shown(*chosen)
        return [*draw(*chosen), p.made(s), p.ahead(s)]

    async def guessed(*chosen: Any) -> list[Any]:
        return draw(*chosen, locked=False)

    async def moved(a: str, b: str, guess: str | None, _: str, *rest: Any) -> list[Any]:
        return [*draw(a, b, guess, "morph", *rest), "morph"]

    async def reset() -> list[Any]:
        s = p.start()
        faces = [gr.update(value=s.a, barred=s.b), gr.update(value=s.b, barred=s.a)]
        start = draw(s.a, s.b, s.guess, s.view, s.percent, s.mesh, value=0, locked=True)
        return [*start, *faces, p.ahead(s), gr.update(value=None), "morph", False, s.recipe, p.made(s), p.extras(s)]

    faces, back = [c["a"], c["b"], c["ahead"]], ("guess", "view", "mesh", "recipe", "made", "extras")
    for side in ("a", "b"):
        c[side].pick(picked, inputs, [*shown, *faces, c["made"], c["extras"]], **controls.QUIET)
    c["recipe"].pick(cooked, inputs, [*shown, c["made"], c["ahead"]], **controls.QUIET)
    c["guess"].pick(guessed, inputs, shown, **controls.QUIET)
    c["amount"].pick(moved, inputs, [*shown, c["view"]], **controls.QUIET)
    c["view"].pick(drawn, inputs, shown, **controls.QUIET)
    c["mesh"].pick(drawn, inputs, shown, **controls.QUIET)
    c["reset"].click(reset, None, [*shown, *faces, *(c[k] for k in back)], **controls.QUIET)
