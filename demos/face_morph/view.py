"""The morph page as HTML: what each choice shows and says. No Gradio here; ``app`` wires it up."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any

from demos.face_morph import addresses
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
    recipe: str = addresses.PLAIN

    @property
    def plain(self) -> bool:
        """Whether the whole picture is mixed, so that there is no direction and an overlay exists."""
        return self.recipe == addresses.PLAIN


class Page:
    """Turns choices into HTML, in one language. Mirrors ``element.js``."""

    def __init__(self, lang: Lang, base: str) -> None:
        """``base``: address of the frames folder as seen from the page."""
        self.data, self.base = addresses.manifest(lang), base
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
        """The average has no direction: its files, the steps and the overlays exist for a < b only."""
        return (s.a, s.b, percent) if s.a < s.b else (s.b, s.a, 100 - percent)

    def _address(self, s: Shown, percent: int) -> str:
        if s.a == s.b:
            return f"{self.base}/{addresses.thumb(s.a)}"
        pair = self._ordered(s, percent) if s.plain else (s.a, s.b, percent)
        return f"{self.base}/{addresses.frame(s.recipe, *pair)}"

    def alt(self, s: Shown) -> str:
        """Alternative text of the picture in this state."""
        values = self._values(s)
        if s.view != "morph" and s.a != s.b:
            return self.words[f"alt_{s.view}"].format(**values)
        one = self.faces[s.b if s.percent == 100 else s.a]
        alone = s.percent == 0 or (s.percent == 100 and s.plain) or s.a == s.b
        mixed = self.words["alt_morph" if s.plain else "alt_inner"].format(**values)
        told = self.words["alt_single"].format(**one) if alone else mixed
        return f"{told} {self.words['alt_overlay']}" if s.mesh and s.plain else told

    def share(self, s: Shown) -> str:
        """Both shares in words, such as "얼굴 2: 60% · 얼굴 8: 40%"."""
        return self.words["share" if s.plain else "share_inner"].format(**self._values(s))

    def made(self, s: Shown) -> str:
        """One sentence on how this picture was made."""
        return escape(self.words[f"recipe_{s.recipe}_says"].format(**self._values(s)))

    def recipes(self) -> list[tuple[str, str]]:
        """Every way to make a morph, with its name."""
        return [(r, self.words[f"recipe_{r}"]) for r in self.data["recipes"]]

    def stage(self, s: Shown) -> str:
        """Picture, overlay and shares."""
        a, b, percent = self._ordered(s, s.percent)
        if s.view == "morph" or s.a == s.b:
            source, mesh = self._address(s, s.percent), s.mesh and s.plain and s.a != s.b
        else:
            source, mesh = f"{self.base}/{addresses.step(a, b, s.view)}", False
        over = f'<img src="{self.base}/{addresses.overlay(a, b, percent)}" width="512" height="512" alt="">'
        return (
            f'<figure><img data-part="picture" src="{source}" width="512" height="512" decoding="sync" '
            f'alt="{escape(self.alt(s))}">{over if mesh else ""}</figure>'
            f'<p class="bb-share">{self._end(s.a)}<span{"" if s.view == "morph" else " hidden"}>'
            f"{escape(self.share(s))}</span>{self._end(s.b)}</p>"
        )

    def _end(self, face: str) -> str:
        """The face that stands at one end of the slider; its name is in the words beside it."""
        return f'<img src="{self.base}/{addresses.thumb(face)}" width="256" height="256" alt="" decoding="sync">'

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

    def extras(self, s: Shown) -> str:
        """What compares: the pair under every recipe, who is shaped most like the first face, the average of all."""
        half = self._values(Shown(s.a, s.b, None, "morph", 50, False))
        recipes, near = [], []
        for recipe, name in self.recipes() if s.a != s.b else []:
            now = Shown(s.a, s.b, None, "morph", 50, False, recipe)
            alt = self.words["alt_morph" if now.plain else "alt_inner"].format(**half)
            recipes.append((self._address(now, 50), alt, name))
        for fid in (s.a, *self.data["near"][s.a]):
            face = self.faces[fid]
            near.append((f"{self.base}/{face['thumb']}", self.words["alt_single"].format(**face), face["name"]))
        mean = [(f"{self.base}/{self.data['mean']}", self.words["alt_mean"], self.words["mean"])]
        rows = (("recipes", recipes), ("near", near), ("mean", mean))
        return "".join(self._extra(key, pictures) for key, pictures in rows)

    def _extra(self, key: str, pictures: list[tuple[str, str, str]]) -> str:
        figures = "".join(
            f'<figure><img loading="lazy" src="{source}" width="256" height="256" alt="{escape(alt)}">'
            f"<figcaption>{escape(name)}</figcaption></figure>"
            for source, alt, name in pictures
        )
        title, says = escape(self.words[f"extra_{key}"]), escape(self.words[f"extra_{key}_says"])
        body = f'<h3>{title}</h3><div class="bb-extra-row">{figures}</div><p>{says}</p>'
        return f'<div class="bb-extra-part">{body}</div>'

    def portraits(self) -> list[tuple[str, str, str, str]]:
        """Value, name, alt text and address of every face that can be picked."""
        return [(f["id"], f["name"], f["looks"], f"{self.base}/{f['thumb']}") for f in self.data["faces"]]
