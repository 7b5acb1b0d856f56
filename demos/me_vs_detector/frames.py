"""The twelve pictures as files, drawn at the build by the detectors' engine from its own people and from nowhere else.

No function here takes a picture. Marks are added last; the strip is the same on all, so it gives nothing away.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from demos import text
from demos.detection import data, lab, people
from demos.detection.people import PeopleError
from demos.faces import marks
from demos.faces.watermark import MEASURED
from demos.me_vs_detector import addresses, model
from demos.me_vs_detector.addresses import HERE, manifest

__all__ = ["manifest", "verify", "write"]
Bytes = NDArray[np.uint8]
SIDE = 512
COLUMNS = 4
"""Pictures in a row of ``still.webp``."""
AGAIN = "`course evaluate --keep`로 다시 기록하세요. / record it again with `course evaluate --keep`."


def write(out: Path, progress: Callable[[int, int], None], day: date | None = None) -> None:
    """Draw the twelve below ``out``; ``progress(done, all)`` counts them.

    Raises ``PeopleError`` if the people are not in order on ``day`` (today if not given); then nothing is written.
    """
    made = drawn(day or date.today())
    for done, (name, pixels, told) in enumerate(made, 1):
        marks.save(out / addresses.picture(name), pixels, told)
        progress(done, len(made))


def drawn(day: date) -> list[tuple[str, Bytes, dict[str, str]]]:
    """Name, pixels (SIDE, SIDE, 3) uint8 RGB without marks, and the words for the file, of all twelve."""
    everybody = people.load(day, people.HERE)
    asks = {ask.id: ask for ask in lab.asked(lab.split(everybody)[1])}
    return [(item.id, *_one(asks[item.source], item, everybody)) for item, _ in addresses.plan()]


def _one(ask: lab.Ask, item: model.Item, everybody: data.People) -> tuple[Bytes, dict[str, str]]:
    way = next(journey for journey in lab.JOURNEYS if journey == item.journey)
    pixels, _ = data.sent(lab.picture(ask, everybody), way)
    percent = round(100 * ask.amount) if len(ask.people) > 1 else None
    told = marks.words(ask.people, MEASURED, percent)
    more = f" kind:{ask.kind} journey:{item.journey}"
    return _enlarged(pixels), told | {"subjects": told["subjects"] + more}


def _enlarged(pixels: Bytes) -> Bytes:
    """At one size, so that the size tells nothing."""
    how = cv2.INTER_CUBIC if pixels.shape[0] < SIDE else cv2.INTER_AREA
    return np.asarray(cv2.resize(pixels, (SIDE, SIDE), interpolation=how), np.uint8)


def verify(day: date | None = None) -> list[str]:
    """What is wrong with the demo's material, one sentence each; empty when all is well."""
    wrong = text.gaps(HERE)
    if not (HERE / "still.webp").is_file():
        wrong.append("me_vs_detector/still.webp이 없어요. `python -m demos.me_vs_detector.still`. / It is missing.")
    elif marks.missing(HERE / "still.webp", panels=COLUMNS):
        wrong.append("me_vs_detector/still.webp에 교육용 표시가 없어요. / The still lacks its marks.")
    try:
        everybody = people.load(day or date.today(), people.HERE)
    except PeopleError as error:
        return [*wrong, *str(error).splitlines()]
    return wrong + _recorded(everybody)


def _recorded(everybody: data.People) -> list[str]:
    """Whether the recording is about the pictures that are drawn, and holds what the demo is to show."""
    try:
        held = [(one["id"], tuple(one["people"]), one["shot"], one["kind"]) for one in addresses.recorded()]
        meant = [(ask.id, ask.people, ask.shot, ask.kind) for ask in lab.asked(lab.split(everybody)[1])[1:]]
        if held != meant:
            return [f"detection/answers.json이 지금 그리는 그림의 대답이 아니에요. {AGAIN}"]
        found = model.wrongest(addresses.chances())
    except (OSError, ValueError, KeyError, TypeError) as error:
        return [f"detection/answers.json을 쓸 수 없어요: {error!r} {AGAIN}"]
    lacking = [side for side in model.SIDES if side not in found]
    return [f"탐지기가 확신하고 틀린 그림이 없어요 ({side}). {AGAIN}" for side in lacking]
