"""One answer between a worker process and a client."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from time import perf_counter
from typing import Any

from stafett.store.engine import HOLD_BACK, Cut
from stafett.store.errors import QueryError
from stafett.store.spool import Spool


class Delivery:
    """Takes what a worker sends and gives it to whoever iterates; an `Answer`.

    Args:
        stop: called when the client leaves before the worker is done.
        closed: called once, when the answer is let go of.
    """

    def __init__(self, stop: Callable[[Delivery], object], closed: Callable[[], object]) -> None:
        self._stop = stop
        self._closed: Callable[[], object] | None = closed
        self._spool = Spool()
        self._ready: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._more = asyncio.Event()
        self._fault: QueryError | None = None
        self._started = perf_counter()
        self._seconds: float | None = None
        self.media_type = ""
        self.cut: Cut | None = None
        self.rows: int | None = None

    @property
    def done(self) -> bool:
        """The worker has nothing more to send."""
        return self._seconds is not None

    @property
    def seconds(self) -> float:
        """Time from the hand-over to the worker until it was done, or until now."""
        return perf_counter() - self._started if self._seconds is None else self._seconds

    @property
    def body(self) -> bytes | None:
        """See Answer."""
        return self._spool.whole if self.done and self._fault is None else None

    @property
    def size(self) -> int:
        """Bytes that have come."""
        return self._spool.total

    def begin(self, media_type: str) -> None:
        """The worker has found out what it will answer."""
        self.media_type = media_type

    def put(self, data: bytes) -> None:
        """The worker has sent bytes."""
        self._spool.put(data)
        self._more.set()
        if self._spool.total >= HOLD_BACK:
            self._settle()

    def end(self, meta: dict[str, Any]) -> None:
        """The worker is done."""
        self._finish()
        self.cut, self.rows = meta["cut"], meta["rows"]
        self._settle()

    def fail(self, fault: QueryError) -> None:
        """There will be no answer, or no more of it. The first reason counts."""
        if not self.done:
            self._finish()
            self._fault = fault
            self._settle()

    def _finish(self) -> None:
        self._seconds = perf_counter() - self._started
        self._more.set()

    def _settle(self) -> None:
        if not self._ready.done():
            self._ready.set_result(None)

    async def wait(self) -> None:
        """Return when HOLD_BACK bytes or the whole answer are there.

        Raises:
            QueryError: there is no answer.
        """
        await self._ready
        if self._fault is not None:
            raise self._fault

    async def __aiter__(self) -> AsyncIterator[bytes]:
        while True:
            if self._fault is not None:
                raise self._fault
            data = self._spool.take()
            if data is not None:
                yield data
            elif self.done:
                return
            else:
                self._more.clear()
                await self._more.wait()

    async def aclose(self) -> None:
        """Let go of the answer; a query that still runs is stopped."""
        if self._closed is None:
            return
        if not self.done:
            self._stop(self)
        self._spool.close()
        closed, self._closed = self._closed, None
        closed()
