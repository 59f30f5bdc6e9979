"""Putting a build into a remote store: only what changed, beside what is served, and then in its place.

Each named graph has the SHA-256 of its content in the marker, so an unchanged graph is not sent again. What
has changed goes to staging graphs (Graph Store Protocol), and one update moves them all into place, the
marker among them. A graph that the store has not had goes to its place at once: nobody is shown a graph that
the marker does not name, and moving is copying for some engines. On an engine whose updates are transactions
no query sees half of a build; on others the gap is the time of that one update. The default graph of a build
has a name of its own, and that of the build before stays until the next load, so that an endpoint that has
not looked again yet still finds it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from stafett.errors import DistError, StafettError
from stafett.store.remote.address import StoreAddress
from stafett.store.remote.client import StoreClient
from stafett.store.remote.marker import MARKER, QUERY, STAGING, Marker, read_marker, snapshot_name

DEFAULT: Final = "urn:stafett:default:"
"""Start of the names of default graphs."""
PIECE: Final = 8 * 1024 * 1024
"""Bytes sent at a time."""

Told = Callable[[str, int, int], None]
"""Called with the name of a graph, its place and the number of graphs to send."""


class Build:
    """What is to be loaded: the triples of each named graph, as N-Triples, and their merge."""

    def __init__(self, snapshot: str, graphs: Mapping[str, bytes], merged: bytes, triples: int) -> None:
        shas = {name: hashlib.sha256(body).hexdigest() for name, body in sorted(graphs.items())}
        self.marker: Final = Marker(snapshot, DEFAULT + snapshot, triples, shas)
        self.graphs: Final = dict(graphs)
        self.merged: Final = merged

    @property
    def folder(self) -> str:
        """The start of the names of all graphs, where it ends in `/graph/`; empty where they have none alike.

        All of it is ours, so it must be no more than a folder for graphs: a host would be that of others too.
        """
        starts = {name.partition("/graph/")[0] if "/graph/" in name else "" for name in self.graphs}
        return f"{starts.pop()}/graph/" if len(starts) == 1 and "" not in starts else ""

    @classmethod
    def read(cls, file: Path) -> Build:
        """Read N-Quads; the build is named after their hash, as it stands in manifest.json.

        Raises:
            DistError: the file is missing or is not N-Quads.
        """
        if not file.is_file():
            raise DistError(f"There is no {file}", hint="Run `stafett build` first.")
        lines: dict[str, dict[str, None]] = {}
        try:
            for quad in ox.parse(path=str(file), format=ox.RdfFormat.N_QUADS):
                graph = quad.graph_name
                name = graph.value if isinstance(graph, ox.NamedNode) else ""
                lines.setdefault(name, {})[f"{quad.triple} .\n"] = None
        except (SyntaxError, ValueError) as fault:
            raise DistError(f"{file} is not N-Quads: {fault}", hint="Run `stafett build` again.") from fault
        merged = dict.fromkeys(line for graph in lines.values() for line in graph)
        graphs = {name: "".join(graph).encode() for name, graph in lines.items() if name}
        snapshot = snapshot_name(hashlib.sha256(file.read_bytes()).hexdigest())
        return cls(snapshot, graphs, "".join(merged).encode(), len(merged))


@dataclass(frozen=True)
class Loaded:
    """What a load did: the build, the graphs it sent, and those it took away."""

    marker: Marker
    sent: tuple[str, ...]
    removed: tuple[str, ...]


def load(build: Build, address: StoreAddress, told: Told = lambda *_: None) -> Loaded:
    """Load a build.

    Args:
        build: what to load.
        address: the store; its update and graph store addresses are needed.
        told: hears about progress.

    Raises:
        StafettError: the store refused something, or does not hold afterwards what it should. What was
            served before is served still.
    """
    with StoreClient(address) as store:
        before = read_marker(store.select(QUERY))
        held = before.graphs if before else {}
        keep = {build.marker.default_graph, before.default_graph if before else ""}
        _sweep(store, build.folder, keep | set(held))
        changed = [name for name, sha in build.marker.graphs.items() if held.get(name) != sha]
        staged = [name for name in changed if name in held]
        removed = tuple(sorted(set(held) - set(build.marker.graphs)))
        new_default = before is None or before.default_graph != build.marker.default_graph
        number = len(changed) + new_default
        for place, name in enumerate(changed, 1):
            told(name, place, number)
            _send(store, STAGING + name if name in held else name, build.graphs[name])
        if new_default:
            told("the default graph", number, number)
            _send(store, build.marker.default_graph, build.merged)
        _send(store, STAGING + MARKER, build.marker.write().encode())
        _check(store, build)
        store.update(_switch(staged, removed))
        return Loaded(build.marker, tuple(changed), removed)


def _sweep(store: StoreClient, folder: str, keep: set[str]) -> None:
    """Take away what an interrupted load left, and default graphs nobody reads any more."""
    ours = " || ".join(f'STRSTARTS(STR(?g), "{start}")' for start in filter(None, (STAGING, DEFAULT, folder)))
    query = f"SELECT DISTINCT ?g WHERE {{ GRAPH ?g {{ ?s ?p ?o }} FILTER({ours}) }}"
    for name in sorted({row[0] for row in store.select(query)} - keep):
        store.update(f"DROP SILENT GRAPH <{name}>")


def _send(store: StoreClient, name: str, body: bytes) -> None:
    """Send one graph. The first piece replaces what is there, so that trying again changes nothing."""
    for place, piece in enumerate(_pieces(body)):
        store.send(name, piece, replace=place == 0)


def _pieces(body: bytes) -> Iterator[bytes]:
    """Cut N-Triples between lines; lines with blank nodes stay together, since each piece has its own."""
    if len(body) <= PIECE:
        yield body
        return
    with_blanks: list[bytes] = []
    plain: list[bytes] = []
    for line in body.splitlines(keepends=True):
        (with_blanks if line.startswith(b"_:") or b"> _:" in line else plain).append(line)
    gathered, size = with_blanks, sum(map(len, with_blanks))
    for line in plain:
        if size + len(line) > PIECE and gathered:
            yield b"".join(gathered)
            gathered, size = [], 0
        gathered.append(line)
        size += len(line)
    if gathered:
        yield b"".join(gathered)


def _check(store: StoreClient, build: Build) -> None:
    """See that the store took everything, before anything is switched."""
    name = build.marker.default_graph
    rows = list(store.select(f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH <{name}> {{ ?s ?p ?o }} }}"))
    found = int(rows[0][0]) if rows else 0
    if found != build.marker.triples:
        raise StafettError(
            f"The store took {found} of {build.marker.triples} triples; what it served before is unchanged",
            hint="Look in the store's log, and run `stafett load` again.",
        )


def _switch(staged: Iterable[str], removed: Iterable[str]) -> str:
    """The update that puts everything in place."""
    steps = [f"MOVE SILENT <{STAGING}{name}> TO <{name}>" for name in staged]
    steps += [f"DROP SILENT GRAPH <{name}>" for name in removed]
    steps.append(f"MOVE SILENT <{STAGING}{MARKER}> TO <{MARKER}>")
    return " ;\n".join(steps)
