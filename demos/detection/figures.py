"""The report as three drawings, one file a language: errors by journey, what a probability is worth, false alarms.

SVG without script or style sheet; lines and text take the colour of the page, meaning is also in shape.
"""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any, Literal

from demos.detection.journeys import JOURNEYS

Lang = Literal["ko", "en"]
WIDE, LEFT, ROW, TOP = 640, 190, 30, 44
WORDS: dict[str, tuple[str, str]] = {
    "original": ("원본 그대로", "as it is"),
    "q95": ("JPEG 95", "JPEG 95"),
    "q87": ("메신저 (87)", "messenger (87)"),
    "q80": ("메신저 (80)", "messenger (80)"),
    "q75": ("JPEG 75", "JPEG 75"),
    "half": ("절반 크기", "half size"),
    "half-q75": ("절반 크기 + 75", "half size + 75"),
    "screenshot": ("화면 캡처 + 80", "screenshot + 80"),
    "screenshot-q87": ("화면 캡처 + 87", "screenshot + 87"),
    "twice": ("두 번 전달", "sent twice"),
    "untouched": ("손대지 않음", "untouched"),
    "straightened": ("똑바로 돌림", "straightened"),
    "cropped": ("잘라 냄", "cropped"),
    "resized": ("크기 바꿈", "resized"),
    "brightened": ("밝게 함", "brightened"),
    "second-jpeg": ("다시 저장", "saved again"),
    "smoothed": ("피부 보정", "skin smoothed"),
    "clean": ("○ 원본으로만 배움", "○ learnt from originals only"),
    "all": ("● 여러 경로로 배움", "● learnt after several journeys"),
    "hard": ("■ 사람·방법·카메라·경로 모두 처음", "■ people, recipe, camera, journey all new"),
    "errors": ("같은 오류율 (D-EER, %)", "equal error rate (D-EER, %)"),
    "said": ("탐지기가 말한 확률 (%)", "what the detector says (%)"),
    "true": ("실제로 섞은 사진 (%)", "blended in fact (%)"),
    "alarms": ("정직한 사진 100장 가운데 경보", "alarms among 100 honest pictures"),
    "known": ("● 배운 경로", "● journeys it learnt"),
    "sent": ("○ 원본으로만 배우고 메신저(87) 뒤", "○ learnt from originals, after a messenger (87)"),
}


def write(report: dict[str, Any], out: Path) -> None:
    """Write ``errors``, ``probability`` and ``innocent`` as ``NAME.LANG.svg`` to ``out``."""
    for lang in ("ko", "en"):
        for name, draw in (("errors", errors), ("probability", probability), ("innocent", innocent)):
            (out / f"{name}.{lang}.svg").write_text(draw(report, "ko" if lang == "ko" else "en"), encoding="utf-8")


def _word(name: str, lang: Lang) -> str:
    return escape(WORDS[name][lang == "en"])


def _svg(high: float, label: str, parts: list[str]) -> str:
    frame = f'viewBox="0 0 {WIDE} {high:.0f}" font-family="sans-serif" font-size="14" fill="currentColor"'
    body = "\n".join(parts)
    return f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{label}" {frame}>\n{body}\n</svg>\n'


def _text(x: float, y: float, words: str, anchor: str = "start") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{words}</text>'


def _line(x1: float, y1: float, x2: float, y2: float, more: str = "") -> str:
    stroke = f'stroke="currentColor" {more}'.strip()
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" {stroke}/>'


def _mark(x: float, y: float, shape: str) -> str:
    if shape == "square":
        return f'<rect x="{x - 5:.1f}" y="{y - 5:.1f}" width="10" height="10"/>'
    inside = 'fill="none" stroke="currentColor" stroke-width="2"' if shape == "ring" else ""
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5" {inside}/>'


