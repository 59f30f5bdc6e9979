"""One query on its way to a remote store and its answer on its way back."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Coroutine
from dataclasses import dataclass
from time import monotonic
from typing import Any, Final, TypeVar

import httpx

from stafett.limits import Limits
from stafett.store.engine import HOLD_BACK, Cut, QueryRequest, unwanted
from stafett.store.errors import (
    BusyError,
    QueryError,
    QuerySyntaxError,
    QueryTimeoutError,
    StoreFailedError,
    StoreNotReadyError,
)
from stafett.store.remote.conversion import Conversion, Incoming, convert
from stafett.store.remote.dialects import Dialect

Found = TypeVar("Found")

_log: Final = logging.getLogger(__name__)

_PIECES: Final = 16
"""Pieces of an answer that wait for a slow client before the store is read no further."""
_GRAPH: Final = "application/n-triples, text/turtle;q=0.5"
_MESSAGE: Final = 500
"""Characters of an engine's own words that are passed on."""


@dataclass(frozen=True)
class Call:
    """What is sent, and what is to be made of the answer."""

    url: str
    form: dict[str, str | list[str]]
    auth: httpx.Auth | None
    dialect: Dialect
    limits: Limits
    prefixes: dict[str, str]
    request: QueryRequest
    graph: bool

    @property
    def accept(self) -> str:
        """What to ask the engine for."""
        return _GRAPH if self.graph else self.dialect.table

    def conversion(self, given: str) -> Conversion:
        """What to make of an answer in this media type.

        Raises:
            NotAcceptableError: nothing that the client accepts.
        """
        wanted = self.request.graph if self.graph else self.request.solutions
        if wanted is None:
            raise unwanted(graph=self.graph)
        rows = min(self.limits.rows, self.request.max_rows or self.limits.rows)
        return Conversion(given, wanted, rows, self.limits, self.prefixes, self.dialect)


