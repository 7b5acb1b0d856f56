"""Takes, edits, blends, sends and measures all pictures, in two processes. Only numbers are kept of a picture."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Any, TypeVar

import cv2
import numpy as np
from numpy.typing import NDArray

from demos.detection import data, features, lab, maps, regions, texture, trusted
from demos.detection.data import Blend, People, Picture, Scene, Taken
from demos.detection.features import Vector
from demos.detection.journeys import JOURNEYS, jpeg_bytes
from demos.detection.regions import Marks
from demos.detection.table import Sample

T = TypeVar("T")
WORKERS = 2
AHEAD = 2
"""So many tasks wait for each worker: more would hold all scenes in memory."""
MAPPED = lab.JOURNEYS
"""Journeys after which heat maps are measured: those that the lab shows them for."""
PLAIN = ("brightness", "contrast", "noise", "noise-ratio", "sharpness", "file-size")
"""Single numbers that must not tell the classes apart: if one does, the pictures are not comparable."""


@dataclass(frozen=True)
class Mapped:
    """One aligned heat map, (64, 64) float16 (``texture``: its ten numbers), and whose."""

    method: str
    journey: str
    morph: bool
    people: tuple[str, ...]
    kind: str
    field: NDArray[np.float16]


Gathered = tuple[list[Sample], list[Mapped]]


def plain(pixels: data.Bytes, marks: Marks) -> Vector:
    """The numbers of ``PLAIN``, (6,): of the whole picture, of the face, and of the face against the backdrop."""
    grey = features.luma(pixels)
    rest = np.abs(features.residual(grey))
    face = regions.face(marks, grey.shape)
    h, w = grey.shape
    corner = np.concatenate([rest[: h // 10, : w // 8].ravel(), rest[: h // 10, -(w // 8) :].ravel()])
    noise = float(np.log(rest[face].mean() + 0.05))
    fine = float(np.log(np.abs(cv2.Laplacian(grey, cv2.CV_32F))[face].mean() + 0.05))
    size = float(np.log(len(jpeg_bytes(pixels, 75)) / grey.size))
    ratio = noise - float(np.log(corner.mean() + 0.05))
    return np.array([grey.mean(), grey.std(), noise, ratio, fine, size], np.float32)


def measured(picture: Picture) -> Gathered:
    """Everything about one picture after every journey."""
    samples, mapped = [], []
    for journey in JOURNEYS:
        pixels, marks = data.sent(picture, journey)
        values = features.measure(pixels, marks)
        errs = data.dice("landmarks", picture.name), data.dice("landmarks", picture.name, journey)
        seen = trusted.found(marks, *errs)
        values |= {"plain": plain(pixels, marks), "look": trusted.look(pixels, seen), "shape": trusted.shape(seen)}
        who = picture.people, picture.cameras, picture.shot, picture.kind, journey, picture.name
        samples.append(Sample(values, picture.morph, *who))
        if journey in MAPPED and picture.kind != "average":
            fields = {method: maps.aligned(make(pixels), marks) for method, make in maps.MAPS.items()}
            for method, field in (fields | {"texture": texture.cells(pixels, marks)}).items():
                half = field.astype(np.float16)
                mapped.append(Mapped(method, journey, picture.morph, picture.people, picture.kind, half))
    return samples, mapped


def _of_person(scenes: dict[str, Scene], files: list[Taken]) -> list[Gathered]:
    return [measured(picture) for picture in data.honest(scenes, files)]


def _of_couple(scenes: tuple[Scene, Scene], plan: Blend) -> list[Gathered]:
    return [measured(picture) for picture in data.blended(scenes, plan)]


def gather(people: People, plans: list[Blend], each: int, tick: Callable[[], None]) -> Gathered:
    """Measure everybody through ``each`` cameras a shot, and all blends; ``tick`` is called after each task.

    The order of the result does not depend on which worker was faster.
    """
    samples, mapped = [], []
    for done in in_order(_tasks(people, plans, each), tick):
        for one, two in done:
            samples += one
            mapped += two
    return samples, mapped


def _tasks(people: People, plans: list[Blend], each: int) -> Iterator[tuple[Callable[..., list[Gathered]], Any, Any]]:
    for person in sorted(people):
        files = data.taken(person, list(people[person]), each)
        yield _of_person, {shot: people[person][shot] for shot in people[person]}, files
    for plan in plans:
        a, b = plan.people
        yield _of_couple, (people[a][plan.shot], people[b][plan.shot]), plan


def in_order(
    tasks: Iterator[tuple[Callable[..., T], Any, Any]],
    tick: Callable[[], None],
    start: tuple[Callable[..., None], Any] | None = None,
) -> list[T]:
    """Results of ``function(first, second)`` for all tasks, in their order, from ``WORKERS`` processes.

    ``start`` is called once in each process with its argument.
    """
    done: dict[int, T] = {}
    waiting: dict[Future[T], int] = {}

    def collect(most: int) -> None:
        while len(waiting) > most:
            for future in wait(waiting, return_when=FIRST_COMPLETED).done:
                done[waiting.pop(future)] = future.result()
                tick()

    with ProcessPoolExecutor(WORKERS, get_context("spawn"), alone, (start,)) as pool:
        for n, (function, first, second) in enumerate(tasks):
            waiting[pool.submit(function, first, second)] = n
            collect(AHEAD * WORKERS)
        collect(0)
    return [done[n] for n in sorted(done)]


def alone(start: tuple[Callable[..., None], Any] | None) -> None:
    """One thread a process: two processes with two threads each would only wait for each other."""
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

    cv2.setNumThreads(1)
    threadpool_limits(1)
    if start:
        start[0](start[1])
