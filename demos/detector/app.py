"""The lab as a Gradio page: the same words, pictures and states as the on-page element.

There is no control that takes a picture, and no function here that could measure one.
"""

from __future__ import annotations

from html import escape
from typing import Any, cast

import gradio as gr

from demos import controls
from demos.detector import addresses, further, model
from demos.detector.view import Page, Shown
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
"""
TRUTH = '<div role="status" aria-live="polite">${value}</div>'
INPUTS = ("pic", "guess", "journey", "view", "rate", "open", "whose", "after")
Parts = dict[str, Any]


def build(lang: str, page: gr.Blocks, base: str) -> None:
    """Lay out the page and wire it; ``base`` is the address of the frames as seen from the page."""
    p = Page(cast(Lang, lang), base)
    with gr.Column(elem_classes="bb-lab-host"), gr.Column(elem_classes="bb-lab"):
        title = f"<h1>{escape(p.words['title'])}</h1>"
        nobody = f'<p class="bb-nobody">{escape(p.words["nobody"])}</p>'
        gr.HTML(**controls.shown(title + nobody), elem_classes="bb-lab-head")
        c = _choice(p)
        names = [(name, p.words[f"tab_{name}"]) for name in ("one", "two", "three")]
        gr.HTML(**controls.tabs("tab", p.words["tabs"], names), elem_classes="bb-lab-tabs")
        with gr.Column(elem_id="bb-panel-one", elem_classes="bb-lab-one"):
            c |= _one(p)
        with gr.Column(elem_id="bb-panel-two", elem_classes="bb-lab-panel"):
            c |= _two(p)
        with gr.Column(elem_id="bb-panel-three", elem_classes="bb-lab-panel"):
            c |= _three(p)
        gr.HTML(**controls.shown(further.foot(p)), elem_classes="bb-lab-foot")
        c["reset"] = gr.Button(p.words["reset"], elem_classes="bb-lab-again", scale=0)
        c["ahead"] = gr.HTML(**controls.shown(""), elem_classes="bb-ahead")
    _wire(p, c)


def _chips(p: Page, name: str, choices: list[str], value: str | None, locked: bool = True) -> controls.Control:
    """A group of choices whose words are ``<group>_<choice>``."""
    head = "journey" if name == "after" else name
    words = [(one, p.words[f"{head}_{one}"]) for one in choices]
    return controls.chips(name, p.words[name], words, value, locked)


def _choice(p: Page) -> Parts:
    """The picture and the prediction."""
    w = p.words
    faces = [
        (pid, w["label_this"].format(n=p.pictures[pid]["n"]), w["pick_alt"], f"{p.base}/{addresses.thumb(pid)}")
        for pid in p.asked()
    ]
    control = controls.pictures("pic", w["pick"], faces, p.start().pic, "")
    pic = gr.HTML(**control | {"js_on_load": control["js_on_load"] + TO_THE_CHOSEN}, elem_classes="bb-lab-pick")
    guess = gr.HTML(**_chips(p, "guess", ["one", "two", "unsure"], None, False), elem_classes="bb-lab-guess")
    return {"pic": pic, "guess": guess}


def _one(p: Page) -> Parts:
    """One picture: its journey, what to look at, what is said, what it is worth, the answer."""
    s = p.start()
    with gr.Column(elem_classes="bb-lab-stage"):
        c = {"stage": gr.HTML(**controls.shown(p.stage(s)))}
        c["journey"] = gr.HTML(**_chips(p, "journey", p.data["journeys"], s.journey), elem_classes="bb-lab-journey")
        c["view"] = gr.HTML(**_chips(p, "view", ["photo", *p.data["maps"]], s.view), elem_classes="bb-lab-view")
        c["says"] = gr.HTML(**controls.shown(p.says(s), controls.SAYS))
        c["legend"] = gr.HTML(**controls.shown(""))
    with gr.Column(elem_classes="bb-lab-more"):
        c["answer"] = gr.HTML(**controls.shown(""))
        marks = [p.words["rate_told"].format(of=model.RATES[n]) for n in (0, 4, 8)]
        rate = controls.slider("rate", p.words["rate"], range(len(model.RATES)), p.rate_told(s), marks)
        c["rate"] = gr.HTML(**rate, elem_classes="bb-lab-rate")
        c["rated"] = gr.HTML(**controls.shown(""))
    with gr.Column(elem_classes="bb-lab-end"):
        c["scores"] = gr.HTML(**controls.shown(""))
        c["open"] = gr.HTML(**controls.press(p.words["reveal"]))
        c["truth"] = gr.HTML(**controls.shown("", TRUTH))
    return c


def _two(p: Page) -> Parts:
    """The picture beside a trusted one."""
    whose = gr.HTML(**_chips(p, "whose", ["a", "b"], "a") | {"away": True}, elem_classes="bb-lab-whose")
    return {"whose": whose, "second": gr.HTML(**controls.shown(further.second(p, p.start())))}


def _three(p: Page) -> Parts:
    """The careless detector before and after a resend."""
    s, ways = p.start(), p.data["journeys"][1:]
    return {
        "careless": gr.HTML(**controls.shown(further.careless(p, s))),
        "after": gr.HTML(**_chips(p, "after", ways, s.after), elem_classes="bb-lab-after"),
        "hundreds": gr.HTML(**controls.shown("")),
    }


def _wire(p: Page, c: Parts) -> None:
    """Which control changes what; every handler is a pure function of what is chosen.

    They are coroutines only because Gradio then calls them without a detour through a thread.
    """
    inputs = [c[name] for name in INPUTS]
    shown = ("stage", "says", "legend", "answer", "rated", "scores", "truth", "second", "careless", "hundreds", "ahead")
    locks = ("journey", "view", "rate", "open", "whose", "after")

    def draw(s: Shown) -> list[str]:
        one = [p.stage(s), p.says(s), p.legend(s), p.answer(s), p.rated(s), p.scores(s), p.truth(s)]
        return [*one, further.second(p, s), further.careless(p, s), further.hundreds(p, s), further.ahead(p, s)]

    def states(s: Shown, **value: Any) -> list[Any]:
        """Locked until the prediction; given values are set as well."""
        more: dict[str, dict[str, Any]] = {"rate": {"told": p.rate_told(s)}, "whose": {"away": not p.with_second(s)}}
        for name, one in value.items():
            more.setdefault(name, {})["value"] = one
        return [gr.update(locked=s.guess is None, **more.get(name, {})) for name in locks]

    async def drawn(*chosen: Any) -> list[Any]:
        s = Shown(*chosen)
        return [*draw(s), gr.update(told=p.rate_told(s))]

    async def opened(*chosen: Any) -> list[Any]:
        s = Shown(*chosen)
        return [*draw(s), *states(s)]

    async def picked(pic: str, *_: Any) -> list[Any]:
        s = p.start(pic)
        back = {name: getattr(s, name) for name in locks}
        return [*draw(s), *states(s, **back), gr.update(value=None)]

    async def again() -> list[Any]:
        first = p.start().pic
        return [*await picked(first), first]

    outputs = [c[name] for name in shown]
    for name in ("journey", "view", "rate", "whose", "after"):
        c[name].pick(drawn, inputs, [*outputs, c["rate"]], **controls.QUIET)
    for name in ("guess", "open"):
        c[name].pick(opened, inputs, [*outputs, *(c[lock] for lock in locks)], **controls.QUIET)
    back = [*outputs, *(c[lock] for lock in locks), c["guess"]]
    c["pic"].pick(picked, inputs, back, **controls.QUIET)
    c["reset"].click(again, None, [*back, c["pic"]], **controls.QUIET)
