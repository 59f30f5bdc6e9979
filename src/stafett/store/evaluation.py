"""Evaluating one query on an open store, in one thread from beginning to end.

pyoxigraph's results may not move between threads: one that is looked at, or only let go of, in another
thread ends the whole process. So nothing of them leaves this module, not even inside an exception.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import IO, cast

import pyoxigraph as ox

from stafett.limits import Limits
from stafett.store import guard
from stafett.store.cut import ROW_FORMS, CuttingWriter, EnoughError, Sink
from stafett.store.engine import GRAPH_FORMATS, SOLUTION_FORMATS, Cut, QueryRequest, unwanted
from stafett.store.errors import QueryError, QuerySyntaxError
from stafett.store.syntax import explain


@dataclass(frozen=True)
class Evaluated:
    """How an answer ended: why it was cut, if it was, and how many rows or triples it has (None: ASK)."""

    cut: Cut | None
    rows: int | None


def evaluate(
    store: ox.Store,
    prefixes: Mapping[str, str],
    request: QueryRequest,
    limits: Limits,
    begin: Callable[[str], object],
    sink: Sink,
) -> Evaluated:
    """Run a query and write its answer.

    Args:
        store: an open store.
        prefixes: known without being declared.
        request: the query.
        limits: rows and bytes are kept here; time and memory by whoever runs the process.
        begin: called once with the media type, before the first bytes.
        sink: called with bytes.

    Raises:
        QueryError: syntax, refusal or no acceptable format; raised before `begin` is called.
    """
    fault: QueryError
    try:
        guard.check(request.text, limits)
        return _evaluate(store, prefixes, request, limits, begin, sink)
    except SyntaxError as wrong:
        fault = explain(request.text, str(wrong), prefixes)
    except QueryError as wrong:
        # Its traceback holds on to the results.
        fault = wrong.with_traceback(None)
    raise fault


def _evaluate(
    store: ox.Store,
    prefixes: Mapping[str, str],
    request: QueryRequest,
    limits: Limits,
    begin: Callable[[str], object],
    sink: Sink,
) -> Evaluated:
    named = bool(request.default_graphs or request.named_graphs)
    found = store.query(
        request.text,
        base_iri=request.base,
        prefixes=_mentioned(prefixes, request.text),
        # Naming only named graphs must leave the default graph empty, hence the empty list.
        default_graph=[*_graphs(request.default_graphs)] if named else None,
        named_graphs=[*_graphs(request.named_graphs)] if named else None,
    )
    rows = min(limits.rows, request.max_rows or limits.rows)
    if isinstance(found, ox.QueryTriples):
        if request.graph is None:
            raise unwanted(graph=True)
        begin(request.graph)
        return _graph(found, request.graph, prefixes, CuttingWriter(sink, None, rows, limits.bytes), rows)
    if request.solutions is None:
        raise unwanted(graph=False)
    begin(request.solutions)
    form = None if isinstance(found, ox.QueryBoolean) else ROW_FORMS[request.solutions]
    writer = CuttingWriter(sink, form, rows, limits.bytes)
    with suppress(EnoughError):
        found.serialize(cast("IO[bytes]", writer), format=SOLUTION_FORMATS[request.solutions])
    writer.finish()
    return Evaluated(writer.cut, None if form is None else writer.rows)


def _mentioned(prefixes: Mapping[str, str], text: str) -> dict[str, str]:
    """Those of the prefixes that a text may use: the engine reads each anew for every query."""
    if "\\" in text:  # any letter may be written as an escape
        return dict(prefixes)
    return {name: iri for name, iri in prefixes.items() if f"{name}:" in text}


def _graphs(names: tuple[str, ...]) -> list[ox.NamedNode]:
    try:
        return [ox.NamedNode(name) for name in names]
    except ValueError as fault:
        raise QuerySyntaxError.raw(f"a graph must be named by an IRI: {fault}") from None


def _graph(
    found: ox.QueryTriples, media_type: str, prefixes: Mapping[str, str], writer: CuttingWriter, rows: int
) -> Evaluated:
    taken = Taken(found, writer, rows)
    ox.serialize(
        iter(taken), cast("IO[bytes]", writer), format=GRAPH_FORMATS[media_type], prefixes=dict(prefixes)
    )
    writer.finish()
    return Evaluated(taken.cut, taken.count)


class Taken:
    """The distinct triples of an answer, up to a limit: a CONSTRUCT may say the same triple twice."""

    def __init__(self, found: Iterable[ox.Triple], writer: CuttingWriter, rows: int) -> None:
        self._found = found
        self._writer = writer
        self._rows = rows
        self._seen: set[ox.Triple] = set()
        self.cut: Cut | None = None

    @property
    def count(self) -> int:
        """Triples so far."""
        return len(self._seen)

    def __iter__(self) -> Iterator[ox.Triple]:
        for triple in self._found:
            if triple in self._seen:
                continue
            if len(self._seen) >= self._rows:
                self.cut = "rows"
                return
            if self._writer.bytes >= self._writer.max_bytes:
                self.cut = "bytes"
                return
            self._seen.add(triple)
            yield triple
