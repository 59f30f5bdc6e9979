"""From `stafett serve` to the first answered SPARQL query."""

from __future__ import annotations

import http.client
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import quote

from bench.timing import ROOT

QUERY = "ASK { ?s a <http://www.w3.org/2004/02/skos/core#ConceptScheme> }"


def main() -> None:
    """Start the server, ask until it answers, and print how long that took."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    begin = time.perf_counter()
    arguments = [str(Path(sys.executable).parent / "stafett"), "serve", "--port", str(port)]
    server = subprocess.Popen(arguments, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        answered = _wait(port, begin)
    finally:
        server.terminate()
        server.wait(10)
    print(f"\nStart: `stafett serve` to the first SPARQL answer {answered * 1000:.0f} ms")


def _wait(port: int, begin: float) -> float:
    while time.perf_counter() - begin < 30:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            headers = {"Accept": "application/sparql-results+json"}
            connection.request("GET", f"/sparql?query={quote(QUERY)}", headers=headers)
            if connection.getresponse().status == 200:
                return time.perf_counter() - begin
        except OSError:
            time.sleep(0.01)
        finally:
            connection.close()
    raise TimeoutError("the server did not answer within 30 seconds")
