"""The year at a glance: what comes how long before and after the first lesson, and the week that has a date of its own.

Days are told from the first lesson, which only the school knows. The teacher types it on the page; `year.js` writes the
dates beside the rows and into the calendar file, which stands in the page with a place for each date.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from typing import TYPE_CHECKING

from coursekit import Lang
from coursekit.ics import Day, calendar_text
from coursekit.ledger import Ledger
from coursekit.lessons import ADULTS, Lesson, kind_of
from coursekit.material import Material
from coursekit.plans import PAPERS, PLANS
from coursekit.views import View, day_text
from coursekit.words import word

if TYPE_CHECKING:
    from coursekit.pages import Page

WEEK = 7
BEFORE = {"staff": -21, "tell": -7, "form": -2, "eve": -1}
"""Days before the first lesson: staff units, notice to pupils and homes, the form, Wee class and school nurse."""
LAST = 3 * WEEK
"""The fourth session; boosters come about 4 and 8 weeks after it."""
BOOSTERS = {"11": LAST + 4 * WEEK, "12": LAST + 8 * WEEK}
FORM_AGAIN = {"again": LAST + WEEK, "later": LAST + 8 * WEEK}
"""The same form after the fourth session and once more 6 to 8 weeks later."""


@dataclass(frozen=True)
class Row:
    """One row: days from the first lesson, what it is called, what is to be done, and the lessons it opens."""

    day: int
    name: str
    text: str
    lessons: tuple[Lesson, ...] = ()


def rows(material: Material, lang: Lang) -> list[Row]:
    """Return the rows in the order of their days; a lesson that does not exist has none."""
    named = {**BEFORE, **FORM_AGAIN}
    adults = {"staff": _some(material, "staff", ("01", "02")), "tell": _some(material, "parents", ("01",))}
    found = [
        Row(day, word(f"year_{name}", lang), word(f"year_{name}_do", lang), adults.get(name, ()))
        for name, day in named.items()
    ]
    return sorted([*found, *_taught(material, lang)], key=lambda row: row.day)


def _some(material: Material, band: str, numbers: tuple[str, ...]) -> tuple[Lesson, ...]:
    return tuple(x for x in material.lessons if x.band == band and x.number in numbers)


def _taught(material: Material, lang: Lang) -> Iterator[Row]:
    """Yield sessions and boosters, each with the lessons of all bands."""
    pupils = [lesson for lesson in material.lessons if lesson.band not in ADULTS]
    days = {f"{n:02}": (n - 1) * WEEK for n in range(1, 5)} | BOOSTERS
    for number, day in days.items():
        some = tuple(lesson for lesson in pupils if lesson.number == number)
        if some:
            text = word("year_booster_do", lang, n=(day - LAST) // WEEK) if number in BOOSTERS else ""
            yield Row(day, kind_of(some[0], lang), text, some)


def prevention_week(ledger: Ledger, day: date) -> date:
    """Return the next School Violence Prevention Day on or after `day`: the fourth Monday of May.

    Source: the ledger's law/prevention-day, which also says from which day the rule is in force.
    """
    start = ledger["law/prevention-day"].values[-1].start
    since = max(day, start) if start else day
    return next(found for year in (since.year, since.year + 1) if (found := _fourth_monday(year)) >= since)


def _fourth_monday(year: int) -> date:
    first = date(year, 5, 1)
    return first + timedelta(days=-first.weekday() % WEEK + 3 * WEEK)


def year(page: Page, material: Material) -> str:
    """Return the field for the first lesson's date, the table, and the calendar file that the device fills in."""
    lang = page.lang
    body = "\n".join(_row(row, page) for row in rows(material, lang))
    data = json.dumps({"ics": calendar(material, lang), "weekend": word("year_weekend", lang)}, ensure_ascii=False)
    data = data.replace("</", "<\\/")
    heads = "".join(f'<th scope="col">{word(f"year_{name}", lang)}</th>' for name in ("when", "what"))
    day = day_text(f"{prevention_week(material.ledger, material.day)}", View(lang, material.day))
    fixed = (
        f'<tr class="bb-year-fixed"><th scope="row">{word("year_week_from", lang, day=day)}</th>'
        f"<td><strong>{word('year_week', lang)}</strong><br>{word('year_week_do', lang)}</td></tr>"
    )
    return (
        f'<div class="bb-year" data-search-exclude>\n{_form(lang)}\n'
        f'<table class="bb-year-table"><thead><tr>{heads}</tr></thead>\n<tbody>\n{body}\n{fixed}\n</tbody></table>\n'
        f'<script type="application/json">{data}</script>\n</div>'
    )


