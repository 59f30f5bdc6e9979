"""The command `stafett load`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from stafett.errors import SettingError
from stafett.settings import read_settings

out = Console()
err = Console(stderr=True)


def load(
    dist: Annotated[
        Path | None, typer.Option("--dist", help="Folder with built files. Default: STAFETT_DIST, else dist.")
    ] = None,
    store: Annotated[
        str | None, typer.Option("--store", help="Query address of the store. Default: STAFETT_STORE.")
    ] = None,
) -> None:
    """Load the build into a remote SPARQL 1.1 store.

    Only graphs that changed are sent; they are put in place together, and what was served before stays until
    then. An interrupted load changes nothing and is swept up by the next. The store's other addresses and
    the credentials are settings: STAFETT_STORE_UPDATE, STAFETT_STORE_GRAPHS, STAFETT_STORE_USER,
    STAFETT_STORE_PASSWORD_FILE.

    Example: `stafett load --store http://localhost:7878/query`
    """
    from stafett.store.remote.address import read_address
    from stafett.store.remote.loading import Build
    from stafett.store.remote.loading import load as run

    settings = read_settings()
    address = read_address(settings.store, store)
    if address is None:
        raise SettingError(
            "No store is named; the embedded one needs no loading",
            hint="Give --store, or set STAFETT_STORE.",
        )
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=err, transient=True) as progress:
        task = progress.add_task("reading the build", total=None)
        build = Build.read((dist or settings.dist) / "all.nq")

        def told(name: str, place: int, number: int) -> None:
            progress.update(task, description=f"sending {name}", completed=place - 1, total=number)

        done = run(build, address, told)
    out.print(
        f"Build {done.marker.snapshot} is in place: {done.marker.triples} triples in "
        f"{len(done.marker.graphs)} graphs, of which {len(done.sent)} were sent "
        f"and {len(done.removed)} removed.",
        highlight=False,
    )
