"""Serving below a path of a reverse proxy, as https://data.example.no/stafett.

The application itself knows only addresses that begin with a slash. This middleware takes the path off what
comes in, whether the proxy has done so already or not, and puts it before the links of what goes out: the
Location and Link headers, and the attributes of pages and diagrams that hold addresses. Templates escape
every value, so that `href="/` can stand in a page only where it is an attribute.
"""

from __future__ import annotations

import re
from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_REWRITTEN: Final = ("text/html", "image/svg+xml")
_ATTRIBUTE: Final = re.compile(rb'(\s(?:href|src|action|formaction|data-[a-z-]+)=")/(?!/)')
_TARGET: Final = re.compile(r"</(?!/)")


class RootPath:
    """ASGI middleware around the whole application."""

    def __init__(self, app: ASGIApp, path: str) -> None:
        self._app = app
        self._path = path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if scope["path"] == self._path or scope["path"].startswith(f"{self._path}/"):
            scope["path"] = scope["path"].removeprefix(self._path) or "/"
            raw: bytes = scope.get("raw_path") or b""
            scope["raw_path"] = raw.removeprefix(self._path.encode()) or b"/"
        await self._app(scope, receive, _Rewriting(self._path, send))


class _Rewriting:
    """Sends an answer on, with the path before its links."""

    def __init__(self, path: str, send: Send) -> None:
        self._path = path
        self._send = send
        self._start: Message | None = None
        self._body = bytearray()

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            if headers.get("location", "").startswith("/"):
                headers["location"] = self._path + headers["location"]
            if "link" in headers:
                headers["link"] = _TARGET.sub(f"<{self._path}/", headers["link"])
            if headers.get("content-type", "").startswith(_REWRITTEN):
                # The length is known only once the links are longer.
                self._start = message
                return
        elif message["type"] == "http.response.body" and self._start is not None:
            self._body += message.get("body", b"")
            if message.get("more_body", False):
                return
            body = _ATTRIBUTE.sub(rb"\g<1>" + self._path.encode() + b"/", bytes(self._body))
            MutableHeaders(scope=self._start)["content-length"] = str(len(body))
            await self._send(self._start)
            message = {"type": "http.response.body", "body": body}
        await self._send(message)
