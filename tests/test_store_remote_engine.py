"""What a remote store may do wrong, and what we make of it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from urllib.parse import parse_qs

import httpx
import pytest

from stafett.limits import Limits
from stafett.store.engine import QueryRequest, QueryResult, collect
from stafett.store.errors import (
    StoreNotReadyError,
)
from stafett.store.remote import engine
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


def test_whether_it_is_ready_follows_the_store_though_nobody_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "FRESH", 0.01)

    class Leaving(Stand):
        away = True

        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            if self.away:
                raise httpx.ConnectError("refused")
            return await super().handle_async_request(request)

    async def run() -> list[bool]:
        stand, ready = Leaving(answer(table())), list[bool]()
        store = RemoteEngine(ADDRESS, transport=stand)
        await store.start()
        async with asyncio.timeout(5):
            for away in (True, False, True, False):
                stand.away = away
                while store.state().ready == away:
                    await asyncio.sleep(0.01)
                ready.append(store.state().ready)
        await store.aclose()
        return ready

    assert asyncio.run(run()) == [False, True, False, True]


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
