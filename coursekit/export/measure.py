"""How wide text runs and how many lines it takes: a generous estimate without a font, the same on every machine."""

from __future__ import annotations

import unicodedata

_NARROW = set("ijlI|!.,:;'’‘`()[]{} ·")


def width(text: str) -> float:
    """Return how wide one line of `text` runs, in em: a Korean letter is nearly one, a Latin one about half."""
    return sum(_letter(letter) for letter in text)


def _letter(letter: str) -> float:
    if unicodedata.east_asian_width(letter) in "WF" or letter in "“”…—→○●×":
        return 0.96
    if letter in _NARROW:
        return 0.33
    return 0.7 if letter.isupper() else 0.54


def lines(text: str, room: float) -> int:
    """Return how many lines `text` takes where a line holds `room` em; words stay whole unless one is too long."""
    count = 0
    for part in text.split("\n"):
        count, used = count + 1, 0.0
        for word in part.split(" "):
            own = width(word)
            gap = 0.35 if used else 0.0
            if used and used + gap + own > room:
                count, used, gap = count + 1, 0.0, 0.0
            used += gap + own
            while used > room:
                count, used = count + 1, used - room
    return count
