"""The servers of the benchmark: each a tree of processes that stands still while another is measured."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import Request, urlopen

from stafett.store.snapshot import Snapshot

BIN: Final = Path(sys.executable).parent
JSON: Final = "application/sparql-results+json"
FIRST_PORT: Final = int(os.environ.get("BENCH_PORT", "8131"))
PATIENCE: Final = 240
"""Seconds in which a server must have read the data."""
OURS: Final = {
    # One client asks everything here, so its share of query time must be large. Sixteen at once that each ask
    # for a second's work wait longer for two workers than the five seconds after which we would refuse.
    "STAFETT_BUDGET_SECONDS": "86400",
    "STAFETT_QUEUE_SECONDS": "60",
}
"""What is not as delivered; every protection is on."""


@dataclass
class Server:
    """A server that runs."""

    name: str
    url: str
    process: subprocess.Popen[bytes]

    def processes(self) -> list[int]:
        """The server's process and its workers'."""
        pid = self.process.pid
        return [pid, *map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())]

    def halt(self) -> None:
        """Let it do nothing at all until `resume`."""
        for pid in self.processes():
            os.kill(pid, signal.SIGSTOP)

    def resume(self) -> None:
        """Let it go on."""
        for pid in self.processes():
            os.kill(pid, signal.SIGCONT)

    def ask(self, query: str, patience: float) -> bytes | None:
        """The answer to a query, or None where it is refused or does not come in time."""
        request = Request(f"{self.url}?query={quote(query)}", headers={"Accept": JSON})
        try:
            with urlopen(request, timeout=patience) as answer:
                return bytes(answer.read())
        except (HTTPError, OSError):
            return None

    def memory(self) -> list[float]:
        """MiB of its own that each process holds, the server first."""
        found = []
        for pid in self.processes():
            try:
                rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
            except OSError:
                continue  # a worker that has just been replaced
            found.append(sum(int(kb) for kb in re.findall(r"Private_\w+:\s+(\d+) kB", rollup)) / 1024)
        return found

    def settle(self, patience: float = 10) -> bool:
        """Wait until it no longer works on what nobody waits for; False where it does not end."""
        until = time.monotonic() + patience
        before = self._worked()
        while time.monotonic() < until:
            time.sleep(0.3)
            now = self._worked()
            if now - before < 0.03:
                return True
            before = now
        return False

    def _worked(self) -> float:
        ticks = 0
        for pid in self.processes():
            try:
                stat = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            ticks += int(stat[11]) + int(stat[12])
        return ticks / os.sysconf("SC_CLK_TCK")


@contextmanager
def servers(snapshot: Snapshot, dist: Path, triples: Path, log: Path) -> Iterator[list[Server]]:
    """All that could be started over the same data, each standing still; ended at the end."""
    port = [str(FIRST_PORT + n) for n in range(4)]
    ours = [str(BIN / "stafett"), "serve", "--dist", str(dist), "--port"]
    oxigraph = [str(BIN / "oxigraph"), "serve-read-only", "--location", str(snapshot.store), "--bind"]
    rdflib = [str(BIN / "rdflib-endpoint"), "serve", "--host", "127.0.0.1", "--port", port[3], str(triples)]
    commands = [
        ("stafett, nothing remembered", "/sparql", [*ours, port[0]], {**OURS, "STAFETT_REMEMBER": "0"}),
        ("stafett", "/sparql", [*ours, port[1]], OURS),
        ("oxigraph", "/query", [*oxigraph, f"127.0.0.1:{port[2]}"], {}),
        ("rdflib-endpoint", "/", rdflib, {}),
    ]
    running: list[Server] = []
    started: list[subprocess.Popen[bytes]] = []
    with log.open("wb") as out:
        try:
            for number, (name, path, command, settings) in enumerate(commands):
                process = subprocess.Popen(command, env={**os.environ, **settings}, stdout=out, stderr=out)
                started.append(process)
                server = Server(name, f"http://127.0.0.1:{port[number]}{path}", process)
                if not _wait(server, log):
                    if number < 2:
                        raise SystemExit("Ours did not start, so there is nothing to compare.")
                else:
                    running.append(server)
                    server.halt()
            yield running
        finally:
            for server in running:
                server.resume()
            for process in started:
                process.terminate()
            for process in started:
                _end(process)


def _wait(server: Server, log: Path) -> bool:
    began = time.monotonic()
    while time.monotonic() - began < PATIENCE and server.process.poll() is None:
        if server.ask("ASK {}", 5) is not None:
            print(f"  {server.name}: {time.monotonic() - began:.1f} s to the first answer", flush=True)
            return True
        time.sleep(0.05)
    said = log.read_text(errors="replace")[-500:]
    print(f"  {server.name} did not start within {PATIENCE} s and is left out: {said}", flush=True)
    return False


def _end(process: subprocess.Popen[bytes]) -> None:
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