def _scale(high: float, top: float, label: str) -> list[str]:
    """Upright lines at 0, 25, 50, 75 and 100 %."""
    parts = [_text(LEFT, high - 6, label)]
    for percent in range(0, 101, 25):
        x = _x(percent / 100)
        parts += [_line(x, top - 12, x, high - 40, 'opacity="0.25"'), _text(x, high - 24, str(percent), "middle")]
    return parts


def _x(share: float) -> float:
    return LEFT + share * (WIDE - LEFT - 24)


def errors(report: dict[str, Any], lang: Lang) -> str:
    """D-EER by journey: learnt from originals, learnt after several journeys, everything new."""
    top, high = TOP + 48, TOP + 48 + len(JOURNEYS) * ROW + 44
    parts = [_text(0, 18 + 20 * n, _word(key, lang)) for n, key in enumerate(("clean", "all", "hard"))]
    parts += _scale(high, top, _word("errors", lang))
    for n, journey in enumerate(JOURNEYS):
        y = top + n * ROW + 8
        parts.append(_text(LEFT - 12, y + 5, _word(journey, lang), "end"))
        series = (("clean_only", "ring", -7), ("fused", "dot", 0), ("everything_left_out", "square", 7))
        for key, shape, shift in series:
            found = report[key].get(journey, {}).get("d_eer")
            if found:
                value, low, end = found
                parts.append(_line(_x(low), y + shift, _x(end), y + shift, 'stroke-width="2" opacity="0.6"'))
                parts.append(_mark(_x(value), y + shift, shape))
    return _svg(high, _word("errors", lang), parts)


def probability(report: dict[str, Any], lang: Lang) -> str:
    """What is said against what is true; on the diagonal a probability means what it says."""
    side, top = 360, 56
    parts = [_text(0, 18, _word("known", lang)), _text(0, 38, _word("sent", lang))]
    corner = (LEFT, top + side)
    parts += [_line(corner[0], corner[1], LEFT + side, top, 'stroke-dasharray="4 4"')]
    parts.append(f'<rect x="{LEFT}" y="{top}" width="{side}" height="{side}" fill="none" stroke="currentColor"/>')
    for percent in (0, 50, 100):
        at = percent / 100 * side
        parts.append(_text(LEFT + at, corner[1] + 20, str(percent), "middle"))
        parts.append(_text(LEFT - 8, corner[1] - at + 5, str(percent), "end"))
    for rows, shape in (
        (report["fused_known"].get("reliability", []), "dot"),
        (report["clean_only"]["q87"]["reliability"], "ring"),
    ):
        parts += [_mark(LEFT + s * side, corner[1] - t * side, shape) for count, s, t in rows if count >= 5]
    parts += [_text(LEFT, corner[1] + 42, _word("said", lang)), _text(LEFT - 44, top + 8, _word("true", lang), "end")]
    return _svg(corner[1] + 52, _word("said", lang), parts)


def innocent(report: dict[str, Any], lang: Lang) -> str:
    """False alarms on honestly edited originals: a detector that never saw edits, and one that did."""
    kinds = list(report["innocent"]["original"])
    top, high = TOP + 28, TOP + 28 + len(kinds) * ROW + 44
    parts = [_text(0, 18 + 20 * n, _word(key, lang)) for n, key in enumerate(("clean", "all"))]
    parts += _scale(high, top, _word("alarms", lang))
    for n, kind in enumerate(kinds):
        y = top + n * ROW + 8
        parts.append(_text(LEFT - 12, y + 5, _word(kind, lang), "end"))
        for key, shape, shift in (("innocent_clean_only", "ring", -5), ("innocent", "dot", 5)):
            value, low, end = report[key]["original"][kind]["at_5%_of_untouched"]
            parts.append(_line(_x(low), y + shift, _x(end), y + shift, 'stroke-width="2" opacity="0.6"'))
            parts.append(_mark(_x(value), y + shift, shape))
    return _svg(high, _word("alarms", lang), parts)
