"""Metrics for Prometheus."""

from __future__ import annotations

from pathlib import Path

from fastapi.testclient import TestClient
from prometheus_client.parser import text_string_to_metric_families

from stafett.operations import Operations
from stafett.web.app import create_app

pytest_plugins = ("web_fixtures",)


def figures(text: str) -> dict[tuple[str, ...], float]:
    return {
        (sample.name, *(f"{k}={v}" for k, v in sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def test_requests_are_counted_by_route_and_status(web_dist: Path) -> None:
    client = TestClient(create_app(web_dist), follow_redirects=False)
    client.get("/def/Person")
    client.get("/def/Agent")
    client.get("/nothing/here")
    client.request("BREW", "/health")
    found = figures(client.get("/metrics").text)
    name = "stafett_http_requests_total"
    assert found[name, "method=GET", "route=/def/{name}", "status=303"] == 2
    assert found[name, "method=GET", "route=unknown", "status=404"] == 1
    assert found[name, "method=other", "route=/health", "status=405"] == 1
    assert found["stafett_http_request_seconds_count", "route=/def/{name}"] == 2
    assert found["stafett_build_info", "version=0.1.0"] == 1
    assert found["stafett_ready",] == 1
    assert found["process_resident_memory_bytes",] > 0


def test_queries_are_counted_by_how_they_ended(web_dist: Path) -> None:
    client = TestClient(create_app(web_dist))
    for query in ("ASK {}", "ASK {}", "ASK {", "ASK { SERVICE <http://x.org/> {} }"):
        client.get("/sparql", params={"query": query})
    found = figures(client.get("/metrics").text)
    assert found["stafett_queries_total", "outcome=ok"] == 2
    assert found["stafett_queries_total", "outcome=syntax"] == 1
    assert found["stafett_queries_total", "outcome=refused"] == 1
    assert found["stafett_query_seconds_count",] == 2


def test_queries_of_the_page_are_counted_too(web_dist: Path) -> None:
    client = TestClient(create_app(web_dist))
    query = "SELECT * { ?s ?p ?o . ?a ?b ?c }"
    client.get("/sparql", params={"query": query}, headers={"accept": "text/html"})
    assert figures(client.get("/metrics").text)["stafett_queries_total", "outcome=cut-rows"] == 1


def test_metrics_can_be_switched_off(web_dist: Path) -> None:
    client = TestClient(create_app(web_dist, operations=Operations(log="off", metrics="off")))
    assert client.get("/metrics").status_code == 404


def test_who_has_a_listener_of_their_own_shows_them_nowhere_else(web_dist: Path) -> None:
    operations = Operations(log="off", metrics="127.0.0.1:9")
    assert TestClient(create_app(web_dist, operations=operations)).get("/metrics").status_code == 404