class RemoteAnswer:
    """An answer that a remote store is giving; see stafett.store.engine.Answer."""

    def __init__(self, client: httpx.AsyncClient, call: Call) -> None:
        self._client = client
        self._call = call
        self._loop = asyncio.get_running_loop()
        self._pieces: asyncio.Queue[bytes | QueryError | None] = asyncio.Queue(_PIECES)
        self._started = monotonic()
        self._waited = 0.0
        self._ended: float | None = None
        self._held: list[bytes] = []
        self._done = False
        self._capped = False
        self.media_type = call.conversion("").wanted
        self.on_close: Callable[[], None] | None = None
        self.cut: Cut | None = None
        self.rows: int | None = None
        self._task = asyncio.create_task(self._run())

    @property
    def seconds(self) -> float:
        """Time so far, or in all."""
        return (self._ended or monotonic()) - self._started

    @property
    def body(self) -> bytes | None:
        """See Answer."""
        return b"".join(self._held) if self._done else None

    async def first(self) -> None:
        """Wait for the first HOLD_BACK bytes, or for the whole answer.

        Raises:
            QueryError: there is none.
        """
        held = 0
        while held < HOLD_BACK and not self._done:
            piece = await self._next()
            if piece is not None:
                self._held.append(piece)
                held += len(piece)

    async def __aiter__(self) -> AsyncIterator[bytes]:
        while self._held:
            yield self._held.pop(0)
        while not self._done:
            piece = await self._next()
            if piece is not None:
                yield piece

    async def _next(self) -> bytes | None:
        piece = await self._pieces.get()
        if isinstance(piece, bytes):
            return piece
        self._done = True
        if piece is not None:
            raise piece
        return None

    async def aclose(self) -> None:
        """Stop it, wherever it is."""
        self._done = True
        self._task.cancel()
        while not self._pieces.empty():
            self._pieces.get_nowait()
        await asyncio.gather(self._task, return_exceptions=True)
        on_close, self.on_close = self.on_close, None
        if on_close is not None:
            on_close()

    async def _run(self) -> None:
        end: QueryError | None = None
        try:
            await self._exchange()
        except QueryError as fault:
            end = fault
        except TimeoutError:
            end = QueryTimeoutError(self._call.limits.seconds)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout):
            end = StoreNotReadyError()
        except httpx.HTTPError as fault:
            end = StoreFailedError(f"the connection broke ({type(fault).__name__})")
        except Exception as fault:  # without a word from here whoever reads would wait for ever
            _log.exception("An answer of %s could not be passed on", self._call.url)
            end = StoreFailedError(f"its answer could not be passed on ({type(fault).__name__})")
        self._ended = monotonic()
        await self._pieces.put(end)

    async def _exchange(self) -> None:
        call = self._call
        request = self._client.build_request(
            "POST", call.url, data=call.form, headers={"Accept": call.accept}
        )
        response = await self._within(
            self._client.send(request, auth=call.auth or httpx.USE_CLIENT_DEFAULT, stream=True)
        )
        try:
            await self._check(response)
            given = response.headers.get("content-type", "").split(";")[0].strip().lower()
            self._capped = bool(call.dialect.capped and call.dialect.capped in response.headers)
            pieces = response.aiter_bytes()
            incoming = Incoming(lambda: self._await(self._piece(pieces)), call.dialect.replaced)
            conversion = call.conversion(given)
            done = await asyncio.to_thread(self._convert, incoming, conversion)
            if isinstance(done, QueryError):
                raise done
            self.rows = done.rows
            self.cut = done.cut or ("rows" if self._capped else None)
        finally:
            await response.aclose()

    def _convert(self, incoming: Incoming, conversion: Conversion) -> Any:
        """In a thread; errors are returned, so that no traceback carries results out of it."""
        gathered = bytearray()

        def sink(data: bytes) -> None:
            gathered.extend(data)
            if len(gathered) >= HOLD_BACK:
                self._await(self._pieces.put(bytes(gathered)))
                gathered.clear()

        try:
            done = convert(incoming, conversion, sink)
        except QueryError as fault:
            return fault.with_traceback(None)
        if gathered:
            self._await(self._pieces.put(bytes(gathered)))
        return done

    def _await(self, coroutine: Coroutine[Any, Any, Found]) -> Found:
        """Have the loop do something for the thread, and stop the thread when the answer is given up."""
        waiting = asyncio.run_coroutine_threadsafe(coroutine, self._loop)
        while True:
            try:
                return waiting.result(timeout=0.5)
            except TimeoutError:
                if waiting.done():
                    raise QueryTimeoutError(self._call.limits.seconds) from None
                if self._task.done() or self._task.cancelling():
                    waiting.cancel()
                    raise StoreFailedError("the client left") from None
            except httpx.HTTPError as fault:
                reason = f"the connection broke ({type(fault).__name__})"
                raise StoreFailedError(reason) from None

    async def _piece(self, pieces: AsyncIterator[bytes]) -> bytes:
        return await self._within(anext(pieces, b""))

    async def _within(self, coroutine: Coroutine[Any, Any, Found]) -> Found:
        """Wait for the store, but in all no longer than a query may take: a slow client costs it nothing."""
        began = monotonic()
        try:
            async with asyncio.timeout(self._call.limits.seconds - self._waited):
                return await coroutine
        finally:
            self._waited += monotonic() - began

    async def _check(self, response: httpx.Response) -> None:
        """Raise what the engine's status and headers say went wrong."""
        partial = self._call.dialect.partial
        if response.status_code == 200:
            if partial and partial in response.headers:
                raise QueryTimeoutError(self._call.limits.seconds)
            return
        status = response.status_code
        text = (await self._within(response.aread())).decode(errors="replace").split("\n\n")[0][:_MESSAGE]
        if status == 400:
            raise QuerySyntaxError.raw(text.strip())
        if status in {429, 503}:
            after = response.headers.get("retry-after", "")
            raise BusyError(int(after) if after.isdecimal() else 5)
        if status in {408, 504}:
            raise QueryTimeoutError(self._call.limits.seconds)
        if status in {401, 403}:
            raise StoreFailedError("it does not let us in")
        raise StoreFailedError(f"it answered {status}: {text.strip()}")
