"""One ASGI app, one worker: site, frames, demos, health. It keeps nothing and sends nothing out."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from coursekit import LANGS
from coursekit.demos import mount
from coursekit.stage import STAMP

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), display-capture=()",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "SAMEORIGIN",
}
DEMO_POLICY = (
    "default-src 'none'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; "
    "manifest-src 'self'; base-uri 'self'; form-action 'none'; frame-ancestors 'self'"
)
SITE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; worker-src 'self'; frame-src 'self'; manifest-src 'self'; "
    "base-uri 'self'; form-action 'none'; frame-ancestors 'self'"
)
NO_FRAME = "그런 그림이 없습니다. 얼굴과 단계를 확인하세요. / No such picture: check the faces and the step."


class Guard:
    """Adds the security and cache headers to every answer and counts answers by kind; keeps no address."""

    def __init__(self, app: ASGIApp, counts: Counter[tuple[str, str]]) -> None:
        self.app, self.counts = app, counts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; the answer leaves with its headers."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        path: str = scope["path"]

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._headers(path, message["status"], MutableHeaders(scope=message))
                self.counts[_kind(path), f"{message['status'] // 100}xx"] += 1
            await send(message)

        await self.app(scope, receive, answer)

    def _headers(self, path: str, status: int, headers: MutableHeaders) -> None:
        for name, value in HEADERS.items():
            headers[name] = value
        demo = path.startswith("/demos/")
        headers["Content-Security-Policy"] = DEMO_POLICY if demo else SITE_POLICY
        if path.startswith(("/frames/", "/assets/")) and status < 400:
            headers["Cache-Control"] = "max-age=3600"
        elif not demo:
            headers["Cache-Control"] = "no-cache"


def _kind(path: str) -> str:
    first = path.split("/")[1] if "/" in path else ""
    return first if first in ("frames", "demos", "assets", "ko", "en") else "other"


def app(site: Path) -> FastAPI:
    """Return the server of a finished site (`course build` or `serve` made it)."""
    counts: Counter[tuple[str, str]] = Counter()
    stamp: dict[str, Any] = json.loads((site / STAMP).read_text(encoding="utf-8"))
    server = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    server.add_middleware(GZipMiddleware, minimum_size=1000)
    server.add_middleware(Guard, counts=counts)
    _health(server, stamp, counts)
    mount(server)
    server.mount("/", StaticFiles(directory=site, html=True))
    server.state.missing = {lang: (site / lang / "404.html").read_text(encoding="utf-8") for lang in LANGS}
    server.add_exception_handler(HTTPException, _error)
    return server


def _health(server: FastAPI, stamp: dict[str, Any], counts: Counter[tuple[str, str]]) -> None:
    @server.api_route("/healthz", methods=["GET", "HEAD"])
    @server.api_route("/readyz", methods=["GET", "HEAD"])
    def health() -> PlainTextResponse:
        return PlainTextResponse("ok\n")

    @server.get("/version")
    def version() -> JSONResponse:
        return JSONResponse({name: stamp[name] for name in ("version", "day", "fingerprint")})

    @server.get("/metrics")
    def metrics() -> PlainTextResponse:
        rows = sorted(counts.items())
        lines = [f'barobogi_answers_total{{kind="{kind}",status="{status}"}} {n}' for (kind, status), n in rows]
        return PlainTextResponse("\n".join(["# TYPE barobogi_answers_total counter", *lines, ""]))


async def _error(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    if request.url.path.startswith("/frames/"):
        return PlainTextResponse(NO_FRAME, status)
    if status == 404:
        return HTMLResponse(request.app.state.missing["en" if request.url.path.startswith("/en/") else "ko"], status)
    return PlainTextResponse("이 주소는 그런 요청을 받지 않습니다. / Such a request is not taken here.", status)
