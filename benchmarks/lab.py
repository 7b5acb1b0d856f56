"""From the choice of a journey to the decoded new map, in Chromium: the lab's Gradio page and its files.

python benchmarks/lab.py --serve http://127.0.0.1:8000 --files build/site [--rounds 5]

``course serve`` runs at the first, ``course build --out`` wrote the second.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ARGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
JOURNEYS = ("original", "q87", "q80", "half", "screenshot", "twice")
WATCH = """(journey) => new Promise((done) => {
  const shown = () => document.querySelector("[data-part=picture]");
  const old = shown().src, start = performance.now();
  const look = () => {
    const now = shown();
    if (!now || now.src === old) return setTimeout(look, 0);
    now.decode().then(() => done(performance.now() - start));
  };
  document.querySelector(`input[type=radio][value="${journey}"]`).click();
  look();
})"""


def measure(page: Page, address: str, rounds: int) -> list[float]:
    """Milliseconds of each change, after everything was loaded ahead."""
    page.goto(address)
    page.wait_for_selector("[data-part=picture]")
    page.locator("input[type=radio][value=two]").first.evaluate("input => input.click()")
    page.wait_for_function("!document.querySelector('input[value=ela]').matches(':disabled')")
    page.locator("input[type=radio][value=ela]").first.evaluate("input => input.click()")
    page.wait_for_timeout(2000)
    turns = [*JOURNEYS[1:], JOURNEYS[0]] * rounds
    return [page.evaluate(WATCH, journey) for journey in turns]


def main() -> None:
    """Print one table, both ways in one run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--serve", required=True)
    parser.add_argument("--files", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    ways = {
        "Gradio page": f"{asked.serve}/demos/ko/detector",
        "files (`file://`)": (asked.files.resolve() / "ko" / "demos" / "detector.html").as_uri(),
    }
    print(f"{os.cpu_count()} cores, load before the run {os.getloadavg()[0]:.1f}\n")
    print("| way | changes | median ms | p95 ms |\n|---|---|---|---|")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=ARGS)
        for name, address in ways.items():
            page = browser.new_page()
            out = measure(page, address, asked.rounds)
            p95 = statistics.quantiles(out, n=20)[18]
            print(f"| {name} | {len(out)} | {statistics.median(out):.1f} | {p95:.1f} |")
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
