"""What a remote store may do wrong, and what we make of it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from urllib.parse import parse_qs

import httpx
import pytest

from stafett.limits import Limits
from stafett.store.engine import QueryRequest, QueryResult, collect
from stafett.store.errors import (
    BusyError,
    QueryError,
    QueryRefusedError,
    QuerySyntaxError,
    QueryTimeoutError,
    StoreFailedError,
    StoreNotReadyError,
)
from stafett.store.remote.address import StoreAddress
from stafett.store.remote.engine import NOTHING, RemoteEngine
from stafett.store.remote.marker import Marker

ADDRESS = StoreAddress("http://store.invalid/sparql")
JSON = {"content-type": "application/sparql-results+json"}
MARK = Marker("abc", "urn:stafett:default:abc", 7, {"urn:g1": "x", "urn:g2": "y"})
Answering = Callable[[dict[str, list[str]]], httpx.Response]


def table(*values: str) -> bytes:
    rows = [{"v": {"type": "literal", "value": value}} for value in values]
    return json.dumps({"head": {"vars": ["v"]}, "results": {"bindings": rows}}).encode()


def marker() -> httpx.Response:
    rows = []
    for line in MARK.write().splitlines():
        parts = line.removesuffix(" .").split(" ", 2)
        value = parts[2].strip('<>"')
        kind = "uri" if parts[2].startswith("<") else "literal"
        rows.append(
            {
                "s": {"type": "uri", "value": parts[0].strip("<>")},
                "p": {"type": "uri", "value": parts[1].strip("<>")},
                "o": {"type": kind, "value": value},
            }
        )
    body = json.dumps({"head": {"vars": ["s", "p", "o"]}, "results": {"bindings": rows}})
    return httpx.Response(200, headers=JSON, text=body)


class Stand(httpx.AsyncBaseTransport):
    """A store that answers the marker as it should, and other queries as the test says."""

    def __init__(self, answering: Answering, server: str = "any") -> None:
        self.answering = answering
        self.server = server
        self.forms: list[dict[str, list[str]]] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        form = parse_qs((await request.aread()).decode())
        if "ASK {}" in form["query"]:
            return httpx.Response(200, headers={"server": self.server})
        if "urn:stafett:marker" in form["query"][0]:
            if "virtuoso" in self.server:
                raise AssertionError("name the dialect in tests of Virtuoso's own format")
            return marker()
        self.forms.append(form)
        return self.answering(form)


def ask(
    answering: Answering | Stand,
    text: str = "SELECT ?v { ?s ?p ?v }",
    limits: Limits | None = None,
    **options: tuple[str, ...],
) -> QueryResult:
    stand = answering if isinstance(answering, Stand) else Stand(answering)

    async def run() -> QueryResult:
        engine = RemoteEngine(ADDRESS, {"u": "urn:"}, limits, transport=stand)
        await engine.start()
        try:
            return await collect(engine, QueryRequest(text, **options))  # type: ignore[arg-type]
        finally:
            await engine.aclose()

    return asyncio.run(run())


def answer(body: bytes, status: int = 200, **headers: str) -> Answering:
    return lambda _: httpx.Response(status, headers={**JSON, **headers}, content=body)


def test_a_whole_answer_passes() -> None:
    found = ask(answer(table("a", "b")))
    assert json.loads(found.body) == json.loads(table("a", "b"))
    assert (found.rows, found.cut) == (2, None)


@pytest.mark.parametrize(
    "body",
    [
        table("a", "b")[:-3],
        table("a", "b")[:-3] + b"\nerror: the query was cancelled",
        b"",
        b"<html>Bad gateway</html>",
    ],
)
def test_a_200_that_is_not_whole_is_a_failure(body: bytes) -> None:
    with pytest.raises(StoreFailedError, match="not whole"):
        ask(answer(body))


def test_an_answer_of_another_kind_is_a_failure() -> None:
    with pytest.raises(StoreFailedError, match="text/html"):
        ask(lambda _: httpx.Response(200, headers={"content-type": "text/html"}, content=b"<p>"))


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, QuerySyntaxError),
        (401, StoreFailedError),
        (408, QueryTimeoutError),
        (429, BusyError),
        (500, StoreFailedError),
        (302, StoreFailedError),
        (503, BusyError),
        (504, QueryTimeoutError),
    ],
)
def test_each_status_has_its_meaning(status: int, kind: type[QueryError]) -> None:
    with pytest.raises(kind):
        ask(answer(b"why", status, location="http://elsewhere.invalid/"))


def test_the_store_says_when_to_come_again() -> None:
    with pytest.raises(BusyError) as told:
        ask(answer(b"", 503, **{"retry-after": "17"}))
    assert told.value.retry_after == 17


def test_our_deadline_holds_when_the_store_is_silent() -> None:
    class Silence(httpx.AsyncByteStream):
        async def __aiter__(self) -> AsyncIterator[bytes]:
            yield table("a")[:10]
            await asyncio.sleep(30)

    with pytest.raises(QueryTimeoutError):
        ask(lambda _: httpx.Response(200, headers=JSON, stream=Silence()), limits=Limits(seconds=1))


def test_a_connection_that_breaks_is_a_failure() -> None:
    class Broken(httpx.AsyncByteStream):
        async def __aiter__(self) -> AsyncIterator[bytes]:
            yield table("a")[:10]
            raise httpx.ReadError("reset")

    with pytest.raises(StoreFailedError, match="broke"):
        ask(lambda _: httpx.Response(200, headers=JSON, stream=Broken()))


def test_a_store_that_comes_back_is_asked_again() -> None:
    tries: list[int] = []

    def away_at_first(_: dict[str, list[str]]) -> httpx.Response:
        tries.append(1)
        if len(tries) == 1:
            raise httpx.ConnectError("refused")
        return httpx.Response(200, headers=JSON, content=table("a"))

    assert ask(away_at_first).rows == 1


def test_a_store_that_stays_away_is_not_ready() -> None:
    def away(_: dict[str, list[str]]) -> httpx.Response:
        raise httpx.ConnectError("refused")

    with pytest.raises(StoreNotReadyError):
        ask(away)


def test_a_query_is_asked_of_the_build_alone() -> None:
    stand = Stand(answer(table("a")))
    ask(stand)
    ask(stand, "SELECT ?v { GRAPH ?g { ?s ?p ?v } }")
    assert stand.forms[0]["default-graph-uri"] == [MARK.default_graph]
    assert "named-graph-uri" not in stand.forms[0]
    assert stand.forms[1]["named-graph-uri"] == ["urn:g1", "urn:g2"]


def test_graphs_that_are_not_of_the_build_are_empty() -> None:
    stand = Stand(answer(table("a")))
    ask(stand, default_graphs=("urn:system",), named_graphs=("urn:system", "urn:g1"))
    assert stand.forms[0]["default-graph-uri"] == [NOTHING]
    assert stand.forms[0]["named-graph-uri"] == ["urn:g1"]


def test_the_dataset_of_the_request_or_of_the_query_goes_first() -> None:
    stand = Stand(answer(table("a")))
    ask(stand, named_graphs=("urn:g2",))
    ask(stand, "SELECT ?v FROM <urn:g1> { ?s ?p ?v }")
    assert stand.forms[0]["default-graph-uri"] == [NOTHING]
    assert stand.forms[0]["named-graph-uri"] == ["urn:g2"]
    assert "default-graph-uri" not in stand.forms[1]


def virtuoso(answering: Answering, text: str = "SELECT ?v { ?s ?p ?v }") -> QueryResult:
    async def run() -> QueryResult:
        address = StoreAddress("http://store.invalid/sparql", kind="virtuoso")
        engine = RemoteEngine(address, {}, transport=VirtuosoStand(answering))
        await engine.start()
        try:
            return await collect(engine, QueryRequest(text))
        finally:
            await engine.aclose()

    return asyncio.run(run())


class VirtuosoStand(Stand):
    """Answers the marker in XML, as the real one is asked to."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        found = await super().handle_async_request(request)
        if found.headers.get("content-type") == JSON["content-type"] and b'"s"' in found.content:
            import pyoxigraph as ox

            parsed = ox.parse_query_results(found.content, format=ox.QueryResultsFormat.JSON)
            body = parsed.serialize(format=ox.QueryResultsFormat.XML) or b""
            return httpx.Response(200, headers=XML, content=body)
        return found


