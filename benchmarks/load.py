"""One class on one server process: 40 pupils, 20 slider moves each, one a second.

    python benchmarks/load.py FRAMES_FOLDER [--pupils 40] [--moves 20]

Three arms in the same run: plain Gradio returning an image, the course through Gradio, the course as files.
Like a browser, a pupil has one request in flight; a newer move replaces the one that waits (lost: never seen).
Latency is from the move to the last byte of its picture.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import re
import statistics
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import httpx

sys.path.insert(0, str(Path(__file__).parent))
from servers import PAIR, running

Move = Callable[[httpx.AsyncClient, int, str], Awaitable[None]]


async def plain(client: httpx.AsyncClient, percent: int, session: str) -> None:
    """Join the queue, read the event stream to its end, fetch the image."""
    body = {"data": [percent], "fn_index": 0, "session_hash": session}
    (await client.post("/plain/gradio_api/queue/join", json=body)).raise_for_status()
    async with client.stream("GET", "/plain/gradio_api/queue/data", params={"session_hash": session}) as stream:
        async for line in stream.aiter_lines():
            told = json.loads(line[5:]) if line.startswith("data:") else {}
            if told.get("msg") == "process_completed":
                path = told["output"]["data"][0]["path"]
                break
    (await client.get(f"/plain/gradio_api/file={path}")).raise_for_status()


async def gradio(client: httpx.AsyncClient, percent: int, session: str) -> None:
    """Ask for the state, fetch the frame whose address comes back."""
    body = {"data": [*PAIR, "40", "morph", percent, False, "average"], "fn_index": EVENT, "session_hash": session}
    answer = await client.post("/demos/ko/gradio_api/run/predict", json=body)
    answer.raise_for_status()
    address = re.search(r"frames/face_morph/[^\"\\]+", answer.json()["data"][0])
    (await client.get("/" + address[0])).raise_for_status()  # type: ignore[index]


async def files(client: httpx.AsyncClient, percent: int, session: str) -> None:
    """Fetch the frame."""
    (await client.get(f"/frames/face_morph/average/{'-'.join(PAIR)}-{percent:03d}.webp")).raise_for_status()


EVENT = 4  # the slider's event on the page; checked before the run


async def pupil(base: str, number: int, move: Move, moves: int, start: float) -> list[float]:
    """Latencies in ms of the moves that this pupil saw; within a second each pupil has a place of its own."""
    shift, out = (number * 0.618) % 1, []
    async with httpx.AsyncClient(base_url=base, timeout=60, verify=False) as client:
        done = 0
        while done < moves:
            due = start + done + shift
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            waiting = min(moves - 1, int(time.perf_counter() - start - shift))
            done = max(done, waiting)
            due = start + done + shift
            await move(client, (done * 10 + number * 30) % 110, f"s{number}")
            out.append((time.perf_counter() - due) * 1000)
            done += 1
    return out


async def arm(base: str, move: Move, pupils: int, moves: int) -> list[float]:
    async with httpx.AsyncClient(base_url=base, timeout=60, verify=False) as client:
        await move(client, 50, "warm")
    start = time.perf_counter() + 1
    seen = await asyncio.gather(*(pupil(base, n, move, moves, start) for n in range(pupils)))
    return [latency for one in seen for latency in one]


def row(name: str, out: list[float], asked: int, reference: float) -> str:
    p50, p95 = statistics.median(out), statistics.quantiles(out, n=20)[18]
    ratio = reference / p50 if reference else 1
    return f"| {name} | {len(out)} | {asked - len(out)} | {p50:.0f} | {p95:.0f} | {ratio:.0f} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("frames", type=Path)
    parser.add_argument("--pupils", type=int, default=40)
    parser.add_argument("--moves", type=int, default=20)
    asked = parser.parse_args()
    total = asked.pupils * asked.moves
    busy = os.getloadavg()[0]
    print(f"{asked.pupils} pupils x {asked.moves} moves, {os.cpu_count()} cores, load before the run {busy:.1f}\n")
    print("| arm | delivered | lost | p50 ms | p95 ms | times faster than plain (p50) |\n|---|---|---|---|---|---|")
    reference = 0.0
    for server, arms in (("plain", [plain]), ("ours", [gradio, files])):
        with running(server, 8041, asked.frames) as base:
            for move in arms:
                out = asyncio.run(arm(base, move, asked.pupils, asked.moves))
                reference = reference or statistics.median(out)
                print(row(NAMES[move.__name__], out, total, reference), flush=True)


NAMES = {
    "plain": "plain Gradio, morph computed, `gr.Image`, defaults",
    "gradio": "the course through Gradio: state, then frame",
    "files": "the course as files",
}

if __name__ == "__main__":
    main()