def _form(lang: Lang) -> str:
    return (
        f'<form class="bb-year-form" autocomplete="off" hidden>\n'
        f'<label for="year-first">{word("year_first", lang)}</label>'
        f'<input id="year-first" type="date" autocomplete="off" aria-describedby="year-hint">\n'
        f'<button type="button" class="bb-button" data-year-ics hidden>{word("due_calendar", lang)}</button>\n'
        f'<p class="bb-hint" id="year-hint">{word("year_hint", lang)}</p>\n'
        f'<p class="bb-year-said" role="status"></p>\n</form>'
    )


def _row(row: Row, page: Page) -> str:
    links = " · ".join(filter(None, [*(_link(x, page) for x in row.lessons), *_papers(row, page)]))
    opened = f'<span class="bb-year-open">{links}</span>' if links else ""
    parts = [f"<strong>{row.name}</strong>", *filter(None, [row.text, opened])]
    return (
        f'<tr><th scope="row">{_since(row.day, page.lang)} <time data-day="{row.day}"></time></th>'
        f"<td>{(' · ' if row.lessons and row.day >= 0 else '<br>').join(parts)}</td></tr>"
    )


def _since(day: int, lang: Lang) -> str:
    if day == 0:
        return word("year_start", lang)
    n, unit = (abs(day), "day") if day % WEEK else (abs(day) // WEEK, "week")
    return word(f"year_{unit}{'' if n == 1 else 's'}_{'before' if day < 0 else 'after'}", lang, n=n)


def _link(lesson: Lesson, page: Page) -> str:
    title = f"{word(f'band_{lesson.band}', page.lang)}: {lesson.titles[page.lang]}"
    return f'<a href="{page.link(f"teachers/plans/{lesson.key}/index.html")}">{escape(title)}</a>'


def _papers(row: Row, page: Page) -> list[str]:
    if row.day != BEFORE["tell"]:
        return []
    bands = sorted(path.parts[-3] for path in PLANS.glob(f"*/{PAPERS}/letter.{page.lang}.md"))
    return [
        f'<a href="{page.link(f"teachers/plans/{band}/letter.html")}">'
        f"{word(f'band_{band}', page.lang)}: {word('part_letter', page.lang)}</a>"
        for band in bands
    ]


def calendar(material: Material, lang: Lang) -> str:
    """Return the calendar file with "DAY-0021" and "END-0021" where the device writes a day and the day after it."""
    course = word("year_course", lang)
    events = [
        Day(f"year-{n}-DAY+0000", f"DAY{row.day:+05}", f"END{row.day:+05}", f"{course}: {row.name}", _said(row, lang))
        for n, row in enumerate(rows(material, lang), 1)
    ]
    week = prevention_week(material.ledger, material.day)
    end = week + timedelta(days=WEEK)
    title = f"{course}: {word('year_week', lang)}"
    events.append(Day(f"week-{week:%Y}", f"{week:%Y%m%d}", f"{end:%Y%m%d}", title, word("year_week_do", lang)))
    return calendar_text("year", events, material.day)


def _said(row: Row, lang: Lang) -> str:
    titles = [f"{word(f'band_{x.band}', lang)}: {x.titles[lang]}" for x in row.lessons]
    return "\n".join(filter(None, [row.text, *titles]))
