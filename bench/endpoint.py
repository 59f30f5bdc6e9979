"""The endpoint, every protection on, against the Oxigraph server and rdflib-endpoint: same data, same run.

Two data sets: our full store, and a synthetic one of a million triples (made here, the same each time); name
one of them, `own` or `million`, to measure only that. The Oxigraph server reads the very store our workers
read; rdflib-endpoint holds the triples of the default graph in memory, in its default store. Ours runs twice:
once with nothing remembered, so that every request is a query in a worker, and once as delivered. While one
is measured the others are stopped (SIGSTOP), and each must give the same answer first. Driven by wrk, from
Debian; without it this says so and measures nothing. A data set takes some three minutes, five at most.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import quote

from bench.endpoint_data import Query, default_graph, own_queries, synthetic, synthetic_queries, with_quads
from bench.endpoint_servers import JSON, Server, servers
from bench.timing import ROOT
from stafett.store.snapshot import publish

ROUNDS: Final = 3
"""How often each query is driven for a second; the best counts, since a machine is seldom quite ours."""
LONG: Final = int(os.environ.get("BENCH_SECONDS", "8"))
"""Seconds in which a long table is asked for; twice as long by sixteen at once."""
CONNECTIONS: Final = (1, 16)
WHOLE: Final = 300.0
"""Seconds after which no further measurement of a data set is begun."""


@dataclass(frozen=True)
class Measured:
    """What wrk found. `refused`: answers other than 2xx and 3xx; `late`: requests without any in a minute."""

    per_second: float
    p50: float
    p99: float
    refused: int
    late: int


@dataclass
class Clock:
    """The time that a data set may take, and the largest memory that was seen."""

    until: float
    most: dict[str, list[float]] = field(default_factory=dict)

    @property
    def over(self) -> bool:
        """Time is up."""
        return time.monotonic() > self.until


def drive(server: Server, query: Query, connections: int) -> Measured:
    """Have wrk ask one query again and again, in some rounds."""
    if query.long:
        return _drive(server, query, connections, 2 * LONG) if connections > 1 else _fetch(server, query)
    rounds = [_drive(server, query, connections, 1) for _ in range(ROUNDS)]
    return max(rounds, key=lambda one: one.per_second)


def _fetch(server: Server, query: Query) -> Measured:
    """Fetch a long table one after the other; at least once, which wrk could not promise."""
    times: list[float] = []
    began = time.monotonic()
    while not times or time.monotonic() - began < LONG:
        start = time.monotonic()
        if server.ask(query.text, 120) is None:
            return Measured(0.0, 0.0, 0.0, 1, 0)
        times.append(time.monotonic() - start)
    times.sort()
    return Measured(1 / times[0], 1000 * times[len(times) // 2], 1000 * times[-1], 0, 0)


def _drive(server: Server, query: Query, connections: int, seconds: int) -> Measured:
    address = f"{server.url}?query={quote(' '.join(query.text.split()))}"
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "60s", "--latency"]
    done = subprocess.run(
        [*command, "-H", f"Accept: {JSON}", address],
        capture_output=True,
        text=True,
        check=True,
        timeout=seconds + 60,
    )
    return read_wrk(done.stdout)


def read_wrk(said: str) -> Measured:
    """The figures in wrk's report."""

    def number(pattern: str) -> float:
        found = re.search(pattern, said)
        return float(found[1]) if found else 0.0

    times = dict(re.findall(r"\s(50|99)%\s+([\d.]+(?:us|ms|s|m))\s", said))
    return Measured(
        number(r"Requests/sec:\s+([\d.]+)"),
        _milliseconds(times.get("50", "0ms")),
        _milliseconds(times.get("99", "0ms")),
        int(number(r"Non-2xx or 3xx responses: (\d+)")),
        int(number(r"timeout (\d+)")),
    )


def _milliseconds(text: str) -> float:
    number, unit = re.fullmatch(r"([\d.]+)(us|ms|s|m)", text).groups()  # type: ignore[union-attr]
    return float(number) * {"us": 0.001, "ms": 1, "s": 1000, "m": 60_000}[unit]


