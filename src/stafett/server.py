"""Running the server: from built files, or a remote store, to a listening port.

What is imported here, and when, decides how soon the first query is answered: the store is opened by other
processes while the server is imported, and the pages are loaded when it listens already (web/serving.py).
"""

from __future__ import annotations

import gc
import signal
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from stafett.errors import DistError, SettingError
from stafett.settings import read_settings

if TYPE_CHECKING:
    import uvicorn
    from rich.console import Console
    from starlette.types import ASGIApp

    from stafett.settings import Settings
    from stafett.store.snapshot import Snapshot


def run_server(
    dist: Path | None = None, host: str | None = None, port: int | None = None, store: str | None = None
) -> None:
    """Serve until somebody stops it.

    Args:
        dist: folder with built files; by default as the settings say, like the rest.
        host: address to listen on.
        port: where to listen.
        store: `embedded`, or the query address of a SPARQL 1.1 store.

    Raises:
        StafettError: it cannot start, or has nothing to serve.
    """
    # What is made now stays to the end: let the collector neither look while it is made nor ever again, which
    # would stop every request for some tenths of a second now and then.
    gc.disable()
    # Says that there are fresh data. Until somebody listens, it must not end the server (web/fresh.py looks
    # for itself when it begins), and over a remote store it says nothing.
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    settings = read_settings()
    folder = dist or settings.dist
    address, number = host or settings.host, port or settings.port
    _refuse_port_in_use(address, number)
    failures: list[Exception] = []
    stop: list[Callable[[], object]] = []

    def failed(fault: Exception) -> None:
        failures.append(fault)
        for end in stop:
            end()

    application = _application(folder, store, settings, failed)
    server = _server(application, address, number, settings)
    stop.append(lambda: setattr(server, "should_exit", True))
    shown = "localhost" if address in {"127.0.0.1", "0.0.0.0"} else address  # noqa: S104
    shown = f"[{shown}]" if ":" in shown else shown
    sys.stdout.write(f"Serving on http://{shown}:{number} – stop with Ctrl-C.\n")
    sys.stdout.flush()
    try:
        server.run()
    except KeyboardInterrupt:
        pass  # uvicorn has ended in good order, and hands on what it was ended by
    except SystemExit:  # uvicorn has not started
        if not failures:
            raise SettingError(f"Cannot listen on {address} port {number}") from None
    if failures:
        raise failures[0]


def _server(application: ASGIApp, host: str, port: int, settings: Settings) -> uvicorn.Server:
    import uvicorn

    from stafett.web.connection import Connection

    return uvicorn.Server(
        uvicorn.Config(
            application,
            http=Connection,
            lifespan="on",
            host=host,
            port=port,
            log_config=None,  # it is in requestlog.install_logging
            log_level="warning",
            access_log=False,
            server_header=False,
            proxy_headers=False,  # whom to believe is a setting of ours
            timeout_graceful_shutdown=settings.limits.seconds,
        )
    )


def _application(
    dist: Path, store: str | None, settings: Settings, failed: Callable[[Exception], object]
) -> ASGIApp:
    """The application over the newest snapshot, or over a remote store where one is named."""
    from stafett.store.remote.address import read_address

    remote = read_address(settings.store, store)
    if remote is None:
        from stafett.web.desk import open_desk
        from stafett.web.engine import open_engine
        from stafett.web.manifest import base_of, read_manifest

        stores = settings.stores(dist)
        snapshot = _newest(dist, stores)
        manifest, remember = read_manifest(snapshot.dist), settings.operations.remember
        # From here on the workers open the store, on another processor.
        engine = open_engine(snapshot, base_of(manifest), settings.limits, remember, early=True)
        desk = open_desk(manifest, engine, settings.operations)
    from stafett.web.requestlog import install_logging
    from stafett.web.serving import Events, serve_snapshot, serve_store

    install_logging(settings.operations)
    events = Events(_loaded, failed)
    if remote is not None:
        return serve_store(dist, remote, settings.limits, settings.operations, events)
    return serve_snapshot(snapshot, stores, desk, events)


def _loaded() -> None:
    gc.freeze()
    gc.enable()


def _newest(dist: Path, stores: Path) -> Snapshot:
    """The snapshot to start with: of the built files if they are whole, else the one before."""
    from stafett.store.snapshot import current, current_name, name_of
    from stafett.store.snapshot import publish as make

    try:
        if current_name(stores) == name_of(dist):
            with suppress(DistError):  # what is not whole is made again
                found = current(stores)
                if found is not None:
                    return found
        with _console().status("publishing the built files"):
            return make(dist, stores)
    except DistError as fault:
        try:
            old = current(stores)
        except DistError:
            old = None
        if old is None:
            raise fault from None
        _console().print(
            f"The built files cannot be served, so the snapshot before is: {fault}", markup=False
        )
        return old


def _console() -> Console:
    from rich.console import Console  # takes long, and is seldom needed

    return Console(stderr=True)


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
