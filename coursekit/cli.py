"""The command `course`: its words, options and exit codes."""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NoReturn

from coursekit import ROOT, commands, faces
from coursekit.export import command as export
from coursekit.export.writers import FORMATS
from coursekit.reading import Stopped


class _Parser(argparse.ArgumentParser):
    """A parser that says in Korean, too, that a command was used wrongly."""

    def error(self, message: str) -> NoReturn:
        """Print usage and message; exit with 2."""
        self.print_usage(sys.stderr)
        self.exit(2, f"잘못 썼습니다. `{self.prog} --help`를 보세요. / wrong use: {message}\n")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"{text!r}: 날짜는 2026-11-23처럼 쓰세요. / write the day as YYYY-MM-DD"
        ) from None


def _port(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(
            f"{text!r}: 포트는 1에서 65535까지의 수입니다. / a port is a number from 1 to 65535"
        )
    return int(text)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="course", description="바로보기: 딥페이크 예방 수업 / a course on deepfake harms")
    verbs = parser.add_subparsers(required=True, metavar="command")

    def add(name: str, function: Callable[[argparse.Namespace], int], *flags: str) -> argparse.ArgumentParser:
        words = (function.__doc__ or "").split(".")[0]
        sub = verbs.add_parser(name, help=words, description=words)
        sub.set_defaults(run=function)
        if "on" in flags:
            sub.add_argument("--on", type=_day, metavar="YYYY-MM-DD", help="기준 날짜 / as of this day")
        if "format" in flags:
            forms = ("text", "json", "ics") if name == "due" else ("text", "json")
            sub.add_argument("--format", choices=forms, default="text")
        if "office" in flags:
            sub.add_argument("--office", type=Path, metavar="FILE", help="교육청 설정 office.toml")
        return sub

    server = add("serve", commands.serve, "on", "office")
    server.add_argument("--host", default="127.0.0.1")
    server.add_argument("--port", type=_port, default=8000)
    builder = add("build", commands.build, "on", "office")
    builder.add_argument("--out", type=Path, default=ROOT / "site")
    for sub in (server, builder):
        words = "내려받을 파일을 만들지 않습니다 / without files to download"
        sub.add_argument("--no-exports", dest="exports", action="store_false", help=words)
    _add_export(add("export", export.lesson))
    add("check", commands.run_check, "on", "format")
    add("due", commands.due, "on", "format", "office")
    _add_faces(add("faces", faces.verify))
    measure = add("evaluate", commands.evaluate)
    measure.add_argument("--quick", action="store_true", help="고정된 일부만, 2분 안 / a fixed subset, under 2 minutes")
    measure.add_argument("--keep", action="store_true", help="새 수를 기록합니다 / commit the new numbers")
    maker = add("new", commands.make_new)
    maker.add_argument("what", choices=("lesson", "demo", "fact"))
    maker.add_argument("name")
    add("stamp", commands.stamp).add_argument("paths", type=Path, nargs="+")
    add("doctor", commands.doctor)
    add("lock", commands.lock)
    tests = add("test", commands.test)
    tests.add_argument("--fast", action="store_true", help="under a minute: no browser, no builds")
    tests.add_argument("--all", action="store_true", help="the full matrix of sizes and schemes")
    tests.add_argument("--formats", action="store_true", help="only: other programs open the exported files")
    tests.add_argument("rest", nargs="*", help="passed on to pytest")
    return parser


def _add_export(parser: argparse.ArgumentParser) -> None:
    """The words of `course export`."""
    kinds = parser.add_subparsers(required=True, metavar="what")
    for function, name in ((export.lesson, "middle/01-face-as-data"), (export.band, "middle")):
        words = (function.__doc__ or "").split(".")[0]
        sub = kinds.add_parser(function.__name__, help=words, description=words)
        sub.set_defaults(run=function)
        sub.add_argument("name", metavar="NAME", help=f"예 / for example: {name}")
        sub.add_argument("--lang", choices=("ko", "en", "all"), default="all", help="언어 / language")
        every = ",".join(FORMATS)
        sub.add_argument("--formats", type=export.formats, default=FORMATS, metavar=every, help="파일 형식 / formats")
        sub.add_argument("--office", type=Path, metavar="FILE", help="교육청 설정 office.toml")
        sub.add_argument("--out", type=Path, required=True, metavar="DIR", help="파일을 둘 폴더 / folder for the files")
        sub.add_argument("--on", type=_day, metavar="YYYY-MM-DD", help="기준 날짜 / as of this day")


def _add_faces(parser: argparse.ArgumentParser) -> None:
    """The words of `course faces`; what follows `render` goes to the renderer as it is."""
    roles = "사람의 역할 / role: editor, teacher, office"
    actions = parser.add_subparsers(required=True, metavar="action")
    for function in (faces.verify, faces.render, faces.accept, faces.withdraw):
        words = (function.__doc__ or "").split(".")[0]
        sub = actions.add_parser(
            function.__name__, help=words, description=words, add_help=function is not faces.render
        )
        sub.set_defaults(run=function)
        if function is faces.render:
            continue  # its options are the renderer's own, `--help` too
        sub.add_argument("--on", type=_day, metavar="YYYY-MM-DD", help="기준 날짜 / as of this day")
        if function is not faces.verify:
            sub.add_argument("ident", metavar="ID", help="얼굴의 이름, 예: f03 / the face's id")
        if function is faces.accept:  # who looked at a picture is not guessed
            sub.add_argument("--by", required=True, help=f"그림을 본 {roles}")
        if function is faces.withdraw:
            sub.add_argument("--by", default="office", help=f"거두어들이는 {roles}")
            sub.add_argument("--why", required=True, help="까닭, 이름 없이 한 줄로 / the reason, one line, no names")


def main() -> int:
    """Run one command; return its exit code (0 well, 1 findings, 2 wrong use or a file in the way)."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")  # a pipe on Windows would choke on "—"
    parser = _parser()
    options, rest = parser.parse_known_args()
    if options.run is faces.render:
        options.rest = rest
    elif rest:
        parser.error(f"unrecognized arguments: {' '.join(rest)}")
    try:
        code: int = options.run(options)
    except Stopped as stopped:
        print(stopped)
        return 1
    except ValueError as error:
        print(error)
        return 2
    except OSError as error:
        print(f"파일을 읽거나 쓰지 못했습니다. / could not read or write a file: {error}")
        return 2
    except KeyboardInterrupt:
        print("\n멈췄습니다. / stopped.")
        return 130
    return code
