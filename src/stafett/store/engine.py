"""Running SPARQL queries.

`QueryEngine` is the one door to a store: text and wanted formats in, media type and bytes out. Nothing
of the engine's own objects passes it, so that a pool of worker processes or a remote endpoint can stand
behind it. There is no update in it, and never will be.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

import pyoxigraph as ox

from stafett.errors import DistError
from stafett.store import guard

SOLUTION_FORMATS: Final[Mapping[str, ox.QueryResultsFormat]] = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "text/csv": ox.QueryResultsFormat.CSV,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}
"""Media types of SELECT and ASK answers, the default first."""

GRAPH_FORMATS: Final[Mapping[str, ox.RdfFormat]] = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
}
"""Media types of CONSTRUCT and DESCRIBE answers, the default first."""


class QuerySyntaxError(ValueError):
    """The text is not a SPARQL 1.1 query; the message is the parser's, with line and column."""


class NotAcceptableError(ValueError):
    """The answer exists, but not in a format the client accepts."""


@dataclass(frozen=True)
class QueryRequest:
    """A query and how the client wants its answer.

    Attributes:
        text: SPARQL 1.1 query.
        solutions: media type for SELECT and ASK, a key of SOLUTION_FORMATS, or None where the client
            accepts none of them.
        graph: media type for CONSTRUCT and DESCRIBE, a key of GRAPH_FORMATS, or None.
        default_graphs: `default-graph-uri` of the SPARQL Protocol (section 2.1.4); these override FROM.
        named_graphs: `named-graph-uri`, likewise.
    """

    text: str
    solutions: str | None = "application/sparql-results+json"
    graph: str | None = "text/turtle"
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


@dataclass(frozen=True)
class QueryResult:
    """The answer: its media type and its bytes."""

    media_type: str
    body: bytes


class QueryEngine(Protocol):
    """Anything that answers SPARQL queries over the built graph."""

    def run(self, request: QueryRequest) -> QueryResult:
        """Answer one query.

        Raises:
            QuerySyntaxError: the text is not SPARQL.
            guard.QueryRefusedError: it is, but breaks a rule of this endpoint.
            NotAcceptableError: no format in common with the client.
        """
        ...

    def size(self) -> int:
        """Number of distinct triples in the store."""
        ...


class EmbeddedEngine:
    """A pyoxigraph store in memory, filled once from N-Quads and only read after that."""

    def __init__(self, store: ox.Store, prefixes: Mapping[str, str] | None = None) -> None:
        self._store = store
        self._prefixes = dict(prefixes or {})

    @classmethod
    def load(cls, file: Path, prefixes: Mapping[str, str] | None = None) -> EmbeddedEngine:
        """Load an N-Quads file.

        Raises:
            DistError: the file is missing or is not N-Quads.
        """
        if not file.is_file():
            raise DistError(f"There is no {file}", hint="Run `stafett build` (or `make build`) first.")
        store = ox.Store()
        try:
            store.bulk_load(path=str(file), format=ox.RdfFormat.N_QUADS)
            # The default graph is the merge of all named ones. The engine's own union option would answer
            # a triple that stands in two graphs twice.
            store.bulk_extend(ox.Quad(q.subject, q.predicate, q.object) for q in store)
        except (SyntaxError, ValueError) as fault:
            raise DistError(f"{file} cannot be loaded: {fault}", hint="Run `stafett build` again.") from fault
        return cls(store, prefixes)

    def size(self) -> int:
        """Number of distinct triples in the store."""
        return sum(1 for _ in self._store.quads_for_pattern(None, None, None, ox.DefaultGraph()))

    def run(self, request: QueryRequest) -> QueryResult:
        """Answer one query; see QueryEngine.run."""
        guard.check(request.text)
        default_graphs, named_graphs = _graphs(request.default_graphs), _graphs(request.named_graphs)
        named = bool(request.default_graphs or request.named_graphs)
        try:
            found = self._store.query(
                request.text,
                prefixes=self._prefixes,
                # Naming only named graphs must leave the default graph empty, hence the empty list.
                default_graph=list(default_graphs) if named else None,
                named_graphs=list(named_graphs) if named else None,
            )
        except SyntaxError as fault:
            raise QuerySyntaxError(str(fault)) from fault
        if isinstance(found, ox.QueryTriples):
            return self._graph(found, request.graph)
        return _solutions(found, request.solutions)

    def _graph(self, found: ox.QueryTriples, media_type: str | None) -> QueryResult:
        if media_type is None:
            raise NotAcceptableError(f"This query answers with a graph: {', '.join(GRAPH_FORMATS)}.")
        # A CONSTRUCT may say the same triple twice; a graph holds it once.
        body = ox.serialize(_distinct(found), format=GRAPH_FORMATS[media_type], prefixes=self._prefixes)
        return QueryResult(media_type, body or b"")


def _graphs(names: tuple[str, ...]) -> list[ox.NamedNode]:
    try:
        return [ox.NamedNode(name) for name in names]
    except ValueError as fault:
        raise QuerySyntaxError(f"A graph must be named by an IRI: {fault}") from None


def _distinct(triples: ox.QueryTriples) -> Iterator[ox.Triple]:
    seen: set[ox.Triple] = set()
    for triple in triples:
        if triple not in seen:
            seen.add(triple)
            yield triple


def _solutions(found: ox.QuerySolutions | ox.QueryBoolean, media_type: str | None) -> QueryResult:
    if media_type is None:
        raise NotAcceptableError(f"This query answers with a table: {', '.join(SOLUTION_FORMATS)}.")
    body = found.serialize(format=SOLUTION_FORMATS[media_type])
    return QueryResult(media_type, body or b"")
