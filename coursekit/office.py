"""What an education office sets for its own edition: `office.toml`. It adds; nothing in it can take a number away."""

from __future__ import annotations

import re
import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError, model_validator

from coursekit.reading import Strict, Text, read_text

CHECK_EVERY = 90
_NAMES = re.compile(r"^\s*(\[\[?)?\s*([A-Za-z_][\w.]*)\s*(?:\]|=)")
_SAY = {
    "extra_forbidden": "모르는 이름입니다. 지우거나 철자를 확인하세요 / unknown setting",
    "missing": "꼭 있어야 합니다 / this is needed",
    "string_pattern_mismatch": "꼴이 맞지 않습니다 / wrong form",
    "string_too_short": "비어 있습니다. 내용을 적거나 줄을 지우세요 / empty",
    "string_type": "따옴표로 묶은 글이어야 합니다 / must be text in quotes",
    "date": "날짜는 2026-11-22처럼 따옴표 없이 적으세요 / a date like 2026-11-22",
    "model_type": '{ko = "…", en = "…"}처럼 두 언어로 적으세요 / both languages are needed',
}


class LocalLine(Strict):
    """A line of the office's own, with the day on which somebody checked it."""

    name: Text
    phone: str = Field(pattern=r"^\d{2,4}(-\d{3,4}){1,2}$")
    hours: Text | None = None
    does: Text
    checked: date

    @property
    def dial(self) -> str:
        """The digits that a call link dials."""
        return self.phone.replace("-", "")

    @property
    def due(self) -> date:
        """The day by which the next check is owed."""
        return self.checked + timedelta(days=CHECK_EVERY)


class Office(Strict):
    """The office's own settings; every field may be left out, and what is shown stands in both languages.

    `area_code` (digits, with the leading 0) turns 1388 into a call link; `exit_url` is where the exit goes; `logo` is
    a picture beside the file; `contact` is where errors are told; `deadline` is by when a case is reported to the
    office, `basis` the rule that says so.
    """

    name: str = ""
    logo: str = Field(default="", pattern=r"^([\w-]+\.(svg|png|webp))?$")
    area_code: str = Field(default="", pattern=r"^(0\d{1,2})?$")
    exit_url: str = Field(default="", pattern=r"^(https?://[^\s\"'<>`]+)?$")
    contact: str = ""
    help_text: Text | None = None
    deadline: Text | None = None
    basis: Text | None = None
    department: Text | None = None
    wee: Text | None = None
    helper: Text | None = None
    local: list[LocalLine] = Field(default=[])
    logo_bytes: bytes = Field(default=b"", repr=True, exclude=True)

    @model_validator(mode="after")
    def _deadline_has_a_basis(self) -> Office:
        if self.deadline and not self.basis:
            raise ValueError("deadline(보고 기한)을 적으면 basis(근거)도 적으세요 / a deadline needs its basis")
        return self


def load_office(path: Path | None) -> Office:
    """Read `office.toml`; without a path return the empty settings.

    Raises:
        ValueError: the file cannot be read or a field is wrong; the text (Korean first) names the line.
    """
    if path is None:
        return Office()
    text = ""
    try:
        text = read_text(path)
        office = Office.model_validate(tomllib.loads(text))
        logo = (path.parent / office.logo).read_bytes() if office.logo else b""
    except OSError as error:
        named = error.filename or path
        raise ValueError(f"{named} 파일을 읽을 수 없습니다. 경로를 확인하세요. / cannot read this file.") from error
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"{path}: 설정 파일의 꼴이 맞지 않습니다. / not a TOML file: {error}") from error
    except ValidationError as error:
        raise ValueError("\n".join(_plainly(path, text, item) for item in error.errors())) from error
    return office.model_copy(update={"logo_bytes": logo})


def _plainly(path: Path, text: str, item: Any) -> str:
    where = [str(part) for part in item["loc"]]
    line = _line(text, where)
    said = _SAY.get(item["type"]) or _SAY.get(item["type"].split("_")[0])
    what = said or item["msg"].removeprefix("Value error, ")
    name = ".".join(where) or path.name
    return f"{path.name} {line}번째 줄, {name}: {what} (쓸 수 있는 이름: {', '.join(_known())})"


def _known() -> list[str]:
    return [name for name in Office.model_fields if name != "logo_bytes"]


def _line(text: str, where: list[str]) -> int:
    """Return the line of a setting by its path ("local.1.phone"); 1 when it does not stand in the file."""
    seen: dict[str, int] = {}
    counts: dict[str, int] = {}
    section = ""
    for number, content in enumerate(text.splitlines(), 1):
        match = _NAMES.match(content)
        if not match:
            continue
        bracket, name = match.groups()
        if bracket:
            counts[name] = counts.get(name, -1) + 1
            section = f"{name}.{counts[name]}." if bracket == "[[" else f"{name}."
            seen.setdefault(section.rstrip("."), number)
        else:
            seen.setdefault(section + name, number)
    while where and ".".join(where) not in seen:
        where = where[:-1]
    return seen.get(".".join(where), 1)
