"""Changing to fresh data while requests run: pages, documents and store of one snapshot, all at once.

A request takes the room as it begins and keeps it to its end, so it never sees half of one build and half
of another. The old workers end when the last request that can know them has had its time.
"""

from __future__ import annotations

import asyncio
import logging
import signal
from pathlib import Path
from typing import Final

from fastapi import FastAPI

from stafett.errors import StafettError
from stafett.store.engine import QueryEngine
from stafett.store.snapshot import Snapshot, current, current_name
from stafett.web.assets import Assets
from stafett.web.desk import Desk
from stafett.web.engine import open_engine
from stafett.web.files import BuiltFiles
from stafett.web.manifest import base_of, read_manifest
from stafett.web.render import Renderer
from stafett.web.room import Room
from stafett.web.site import load_site

LOOK: Final = 1.0
"""Seconds between two looks at CURRENT: one small file is read."""
GRACE: Final = 10.0
"""Seconds in which a request that began before a change may still ask the old store."""

_log = logging.getLogger("stafett.web")


def open_room(dist: Path, assets: Assets, desk: Desk) -> Room:
    """Load the pages of one build.

    Args:
        dist: the built files.
        assets: style sheets and scripts.
        desk: answers the queries.

    Raises:
        DistError: the build is missing, broken or of another version.
    """
    site = load_site(dist)
    files = BuiltFiles(dist, site.manifest)
    return Room(site=site, files=files, desk=desk, assets=assets, renderer=Renderer(site, assets, files))


async def follow(app: FastAPI, stores: Path) -> None:
    """Change to the snapshot that CURRENT names whenever it names another; at once on SIGHUP.

    A snapshot that cannot be served is named in the log, and the one before stays.
    """
    nudge = asyncio.Event()
    try:
        asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, nudge.set)
    except (NotImplementedError, RuntimeError, ValueError):
        _log.debug("SIGHUP cannot be followed outside the main thread")
    tried = app.state.room.engine.state().snapshot
    leaving: set[asyncio.Task[None]] = set()
    while True:
        try:
            async with asyncio.timeout(LOOK):
                await nudge.wait()
            nudge.clear()
            tried = app.state.room.engine.state().snapshot  # a nudge tries again what failed before
        except TimeoutError:
            pass
        try:
            name = current_name(stores)
            if name is None or name == tried:
                continue
            tried = name
            old: Room = app.state.room
            app.state.room = await _next_room(stores, old, app.state.operations.remember)
        except (StafettError, OSError) as fault:
            _log.error("The new data cannot be served, and the old stay: %s", fault)
            continue
        _log.warning("Serving snapshot %s", name)
        task = asyncio.ensure_future(_retire(old.engine))
        leaving.add(task)
        task.add_done_callback(leaving.discard)


async def _next_room(stores: Path, old: Room, remember: int) -> Room:
    snapshot = current(stores)
    assert snapshot is not None  # noqa: S101 - CURRENT names one
    snapshot.hold()  # before anything is read from it
    try:
        room = await asyncio.to_thread(_open, snapshot, old, remember)
        await room.engine.start()
    except BaseException:
        snapshot.release()
        raise
    return room


def _open(snapshot: Snapshot, old: Room, remember: int) -> Room:
    manifest = read_manifest(snapshot.dist)
    engine = open_engine(snapshot, base_of(manifest), old.engine.limits, remember)
    return open_room(snapshot.dist, old.assets, old.desk.over(manifest, engine))


async def _retire(engine: QueryEngine) -> None:
    try:
        await asyncio.sleep(GRACE)
    finally:
        await engine.aclose()
