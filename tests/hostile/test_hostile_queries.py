"""The hostile corpus against a real server: the right status in time, and the server unharmed."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from endpoint_fixtures import SECONDS, Server
from hostile import corpus

pytest_plugins = ("web_fixtures", "endpoint_fixtures")

PATIENCE = 30
"""Seconds that an answer may take beyond the limit, on a machine that is busy with other things."""


def send(server: Server, query: str) -> tuple[int, float]:
    """Status, and seconds until the answer was over."""
    started = time.monotonic()
    try:
        answer = httpx.post(server.sparql, data={"query": query}, timeout=120)
        status = answer.status_code
    except httpx.RemoteProtocolError:  # broken off, since the limit was met in the middle
        status = 200
    return status, time.monotonic() - started


@pytest.mark.parametrize(
    "hostile", [h for h in corpus.ALL if h not in corpus.COSTLY], ids=lambda hostile: hostile.name
)
def test_a_hostile_query_gets_the_right_status(live: Server, hostile: corpus.Hostile) -> None:
    status, seconds = send(live, hostile.query)
    assert status in hostile.statuses
    assert seconds < SECONDS + PATIENCE


def test_costly_queries_are_stopped_and_normal_ones_beside_them_answered(live: Server) -> None:
    before = live.memory()
    with ThreadPoolExecutor(3) as beside:
        running = [beside.submit(send, live, hostile.query) for hostile in corpus.COSTLY]
        asked = 0
        while not all(future.done() for future in running):
            assert live.ask("ASK { ?s ?p ?o }").json()["boolean"] is True
            asked += 1
            time.sleep(0.2)
    assert asked
    for hostile, future in zip(corpus.COSTLY, running, strict=True):
        status, _ = future.result()
        assert status in hostile.statuses, hostile.name
    settles(live, before)


def settles(server: Server, before: int) -> None:
    """Memory is where it was, give or take, and there are as many workers as there should be."""
    for _ in range(100):
        if len(server.workers()) == 2:
            break
        time.sleep(0.1)
    assert len(server.workers()) == 2
    assert server.memory() < before + 48 * 1024 * 1024
    assert server.ask("ASK {}").json()["boolean"] is True
