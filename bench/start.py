"""From `stafett serve` to the first SPARQL answer and the first page, against the smallest of its kind."""

from __future__ import annotations

import http.client
import socket
import statistics
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import quote

from bench.timing import ROOT

ROUNDS = 5
QUERY = "ASK { ?s a <http://www.w3.org/2004/02/skos/core#ConceptScheme> }"
ASK = (
    f"/sparql?query={quote(QUERY)}",
    {"Accept": "application/sparql-results+json, application/json;q=0.5"},
)
PAGE = ("/codes?lang=nb", {"Accept": "text/html"})
"""What is asked for: an address, and the headers."""
SMALLEST = """
import sys, uvicorn
from fastapi import FastAPI
app = FastAPI()
@app.get("/sparql")
async def answer() -> str:
    return "yes"
uvicorn.run(app, port=int(sys.argv[1]), log_level="error")
"""
"""The peer: the same framework and server, one route and no data."""


def main() -> None:
    """Start both in turn, ask until they answer, and print our time over that of the peer."""
    ours = [str(Path(sys.executable).parent / "stafett"), "serve", "--port"]
    peer = [sys.executable, "-c", SMALLEST]
    subprocess.run([*ours[:1], "publish"], cwd=ROOT, check=True, capture_output=True)
    times = [(_start(ours, ASK), _start(ours, PAGE), _start(peer, ASK)) for _ in range(ROUNDS)]
    print("\nStart, against a FastAPI application with one route and no data:")
    for place, what in enumerate(("first SPARQL answer", "first page")):
        ratios = [round_[place] / round_[2] for round_ in times]
        best = min(round_[place] for round_ in times)
        print(
            f"  `stafett serve` to the {what}: {statistics.median(ratios):.1f} times as long "
            f"(best of each: {best / min(round_[2] for round_ in times):.1f}; ours at best {best:.2f} s)"
        )


def _start(command: list[str], asked: tuple[str, dict[str, str]]) -> float:
    """Seconds from the start of a server to its first answer to what is asked."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    begin = time.perf_counter()
    server = subprocess.Popen(
        [*command, str(port)], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        return _wait(port, begin, asked)
    finally:
        server.terminate()
        server.wait(10)


def _wait(port: int, begin: float, asked: tuple[str, dict[str, str]]) -> float:
    while time.perf_counter() - begin < 60:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        try:
            connection.request("GET", asked[0], headers=asked[1])
            if connection.getresponse().status == 200:
                return time.perf_counter() - begin
        except OSError:
            time.sleep(0.01)
        finally:
            connection.close()
    raise TimeoutError("the server did not answer within 60 seconds")


if __name__ == "__main__":
    main()
