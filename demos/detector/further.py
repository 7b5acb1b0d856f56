"""The lab's other two tabs, what to do whatever the score, and what is loaded ahead. Mirrored by ``element.js``."""

from __future__ import annotations

from html import escape

from demos.detector import addresses, model, parts
from demos.detector.view import Page, Shown


def second(p: Page, s: Shown) -> str:
    """The picture beside a trusted one, and how usual such a difference is after each journey."""
    if s.guess is None:
        return f"<p>{p.say('wait')}</p>"
    one, w, now = p.pictures[s.pic], p.words, p.settled(s)
    place = 0 if now.whose == "a" else 1
    label = w["two_trusted"] if not p.with_second(s) else w["two_first" if place == 0 else "two_second"]
    n, way = one["n"], p.way(s.journey)
    mine = parts.figure(
        f"{p.base}/{addresses.picture(s.pic, s.journey)}",
        w["alt_photo"].format(n=n, journey=way),
        f"{w['label_this'].format(n=n)} · {way}",
    )
    source = f"{p.base}/{addresses.trusted(s.pic, one['people'][place])}"
    pair = f'<div class="bb-lab-pair is-two">{mine}{parts.figure(source, w["alt_trusted"], label)}</div>'
    rows = []
    for journey in p.data["journeys"]:
        number = one["after"][journey]["trusted"][place]
        said = w["pair"].format(n=number[0], low=number[1], high=number[2])
        rows.append(parts.bar(p.way(journey), said, number))
    bars = f'<h2>{p.say("pairs")}</h2><p class="bb-lab-small">{p.say("pairs_says")}</p>'
    list_ = f'<ul class="bb-lab-bars">{"".join(rows)}</ul>'
    limit = f'<p class="bb-lab-note">{p.say("two_limit")}</p><p>{p.say("two_end")}</p>'
    open_ = "" if p.with_second(s) else f'<p class="bb-lab-small">{p.say("whose_wait")}</p>'
    intro = f"<p>{p.say('two')}</p>"
    return f'{intro}<div class="bb-lab-two"><div>{pair}{open_}</div><div>{bars}{list_}{limit}</div></div>'


def careless(p: Page, s: Shown) -> str:
    """What a detector that learnt untouched originals only says of the picture after each journey."""
    if s.guess is None:
        return f"<p>{p.say('wait')}</p>"
    one = p.pictures[s.pic]
    cells = "".join(
        f"<li><span>{escape(p.way(j))}</span><strong>{escape(one['after'][j]['careless'])}</strong></li>"
        for j in p.data["journeys"]
    )
    intro = f"<p>{p.say('three', n=one['n'])}</p>"
    return f'{intro}<ul class="bb-lab-numbers">{cells}</ul><p class="bb-lab-small">{p.say("three_half")}</p>'


def hundreds(p: Page, s: Shown) -> str:
    """Both error kinds of the careless detector, before a resend and after it."""
    if s.guess is None:
        return ""
    cards = []
    for journey in ("original", s.after):
        told = p.data["careless"][journey]
        sides = "".join(
            parts.hundred(told[side]["counts"], p.words[f"dots_{side}"], told[side]["says"]) for side in model.SIDES
        )
        title, why = escape(p.way(journey)), p.say(f"why_{journey}")
        hundred = f'<div class="bb-lab-hundreds">{sides}</div>'
        cards.append(f'<div class="bb-lab-card"><h2>{title}</h2><p>{why}</p>{hundred}</div>')
    end = f'<p class="bb-lab-small">{p.say("dots_range")}</p><p class="bb-lab-note">{p.say("three_end")}</p>'
    return f'{parts.key(p.words, ("alarm", "pass"))}<div class="bb-lab-cards">{"".join(cards)}</div>{end}'


def foot(p: Page) -> str:
    """What to do whatever the score, and how all this was measured."""
    link = f'<a href="{p.base}/../../{p.lang}/help/index.html" target="_top">{p.say("help_link")}</a>'
    lines = f"<p><strong>{p.say('help')}</strong></p><p>{p.say('help_says')}</p><p>{link}</p>"
    return f'<div class="bb-lab-help">{lines}</div><p class="bb-lab-about">{p.say("about", day=p.data["day"])}</p>'


def ahead(p: Page, s: Shown) -> str:
    """The picture, or the map that is looked at, after every journey, unseen: a change finds it loaded."""
    if s.guess is None:
        return ""
    both = (s.pic, p.data["control"]) if s.is_map else (s.pic,)
    names = [
        addresses.heat(pid, journey, s.view) if s.is_map else addresses.picture(pid, journey)
        for pid in both
        for journey in p.data["journeys"]
    ]
    images = "".join(f'<img src="{p.base}/{name}" alt="">' for name in names)
    return f"<div hidden>{images}</div>"
