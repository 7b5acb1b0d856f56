"""All that the demo can show, as files: the very pictures that were read, and what the library said of each."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from demos import text
from demos.faces import FaceError, credentials, load, marks
from demos.provenance import addresses, labels
from demos.provenance.model import reading
from demos.provenance.view import manifest

__all__ = ["manifest", "verify", "write"]

COMPARED = ("state", "passed", "failed", "signer", "source", "history")
AGAIN = "`python -m demos.provenance.labels`"


def write(out: Path, progress: Callable[[int, int], None], day: date | None = None) -> None:
    """Sign, resend and read everything below ``out``; ``progress(done, all)`` counts files.

    Raises ``FaceError`` if the gallery is not in order, ``ValueError`` if ``c2pa-python`` is missing or says something
    else than what was recorded: a page must never show an answer that the file beside it does not get.
    """
    if not credentials.INSTALLED:
        raise ValueError("c2pa-python이 없어서 이름표를 붙일 수 없어요. / Labels need the package c2pa-python.")
    files = labels.pictures(day or date.today())
    answers = labels.answers(files)
    wrong = differences({case: reading(answer) for case, answer in answers.items()})
    if wrong:
        raise ValueError("\n".join(wrong))
    total = len(files)
    for done, (case, data) in enumerate(files.items(), 1):
        _save(out / addresses.FILES[case], data)
        _save(out / addresses.answer(case), json.dumps(answers[case], indent=1).encode())
        progress(done, total)


def _save(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def differences(now: dict[str, dict[str, Any]]) -> list[str]:
    """One sentence for every case in which the library says ``now`` something else than what was recorded."""
    was = addresses.readings()
    return [
        f"provenance: '{case}'를 읽은 결과가 적어 둔 것과 달라요. {AGAIN}. / It was read otherwise before."
        for case in addresses.FILES
        if any(now.get(case, {}).get(key) != was.get(case, {}).get(key) for key in COMPARED)
    ]


def verify(day: date | None = None) -> list[str]:
    """What is wrong with the demo's material, one sentence each; empty when all is well."""
    wrong = text.gaps(addresses.HERE)
    if set(addresses.readings()) != set(addresses.FILES):
        wrong.append(f"provenance/readings.json이 맞지 않아요. {AGAIN}. / It does not hold every case.")
    if not (addresses.HERE / "still.webp").is_file():
        wrong.append("provenance/still.webp이 없어요. `python -m demos.provenance.still`. / It is missing.")
    elif marks.missing(addresses.HERE / "still.webp", panels=len(addresses.FILES)):
        wrong.append("provenance/still.webp에 교육용 표시가 없어요. / The still lacks its marks.")
    try:
        load(day or date.today())
    except FaceError as error:
        wrong += str(error).splitlines()
    return wrong
