"""One query on its way to a remote store: what its status, its headers and its silence mean to us."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable

import httpx
import pytest

from stafett.limits import Limits
from stafett.store.engine import HOLD_BACK, QueryRequest
from stafett.store.errors import (
    BusyError,
    NotAcceptableError,
    QueryError,
    QuerySyntaxError,
    QueryTimeoutError,
    StoreFailedError,
    StoreNotReadyError,
)
from stafett.store.remote.dialects import GENERIC, VIRTUOSO, Dialect
from stafett.store.remote.exchange import Call, RemoteAnswer

JSON = {"content-type": "application/sparql-results+json"}
XML = {"content-type": "application/sparql-results+xml"}
EMPTY = (
    b'<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head><variable name="v"/></head>'
    b"<results></results></sparql>"
)
Answering = Callable[[httpx.Request], httpx.Response]


def table(*values: str) -> bytes:
    rows = [{"v": {"type": "literal", "value": value}} for value in values]
    return json.dumps({"head": {"vars": ["v"]}, "results": {"bindings": rows}}).encode()


def call(dialect: Dialect = GENERIC, *, graph: bool = False, seconds: int = 5, nothing: bool = False) -> Call:
    request = QueryRequest("ASK {}", None, None) if nothing else QueryRequest("ASK {}")
    limits = Limits(seconds=seconds)
    return Call("http://store.invalid/", {"query": "q"}, None, dialect, limits, {}, request, graph)


def asked(answering: Answering, wanted: Call | None = None) -> tuple[bytes, RemoteAnswer]:
    """The bytes of an answer, and the answer once it is closed."""

    async def ask() -> tuple[bytes, RemoteAnswer]:
        async with httpx.AsyncClient(transport=httpx.MockTransport(answering)) as client:
            found = RemoteAnswer(client, wanted or call())
            try:
                await found.first()
                return b"".join([piece async for piece in found]), found
            finally:
                await found.aclose()

    return asyncio.run(ask())


def answer(body: bytes, status: int = 200, **headers: str) -> Answering:
    return lambda _: httpx.Response(status, headers={**JSON, **headers}, content=body)


def streamed(pieces: Callable[[], AsyncIterator[bytes]]) -> Answering:
    class Stream(httpx.AsyncByteStream):
        def __aiter__(self) -> AsyncIterator[bytes]:
            return pieces()

    return lambda _: httpx.Response(200, headers=JSON, stream=Stream())


def test_an_answer_comes_whole_with_its_type_and_rows() -> None:
    body, found = asked(answer(table("a", "b")))
    assert json.loads(body) == json.loads(table("a", "b"))
    assert (found.media_type, found.rows, found.cut) == (JSON["content-type"], 2, None)


@pytest.mark.parametrize(
    ("graph", "accept"), [(False, JSON["content-type"]), (True, "application/n-triples")]
)
def test_the_store_is_asked_for_what_we_can_read(graph: bool, accept: str) -> None:
    seen: list[httpx.Request] = []

    def answering(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(500)

    with pytest.raises(StoreFailedError):
        asked(answering, call(graph=graph))
    assert seen[0].headers["accept"].startswith(accept)
    assert seen[0].content == b"query=q"


@pytest.mark.parametrize("graph", [False, True])
def test_what_no_client_accepts_is_not_asked_for(graph: bool) -> None:
    seen: list[httpx.Request] = []

    def answering(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(500)

    with pytest.raises(NotAcceptableError):
        asked(answering, call(graph=graph, nothing=True))
    assert seen == []


def test_what_nobody_foresaw_is_a_failure_and_no_endless_waiting() -> None:
    with pytest.raises(StoreFailedError, match="ValueError"):
        asked(answer(b"", 503, **{"retry-after": "9" * 5000}))


@pytest.mark.parametrize(
    ("status", "kind", "said"),
    [
        (400, QuerySyntaxError, "why"),
        (401, StoreFailedError, "does not let us in"),
        (403, StoreFailedError, "does not let us in"),
        (408, QueryTimeoutError, "5 seconds"),
        (429, BusyError, "Too many queries"),
        (500, StoreFailedError, "it answered 500: why"),
        (302, StoreFailedError, "it answered 302"),
        (503, BusyError, "Too many queries"),
        (504, QueryTimeoutError, "5 seconds"),
    ],
)
def test_each_status_has_its_meaning(status: int, kind: type[QueryError], said: str) -> None:
    with pytest.raises(kind, match=said):
        asked(answer(b"why\n\nSPARQL query: ...", status, location="http://elsewhere.invalid/"))


@pytest.mark.parametrize(("header", "seconds"), [("17", 17), ("Thu, 01 Jan 1970 00:00:00 GMT", 5)])
def test_the_store_says_when_to_come_again(header: str, seconds: int) -> None:
    with pytest.raises(BusyError) as told:
        asked(answer(b"", 503, **{"retry-after": header}))
    assert told.value.retry_after == seconds


def test_our_deadline_holds_when_the_store_is_silent() -> None:
    async def silence() -> AsyncIterator[bytes]:
        yield table("a")[:10]
        await asyncio.sleep(30)

    with pytest.raises(QueryTimeoutError):
        asked(streamed(silence), call(seconds=1))


def test_a_connection_that_breaks_is_a_failure() -> None:
    async def broken() -> AsyncIterator[bytes]:
        yield table("a")[:10]
        raise httpx.ReadError("reset")

    with pytest.raises(StoreFailedError, match="broke"):
        asked(streamed(broken))


def test_a_fault_after_the_first_bytes_is_told_to_who_reads_on() -> None:
    async def late() -> AsyncIterator[bytes]:
        yield table(*["x" * 1000] * (HOLD_BACK // 500))[:-3]

    with pytest.raises(StoreFailedError, match="not whole"):
        asked(streamed(late))


def test_a_store_that_cannot_be_reached_is_not_ready() -> None:
    def refused(_: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("refused")

    with pytest.raises(StoreNotReadyError):
        asked(refused)


def test_partial_answers_of_virtuoso_are_refused() -> None:
    with pytest.raises(QueryTimeoutError):
        asked(
            lambda _: httpx.Response(200, headers={**XML, "X-SQL-State": "S1TAT"}, content=EMPTY),
            call(VIRTUOSO),
        )


@pytest.mark.parametrize(("dialect", "cut"), [(VIRTUOSO, "rows"), (GENERIC, None)])
def test_an_answer_that_virtuoso_cut_is_marked(dialect: Dialect, cut: str | None) -> None:
    headers = {**XML, "X-SPARQL-MaxRows": "10"}
    _, found = asked(lambda _: httpx.Response(200, headers=headers, content=EMPTY), call(dialect))
    assert (found.cut, found.rows) == (cut, 0)


def test_an_answer_that_is_given_up_lets_go_once() -> None:
    closed: list[int] = []

    async def endless() -> AsyncIterator[bytes]:
        yield table("a")[:10]
        await asyncio.sleep(30)

    async def act() -> None:
        async with httpx.AsyncClient(transport=httpx.MockTransport(streamed(endless))) as client:
            found = RemoteAnswer(client, call())
            found.on_close = lambda: closed.append(1)
            await asyncio.sleep(0)
            await found.aclose()
            await found.aclose()
            assert found._task.cancelled() or found._task.done()

    asyncio.run(act())
    assert closed == [1]
