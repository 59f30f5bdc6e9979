"""A long siege: good and hostile queries mixed, and memory watched. `make soak` runs it."""

from __future__ import annotations

import random
import sys
import tempfile
import threading
import time
from pathlib import Path

import httpx

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from endpoint_fixtures import Server, start
from hostile import corpus
from web_fixtures import write_dist

GOOD = [
    "ASK { ?s ?p ?o }",
    "SELECT * { ?s ?p ?o } LIMIT 100",
    "DESCRIBE <http://psi.udir.no/kl06/HSHEA2---->",
]


def besiege(server: Server, seconds: float) -> tuple[list[int], int]:
    """Send a mixture for so long; return the server's memory once a second, and how many were sent."""
    until = time.monotonic() + seconds
    sent = [0]

    def one(seed: int) -> None:
        chance = random.Random(seed)
        hostile = [h.query for h in corpus.ALL if h not in corpus.COSTLY]
        costly = [h.query for h in corpus.COSTLY]
        while time.monotonic() < until:
            kind = chance.random()
            query = chance.choice(GOOD if kind < 0.8 else hostile if kind < 0.98 else costly)
            patience = 0.05 if chance.random() < 0.05 else 120
            try:
                httpx.post(server.sparql, data={"query": query}, timeout=patience)
            except httpx.HTTPError:
                continue  # we left, or were cut off: both are part of it
            finally:
                sent[0] += 1

    threads = [threading.Thread(target=one, args=(seed,)) for seed in range(4)]
    for thread in threads:
        thread.start()
    memory: list[int] = []
    while time.monotonic() < until:
        time.sleep(1)
        memory.append(server.memory())
    for thread in threads:
        thread.join()
    return memory, sent[0]


def growth(memory: list[int]) -> float:
    """MiB by which the mean of the last quarter is above that of the second: start-up is left out."""
    quarter = max(1, len(memory) // 4)
    early, late = memory[quarter : 2 * quarter] or memory, memory[-quarter:]
    return (sum(late) / len(late) - sum(early) / len(early)) / 1024 / 1024


def main() -> None:
    """Besiege a server for the seconds given, and fail if it has grown."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 3600
    with tempfile.TemporaryDirectory() as name:
        dist = Path(name) / "dist"
        dist.mkdir()
        server = start(write_dist(dist), Path(name) / "log")
        try:
            memory, sent = besiege(server, seconds)
            workers = len(server.workers())
        finally:
            server.stop()
    print(  # noqa: T201
        f"{sent} queries in {seconds:.0f} s; memory {memory[0] >> 20} MiB at first, {memory[-1] >> 20} at "
        f"last, grown by {growth(memory):.1f} MiB after the first quarter; {workers} workers"
    )
    if growth(memory) > 16 or workers > 2:
        raise SystemExit("The server has grown.")


if __name__ == "__main__":
    main()
