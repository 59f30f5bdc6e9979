"""A store in this very process, for the command line and for tests.

It keeps the limits on text, rows and bytes, but cannot stop a query: no time limit, no memory limit. So
`stafett serve` never uses it; see `pool`.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Final

import pyoxigraph as ox

from stafett.errors import DistError
from stafett.limits import Limits
from stafett.store.engine import Cut, EngineState, QueryRequest, QueryResult
from stafett.store.errors import QueryError
from stafett.store.evaluation import evaluate

_GRAPH_NAME: Final = re.compile(rb" (?:<[^<>\n]*>|_:\S+) \.$", re.MULTILINE)


@dataclass
class WholeAnswer:
    """An answer that is there already."""

    media_type: str
    body: bytes
    cut: Cut | None
    rows: int | None
    seconds: float

    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield self.body

    async def aclose(self) -> None:
        """Nothing is held."""


class EmbeddedEngine:
    """A pyoxigraph store in memory, filled once from N-Quads and only read after that."""

    def __init__(
        self, store: ox.Store, prefixes: Mapping[str, str] | None = None, limits: Limits | None = None
    ) -> None:
        self._store = store
        self._prefixes = dict(prefixes or {})
        self._limits = limits or Limits()
        self._size: int | None = None

    @classmethod
    def load(
        cls, file: Path, prefixes: Mapping[str, str] | None = None, limits: Limits | None = None
    ) -> EmbeddedEngine:
        """Load an N-Quads file.

        Raises:
            DistError: the file is missing or is not N-Quads.
        """
        if not file.is_file():
            raise DistError(f"There is no {file}", hint="Run `stafett build` (or `make build`) first.")
        store = ox.Store()
        fill(store, file)
        return cls(store, prefixes, limits)

    @property
    def limits(self) -> Limits:
        """The limits it keeps."""
        return self._limits

    async def start(self) -> None:
        """Nothing to do: the store is open."""

    async def aclose(self) -> None:
        """Nothing to do: nothing is held but memory."""

    def size(self) -> int:
        """Number of distinct triples in the default graph."""
        if self._size is None:
            self._size = sum(1 for _ in self._store.quads_for_pattern(None, None, None, ox.DefaultGraph()))
        return self._size

    def state(self) -> EngineState:
        """How it is doing."""
        return EngineState("embedded", ready=True)

    def run(self, request: QueryRequest) -> QueryResult:
        """Answer one query, here and now.

        Raises:
            QueryError: as QueryEngine.answer.
        """
        begun: list[str] = []
        chunks: list[bytes] = []
        started = perf_counter()
        done = evaluate(self._store, self._prefixes, request, self._limits, begun.append, chunks.append)
        seconds = perf_counter() - started
        return QueryResult(begun[0], b"".join(chunks), done.cut, seconds, done.rows)

    async def answer(self, request: QueryRequest) -> WholeAnswer:
        """Answer one query in a thread; see QueryEngine.answer."""
        found = await asyncio.to_thread(self._try, request)
        if isinstance(found, QueryError):
            raise found
        return WholeAnswer(found.media_type, found.body, found.cut, found.rows, found.seconds)

    def _try(self, request: QueryRequest) -> QueryResult | QueryError:
        """An error is returned, and not raised: its traceback holds on to what must die in this thread."""
        try:
            return self.run(request)
        except QueryError as fault:
            return fault.with_traceback(None)


def fill(store: ox.Store, file: Path) -> None:
    """Load N-Quads into an empty store, and give it the default graph: the merge of all named graphs.

    The engine's own union option would answer a triple that stands in two graphs twice.

    Raises:
        DistError: the file is not N-Quads, or holds a triple without a graph.
    """
    try:
        store.bulk_load(path=str(file), format=ox.RdfFormat.N_QUADS)
        homeless = next(store.quads_for_pattern(None, None, None, ox.DefaultGraph()), None)
        if homeless is not None:
            raise ValueError(f"{homeless.triple} stands in no graph")
        # As text, since a Python object for each triple takes four times as long. The name of the graph is
        # the last thing on a line.
        triples = _GRAPH_NAME.sub(b" .", file.read_bytes())
        store.bulk_load(triples, format=ox.RdfFormat.N_TRIPLES)
    except (SyntaxError, ValueError) as fault:
        raise DistError(f"{file} cannot be loaded: {fault}", hint="Run `stafett build` again.") from fault
