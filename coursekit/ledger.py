"""The ledger: every fact once, in both languages, with dates, sources, confidence and checks."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from types import GenericAlias
from typing import Any, Literal

from pydantic import Field, create_model, model_validator

from coursekit import ROOT
from coursekit.facts import KINDS, Check, Value
from coursekit.reading import Finding, Strict, Text, load, short

FACTS = ROOT / "course" / "facts"
GATED = ("helpline", "law")


class Entry(Strict):
    """One fact, one file. `kind: advice` is the course's own promise, never law; `open` the office must confirm."""

    id: str
    kind: Literal["fact", "advice", "open"]
    title: Text
    term: str = Field(min_length=1)
    dossier: list[str] = Field(min_length=1)
    confidence: Literal["high", "medium", "open"]
    check_every: int = Field(ge=1, le=730)
    checks: list[Check] = Field(min_length=1)
    values: list[Value] = Field(min_length=1)
    strip: int | None = None
    card: int | None = None

    @model_validator(mode="after")
    def _dates_close(self) -> Entry:
        for before, after in zip(self.values, self.values[1:], strict=False):
            if before.until is None or before.until != after.start:
                raise ValueError(f"gap or overlap: {before.until} is followed by {after.start}")
        if any(v.start and v.until and v.start >= v.until for v in self.values):
            raise ValueError("a value ends before it begins")
        return self

    @model_validator(mode="after")
    def _open_is_open(self) -> Entry:
        if (self.kind == "open") != (self.confidence == "open"):
            raise ValueError("kind and confidence are `open` together: what nobody confirmed is not stated")
        return self

    @property
    def folder(self) -> str:
        """The ledger folder, which is the kind of thing this is ("law")."""
        return self.id.split("/")[0]

    @property
    def last_check(self) -> Check:
        """The newest comparison with a source."""
        return max(self.checks, key=lambda check: check.on)

    @property
    def due(self) -> date:
        """The day by which the next check is owed."""
        return self.last_check.on + timedelta(days=self.check_every)

    def on(self, day: date) -> Value | None:
        """Return the value that holds on a day, or None outside every period (there is no default)."""
        for value in self.values:
            if (value.start is None or value.start <= day) and (value.until is None or day < value.until):
                return value
        return None

    def shown_check(self, day: date) -> Check:
        """Return the check that pages name: the newest live one since the value of that day began, else the newest."""
        value = self.on(day)
        start = value.start if value and value.start else date.min
        live = [check for check in self.checks if check.how == "live" and check.on >= start]
        return max(live, key=lambda check: check.on) if live else self.last_check


Ledger = dict[str, Entry]


def _model(kind: str, value: type[Value]) -> type[Entry]:
    values: Any = (GenericAlias(list, (value,)), Field(min_length=1))
    return create_model(f"{kind.title()}Entry", __base__=Entry, values=values)


_MODELS = {kind: _model(kind, value) for kind, value in KINDS.items()}


def load_ledger(root: Path = FACTS) -> tuple[Ledger, list[Finding]]:
    """Read every entry below `root`; return them by id ("law/making") with what is wrong."""
    ledger: Ledger = {}
    findings: list[Finding] = []
    for path in sorted(root.rglob("*.yml")):
        name = path.relative_to(root).with_suffix("").as_posix()
        model = _MODELS.get(name.split("/")[0])
        if model is None:
            mend = f"move it into one of: {', '.join(KINDS)}"
            findings.append(Finding(short(path), 1, "facts", f"unknown kind of fact {name!r}", mend))
            continue
        entry, wrong = load(model, path, "facts", id=name)
        findings += wrong
        if entry:
            ledger[name] = entry
    return ledger, findings
