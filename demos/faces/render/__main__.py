"""``course faces render [--only f03 …] [--shots s1 …] [--preview]``: draw what is not drawn yet.

One process an identity (Blender keeps memory), several at a time. Stopped at any moment, it goes on with the shots
that are not there with the same digest of recipe, size, samples and version of this code.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

from tqdm import tqdm

from demos.faces.entry import is_withdrawn
from demos.faces.ledger import read
from demos.faces.render import recipe, source

ROOT = Path(__file__).parents[3]
OUT = ROOT / "build" / "renders"
MODULE = "demos.faces.render"
Owed = dict[str, list[str]]


def arguments() -> argparse.Namespace:
    """The command line."""
    cores = os.cpu_count() or 1
    parser = argparse.ArgumentParser(prog="course faces render", description="Draw the gallery from its recipes.")
    parser.add_argument("--only", nargs="+", default=[], metavar="ID", help="identities, such as f03")
    parser.add_argument("--shots", nargs="+", default=[], metavar="S", help="shots, such as s1")
    parser.add_argument("--size", type=int, default=640, help="side of the picture in px (default 640)")
    parser.add_argument("--samples", type=int, default=0, help="samples a pixel (default: as the recipe says)")
    parser.add_argument("--preview", action="store_true", help="256 px, 10 samples, small textures")
    parser.add_argument("--jobs", type=int, default=cores, help="identities at a time, about 3.5 GB each")
    parser.add_argument("--threads", type=int, default=1, help="threads an identity")
    parser.add_argument("--recipes", type=Path, default=recipe.RECIPES)
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--again", action="store_true", help="also what is there already")
    parser.add_argument("--worker", action="store_true", help=argparse.SUPPRESS)
    found = parser.parse_args()
    if found.preview:
        found.size, found.samples = min(found.size, 256), found.samples or 10
    return found


def people(args: argparse.Namespace) -> dict[str, recipe.Person]:
    """Who may be drawn: everybody with a recipe who was not withdrawn."""
    gone = {fid for fid, entry in read(Path(__file__).parents[1]).items() if is_withdrawn(entry)}
    return {fid: who for fid, who in recipe.load(args.recipes).items() if fid not in gone}


def unknown(args: argparse.Namespace) -> list[str]:
    """What ``--only`` and ``--shots`` name though nobody can draw it."""
    there = people(args)
    shots = {name for who in there.values() for name in who.shots}
    return [fid for fid in args.only if fid not in there] + [name for name in args.shots if name not in shots]


def owed(args: argparse.Namespace) -> Owed:
    """Shots to render by identity: wanted, not withdrawn, and not there with the same digest."""
    found: Owed = {}
    for fid, who in people(args).items():
        if args.only and fid not in args.only:
            continue
        for name in who.shots:
            stamp = args.out / fid / f"{name}.sha256"
            done = stamp.is_file() and stamp.read_text() == stamp_of(args, who, name)
            if (not args.shots or name in args.shots) and (args.again or not done):
                found.setdefault(fid, []).append(name)
    return found


def stamp_of(args: argparse.Namespace, who: recipe.Person, name: str) -> str:
    """The digest a finished shot carries."""
    return recipe.digest(who, name, size=args.size, samples=args.samples or who.shots[name].samples)


def main() -> int:
    """Draw what is owed, with one line of progress for all; 1 if an identity failed (others go on), 2 if misused."""
    args = arguments()
    if wrong := unknown(args):
        names = ", ".join(wrong)
        print(f"제작 기록에 없거나 거두어들인 것입니다: {names} / not in the recipes, or withdrawn: {names}")
        return 2
    source.fetch()
    shots = owed(args)
    if args.worker:
        work(args, shots)
        return 0
    command = [sys.executable, "-m", MODULE, *sys.argv[1:], "--worker", "--only"]
    bar: tqdm[Any] = tqdm(total=sum(map(len, shots.values())), unit="shot")
    with bar, ThreadPoolExecutor(args.jobs) as pool:
        failed = [fid for fid in pool.map(lambda fid: _follow([*command, fid], fid, bar), shots) if fid]
    if failed:
        print(f"그리지 못한 얼굴 / not drawn: {', '.join(failed)}")
    return 1 if failed else 0


def _follow(command: list[str], fid: str, bar: tqdm[Any]) -> str:
    """Run one identity's process and show its steps; its id comes back if it failed."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        for line in process.stdout or ():
            if line.startswith("@"):
                bar.set_description(line[1:].strip())
                bar.update(line.strip().endswith("done"))
    return fid if process.returncode else ""


def work(args: argparse.Namespace, shots: Owed) -> None:
    """Render identities' shots in this process."""
    from demos.faces.render.shoot import Quality, Studio  # it imports Blender, which only a worker needs

    small = args.size < 400
    quality = Quality(args.size, args.samples, 2048 if small else 4096, 2 if small else 3, args.threads)
    everybody = people(args)
    for fid, names in shots.items():
        folder = args.out / fid
        folder.mkdir(parents=True, exist_ok=True)
        _say(f"{fid} shape")
        studio = Studio(everybody[fid], quality)
        for name in names:
            studio.shoot(everybody[fid].shots[name], folder, name, partial(_step, fid, name))
            (folder / f"{name}.sha256").write_text(stamp_of(args, everybody[fid], name))
            _say(f"{fid} {name} done")


def _step(fid: str, shot: str, step: str) -> None:
    _say(f"{fid} {shot} {step}")


def _say(step: str) -> None:
    """A line that the process above reads; all other output is Blender's own."""
    print(f"@{step}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
