"""Asking the engine on behalf of a client: who stops listening stops the query."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from typing import Final

from starlette.requests import ClientDisconnect, Request
from starlette.types import Receive

from stafett.store.engine import Answer, Cut, QueryRequest, QueryResult
from stafett.store.errors import QueryError, QuerySyntaxError
from stafett.web.clients import client_of
from stafett.web.desk import Desk
from stafett.web.observed import Observation
from stafett.web.problems import Problem

UNWATCHED: Final = 0.05
"""Seconds in which nobody looks whether the client has left: most answers are there before, and looking
costs as much as a good part of a look-up."""


class AskedAnswer:
    """An answer that tells once, when it is closed, how it ended: ok, left, or the kind of its fault."""

    def __init__(self, answer: Answer, ended: Callable[[str], object]) -> None:
        self._answer = answer
        self._ended: Callable[[str], object] | None = ended
        self._outcome = "left"

    @property
    def media_type(self) -> str:
        """See Answer."""
        return self._answer.media_type

    @property
    def cut(self) -> Cut | None:
        """See Answer."""
        return self._answer.cut

    @property
    def rows(self) -> int | None:
        """See Answer."""
        return self._answer.rows

    @property
    def seconds(self) -> float:
        """See Answer."""
        return self._answer.seconds

    @property
    def body(self) -> bytes | None:
        """See Answer."""
        body = self._answer.body
        if body is not None:
            self._outcome = "ok"
        return body

    async def __aiter__(self) -> AsyncIterator[bytes]:
        try:
            async for chunk in self._answer:
                yield chunk
            self._outcome = "ok"
        except QueryError as fault:
            self._outcome = fault.kind
            raise

    async def aclose(self) -> None:
        """See Answer."""
        await self._answer.aclose()
        if self._ended is not None:
            ended, self._ended = self._ended, None
            ended(self._outcome)


async def ask(request: Request, desk: Desk, wanted: QueryRequest) -> Answer:
    """Have a query answered; the caller closes the answer.

    Args:
        request: how it came; read to its end.
        desk: answers.
        wanted: the query, with the client it is charged to.

    Raises:
        QueryError: there is no answer.
        ClientDisconnect: the client has left; the query is stopped.
    """
    observation = Observation(desk, wanted)
    client = wanted.client
    try:
        desk.budget.begin(client)
        try:
            with stopped_when_left(request.receive):
                answer = await desk.engine.answer(wanted)
        except BaseException:
            desk.budget.end(client)
            raise
    except QueryError as fault:
        observation.refused(fault)
        raise
    except ClientDisconnect:
        observation.left()
        raise

    def ended(outcome: str) -> None:
        desk.budget.end(client)
        observation.ended(answer, outcome)

    return AskedAnswer(answer, ended)


@contextmanager
def stopped_when_left(receive: Receive) -> Iterator[None]:
    """Cancel what runs in the block when the client goes away. The request must have been read to its end.

    Raises:
        ClientDisconnect: it has gone.
    """
    task = asyncio.current_task()
    assert task is not None  # noqa: S101 - a request is answered in a task
    watch = _Watch(receive, task)
    try:
        yield
    except asyncio.CancelledError:
        if not watch.gone or task.uncancel() > 0:
            raise  # the server is stopping, or has lost patience
        raise ClientDisconnect from None
    finally:
        watch.close()


class _Watch:
    """Waits for the client to leave, and then cancels a task."""

    def __init__(self, receive: Receive, task: asyncio.Task[object]) -> None:
        self._receive = receive
        self._task = task
        self._watching: asyncio.Task[None] | None = None
        self._timer = asyncio.get_running_loop().call_later(UNWATCHED, self._begin)
        self.gone = False

    def _begin(self) -> None:
        self._watching = asyncio.ensure_future(self._watch())

    async def _watch(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass
        self.gone = True
        self._task.cancel()

    def close(self) -> None:
        """Look no longer."""
        self._timer.cancel()
        if self._watching is not None:
            self._watching.cancel()


@contextmanager
def charged(request: Request, desk: Desk) -> Iterator[None]:
    """Count the time of the block against the client's share: for what costs time without being a query.

    Raises:
        Problem: 429, the share is used up.
    """
    client = client_of(request, desk.engine.limits.trusted_proxies)
    try:
        desk.budget.begin(client)
    except QueryError as fault:
        raise problem_of(fault) from None
    try:
        yield
    finally:
        desk.budget.end(client)


async def ask_whole(request: Request, desk: Desk, wanted: QueryRequest) -> QueryResult:
    """Have a query answered, and wait for all of it: for pages, with `max_rows` set.

    Raises:
        QueryError: there is no answer.
        ClientDisconnect: the client has left; the query is stopped.
    """
    answer = await ask(request, desk, wanted)
    try:
        with stopped_when_left(request.receive):
            body = b"".join([chunk async for chunk in answer])
    finally:
        await answer.aclose()
    return QueryResult(answer.media_type, body, answer.cut, answer.seconds, answer.rows)


def problem_of(fault: QueryError) -> Problem:
    """The HTTP error that says why a query got no answer."""
    members: dict[str, object] = {"reason": fault.kind}
    if isinstance(fault, QuerySyntaxError):
        members |= {"line": fault.line, "column": fault.column}
    headers = {} if fault.retry_after is None else {"Retry-After": str(fault.retry_after)}
    return Problem(fault.status, fault.template, values=fault.values, headers=headers, members=members)
