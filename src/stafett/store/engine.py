"""Running SPARQL queries: the one door to a store.

Text and wanted formats go in; a media type and chunks of bytes come out. Nothing of the engine's own
objects passes, so that a pool of worker processes (`pool`), a store in this process (`embedded`) or a
remote endpoint can stand behind it. There is no update in it, and never will be.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal, Protocol

import pyoxigraph as ox

from stafett.limits import Limits
from stafett.store.errors import NotAcceptableError

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

HOLD_BACK: Final = 65_536
"""Bytes an engine gathers before it hands an answer over, unless the answer ends before. What goes wrong,
or is cut, within them can still be told by the status and the headers."""

Cut = Literal["rows", "bytes"]
"""Why an answer is not whole."""


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
        max_rows: fewer rows than the limit, where the caller has no use for more; None for the limit.
        base: what relative IRIs in the text start from, where it has no BASE of its own: the base that the
            service defines (SPARQL Protocol, section 2.3). None: they are errors.
        client: who asks, for a fair queue; means nothing else, so that the same question is the same request
            whoever asks it.
    """

    text: str
    solutions: str | None = "application/sparql-results+json"
    graph: str | None = "text/turtle"
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    max_rows: int | None = None
    base: str | None = None
    client: str = field(default="", compare=False)


class Answer(Protocol):
    """An answer on its way: iterate over it for its bytes, and close it in any case.

    The chunks make up one whole, well-formed document even where it was cut at a limit; `cut` then says
    why. Whoever sends it on must tell that it was cut, or break off: never let it pass for whole.
    """

    @property
    def media_type(self) -> str:
        """A key of SOLUTION_FORMATS or GRAPH_FORMATS."""
        ...

    @property
    def cut(self) -> Cut | None:
        """Why the answer is not whole. Final once iteration has ended; before that, once it is known."""
        ...

    @property
    def rows(self) -> int | None:
        """Rows or triples in the answer. Known once iteration has ended; None for ASK."""
        ...

    @property
    def seconds(self) -> float:
        """Time the query has taken so far; final once the engine is done with it."""
        ...

    @property
    def body(self) -> bytes | None:
        """All of its bytes, where all are in memory now; None where it must be iterated over."""
        ...

    def __aiter__(self) -> AsyncIterator[bytes]:
        """Yield the bytes.

        Raises:
            QueryError: the query failed after its first bytes had been handed over.
        """
        ...

    async def aclose(self) -> None:
        """Give back what the answer holds; a query that still runs is stopped. May be called twice."""
        ...


@dataclass(frozen=True)
class EngineState:
    """How an engine is doing, for /health, metrics and logs.

    Attributes:
        kind: "pool", "embedded" or "remote".
        ready: it can answer now.
        snapshot: which data it serves; None where that has no name.
        isolation: the protections that are in force around each query, by name.
        workers: how many queries can run at once.
        running: how many do.
        waiting: how many wait for their turn.
        restarts: workers replaced since the start, because a query was stopped or crashed.
        remembered: answers given from memory since the start.
    """

    kind: str
    ready: bool
    snapshot: str | None = None
    isolation: tuple[str, ...] = ()
    workers: int = 1
    running: int = 0
    waiting: int = 0
    restarts: int = 0
    remembered: int = 0


class QueryEngine(Protocol):
    """Anything that answers SPARQL queries over the built graph."""

    @property
    def limits(self) -> Limits:
        """The limits it keeps."""
        ...

    async def start(self) -> None:
        """Make ready to answer.

        Raises:
            DistError: there is no usable store.
        """
        ...

    async def aclose(self) -> None:
        """Let queries in flight end, then give everything back."""
        ...

    async def answer(self, request: QueryRequest) -> Answer:
        """Answer one query: returns when HOLD_BACK bytes or the whole answer are there.

        Raises:
            QueryError: one of stafett.store.errors; nothing has been answered yet.
        """
        ...

    def size(self) -> int:
        """Number of distinct triples in the default graph."""
        ...

    def state(self) -> EngineState:
        """How it is doing."""
        ...


@dataclass(frozen=True)
class QueryResult:
    """A whole answer in memory, for callers that need all of it."""

    media_type: str
    body: bytes
    cut: Cut | None = None
    seconds: float = 0.0
    rows: int | None = None


async def collect(engine: QueryEngine, request: QueryRequest) -> QueryResult:
    """Answer one query and wait for all of it.

    Raises:
        QueryError: one of stafett.store.errors.
    """
    answer = await engine.answer(request)
    try:
        body = b"".join([chunk async for chunk in answer])
    finally:
        await answer.aclose()
    return QueryResult(answer.media_type, body, answer.cut, answer.seconds, answer.rows)


def unwanted(*, graph: bool) -> NotAcceptableError:
    """The refusal of a query whose answer, a graph or a table, is nothing that the client accepts."""
    if graph:
        text, formats = "This query answers with a graph: %(formats)s.", ", ".join(GRAPH_FORMATS)
    else:
        text, formats = "This query answers with a table: %(formats)s.", ", ".join(SOLUTION_FORMATS)
    return NotAcceptableError(text, {"formats": formats})
