"""Plain, accessible HTML controls for the Gradio pages, as arguments for ``gr.HTML``.

Gradio's own radio buttons form no group (arrow keys, legend) and its slider is labelled in English.
Each control lists what it ``offers``; the gate refuses every other value.
"""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import Any

Control = dict[str, Any]

RADIO = """
element.addEventListener("change", (e) => {
  e.stopPropagation(); props.value = e.target.value; trigger("pick");
});
watch("value", () => element.querySelectorAll("input").forEach((i) => { i.checked = i.value === props.value; }));
"""
SLIDER = """
element.addEventListener("input", (e) => {
  e.stopPropagation(); props.value = Number(e.target.value); trigger("pick");
});
element.addEventListener("change", (e) => e.stopPropagation());
watch("value", () => { element.querySelector("input").value = props.value; });
"""
SWITCH = """
element.addEventListener("change", (e) => {
  e.stopPropagation(); props.value = e.target.checked; trigger("pick");
});
watch("value", () => { element.querySelector("input").checked = props.value; });
"""


def safe(text: object) -> str:
    """Text for a template: no HTML, nor anything that the template language would run."""
    plain = html.escape(str(text))
    for sign in "`$\\{}":
        plain = plain.replace(sign, f"&#{ord(sign)};")
    return plain


def _control(value: object, template: str, script: str, offers: Sequence[object], **props: Any) -> Control:
    shared = {"apply_default_css": False, "html_template": template, "js_on_load": script}
    return {"value": value, **shared, "offers": list(offers), **props}


def _radio(name: str, value: str, inside: str, kind: str) -> str:
    """One choice; it is ticked when it is the ``value`` and off when it is ``barred``."""
    states = f'${{value === "{value}" ? "checked" : ""}} ${{barred === "{value}" ? "disabled" : ""}}'
    box = f'<input type="radio" name="bb-{name}" value="{value}" {states}>'
    return f'<label class="{kind}">{box}{inside}</label>'


def chips(name: str, legend: str, choices: Sequence[tuple[str, str]], value: str | None) -> Control:
    """A group of short choices, (value, words) each; ``value`` may be None, for none yet."""
    inside = "".join(_radio(name, v, f"<span>{safe(words)}</span>", "bb-chip") for v, words in choices)
    group = f'<fieldset><legend>{safe(legend)}</legend><div class="bb-chips">{inside}</div></fieldset>'
    offers = [v for v, _ in choices] + ([None] if value is None else [])
    return _control(value, group, RADIO, offers, barred="")


def pictures(name: str, legend: str, faces: Sequence[tuple[str, str, str, str]], value: str, barred: str) -> Control:
    """A group of small pictures, (value, name, alt text, address) each."""
    inside = "".join(
        _radio(
            name,
            v,
            f'<img src="{safe(src)}" width="256" height="256" alt="{safe(alt)}"><span>{safe(words)}</span>',
            "bb-face-choice",
        )
        for v, words, alt, src in faces
    )
    group = f'<fieldset><legend>{safe(legend)}</legend><div class="bb-faces-pick">{inside}</div></fieldset>'
    return _control(value, group, RADIO, [face[0] for face in faces], barred=barred)


def slider(name: str, label: str, steps: Sequence[int], told: str) -> Control:
    """A slider over evenly spaced whole ``steps``, locked at first; ``told`` is its value in words."""
    low, high = steps[0], steps[-1]
    ticks = "".join(f"<span>{n}</span>" for n in (low, (low + high) // 2, high))
    template = (
        f'<div class="bb-slide-row"><label for="bb-{name}">{safe(label)}</label>'
        f'<input type="range" id="bb-{name}" min="{low}" max="{high}" step="{steps[1] - low}" '
        'value="${value}" aria-valuetext="${told}" ${locked ? "disabled" : ""}>'
        f'<div class="bb-ticks" aria-hidden="true">{ticks}</div></div>'
    )
    return _control(low, template, SLIDER, steps, told=told, locked=True)


def switch(label: str) -> Control:
    """A check box, off at first."""
    box = '<input type="checkbox" ${value ? "checked" : ""}>'
    return _control(False, f'<label class="bb-check">{box}{safe(label)}</label>', SWITCH, (True, False))


def shown(value: str, template: str = "${value}", **props: Any) -> Control:
    """HTML that only shows something and reads nothing."""
    return {"value": value, "html_template": template, "js_on_load": None, "apply_default_css": False, **props}
