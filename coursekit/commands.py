"""What each word of the command `course` does; every function returns the exit code."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from coursekit import ROOT, new, system
from coursekit.assemble import assemble, guard, is_current
from coursekit.checks import check
from coursekit.demos import Progress, evaluate_detector
from coursekit.due import calendar, due_rows, is_gate
from coursekit.export.downloads import offered
from coursekit.ledger import load_ledger
from coursekit.lock import renew
from coursekit.material import DemoHost, Material, load_material
from coursekit.office import load_office
from coursekit.reading import Finding, Stopped

SERVED = ROOT / "build" / "served"
NO_TESTS = 5
"""What pytest returns when nothing fits the choice."""


def loaded(options: argparse.Namespace, host: DemoHost = "files") -> Material:
    """Return the material for the day and the office that the command names; raises `Stopped`, `ValueError`."""
    day = getattr(options, "on", None) or date.today()
    material, wrong = load_material(day, load_office(getattr(options, "office", None)), host)
    if wrong:
        raise Stopped(wrong)
    return material


def progress_bar(what: str = "그림 만들기 / pictures") -> Progress:
    """Return what shows a bar from the first step to the last, on a terminal only."""
    from tqdm import tqdm

    bars: list[tqdm[NoReturn]] = []

    def step(done: int, total: int) -> None:
        if not bars:
            bars.append(tqdm(total=total, desc=what, unit="", leave=False, disable=None))
        bars[0].update(done - bars[0].n)
        if done == total:
            bars.pop().close()

    return step


def _build(material: Material, out: Path, exports: bool) -> None:
    guard(out)
    print("누리집을 만듭니다 / building the site …", flush=True)
    files = offered(material, progress_bar("내려받을 파일 / files")) if exports else None
    assemble(material, out, progress_bar(), files)


def serve(options: argparse.Namespace) -> int:
    """Build what changed, then serve site and demos; one worker, no access log."""
    busy = system.cannot_listen(options.host, options.port)
    if busy:
        print(busy)
        return 2
    material = loaded(options, "gradio")
    if not is_current(SERVED, material, options.exports):
        _build(material, SERVED, options.exports)
    import uvicorn

    from coursekit.server import app

    server = app(SERVED)
    print(_welcome(options.host, options.port), flush=True)
    quiet: dict[str, Any] = {"log_level": "warning", "access_log": False, "server_header": False}
    uvicorn.run(server, host=options.host, port=options.port, workers=1, **quiet)
    return 0


def _welcome(host: str, port: int) -> str:
    every = host in ("0.0.0.0", "::")  # noqa: S104 - only compared
    others = (
        f"\n  다른 기기에서는 이 컴퓨터의 IP 주소로 / other devices: this computer's address, port {port}"
        if every
        else ""
    )
    here = "127.0.0.1" if every else f"[{host}]" if ":" in host else host
    return f"\n  바로보기 → http://{here}:{port}{others}\n  끝내려면 Ctrl+C / Ctrl+C to stop\n"


def build(options: argparse.Namespace) -> int:
    """Write the whole static edition."""
    _build(loaded(options), options.out.resolve(), options.exports)
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
    """List every entry with its last check and due day; exit 1 when a helpline, law or local line is overdue."""
    ledger, wrong = load_ledger()
    if wrong:
        raise Stopped(wrong)
    office = load_office(options.office)
    rows = due_rows(ledger, office, options.on or date.today())
    if options.format == "ics":
        sys.stdout.buffer.write(calendar(ledger, office, "ko").encode())
    elif options.format == "json":
        print(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        for row in rows:
            late = "늦음/overdue" if row["overdue"] else ""
            print(f"{row['due']}  {late:12}  {row['last_check']} ({row['how']})  {row['id']}")
    return 1 if any(row["overdue"] and is_gate(row) for row in rows) else 0


def evaluate(options: argparse.Namespace) -> int:
    """Measure the detector lab's detector again; exit 1 where it differs from the committed numbers."""
    lines = evaluate_detector(options.quick, options.keep, progress_bar("재는 중 / measuring"), date.today())
    print("\n".join(lines) if lines else "기록된 수와 같습니다. / as committed.")
    print(f"{ROOT / 'build' / 'evaluation'}")
    return 1 if lines else 0


def make_new(options: argparse.Namespace) -> int:
    """Write the skeleton of a lesson, demo or fact."""
    makers = {"lesson": new.new_lesson, "demo": new.new_demo, "fact": new.new_fact}
    for path in makers[options.what](options.name):
        print(path.relative_to(ROOT))
    return 0


def stamp(options: argparse.Namespace) -> int:
    """Mark English files as made from today's Korean text."""
    changed = [path for path in options.paths if new.stamp(path)]
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
    """Run everything CI runs: lint, types beside the fast tests, then browser and builds (not with `--fast`)."""
    if not options.fast and not system.ensure():
        return 2
    if options.formats:
        return _pytest(options, "formats") if system.readers() else 2
    for words in (["ruff", "check", "."], ["ruff", "format", "--check", "."]):
        if code := _run(words):
            return code
    with subprocess.Popen([sys.executable, "-m", "mypy"], cwd=ROOT, stdout=subprocess.PIPE, text=True) as types:
        code = _pytest(options, "not slow", "--ignore=tests/site", "--numprocesses=auto", "--dist=loadfile")
        print("$ mypy", types.communicate()[0], sep="\n", flush=True)
    code = code or types.returncode
    if code or options.fast:
        return code
    return _pytest(options, "slow and not formats", "--numprocesses=3", "--dist=loadfile")


def _pytest(options: argparse.Namespace, which: str, *words: str) -> int:
    words = ("pytest", "-m", which, *words, *options.rest)
    code = _run(words, BAROBOGI_MATRIX="all" if options.all else "one")
    return 0 if options.rest and code == NO_TESTS else code


def _run(words: Iterable[str], **more: str) -> int:
    print("$", " ".join(words), flush=True)
    return subprocess.run([sys.executable, "-m", *words], cwd=ROOT, env=os.environ | more, check=False).returncode
