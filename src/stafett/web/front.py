"""The front door: queries of programs are answered here, and everything else is passed on."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Final

from starlette.requests import ClientDisconnect, Request
from starlette.types import ASGIApp, Receive, Scope, Send

from stafett.web import protocol
from stafett.web.desk import Desk
from stafett.web.problems import Problem
from stafett.web.protocol import Operation

_FOUND: Final = "stafett.operation"
"""Key in the scope of a request to /sparql that is passed on: its Operation, or what is wrong with it."""

_log = logging.getLogger("stafett.web")


class FrontDoor:
    """ASGI middleware, inside those that log and add headers, before the framework.

    Args:
        app: takes what is passed on: pages, and the telling of errors.
        desk: gives what answers queries now.
    """

    path = protocol.PATH
    """What the log and the figures call the route."""

    def __init__(self, app: ASGIApp, desk: Callable[[], Desk]) -> None:
        self._app = app
        self._desk = desk

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http" or scope["path"] != self.path or scope["method"] not in ("GET", "POST"):
            await self._app(scope, receive, send)
            return
        scope["route"] = self
        request = Request(scope, receive, send)
        try:
            operation = await protocol.read(request)
            page = protocol.wants_page(request, operation)
            response = None if page else await protocol.answer(request, self._desk(), operation)
            scope[_FOUND] = operation
        except Problem as problem:
            response, scope[_FOUND] = None, problem
        except ClientDisconnect:
            response = protocol.nobody_reads_this()
        except Exception:
            _log.exception("A query failed")
            response, scope[_FOUND] = None, Problem(500, "The server has met an error of its own.")
        if response is None:
            await self._app(scope, receive, send)
        else:
            await response(scope, receive, send)


def found_by_the_door(request: Request) -> Operation:
    """What a request that has been passed on asks for.

    Raises:
        Problem: what is wrong with it.
    """
    found: Operation | Problem = request.scope[_FOUND]
    if isinstance(found, Problem):
        raise found
    return found
