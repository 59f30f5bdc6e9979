"""A SPARQL 1.1 store on another machine, behind the same door and the same limits as our own.

Every query goes as a POST form (the one way every engine takes) with the dataset named in it: the default
graph of the build that is loaded, and its named graphs, so that graphs that are being loaded, and an engine's
own, are never seen. A query that names its own dataset is left alone.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from time import monotonic
from typing import Final

import httpx
import pyoxigraph as ox

from stafett.errors import DistError
from stafett.limits import Limits
from stafett.store.engine import Answer, EngineState, QueryRequest
from stafett.store.errors import QueryError, StoreNotReadyError
from stafett.store.remote import marker as marks
from stafett.store.remote.address import StoreAddress
from stafett.store.remote.dialects import DIALECTS, Dialect, recognise
from stafett.store.remote.exchange import Call, RemoteAnswer
from stafett.store.remote.marker import Marker, read_marker
from stafett.store.remote.text import QueryText, prepare
from stafett.store.turns import Turns

NOTHING: Final = "urn:stafett:nothing"
"""A graph that does not exist: the default graph where only named graphs are asked for."""
FRESH: Final = 5.0
"""Seconds for which the marker is believed before it is read again."""
_TRIES: Final = 3
_PAUSE: Final = 0.2

_log = logging.getLogger("stafett.store")


class RemoteEngine:
    """Asks another store; see stafett.store.engine.QueryEngine."""

    def __init__(
        self,
        address: StoreAddress,
        prefixes: Mapping[str, str] | None = None,
        limits: Limits | None = None,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self._address = address
        self._transport = transport
        self._prefixes = dict(prefixes or {})
        self._limits = limits or Limits()
        self._dialect: Dialect | None = DIALECTS.get(address.kind)
        self._client: httpx.AsyncClient | None = None
        self._turns = Turns(self._limits)
        self._marker: Marker | None = None
        self._read = 0.0
        self._reading = asyncio.Lock()
        self._away = False
        self._watching: asyncio.Task[None] | None = None

    @property
    def limits(self) -> Limits:
        """The limits it keeps."""
        return self._limits

    def size(self) -> int:
        """Number of triples in the default graph, as `stafett load` counted them."""
        return self._marker.triples if self._marker else 0

    def state(self) -> EngineState:
        """How it is doing."""
        return EngineState(
            "remote",
            ready=self._marker is not None and not self._away,
            snapshot=self._marker.snapshot if self._marker else None,
            workers=self._limits.workers,
            running=self._turns.running,
            waiting=self._turns.waiting,
        )

    async def start(self) -> None:
        """Open connections and look at what the store holds. A store that is away now may come later.

        Once is enough.

        Raises:
            DistError: the store answers, but nothing of ours is in it.
        """
        if self._client is not None:
            return
        many = self._limits.workers + 2
        self._client = httpx.AsyncClient(
            timeout=httpx.Timeout(None, connect=5.0, pool=5.0),
            limits=httpx.Limits(max_connections=many, max_keepalive_connections=many),
            trust_env=False,
            transport=self._transport,
        )
        try:
            await self._look()
        except QueryError as fault:
            _log.warning("The store at %s does not answer: %s", self._address.query, fault)
        else:
            if self._marker is None:
                raise DistError(
                    f"The store at {self._address.query} holds no build of ours",
                    hint="Run `stafett load` first.",
                )
        self._watching = asyncio.ensure_future(self._watch())

    async def _watch(self) -> None:
        """Look also when nobody asks: nobody is sent here as long as the engine is not ready."""
        while True:
            await asyncio.sleep(FRESH * 1.1)  # a timer may be early, and would then find the marker fresh
            with suppress(Exception):  # `state` tells
                await self._look()

    async def aclose(self) -> None:
        """Close the connections."""
        if self._watching is not None:
            self._watching.cancel()
        if self._client is not None:
            await self._client.aclose()
            self._client = None

    async def answer(self, request: QueryRequest) -> Answer:
        """Answer one query; see QueryEngine.answer."""
        if monotonic() - self._read > FRESH:
            await self._look()
        if self._marker is None or self._dialect is None:
            raise StoreNotReadyError()
        query = prepare(request, self._prefixes, self._limits, self._dialect)
        form: dict[str, str | list[str]] = {"query": query.text}
        form |= _dataset(request, self._marker, query)
        return await self._turn(self._call(self._dialect, request, form, graph=query.graph))

    def _call(
        self, dialect: Dialect, request: QueryRequest, form: dict[str, str | list[str]], *, graph: bool
    ) -> Call:
        if dialect.milliseconds:
            # The engine stops a little after us, so that its own partial answers are the exception.
            form[dialect.milliseconds] = str(self._limits.seconds * 1000 + 500)
        return Call(
            url=self._address.query,
            form=form,
            auth=self._address.login(dialect) if self._address.query_needs_login else None,
            dialect=dialect,
            limits=self._limits,
            prefixes=self._prefixes,
            request=request,
            graph=graph,
        )

    async def _turn(self, call: Call) -> Answer:
        client = call.request.client
        await self._turns.enter(client)
        try:
            answer = await self._ask(call)
        except BaseException:
            self._turns.leave(client)
            raise
        answer.on_close = lambda: self._turns.leave(client)
        return answer

    async def _ask(self, call: Call) -> RemoteAnswer:
        """Send a query; where no connection can be made, try again in a moment."""
        if self._client is None:
            raise StoreNotReadyError()
        for attempt in range(1, _TRIES + 1):
            answer = RemoteAnswer(self._client, call)
            try:
                await answer.first()
            except StoreNotReadyError:
                await answer.aclose()
                if attempt == _TRIES:
                    raise
                await asyncio.sleep(_PAUSE * attempt)
            except BaseException:
                await answer.aclose()
                raise
            else:
                return answer
        raise StoreNotReadyError()

    async def _look(self) -> None:
        """Read the marker, and find out which engine this is."""
        async with self._reading:
            if monotonic() - self._read <= FRESH:
                return
            if self._client is None:
                raise StoreNotReadyError()
            try:
                found = await self._held(self._client)
            except Exception:
                self._away = True
                raise
            if found is not None and found != self._marker:
                _log.info("The store holds build %s", found.snapshot)
            self._marker, self._away = found, False
            self._read = monotonic()

    async def _held(self, client: httpx.AsyncClient) -> Marker | None:
        if self._dialect is None:
            self._dialect = await self._recognise(client)
        call = self._call(self._dialect, QueryRequest(marks.QUERY), {"query": marks.QUERY}, graph=False)
        # The marker is ours: a limit on what clients may have does not hold for it.
        answer = RemoteAnswer(client, replace(call, limits=Limits(seconds=self._limits.seconds)))
        try:
            body = b"".join([piece async for piece in answer])
        finally:
            await answer.aclose()
        return read_marker(_rows(body))

    async def _recognise(self, client: httpx.AsyncClient) -> Dialect:
        try:
            response = await client.post(
                self._address.query, data={"query": "ASK {}"}, headers={"Accept": "*/*"}, timeout=10.0
            )
        except httpx.HTTPError:
            raise StoreNotReadyError from None
        return recognise(response.headers.get("server"))


def _dataset(request: QueryRequest, marker: Marker, query: QueryText) -> dict[str, str | list[str]]:
    """The dataset parameters of the SPARQL Protocol (section 2.1.4)."""
    if request.default_graphs or request.named_graphs:
        # Graphs that are not of the build count as empty, as they would in a store of our own.
        default = [name for name in request.default_graphs if name in marker.graphs]
        return {
            "default-graph-uri": default or [NOTHING],
            "named-graph-uri": [name for name in request.named_graphs if name in marker.graphs],
        }
    if query.names_dataset:
        return {}
    # A long list costs time, so it goes along only where it matters.
    named = list(marker.graphs) if query.asks_graphs else []
    return {"default-graph-uri": marker.default_graph, "named-graph-uri": named}


def _rows(body: bytes) -> list[tuple[str, str, str]]:
    found = ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)
    if not isinstance(found, ox.QuerySolutions):
        return []
    return [(_text(row[0]), _text(row[1]), _text(row[2])) for row in found]


def _text(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else ""
