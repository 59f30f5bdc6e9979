"""The plain side of a remote store: what is sent, tried again, and said of a refusal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import httpx
import pytest

from stafett.errors import SettingError
from stafett.store.remote.address import StoreAddress
from stafett.store.remote.client import StoreClient, StoreError

ADDRESS = StoreAddress("http://x/query", "http://x/update", "http://x/graphs", kind="generic")
TABLE = (
    b'{"head":{"vars":["a","b"]},"results":{"bindings":['
    b'{"a":{"type":"uri","value":"urn:a"},"b":{"type":"literal","value":"1"}},'
    b'{"a":{"type":"bnode","value":"n"}}]}}'
)
JSON = {"content-type": "application/sparql-results+json"}
Answering = Callable[[httpx.Request], httpx.Response]


class Store:
    """A store that answers as a test says, and remembers what it was asked."""

    def __init__(self, *answers: httpx.Response | Exception) -> None:
        self.answers = list(answers)
        self.asked: list[httpx.Request] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        answer = self.answers.pop(0) if self.answers else httpx.Response(204)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def client(self, address: StoreAddress = ADDRESS) -> StoreClient:
        found = StoreClient(address, pause=0)
        found._client = httpx.Client(transport=httpx.MockTransport(self))
        return found


def table() -> httpx.Response:
    return httpx.Response(200, headers=JSON, content=TABLE)


def test_a_table_comes_as_texts_and_what_is_not_bound_as_an_empty_one() -> None:
    assert list(Store(table()).client().select("q")) == [("urn:a", "1"), ("n", "")]


def test_yes_or_no_is_a_table_without_rows() -> None:
    body = b'{"head":{},"boolean":true}'
    assert list(Store(httpx.Response(200, content=body)).client().select("ASK {}")) == []


def test_a_broken_table_is_named() -> None:
    with pytest.raises(StoreError, match="http://x/query gave a broken answer"):
        list(Store(httpx.Response(200, content=TABLE[:-3])).client().select("q"))


@pytest.mark.parametrize(("replaces", "method"), [(True, "PUT"), (False, "POST")])
def test_a_graph_is_put_in_place_or_beside(replaces: bool, method: str) -> None:
    store = Store()
    store.client().send("urn:g?a=1&b", b"<urn:s> <urn:p> 1 .", replace=replaces)
    [request] = store.asked
    assert (request.method, request.url.params["graph"]) == (method, "urn:g?a=1&b")
    assert (request.headers["content-type"], request.content) == (
        "application/n-triples",
        b"<urn:s> <urn:p> 1 .",
    )


@pytest.mark.parametrize("passing", [httpx.Response(503), httpx.Response(429), httpx.ConnectError("refused")])
def test_a_fault_that_may_pass_is_tried_again(passing: httpx.Response | Exception) -> None:
    store = Store(passing, passing, passing)
    store.client().update("CLEAR ALL")
    assert [r.content for r in store.asked] == [b"update=CLEAR+ALL"] * 4


def test_a_fault_that_stays_is_told_after_four_tries() -> None:
    store = Store(*[httpx.ConnectError("refused")] * 9)
    with pytest.raises(StoreError, match="The store at http://x/update refused POST: ConnectError: refused"):
        store.client().update("u")
    assert len(store.asked) == 4


@pytest.mark.parametrize(("status", "hint"), [(400, False), (401, True), (302, False), (500, False)])
def test_a_refusal_is_told_at_once_and_what_to_check(status: int, hint: bool) -> None:
    store = Store(httpx.Response(status, text="401 is what it is"))
    with pytest.raises(StoreError, match=f"{status} 401 is what it is") as told:
        store.client().update("u")
    assert len(store.asked) == 1
    assert ("STAFETT_STORE_USER" in (told.value.hint or "")) is hint


@pytest.mark.parametrize("needed", [True, False])
def test_the_login_goes_with_updates_and_with_queries_where_they_need_it(needed: bool) -> None:
    store = Store(table())
    client = store.client(replace(ADDRESS, user="a", password="b", query_needs_login=needed))
    list(client.select("q"))
    client.update("u")
    assert ["authorization" in r.headers for r in store.asked] == [needed, True]


@pytest.mark.parametrize("status", [200, 401])
def test_an_engine_is_known_by_its_header_even_where_it_does_not_let_us_in(status: int) -> None:
    store = Store(httpx.Response(status, headers={"server": "Virtuoso/7"}))
    client = store.client(replace(ADDRESS, kind="auto"))
    assert [client.dialect.name, client.dialect.name] == ["virtuoso", "virtuoso"]
    assert len(store.asked) == 1  # asked once, and remembered


@pytest.mark.parametrize("missing", ["update", "graphs"])
def test_a_store_cannot_be_loaded_without_its_addresses(missing: str) -> None:
    with pytest.raises(SettingError, match="update and graph store addresses are needed"):
        StoreClient(replace(ADDRESS, **{missing: None}))  # type: ignore[arg-type]
