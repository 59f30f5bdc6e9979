"""The web application: wiring, and nothing else."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from fastapi import FastAPI
from starlette.routing import Route

from stafett.limits import Limits
from stafett.operations import Operations
from stafett.store.engine import QueryEngine
from stafett.store.remote.address import StoreAddress
from stafett.store.remote.engine import RemoteEngine
from stafett.store.remote.marker import snapshot_name
from stafett.store.snapshot import Snapshot
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
    problems,
    querytools,
    reconcile,
    rules,
    score,
    service,
    sitemap,
    sparql,
    terms,
    versions,
)
from stafett.web.assets import Assets
from stafett.web.figures import Figures
from stafett.web.fresh import follow, open_room
from stafett.web.headers import CommonHeaders
from stafett.web.prefixes import prefixes_for
from stafett.web.requestlog import RequestLog
from stafett.web.room import Room
from stafett.web.rootpath import RootPath
from stafett.web.site import load_site

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


def serve_snapshot(
    snapshot: Snapshot, stores: Path, engine: QueryEngine, operations: Operations | None = None
) -> FastAPI:
    """Make the application that strangers meet: over a snapshot, with a pool of worker processes.

    While it runs, it changes to whatever snapshot CURRENT in `stores` names.

    Args:
        snapshot: the pages and documents.
        stores: where snapshots are published.
        engine: answers the queries, over the same snapshot (`engine.open_engine`).
        operations: see create_app.

    Raises:
        DistError: the snapshot is broken or of another version.
    """
    app = create_app(snapshot.dist, engine=engine, operations=operations)
    app.state.stores = stores
    return app


def serve_store(
    dist: Path, address: StoreAddress, limits: Limits, operations: Operations | None = None
) -> FastAPI:
    """Make the application over a remote store: pages and documents from `dist`, queries from the store.

    Raises:
        DistError: the build is missing, broken or of another version.
    """
    site = load_site(dist)
    engine = RemoteEngine(address, prefixes_for(site.base), limits)
    app = create_app(dist, engine=engine, operations=operations)
    app.state.expected = next(
        (snapshot_name(f["sha256"]) for f in site.manifest["files"] if f["path"] == "all.nq"), None
    )
    return app


def create_app(
    dist: Path,
    *,
    engine: QueryEngine | None = None,
    assets: Assets | None = None,
    operations: Operations | None = None,
) -> FastAPI:
    """Make the application for one build.

    Args:
        dist: the folder that `stafett build` wrote; read once, now.
        engine: answers the queries; by default a store in this process, filled from dist/all.nq, which
            cannot stop a query and is for tests. `stafett serve` gives a pool of worker processes.
        assets: style sheets and scripts; by default those of this package.
        operations: logs, metrics and place behind a proxy; by default no log, and all else as by default.

    Raises:
        DistError: the build is missing, broken or of another version.
    """
    room = open_room(dist, assets or Assets(), engine=engine)
    app = FastAPI(
        title="Stafett",
        version=room.site.version,
        description=_ABOUT,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=_lifespan,
    )
    app.state.room = room
    app.state.stores = None
    app.state.expected = None
    app.router.routes.append(
        Route(sparql.Direct.path, sparql.Direct(), methods=["GET", "POST"], include_in_schema=False)
    )
    for module in _ROUTERS:
        app.include_router(module.router)
    api.install(app)
    problems.install(app)
    app.add_middleware(CommonHeaders)
    _watch(app, operations or Operations(log="off"))
    return app


def _watch(app: FastAPI, operations: Operations) -> None:
    """Let the application log and count its requests, and find its place behind a proxy."""
    app.state.operations = operations
    # The room changes with the data; what it says counts when Prometheus asks.
    figures = app.state.figures = Figures(app.version, lambda: app.state.room.engine.state())
    app.add_middleware(
        RequestLog,
        operations=operations,
        trusted=lambda: app.state.room.engine.limits.trusted_proxies,
        observe=figures.observe,
    )
    if operations.root_path:
        app.add_middleware(RootPath, path=operations.root_path)
