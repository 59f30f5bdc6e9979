"""From `stafett serve` to the first answered SPARQL query, against the smallest application of its kind."""

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
    times = [(_start(ours), _start(peer)) for _ in range(ROUNDS)]
    print(
        f"\nStart: `stafett serve` to the first SPARQL answer takes "
        f"{statistics.median(a / b for a, b in times):.1f} times as long as a FastAPI application with one "
        f"route and no data (best of each: {min(a for a, _ in times) / min(b for _, b in times):.1f})"
    )


def _start(command: list[str]) -> float:
    """Seconds from the start of a server to its first answer."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    begin = time.perf_counter()
    server = subprocess.Popen(
        [*command, str(port)], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        return _wait(port, begin)
    finally:
        server.terminate()
        server.wait(10)


def _wait(port: int, begin: float) -> float:
    while time.perf_counter() - begin < 60:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            headers = {"Accept": "application/sparql-results+json, application/json;q=0.5"}
            connection.request("GET", f"/sparql?query={quote(QUERY)}", headers=headers)
            if connection.getresponse().status == 200:
                return time.perf_counter() - begin
        except OSError:
            time.sleep(0.01)
        finally:
            connection.close()
    raise TimeoutError("the server did not answer within 60 seconds")


if __name__ == "__main__":
    main()
