"""What an education office sets for its own edition: `office.toml`."""

from __future__ import annotations

import tomllib
from pathlib import Path

from pydantic import Field, ValidationError

from coursekit.reading import Strict, read_text


class Office(Strict):
    """The office's own settings; every field may be left out.

    `area_code` (digits, with the leading 0) turns 1388 into a call link; `exit_url` is where the exit goes.
    """

    name: str = ""
    area_code: str = Field(default="", pattern=r"^(0\d{1,2})?$")
    exit_url: str = Field(default="", pattern=r"^(https?://[^\s\"'<>`]+)?$")


def load_office(path: Path | None) -> Office:
    """Read `office.toml`; without a path return the empty settings.

    Raises:
        ValueError: the file cannot be read or a field is wrong; the text (Korean and English) says which.
    """
    if path is None:
        return Office()
    try:
        return Office.model_validate(tomllib.loads(read_text(path)))
    except OSError as error:
        raise ValueError(f"{path} 파일을 읽을 수 없습니다. 경로를 확인하세요. / cannot read this file.") from error
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise ValueError(
            f"{path}: 설정을 읽지 못했습니다. 쓸 수 있는 것: name, area_code(예: 031), exit_url(https://…) / "
            f"wrong settings; there are name, area_code and exit_url.\n{_plainly(error)}"
        ) from error


def _plainly(error: Exception) -> str:
    if not isinstance(error, ValidationError):
        return str(error)
    return "\n".join(f"{'.'.join(map(str, item['loc']))}: {item['msg']}" for item in error.errors())
