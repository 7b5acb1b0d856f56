"""What a page shows of the model's numbers: ``{{ demo/spread.parameters }}``, ``.sensitivity``, ``.findings``."""

from __future__ import annotations

import functools
from collections.abc import Callable
from html import escape
from typing import Any

import yaml

from demos import text
from demos.spread.parameters import HANDLES, HERE, START, table
from demos.spread.sensitivity import measured

ROOT = HERE.parents[1]


@functools.cache
def _words() -> dict[str, dict[str, str]]:
    said: dict[str, dict[str, str]] = yaml.safe_load((HERE / "blocks.yml").read_text("utf-8"))
    return said


def _say(key: str, lang: str, **values: object) -> str:
    return _words()[key][lang].format(**values)


def block(name: str, lang: str) -> str:
    """One block as HTML.

    Raises:
        LookupError: there is no block of that name.
    """
    if name not in BLOCKS:
        raise LookupError(f"no block {name!r}; there are {', '.join(BLOCKS)}")
    return BLOCKS[name](lang)


def _table(caption: str, heads: list[str], rows: list[list[str]]) -> str:
    top = "".join(f'<th scope="col">{escape(head)}</th>' for head in heads)
    body = "".join(
        f'<tr><th scope="row">{row[0]}</th>' + "".join(f"<td>{cell}</td>" for cell in row[1:]) + "</tr>" for row in rows
    )
    head = f"<caption>{escape(caption)}</caption><thead><tr>{top}</tr></thead>"
    return f'<div class="bb-scroll"><table>{head}<tbody>{body}</tbody></table></div>'


def parameters(lang: str) -> str:
    """Every number of the model with its unit and where it comes from."""
    rows = []
    for row in table().values():
        value = row["value"]
        numbers = " · ".join(map(_plain, value.values())) if isinstance(value, dict) else _plain(value)
        rows.append([escape(row["says"][lang]), escape(numbers + row["unit"][lang]), escape(_source(row, lang))])
    return _table(_say("params_caption", lang), [_say(key, lang) for key in ("name", "value", "source")], rows)


def _plain(value: float) -> str:
    return f"{value:g}"


def _source(row: dict[str, Any], lang: str) -> str:
    if row["source"] == "assumed":
        return _say("assumed", lang)
    entry = yaml.safe_load((ROOT / "course" / "facts" / f"{row['source']}.yml").read_text("utf-8"))
    return _say("leans", lang, title=entry["title"][lang])


def sensitivity(lang: str) -> str:
    """Every handle and every assumption, one at a time."""
    told, words = measured(), text.words(HERE, lang)
    rows = [
        [escape(words[f"h_{r['handle']}"]), escape(_step(r, words, lang)), *_ends(r, lang)] for r in told["handles"]
    ]
    rows += [
        [escape(table()[r["name"]]["says"][lang]), escape(_changed(r, lang)), *_ends(r, lang)]
        for r in told["assumptions"]
    ]
    heads = [_say(key, lang) for key in ("handle", "step", "reached", "places")]
    return _table(_say("sens_caption", lang, runs=told["runs"]), heads, rows)


def _step(row: dict[str, Any], words: dict[str, str], lang: str) -> str:
    handle, step = row["handle"], row["step"]
    value = table()["tellers" if handle == "tell" else handle]["value"][step]
    shown = round(value * 100) if handle in HANDLES[:2] else value
    said = words[f"h_{handle}_{step}"].format(n=shown, d=f"{value / 24:g}")
    return _say("starts", lang, step=said) if START[handle] == step else said


def _changed(row: dict[str, Any], lang: str) -> str:
    key = "half" if row["times"] < 1 else "double"
    if row["times"] > 1 and row["value"] < table()[row["name"]]["value"] * row["times"]:
        key = "top"
    return _say(key, lang, value=_plain(row["value"]))


def _ends(row: dict[str, Any], lang: str) -> list[str]:
    return [_say("range", lang, low=row[k][0], n=row[k][1], high=row[k][2]) for k in ("reached", "places")]


def findings(lang: str) -> str:
    """The three findings with the numbers that hold them."""
    told = measured()["findings"]
    values = told | {key: told[key][1] for key in ("alone", "late", "early")}
    values |= {key: " → ".join(map(str, told[key])) for key in ("days", "watched", "unwatched")}
    items = "".join(f"<li>{_say(key, lang, **values)}</li>" for key in ("found_one", "found_early", "found_watch"))
    return f"<ol>{items}</ol>"


BLOCKS: dict[str, Callable[[str], str]] = {
    "parameters": parameters,
    "sensitivity": sensitivity,
    "findings": findings,
}
