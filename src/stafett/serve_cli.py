"""The commands `publish` and `serve`: from built files to a running server."""

from __future__ import annotations

import socket
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from stafett.errors import DistError, SettingError
from stafett.settings import read_settings

if TYPE_CHECKING:
    import uvicorn
    from starlette.types import ASGIApp

    from stafett.settings import Settings
    from stafett.store.snapshot import Snapshot
    from stafett.web.serving import Events

out = Console()
err = Console(stderr=True)

Dist = Annotated[
    Path | None, typer.Option("--dist", help="Folder with built files. Default: STAFETT_DIST, else dist.")
]


def publish(dist: Dist = None) -> None:
    """Make the store of the built files, and let running servers change to it.

    A server that runs notices within a second and changes pages, documents and store at once, without
    failing a request. If something is wrong with the built files, what is served stays as it was.

    Example: `stafett build && stafett publish`
    """
    from stafett.store.snapshot import publish as make

    settings = read_settings()
    folder = dist or settings.dist
    snapshot = make(folder, settings.stores(folder))
    out.print(f"Published {snapshot.triples} triples as {snapshot.identifier}.", highlight=False)


def serve(
    dist: Dist = None,
    host: Annotated[str | None, typer.Option(help="Address to listen on. Default: STAFETT_HOST.")] = None,
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="Port. Default: STAFETT_PORT.")] = None,
    store: Annotated[
        str | None,
        typer.Option("--store", help="embedded, or a SPARQL 1.1 query address. Default: STAFETT_STORE."),
    ] = None,
) -> None:
    """Serve the pages, the documents and the SPARQL endpoint from built files.

    Run `stafett build` first. Built files that are newer than the store are published before it starts.
    While it runs, `stafett publish` changes it to a new build. With --store the queries go to a store that
    `stafett load` has filled (docs/scaling.md), under the same limits. Stop with Ctrl-C.
    """
    import gc

    # What is made now stays to the end: let the collector neither look while it is made nor ever again, which
    # would stop every request for some tenths of a second now and then.
    gc.disable()
    settings = read_settings()
    folder = dist or settings.dist
    address, number = host or settings.host, port or settings.port
    _refuse_port_in_use(address, number)
    from stafett.web.serving import Events

    failures: list[Exception] = []
    servers: list[uvicorn.Server] = []

    def failed(fault: Exception) -> None:
        failures.append(fault)
        for server in servers:
            server.should_exit = True

    def loaded() -> None:
        gc.freeze()
        gc.enable()

    application = _application(folder, store, settings, Events(loaded, failed))
    import uvicorn

    from stafett.web.connection import Connection

    shown = "localhost" if address in {"127.0.0.1", "0.0.0.0"} else address  # noqa: S104
    out.print(f"Serving on http://{shown}:{number} – stop with Ctrl-C.", highlight=False)
    config = uvicorn.Config(
        application,
        http=Connection,
        lifespan="on",
        host=address,
        port=number,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,  # whom to believe is a setting of ours
        timeout_graceful_shutdown=settings.limits.seconds,
    )
    servers.append(uvicorn.Server(config))
    with suppress(KeyboardInterrupt):
        servers[0].run()
    if failures:
        raise failures[0]
    if not servers[0].started:
        raise typer.Exit(1)


def _application(dist: Path, store: str | None, settings: Settings, events: Events) -> ASGIApp:
    """The application over the newest snapshot, or over a remote store where one is named."""
    from stafett.store.remote.address import read_address
    from stafett.web.requestlog import install_logging
    from stafett.web.serving import serve_snapshot, serve_store, snapshot_desk

    install_logging(settings.operations)
    remote = read_address(settings.store, store)
    if remote is not None:
        return serve_store(dist, remote, settings.limits, settings.operations, events)
    stores = settings.stores(dist)
    snapshot = _newest(dist, stores)
    return serve_snapshot(
        snapshot_desk(snapshot, settings.limits, settings.operations), snapshot, stores, events
    )


def _newest(dist: Path, stores: Path) -> Snapshot:
    """The snapshot to start with: of the built files if they are whole, else the one before."""
    from stafett.store.snapshot import current, current_name, name_of
    from stafett.store.snapshot import publish as make

    try:
        if current_name(stores) == name_of(dist):
            found = current(stores)
            if found is not None:
                return found
        with err.status("publishing the built files"):
            return make(dist, stores)
    except DistError as fault:
        try:
            old = current(stores)
        except DistError:
            old = None
        if old is None:
            raise fault from None
        err.print(f"The built files cannot be served, so the snapshot before is: {fault}", markup=False)
        return old


def _refuse_port_in_use(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as fault:
            raise SettingError(
                f"Cannot listen on {host} port {port}: {fault.strerror}",
                hint=f"Stop what uses it, or choose another: stafett serve --port {min(port + 1, 65535)}",
            ) from fault
