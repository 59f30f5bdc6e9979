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


@contextmanager
def oxigraph(folder: Path) -> Iterator[StoreAddress]:
    program = Path(sysconfig.get_path("scripts")) / "oxigraph"
    if not program.exists():
        pytest.skip("the oxigraph server (PyPI package «oxigraph») is not installed")
    port = free_port()
    command = [str(program), "serve", "--location", str(folder / "db"), "--bind", f"127.0.0.1:{port}"]
    at = f"http://127.0.0.1:{port}"
    with _running(command, folder, f"{at}/query"):
        yield StoreAddress(f"{at}/query", f"{at}/update", f"{at}/store")


@contextmanager
def virtuoso(folder: Path) -> Iterator[StoreAddress]:
    program = shutil.which("virtuoso-t")
    if program is None:
        pytest.skip("Virtuoso (Debian package «virtuoso-opensource») is not installed")
    http, sql = free_port(), free_port()
    (folder / "virtuoso.ini").write_text(VIRTUOSO_INI.format(http=http, sql=sql), encoding="utf-8")
    at = f"http://127.0.0.1:{http}"
    with _running([program, "+configfile", "virtuoso.ini", "+foreground"], folder, f"{at}/sparql"):
        # The account of a new database, which this test throws away again.
        yield StoreAddress(f"{at}/sparql", f"{at}/sparql-auth", f"{at}/sparql-graph-crud-auth", "dba", "dba")


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
