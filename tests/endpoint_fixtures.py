"""A real server over the small build, in a process of its own and with tight limits."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

COMMAND = "from stafett.cli import main; main()"
SECONDS = 4
"""Longest time of a query on this server."""
TIGHT = {
    "STAFETT_QUERY_SECONDS": str(SECONDS),
    "STAFETT_QUERY_MEMORY": "256",
    "STAFETT_QUERY_MEGABYTES": "8",
    "STAFETT_QUERY_ROWS": "20000",
    "STAFETT_QUEUE_SECONDS": "20",
    "STAFETT_BUDGET_SECONDS": "86400",
    "STAFETT_SEND_SECONDS": "10",
}


@dataclass
class Server:
    """A running server."""

    url: str
    process: subprocess.Popen[bytes]
    dist: Path
    log: Path

    @property
    def sparql(self) -> str:
        """Address of the endpoint."""
        return f"{self.url}/sparql"

    def ask(self, query: str, **headers: str) -> httpx.Response:
        """Send a query by GET."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return httpx.get(self.sparql, params={"query": query}, headers=named, timeout=60)

    def workers(self) -> list[int]:
        """Process ids of the children that live."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [int(pid) for pid in children.split() if _is_worker(int(pid))]

    def memory(self) -> int:
        """Bytes the server itself holds, without its workers."""
        statm = Path(f"/proc/{self.process.pid}/statm").read_text().split()
        return int(statm[1]) * os.sysconf("SC_PAGE_SIZE")

    def stop(self) -> None:
        """Stop it, in peace if it will."""
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def _is_worker(pid: int) -> bool:
    try:
        return b"stafett.store.worker" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(dist: Path, log: Path, **settings: str) -> Server:
    """Run `stafett serve` and wait until it answers."""
    port = free_port()
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-c", COMMAND, "serve", "--dist", str(dist), "--port", str(port)],
            env={**os.environ, **TIGHT, **settings},
            stdout=out,
            stderr=out,
        )
    server = Server(f"http://127.0.0.1:{port}", process, dist, log)
    for _ in range(600):
        if process.poll() is not None:
            break
        try:
            if httpx.get(f"{server.url}/health", timeout=5).status_code == 200:
                return server
        except httpx.TransportError:
            time.sleep(0.1)
    server.stop()
    raise AssertionError(log.read_text())


@pytest.fixture(scope="session")
def live(web_dist: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = start(web_dist, tmp_path_factory.mktemp("live") / "log")
    yield server
    server.stop()
