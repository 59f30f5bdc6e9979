"""What lies around every application of ours, from the outside in: path, log, headers, front door."""

from __future__ import annotations

from collections.abc import Callable

from starlette.middleware import Middleware
from starlette.types import ASGIApp

from stafett.web.desk import Desk
from stafett.web.front import FrontDoor
from stafett.web.headers import CommonHeaders
from stafett.web.requestlog import RequestLog
from stafett.web.rootpath import RootPath


def layers(first: Desk, desk: Callable[[], Desk]) -> list[Middleware]:
    """The layers, the outermost first.

    Args:
        first: the desk at the start; its settings and figures hold to the end.
        desk: gives the one of now.
    """
    operations = first.operations
    log = Middleware(
        RequestLog,
        operations=operations,
        trusted=lambda: desk().engine.limits.trusted_proxies,
        observe=first.figures.observe,
    )
    found = [log, Middleware(CommonHeaders), Middleware(FrontDoor, desk=desk)]
    if operations.root_path:
        found.insert(0, Middleware(RootPath, path=operations.root_path))
    return found


def surround(app: ASGIApp, around: list[Middleware]) -> ASGIApp:
    """Put layers around an application."""
    for layer in reversed(around):
        app = layer.cls(app, *layer.args, **layer.kwargs)
    return app
