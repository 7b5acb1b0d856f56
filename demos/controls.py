"""Plain, accessible HTML controls for the Gradio pages, as arguments for ``gr.HTML``.

Gradio's own radio buttons form no group (arrow keys, legend) and its slider is labelled in English.
Each control lists what it ``offers``; the gate refuses every other value.
"""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import Any

Control = dict[str, Any]

QUIET: Control = {
    "queue": False,
    "show_progress": "hidden",
    "trigger_mode": "always_last",
    "api_visibility": "undocumented",
}
"""How every event is wired: at once, without a sign of waiting, the last choice wins, no line in the API."""
SAYS = '<p class="bb-says" role="status" aria-live="polite">${value}</p>'
"""What the demo says about a choice: read out when it changes."""

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
PRESS = """
element.addEventListener("click", (e) => {
  if (e.target.closest("button")) { props.value = !props.value; trigger("pick"); }
});
"""
TABS = """
const tabs = [...element.querySelectorAll("[role=tab]")];
const panel = (tab) => document.getElementById(tab.getAttribute("aria-controls"));
const open = (chosen) => tabs.forEach((tab) => {
  tab.setAttribute("aria-selected", tab === chosen);
  tab.tabIndex = tab === chosen ? 0 : -1;
  panel(tab).setAttribute("role", "tabpanel");
  panel(tab).setAttribute("aria-labelledby", tab.id);
  panel(tab).hidden = tab !== chosen;
});
const ready = () => tabs.every(panel) ? open(tabs[0]) : requestAnimationFrame(ready);
ready();
element.addEventListener("click", (e) => { if (e.target.closest("[role=tab]")) open(e.target.closest("[role=tab]")); });
element.addEventListener("keydown", (e) => {
  const here = tabs.indexOf(e.target), last = tabs.length - 1;
  const right = here === last ? 0 : here + 1, left = here ? here - 1 : last;
  const next = { ArrowRight: right, ArrowLeft: left, Home: 0, End: last }[e.key];
  if (here < 0 || next === undefined) return;
  e.preventDefault(); open(tabs[next]); tabs[next].focus();
});
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


def chips(
    name: str, legend: str, choices: Sequence[tuple[str, str]], value: str | None, locked: bool = False
) -> Control:
    """A group of short choices, (value, words) each; ``value`` may be None, for none yet.

    The page can lock the group (``locked``) and hide it (``away``).
    """
    inside = "".join(_radio(name, v, f"<span>{safe(words)}</span>", "bb-chip") for v, words in choices)
    states = '${locked ? "disabled" : ""} ${away ? "hidden" : ""}'
    group = f'<fieldset {states}><legend>{safe(legend)}</legend><div class="bb-chips">{inside}</div></fieldset>'
    offers = [v for v, _ in choices] + ([None] if value is None else [])
    return _control(value, group, RADIO, offers, barred="", locked=locked, away=False)


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


def slider(name: str, label: str, steps: Sequence[int], told: str, marks: Sequence[object] = ()) -> Control:
    """A slider over evenly spaced whole ``steps``, locked at first; ``told`` is its value in words.

    ``marks`` stand below it; without any, the ends and the middle in numbers.
    """
    low, high = steps[0], steps[-1]
    ticks = "".join(f"<span>{safe(n)}</span>" for n in marks or (low, (low + high) // 2, high))
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


def press(label: str) -> Control:
    """A button that opens something and closes it again; locked at first."""
    states = 'aria-expanded="${value}" ${locked ? "disabled" : ""}'
    button = f'<button type="button" class="bb-reset" {states}>{safe(label)}</button>'
    return _control(False, button, PRESS, (True, False), locked=True)


def tabs(name: str, label: str, choices: Sequence[tuple[str, str]]) -> Control:
    """A list of tabs, (value, words) each; a tab opens the element with the id ``bb-panel-<value>`` in the browser.

    Nothing is sent, so there is nothing that the gate would have to check.
    """
    inside = "".join(
        f'<button type="button" role="tab" id="bb-{name}-{v}" aria-controls="bb-panel-{v}">{safe(words)}</button>'
        for v, words in choices
    )
    tablist = f'<div role="tablist" aria-label="{safe(label)}">{inside}</div>'
    return _control(None, tablist, TABS, ())


def shown(value: str, template: str = "${value}", **props: Any) -> Control:
    """HTML that only shows something and reads nothing."""
    return {"value": value, "html_template": template, "js_on_load": None, "apply_default_css": False, **props}
