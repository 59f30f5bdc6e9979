"""An application that is loaded while the server answers queries already: who needs a page waits for it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from types import SimpleNamespace
from typing import TYPE_CHECKING, Final

from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send

from stafett.errors import StafettError
from stafett.web.desk import Desk
from stafett.web.negotiation import PROBLEM
from stafett.web.responses import json_body

if TYPE_CHECKING:
    from fastapi import FastAPI

_ALIVE: Final = SimpleNamespace(path="/health/live")
"""A route of service.py that need not wait for it: whether the process lives."""

_log = logging.getLogger("stafett.web")


class Later:
    """An ASGI application in front of one that takes long to import and to fill.

    Args:
        desk: answers queries until the pages are there; its engine is started and closed here.
        load: makes the application; called once, in a thread.
        failed: called where it, or the engine, cannot be had: the server has nothing to serve.
    """

    def __init__(
        self, desk: Desk, load: Callable[[], FastAPI], failed: Callable[[Exception], object]
    ) -> None:
        self._desk = desk
        self._load = load
        self._failed = failed
        self._app: FastAPI | None = None
        self._loading: asyncio.Task[FastAPI] | None = None

    @property
    def desk(self) -> Desk:
        """What answers queries now: it changes with the data."""
        if self._app is None:
            return self._desk
        found: Desk = self._app.state.room.desk
        return found

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or live through the server's life."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
            return
        if self._app is None and (scope["method"], scope["path"]) == ("GET", _ALIVE.path):
            scope["route"] = _ALIVE
            await JSONResponse({"status": "ok"}, headers={"Cache-Control": "no-store"})(scope, receive, send)
            return
        try:
            app = self._app if self._app is not None else await asyncio.shield(self._begin())
        except Exception:
            await _nothing_to_show(scope, receive, send)
        else:
            await app(scope, receive, send)

    def _begin(self) -> asyncio.Task[FastAPI]:
        if self._loading is None:
            self._loading = asyncio.ensure_future(self._open())
        return self._loading

    async def _open(self) -> FastAPI:
        try:
            self._app = await asyncio.to_thread(self._load)
        except Exception as fault:
            self._tell(fault)
            raise
        return self._app

    def _tell(self, fault: Exception) -> None:
        if not isinstance(fault, StafettError):
            _log.error("The application cannot be loaded", exc_info=fault)
        self._failed(fault)

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        try:
            await self._desk.engine.start()
        except Exception as fault:
            self._tell(fault)
            await send({"type": "lifespan.startup.failed", "message": ""})  # said by whoever was told
            raise
        end = asyncio.Event()
        running = asyncio.ensure_future(self._run(end))
        await send({"type": "lifespan.startup.complete"})
        await receive()
        end.set()
        await running
        await send({"type": "lifespan.shutdown.complete"})

    async def _run(self, end: asyncio.Event) -> None:
        """Load the application and let it live until `end`."""
        try:
            app = await self._begin()
        except Exception:
            await self._desk.engine.aclose()
            return
        async with app.router.lifespan_context(app):
            await end.wait()


async def _nothing_to_show(scope: Scope, receive: Receive, send: Send) -> None:
    detail = "The pages cannot be loaded, and the server is stopping; its log says why."
    problem = {"type": "about:blank", "title": "Service Unavailable", "status": 503, "detail": detail}
    headers = {"Retry-After": "60", "Cache-Control": "no-store"}
    await Response(json_body(problem), 503, headers, PROBLEM)(scope, receive, send)
