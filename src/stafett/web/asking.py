"""Asking the engine on behalf of a client: who stops listening stops the query."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from fastapi import Request
from starlette.requests import ClientDisconnect

from stafett.store.engine import Answer, Cut, QueryRequest, QueryResult
from stafett.store.errors import NotAcceptableError, QueryError, QuerySyntaxError
from stafett.web.clients import client_of
from stafett.web.observed import watched
from stafett.web.problems import Problem

if TYPE_CHECKING:
    from stafett.web.room import Room


class CountedAnswer:
    """An answer whose time counts against the client's budget until it is done or closed."""

    def __init__(self, answer: Answer, count: Callable[[], object]) -> None:
        self._answer = answer
        self._count: Callable[[], object] | None = count

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

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for chunk in self._answer:
            yield chunk

    async def aclose(self) -> None:
        """See Answer."""
        await self._answer.aclose()
        if self._count is not None:
            count, self._count = self._count, None
            count()


@watched
async def ask(request: Request, room: Room, wanted: QueryRequest) -> Answer:
    """Have a query answered; the caller closes the answer.

    Raises:
        QueryError: there is no answer.
        ClientDisconnect: the client has left; the query is stopped.
    """
    client = client_of(request, room.engine.limits.trusted_proxies)
    room.budget.begin(client)
    try:
        answer = await _ask(request, room, replace(wanted, client=client))
    except BaseException:
        room.budget.end(client)
        raise
    return CountedAnswer(answer, lambda: room.budget.end(client))


async def _ask(request: Request, room: Room, wanted: QueryRequest) -> Answer:
    asking = asyncio.ensure_future(room.engine.answer(wanted))
    leaving = asyncio.ensure_future(_left(request))
    try:
        await asyncio.wait((asking, leaving), return_when=asyncio.FIRST_COMPLETED)
        if not asking.done():
            raise ClientDisconnect
        return asking.result()
    finally:
        leaving.cancel()
        if not asking.done():
            asking.cancel()


async def ask_whole(request: Request, room: Room, wanted: QueryRequest) -> QueryResult:
    """Have a query answered, and wait for all of it: for pages, with `max_rows` set.

    Raises:
        QueryError: there is no answer.
        ClientDisconnect: the client has left; the query is stopped.
    """
    answer = await ask(request, room, wanted)
    try:
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
    if isinstance(fault, NotAcceptableError):
        headers["Vary"] = "Accept"
    return Problem(fault.status, fault.template, values=fault.values, headers=headers, members=members)


async def _left(request: Request) -> None:
    """Return when the client has gone away."""
    while (await request.receive())["type"] != "http.disconnect":
        pass
