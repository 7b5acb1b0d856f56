"""A calendar file (RFC 5545) of whole days: events as lines, folded, with nothing that a program would misread."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

OCTETS = 73


@dataclass(frozen=True)
class Day:
    """One event of whole days; `first` and `end` (exclusive) are eight characters, "20270524"."""

    uid: str
    first: str
    end: str
    title: str
    text: str


def calendar_text(name: str, events: Iterable[Day], stamp: date) -> str:
    """Return the file: `name` says what it is a calendar of ("due"), `stamp` from which day its content is."""
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//Barobogi//{name}//KO", "CALSCALE:GREGORIAN"]
    lines = [*head, *(line for event in events for line in _event(event, stamp)), "END:VCALENDAR"]
    return "".join(f"{_fold(line)}\r\n" for line in lines)


def _event(event: Day, stamp: date) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{event.uid}@barobogi",
        f"DTSTAMP:{stamp:%Y%m%d}T000000Z",
        f"DTSTART;VALUE=DATE:{event.first}",
        f"DTEND;VALUE=DATE:{event.end}",
        f"SUMMARY:{_escaped(event.title)}",
        f"DESCRIPTION:{_escaped(event.text)}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _escaped(text: str) -> str:
    for old, new in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        text = text.replace(old, new)
    return text


def _fold(line: str) -> str:
    """Break a line so that no piece is longer than 75 octets and no letter is cut."""
    pieces, piece = [], ""
    for letter in line:
        if len((piece + letter).encode()) > OCTETS:
            pieces.append(piece)
            piece = ""
        piece += letter
    return "\r\n ".join([*pieces, piece])