XML = {"content-type": "application/sparql-results+xml"}
EMPTY = (
    b'<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head><variable name="v"/></head>'
    b"<results></results></sparql>"
)


def test_virtuosos_partial_answers_are_refused() -> None:
    with pytest.raises(QueryTimeoutError):
        virtuoso(lambda _: httpx.Response(200, headers={**XML, "X-SQL-State": "S1TAT"}, content=EMPTY))


def test_an_answer_that_virtuoso_cut_is_marked() -> None:
    found = virtuoso(lambda _: httpx.Response(200, headers={**XML, "X-SPARQL-MaxRows": "10"}, content=EMPTY))
    assert found.cut == "rows"


@pytest.mark.parametrize(
    "text",
    [
        'DEFINE get:soft "replacing" SELECT ?v { ?s ?p ?v }',
        'SELECT ?v FROM <urn:x> OPTION (get:soft "soft") { ?s ?p ?v }',
        "SELECT (bif:concat('a', 'b') AS ?v) {}",
        "PREFIX x: <sql:> SELECT (x:f() AS ?v) {}",
        "SELECT (\\u0062if:concat('a') AS ?v) {}",
    ],
)
def test_what_virtuoso_would_do_beyond_sparql_is_refused(text: str) -> None:
    with pytest.raises(QueryRefusedError):
        virtuoso(answer(b""), text)
