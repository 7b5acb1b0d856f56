"""What each word of the command `course` does; every function returns the exit code."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

from coursekit import ROOT, new, system
from coursekit.assemble import Stopped, assemble, is_current
from coursekit.checks import check, sources
from coursekit.demos import verify_faces
from coursekit.ledger import GATED, due_list
from coursekit.lock import renew
from coursekit.material import DemoHost, Material, load_material
from coursekit.office import load_office
from coursekit.reading import Finding
from coursekit.trees import korean_twin

SERVED = ROOT / "build" / "served"


def _material(options: argparse.Namespace, host: DemoHost = "files") -> Material:
    day = getattr(options, "on", None) or date.today()
    material, wrong = load_material(day, load_office(getattr(options, "office", None)), host)
    if wrong:
        raise Stopped(wrong)
    return material


def _bar() -> object:
    from tqdm import tqdm

    bar = tqdm(desc="그림 만들기 / frames", unit="", leave=False, disable=None)

    def step(done: int, total: int) -> None:
        bar.total = total
        bar.update(done - bar.n)

    return step


def _build(material: Material, out: Path) -> None:
    print("사이트를 만듭니다 / building the site …", flush=True)
    assemble(material, out, _bar())  # type: ignore[arg-type]


def serve(options: argparse.Namespace) -> int:
    """Build what changed, then serve site and demos; one worker, no access log."""
    if not system.port_free(options.host, options.port):
        print(f"{options.port} 포트를 이미 쓰고 있습니다. --port 로 다른 번호를 주세요. / the port is in use.")
        return 2
    material = _material(options, "gradio")
    if not is_current(SERVED, material):
        _build(material, SERVED)
    import uvicorn

    from coursekit.server import app

    server = app(SERVED)
    print(f"\n  바로보기 → http://{options.host}:{options.port}\n  끝내려면 Ctrl+C / Ctrl+C to stop\n", flush=True)
    uvicorn.run(server, host=options.host, port=options.port, log_level="warning", access_log=False, workers=1)
    return 0


def build(options: argparse.Namespace) -> int:
    """Write the whole static edition."""
    _build(_material(options), options.out.resolve())
    print(f"다 되었습니다. {options.out / 'index.html'} 을 여세요. / done.")
    return 0


def run_check(options: argparse.Namespace) -> int:
    """Print every finding about the content; exit 1 on any."""
    material, wrong = load_material(options.on or date.today())
    found = sorted({*wrong, *check(material)})
    _print(found, options.format)
    return 1 if found else 0


def _print(found: list[Finding], form: str) -> None:
    if form == "json":
        print(json.dumps([finding.as_dict() for finding in found], ensure_ascii=False, indent=1))
        return
    for finding in found:
        print(finding)
    print(f"{len(found)}건 / findings" if found else "고칠 것이 없습니다. / nothing to mend.")


def due(options: argparse.Namespace) -> int:
    """List every entry with its last check and due day; exit 1 when a helpline or law is overdue."""
    rows = due_list(_material(options).ledger, options.on or date.today())
    if options.format == "json":
        print(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        for row in rows:
            late = "늦음/overdue" if row["overdue"] else ""
            print(f"{row['due']}  {late:12}  {row['last_check']} ({row['how']})  {row['id']}")
    return 1 if any(row["overdue"] and str(row["id"]).split("/")[0] in GATED for row in rows) else 0


def faces(options: argparse.Namespace) -> int:
    """Verify the gallery; exit 1 on a portrait without a valid entry."""
    wrong = verify_faces(options.on or date.today())
    print("\n".join(wrong) if wrong else "얼굴이 모두 맞습니다. / all faces are in order.")
    return 1 if wrong else 0


def make_new(options: argparse.Namespace) -> int:
    """Write the skeleton of a lesson, demo or fact."""
    makers = {"lesson": new.new_lesson, "demo": new.new_demo, "fact": new.new_fact}
    for path in makers[options.what](options.name):
        print(path.relative_to(ROOT))
    return 0


def stamp(options: argparse.Namespace) -> int:
    """Mark English files as made from today's Korean text."""
    paths = options.paths or [path for path in sources() if korean_twin(path)]
    changed = [path for path in paths if new.stamp(path)]
    print("\n".join(str(path) for path in changed) or "바뀐 것이 없습니다. / nothing changed.")
    return 0


def doctor(options: argparse.Namespace) -> int:
    """Say what this machine has and lacks."""
    lines = system.report()
    for well, text in lines:
        print(f"{'좋음 ' if well else '확인 '} {text}")
    return 0 if all(well for well, _ in lines) else 1


def lock(options: argparse.Namespace) -> int:
    """Renew the pinned versions in pyproject and requirements.lock."""
    print(f"{renew()}개 / packages pinned")
    return 0


def test(options: argparse.Namespace) -> int:
    """Run everything CI runs: lint, types, tests. `--fast` leaves out the browser and the builds."""
    if not options.fast and not system.ensure():
        return 2
    marks = {"fast": ["-m", "not slow"], "all": []}
    chosen = "fast" if options.fast else "all"
    env = os.environ | {"BAROBOGI_MATRIX": "all" if options.all else "one"}
    for command in (["ruff", "check", "."], ["mypy"], ["pytest", *marks[chosen], *options.rest]):
        print("$", " ".join(command), flush=True)
        result = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, env=env, check=False)
        if result.returncode:
            return result.returncode
    return 0
