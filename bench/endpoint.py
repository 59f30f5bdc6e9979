"""The endpoint, every protection on, against the Oxigraph server and rdflib-endpoint: same data, same run.

Two data sets: our full store, and a synthetic one of a million triples (made here, the same each time).
The Oxigraph server reads the very store our workers read; rdflib-endpoint holds the triples of the default
graph in memory, in its default store. Driven by wrk, from Debian; without it this says so and measures
nothing.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import quote
from urllib.request import urlopen

from bench.timing import ROOT
from stafett.store.snapshot import Snapshot, publish

_LOG: Final = Path(tempfile.gettempdir()) / f"stafett-bench-{os.getpid()}.log"
SECONDS: Final = int(os.environ.get("BENCH_SECONDS", "4"))
"""How long wrk drives each query; three times as long for the download."""
CONNECTIONS: Final = (1, 16)
JSON: Final = "application/sparql-results+json"
PORTS: Final = {"stafett": 8131, "oxigraph": 8132, "rdflib-endpoint": 8133}
BIN: Final = Path(sys.executable).parent
S: Final = "http://example.org/s/"


@dataclass(frozen=True)
class Measured:
    """What wrk found."""

    per_second: float
    p50: float
    p99: float
    failed: int


def synthetic(file: Path, results: int = 111_000) -> None:
    """Write about a million triples: results of learners in subjects, with grades, years and schools."""
    with file.open("w", encoding="utf-8") as out:

        def say(subject: str, predicate: str, value: str) -> None:
            out.write(f"<{S}{subject}> <{S}{predicate}> {value} <{S}graph> .\n")

        for n in range(400):
            say(f"school{n}", "county", f"<{S}county{n % 15}>")
            say(f"subject{n}", "label", f'"Fag {n}"@nb')
        for n in range(results):
            learner = n * 7919 % 10_000
            say(f"result{n}", "type", f"<{S}Result>")
            say(f"result{n}", "learner", f"<{S}learner{learner}>")
            say(f"result{n}", "subject", f"<{S}subject{n * 31 % 400}>")
            say(f"result{n}", "school", f"<{S}school{learner % 400}>")
            say(f"result{n}", "year", f'"{2015 + n % 10}"')
            say(f"result{n}", "grade", f'"{1 + n * 17 % 6}"')
            say(f"result{n}", "kind", f"<{S}kind{n % 3}>")
            say(f"result{n}", "number", f'"{n}"')
            say(f"result{n}", "term", f"<{S}term{n % 2}>")


def synthetic_queries() -> dict[str, str]:
    """Four queries over the synthetic data."""
    return {
        "point look-up": f"SELECT ?p ?o {{ <{S}result4711> ?p ?o }}",
        "five-way join": f"""SELECT ?r ?grade ?label ?county {{ ?r <{S}learner> <{S}learner42> ;
            <{S}grade> ?grade ; <{S}subject> ?s ; <{S}school> ?k . ?s <{S}label> ?label .
            ?k <{S}county> ?county }}""",
        "aggregate": f"""SELECT ?year (COUNT(?r) AS ?n) {{
            ?r <{S}subject> <{S}subject7> ; <{S}year> ?year }} GROUP BY ?year""",
        "100 000 rows": f"SELECT ?r ?grade {{ ?r <{S}grade> ?grade }} LIMIT 100000",
    }


def own_queries(base: str) -> dict[str, str]:
    """Four queries over our own store."""
    skos = "http://www.w3.org/2004/02/skos/core#"
    return {
        "point look-up": f"SELECT ?p ?o {{ <{base}/code/vigo-fullfortkode/B> ?p ?o }}",
        "five-way join": f"""SELECT ?area ?name ?stage ?programme {{ ?area <{base}/def/programme> ?p ;
            <{base}/def/stage> ?s ; <{skos}prefLabel> ?name . ?s <{skos}notation> ?stage .
            ?p <{skos}prefLabel> ?programme
            FILTER(lang(?name) = "nb" && lang(?programme) = "nb") }} LIMIT 50""",
        "aggregate": f"SELECT ?list (COUNT(?c) AS ?n) {{ ?c <{skos}inScheme> ?list }} GROUP BY ?list",
        "100 000 rows": "SELECT ?s ?p ?o { ?s ?p ?o } LIMIT 100000",
    }


def drive(url: str, query: str, connections: int, seconds: int) -> Measured:
    """Have wrk ask one query again and again."""
    address = f"{url}?query={quote(' '.join(query.split()))}"
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "60s", "--latency"]
    done = subprocess.run(
        [*command, "-H", f"Accept: {JSON}", address], capture_output=True, text=True, check=True
    )
    per_second = re.search(r"Requests/sec:\s+([\d.]+)", done.stdout)
    bad = re.search(r"Non-2xx or 3xx responses: (\d+)", done.stdout)
    times = dict(re.findall(r"\s(50|99)%\s+([\d.]+(?:us|ms|s|m))\s", done.stdout))
    return Measured(
        float(per_second[1]) if per_second else 0.0,
        _milliseconds(times.get("50", "0ms")),
        _milliseconds(times.get("99", "0ms")),
        int(bad[1]) if bad else 0,
    )


def _milliseconds(text: str) -> float:
    number, unit = re.fullmatch(r"([\d.]+)(us|ms|s|m)", text).groups()  # type: ignore[union-attr]
    return float(number) * {"us": 0.001, "ms": 1, "s": 1000, "m": 60_000}[unit]


@contextmanager
def servers(snapshot: Snapshot, dist: Path, triples: Path) -> Iterator[dict[str, subprocess.Popen[bytes]]]:
    """All three, over the same data; ended at the end."""
    port = {name: str(number) for name, number in PORTS.items()}
    commands = {
        "stafett": [str(BIN / "stafett"), "serve", "--dist", str(dist), "--port", port["stafett"]],
        "oxigraph": [
            *(str(BIN / "oxigraph"), "serve-read-only", "--location", str(snapshot.store)),
            *("--bind", f"127.0.0.1:{port['oxigraph']}"),
        ],
        "rdflib-endpoint": [
            *(str(BIN / "rdflib-endpoint"), "serve", "--host", "127.0.0.1"),
            *("--port", port["rdflib-endpoint"], str(triples)),
        ],
    }
    # One client asks everything here, so its share of query time must be large; the rest is as delivered.
    environment = {**os.environ, "STAFETT_BUDGET_SECONDS": "86400"}
    log = _LOG.open("wb")
    running = {
        name: subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        for name, command in commands.items()
    }
    try:
        for name in commands:
            _wait(name, running[name])
        yield running
    finally:
        for process in running.values():
            process.terminate()
        for process in running.values():
            process.wait()
        log.close()


def url_of(name: str) -> str:
    """Where a server answers queries."""
    path = {"stafett": "/sparql", "oxigraph": "/query", "rdflib-endpoint": "/"}[name]
    return f"http://127.0.0.1:{PORTS[name]}{path}"


def _wait(name: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(3000):
        try:
            with urlopen(f"{url_of(name)}?query={quote('ASK {}')}", timeout=5):
                return
        except OSError:
            if process.poll() is not None:
                break
            time.sleep(0.1)
    raise SystemExit(f"{name} did not start: {_LOG.read_text()[-2000:]}")


def with_quads(folder: Path, quads: Path) -> Path:
    """A copy of our build whose store holds other triples."""
    shutil.copytree(ROOT / "dist", folder)
    shutil.copyfile(quads, folder / "all.nq")
    manifest = json.loads((folder / "manifest.json").read_text())
    for entry in manifest["files"]:
        if entry["path"] == "all.nq":
            entry["sha256"] = hashlib.sha256(quads.read_bytes()).hexdigest()
    (folder / "manifest.json").write_text(json.dumps(manifest))
    return folder


def measure(title: str, dist: Path, queries: Mapping[str, str], work: Path) -> None:
    """Measure all queries on all servers over one build, and print them."""
    started = time.perf_counter()
    snapshot = publish(dist, dist.absolute().parent / f".{dist.name}-store")
    print(f"\n{title}: {snapshot.triples} triples, published in {time.perf_counter() - started:.1f} s")
    triples = work / "default.nt"
    cut = re.compile(rb" <[^<>\n]*> \.$", re.MULTILINE)
    triples.write_bytes(
        b"\n".join(dict.fromkeys(cut.sub(b" .", (dist / "all.nq").read_bytes()).split(b"\n")))
    )
    print(f"  {'':16}{'':4}{'':18}{'req/s':>9}{'p50 ms':>10}{'p99 ms':>10}{'ours/it':>9}  failed")
    with servers(snapshot, dist, triples) as running:
        for name, query in queries.items():
            seconds = SECONDS * 3 if name == "100 000 rows" else SECONDS
            for connections in CONNECTIONS:
                ours = 0.0
                for server in PORTS:
                    found = drive(url_of(server), query, connections, seconds)
                    ours = ours or found.per_second
                    ratio = ours / found.per_second if found.per_second else float("inf")
                    print(
                        f"  {name:16}{connections:>3} {server:18}{found.per_second:>9.1f}{found.p50:>10.1f}"
                        f"{found.p99:>10.1f}{ratio:>8.1f}x  {found.failed or ''}",
                        flush=True,
                    )
        _memory(running["stafett"].pid)


def _memory(pid: int) -> None:
    """Memory of our server, and of each worker: what a query in flight costs at rest."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    for who, one in (("server", str(pid)), *(("worker", child) for child in children)):
        rollup = Path(f"/proc/{one}/smaps_rollup").read_text()
        private = sum(int(kb) for kb in re.findall(r"Private_\w+:\s+(\d+) kB", rollup))
        print(f"  memory of a {who}: {private / 1024:.0f} MiB of its own")


def main() -> None:
    """Measure both data sets."""
    if shutil.which("wrk") is None:
        print("\nEndpoint: wrk is not installed (apt-get install wrk), so nothing is measured.")
        return
    with tempfile.TemporaryDirectory(prefix="stafett-bench-") as name:
        work = Path(name)
        base = json.loads((ROOT / "dist" / "manifest.json").read_text())["base"]
        shutil.copytree(ROOT / "dist", work / "dist")
        measure("Endpoint, our full store", work / "dist", own_queries(base), work)
        if "--quick" in sys.argv:
            return
        synthetic(work / "quads.nq")
        measure(
            "Endpoint, synthetic",
            with_quads(work / "million", work / "quads.nq"),
            synthetic_queries(),
            work,
        )


if __name__ == "__main__":
    main()
