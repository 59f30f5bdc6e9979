"""The front door: what it answers itself, and what it passes on."""

from __future__ import annotations

import asyncio
from typing import Any

import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import Message, Receive, Scope, Send

from stafett.operations import Operations
from stafett.store.embedded import EmbeddedEngine
from stafett.store.engine import QueryRequest
from stafett.web.desk import Desk, open_desk
from stafett.web.front import FrontDoor, found_by_the_door
from stafett.web.pagedata import Manifest
from stafett.web.problems import Problem

CSV = {"accept": "text/csv"}
MANIFEST: Manifest = {"version": "1", "base": "https://example.org", "files": []}


async def inside(scope: Scope, receive: Receive, send: Send) -> None:
    """Say what the door has found, as the application would see it."""
    text = "passed on"
    if scope["path"] == "/sparql" and scope["method"] in ("GET", "POST"):
        try:
            text = repr(found_by_the_door(Request(scope)).query)
        except Problem as problem:
            text = f"{problem.status} {problem.detail}"
    await PlainTextResponse(text)(scope, receive, send)


class Broken(EmbeddedEngine):
    """An engine with a fault that nobody has foreseen."""

    async def answer(self, request: QueryRequest) -> Any:
        raise ZeroDivisionError(request.text)


def door(engine: EmbeddedEngine | None = None) -> TestClient:
    made = open_desk(MANIFEST, engine or EmbeddedEngine(ox.Store()), Operations(log="off"))

    def desk() -> Desk:
        return made

    return TestClient(FrontDoor(inside, desk))


def test_queries_of_programs_are_answered_at_the_door() -> None:
    client = door()
    assert client.get("/sparql?query=ASK+{}", headers=CSV).text == "true"
    assert client.post("/sparql", data={"query": "ASK {}"}, headers=CSV).text == "true"


@pytest.mark.parametrize(
    ("method", "address"),
    [("GET", "/"), ("GET", "/sparqls"), ("PUT", "/sparql"), ("DELETE", "/sparql"), ("OPTIONS", "/sparql")],
)
def test_what_is_no_query_is_passed_on_unread(method: str, address: str) -> None:
    assert door().request(method, address, headers=CSV).text == "passed on"


@pytest.mark.parametrize(
    ("address", "accept", "found"),
    [
        ("/sparql", "text/turtle", "None"),
        ("/sparql?query=ASK+{}", "text/html", "'ASK {}'"),
        ("/sparql?query=ASK+{", "text/csv", "400 The query ends too early"),
        ("/sparql?query=ASK+{}&update=x", "text/csv", "403 This endpoint is read-only"),
        ("/sparql?query=ASK+{}", "image/png", "406 Answers come as"),
    ],
)
def test_pages_descriptions_and_errors_are_passed_on_with_what_was_found(
    address: str, accept: str, found: str
) -> None:
    assert door().get(address, headers={"accept": accept}).text.startswith(found)


def test_a_body_is_read_once_whoever_answers() -> None:
    answer = door().post("/sparql", data={"query": "ASK {}"}, headers={"accept": "text/html"})
    assert answer.text == "'ASK {}'"


def test_an_unforeseen_fault_is_logged_and_told_as_one(caplog: pytest.LogCaptureFixture) -> None:
    answer = door(Broken(ox.Store())).get("/sparql?query=ASK+{}", headers=CSV)
    assert answer.text == "500 The server has met an error of its own."
    assert "ZeroDivisionError" in caplog.text


def test_who_leaves_in_the_middle_of_a_body_is_no_fault_of_ours(caplog: pytest.LogCaptureFixture) -> None:
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        sent.append(message)

    desk = open_desk(MANIFEST, EmbeddedEngine(ox.Store()), Operations(log="off"))
    headers = [(b"content-type", b"application/sparql-query")]
    scope = {"type": "http", "method": "POST", "path": "/sparql", "query_string": b"", "headers": headers}
    asyncio.run(FrontDoor(inside, lambda: desk)(scope, receive, send))
    assert sent[0]["status"] == 499
    assert not caplog.records
