"""Hostile clients: slow, rude, many. Over loopback, against a real server."""

from __future__ import annotations

import asyncio
import socket
import time
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from hypothesis import HealthCheck, given, settings

from endpoint_fixtures import Server
from hostile.soak import besiege, growth
from hostile.test_hostile_queries import settles

pytest_plugins = ("web_fixtures", "endpoint_fixtures")

LARGE = "SELECT * { ?a ?b ?c . ?d ?e ?f }"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"


def raw(server: Server, request: bytes, wait: float = 20) -> bytes:
    """Send bytes and return what comes back first."""
    with connect(server) as connection:
        connection.settimeout(wait)
        connection.sendall(request)
        try:
            return connection.recv(4096)
        except ConnectionResetError:
            return b""


def connect(server: Server) -> socket.socket:
    return socket.create_connection(("127.0.0.1", int(server.url.rpartition(":")[2])))


def get(query: str) -> bytes:
    return f"GET /sparql?query={quote(query)} HTTP/1.1\r\nHost: x\r\n\r\n".encode()


@pytest.mark.parametrize(
    ("name", "request_", "statuses"),
    [
        ("no HTTP", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 500, (400,)),
        ("huge header", b"GET /sparql HTTP/1.1\r\nHost: x\r\nX: " + b"a" * 200_000 + b"\r\n\r\n", (400, 431)),
        (
            "huge address",
            b"GET /sparql?query=" + b"a" * 200_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
            (400, 414),
        ),
        (
            "many headers",
            b"GET /sparql HTTP/1.1\r\nHost: x\r\n" + b"A: b\r\n" * 20_000 + b"\r\n",
            (200, 400, 431),
        ),
        ("percent nonsense", b"GET /sparql?query=%ff%fe%zz HTTP/1.1\r\nHost: x\r\n\r\n", (400,)),
        (
            "two lengths",
            b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef",
            (400,),
        ),
        (
            "wrong encoding",
            b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\n"
            b"Content-Length: 8\r\n\r\nASK {\xff\xfe}",
            (400,),
        ),
        (
            "UTF-16",
            b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query; charset=utf-16\r\n"
            b"Content-Length: 12\r\n\r\n" + "ASK {}".encode("utf-16-le"),
            (400, 415),
        ),
        ("unknown method", b"BREW /sparql HTTP/1.1\r\nHost: x\r\n\r\n", (400, 405)),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_decent_request_is_turned_away(
    live: Server, name: str, request_: bytes, statuses: tuple[int, ...]
) -> None:
    answer = raw(live, request_)
    if answer or name not in ("huge header", "huge address", "many headers"):
        assert int(answer.split()[1]) in statuses
    assert live.ask("ASK {}").status_code == 200


def test_clients_that_read_slowly_or_not_at_all_hold_no_worker(live: Server) -> None:
    before = live.memory()
    slow = [connect(live) for _ in range(12)]
    try:
        for connection in slow:
            connection.sendall(get(LARGE))
        started = time.monotonic()
        assert live.ask("ASK {}").status_code == 200
        assert time.monotonic() - started < 60
        time.sleep(1)
        assert live.memory() < before + 96 * 1024 * 1024
    finally:
        for connection in slow:
            connection.close()
    settles(live, before)


def test_clients_that_write_slowly_hold_no_worker(live: Server) -> None:
    drip = [connect(live) for _ in range(50)]
    try:
        for connection in drip:
            connection.sendall(b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n")
        assert live.ask("ASK {}").status_code == 200
    finally:
        for connection in drip:
            connection.close()


def test_a_client_that_leaves_stops_its_query(live: Server) -> None:
    before = live.memory()
    for query in (ENDLESS, LARGE) * 4:
        with connect(live) as connection:
            connection.sendall(get(query))
            time.sleep(0.1)
    started = time.monotonic()
    assert live.ask("ASK {}").status_code == 200
    assert time.monotonic() - started < 20
    settles(live, before)


def test_a_thousand_at_once_are_answered_or_told_to_come_back(live: Server) -> None:
    before = live.memory()

    async def flood() -> list[int]:
        limits = httpx.Limits(max_connections=1000)
        async with httpx.AsyncClient(limits=limits, timeout=120) as client:

            async def one(number: int) -> int:
                answer = await client.get(live.sparql, params={"query": f"ASK {{ ?s ?p {number} }}"})
                assert answer.status_code == 200 or answer.headers["retry-after"]
                return answer.status_code

            return await asyncio.gather(*(one(n) for n in range(1000)))

    statuses = asyncio.run(flood())
    assert set(statuses) <= {200, 503}
    assert statuses.count(200) > 60
    settles(live, before)


def test_a_short_siege_leaves_memory_flat(live: Server) -> None:
    """`make soak` does the same for an hour."""
    before = live.memory()
    memory, sent = besiege(live, 8)
    assert sent > 5
    assert growth(memory) < 32
    settles(live, before)


def test_requests_made_from_our_own_description_never_meet_a_fault_of_ours(live: Server) -> None:
    """schemathesis: no 5xx but the two that say that limits are met, whatever fits the OpenAPI of /sparql."""
    import schemathesis  # dear to import, and only here and in one other test
    from schemathesis.core.result import Ok

    schema = schemathesis.openapi.from_url(f"{live.url}/openapi.json")
    operations = [o for o in schema.include(path="/sparql").get_all_operations() if isinstance(o, Ok)]
    assert len(operations) == 2

    for found in operations:

        @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
        @given(case=found.ok().as_strategy())
        def attack(case: Any) -> None:
            answer = case.call(base_url=live.url, timeout=60)
            assert answer.status_code < 500 or answer.status_code in (503, 504), answer.text

        attack()
