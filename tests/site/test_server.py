"""The server: headers, closed doors, health. Asked over real http."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from datetime import date
from pathlib import Path

import pytest

from demos.faces import class_faces, load

A, B, C, *_ = class_faces(load(date(2026, 11, 23)))
FRAME = f"/frames/face_morph/average/{A}-{B}-050.webp"
GIF = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff!\xf9\x04\x00\x00\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"


def ask(server: str, path: str, method: str = "GET", body: bytes | None = None, kind: str = "application/json"):
    url = server.replace("school.lan", "127.0.0.1") + path
    request = urllib.request.Request(url, body, {"Content-Type": kind}, method=method)
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


def form() -> tuple[bytes, str]:
    head = b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.gif"\r\nContent-Type: image/gif\r\n\r\n'
    return head + GIF + b"\r\n--x--\r\n", "multipart/form-data; boundary=x"


@pytest.mark.parametrize("lang", ["ko", "en"])
@pytest.mark.parametrize(
    "path", ["/gradio_api/upload", "/upload", "/gradio_api/upload?upload_id=1", "/gradio_api/upload_progress"]
)
def test_no_upload_is_taken(server, lang: str, path: str) -> None:
    body, kind = form()
    assert ask(server, f"/demos/{lang}{path}", "POST", body, kind)[0] == 404


@pytest.mark.parametrize("path", ["/", "/ko/index.html", FRAME, "/assets/x", "/healthz"])
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_the_site_takes_nothing(server, path: str, method: str) -> None:
    body, kind = form()
    status = ask(server, path, method, body, kind)[0]
    assert 400 <= status < 500


@pytest.mark.parametrize("path", ["/demos/ko/gradio_api/file=/etc/passwd", "/demos/ko/gradio_api/file=app.py", "/demos/en/file=x",
                                  "/frames/../build.json/..%2f..%2fetc/passwd", "/demos/ko/gradio_api/proxy=http://127.0.0.1/"])  # fmt: skip
def test_no_file_leaks(server, path: str) -> None:
    assert 400 <= ask(server, path)[0] < 500


@pytest.mark.parametrize(
    "name", [f"average/f99-{A}-050.webp", f"average/{A}-{B}-055.webp", "faces/f99.webp", f"other/{A}-{B}-050.webp"]
)
def test_an_unknown_face_is_a_clear_404(server, name: str) -> None:
    status, headers, body = ask(server, f"/frames/face_morph/{name}")
    assert status == 404
    assert "그런 그림이 없습니다" in body.decode()
    assert headers["Content-Type"].startswith("text/plain")


def test_an_unknown_face_through_gradio_is_a_clear_4xx(server) -> None:
    page = ask(server, "/demos/ko/face_morph")[2].decode()
    config = json.JSONDecoder().raw_decode(page.split("window.gradio_config = ")[1])[0]
    calls = [(d["id"], len(d["inputs"])) for d in config["dependencies"] if d["inputs"]]
    assert len(calls) >= 5
    for ident, size in calls:
        call = {"data": ["f99"] * size, "fn_index": ident, "session_hash": "test"}
        status, _, body = ask(server, "/demos/ko/gradio_api/run/predict", "POST", json.dumps(call).encode())
        assert status == 400, ident
        assert "고를 수 없는 값" in json.loads(body)["error"]
        assert ask(server, "/demos/ko/gradio_api/queue/join", "POST", json.dumps(call).encode())[0] == 404


def test_pages_carry_the_security_headers(server) -> None:
    for path in ("/ko/index.html", "/demos/ko/face_morph", FRAME, "/nowhere"):
        headers = ask(server, path)[1]
        assert headers["X-Content-Type-Options"] == "nosniff", path
        assert headers["Referrer-Policy"] == "no-referrer"
        assert "camera=()" in headers["Permissions-Policy"]
        assert "default-src 'none'" in headers["Content-Security-Policy"]
    policy = ask(server, "/ko/index.html")[1]["Content-Security-Policy"]
    assert "script-src 'self';" in policy, "only Gradio's own pages may run inline scripts"


@pytest.mark.parametrize(("path", "lang"), [("/ko/nowhere.html", "ko"), ("/en/nowhere.html", "en"), ("/nowhere", "ko")])
def test_a_missing_page_answers_in_its_language(server, path: str, lang: str) -> None:
    status, _, body = ask(server, path)
    assert status == 404
    assert f'<html lang="{lang}"' in body.decode()
    assert "viewport" in body.decode()


def test_frames_are_cached_an_hour_and_can_be_withdrawn(server) -> None:
    status, headers, body = ask(server, FRAME)
    assert (status, headers["Content-Type"], headers["Cache-Control"]) == (200, "image/webp", "max-age=3600")
    assert headers["ETag"]
    assert body[:4] == b"RIFF"


def test_health_says_little(server) -> None:
    assert ask(server, "/healthz")[2] == b"ok\n"
    assert ask(server, "/readyz")[0] == 200
    assert set(json.loads(ask(server, "/version")[2])) == {"version", "day", "fingerprint"}
    metrics = ask(server, "/metrics")[2].decode()
    assert "barobogi_answers_total" in metrics
    assert "127.0.0.1" not in metrics


def test_nothing_is_written_while_serving(server, served_site) -> None:
    def state(folder: Path) -> dict[str, float]:
        return {str(p): p.stat().st_mtime for p in folder.rglob("*") if p.is_file()}

    import tempfile

    places = [served_site, Path(tempfile.gettempdir()) / "gradio"]
    before = [state(place) for place in places]
    body, kind = form()
    ask(server, "/demos/ko/gradio_api/upload", "POST", body, kind)
    ask(server, "/demos/ko/face_morph")
    ask(server, f"/frames/face_morph/average/{A}-{C}-030.webp")
    assert [state(place) for place in places] == before
