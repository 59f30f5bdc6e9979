"""Real SPARQL stores on loopback for tests: the Oxigraph server from PyPI, and Virtuoso from Debian."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sysconfig
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from stafett.store.remote.address import StoreAddress
from stafett.store.remote.loading import Build
from stafett.store.remote.marker import MARKER

PATIENCE = 90.0
"""Seconds for a store to start; Virtuoso makes its database first."""

VIRTUOSO_INI = """\
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
FileExtend = 200
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
ServerThreads = 20
CheckpointInterval = 0
NumberOfBuffers = 20000
MaxDirtyBuffers = 15000
DirsAllowed = .
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 10
[SPARQL]
ResultSetMaxRows = 200000
MaxQueryCostEstimationTime = 0
MaxQueryExecutionTime = 600
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def write_quads(build: Build, file: Path) -> None:
    """What `stafett load` would put into a store, as N-Quads for the store's own bulk loader.

    Loading by the protocol is tested elsewhere, with little data; with a whole build it takes a minute.
    """
    marker = build.marker
    graphs = {**build.graphs, marker.default_graph: build.merged, MARKER: marker.write().encode()}
    with file.open("wb") as out:
        for name, body in graphs.items():
            out.write(body.replace(b" .\n", f" <{name}> .\n".encode()))


@contextmanager
def oxigraph(folder: Path, quads: Path | None = None) -> Iterator[StoreAddress]:
    program = Path(sysconfig.get_path("scripts")) / "oxigraph"
    if not program.exists():
        pytest.skip("the oxigraph server (PyPI package «oxigraph») is not installed")
    if quads is not None:
        _run(str(program), "load", "--location", str(folder / "db"), "--file", str(quads))
    port = free_port()
    command = [str(program), "serve", "--location", str(folder / "db"), "--bind", f"127.0.0.1:{port}"]
    at = f"http://127.0.0.1:{port}"
    with _running(command, folder, f"{at}/query"):
        yield StoreAddress(f"{at}/query", f"{at}/update", f"{at}/store")


@contextmanager
def virtuoso(folder: Path, quads: Path | None = None) -> Iterator[StoreAddress]:
    program = shutil.which("virtuoso-t")
    if program is None:
        pytest.skip("Virtuoso (Debian package «virtuoso-opensource») is not installed")
    http, sql = free_port(), free_port()
    (folder / "virtuoso.ini").write_text(VIRTUOSO_INI.format(http=http, sql=sql), encoding="utf-8")
    at = f"http://127.0.0.1:{http}"
    with _running([program, "+configfile", "virtuoso.ini", "+foreground"], folder, f"{at}/sparql"):
        if quads is not None:
            shutil.copyfile(quads, folder / "quads.nq")  # it reads from its own folder only
            load = "exec=DB.DBA.TTLP_MT(file_to_string_output('quads.nq'), '', 'urn:none', 512, 2);"
            _run("isql-vt", f"127.0.0.1:{sql}", "dba", "dba", load)
        # The account of a new database, which this test throws away again.
        yield StoreAddress(f"{at}/sparql", f"{at}/sparql-auth", f"{at}/sparql-graph-crud-auth", "dba", "dba")


def _run(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE)
    if done.returncode != 0 or "Error" in done.stderr:
        pytest.fail(f"{command[0]} did not load the data: {done.stderr[-500:]}")


@contextmanager
def _running(command: list[str], folder: Path, url: str) -> Iterator[None]:
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)
    try:
        end = time.monotonic() + PATIENCE
        while not _answers(url):
            if process.poll() is not None or time.monotonic() > end:
                said = (folder / "log").read_text(errors="replace")[-500:]
                pytest.fail(f"{command[0]} did not start: {said}")
            time.sleep(0.2)
        yield
    finally:
        process.kill()
        process.wait()


def _answers(url: str) -> bool:
    try:
        return httpx.post(url, data={"query": "ASK {}"}, timeout=5.0).is_success
    except httpx.HTTPError:
        return False
