"""The morph page as HTML: what each choice shows and says. No Gradio here; ``app`` wires it up."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any

from demos.face_morph import frames
from demos.faces import Lang


@dataclass(frozen=True)
class Shown:
    """What the pupil has chosen; everything on the page follows from it."""

    a: str
    b: str
    guess: str | None
    view: str
    percent: int
    mesh: bool


class Page:
    """Turns choices into HTML, in one language. Mirrors ``element.js``."""

    def __init__(self, lang: Lang, base: str) -> None:
        """``base``: address of the frames folder as seen from the page."""
        self.data, self.base = frames.manifest(lang), base
        self.words: dict[str, str] = self.data["words"]
        self.faces = {face["id"]: face for face in self.data["faces"]}

    def start(self) -> Shown:
        """The state at the beginning and after a reset."""
        a, b = self.data["first"]
        return Shown(a, b, None, "morph", 0, False)

    def _values(self, s: Shown) -> dict[str, Any]:
        names = {"a": self.faces[s.a]["name"], "b": self.faces[s.b]["name"]}
        return {**names, "pa": 100 - s.percent, "pb": s.percent, "now": s.percent, "guess": s.guess}

    def _ordered(self, s: Shown, percent: int) -> tuple[str, str, int]:
        """The average has no direction: files exist for a < b only."""
        return (s.a, s.b, percent) if s.a < s.b else (s.b, s.a, 100 - percent)

    def _address(self, s: Shown, percent: int) -> str:
        if s.a == s.b:
            return f"{self.base}/{frames.thumb(s.a)}"
        return f"{self.base}/{frames.frame(*self._ordered(s, percent))}"

    def alt(self, s: Shown) -> str:
        """Alternative text of the picture in this state."""
        values = self._values(s)
        if s.view != "morph" and s.a != s.b:
            return self.words[f"alt_{s.view}"].format(**values)
        one = self.faces[s.b if s.percent == 100 else s.a]
        alone = s.percent in (0, 100) or s.a == s.b
        told = self.words["alt_single"].format(**one) if alone else self.words["alt_morph"].format(**values)
        return f"{told} {self.words['alt_overlay']}" if s.mesh else told

    def share(self, s: Shown) -> str:
        """Both shares in words, such as "얼굴 2: 60% · 얼굴 8: 40%"."""
        return self.words["share"].format(**self._values(s))

    def stage(self, s: Shown) -> str:
        """Picture, overlay and shares."""
        a, b, percent = self._ordered(s, s.percent)
        if s.view == "morph" or s.a == s.b:
            source, mesh = self._address(s, s.percent), s.mesh and s.a != s.b
        else:
            source, mesh = f"{self.base}/{frames.step(a, b, s.view)}", False
        over = f'<img src="{self.base}/{frames.overlay(a, b, percent)}" width="512" height="512" alt="">'
        return (
            f'<figure><img data-part="picture" src="{source}" width="512" height="512" decoding="sync" '
            f'alt="{escape(self.alt(s))}">{over if mesh else ""}</figure>'
            f'<p class="bb-share"{"" if s.view == "morph" else " hidden"}>{escape(self.share(s))}</p>'
        )

    def _reached(self, s: Shown) -> bool:
        if s.guess is None or s.view != "morph" or s.a == s.b:
            return False
        return s.percent > 0 if s.guess == "skip" else s.percent >= int(s.guess)

    def _key(self, s: Shown) -> str:
        if s.a == s.b:
            return "same"
        if s.view != "morph":
            return f"step_{s.view}_says"
        if s.guess is None:
            return "says_wait"
        if s.percent == 0:
            return "says_ready"
        if s.guess == "skip":
            return "says_free"
        return "says_after" if self._reached(s) else "says_before"

    def says(self, s: Shown) -> str:
        """The one sentence about this state, read out politely."""
        return escape(self.words[self._key(s)].format(**self._values(s)))

    def explain(self, s: Shown) -> str:
        """Why there is no right answer; empty until the prediction is reached."""
        if not self._reached(s):
            return ""
        title, seam, consent = (escape(self.words[f"explain_{k}"]) for k in ("title", "seam", "consent"))
        return f'<div class="bb-explain-box"><strong>{title}</strong><p>{seam}</p><p>{consent}</p></div>'

    def ahead(self, s: Shown) -> str:
        """All pictures of the pair, unseen, so that the slider finds them loaded."""
        images = (f'<img src="{self._address(s, p)}" alt="">' for p in self.data["percents"])
        return f"<div hidden>{''.join(images)}</div>"

    def portraits(self) -> list[tuple[str, str, str, str]]:
        """Value, name, alt text and address of every face that can be picked."""
        return [(f["id"], f["name"], f["looks"], f"{self.base}/{f['thumb']}") for f in self.data["faces"]]
