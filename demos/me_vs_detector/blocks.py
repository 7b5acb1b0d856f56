"""What the teachers' page shows: ``{{ demo/me_vs_detector.answers }}``, the answers to the paper twin."""

from __future__ import annotations

import functools
from html import escape

import yaml

from demos import text
from demos.me_vs_detector import addresses, model
from demos.me_vs_detector.addresses import HERE


@functools.cache
def _words() -> dict[str, dict[str, str]]:
    said: dict[str, dict[str, str]] = yaml.safe_load((HERE / "blocks.yml").read_text("utf-8"))
    return said


def block(name: str, lang: str) -> str:
    """One block as HTML. Raises ``LookupError`` if there is none of that name."""
    if name != "answers":
        raise LookupError(f"no block {name!r}; there is answers")
    heads = "".join(f'<th scope="col">{_say(key, lang)}</th>' for key in ("number", "truth", "sent", "detector"))
    rows = "".join(_row(n, lang) for n in range(len(addresses.plan())))
    head = f"<caption>{_say('caption', lang)}</caption><thead><tr>{heads}</tr></thead>"
    return f'<div class="bb-scroll"><table>{head}<tbody>{rows}</tbody></table></div>'


def _say(key: str, lang: str, **values: object) -> str:
    return escape(_words()[key][lang].format(**values))


def _row(n: int, lang: str) -> str:
    item, one = addresses.plan()[n]
    words = text.words(HERE, lang)
    truth = f"{words[model.side(one)]}. {words['kind_' + one['kind']]}"
    way = _say("kept" if item.journey == "original" else "resent", lang)
    said = addresses.told(one["after"][item.journey]["said"])
    is_wrong = item.id in model.wrongest(addresses.chances()).values()
    told = _say("silent", lang) if said is None else _say("wrong", lang, said=said) if is_wrong else said
    return f'<tr><th scope="row">{n + 1}</th><td>{escape(truth)}</td><td>{way}</td><td>{told}</td></tr>'
