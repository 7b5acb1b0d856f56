"""The report as drawings, one file a language: errors by journey, answers and silence, probability, false alarms.

SVG without script or style sheet, in em and per cent: text keeps its size on every screen and on paper. Lines and
text take the colour of the page; meaning is in shape, fill and words, never in colour alone.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any, Literal

from demos.detection.drawing import LABEL, legend, line, mark, ranges, shares, svg, text
from demos.detection.journeys import JOURNEYS, KNOWN

Lang = Literal["ko", "en"]
WORDS: dict[str, tuple[str, str]] = {
    "original": ("그대로", "as it is"),
    "q95": ("JPEG 95로 저장", "saved as JPEG 95"),
    "q87": ("메신저 가 (PC)", "messenger A (PC)"),
    "q80": ("메신저 나 (휴대전화)", "messenger B (phone)"),
    "q75": ("JPEG 75로 저장", "saved as JPEG 75"),
    "half": ("절반 크기", "half size"),
    "half-q75": ("절반 크기 + JPEG 75", "half size + JPEG 75"),
    "screenshot": ("화면 캡처", "screenshot"),
    "screenshot-q87": ("화면 캡처 + JPEG 87", "screenshot + JPEG 87"),
    "twice": ("두 번 다시 보내기", "resent twice"),
    "untouched": ("손대지 않음", "untouched"),
    "straightened": ("똑바로 돌림", "straightened"),
    "cropped": ("가장자리를 자름", "cropped"),
    "resized": ("크기를 바꿈", "resized"),
    "brightened": ("밝기를 바꿈", "brightness changed"),
    "second-jpeg": ("다시 저장함", "saved again"),
    "smoothed": ("피부를 보정함", "skin smoothed"),
    "new": ("처음 봄", "new to it"),
    "clean": ("원본만 배운 탐지기", "learnt from originals only"),
    "all": ("여러 경로로 배운 탐지기", "learnt after several journeys"),
    "hard": ("같은 탐지기, 모든 것이 처음일 때", "the same, everything new to it"),
    "errors": ("D-EER (%) · 50이면 찍기와 같음", "D-EER (%) · 50 is guessing"),
    "said": ("탐지기가 말한 확률 (%)", "what the detector says (%)"),
    "true": ("세로: 실제로 섞은 그림 (%)", "upwards: blended in fact (%)"),
    "alarms": ("한 사람 그림 100장 가운데 오탐", "false alarms in 100 of one person"),
    "known": ("여러 경로로 배움, 배운 경로 뒤", "several journeys, after those"),
    "sent": ("원본만 배움, 메신저 가 뒤", "originals only, messenger A"),
    "alarm": ("“섞었다”고 함", "says “blended”"),
    "silent": ("“모르겠어요”", "“I can't tell”"),
    "pass": ("“한 사람”이라고 함", "says “one person”"),
    "honest": ("한 사람", "one person"),
    "blended": ("섞음", "blended"),
    "hundred": ("그림 100장 가운데", "of 100 pictures"),
}


def word(name: str, lang: Lang) -> str:
    """What a journey, an edit or a part of a drawing is called, escaped for HTML."""
    return escape(WORDS[name][lang == "en"])


def write(report: dict[str, Any], out: Path) -> None:
    """Write each of ``DRAWINGS`` as ``NAME.LANG.svg`` to ``out``."""
    for lang in ("ko", "en"):
        for name, draw in DRAWINGS.items():
            (out / f"{name}.{lang}.svg").write_text(draw(report, "ko" if lang == "ko" else "en"), encoding="utf-8")


def named(journey: str, lang: Lang) -> str:
    """The journey's name; one that no detector learnt says so."""
    return word(journey, lang) + ("" if journey in KNOWN else f" · {word('new', lang)}")


def ordered() -> list[str]:
    """All journeys, those that were learnt first."""
    return [*KNOWN, *(journey for journey in JOURNEYS if journey not in KNOWN)]


def errors(report: dict[str, Any], lang: Lang) -> str:
    """D-EER by journey: learnt from originals, learnt after several journeys, everything new."""
    kinds = (("ring", "clean", "clean_only"), ("circle", "all", "fused"), ("square", "hard", "everything_left_out"))
    series = [
        (shape, word(key, lang), {j: of["d_eer"] for j, of in report[part].items()}) for shape, key, part in kinds
    ]
    return ranges([(j, named(j, lang)) for j in ordered()], series, word("errors", lang))


def innocent(report: dict[str, Any], lang: Lang) -> str:
    """False alarms on honestly edited originals: a detector that never saw edits, and one that did."""
    kinds = (("ring", "clean", "innocent_clean_only"), ("circle", "all", "innocent"))
    series = [
        (shape, word(key, lang), {kind: of["at_5%_of_untouched"] for kind, of in report[part]["original"].items()})
        for shape, key, part in kinds
    ]
    rows = [(kind, word(kind, lang)) for kind in report["innocent"]["original"]]
    return ranges(rows, series, word("alarms", lang))


def probability(report: dict[str, Any], lang: Lang) -> str:
    """What is said against what is true; on the diagonal a probability means what it says."""
    left, wide, top, high = 11.0, 85.0, 3 * LABEL + 0.9, 17.0
    parts = [
        *legend([("circle", word("known", lang)), ("ring", word("sent", lang))]),
        text(2.0, top - 0.9, word("true", lang)),
    ]
    parts.append(f'<rect x="{left}%" y="{top}em" width="{wide}%" height="{high}em" fill="none" stroke="currentColor"/>')
    parts.append(line(left, top + high, left + wide, top, 'stroke-dasharray="4 4"'))
    for n in (0, 1, 2):
        parts.append(text(left + wide * n / 2, top + high + 1.2, f"{50 * n}", "end" if n == 2 else "middle"))
        parts.append(text(left - 2, top + high * (1 - n / 2) + 0.35, f"{50 * n}", "end"))
    curves = (
        ("circle", report["fused_known"].get("reliability", [])),
        ("ring", report["clean_only"]["q87"]["reliability"]),
    )
    for shape, rows in curves:
        parts += [mark(left + s * wide, top + (1 - t) * high, shape) for count, s, t in rows if count >= 5]
    parts.append(text(left, top + high + 2.6, word("said", lang)))
    return svg(top + high + 3.1, word("said", lang), parts)


def answers(report: dict[str, Any], lang: Lang) -> str:
    """Of 100 pictures of one person, and of 100 blended ones: alarm, silence, pass, for each journey."""
    rows = [(named(j, lang), report["dots"][j]) for j in ordered() if j in report["dots"]]
    return shares(rows, lambda key: word(key, lang), word("hundred", lang))


DRAWINGS: dict[str, Callable[[dict[str, Any], Lang], str]] = {
    "errors": errors,
    "answers": answers,
    "probability": probability,
    "innocent": innocent,
}
