"""The whole application over a remote store."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from remote_stores import oxigraph
from stafett.limits import Limits
from stafett.store.remote.address import StoreAddress
from stafett.store.remote.loading import Build, load
from stafett.web.serving import serve_store
from web_fixtures import web_dist as web_dist

ASK = {"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"}
CSV = {"accept": "text/csv"}


@pytest.fixture
def store(tmp_path: Path, web_dist: Path) -> Iterator[StoreAddress]:
    with oxigraph(tmp_path) as address:
        load(Build.read(web_dist / "all.nq"), address)
        yield address


def test_pages_come_from_the_build_and_answers_from_the_store(store: StoreAddress, web_dist: Path) -> None:
    triples = Build.read(web_dist / "all.nq").marker.triples
    with TestClient(serve_store(web_dist, store, Limits())) as client:
        assert client.get("/", headers={"accept": "text/html"}).status_code == 200
        assert client.get("/sparql", params=ASK, headers=CSV).text == f"n\r\n{triples}\r\n"
        broken = client.get("/sparql", params={"query": "SELECT {"}, headers=CSV)
        assert (broken.status_code, broken.headers["content-type"]) == (400, "application/problem+json")
        cut = client.get("/sparql", params={"query": "SELECT * { SERVICE <urn:x> {} }"}, headers=CSV)
        assert cut.status_code == 403


def test_limits_hold_over_a_remote_store(store: StoreAddress, web_dist: Path) -> None:
    with TestClient(serve_store(web_dist, store, Limits(rows=1))) as client:
        found = client.get("/sparql", params={"query": "SELECT ?s { ?s ?p ?o }"}, headers=CSV)
    assert found.headers["stafett-cut"] == "rows"
    assert len(found.text.splitlines()) == 2


def test_without_the_store_the_pages_stay_and_queries_are_told_to_wait(
    tmp_path: Path, web_dist: Path
) -> None:
    with oxigraph(tmp_path) as address:
        load(Build.read(web_dist / "all.nq"), address)
        client = TestClient(serve_store(web_dist, address, Limits()))
        client.__enter__()
    try:
        assert client.get("/", headers={"accept": "text/html"}).status_code == 200
        away = client.get("/sparql", params=ASK, headers=CSV)
        assert away.status_code == 503
        assert int(away.headers["retry-after"]) > 0
    finally:
        client.__exit__(None, None, None)


def test_a_store_with_another_build_is_named_in_the_log(
    store: StoreAddress, web_dist: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    other = tmp_path / "other.nq"
    other.write_text("<urn:s> <urn:p> <urn:o> <urn:g> .\n")
    load(Build.read(other), store)
    with caplog.at_level(logging.WARNING), TestClient(serve_store(web_dist, store, Limits())):
        pass
    assert "run `stafett load`" in caplog.text
