"""The application that strangers meet. Queries are answered at once, and pages as soon as they are loaded.

Neither the framework nor a page is imported here, since that takes longer than to open the store.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.types import ASGIApp

from stafett.limits import Limits
from stafett.operations import Operations
from stafett.web.desk import Desk, open_desk
from stafett.web.figures import listen
from stafett.web.later import Later
from stafett.web.layers import layers, surround
from stafett.web.manifest import base_of, read_manifest
from stafett.web.prefixes import prefixes_for

if TYPE_CHECKING:
    from fastapi import FastAPI

    from stafett.store.remote.address import StoreAddress
    from stafett.store.snapshot import Snapshot


@dataclass(frozen=True)
class Events:
    """Whom to tell of what happens after the start.

    Attributes:
        loaded: called when the pages are there, in the thread that loaded them.
        failed: called when there is nothing to serve.
    """

    loaded: Callable[[], object] = lambda: None
    failed: Callable[[Exception], object] = lambda _: None


def serve_snapshot(snapshot: Snapshot, stores: Path, desk: Desk, events: Events = Events()) -> ASGIApp:
    """Serve a snapshot. While the server runs, it changes to whatever snapshot CURRENT in `stores` names.

    Args:
        snapshot: the pages and documents.
        stores: where snapshots are published.
        desk: answers queries to the snapshot.
        events: whom to tell.

    Raises:
        SettingError: the figures' own listener cannot listen.
    """

    def load() -> FastAPI:
        from stafett.web.app import follow_snapshots

        return follow_snapshots(snapshot.dist, desk, stores)

    return _serve(desk, load, events)


def serve_store(
    dist: Path,
    address: StoreAddress,
    limits: Limits,
    operations: Operations | None = None,
    events: Events = Events(),
) -> ASGIApp:
    """Serve pages and documents from `dist`, and answer queries from a remote store.

    Raises:
        DistError: the build is missing, broken or of another version.
        SettingError: the figures' own listener cannot listen.
    """
    from stafett.store.remote.engine import RemoteEngine

    manifest = read_manifest(dist)
    engine = RemoteEngine(address, prefixes_for(base_of(manifest)), limits)
    desk = open_desk(manifest, engine, operations or Operations(log="off"))

    def load() -> FastAPI:
        from stafett.web.app import compare_with_store

        return compare_with_store(dist, desk)

    return _serve(desk, load, events)


def _serve(desk: Desk, load: Callable[[], FastAPI], events: Events) -> ASGIApp:
    def load_and_tell() -> FastAPI:
        app = load()
        events.loaded()
        return app

    listen(desk.figures, desk.operations)
    later = Later(desk, load_and_tell, events.failed)
    desk.figures.watch(lambda: later.desk.engine.state())
    return surround(later, layers(desk, lambda: later.desk))
