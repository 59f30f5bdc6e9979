"""One line a request, and nothing in it that tells who asked for what."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from dataclasses import replace
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from stafett.limits import Limits
from stafett.operations import Operations
from stafett.store.embedded import EmbeddedEngine
from stafett.web.app import create_app
from stafett.web.requestlog import JsonLines, install_logging, network, query_note

pytest_plugins = ("web_fixtures",)

SECRET = "SELECT ?secretname WHERE { ?secretname a skos:Concept }"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(JsonLines())
    logger = logging.getLogger("stafett.requests")
    before = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    yield written
    logger.removeHandler(handler)
    logger.setLevel(before)


def lines(written: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in written.getvalue().splitlines()]


def client(dist: Path, **settings: str) -> TestClient:
    app = create_app(dist, operations=replace(Operations(), **settings))  # type: ignore[arg-type]
    return TestClient(app, client=("203.0.113.77", 50000), follow_redirects=False)


def test_a_request_is_one_line_with_its_route(web_dist: Path, log: io.StringIO) -> None:
    answer = client(web_dist).get("/code/vigo-fullfortkode.csv?secret=1")
    (line,) = lines(log)
    assert line["method"] == "GET"
    assert line["route"].startswith("/code/{")
    assert line["status"] == answer.status_code
    assert line["bytes"] == len(answer.content)
    assert line["whole"] is True
    assert line["ms"] > 0
    assert line["client"] == "203.0.113.0/24"
    assert "secret" not in log.getvalue()


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_query_is_told_by_its_hash_alone(web_dist: Path, log: io.StringIO, method: str) -> None:
    caller = client(web_dist)
    if method == "GET":
        caller.get("/sparql", params={"query": SECRET})
    else:
        caller.post("/sparql", data={"query": SECRET})
    (line,) = lines(log)
    assert line["query"] == query_note(SECRET, "hash")
    assert line["outcome"] == "ok"
    assert line["rows"] > 0
    assert line["query_ms"] >= 0
    assert "secretname" not in log.getvalue()
    assert "203.0.113.77" not in log.getvalue()


def test_a_refused_query_says_why(web_dist: Path, log: io.StringIO) -> None:
    client(web_dist).get("/sparql", params={"query": "SELECT * { SERVICE <http://x.org/> { ?s ?p ?o } }"})
    assert lines(log)[0]["outcome"] == "refused"


def test_settings_say_what_is_told(web_dist: Path, log: io.StringIO) -> None:
    client(web_dist, log_query="text", log_client="full").get("/sparql", params={"query": SECRET})
    client(web_dist, log_query="none", log_client="none").get("/sparql", params={"query": SECRET})
    hashed = client(web_dist, log_client="hash")
    hashed.get("/health")
    hashed.get("/health")
    client(web_dist, log_client="hash").get("/health")
    client(web_dist, log="off").get("/health")
    full, none, first, second, other = lines(log)
    assert (full["query"], full["client"]) == (SECRET, "203.0.113.77")
    assert "query" not in none
    assert "client" not in none
    assert first["client"] == second["client"] != other["client"]


def test_what_is_at_no_address_of_ours_is_unknown(web_dist: Path, log: io.StringIO) -> None:
    client(web_dist).get("/wp-login.php")
    assert lines(log)[0]["route"] == "unknown"


def test_head_has_the_route_of_get_and_no_bytes(web_dist: Path, log: io.StringIO) -> None:
    client(web_dist).head("/health")
    (line,) = lines(log)
    assert (line["method"], line["route"], line["bytes"]) == ("HEAD", "/health", 0)


def test_behind_a_trusted_proxy_the_client_is_the_one_before_it(web_dist: Path, log: io.StringIO) -> None:
    limits = Limits(trusted_proxies=(ip_network("203.0.113.0/24"),))
    for limit in (limits, Limits()):
        engine = EmbeddedEngine.load(web_dist / "all.nq", limits=limit)
        app = create_app(web_dist, engine=engine, operations=Operations())
        caller = TestClient(app, client=("203.0.113.77", 50000))
        caller.get("/health", headers={"x-forwarded-for": "198.51.100.9"})
    assert [line["client"] for line in lines(log)] == ["198.51.100.0/24", "203.0.113.0/24"]


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("192.0.2.130", "192.0.2.0/24"),
        ("2001:db8:1:2::3", "2001:db8:1::/48"),
        ("2001:db8:1:2::/64", "2001:db8:1::/48"),
        ("testclient", None),
    ],
)
def test_an_address_is_cut_to_its_network(address: str, shown: str | None) -> None:
    assert network(address) == shown


def test_other_lines_are_json_too(capsys: pytest.CaptureFixture[str]) -> None:
    loggers = [logging.getLogger(name) for name in ("stafett", "uvicorn")]
    before = [(logger.handlers, logger.propagate, logger.level) for logger in loggers]
    try:
        install_logging(Operations())
        try:
            raise ValueError("broken")
        except ValueError:
            logging.getLogger("stafett.web").exception("Something «failed»")
        logging.getLogger("uvicorn.error").warning("Invalid HTTP request received.")
        logging.getLogger("uvicorn.error").info("Started")
    finally:
        for logger, (handlers, propagate, level) in zip(loggers, before, strict=True):
            logger.handlers, logger.propagate = handlers, propagate
            logger.setLevel(level)
    line, theirs = map(json.loads, capsys.readouterr().err.splitlines())
    assert theirs["message"] == "Invalid HTTP request received."
    assert line["level"] == "error"
    assert line["message"] == "Something «failed»"
    assert "ValueError: broken" in line["exception"]
