"""What every answer carries: security headers, CORS, and HEAD answered as GET without the body.

Written as plain ASGI, since Starlette's own CORS middleware answers only where an Origin is sent, and a
cache in between would then hand a page without the header to a client that needs it. There are no
cookies and no log-in, so everything may be read from everywhere.
"""

from __future__ import annotations

from typing import Final

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from stafett.web.streaming import CUT, HEAD

_POLICY: Final = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "font-src": "'self'",
    # The design system draws its icons with data: images in its style sheet.
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
_EDITOR_POLICY: Final = {
    **_POLICY,
    # One style sheet that YASGUI's script writes into the page, named by its hash.
    "style-src-elem": "'self' 'sha256-zCK2EVMoPc04mRF/g5CotUvxbJPWS+8V0b+s9ptqQIk='",
    # CodeMirror places cursor and lines with style attributes.
    "style-src-attr": "'unsafe-inline'",
}


def _header(policy: dict[str, str]) -> str:
    return "; ".join(f"{name} {value}" for name, value in policy.items())


CONTENT_SECURITY_POLICY: Final = _header(_POLICY)
EDITOR_POLICY: Final = _header(_EDITOR_POLICY)
"""Of the query page with YASGUI, and of no other."""

SECURITY: Final = (
    ("content-security-policy", CONTENT_SECURITY_POLICY),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=()"),
)

CORS: Final = (
    ("access-control-allow-origin", "*"),
    ("access-control-expose-headers", f"ETag, Link, Location, Retry-After, {CUT}"),
)

_OURS: Final = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in (*SECURITY, *CORS)]

_PREFLIGHT: Final = {
    "access-control-allow-methods": "GET, HEAD, POST, OPTIONS",
    "access-control-allow-headers": "Accept, Accept-Language, Content-Type, If-None-Match",
    "access-control-max-age": "86400",
}


class CommonHeaders:
    """ASGI middleware around the whole application."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        head = scope["method"] == "HEAD"

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                # A page that needs another policy has set it already.
                set_already = {name for name, _ in message["headers"]}
                ours = [pair for pair in _OURS if pair[0] not in set_already]
                message = {**message, "headers": [*message["headers"], *ours]}
            elif head and message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        if _is_preflight(scope):
            await Response(status_code=204, headers=_PREFLIGHT)(scope, receive, send_with_headers)
            return
        # Every address that answers GET answers HEAD, with the same headers.
        inner = {**scope, "method": "GET", HEAD: True} if head else scope
        await self._app(inner, receive, send_with_headers)
        # The router notes the route in the scope it was given; the log outside looks in its own.
        if "route" in inner:
            scope["route"] = inner["route"]


def _is_preflight(scope: Scope) -> bool:
    return scope["method"] == "OPTIONS" and "access-control-request-method" in Headers(scope=scope)
