"""The gate in front of a mounted Gradio app: an allow-list of routes and of values.

Anything else gets a 4xx with one sentence in Korean and English; nothing of it reaches Gradio.
"""

from __future__ import annotations

import json
import re
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Message = MutableMapping[str, Any]
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

READ = re.compile(r"/(theme\.css|assets/[\w./-]+|static/[\w./-]+)")
RUN = re.compile(r"/gradio_api/run/[\w-]+")
KEYS = {"data", "fn_index", "session_hash", "event_data", "trigger_id", "simple_format", "event_id"}
LIMIT = 4096

SAYS = {
    404: "이 주소는 닫혀 있어요. 이 수업은 파일을 받지 않아요. / This address is closed. Files are never accepted.",
    400: "고를 수 없는 값이에요. 화면에 있는 것만 고를 수 있어요. / Only what the page offers can be chosen.",
    413: "보낸 내용이 너무 커요. / The request is too large.",
}


class RefusedError(Exception):
    """A request that goes no further; carries its status."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class Gate:
    """ASGI wrapper: lets pages, their assets and well-formed choices through, refuses the rest."""

    def __init__(self, app: App, lang: str, pages: list[str], inputs: dict[int, list[Any]], head: str) -> None:
        """``inputs``: event number -> the components it reads; ``head`` goes into every page."""
        self.app, self.lang, self.inputs, self.head = app, lang, inputs, head
        self.pages = {f"/{page}" for page in pages}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] == "lifespan":
            return await self.app(scope, receive, send)
        if scope["type"] != "http":
            return await send({"type": "websocket.close", "code": 1008})
        path, method = _below(scope), scope["method"]
        try:
            if method in ("GET", "HEAD") and path in self.pages:
                await self._page(scope, receive, send)
            elif method in ("GET", "HEAD") and READ.fullmatch(path) and ".." not in path:
                await self.app(scope, receive, send)
            elif method == "POST" and RUN.fullmatch(path):
                await self._run(scope, receive, send)
            else:
                raise RefusedError(404)
        except RefusedError as refused:
            await _refuse(send, refused.status)

    async def _run(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Read the whole body (it is small), check every value, hand on only what is needed.

        Gradio keeps a state per session name. Handlers are pure, so all pupils share one name
        and nothing is kept about any of them (none at all would build a new state each time).
        """
        body = self._checked(await _body(receive))
        headers = [h for h in scope["headers"] if h[0] != b"content-length"]
        scope = {**scope, "headers": [*headers, (b"content-length", str(len(body)).encode())]}
        sent = False

        async def again() -> Message:
            nonlocal sent
            if sent:
                return await receive()
            sent = True
            return {"type": "http.request", "body": body, "more_body": False}

        await self.app(scope, again, send)

    def _checked(self, body: bytes) -> bytes:
        try:
            told = json.loads(body)
        except ValueError:
            raise RefusedError(400) from None
        if not isinstance(told, dict) or not set(told) <= KEYS or told.get("event_data"):
            raise RefusedError(400)
        index, data = told.get("fn_index"), told.get("data")
        if not isinstance(index, int) or index not in self.inputs or not isinstance(data, list):
            raise RefusedError(400)
        wanted = self.inputs[index]
        if len(data) != len(wanted) or not all(map(offers, wanted, data)):
            raise RefusedError(400)
        return json.dumps({"fn_index": index, "data": data, "session_hash": "shared"}).encode()

    async def _page(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The page, with its language told in the HTML and the foreign preview addresses gone."""
        plain = {**scope, "headers": [h for h in scope["headers"] if h[0] != b"accept-encoding"]}
        start: Message = {}
        parts: list[bytes] = []

        async def keep(message: Message) -> None:
            if message["type"] == "http.response.start":
                start.update(message)
            else:
                parts.append(message.get("body", b""))

        await self.app(plain, receive, keep)
        page = _localise(b"".join(parts).decode(), self.lang, self.head).encode()
        headers = [h for h in start["headers"] if h[0].lower() != b"content-length"]
        length = (b"content-length", str(len(page)).encode())
        await send({**start, "headers": [*headers, length]})
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else page})


def offers(component: Any, value: Any) -> bool:
    """Whether a control of the page offers this value; ``True`` is not ``1`` here."""
    offered = getattr(component, "props", {}).get("offers", ())
    return any(type(value) is type(one) and value == one for one in offered)


def _below(scope: Scope) -> str:
    """The path below the mount point."""
    path, root = str(scope["path"]), str(scope.get("root_path", ""))
    return path[len(root) :] if root and path.startswith(root) else path


async def _body(receive: Receive) -> bytes:
    body, more = b"", True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = bool(message.get("more_body"))
        if len(body) > LIMIT:
            raise RefusedError(413)
    return body


def _localise(page: str, lang: str, head: str) -> str:
    page = re.sub(r'lang="en"', f'lang="{lang}"', page, count=1)
    page = re.sub(r'<meta\s+(property="og:|name="twitter:)[^>]*>', "", page)
    return page.replace("<head>", "<head>" + head, 1)


async def _refuse(send: Send, status: int) -> None:
    body = json.dumps({"error": SAYS[status]}, ensure_ascii=False).encode()
    headers = [
        (b"content-type", b"application/json; charset=utf-8"),
        (b"content-length", str(len(body)).encode()),
        (b"cache-control", b"no-store"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
