"""The page as HTML: what each choice shows and says. No Gradio here.

The states are few and finite, so both faces of the demo show what this module wrote: ``app`` asks it, the on-page
element finds every state in its data.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any

from demos import text
from demos.faces import Lang, load, opening
from demos.provenance import addresses
from demos.provenance.model import CASES, SKIP, TWIN, VERDICTS, checks, verdict

GUESSES = (*VERDICTS, SKIP)
CARRIED = str.maketrans("<>&", "‹›⁂")
"""In a page's data HTML has no angle brackets: Markdown would rewrite them. ``element.js`` turns them back."""
SIGN = {"valid": "✓", "unknown": "?", "broken": "✕", "gone": "–"}
"""A sign beside the words, so that colour is never alone; screen readers hear the words only."""


@dataclass(frozen=True)
class Shown:
    """What the pupil has chosen; everything on the page follows from it."""

    case: str = CASES[0]
    guess: str | None = None


class Page:
    """Turns choices into HTML, in one language."""

    def __init__(self, lang: Lang, base: str, day: date | None = None) -> None:
        """``base``: address of the frames folder as seen from the page."""
        self.base, self.words, self.read = base, text.words(addresses.HERE, lang), addresses.readings()
        faces = load(day or date.today())
        self.looks = [faces[fid].looks[lang] for fid in opening(faces)]

    def choices(self, key: str) -> list[tuple[str, str]]:
        """The choices of ``case`` or ``guess``, each with its words."""
        named = {"case": [f"case_{one}" for one in CASES], "guess": [f"guess_{one}" for one in GUESSES]}[key]
        return [(name.removeprefix(f"{key}_"), self.words[name]) for name in named]

    def verdict(self, case: str) -> str:
        """What the label of a case is worth."""
        return verdict(self.read[case]["state"], self.read[case]["failed"])

    def stage(self, s: Shown) -> str:
        """Both pictures, each with what was read of it, and what happened to the first."""
        cards = self._card(s, s.case, "one", self.looks[0]) + self._card(s, TWIN, "never", self.looks[1])
        done = f'<p class="bb-prov-done">{self._word(f"case_{s.case}_says")}</p>'
        return f'{done}<div class="bb-prov-pair">{cards}</div>{self._told(s)}'

    def _card(self, s: Shown, case: str, which: str, looks: str) -> str:
        alt = escape(self.words[f"alt_{which}"].format(looks=looks))
        part = ' data-part="picture"' if which == "one" else ""
        return (
            f'<figure class="bb-prov-one"><img{part} src="{self.base}/{addresses.FILES[case]}" width="512" '
            f'height="512" decoding="sync" alt="{alt}"><figcaption><b>{self._word(f"picture_{which}")}</b> '
            f"{self._word(f'about_{which}')}</figcaption>{self._label(s, case)}</figure>"
        )

    def _label(self, s: Shown, case: str) -> str:
        """What was read of one file; a question mark until there is a prediction."""
        if s.guess is None:
            return f'<p class="bb-prov-tag is-waiting">{self._word("waiting")}</p>'
        worth = self.verdict(case)
        told = "never" if case == TWIN else worth
        says = self.words.get(f"verdict_{told}_says", "")
        more = f'<p class="bb-prov-small">{escape(says)}</p>' if says else ""
        sign = f'<span aria-hidden="true">{SIGN[worth]}</span>'
        tag = f'<p class="bb-prov-tag is-{worth}">{sign}{self._word(f"verdict_{worth}")}</p>'
        return tag + more

    def _told(self, s: Shown) -> str:
        """Checks, signer, way of making and history of the first picture; nothing where there is no label."""
        read = self.read[s.case]
        if s.guess is None or not read["history"]:
            return ""
        made = "".join(self._check(name, holds) for name, holds in checks(read).items())
        names = ["history_" + one.split(".")[-1] for one in read["history"]]
        steps = "".join(f"<li>{self._word(name)}</li>" for name in names)
        rows = (("signer", escape(read["signer"])), ("source", self._word("source_" + read["source"])))
        told = "".join(f"<div><dt>{self._word(name)}</dt><dd>{value}</dd></div>" for name, value in rows)
        return (
            f'<div class="bb-prov-label"><strong>{self._word("check")}</strong><ul class="bb-prov-checks">{made}</ul>'
            f"<dl>{told}<div><dt>{self._word('history')}</dt><dd><ol>{steps}</ol></dd></div></dl></div>"
        )

    def _check(self, name: str, holds: bool) -> str:
        sign, kind, said = ("✓", "is-yes", "sign_holds") if holds else ("✕", "is-no", "sign_fails")
        words = self._word(f"check_{name}" if holds else f"check_{name}_no")
        return f'<li class="{kind}"><span role="img" aria-label="{self._word(said)}">{sign}</span> {words}</li>'

    def says(self, s: Shown) -> str:
        """The one sentence about this state, read out politely."""
        if s.guess is None or s.guess == SKIP:
            return self._word("says_wait" if s.guess is None else "says_skip")
        return self._word("says_same" if s.guess == self.verdict(s.case) else "says_other")

    def why(self, s: Shown) -> str:
        """The reason, and the program's own answer; empty until there is a prediction."""
        if s.guess is None:
            return ""
        said = escape(self.words[f"why_{s.case}"].format(said=self.read[s.case]["state"]))
        keys = ["why_consent"] if s.case == CASES[0] else ["why_none", "why_consent"]
        others = "".join(f"<p>{self._word(key)}</p>" for key in keys)
        whole = escape(json.dumps(self.read[s.case]["answer"], indent=1, ensure_ascii=False))
        return (
            f'<div class="bb-prov-why"><strong>{self._word("why")}</strong><p>{said}</p>{others}</div>'
            f'<details class="bb-prov-answer"><summary>{self._word("answer")}</summary>'
            f'<p>{self._word("answer_says")}</p><pre tabindex="0"><code>{whole}</code></pre></details>'
        )

    def foot(self) -> str:
        """What this model is and is not."""
        return f'<p class="bb-prov-limits">{self._word("limits")}</p>'

    def _word(self, key: str) -> str:
        return escape(self.words[key])


def manifest(lang: Lang, day: date | None = None) -> dict[str, Any]:
    """What the on-page element needs, JSON-able: words, choices, and every state as HTML; ``{frames}`` is the base."""
    page = Page(lang, "{frames}", day)
    return {
        "words": {key: page.words[key] for key in ("title", "nobody", "case", "guess", "reset")},
        "choices": {key: page.choices(key) for key in ("case", "guess")},
        "states": {case: _states(page, case) for case in CASES},
        "foot": page.foot().translate(CARRIED),
    }


def _states(page: Page, case: str) -> dict[str, Any]:
    """What is shown of one case before and after a prediction, and what is said to each; ``""`` is none yet."""
    before, after = Shown(case), Shown(case, SKIP)
    return {
        "before": {"stage": page.stage(before).translate(CARRIED), "why": page.why(before).translate(CARRIED)},
        "after": {"stage": page.stage(after).translate(CARRIED), "why": page.why(after).translate(CARRIED)},
        "says": {guess or "": page.says(Shown(case, guess)).translate(CARRIED) for guess in (None, *GUESSES)},
    }
