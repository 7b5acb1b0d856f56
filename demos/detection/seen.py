"""What heat maps are worth: how well "bright" finds the blended face, with the control that most demos omit.

Per method and journey the pixel AUC of the inner face against the rest (0.5: the map does not point there),
raw and "against honest pictures of other people", on honest and on blended pictures. A map is fair only if the
honest pictures stay near 0.5.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from demos.detection import maps, metrics, texture
from demos.detection.gather import MAPPED, Mapped
from demos.detection.protocol import Folds
from demos.detection.rates import Number

Pointed = dict[str, list[tuple[Mapped, float]]]


def report(mapped: Sequence[Mapped], fold_of: Folds) -> dict[str, Any]:
    """For each method and journey: raw and controlled AUC of honest and of blended pictures."""
    found: dict[str, Any] = {}
    for method in maps.MAPS:
        found[method] = {}
        for journey in MAPPED:
            own = [m for m in mapped if m.method == method and m.journey == journey]
            found[method][journey] = _numbers(_pointed(own, fold_of))
    found["texture"] = {
        journey: _numbers(_learnt([m for m in mapped if m.method == "texture" and m.journey == journey], fold_of))
        for journey in MAPPED
    }
    return found


def _learnt(own: Sequence[Mapped], fold_of: Folds) -> Pointed:
    """The same for the learnt map: weights and control come from the other folds."""
    inside, found = texture.oval(), Pointed(raw=[], controlled=[])
    for fold in sorted(set(fold_of.values())):
        others = [m for m in own if fold_of[m.people[0]] != fold]
        sides = [[m.field.astype(np.float32) for m in others if m.morph is morph] for morph in (False, True)]
        for name in found:
            model = texture.learn(sides[0], sides[1], name == "controlled")
            for m in own:
                if fold_of[m.people[0]] == fold:
                    found[name].append((m, maps.pixel_auc(model.seen(m.field.astype(np.float32)), inside)))
    return found


def _pointed(own: Sequence[Mapped], fold_of: Folds) -> Pointed:
    """AUC of every map, raw and against the control of the other folds' honest pictures."""
    inside, found = maps.oval(), Pointed(raw=[], controlled=[])
    for fold in sorted(set(fold_of.values())):
        others = [m.field.astype(np.float32) for m in own if not m.morph and fold_of[m.people[0]] != fold]
        control = maps.control(others)
        for m in own:
            if fold_of[m.people[0]] == fold:
                field = m.field.astype(np.float32)
                found["raw"].append((m, maps.pixel_auc(field, inside)))
                found["controlled"].append((m, maps.pixel_auc(control.against(field), inside)))
    return found


def _numbers(found: Pointed) -> dict[str, Number]:
    told = {}
    for name, values in found.items():
        sides = [[(v, "+".join(m.people)) for m, v in values if m.morph is morph] for morph in (False, True)]
        flat = [(np.array([v for v, _ in side]), [who for _, who in side]) for side in sides]
        for word, statistic in (("honest", _first), ("blended", _second)):
            estimate = metrics.bootstrap(statistic, flat[0], flat[1], 200)
            told[f"{name}_{word}"] = [round(v, 3) for v in (estimate.value, estimate.low, estimate.high)]
    return told


def _first(honest: metrics.Scores, blended: metrics.Scores) -> float:
    return float(honest.mean())


def _second(honest: metrics.Scores, blended: metrics.Scores) -> float:
    return float(blended.mean())
