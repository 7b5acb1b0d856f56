"""The lab as HTML: what each choice shows and says. No Gradio here; ``app`` wires it up. Mirrored by ``element.js``."""

from __future__ import annotations

from dataclasses import dataclass, replace
from html import escape
from typing import Any

from demos.detector import addresses, model, parts
from demos.faces import Lang


@dataclass(frozen=True)
class Shown:
    """What the pupil has chosen; everything on the page follows from it. ``rate`` is a place in ``model.RATES``."""

    pic: str
    guess: str | None = None
    journey: str = "original"
    view: str = "photo"
    rate: int = 0
    open: bool = False
    whose: str = "a"
    after: str = "q87"

    @property
    def is_map(self) -> bool:
        """Whether a heat map is looked at, beside its control."""
        return self.view != "photo" and self.guess is not None


class Page:
    """Turns choices into HTML, in one language."""

    def __init__(self, lang: Lang, base: str) -> None:
        """``base``: address of the frames folder as seen from the page."""
        self.data, self.base, self.lang = addresses.manifest(lang), base, lang
        self.words: dict[str, str] = self.data["words"]
        self.pictures = {one["id"]: one for one in self.data["pictures"]}

    def asked(self) -> list[str]:
        """The pictures that can be chosen: all but the control."""
        return [pid for pid in self.pictures if pid != self.data["control"]]

    def start(self, pic: str | None = None) -> Shown:
        """The state at the beginning of a picture; without one, of the first."""
        return Shown(pic or self.asked()[0])

    def say(self, key: str, **values: object) -> str:
        """A sentence with its blanks filled, safe for HTML."""
        return escape(self.words[key].format(**values))

    def way(self, journey: str) -> str:
        """Name of a journey."""
        return self.words[f"journey_{journey}"]

    def told(self, s: Shown, pid: str | None = None) -> dict[str, Any]:
        """What was recorded for a picture (the chosen one if not given) after the chosen journey."""
        found: dict[str, Any] = self.pictures[pid or s.pic]["after"][s.journey]
        return found

    def strong(self, s: Shown, side: str) -> str:
        """Where the map is strongest, in words; ``side`` is this or control. Not yet escaped."""
        pid = s.pic if side == "this" else self.data["control"]
        places = self.told(s, pid)["maps"][s.view]
        if not places:
            return self.words[f"plain_{side}"]
        return self.words[f"strong_{side}"].format(places=", ".join(self.words[f"region_{p}"] for p in places))

    def stage(self, s: Shown) -> str:
        """The picture, or its map with the map of the honest picture beside it."""
        n, way = self.pictures[s.pic]["n"], self.way(s.journey)
        label = self.words["label_this"].format(n=n)
        if not s.is_map:
            alt = self.words["alt_photo"].format(n=n, journey=way)
            only = parts.figure(self._at(addresses.picture(s.pic, s.journey)), alt, label, ' data-part="picture"')
            return f'<div class="bb-lab-pair">{only}</div>'
        values = {"view": self.words[f"view_{s.view}"], "journey": way}
        alt = self.words["alt_map"].format(n=n, strong=self.strong(s, "this"), **values)
        beside = self.words["alt_control"].format(strong=self.strong(s, "control"), **values)
        ours = parts.figure(self._at(addresses.heat(s.pic, s.journey, s.view)), alt, label, ' data-part="picture"')
        source = self._at(addresses.heat(self.data["control"], s.journey, s.view))
        return (
            f'<div class="bb-lab-pair is-two">{ours}{parts.figure(source, beside, self.words["label_control"])}</div>'
        )

    def _at(self, address: str) -> str:
        return f"{self.base}/{address}"

    def says(self, s: Shown) -> str:
        """What has changed, in one sentence or two; read out politely, once."""
        if s.guess is None:
            return self.say("wait")
        told = self.told(s)
        key = "says_silent" if told["said"] is None else "says_ready"
        said = self.say(key, journey=self.way(s.journey), said=told["said"])
        return f"{said} {escape(self.strong(s, 'this'))}" if s.is_map else said

    def legend(self, s: Shown) -> str:
        """How to read the map; empty beside the plain picture."""
        if not s.is_map:
            return ""
        kind = "raw" if s.view == addresses.MAPS[0] else "compared"
        low, high = self.say(f"{kind}_low"), self.say(f"{kind}_high")
        ramp = f'<p class="bb-lab-ramp is-{kind}"><span>{low}</span><i aria-hidden="true"></i><span>{high}</span></p>'
        lines = (
            self.words[f"{kind}_plain"],
            self.words[f"map_{s.view}"],
            self.strong(s, "this"),
            self.strong(s, "control"),
        )
        told = "".join(f"<p>{escape(line)}</p>" for line in (*lines, self.words["map_careful"]))
        return f'<div class="bb-lab-legend">{ramp}{told}</div>'

    def scores(self, s: Shown) -> str:
        """How common each method's score is among honest pictures."""
        if s.guess is None:
            return ""
        above = self.told(s)["above"]
        names = [name for name in self.data["methods"] if name in above]
        rows = "".join(parts.bar(self.words[f"method_{m}"], self._counted("above", above[m]), above[m]) for m in names)
        title, help_ = self.say("scores"), self.say("scores_says")
        return f'<h2>{title}</h2><p class="bb-lab-small">{help_}</p><ul class="bb-lab-bars">{rows}</ul>'

    def _counted(self, key: str, number: list[int]) -> str:
        n, low, high = number
        return self.words[key].format(n=n, low=low, high=high)

    def answer(self, s: Shown) -> str:
        """The fused answer or "I can't tell", and what becomes of a hundred pictures of either kind."""
        if s.guess is None:
            return ""
        told, w = self.told(s), self.words
        is_silent = told["said"] is None
        lines = [told["why"]] if is_silent else [w["answer_half"], w[f"answer_{told['state']}"], told["took"]]
        big = w["answer_silent"] if is_silent else told["said"]
        said = "".join(f"<p>{escape(line)}</p>" for line in lines if line)
        kind = " is-silent" if is_silent else ""
        box = f'<div class="bb-lab-answer{kind}"><p class="bb-lab-big">{escape(big)}</p>{said}</div>'
        sides = "".join(self._hundred(self.data["dots"][s.journey][side], f"dots_{side}") for side in model.SIDES)
        title = self.say("dots", journey=self.way(s.journey))
        key, small = parts.key(w), f'<p class="bb-lab-small">{self.say("dots_range")}</p>'
        dots = f'<h2>{title}</h2>{key}<div class="bb-lab-hundreds">{sides}</div>{small}'
        return f"<h2>{self.say('answer')}</h2>{box}{dots}"

    def _hundred(self, told: dict[str, Any], title: str) -> str:
        return parts.hundred(told["counts"], self.words[title], told["says"])

    def rate_told(self, s: Shown) -> str:
        """Where the base-rate slider stands and what an alarm is worth there, for a screen reader."""
        return f"{self.words['rate_told'].format(of=model.RATES[s.rate])}. {self.data['right'][s.journey][s.rate]}"

    def rated(self, s: Shown) -> str:
        """What an alarm is worth at this base rate."""
        if s.guess is None:
            return ""
        right = self.data["right"][s.journey][s.rate]
        more = "" if right == self.words["rate_none"] else f'<p class="bb-lab-small">{self.say("rate_more")}</p>'
        return f'<p class="bb-lab-right">{escape(right)}</p>{more}'

    def truth(self, s: Shown) -> str:
        """Who is in it, beside what the pupil and the detector said; empty until it is asked for."""
        if s.guess is None or not s.open:
            return ""
        one, told = self.pictures[s.pic], self.told(s)
        is_two, w = len(one["people"]) == 2, self.words
        mine = w["mine"].format(guess=w[f"guess_{s.guess}"], fits=w[model.fits(s.guess, is_two)])
        judged = w[model.judged(told["state"], is_two)].format(journey=self.way(s.journey), said=told["said"])
        rest = "".join(f"<p>{escape(line)}</p>" for line in (mine, judged, w["point"]))
        head = f"<h2>{self.say('truth')}</h2><p><strong>{escape(one['truth'])}</strong></p>"
        return f'<div class="bb-lab-truth">{head}{rest}</div>'

    def with_second(self, s: Shown) -> bool:
        """Whether the second person may be compared with: only once the answer has been seen."""
        return s.guess is not None and s.open and len(self.pictures[s.pic]["people"]) == 2

    def settled(self, s: Shown) -> Shown:
        """The same without a choice that is not open: nothing gives the answer away before it is asked for."""
        return s if self.with_second(s) else replace(s, whose="a")
