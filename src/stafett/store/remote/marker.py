"""What a remote store holds of ours: a small graph that says which build, and which graphs it has.

`stafett load` writes it in the same update that puts the graphs in place; the endpoint reads it to know the
default graph, the named graphs, and whether it serves what the pages were built from. The default graph has
a name of its own for each build, so that a switch of builds is a switch of this one graph.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

MARKER: Final = "urn:stafett:marker"
"""Name of the graph."""

STAGING: Final = "urn:stafett:staging:"
"""Start of the names of graphs that are being loaded."""

_THIS: Final = ox.NamedNode(MARKER)
_V: Final = "urn:stafett:vocabulary:"
_SNAPSHOT, _DEFAULT, _TRIPLES, _SHA = (
    ox.NamedNode(_V + name) for name in ("snapshot", "defaultGraph", "triples", "sha256")
)

QUERY: Final = f"SELECT ?s ?p ?o {{ GRAPH <{MARKER}> {{ ?s ?p ?o }} }}"
"""Reads the marker."""


def snapshot_name(sha256: str) -> str:
    """What a build is called in a store, from the hash of its all.nq."""
    return sha256[:16]


@dataclass(frozen=True)
class Marker:
    """What the store holds.

    Attributes:
        snapshot: short name of the build.
        default_graph: name of the graph that is the merge of all.
        triples: number of triples in it.
        graphs: SHA-256 of the content of each named graph, by name.
    """

    snapshot: str
    default_graph: str
    triples: int
    graphs: Mapping[str, str]

    def write(self) -> str:
        """The marker as N-Triples."""
        triples = [
            ox.Triple(_THIS, _SNAPSHOT, ox.Literal(self.snapshot)),
            ox.Triple(_THIS, _DEFAULT, ox.NamedNode(self.default_graph)),
            ox.Triple(_THIS, _TRIPLES, ox.Literal(str(self.triples))),
            *(ox.Triple(ox.NamedNode(g), _SHA, ox.Literal(sha)) for g, sha in sorted(self.graphs.items())),
        ]
        return "".join(f"{triple} .\n" for triple in triples)


def read_marker(rows: Iterable[tuple[str, ...]]) -> Marker | None:
    """Read the marker from rows of subject, predicate and object; None if it is missing or broken."""
    found = list(rows)
    own = {p: o for s, p, o in found if s == MARKER}
    graphs = {s: o for s, p, o in found if p == _SHA.value}
    try:
        return Marker(own[_SNAPSHOT.value], own[_DEFAULT.value], int(own[_TRIPLES.value]), graphs)
    except (KeyError, ValueError):
        return None
