"""From the slider's key press to the decoded new picture, in Chromium: Gradio page and files.

python benchmarks/slider.py FRAMES_FOLDER [--rounds 3]
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parent))
from servers import running

ARGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
DEMO = Path(__file__).parents[1] / "demos" / "face_morph"

WATCH = """() => new Promise((done) => {
  const image = document.querySelector("[data-part=picture]"), range = document.querySelector("input[type=range]");
  const old = image.src, start = performance.now();
  const look = () => {
    const now = document.querySelector("[data-part=picture]");
    if (now.src === old) return setTimeout(look, 0);
    now.decode().then(() => done(performance.now() - start));
  };
  range.value = Number(range.value) === 100 ? 0 : Number(range.value) + 10;
  range.dispatchEvent(new Event("input", {bubbles: true}));
  look();
})"""


def measure(page: Page, address: str, rounds: int) -> list[float]:
    page.goto(address)
    page.wait_for_selector("[data-part=picture]")
    page.locator(".bb-chip", has_text="40%").click()
    page.wait_for_function("!document.querySelector('input[type=range]').disabled")
    page.wait_for_timeout(1000)
    return [page.evaluate(WATCH) for _ in range(11 * rounds)]


def files_page(frames: Path, folder: Path) -> str:
    """A page with the on-page element alone, opened from disk."""
    from demos.face_morph.frames import manifest

    data = json.dumps(manifest("ko"), ensure_ascii=False).replace("</", "<\\/")
    path = folder / "page.html"
    path.write_text(
        f'<!doctype html><html lang="ko"><meta charset="utf-8"><title>morph</title>'
        f'<link rel="stylesheet" href="{(DEMO / "element.css").as_uri()}">'
        f'<bb-face-morph data-frames="{frames.resolve().as_uri()}"><script type="application/json">{data}</script>'
        f'</bb-face-morph><script src="{(DEMO / "element.js").as_uri()}"></script>',
        encoding="utf-8",
    )
    return path.as_uri()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("frames", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    print(f"{os.cpu_count()} cores, load before the run {os.getloadavg()[0]:.1f}\n")
    print("| way | moves | median ms | p95 ms |\n|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=ARGS)
        with running("ours", 8042, asked.frames) as base:
            ways = {
                "Gradio page": f"{base}/demos/ko/face_morph",
                "files (`file://`)": files_page(asked.frames, Path(folder)),
            }
            for name, address in ways.items():
                page = browser.new_page()
                out = measure(page, address, asked.rounds)
                p95 = statistics.quantiles(out, n=20)[18]
                print(f"| {name} | {len(out)} | {statistics.median(out):.1f} | {p95:.1f} |")
                page.close()
        browser.close()


if __name__ == "__main__":
    main()
