"""One line in the log for each request, without what could tell who asked for what.

No query text, no query string and no full client address, unless a setting asks for them; which fields there
are, and why, stands in docs/operations.md.
"""

from __future__ import annotations

import hashlib
import ipaddress
import json
import logging
import secrets
import sys
import time
from collections.abc import Callable, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, Final

from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from stafett.limits import Network
from stafett.operations import Operations
from stafett.web.clients import client_of

_log = logging.getLogger("stafett.requests")

UNKNOWN_ROUTE: Final = "unknown"
"""Route of a request that fits no address of ours: paths that strangers make up must not fill the metrics."""


@dataclass
class Record:
    """What is known of a request that is being answered; the query engine adds to it."""

    method: str
    route: str = UNKNOWN_ROUTE
    status: int = 0
    bytes: int = 0
    seconds: float = 0.0
    whole: bool = False
    client: str | None = None
    query: str | None = None
    facts: dict[str, Any] = field(default_factory=dict)


CURRENT: Final[ContextVar[Record | None]] = ContextVar("stafett_request", default=None)
"""The request that the running task answers."""


class RequestLog:
    """ASGI middleware, outside all others: keeps a Record, logs it, and hands it to `observe`."""

    def __init__(
        self,
        app: ASGIApp,
        operations: Operations,
        trusted: Callable[[], Sequence[Network]],
        observe: Callable[[Record], None],
    ) -> None:
        self._app = app
        self._trusted = trusted
        self._operations = operations
        self._observe = observe
        # Forgotten when the server stops: the same client can be followed for that long, and no longer.
        self._salt = secrets.token_bytes(16)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        record = Record(scope["method"])
        started = time.perf_counter()

        async def watched(message: Message) -> None:
            if message["type"] == "http.response.start":
                record.status = message["status"]
            elif message["type"] == "http.response.body":
                record.bytes += len(message.get("body", b""))
                record.whole = not message.get("more_body", False)
            await send(message)

        token = CURRENT.set(record)
        try:
            await self._app(scope, receive, watched)
        except Exception:
            # Starlette answers it with 500, outside us.
            record.status = record.status or 500
            raise
        finally:
            CURRENT.reset(token)
            record.seconds = time.perf_counter() - started
            record.route = getattr(scope.get("route"), "path", UNKNOWN_ROUTE)
            client = client_of(HTTPConnection(scope), self._trusted())
            record.client = client_note(client, self._operations.log_client, self._salt)
            self._observe(record)
            if self._operations.log != "off":
                _write(record)


def _write(record: Record) -> None:
    """Log a request. Not by way of Logger.info, which first looks through the stack for who has called it."""
    if _log.isEnabledFor(logging.INFO):
        arguments = (record.method, record.route, record.status)
        line = logging.LogRecord(_log.name, logging.INFO, "", 0, "%s %s %s", arguments, None)
        line.record = record
        _log.handle(line)


@lru_cache(maxsize=4096)
def client_note(client: str, kind: str, salt: bytes) -> str | None:
    """What the log says of a client's address."""
    if not client or kind == "none":
        return None
    if kind == "hash":
        return hashlib.blake2b(client.encode(), key=salt, digest_size=8).hexdigest()
    return client if kind == "full" else network(client)


def network(address: str) -> str | None:
    """The network of an address: the first 24 bits of IPv4, 48 of IPv6; None where it is no address."""
    try:
        found = ipaddress.ip_interface(address).ip
    except ValueError:
        return None
    return str(ipaddress.ip_network((found, 24 if found.version == 4 else 48), strict=False))


def query_note(text: str, kind: str) -> str | None:
    """What the log says of a query."""
    if kind == "text":
        return text
    return hashlib.sha256(text.encode()).hexdigest()[:16] if kind == "hash" else None


class JsonLines(logging.Formatter):
    """A log line as one JSON object."""

    def format(self, entry: logging.LogRecord) -> str:
        """Write one line; `entry` is of any logger, with a Record if it tells of a request."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(entry.created, UTC).isoformat(timespec="milliseconds"),
            "level": entry.levelname.lower(),
            "logger": entry.name,
        }
        record = getattr(entry, "record", None)
        if isinstance(record, Record):
            line |= {
                "method": record.method,
                "route": record.route,
                "status": record.status,
                "ms": round(record.seconds * 1000, 1),
                "bytes": record.bytes,
                "whole": record.whole,
                "client": record.client,
                "query": record.query,
                **record.facts,
            }
            line = {key: value for key, value in line.items() if value is not None}
        else:
            line["message"] = entry.getMessage()
        if entry.exc_info:
            line["exception"] = self.formatException(entry.exc_info)
        return json.dumps(line, ensure_ascii=False)


def install_logging(operations: Operations) -> None:
    """Let our loggers and uvicorn's write to standard error, in the form that the settings ask for."""
    handler = logging.StreamHandler(sys.stderr)
    plain = logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s")
    handler.setFormatter(JsonLines() if operations.log == "json" else plain)
    ours = logging.WARNING if operations.log == "off" else logging.INFO
    for name, level in (("stafett", ours), ("uvicorn", logging.WARNING)):
        logger = logging.getLogger(name)
        logger.handlers = [handler]
        logger.propagate = False
        logger.setLevel(level)
