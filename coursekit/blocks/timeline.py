"""What happened: the events as a picture and as a table.

The picture is read from top to bottom, one lane a line of events. Its lane is also told by the shape of the point and
in words, so that nothing hangs on colour, and the table below it holds all events. Texts may carry markers
(`{{ figure/… }}`): they come through unchanged, and the caller resolves them.
"""

from __future__ import annotations

from html import escape
from itertools import groupby
from typing import cast

from coursekit.blocks.years import by_year
from coursekit.facts import Event
from coursekit.ledger import Entry
from coursekit.views import View, day_text
from coursekit.words import word

LANES = {
    "report": "M0-6 6 0 0 6-6 0Z",
    "law": "M-5-5H5V5H-5Z",
    "police": "M0-6 6 5H-6Z",
    "education": "M-5.5 0A5.5 5.5 0 1 1 5.5 0 5.5 5.5 0 1 1-5.5 0Z",
    "platform": "M-6-5H6L0 6Z",
    "support": "M-2-6H2V-2H6V2H2V6H-2V2H-6V-2H-2Z",
}
"""The lanes from left to right, each with the outline of its points around (0, 0)."""

WIDE, TEXT_AT, LANE_GAP = 316, 88, 13
ROOM = 16.0
"""How much of a label fits one line, in letters as wide as a Korean one."""

Dated = tuple[Entry, Event]


def timeline(events: list[Entry], view: View) -> str:
    """Return all events as a figure: picture of the major ones, table of all, both in time order; '' without events."""
    dated = in_order(events, view)
    if not dated:
        return ""
    caption = word("timeline_caption", view.lang, day=day_text(view.day.isoformat(), view))
    return (
        f'<figure class="bb-timeline">\n{picture([x for x in dated if x[1].major], view)}\n'
        f"<figcaption>{caption}</figcaption>\n{table(dated, view)}\n</figure>"
    )


def in_order(events: list[Entry], view: View) -> list[Dated]:
    """Return the events known on the day of the view by time; of one day, in the order of the lanes.

    What has no day stands at the end of its month, what has no month at the end of its year.
    """
    known = [(entry, cast(Event, value)) for entry in events if (value := entry.on(view.day))]
    lanes = list(LANES)
    return sorted(known, key=lambda pair: (f"{pair[1].when}~", lanes.index(pair[1].line), pair[0].id))


def picture(dated: list[Dated], view: View) -> str:
    """Return the picture: names of the lanes on top, then year by year one row an event."""
    rows, y = _lane_names(view)
    for year, group in groupby(dated, key=lambda pair: pair[1].when[:4]):
        y += 38
        rows.append(f'<path class="bb-timeline-rule" d="M0 {y - 5}H{TEXT_AT - 6}"/>{_words(day_text(year, view), y)}')
        for entry, event in group:
            row, y = _row(entry, event, y + 28, view)
            rows.append(row)
    return (
        f'<svg class="bb-timeline-picture" viewBox="0 0 {WIDE} {y + 12}" role="img" '
        f'aria-labelledby="bb-timeline-title bb-timeline-desc">\n'
        f'<title id="bb-timeline-title">{word("timeline_title", view.lang)}</title>\n'
        f'<desc id="bb-timeline-desc">{_desc(dated, view)}</desc>\n{_tracks(y + 6)}\n' + "\n".join(rows) + "\n</svg>"
    )


def _desc(dated: list[Dated], view: View) -> str:
    if not dated:
        return word("timeline_title", view.lang)
    first, last = (day_text(dated[i][1].when, view) for i in (0, -1))
    return word("timeline_desc", view.lang, n=len(dated), first=first, last=last)


def _lane_x(line: str) -> int:
    return 9 + LANE_GAP * list(LANES).index(line)


def _lane_y(line: str) -> int:
    return 14 + 22 * list(LANES).index(line)


def _tracks(bottom: int) -> str:
    return "".join(f'<path class="bb-timeline-track" d="M{_lane_x(x)} {_lane_y(x)}V{bottom}"/>' for x in LANES)


def _lane_names(view: View) -> tuple[list[str], int]:
    """Return the key of the picture, and where it ends: each lane begins beside its name."""
    rows = []
    for line in LANES:
        name = _words(word(f"timeline_{line}", view.lang), _lane_y(line) + 4, "lane")
        rows.append(_point(line, _lane_y(line), "bb-timeline-point") + name)
    return rows, _lane_y(list(LANES)[-1])


def _point(line: str, y: int, kind: str) -> str:
    x = _lane_x(line)
    leader = f'<path class="bb-timeline-leader" d="M{x + 9} {y}H{TEXT_AT - 5}"/>'
    return f'{leader}<path class="{kind}" transform="translate({x} {y})" d="{LANES[line]}"/>'


def _words(text: str, y: int, kind: str = "year") -> str:
    return f'<text class="bb-timeline-{kind}" x="{TEXT_AT}" y="{y}">{escape(text)}</text>'


def _row(entry: Entry, event: Event, y: int, view: View) -> tuple[str, int]:
    """Return one event of the picture, and the foot of its last line."""
    kind = "bb-timeline-point" + (" is-coming" if _coming(event, view) else "")
    told = [day_text(event.when, view), word(f"timeline_{event.line}", view.lang)]
    told += [word("timeline_report", view.lang)] if event.reported and event.line != "report" else []
    labels = [("day", line) for line in fit(" · ".join(told), ROOM * 1.1)]
    labels += [("what", line) for line in fit(entry.title[view.lang])]
    words = [_words(line, y + 18 * i, name) for i, (name, line) in enumerate(labels)]
    return _point(event.line, y - 4, kind) + "".join(words), y + 18 * (len(labels) - 1)


def _coming(event: Event, view: View) -> bool:
    return event.when > view.day.isoformat()


def fit(text: str, room: float = ROOM) -> list[str]:
    """Break a label between words into lines that fit `room`, in widths of a Korean letter."""
    lines = [""]
    for part in text.split():
        longer = f"{lines[-1]} {part}".strip()
        if lines[-1] and sum(0.9 if ch > "\u0fff" else 0.58 for ch in longer) > room:
            lines.append(part)
        else:
            lines[-1] = longer
    return lines


def table(dated: list[Dated], view: View) -> str:
    """Return all events, a table a year; each cell knows its column for narrow screens."""
    rows = ((event.when[:4], _event_row(entry, event, view)) for entry, event in dated)
    return by_year("events", [f"timeline_col_{name}" for name in ("when", *_CELLS)], rows, view)


_CELLS = ("who", "what", "became")


def _event_row(entry: Entry, event: Event, view: View) -> str:
    mark = f' <span class="bb-chip bb-reported">{word("reported", view.lang)}</span>' if event.reported else ""
    mark += f' <span class="bb-chip">{word("timeline_coming", view.lang)}</span>' if _coming(event, view) else ""
    became = escape(event.became[view.lang]) if event.became else "–"
    cells = (escape(event.who[view.lang]), escape(event.text[view.lang]) + mark, became)
    day = f'<time datetime="{event.when}">{day_text(event.when, view)}</time>'
    return (
        f'<tr id="{entry.id.replace("/", "-")}"><th scope="row">{day}</th>'
        + "".join(cell(f"timeline_col_{name}", text, view) for name, text in zip(_CELLS, cells, strict=True))
        + "</tr>"
    )


def cell(label: str, text: str, view: View) -> str:
    """Return one cell that says the name of its column, which narrow screens show."""
    return f'<td data-label="{word(label, view.lang)}">{text}</td>'
