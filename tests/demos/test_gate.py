"""The Gradio pages in both languages, and all that is closed around them."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from demos.faces import HERE, load, opening

DEMOS = sorted(path.parent.name for path in HERE.parent.glob("*/app.py"))
A, B = sorted(opening(load(date.today())))
START = [A, B, None, "morph", 0, False, "average"]
RUN = "/demos/ko/gradio_api/run/predict"


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    from demos.app import mount

    with TestClient(mount(FastAPI(openapi_url=None))) as made:
        yield made


def blocks(lang: str) -> Any:
    """The page of a language. Gradio is imported here and not at the top: other workers collect this file too."""
    from demos import app

    return app.blocks(lang)


def ask(client: TestClient, data: list[object], **more: object) -> int:
    return client.post(RUN, json={"fn_index": _draw(), "data": data, **more}).status_code


@functools.cache
def _draw() -> int:
    """The first event that reads all seven choices."""
    return min(i for i, fn in blocks("ko").fns.items() if len(fn.inputs) == len(START))


def test_every_demo_has_its_page() -> None:
    from demos.app import demo_ids

    assert demo_ids() == DEMOS != []


@pytest.mark.parametrize("lang", ["ko", "en"])
@pytest.mark.parametrize("demo", DEMOS)
def test_a_page_in_its_language(client: TestClient, lang: str, demo: str) -> None:
    page = client.get(f"/demos/{lang}/{demo}")
    assert page.status_code == 200
    assert re.search(r'<html\s+lang="(\w+)"', page.text)[1] == lang  # type: ignore[index]
    assert "og:image" not in page.text
    assert 'data-part=\\"picture\\"' in page.text or f"<bb-{demo.replace('_', '-')} " in page.text.replace(
        "\\u003c", "<"
    )


def test_a_choice_on_offer_is_answered_with_addresses(client: TestClient) -> None:
    answer = client.post(RUN, json={"fn_index": _draw(), "data": [B, A, "40", "morph", 30, True, "average"]})
    assert answer.status_code == 200
    stage, says, explain = answer.json()["data"][:3]
    assert f"average/{A}-{B}-070.webp" in stage
    assert "overlay-070.svg" in stage
    assert "30%" in says
    assert explain == ""


def test_a_splice_keeps_its_direction(client: TestClient) -> None:
    answer = client.post(RUN, json={"fn_index": _draw(), "data": [B, A, "skip", "morph", 30, True, "splice"]})
    stage = answer.json()["data"][0]
    assert f"splice/{B}-{A}-030.webp" in stage
    assert "overlay-" not in stage


@pytest.mark.parametrize(
    "data",
    [
        ["f99", *START[1:]],
        ["../f01", *START[1:]],
        [["f01"], *START[1:]],
        [{"path": "/etc/passwd"}, *START[1:]],
        [*START[:4], 55, *START[5:]],
        [*START[:4], -10, *START[5:]],
        [*START[:4], True, *START[5:]],
        [*START[:5], 1, "average"],
        [*START[:3], "portrait", *START[4:]],
        [*START[:2], "105", *START[3:]],
        [*START[:6], "poisson"],
        START[:6],
        [*START, "more"],
    ],
    ids=str,
)
def test_what_is_not_on_offer_is_refused(client: TestClient, data: list[object]) -> None:
    answer = client.post(RUN, json={"fn_index": _draw(), "data": data})
    assert answer.status_code == 400
    assert "화면" in answer.json()["error"]
    assert "offers" in answer.json()["error"]


def test_extra_payload_is_refused(client: TestClient) -> None:
    assert ask(client, START) == 200
    assert ask(client, START, session_hash="abc", trigger_id=3) == 200
    assert ask(client, START, event_data={"x": 1}) == 400
    assert ask(client, START, request={}) == 400
    assert client.post(RUN, json={"fn_index": 999, "data": START}).status_code == 400
    assert client.post(RUN, content=b"{").status_code == 400
    assert client.post(RUN, content=b"x" * 5000).status_code == 413


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_uploads_are_closed(client: TestClient, lang: str) -> None:
    for path in ("gradio_api/upload", "gradio_api/upload/", "upload"):
        answer = client.post(f"/demos/{lang}/{path}", files={"files": b"face"})
        assert answer.status_code == 404
        assert "파일" in answer.json()["error"]


@pytest.mark.parametrize(
    "path",
    [
        "gradio_api/file=/etc/passwd",
        "gradio_api/file/etc/passwd",
        "gradio_api/proxy=http://x",
        "gradio_api/info",
        "gradio_api/openapi.json",
        "gradio_api/queue/data",
        "gradio_api/queue/status",
        "gradio_api/runs",
        "gradio_api/deep_link",
        "gradio_api/startup-events",
        "gradio_api/upload_progress",
        "gradio_api/heartbeat/x",
        "monitoring",
        "config",
        "login",
        "",
        "assets/../config",
    ],
)
def test_what_no_page_needs_is_closed(client: TestClient, path: str) -> None:
    assert client.get(f"/demos/ko/{path}").status_code == 404


@pytest.mark.parametrize(
    "path", ["queue/join", "component_server", "process_recording", "call/draw", "cancel", "reset"]
)
def test_no_other_post_is_open(client: TestClient, path: str) -> None:
    assert client.post(f"/demos/ko/gradio_api/{path}", json={}).status_code == 404


def test_other_methods_are_closed(client: TestClient) -> None:
    assert client.put("/demos/ko/face_morph").status_code == 404
    assert client.delete("/demos/ko/face_morph").status_code == 404


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_no_component_carries_a_file(lang: str) -> None:
    kinds = {type(block).__name__ for block in blocks(lang).blocks.values()}
    assert kinds <= {"HTML", "Button", "Column", "Row", "Navbar", "Blocks"}
