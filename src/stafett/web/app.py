"""The web application: wiring, and nothing else."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from fastapi import FastAPI
from starlette.middleware import Middleware

from stafett.operations import Operations
from stafett.store.embedded import EmbeddedEngine
from stafett.store.engine import QueryEngine
from stafett.store.remote.marker import snapshot_name
from stafett.web import (
    api,
    calendar,
    catalog,
    changes,
    codechanges,
    codegaps,
    codepage,
    codes,
    concepts,
    content,
    coverage,
    declarations,
    description,
    graphs,
    harvest,
    landscape,
    lookup,
    mappings,
    matrix,
    metrics,
    model,
    pages,
    parts,
    practices,
    querytools,
    reconcile,
    refusals,
    rules,
    score,
    service,
    sitemap,
    sparql,
    terms,
    versions,
)
from stafett.web.assets import Assets
from stafett.web.desk import Desk, open_desk
from stafett.web.fresh import follow, open_room
from stafett.web.layers import layers
from stafett.web.manifest import base_of, read_manifest
from stafett.web.prefixes import prefixes_for
from stafett.web.room import Room

_log = logging.getLogger("stafett.web")

_ABOUT = (
    "Information model, code lists and catalogue for Norwegian upper secondary education. Everything can be "
    "fetched as linked data, without a key. Identifiers redirect (303) to documents; documents answer 200."
)


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Open the store before the first request, follow new snapshots, and close the store after the last."""
    room: Room = app.state.room
    await room.engine.start()
    _compare(room.engine.state().snapshot, app.state.expected)
    stores: Path | None = app.state.stores
    watching = asyncio.ensure_future(follow(app, stores)) if stores else None
    try:
        yield
    finally:
        if watching is not None:
            watching.cancel()
            await asyncio.wait((watching,))
        await app.state.room.engine.aclose()


def _compare(found: str | None, expected: str | None) -> None:
    if expected is not None and found is not None and found != expected:
        _log.warning(
            "The store holds build %s, and the pages are of build %s; run `stafett load`.", found, expected
        )


_ROUTERS: Final = (
    sparql,
    graphs,
    versions,
    pages,
    terms,
    model,
    rules,
    mappings,
    changes,
    lookup,
    codes,
    codepage,
    codechanges,
    codegaps,
    reconcile,
    catalog,
    concepts,
    matrix,
    calendar,
    practices,
    landscape,
    content,
    coverage,
    harvest,
    score,
    sitemap,
    parts,
    description,
    querytools,
    service,
    metrics,
    declarations,
)
"""In this order, in which routes are tried: what is asked most comes first, and an address that looks like a
code, as /code/lookup does, before the codes."""


def follow_snapshots(dist: Path, desk: Desk, stores: Path) -> FastAPI:
    """Make the application over a snapshot. While it runs, it changes to whatever CURRENT in `stores` names.

    Args:
        dist: the pages and documents of the snapshot.
        desk: answers queries to it; the layers are around the caller.
        stores: where snapshots are published.

    Raises:
        DistError: the snapshot is broken or of another version.
    """
    app = _assemble(dist, desk, Assets())
    app.state.stores = stores
    return app


def compare_with_store(dist: Path, desk: Desk) -> FastAPI:
    """Make the application over a remote store, and warn where the store holds another build than `dist`.

    Raises:
        DistError: the build is missing, broken or of another version.
    """
    app = _assemble(dist, desk, Assets())
    room: Room = app.state.room
    app.state.expected = next(
        (snapshot_name(f["sha256"]) for f in room.site.manifest["files"] if f["path"] == "all.nq"), None
    )
    return app


def create_app(
    dist: Path,
    *,
    engine: QueryEngine | None = None,
    assets: Assets | None = None,
    operations: Operations | None = None,
) -> FastAPI:
    """Make the application for one build, layers and all, for tests and for programs that embed it.

    What `stafett serve` runs is made of the same parts, but answers before they are all loaded (serving.py).

    Args:
        dist: the folder that `stafett build` wrote; read once, now.
        engine: answers the queries; by default a store in this process, filled from dist/all.nq, which
            cannot stop a query.
        assets: style sheets and scripts; by default those of this package.
        operations: logs, metrics and place behind a proxy; by default no log, and all else as by default.

    Raises:
        DistError: the build is missing, broken or of another version.
    """
    manifest = read_manifest(dist)
    engine = engine or EmbeddedEngine.load(dist / "all.nq", prefixes_for(base_of(manifest)))
    desk = open_desk(manifest, engine, operations or Operations(log="off"))
    app = _assemble(dist, desk, assets or Assets(), layers(desk, lambda: app.state.room.desk))
    desk.figures.watch(lambda: app.state.room.engine.state())
    return app


def _assemble(dist: Path, desk: Desk, assets: Assets, around: Sequence[Middleware] = ()) -> FastAPI:
    desk.figures.load()
    room = open_room(dist, assets, desk)
    app = FastAPI(
        title="Stafett",
        version=room.site.version,
        description=_ABOUT,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=_lifespan,
        middleware=around,
    )
    app.state.room = room
    app.state.operations = desk.operations
    app.state.figures = desk.figures
    app.state.stores = None
    app.state.expected = None
    for module in _ROUTERS:
        app.include_router(module.router)
    api.install(app)
    refusals.install(app)
    return app
