"""The spread demo: how long 200 runs take, and whether its animation keeps up on a slow phone.

    uv run python benchmarks/spread.py [PAGE]      # PAGE: a built demos/spread.html; needs chromium

Processor time of the model beside the same cascade told person by person in plain Python; frames of the animation in
Chromium with the processor throttled four times, over the busiest case.
"""

from __future__ import annotations

import heapq
import shutil
import sys
import time
from pathlib import Path
from statistics import median

from demos.spread.model import HOURS, NEVER, spread
from demos.spread.parameters import RUNS, START, case, draws

CASES = {"start": {}, "stopped": {"tell": "early"}, "busiest": {"pass_on": "many", "tell": "nobody", "again": "many"}}
THROTTLE = 4
COUNT = """() => new Promise(done => {
  const demo = document.querySelector("bb-spread"), inner = demo.draw.bind(demo), work = [], gaps = []; let last = 0;
  demo.draw = () => { const from = performance.now(); inner(); work.push(performance.now() - from); };
  demo.jump(0); demo.play();
  const tick = now => { if (last) gaps.push(now - last); last = now;
    demo.playing ? requestAnimationFrame(tick) : done({work, gaps}); };
  requestAnimationFrame(tick); })"""


def model() -> None:
    """Print processor seconds of ``RUNS`` runs and of the plain loop."""
    start = time.process_time()
    dice = draws(RUNS)
    print(f"dice and school: {time.process_time() - start:.2f} s")
    for name, change in CASES.items():
        took = []
        for _ in range(3):
            start = time.process_time()
            spread(dice, case(START | change))
            took.append(time.process_time() - start)
        print(f"{name}: {median(took):.2f} s for {RUNS} runs of {dice.place.shape.people} people")
    start = time.process_time()
    for run in range(10):
        plain(dice, run, case(START | CASES["busiest"]).pass_on)
    each = (time.process_time() - start) / 10
    print(f"plain Python, forwards only: {each * RUNS:.2f} s for {RUNS} runs")


def plain(dice, run: int, share: float) -> int:
    """One run without report, stop and re-upload, person by person; how many saw it."""
    place, people = dice.place, dice.place.shape.people
    base, maker = run * people, int(dice.maker[run])
    seen, opened, queue = {maker}, set(), [(0, int(place.rooms[maker, 0]), -1)]
    while queue:
        hour, room, who = heapq.heappop(queue)
        if hour > HOURS:
            break
        if who < 0:
            if room not in opened:
                opened.add(room)
                for person in place.members[room, : place.size[room]].tolist():
                    if (look := int(dice.look[base + person])) != NEVER and person not in seen:
                        heapq.heappush(queue, (hour + look, room, person))
        elif who not in seen:
            seen.add(who)
            own = [r for r in place.rooms[who, : place.count[who]].tolist() if r != room]
            if own and dice.passing[base + who] < share:
                target = own[int(dice.pick[base + who] * len(own))]
                heapq.heappush(queue, (hour + int(dice.lag[base + who]), target, -1))
    return len(seen) - 1


def animation(page: Path) -> None:
    """Print frame times of the busiest case at 360 px, throttled."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"])
        context = browser.new_context(viewport={"width": 360, "height": 800}, device_scale_factor=2)
        tab = context.new_page()
        tab.goto(page.resolve().as_uri())
        for press in ("guess", "free"):
            tab.locator(f"bb-spread [data-do={press}]").click()
        tab.locator(".bb-spread-others summary").click()
        for handle, step in CASES["busiest"].items():
            tab.locator(f"[data-key={handle}][value={step}]").check(force=True)
        context.new_cdp_session(tab).send("Emulation.setCPUThrottlingRate", {"rate": THROTTLE})
        told = tab.evaluate(COUNT)
        for name in ("work", "gaps"):
            row = sorted(told[name])
            print(f"{name}: {len(row)}, median {median(row):.1f} ms, p95 {row[int(len(row) * 0.95)]:.1f} ms")
        browser.close()


if __name__ == "__main__":
    model()
    if len(sys.argv) > 1:
        animation(Path(sys.argv[1]))
