"""The commands `publish` and `serve`: from built files to a running server."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from stafett.settings import read_settings

out = Console()

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
    from stafett.server import run_server

    run_server(dist, host, port, store)
