"""Who stops listening stops the query."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from prometheus_client import generate_latest
from starlette.requests import ClientDisconnect

from stafett.store.embedded import EmbeddedEngine
from stafett.store.engine import Cut, QueryRequest
from stafett.web import asking
from stafett.web.app import create_app
from stafett.web.asking import stopped_when_left

pytest_plugins = ("web_fixtures",)


class Client:
    """The receiving end of a request: says that the client has left when it has."""

    def __init__(self) -> None:
        self.left = asyncio.Event()
        self.looked = 0

    async def receive(self) -> dict[str, Any]:
        self.looked += 1
        if self.looked == 1:
            return {"type": "http.request", "body": b"", "more_body": False}
        await self.left.wait()
        return {"type": "http.disconnect"}


def test_work_is_stopped_when_the_client_leaves() -> None:
    async def run() -> None:
        client = Client()
        asyncio.get_running_loop().call_later(asking.UNWATCHED + 0.05, client.left.set)
        with pytest.raises(ClientDisconnect), stopped_when_left(client.receive):
            await asyncio.sleep(20)
        task = asyncio.current_task()
        assert task is not None and not task.cancelling()
        await asyncio.sleep(0)  # and what follows goes on

    asyncio.run(run())


def test_nobody_looks_after_a_client_whose_answer_is_soon_there() -> None:
    async def run() -> int:
        client = Client()
        with stopped_when_left(client.receive):
            await asyncio.sleep(0)
        await asyncio.sleep(2 * asking.UNWATCHED)
        return client.looked

    assert asyncio.run(run()) == 0


def test_a_server_that_stops_is_not_taken_for_a_client_that_left() -> None:
    async def work(client: Client) -> None:
        with stopped_when_left(client.receive):
            await asyncio.sleep(20)

    async def run() -> None:
        task = asyncio.ensure_future(work(Client()))
        await asyncio.sleep(2 * asking.UNWATCHED)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(run())


@dataclass
class EndlessAnswer:
    """An answer that begins, and never ends."""

    media_type: str
    cut: Cut | None = None
    rows: int | None = None
    seconds: float = 0.0
    body: bytes | None = None
    closed = False

    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield b"x"
        await asyncio.sleep(60)

    async def aclose(self) -> None:
        EndlessAnswer.closed = True


class Endless(EmbeddedEngine):
    """An engine that has only such answers."""

    async def answer(self, request: QueryRequest) -> EndlessAnswer:  # type: ignore[override]
        return EndlessAnswer(request.solutions or "")


def ask_and_leave(app: FastAPI, version: str) -> list[Any]:
    """What is sent to a client that leaves soon after it has asked."""
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    async def run() -> None:
        client = Client()
        asyncio.get_running_loop().call_later(asking.UNWATCHED + 0.1, client.left.set)
        scope = {
            "type": "http",
            "http_version": version,
            "method": "GET",
            "path": "/sparql",
            "query_string": b"query=ASK%20%7B%7D",
            "headers": [(b"accept", b"text/csv")],
            "client": ("192.0.2.1", 1),
        }
        async with asyncio.timeout(20):
            await app(scope, client.receive, send)

    asyncio.run(run())
    return sent


@pytest.mark.parametrize("version", ["1.0", "1.1"])
def test_an_answer_is_closed_when_its_client_leaves_in_the_middle(version: str, web_dist: Path) -> None:
    EndlessAnswer.closed = False
    sent = ask_and_leave(create_app(web_dist, engine=Endless.load(web_dist / "all.nq")), version)
    assert EndlessAnswer.closed
    assert sent[0]["status"] == (499 if version == "1.0" else 200)
    assert sent[-1].get("more_body", False) or version == "1.0"


class Silent(EmbeddedEngine):
    """An engine that never comes to an answer."""

    async def answer(self, request: QueryRequest) -> EndlessAnswer:  # type: ignore[override]
        await asyncio.sleep(60)
        return EndlessAnswer(request.solutions or "")


def test_who_leaves_before_there_is_an_answer_is_counted(web_dist: Path) -> None:
    app = create_app(web_dist, engine=Silent.load(web_dist / "all.nq"))
    assert ask_and_leave(app, "1.1")[0]["status"] == 499
    figures = generate_latest(app.state.figures.registry).decode()
    assert 'stafett_queries_total{outcome="left"} 1.0' in figures
