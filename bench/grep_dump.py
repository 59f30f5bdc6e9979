"""The whole of Grep: a dump of full size through our loader and our store, against rdflib's JSON-LD parser.

    python -m bench.grep_dump                  # 2 000 items, a minute
    python -m bench.grep_dump --items 46000    # the real size

rdflib is timed on a stated share of the same files, in the same run, since the whole takes it too long.
Seconds are processor time, because the machine is shared; unzipping is in all but that comparison.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from operator import itemgetter
from pathlib import Path
from typing import Any, Final

import pyoxigraph as ox
import rdflib

from bench.grep_shape import SHARED, code_of, write_dump
from bench.timing import ROOT, best
from stafett.codes.sources.grep_dump import read_dump
from stafett.codes.sources.grep_normal import Normaliser
from stafett.codes.sources.snapshot import line

QUICK: Final = 2_000
SAMPLE: Final = 300
"""How many files rdflib is timed on; they have the mix of types of the whole."""
RUNS: Final = 3
"""Of so many runs, taken in turn, each side's fastest counts."""

_ERSTATTES: Final = "http://psi.udir.no/ontologi/kl06/erstattes-av"
_CHAIN: Final = f"""SELECT ?end (COUNT(?step) AS ?length) {{
  <{{start}}> <{_ERSTATTES}>* ?step . ?step <{_ERSTATTES}>+ ?end }} GROUP BY ?end"""


def load(dump: Path, out: Path) -> dict[str, Any]:
    """Our loader's work: every item of the dump read, made into a row and written; seconds and counts."""
    begin = time.process_time()
    normaliser, rows = Normaliser(), 0
    with out.open("w", encoding="utf-8") as stream:
        for name, body in read_dump(dump):
            stream.write(line(normaliser.item(json.loads(body), name)) + "\n")
            rows += 1
    return {"seconds": time.process_time() - begin, "rows": rows}


def to_triples(bodies: Iterable[bytes], out: Path) -> dict[str, Any]:
    """JSON-LD files parsed and written as N-Triples; seconds and counts."""
    begin = time.process_time()
    triples = 0
    with out.open("wb") as stream:
        for body in bodies:
            quads = ox.parse(body, format=ox.RdfFormat.JSON_LD, rename_blank_nodes=True)
            # All is in the default graph, where N-Quads are N-Triples.
            lines = ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""
            stream.write(lines)
            triples += lines.count(b"\n")
    return {"seconds": time.process_time() - begin, "triples": triples}


def rdflib_to_triples(bodies: Iterable[bytes], out: Path) -> dict[str, Any]:
    """The same with rdflib."""
    begin = time.process_time()
    triples = 0
    with out.open("wb") as stream:
        for body in bodies:
            graph = rdflib.Graph().parse(data=body, format="json-ld")
            stream.write(graph.serialize(format="nt", encoding="utf-8"))
            triples += len(graph)
    return {"seconds": time.process_time() - begin, "triples": triples}


def ask(triples: Path, start: str) -> dict[str, Any]:
    """A store of the whole: seconds until it answers, and of one question through a chain of replacements."""
    begin = time.process_time()
    store = ox.Store()
    store.bulk_load(path=triples, format=ox.RdfFormat.N_TRIPLES)
    query = _CHAIN.replace("{start}", start)
    lengths = sorted(int(row["length"].value) for row in store.query(query))  # type: ignore[union-attr]
    ready = time.process_time() - begin
    return {
        "ready": ready,
        "size": len(store),
        "lengths": lengths,
        "question": best(lambda: list(store.query(query)), 5),  # type: ignore[arg-type]
    }


def _child(part: str, dump: Path, work: Path) -> dict[str, Any]:
    """Do one part in a process of its own, so that its peak memory is its own."""
    command = [
        sys.executable,
        "-m",
        "bench.grep_dump",
        "--part",
        part,
        "--dump",
        str(dump),
        "--work",
        str(work),
    ]
    done = subprocess.run(command, check=True, capture_output=True, cwd=ROOT, text=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _part(name: str, dump: Path, work: Path) -> dict[str, Any]:
    triples = work / "dump.nt"
    if name == "load":
        found = load(dump, work / "rows.jsonl")
    elif name == "triples":
        found = to_triples((body for _, body in read_dump(dump)), triples)
    else:
        found = ask(triples, f"http://psi.udir.no/kl06/{code_of('fagkode', 0)}")
    return found | {"megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def main(items: int = QUICK) -> None:
    """Make the dump, time each part and print it; without the real answers, say so."""
    if not SHARED.is_dir():
        print(f"\nGrep's dump: skipped, because the real answers are not in {SHARED}")
        return
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        dump = work / "dump.zip"
        count = write_dump(dump, items)
        sample = write_dump(work / "sample.zip", min(SAMPLE, items))
        bodies = [body for _, body in read_dump(work / "sample.zip")]
        runs = [
            (rdflib_to_triples(bodies, work / "theirs.nt"), to_triples(bodies, work / "ours.nt"))
            for _ in range(RUNS)
        ]
        theirs, same = (min(side, key=itemgetter("seconds")) for side in zip(*runs, strict=True))
        if same["triples"] != theirs["triples"]:
            raise SystemExit(f"{same['triples']} triples here, {theirs['triples']} in rdflib")
        parts = {name: _child(name, dump, work) for name in ("load", "triples", "ask")}
    _show(count, sample, theirs, same, parts)


def _show(
    count: int, sample: int, theirs: dict[str, Any], same: dict[str, Any], parts: dict[str, dict[str, Any]]
) -> None:
    loaded, triples, asked = parts["load"], parts["triples"], parts["ask"]
    print(f"\nA dump of Grep's shape: {count} items, {triples['triples']} triples")
    ratio = theirs["seconds"] / same["seconds"]
    print(
        f"  JSON-LD to N-Triples, the same {sample} files ({theirs['triples']} triples): "
        f"{same['seconds']:.2f} s, rdflib {theirs['seconds']:.2f} s, {ratio:.1f}x"
    )
    print(
        f"  all files, unzipped: {triples['seconds']:.1f} s, peak {triples['megabytes']:.0f} MB "
        f"(rdflib at its pace: {theirs['seconds'] / sample * count:.0f} s)"
    )
    print(f"  into snapshot rows: {loaded['seconds']:.1f} s, peak {loaded['megabytes']:.0f} MB")
    print(
        f"  store of {asked['size']} triples ready with a first answer: {asked['ready']:.1f} s, "
        f"peak {asked['megabytes']:.0f} MB"
    )
    print(f"  a chain of replacements {asked['lengths']} in {asked['question'] * 1000:.1f} ms")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=QUICK)
    parser.add_argument("--part", choices=("load", "triples", "ask"))
    parser.add_argument("--dump", type=Path)
    parser.add_argument("--work", type=Path)
    given = parser.parse_args()
    if given.part:
        print(json.dumps(_part(given.part, given.dump, given.work)))
    else:
        main(given.items)
