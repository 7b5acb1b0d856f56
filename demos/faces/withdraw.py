"""Takes one face out for good: its record stays, its files and every picture made from it go.

Only the ledger is written, as text, so that its comments and layout stay. What the site shows is made
from the ledger at each build; so the next build is without the face, and this module names what that changes.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from demos.faces.entry import ROLES, Entry, is_withdrawn
from demos.faces.ledger import parse, read
from demos.faces.lines import put
from demos.faces.sentences import FaceError, sentence
from demos.faces.traces import named, pictures, shown, unmarked


@dataclass(frozen=True)
class Withdrawal:
    """Why, when and by which role a face is taken out. The ledger is public: ``why`` names nobody."""

    why: str
    by: str
    on: date

    def line(self) -> str:
        """The value for the ledger, one line of YAML."""
        return f"{{on: {self.on.isoformat()}, by: {self.by}, why: {json.dumps(self.why, ensure_ascii=False)}}}"


def withdraw(root: Path, fid: str, told: Withdrawal) -> list[str]:
    """Take the face out of the project in ``root`` (the folder that holds ``demos/``); return what to tell.

    A face that is withdrawn already keeps its record; files that are left over are removed again.

    Raises:
        FaceError: there is no such face, no reason, no known role, or the ledger cannot be read.
        OSError: a file cannot be written or deleted.
    """
    gallery = root / "demos" / "faces"
    entries = read(gallery)
    _refuse(fid, told, entries)
    entry = entries[fid]
    again = is_withdrawn(entry)
    heir = None if again else successor(entries, fid)
    seen = shown(root, fid, bool(entry.get("class")))
    if not again:
        _record(gallery / "ledger.yml", fid, told, heir)
    if (gallery / fid).exists():
        shutil.rmtree(gallery / fid)
    told_pictures = _redraw(root, pictures(root, fid))
    lines = [_done(fid, entry, again), *([] if again else [_next(entries, entry, heir)]), *told_pictures]
    lines += [f"다음 빌드부터 이 얼굴 없이 보입니다 / without it from the next build on: {place}" for place in seen]
    lines += [f"손으로 적은 이름을 고치세요 / named by hand, mend it: {place}" for place in named(root, fid)]
    blind = [path.relative_to(root).as_posix() for path in unmarked(root)]
    return lines + [
        f"그림에 표시가 없습니다. 눈으로 확인하세요 / without marks, look at it: {place}" for place in blind
    ]


def successor(entries: dict[str, Entry], fid: str) -> str | None:
    """The face that steps in for a class face: the first outside the class, drawn like it if there is one.

    None if the face is not of the class, or if no face is left to step in.
    """
    if not entries[fid].get("class"):
        return None
    free = [other for other, e in sorted(entries.items()) if not e.get("class") and not is_withdrawn(e)]
    alike = [other for other in free if entries[other].get("drawn_as") == entries[fid].get("drawn_as")]
    return next(iter([*alike, *free]), None)


def _refuse(fid: str, told: Withdrawal, entries: dict[str, Entry]) -> None:
    if fid not in entries:
        raise FaceError(sentence(fid, "no-face", allowed=", ".join(sorted(entries))))
    if not told.why.strip() or not told.why.isprintable():
        raise FaceError(sentence(fid, "no-why"))
    if told.by not in ROLES:
        raise FaceError(sentence(fid, "no-role", allowed=", ".join(ROLES)))


def _record(ledger: Path, fid: str, told: Withdrawal, heir: str | None) -> None:
    """Write both changes at once, or nothing if the text would not say exactly that afterwards."""
    text = ledger.read_text(encoding="utf-8")
    wanted = parse(text)
    wanted[fid]["withdrawn"] = {"on": told.on, "by": told.by, "why": told.why}
    text = put(text, fid, "withdrawn", told.line())
    if heir:
        wanted[heir]["class"] = True
        text = put(text, heir, "class", "true")
    if parse(text) != wanted:
        raise FaceError(sentence(fid, "broken", file=str(ledger)))
    fresh = ledger.with_name("ledger.yml.new")
    fresh.write_text(text, encoding="utf-8", newline="\n")
    fresh.replace(ledger)


def _redraw(root: Path, found: list[Path]) -> list[str]:
    """Delete every picture that shows the face; a demo's own still is drawn again from the faces that are left."""
    lines = []
    for path in found:
        place = path.relative_to(root)
        path.unlink()
        maker = path.with_name("still.py")
        if path.name == "still.webp" and maker.is_file():
            module = ".".join(maker.relative_to(root).with_suffix("").parts)
            run = subprocess.run([sys.executable, "-m", module], cwd=root, check=False, capture_output=True, text=True)
            if not run.returncode:
                lines.append(f"다시 그린 그림 / drawn again: {place.as_posix()}")
                continue
            lines.append(run.stderr.strip()[-600:])
        lines.append(f"지운 그림, 다시 만들어야 합니다 / deleted, to be made again: {place.as_posix()}")
    return lines


def _done(fid: str, entry: Entry, again: bool) -> str:
    name = entry["name"]
    if again:
        return f"{fid}({name['ko']})은(는) 이미 거두어들인 얼굴입니다. 남은 것을 지웠습니다. / was withdrawn before."
    return (
        f"{fid}({name['ko']})을(를) 거두어들였습니다. 그림, 점, 층, 다른 사진을 지웠습니다. / "
        f"{fid} ({name['en']}) is withdrawn; its portrait, points, layers and shots are deleted."
    )


def _next(entries: dict[str, Entry], entry: Entry, heir: str | None) -> str:
    if heir:
        name = entries[heir]["name"]
        return f"대신하는 얼굴: {heir}({name['ko']}) / in its place: {heir} ({name['en']})"
    if entry.get("class"):
        return "대신할 얼굴이 없어 수업 얼굴이 하나 줄었습니다. / No face is left to step in: the class has one fewer."
    return "체험에 나오지 않는 얼굴이라 대신할 것이 없습니다. / It was in no demo, so nothing takes its place."
