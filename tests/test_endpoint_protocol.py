"""What clients get from a real server beyond the W3C's tests (tests/conformance/test_sparql_protocol.py)."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
from typing import Any
from urllib.parse import urlencode

import httpx
import pyoxigraph as ox
import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, TURTLE, XML, SPARQLWrapper

from endpoint_fixtures import Server

pytest_plugins = ("web_fixtures", "endpoint_fixtures")

BASE = "https://w3id.org/stafett"
SELECT = "SELECT ?s { ?s ?p ?o } LIMIT 1"
STALLING = (
    "SELECT * { { SELECT * { ?a ?b ?c } LIMIT 2000 } UNION "
    "{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(STRLEN(STR(?a)) + STRLEN(STR(?i)) < 0) } }"
)
"""Gives more than is held back, and then nothing until time is up."""
PRODUCT = "SELECT * { ?a ?b ?c . ?d ?e ?f }"


@pytest.mark.parametrize(
    ("query", "types"),
    [
        (SELECT, ["application/sparql-results+json", "application/sparql-results+xml", "text/csv"]),
        ("ASK {}", ["application/sparql-results+json"]),
        ("DESCRIBE <urn:x>", ["text/turtle", "application/rdf+xml"]),
        ("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", ["application/n-triples", "application/ld+json"]),
    ],
)
def test_the_format_is_the_one_that_is_liked_best(live: Server, query: str, types: list[str]) -> None:
    for media_type in types:
        answer = live.ask(query, accept=f"image/png, {media_type};q=0.5, */*;q=0.1")
        assert answer.headers["content-type"].split(";")[0] == media_type


def test_an_error_is_told_in_the_language_that_is_asked_for(live: Server) -> None:
    query = "SELECT * { SERVICE <http://x.org> {} }"
    said = {tag: live.ask(query, accept_language=tag).json()["detail"] for tag in ("nb", "nn", "en")}
    assert "kaller ikke andre" in said["nb"]
    assert "kallar ikkje andre" in said["nn"]
    assert live.ask(query).json()["detail"] == said["en"]


def test_head_and_preflight(live: Server) -> None:
    answer = httpx.head(live.sparql, params={"query": PRODUCT}, timeout=60)
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["content-type"] == "application/sparql-results+json"
    preflight = httpx.options(
        live.sparql, headers={"origin": "https://x.org", "access-control-request-method": "POST"}
    )
    assert preflight.status_code == 204
    assert "stafett-cut" in live.ask("ASK {}").headers["access-control-expose-headers"]


def test_an_answer_that_meets_a_limit_in_the_middle_is_broken_off(live: Server) -> None:
    with pytest.raises(httpx.RemoteProtocolError, match="incomplete"):
        live.ask(PRODUCT, accept="text/csv")


def test_an_answer_that_meets_a_limit_early_says_so_in_a_header(live: Server) -> None:
    # The limit is 20 000 rows; so many of three bytes each are less than 64 KiB.
    answer = live.ask("SELECT (1 AS ?x) { ?a ?b ?c . ?d ?e ?f }", accept="text/csv")
    assert answer.headers["stafett-cut"] == "rows"
    assert answer.text.count("\n") == 20_001


def old(live: Server, query: str) -> tuple[bytes, bytes]:
    """The headers and the body as a client of HTTP/1.0 gets them: all that comes until the line is shut."""
    address = f"/sparql?{urlencode({'query': query, 'download': 'csv'})}"
    host, port = live.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=60) as line:
        line.sendall(f"GET {address} HTTP/1.0\r\nHost: {host}\r\n\r\n".encode())
        with line.makefile("rb") as answer:
            headers, _, body = answer.read().partition(b"\r\n\r\n")
    return headers, body


def test_http_1_0_never_takes_a_part_for_the_whole(live: Server) -> None:
    headers, body = old(live, PRODUCT)
    assert b"stafett-cut: " in headers
    assert body.endswith(b"\r\n")
    assert f"content-length: {len(body)}".encode() in headers
    headers, body = old(live, STALLING)
    assert b" 504 " in headers.splitlines()[0]
    headers, body = old(live, SELECT)
    assert b" 200 " in headers.splitlines()[0] and b"stafett-cut: " not in headers
    assert body.startswith(b"s\r\n")


# --- clients


def test_sparqlwrapper(live: Server) -> None:
    for form, method in ((JSON, "GET"), (XML, "POST"), (CSV, "GET")):
        client = SPARQLWrapper(live.sparql)
        client.setQuery(SELECT)
        client.setReturnFormat(form)
        client.setMethod(method)
        assert client.query().convert()
    client = SPARQLWrapper(live.sparql)
    client.setQuery("DESCRIBE <http://psi.udir.no/kl06/HSHEA2---->")
    client.setReturnFormat(TURTLE)
    turtle = client.query().convert()
    assert isinstance(turtle, bytes)
    assert len(rdflib.Graph().parse(data=turtle, format="turtle"))


def test_the_store_of_rdflib(live: Server) -> None:
    graph = rdflib.Graph(SPARQLStore(live.sparql, returnFormat="xml"))
    rows: list[Any] = list(graph.query('SELECT ?c { ?c <http://www.w3.org/2004/02/skos/core#notation> "B" }'))
    assert [str(row[0]) for row in rows] == [f"{BASE}/code/vigo-fullfortkode/B"]
    assert len(list(graph.triples((rdflib.URIRef(f"{BASE}/code/vigo-fullfortkode/B"), None, None)))) > 2


def test_curl(live: Server) -> None:
    if shutil.which("curl") is None:
        pytest.skip("curl is not installed")
    command = ["curl", "-sf", "-H", "Accept: text/csv", "--data-urlencode", f"query={SELECT}", live.sparql]
    done = subprocess.run(command, capture_output=True, check=True)
    assert done.stdout.startswith(b"s\r\n")
    broken = subprocess.run(
        ["curl", "-s", "-o", "/dev/null", "-H", "Accept: text/csv", "-d", f"query={PRODUCT}", live.sparql],
        check=False,
    )
    assert broken.returncode == 18  # CURLE_PARTIAL_FILE


def test_csv_as_r_reads_it_from_an_address(live: Server) -> None:
    """R's read.csv(url) sends no Accept but */*, so the address itself must ask for CSV."""
    answer = httpx.get(
        live.sparql, params={"query": "SELECT ?s ?o { ?s ?p ?o } LIMIT 5", "download": "csv"}, timeout=60
    )
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.text.splitlines()[0] == "s,o"
    assert len(answer.text.splitlines()) >= 6


# --- service description


def test_the_service_describes_itself_with_its_limits_and_formats(live: Server) -> None:
    answer = httpx.get(live.sparql, headers={"accept": "application/n-triples"}, timeout=60)
    triples = [q.triple for q in ox.parse(answer.content, format=ox.RdfFormat.N_TRIPLES)]
    sd = "http://www.w3.org/ns/sparql-service-description#"
    by_predicate: dict[str, list[object]] = {}
    for triple in triples:
        by_predicate.setdefault(triple.predicate.value, []).append(triple.object)
    assert len(by_predicate[sd + "resultFormat"]) == 8
    assert by_predicate[sd + "supportedLanguage"] == [ox.NamedNode(sd + "SPARQL11Query")]
    assert by_predicate[sd + "defaultDataset"]
    assert by_predicate[f"{BASE}/def/limit/seconds"] == [ox.Literal(4)]
    assert "void" in answer.headers["link"]
    assert json.loads(live.ask("ASK {}").text)["boolean"] is True
