"""The command `course`: its words, options and exit codes."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from coursekit import ROOT, commands
from coursekit.assemble import Stopped


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="course", description="바로보기: 딥페이크 예방 수업 / a course on deepfake harms"
    )
    verbs = parser.add_subparsers(required=True, metavar="command")

    def add(name: str, function: object, *flags: str) -> argparse.ArgumentParser:
        words = (getattr(function, "__doc__", "") or "").split(".")[0]
        sub = verbs.add_parser(name, help=words, description=words)
        sub.set_defaults(run=function)
        if "on" in flags:
            sub.add_argument("--on", type=date.fromisoformat, metavar="YYYY-MM-DD", help="기준 날짜 / as of this day")
        if "format" in flags:
            sub.add_argument("--format", choices=("text", "json"), default="text")
        if "office" in flags:
            sub.add_argument("--office", type=Path, metavar="FILE", help="교육청 설정 office.toml")
        return sub

    server = add("serve", commands.serve, "on", "office")
    server.add_argument("--host", default="127.0.0.1")
    server.add_argument("--port", type=int, default=8000)
    add("build", commands.build, "on", "office").add_argument("--out", type=Path, default=ROOT / "site")
    add("check", commands.run_check, "on", "format")
    add("due", commands.due, "on", "format")
    add("faces", commands.faces, "on").add_argument("action", choices=("verify",))
    maker = add("new", commands.make_new)
    maker.add_argument("what", choices=("lesson", "demo", "fact"))
    maker.add_argument("name")
    add("stamp", commands.stamp).add_argument("paths", type=Path, nargs="*")
    add("doctor", commands.doctor)
    add("lock", commands.lock)
    tests = add("test", commands.test)
    tests.add_argument("--fast", action="store_true", help="under a minute: no browser, no builds")
    tests.add_argument("--all", action="store_true", help="the full matrix of sizes and schemes")
    tests.add_argument("rest", nargs="*", help="passed on to pytest")
    return parser


def main() -> int:
    """Run one command; return its exit code (0 well, 1 findings, 2 wrong use)."""
    options = _parser().parse_args()
    try:
        code: int = options.run(options)
    except Stopped as stopped:
        print(stopped)
        return 1
    except ValueError as error:
        print(error)
        return 2
    return code
