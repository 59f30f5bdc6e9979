"""An application that is loaded while the server answers queries already."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from types import SimpleNamespace

import pyoxigraph as ox
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from stafett.errors import DistError
from stafett.operations import Operations
from stafett.store.embedded import EmbeddedEngine
from stafett.web.desk import Desk, open_desk
from stafett.web.later import Later
from stafett.web.layers import layers, surround

ASK = {"url": "/sparql?query=ASK+{}", "headers": {"accept": "text/csv"}}


class Engine(EmbeddedEngine):
    """An engine that remembers what was done to it."""

    def __init__(self, fault: Exception | None = None) -> None:
        super().__init__(ox.Store())
        self.done: list[str] = []
        self._fault = fault

    async def start(self) -> None:
        self.done.append("start")
        if self._fault:
            raise self._fault

    async def aclose(self) -> None:
        self.done.append("close")


def unwanted(fault: Exception) -> None:
    raise fault


def desk_of(engine: Engine) -> Desk:
    manifest = {"version": "1", "base": "https://example.org", "files": []}
    return open_desk(manifest, engine, Operations(log="off"))  # type: ignore[arg-type]


def pages(desk: Desk) -> FastAPI:
    @asynccontextmanager
    async def living(app: FastAPI) -> AsyncIterator[None]:
        app.state.lived.append("begin")
        yield
        app.state.lived.append("end")
        await app.state.room.desk.engine.aclose()

    app = FastAPI(lifespan=living)
    app.state.lived = []
    app.state.room = SimpleNamespace(desk=desk)
    app.get("/page")(lambda: app.state.lived)
    return app


def served(later: Later, desk: Desk) -> TestClient:
    return TestClient(surround(later, layers(desk, lambda: later.desk)))


def test_a_query_is_answered_while_the_pages_load_and_a_page_waits_for_them() -> None:
    desk, go = desk_of(Engine()), threading.Event()
    threads: list[str] = []

    def load() -> FastAPI:
        threads.append(threading.current_thread().name)
        assert go.wait(20)
        return pages(desk)

    with served(Later(desk, load, unwanted), desk) as client:
        assert client.get(**ASK).text == "true"
        asking = threading.Timer(0.2, go.set)
        asking.start()
        assert client.get("/page").json() == ["begin"]
        assert client.get("/page").json() == ["begin"]
    assert len(threads) == 1  # loaded once, beside the thread that answers
    assert threads != [threading.main_thread().name]


def test_whether_the_process_lives_is_told_without_waiting() -> None:
    desk, go = desk_of(Engine()), threading.Event()

    def load() -> FastAPI:
        assert go.wait(20)
        return pages(desk)

    with served(Later(desk, load, unwanted), desk) as client:
        answer = client.get("/health/live")
        assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
        assert client.head("/health/live").content == b""
        go.set()
        assert client.post("/health/live").status_code == 404  # by the pages, which here have no such route


def test_application_and_engine_live_as_long_as_the_server() -> None:
    engine = Engine()
    desk = desk_of(engine)
    app = pages(desk)
    with served(Later(desk, lambda: app, unwanted), desk) as client:
        client.get("/page")
        assert engine.done == ["start"]
    assert app.state.lived == ["begin", "end"]
    assert engine.done == ["start", "close"]


def test_the_desk_is_that_of_the_pages_once_they_are_there() -> None:
    first, next_one = desk_of(Engine()), desk_of(Engine())
    app = pages(first)
    later = Later(first, lambda: app, unwanted)
    with served(later, first) as client:
        assert client.get("/page").status_code == 200
        app.state.room = SimpleNamespace(desk=next_one)
        assert later.desk is next_one


@pytest.mark.parametrize("fault", [DistError("page data are broken"), ZeroDivisionError("unforeseen")])
def test_where_the_pages_cannot_be_had_the_server_is_told_to_stop(
    fault: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    engine, failures = Engine(), list[Exception]()
    desk = desk_of(engine)

    def load() -> FastAPI:
        raise fault

    with served(Later(desk, load, failures.append), desk) as client:
        answer = client.get("/page")
    assert (answer.status_code, answer.headers["content-type"]) == (503, "application/problem+json")
    assert (answer.headers["retry-after"], answer.headers["cache-control"]) == ("60", "no-store")
    assert failures == [fault]
    assert engine.done == ["start", "close"]
    # What people can put right is shown by whoever stops; the rest is for the log.
    assert ("unforeseen" in caplog.text) == isinstance(fault, ZeroDivisionError)


def test_a_store_that_cannot_be_opened_stops_the_server() -> None:
    fault, failures = DistError("no such store"), list[Exception]()
    desk = desk_of(Engine(fault))
    client = served(Later(desk, lambda: pages(desk), failures.append), desk)
    with pytest.raises(DistError, match="no such store"), client:
        pass
    assert failures == [fault]
