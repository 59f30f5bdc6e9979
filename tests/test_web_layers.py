"""What lies around every application of ours."""

from __future__ import annotations

import pyoxigraph as ox
from fastapi.testclient import TestClient
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from stafett.operations import Operations
from stafett.store.embedded import EmbeddedEngine
from stafett.web.desk import open_desk
from stafett.web.layers import layers, surround


async def told(request: Request) -> PlainTextResponse:
    return PlainTextResponse(request.scope["path"])


def around(root_path: str = "") -> TestClient:
    engine = EmbeddedEngine(ox.Store())
    desk = open_desk(
        {"version": "1", "base": "https://example.org", "files": []},
        engine,
        Operations(log="off", root_path=root_path),
    )
    inner = Starlette(routes=[Route("/x", told)])
    return TestClient(surround(inner, layers(desk, lambda: desk)))


def test_an_answer_of_the_application_has_our_headers() -> None:
    answer = around().get("/x")
    assert answer.text == "/x"
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "default-src" in answer.headers["content-security-policy"]


def test_so_has_one_of_the_front_door_which_needs_no_application() -> None:
    answer = around().get("/sparql?query=ASK+{}", headers={"accept": "text/csv"})
    assert (answer.status_code, answer.text) == (200, "true")
    assert answer.headers["access-control-allow-origin"] == "*"


def test_below_a_path_the_application_and_the_door_know_nothing_of_it() -> None:
    client = around("/data")
    assert client.get("/data/x").text == "/x"
    assert client.get("/data/sparql?query=ASK+{}", headers={"accept": "text/csv"}).text == "true"
