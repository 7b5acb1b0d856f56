"""For whom and for which day an entry is shown, and the value that holds then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from coursekit import Lang
from coursekit.facts import Value
from coursekit.ledger import Entry
from coursekit.words import word


@dataclass(frozen=True)
class View:
    """For whom an entry is shown: language, day, and the office's area code ('' when not set)."""

    lang: Lang
    day: date
    area_code: str = ""


def value_on(entry: Entry, view: View) -> Value:
    """Return the value in force.

    Raises:
        LookupError: nothing is known for that day.
    """
    value = entry.on(view.day)
    if value is None:
        raise LookupError(f"{entry.id} has no value for {view.day}")
    return value


def checked(entry: Entry, view: View) -> str:
    """Return the day of the check that counts; while none was live, say so."""
    check = entry.shown_check(view.day)
    return word(f"checked_{check.how}", view.lang, day=check.on)


def badge(entry: Entry, view: View) -> str:
    """Return what stands before advice of the course and before what the office must confirm; '' for a fact."""
    if entry.kind == "fact":
        return ""
    return f'<span class="bb-advice">{word(f"{entry.kind}_badge", view.lang)}</span>'


def day_text(when: str, view: View) -> str:
    """Return a day, month or year ("2024-08-28", "2024-11", "2020") as a reader says it."""
    year, *rest = when.split("-")
    numbers = [int(part) for part in rest]
    if view.lang == "ko":
        return " ".join([f"{year}년", *(f"{n}{unit}" for n, unit in zip(numbers, "월일", strict=False))])
    month = date(int(year), numbers[0], 1).strftime("%B") if numbers else ""
    return " ".join([*(str(n) for n in numbers[1:]), *filter(None, [month]), year])
