"""The page as HTML: what each choice shows and says, from what was recorded. Mirrors ``element.js``; no Gradio here."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from demos import text
from demos.faces import Lang
from demos.image_hash import addresses
from demos.image_hash.model import COLUMNS, LEVELS, THRESHOLD, distance, found


@dataclass(frozen=True)
class Shown:
    """What the pupil has chosen; everything on the page follows from it."""

    what: str = "pixel"
    guess: str | None = None
    level: int = 1

    @property
    def step(self) -> int:
        """The level, within what this change has."""
        return min(self.level, len(LEVELS[self.what]))

    @property
    def copy(self) -> str:
        """Name of the copy."""
        return addresses.name(self.what, self.step)


class Page:
    """Turns choices into HTML, in one language."""

    def __init__(self, lang: Lang, base: str) -> None:
        """``base``: address of the frames folder as seen from the page."""
        self.base, self.words, self.told = base, text.words(addresses.HERE, lang), addresses.recorded()

    def choices(self, key: str) -> list[tuple[str, str]]:
        """The choices of ``what`` or ``guess``, each with its words."""
        keys = [f"what_{one}" for one in LEVELS] if key == "what" else [f"guess_{one}" for one in addresses.GUESSES]
        return [(one.removeprefix(f"{key}_"), self.words[one]) for one in keys]

    def done(self, s: Shown) -> str:
        """What was done to the copy, in one sentence."""
        key = f"done_{s.what}_{s.step}" if s.what == "recolour" else f"done_{s.what}"
        return self.words[key].format(n=LEVELS[s.what][s.step - 1])

    def level_told(self, s: Shown) -> str:
        """The slider's place in words."""
        return self.words["level_told"].format(n=s.step, of=len(LEVELS[s.what]))

    def alt(self, s: Shown) -> str:
        """Alternative text of the copy."""
        return self.words["alt_other"] if s.what == "other" else self.words["alt_copy"].format(done=self.done(s))

    def stage(self, s: Shown) -> str:
        """Both pictures."""
        first = self._figure(addresses.ORIGINAL, self.words["alt_original"], f"<b>{self._word('original')}</b>")
        told = f"<b>{self._word('copy')}</b> {escape(self.done(s))}"
        return f'<div class="bb-hash-pair">{first}{self._figure(s.copy, self.alt(s), told, "picture")}</div>'

    def _figure(self, one: str, alt: str, told: str, part: str = "original") -> str:
        return (
            f'<figure><img data-part="{part}" src="{self.base}/{addresses.picture(one)}" width="288" height="256" '
            f'decoding="sync" alt="{escape(alt)}"><figcaption>{told}</figcaption></figure>'
        )

    def codes(self, s: Shown) -> str:
        """Both hashes side by side, original and copy; the copy's only after a prediction."""
        one, two = self.told[addresses.ORIGINAL], self.told[s.copy]
        known = s.guess is not None
        exact = hexes(one["sha256"], None) + (hexes(two["sha256"], one["sha256"]) if known else "<i></i>")
        squares = grid(one["dhash"], None, self.words["grid_original"])
        squares += grid(two["dhash"], one["dhash"], self.words["grid_copy"]) if known else "<i></i>"
        near = found(one["dhash"], two["dhash"])
        other, apart = distance(one["sha256"], two["sha256"]), distance(one["dhash"], two["dhash"])
        return self._code("exact", "exact_says", exact, self._tag("exact_no", False, other, known)) + self._code(
            "perceptual",
            "perceptual_says",
            squares,
            self._tag("perceptual_yes" if near else "perceptual_no", near, apart, known),
        )

    def _code(self, key: str, says: str, both: str, tag: str) -> str:
        head = f'<strong>{self._word(key)}</strong><p class="bb-hash-small">{self._word(says)}</p>'
        names = f"<small>{self._word('original')}</small><small>{self._word('copy')}</small>"
        return (
            f'<section class="bb-hash-code">{head}<div class="bb-hash-two is-{key}">{names}{both}</div>{tag}</section>'
        )

    def _tag(self, key: str, near: bool, n: int, known: bool) -> str:
        if not known:
            return f'<p class="bb-hash-tag is-waiting">{self._word("waiting")}</p>'
        kind, sign = ("is-yes", "✓") if near else ("is-no", "✕")
        told = escape(self.words[key].format(n=n, of=64, limit=THRESHOLD))
        return f'<p class="bb-hash-tag {kind}"><span aria-hidden="true">{sign}</span>{told}</p>'

    def answer(self, s: Shown) -> str:
        """Which hashes take the copy for the original; the file hash never does, for every copy differs."""
        near = found(self.told[addresses.ORIGINAL]["dhash"], self.told[s.copy]["dhash"])
        return "one" if near else "none"

    def says(self, s: Shown) -> str:
        """The one sentence about this state, read out politely."""
        if s.guess is None:
            return self._word("says_wait")
        kind = "skip" if s.guess == "skip" else "same" if s.guess == self.answer(s) else "other"
        last = len(LEVELS[s.what]) == 1 and kind != "other"
        return self._word(f"says_done_{kind}" if last else f"says_{kind}")

    def why(self, s: Shown) -> str:
        """The reason; empty until there is a prediction."""
        if s.guess is None:
            return ""
        told = "".join(f"<p>{self._word(key)}</p>" for key in (f"why_{s.what}", "why_send"))
        return f'<div class="bb-hash-why"><strong>{self._word("why")}</strong>{told}</div>'

    def foot(self) -> str:
        """What this model is and is not."""
        return f'<p class="bb-hash-limits">{self._word("limits")}</p>'

    def _word(self, key: str) -> str:
        return escape(self.words[key])


def hexes(digits: str, other: str | None) -> str:
    """64 hex digits in groups of eight; those that differ from the ``other`` are marked."""
    marked = [f"<b>{a}</b>" if other and a != b else a for a, b in zip(digits, other or digits, strict=True)]
    groups = " ".join("".join(marked[n : n + 8]) for n in range(0, len(marked), 8))
    return f'<code aria-hidden="true">{groups}</code>'


def grid(bits: str, other: str | None, label: str) -> str:
    """64 bits as squares, filled for 1, with a cross on those that differ from the ``other``."""
    places = [(n % COLUMNS * 10, n // COLUMNS * 10) for n in range(len(bits))]
    every = "".join(f"M{x + 1} {y + 1}h8v8h-8z" for x, y in places)
    filled = "".join(f"M{x + 1} {y + 1}h8v8h-8z" for (x, y), bit in zip(places, bits, strict=True) if bit == "1")
    apart = [place for place, a, b in zip(places, bits, other or bits, strict=True) if a != b]
    crosses = "".join(f"M{x} {y}l10 10M{x + 10} {y}l-10 10" for x, y in apart)
    paths = "".join(
        f'<path class="is-{kind}" d="{d}"></path>' for kind, d in (("cell", every), ("on", filled), ("other", crosses))
    )
    return f'<svg viewBox="0 0 80 80" role="img" aria-label="{escape(label)}">{paths}</svg>'
