"""Pieces of HTML that the lab's page is put together from. Pure; mirrored by ``element.js``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from demos.detector.model import OUTCOMES

ROW = 10
SHAPES = {
    "alarm": "M{x} {top}l4 7.4h-8z",
    "silent": "M{left} {y}a3.2 3.2 0 1 0 6.4 0a3.2 3.2 0 1 0 -6.4 0",
    "pass": "M{left} {y}a3.2 3.2 0 1 0 6.4 0a3.2 3.2 0 1 0 -6.4 0",
}
"""A triangle, a ring, a disc: the three can be told apart without colour."""


def figure(source: str, alt: str, label: str, more: str = "") -> str:
    """A picture with its label below."""
    image = f'<img{more} src="{source}" width="512" height="512" decoding="sync" alt="{escape(alt)}">'
    return f"<figure>{image}<figcaption>{escape(label)}</figcaption></figure>"


def bar(name: str, says: str, number: Sequence[int]) -> str:
    """One row of a list: a name, a sentence, and a bar of 0 to 100 with its interval."""
    value, low, high = number
    drawn = f'<span class="bb-lab-bar" aria-hidden="true" style="--v:{value};--low:{low};--high:{high}"></span>'
    return f"<li><strong>{escape(name)}</strong> <span>{escape(says)}</span>{drawn}</li>"


def drawing(counts: Sequence[int]) -> str:
    """A hundred shapes in ten rows: alarms first, then the silent ones, then those that pass."""
    found, n = [], 0
    for key, count in zip(OUTCOMES, counts, strict=True):
        d = "".join(_shape(key, place) for place in range(n, n + count))
        found.append(f'<path class="is-{key}" d="{d}"/>')
        n += count
    return "".join(found)


def _shape(key: str, place: int) -> str:
    x, y = place % ROW * 10 + 5, place // ROW * 10 + 5
    values = {"x": f"{x}", "y": f"{y}", "top": f"{y - 3.7:.1f}", "left": f"{x - 3.2:.1f}"}
    return SHAPES[key].format(**values)


def hundred(counts: Sequence[int], title: str, says: str) -> str:
    """A hundred pictures as shapes, with the same told in a sentence."""
    label = f' role="img" aria-label="{escape(says)}"'
    return (
        f'<figure><h3>{escape(title)}</h3><svg viewBox="0 0 100 100"{label}>{drawing(counts)}</svg>'
        f'<figcaption aria-hidden="true">{escape(says)}</figcaption></figure>'
    )


def key(words: Mapping[str, str], outcomes: Sequence[str] = OUTCOMES) -> str:
    """What the shapes mean."""
    items = "".join(
        f'<li><svg viewBox="0 0 10 10" aria-hidden="true"><path class="is-{name}" d="{_shape(name, 0)}"/></svg>'
        f"{escape(words[f'dot_{name}'])}</li>"
        for name in outcomes
    )
    return f'<ul class="bb-lab-key">{items}</ul>'
