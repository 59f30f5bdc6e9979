"""Asking the engine on behalf of a client: who stops listening stops the query."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from fastapi import Request
from starlette.requests import ClientDisconnect

from stafett.store.engine import Answer, QueryRequest, QueryResult
from stafett.store.errors import NotAcceptableError, QueryError, QuerySyntaxError
from stafett.web.problems import Problem

if TYPE_CHECKING:
    from stafett.web.room import Room


async def ask(request: Request, room: Room, wanted: QueryRequest) -> Answer:
    """Have a query answered; the caller closes the answer.

    Raises:
        QueryError: there is no answer.
        ClientDisconnect: the client has left; the query is stopped.
    """
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