def measure(title: str, dist: Path, queries: Sequence[Query], work: Path) -> None:
    """Measure all queries on all servers over one build, and print them."""
    started = time.monotonic()
    snapshot = publish(dist, dist.absolute().parent / f".{dist.name}-store")
    print(f"\n{title}: {snapshot.triples} triples, published in {time.monotonic() - started:.1f} s")
    triples = work / "default.nt"
    default_graph(dist / "all.nq", triples)
    with servers(snapshot, dist, triples, work / "log") as running:
        clock = Clock(time.monotonic() + WHOLE)
        print(
            f"  {'':17} {'':27}{'req/s':>9}{'p50 ms':>10}{'p99 ms':>10}{'to rdflib':>11}{'to oxigraph':>13}"
        )
        for query in queries:
            able = _able(running, query)
            for connections in CONNECTIONS:
                if clock.over:
                    print(f"  {query.name:14}{connections:>3} left out: {WHOLE:.0f} s are over")
                    continue
                found = {s.name: _one(s, query, connections, clock) for s in able}
                _show(query, connections, found)
                # Who needs so long for one would only be busy for minutes after sixteen have asked.
                able = [s for s in able if found[s.name].per_second * LONG > 1]
        _memory(clock)


def _able(running: Sequence[Server], query: Query) -> list[Server]:
    """Those that answer the query within a minute; they must all answer the same number of rows."""
    rows: dict[str, int] = {}
    for server in running:
        with _turn(server):
            began = time.monotonic()
            answer = server.ask(query.text, 60)
            if answer is None:
                waited = time.monotonic() - began
                print(f"  {query.name:14}    {server.name} gave no answer within {waited:.0f} s")
            else:
                rows[server.name] = len(json.loads(answer)["results"]["bindings"])
    if len(set(rows.values())) > 1:
        raise SystemExit(f"{query.name}: the servers do not answer the same: {rows} rows")
    return [server for server in running if server.name in rows]


@contextmanager
def _turn(server: Server) -> Iterator[None]:
    """Only this server runs."""
    server.resume()
    try:
        yield
        if not server.settle():
            print(f"  {server.name} still works on what nobody waits for", flush=True)
    finally:
        server.halt()


def _one(server: Server, query: Query, connections: int, clock: Clock) -> Measured:
    ended = threading.Event()

    def watch() -> None:
        while not ended.wait(0.1):
            held = server.memory()
            before = clock.most.setdefault(server.name, [0.0, 0.0])
            clock.most[server.name] = [max(before[0], held[0]), max(before[1], *held[1:], 0.0)]

    with _turn(server):
        server.ask(query.text, 60)
        if server.name not in clock.most:
            print(f"  {server.name} at rest: {_parts(server.memory())}")
        watcher = threading.Thread(target=watch)
        watcher.start()
        try:
            return drive(server, query, connections)
        finally:
            ended.set()
            watcher.join()


def _show(query: Query, connections: int, found: dict[str, Measured]) -> None:
    for name, one in found.items():
        ratios = "".join(
            f"{_ratio(one, found.get(peer)):>{width}}" if peer != name else " " * width
            for peer, width in (("rdflib-endpoint", 11), ("oxigraph", 13))
        )
        remarks = [f"{one.refused} refused"] * bool(one.refused) + [f"{one.late} too late"] * bool(one.late)
        times = f"{one.per_second:>9.1f}{one.p50:>10.1f}{one.p99:>10.1f}"
        print(f"  {query.name:14}{connections:>3} {name:27}{times}{ratios}  {', '.join(remarks)}", flush=True)


def _ratio(one: Measured, peer: Measured | None) -> str:
    if peer is None:
        return "–"
    return f"{one.per_second / peer.per_second:.2f}x" if peer.per_second else "none came"


def _parts(memory: Sequence[float]) -> str:
    workers = f", {' and '.join(f'{held:.0f}' for held in memory[1:])} MiB a worker" if memory[1:] else ""
    return f"{memory[0]:.0f} MiB{workers}"


def _memory(clock: Clock) -> None:
    for name, (server, worker) in clock.most.items():
        workers = f", {worker:.0f} MiB the largest worker" if worker else ""
        print(f"  {name} at most: {server:.0f} MiB{workers}")


def main() -> None:
    """Measure both data sets, or the one that is named."""
    if shutil.which("wrk") is None:
        print("\nEndpoint: wrk is not installed (apt-get install wrk), so nothing is measured.")
        return
    with tempfile.TemporaryDirectory(prefix="stafett-bench-") as name:
        work = Path(name)
        if "million" not in sys.argv:
            base = json.loads((ROOT / "dist" / "manifest.json").read_text())["base"]
            shutil.copytree(ROOT / "dist", work / "dist")
            measure("Endpoint, our full store", work / "dist", own_queries(base), work)
        if "own" not in sys.argv:
            synthetic(work / "quads.nq")
            dist = with_quads(work / "million", work / "quads.nq")
            measure("Endpoint, synthetic", dist, synthetic_queries(), work)


if __name__ == "__main__":
    main()
