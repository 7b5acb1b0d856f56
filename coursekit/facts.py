"""What one fact is made of: the schema of every kind of ledger entry."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from coursekit.reading import Strict, Text

DateText = Annotated[str, BeforeValidator(lambda value: value.isoformat() if isinstance(value, date) else value)]


class Source(Strict):
    """Where a value was read: title and site in the source's own language; `address` may be ''."""

    title: str = Field(min_length=1)
    site: str = ""
    address: str = ""
    date: DateText


class Check(Strict):
    """One comparison with a source. `copy` = against a stored copy, `live` = on the official page."""

    on: date
    how: Literal["copy", "live"]
    by: str
    against: str = Field(min_length=1)


class Value(Strict):
    """What holds from `start` (None = start unknown) until `until` (exclusive; None = still so)."""

    start: date | None = Field(alias="from")
    until: date | None = None
    source: list[Source] = Field(min_length=1)


class Helpline(Value):
    """Who answers: `dial` is None where a tel: link would be wrong; texts say only what the dossier supports.

    `passes_on` is what the place must tell others (None = not known), `quiet` a way to reach it without speaking.
    """

    name: Text
    phone: str | None
    dial: str | None = None
    area_code: bool = False
    web: str | None = None
    web_name: str | None = None
    hours: Text | None = None
    does: Text
    ready: Text | None = None
    cannot: Text | None = None
    passes_on: Text | None = None
    quiet: Text | None = None
    note: Text | None = None


class Law(Value):
    """One rule of law in a plain sentence, with its article and, apart from it, the range the law sets."""

    text: Text
    article: str
    article_en: str
    penalty: Text | None = None
    since: Text | None = None
    note: Text | None = None


class Figure(Value):
    """A number with the question that was asked and whom it is a share of."""

    value: str
    unit: Text
    question: Text
    base: Text
    as_of: DateText
    trap: Text | None = None


class Event(Value):
    """Something that happened: `when` is a day, month or year; `reported` = known from the press only."""

    when: DateText = Field(pattern=r"^\d{4}(-\d{2}){0,2}$")
    text: Text
    who: Text
    reported: bool
    became: Text | None = None
    line: Literal["law", "police", "education", "platform", "support", "report"]
    major: bool = False


class Directive(Value):
    """What an office or school is asked to do. Force: L law, M ministry, R recommended, P our proposal.

    `only` says what a school or office alone can fulfil, `pages` where the course meets it beside its lesson plans.
    """

    code: str
    text: Text
    who: Text
    force: str = Field(pattern=r"^[LMRP]([+/-][LMRP])*$")
    date: DateText = ""
    only: Text | None = None
    pages: list[str] = Field(default=[])


class Term(Value):
    """A word of the field with a gloss a pupil of eleven can read."""

    word: Text
    gloss: Text


class Standard(Value):
    """An achievement standard of the national curriculum, its gist in our own words."""

    code: str
    subject: Text
    revision: str
    gist: Text


KINDS: dict[str, type[Value]] = {
    "helpline": Helpline,
    "law": Law,
    "figure": Figure,
    "event": Event,
    "directive": Directive,
    "term": Term,
    "standard": Standard,
}
