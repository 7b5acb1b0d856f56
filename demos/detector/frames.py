"""All that the lab shows, as files: thirteen pictures after six journeys, their maps, the trusted second pictures.

Pictures come from ``demos.detection.lab`` and from nowhere else: no function here takes one. People are checked
against their ledger first. Marks are added last, to what was measured before without them.
"""

from __future__ import annotations

import json
import multiprocessing
import os
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor, as_completed
from datetime import date
from pathlib import Path

import cv2

from demos import text
from demos.detection import data, lab, people, shown
from demos.detection.journeys import Journey
from demos.detection.lab import Ask
from demos.detection.people import PeopleError
from demos.detector import addresses, drawing
from demos.detector.addresses import HERE, heat, manifest, picture, thumb, trusted
from demos.faces import marks
from demos.faces.watermark import MEASURED

__all__ = ["manifest", "verify", "write"]
WORKERS = 2
PANELS = 4
"""Panels of ``still.webp``."""
Told = dict[str, str]


def write(out: Path, progress: Callable[[int, int], None], day: date | None = None) -> None:
    """Render everything below ``out`` (an empty folder or an older run of the same pictures).

    ``progress(done, all)`` counts the thirteen pictures. Raises ``PeopleError`` if the people are not in order on
    ``day`` (today if not given); then nothing is written.
    """
    everybody, asks = asked(day or date.today())
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(min(WORKERS, os.cpu_count() or 1), context) as pool:
        running = [pool.submit(_write_ask, out, ask, _of(ask, everybody)) for ask in asks]
        for done, job in enumerate(as_completed(running), 1):
            job.result()
            progress(done, len(asks))


def asked(day: date) -> tuple[data.People, list[Ask]]:
    """The people and the lab's thirteen pictures. Raises ``PeopleError`` if a file is not what the ledger says."""
    everybody = people.load(day, people.HERE)
    return everybody, lab.asked(lab.split(everybody)[1])


def _of(ask: Ask, everybody: data.People) -> data.People:
    return {person: everybody[person] for person in ask.people}


def _write_ask(out: Path, ask: Ask, who: data.People, journeys: Iterable[Journey] = lab.JOURNEYS) -> None:
    cv2.setNumThreads(1)
    made, kept = lab.picture(ask, who), shown.load(shown.WEIGHTS)
    marks.save(out / thumb(ask.id), drawing.thumb(drawing.enlarged(made.pixels, made.marks)[0]), words(ask, "thumb"))
    for person in ask.people:
        second = lab.trusted(ask, person, who)
        pixels, _ = drawing.enlarged(second.pixels, second.marks)
        told = _told(marks.words((person,), MEASURED), f"trusted:{ask.id}")
        marks.save(out / trusted(ask.id, person), pixels, told)
    for journey in journeys:
        _write_journey(out, ask, made, journey, kept)


def _write_journey(out: Path, ask: Ask, made: data.Picture, journey: Journey, kept: shown.Kept) -> None:
    pixels, places = data.sent(made, journey)
    marks.save(out / picture(ask.id, journey), drawing.enlarged(pixels, places)[0], words(ask, f"journey:{journey}"))
    for name, field in shown.fields(pixels, places, journey, kept).items():
        drawn = drawing.heat(pixels, places, name, field)
        marks.save(out / heat(ask.id, journey, name), drawn, words(ask, f"journey:{journey}", f"map:{name}"))


def words(ask: Ask, *more: str) -> Told:
    """What is written into a file that shows a picture of the lab: who, how blended or edited, which step."""
    percent = round(100 * ask.amount) if len(ask.people) > 1 else None
    return _told(marks.words(ask.people, MEASURED, percent), f"kind:{ask.kind}", *more)


def _told(told: Told, *more: str) -> Told:
    return told | {"subjects": " ".join([told["subjects"], *more])}


def verify(day: date | None = None) -> list[str]:
    """What is wrong with the demo's material, one sentence each; empty when all is well."""
    wrong = text.gaps(HERE)
    if not (HERE / "still.webp").is_file():
        wrong.append("detector/still.webp이 없어요. `python -m demos.detector.still`. / It is missing.")
    elif marks.missing(HERE / "still.webp", panels=PANELS):
        wrong.append("detector/still.webp에 교육용 표시가 없어요. / The still lacks its marks.")
    try:
        asks = asked(day or date.today())[1]
    except PeopleError as error:
        return [*wrong, *str(error).splitlines()]
    except ValueError as error:
        return [*wrong, f"실험실에 쓸 사람이 모자라요. / {error}"]
    return wrong + _learnt() + _recorded(asks)


def _learnt() -> list[str]:
    try:
        shown.load(shown.WEIGHTS)
    except (OSError, ValueError) as error:
        return [f"detection/maps.npz를 읽을 수 없어요: {error} / It cannot be read."]
    return []


def _recorded(asks: list[Ask]) -> list[str]:
    """Whether the recorded answers are about the pictures that are drawn."""
    meant = [[ask.id, list(ask.people), ask.shot, ask.kind] for ask in asks]
    try:
        held = addresses.answers()["pictures"]
        if [[one["id"], one["people"], one["shot"], one["kind"]] for one in held] == meant:
            return []
    except (OSError, json.JSONDecodeError, KeyError, TypeError) as error:
        return [f"detection/answers.json을 읽을 수 없어요: {error!r} / It cannot be read."]
    return [
        "detection/answers.json이 지금 그리는 그림의 대답이 아니에요. `course evaluate --keep`으로 다시 기록하세요. / "
        "It was recorded for other pictures; record it again with `course evaluate --keep`."
    ]
