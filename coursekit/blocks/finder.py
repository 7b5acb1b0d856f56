"""The plan finder: which lessons fit the minutes, the room and the topic that a teacher has now.

Every way to teach a lesson stands in the page as an item with its minutes in data attributes; `finder.js` only sorts
and shows them. What a room needs is read from the lesson itself: one with demos is better with a projector, and what to
do without one stands in its appendix.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, get_args

from coursekit import Lang
from coursekit.lessons import ADULTS, BANDS, Lesson, kind_of
from coursekit.material import Material
from coursekit.plans import PLANS, Plan, Step, kit_places, part_word
from coursekit.reading import read_text
from coursekit.words import word

if TYPE_CHECKING:
    from coursekit.pages import Page

CHOICES = {5: 5, 10: 10, 20: 20, 45: 50, 90: 100}
"""Minutes on the button, and how long a lesson may be to fit: a lesson hour is 40, 45 or 50 minutes by band."""
TOPICS: tuple[str, ...] = get_args(Step.model_fields["topic"].annotation)
_NO_PROJECTOR = re.compile(r"^## (.*(?:프로젝터|projector).*)$", re.M | re.I)
_CUT = re.compile(r"^## (.*\b20.*)$", re.M)


@dataclass(frozen=True)
class Way:
    """One way to teach a lesson: whole or cut; `topics` are minutes by topic."""

    lesson: Lesson
    plan: Plan
    minutes: int
    topics: Counter[str]
    cut: bool


def ways(material: Material) -> Iterator[Way]:
    """Yield every way to teach each lesson for pupils that has a plan: whole first, then its cut."""
    for lesson in material.lessons:
        plan = material.plans.get(lesson.key)
        if plan is None or lesson.band in ADULTS:
            continue
        yield Way(lesson, plan, plan.minutes, _topics(plan, {step.id: step.minutes for step in plan.steps}), False)
        if plan.short:
            yield Way(lesson, plan, plan.short.minutes, _topics(plan, plan.short.steps), True)


def _topics(plan: Plan, minutes: dict[str, int]) -> Counter[str]:
    total: Counter[str] = Counter()
    for step in plan.steps:
        total[step.topic] += minutes.get(step.id, 0)
    return +total


def finder(page: Page, material: Material) -> str:
    """Return the form and all ways to teach; without scripts a line that leads to the table of plans."""
    found = list(ways(material))
    lang = page.lang
    items = "\n".join(_item(way, page) for way in found)
    said = " ".join(f'data-{name}="{escape(word(f"finder_{name}", lang))}"' for name in ("fits", "none", "more"))
    return (
        f'<section class="bb-finder" aria-label="{word("finder_label", lang)}" {said} data-search-exclude>\n'
        f'<p class="bb-finder-off">{word("finder_off", lang)}</p>\n'
        f'<form class="bb-finder-form" autocomplete="off" hidden>\n{_form(found, lang)}\n</form>\n'
        f'<p class="bb-finder-said" role="status"></p>\n<ol class="bb-finder-list" hidden>\n{items}\n</ol>\n'
        f'<p class="bb-quiz-tools"><button type="button" data-finder-more hidden></button></p>\n'
        f'<p class="bb-finder-first" hidden>{word("finder_first", lang)}</p>\n</section>'
    )


def _form(found: list[Way], lang: Lang) -> str:
    bands = [(band, word(f"band_{band}", lang)) for band in BANDS if any(way.lesson.band == band for way in found)]
    topics = [(topic, word(f"topic_{topic}", lang)) for topic in TOPICS if any(way.topics[topic] for way in found)]
    room = [(thing, word(f"finder_{thing}", lang)) for thing in ("projector", "devices")]
    everything = ("", word("finder_any", lang))
    groups = [
        _group("minutes", "radio", [(str(most), _minutes(n, lang)) for n, most in CHOICES.items()], "10", lang),
        _group("room", "checkbox", room, "projector", lang),
        _group("topic", "radio", [everything, *topics], "", lang),
    ]
    if len(bands) > 1:
        groups.append(_group("band", "radio", [everything, *bands], "", lang))
    return "\n".join(groups)


def _minutes(n: int, lang: Lang) -> str:
    hours = {45: "finder_hour", 90: "finder_hours"}
    return word("minutes", lang, n=n) + (f" <small>{word(hours[n], lang)}</small>" if n in hours else "")


def _group(name: str, kind: str, choices: list[tuple[str, str]], chosen: str, lang: Lang) -> str:
    items = "".join(
        f'<label><input type="{kind}" name="{name}" value="{value}"{" checked" if value == chosen else ""} '
        f'autocomplete="off"><span>{text}</span></label>'
        for value, text in choices
    )
    hint = f'<small class="bb-hint">{word("finder_paper", lang)}</small>' if name == "room" else ""
    return f"<fieldset><legend>{word(f'finder_{name}', lang)}</legend><div>{items}</div>{hint}</fieldset>"


def _item(way: Way, page: Page) -> str:
    lang, lesson = page.lang, way.lesson
    places = kit_places(lesson.key)
    told = {"minutes": way.minutes, "band": lesson.band, "key": lesson.key, "screen": int(bool(way.plan.demos))}
    data = " ".join(f'data-{name}="{value}"' for name, value in (told | way.topics).items())
    kind = [word(f"band_{lesson.band}", lang), kind_of(lesson, lang)]
    kind += [word("finder_cut", lang)] if way.cut else []
    topics = "\u00a0· ".join(
        f"{word(f'topic_{topic}', lang)} {word('minutes', lang, n=n)}" for topic, n in way.topics.most_common()
    )
    links = " · ".join(
        f'<a href="{page.link(places[part])}">{part_word(part, lesson.key, lang)}</a>'
        for part in ("plan", "slides", "worksheet")
        if part in places
    )
    before = f' <span class="bb-tag bb-tag--plain">{word("finder_tell", lang)}</span>' if way.plan.tell_before else ""
    return (
        f'<li {data}>\n<p class="bb-finder-what"><span class="bb-kind">{" · ".join(kind)}</span>'
        f"<strong>{escape(lesson.titles[lang])}</strong> "
        f'<span class="bb-tag">{word("minutes", lang, n=way.minutes)}</span>{before}</p>\n'
        f'<p class="bb-hint">{topics}</p>\n<p>{links}</p>\n{_hints(way, places, page)}</li>'
    )


def _hints(way: Way, places: dict[str, str], page: Page) -> str:
    """Return what else to open: the order of the cut, what to do without a projector, the demo on pupils' devices."""
    lang = page.lang
    found = []
    if way.cut and "notes" in places:
        found.append(("", word("finder_order", lang), _chapter(_CUT, way, places["notes"], page)))
    instead = _chapter(_NO_PROJECTOR, way, places["notes"], page) if "notes" in places else ""
    found.append(("no-projector", word("finder_no_projector", lang), instead or word("finder_print", lang)))
    if way.plan.demos:
        own = f'<a href="{page.link(places["pupil_page"])}">{word("part_pupil_page", lang)}</a>'
        found.append(("devices", word("finder_on_devices", lang), own))
    shown = {"": ""} | {when: f' data-when="{when}" hidden' for when, _, _ in found if when}
    return "".join(f"<p{shown[when]}><b>{head}</b> {what}</p>\n" for when, head, what in found)


def _chapter(title: re.Pattern[str], way: Way, notes: str, page: Page) -> str:
    """Return a link to the appendix with the heading to look for there; '' when it has no such heading."""
    lang = page.lang
    match = title.search(read_text(PLANS / way.lesson.key / f"notes.{lang}.md"))
    if not match:
        return ""
    part = f'<a href="{page.link(notes)}">{word("part_notes", lang)}</a>'
    return word("finder_see", lang, part=part, title=escape(match[1]))
