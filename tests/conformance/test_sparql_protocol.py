"""The W3C's tests of the SPARQL 1.1 Protocol and the Service Description, against a real server.

Named as in the manifests of w3c/rdf-tests (folders protocol and service-description of sparql/sparql11; which
versions were read stands in docs/endpoint.md). Each request has the shape that the manifest gives it: method,
headers, what lies in the address and what in the body. Its data0 is a graph that is not there; its data1 to
data3 are three code lists here, each in a graph of its own. The manifest sends no Accept.
"""

from __future__ import annotations

import http.client
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import quote, urlencode, urlsplit

import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient
from rdflib import RDF, Graph, Namespace, URIRef

from endpoint_fixtures import Server
from stafett.operations import Operations
from stafett.store.embedded import EmbeddedEngine
from stafett.web.app import create_app

pytest_plugins = ("web_fixtures", "endpoint_fixtures")

BASE: Final = "https://w3id.org/stafett"
NOT_THERE: Final = "http://kasei.us/2009/09/sparql/data/data0.rdf"
LISTS: Final = ("vigo-fullfortkode", "grep-programomraader", "stafett-rolle")
ONE, TWO, THREE = (f"<{BASE}/code/{name}>" for name in LISTS)
GRAPHS: Final = tuple(f"{BASE}/graph/codes/{name}" for name in LISTS)
IN_1, IN_2, IN_3 = GRAPHS
NAMED: Final = f"GRAPH ?g1 {{ {ONE} a ?type }} GRAPH ?g2 {{ {TWO} a ?type }}"
BOTH: Final = f"ASK {{ {ONE} a ?type . {TWO} a ?type . }}"
FORM: Final = "application/x-www-form-urlencoded"
QUERY: Final = "application/sparql-query"
UPDATE: Final = "application/sparql-update"
WRITTEN: Final = "http://example.org/protocol-update-dataset-test/"
SD: Final = Namespace("http://www.w3.org/ns/sparql-service-description#")

Pairs = list[tuple[str, str]]


@dataclass(frozen=True)
class Reply:
    """What came back."""

    status: int
    media_type: str
    body: bytes

    def boolean(self) -> bool:
        known = ox.QueryResultsFormat.from_media_type(self.media_type)
        assert known, f"{self.media_type} is no format of results"
        found = ox.parse_query_results(self.body, format=known)
        assert isinstance(found, ox.QueryBoolean)
        return bool(found)


def send(
    server: Server,
    method: str,
    address: Pairs,
    content_type: str | None = None,
    body: str | bytes = b"",
    **headers: str,
) -> Reply:
    """One request with no headers but Host, Content-Length, Accept-Encoding and those that are named."""
    if content_type:
        headers["Content-Type"] = content_type
    path = "/sparql" + (f"?{urlencode(address, quote_via=quote)}" if address else "")
    connection = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=60)
    try:
        connection.request(method, path, body.encode() if isinstance(body, str) else body, headers)
        answer = connection.getresponse()
        media_type = answer.headers.get_content_type()
        return Reply(answer.status, media_type, answer.read())
    finally:
        connection.close()


def default(*graphs: str) -> Pairs:
    return [("default-graph-uri", graph) for graph in graphs]


def named(*graphs: str) -> Pairs:
    return [("named-graph-uri", graph) for graph in graphs]


DATASETS: Final = {
    "query_dataset_default_graphs_get": ("GET", [("query", BOTH), *default(IN_1, IN_2)], None, ""),
    "query_dataset_default_graphs_post": ("POST", default(IN_1, IN_2), QUERY, BOTH),
    "query_dataset_named_graphs_post": ("POST", named(IN_1, IN_2), QUERY, f"ASK {{ {NAMED} }}"),
    "query_dataset_named_graphs_get": (
        "GET",
        [("query", f"ASK {{ {NAMED} }}"), *named(IN_1, IN_2)],
        None,
        "",
    ),
    "query_dataset_full": (
        "POST",
        [*default(IN_3), *named(IN_1, IN_2)],
        QUERY,
        f"ASK {{\n  {THREE} a ?type\n  {NAMED}\n}}",
    ),
    "query_multiple_dataset": ("POST", named(IN_1, IN_2), QUERY, f"ASK FROM <{IN_3}> {{ {NAMED} }}"),
}
TRUE: Final = {
    "query_post_form": ("POST", default(NOT_THERE), FORM, "query=ASK%20%7B%7D"),
    "query_get": ("GET", [("query", "ASK {}"), *default(NOT_THERE)], None, ""),
    "query_content_type_ask": ("POST", default(NOT_THERE), QUERY, "ASK {}"),
    "query_post_direct": ("POST", [], QUERY, "ASK {}"),
    **DATASETS,
}


@pytest.mark.parametrize("name", TRUE)
def test_true_is_answered(live: Server, name: str) -> None:
    answer = send(live, *TRUE[name])
    assert answer.status == 200
    assert answer.boolean()


@pytest.mark.parametrize("name", DATASETS)
def test_the_dataset_counts(live: Server, name: str) -> None:
    """Not of the suite, whose answers are true of a service that pays no heed to the dataset, too."""
    method, address, content_type, body = DATASETS[name]
    assert send(live, method, address[:-1], content_type, body).boolean() is False


def test_query_multiple_dataset_as_it_was_at_first(live: Server) -> None:
    """Until 2023 this test had another graph in the request than in the query, and false for its answer."""
    asked = f"ASK FROM <{IN_1}> {{ {ONE} ?p ?o }}"
    assert send(live, "POST", default(IN_2), QUERY, asked).boolean() is False


def test_query_content_type_select(live: Server) -> None:
    answer = send(live, "POST", default(NOT_THERE), QUERY, "SELECT (1 AS ?value) {}")
    assert answer.status == 200
    assert answer.media_type == "application/sparql-results+json"
    found = ox.parse_query_results(answer.body, format=ox.QueryResultsFormat.JSON)
    assert isinstance(found, ox.QuerySolutions)
    assert [row["value"] for row in found] == [ox.Literal(1)]


@pytest.mark.parametrize(
    ("name", "query", "triples"),
    [
        ("query_content_type_describe", "DESCRIBE <http://example.org/>", []),
        # Without a base of its own, the service's counts: the address of the endpoint.
        (
            "query_content_type_construct",
            "CONSTRUCT { <s> <p> 1 } WHERE {}",
            [ox.Triple(ox.NamedNode(f"{BASE}/s"), ox.NamedNode(f"{BASE}/p"), ox.Literal(1))],
        ),
    ],
)
def test_a_graph_is_answered(live: Server, name: str, query: str, triples: list[ox.Triple]) -> None:
    answer = send(live, "POST", default(NOT_THERE), QUERY, query)
    assert (answer.status, answer.media_type) == (200, "text/turtle"), name
    assert [quad.triple for quad in ox.parse(answer.body, format=ox.RdfFormat.TURTLE)] == triples


BAD: Final = {
    "bad_query_method": ("PUT", [("query", "ASK {}"), *default(NOT_THERE)], FORM, b"", 405),
    "bad_multiple_queries": ("GET", [("query", "ASK {}"), ("query", "SELECT * {}")], None, b"", 400),
    "bad_query_wrong_media_type": ("POST", [], "text/plain", b"ASK {}", 415),
    "bad_query_missing_form_type": ("POST", [], None, b"query=ASK%20%7B%7D", 415),
    "bad_query_missing_direct_type": ("POST", [], None, b"ASK {}", 415),
    "bad_query_non_utf8": ("POST", [], f"{QUERY}; charset=UTF-16", "ASK {}".encode("utf-16"), 415),
    "bad_query_syntax": ("GET", [("query", "ASK {")], None, b"", 400),
    "bad_update_get": ("GET", [("update", "CLEAR ALL")], None, b"", 403),
    "bad_multiple_updates": ("POST", [], FORM, b"update=CLEAR%20NAMED&update=CLEAR%20DEFAULT", 403),
    "bad_update_wrong_media_type": ("POST", [], "text/plain", b"CLEAR NAMED", 415),
    "bad_update_missing_form_type": ("POST", [], None, b"update=CLEAR%20NAMED", 415),
    "bad_update_non_utf8": ("POST", [], f"{UPDATE}; charset=UTF-16", "CLEAR NAMED".encode("utf-16"), 403),
    "bad_update_syntax": ("POST", [], FORM, b"update=CLEAR%20XYZ", 403),
    "bad_update_dataset_conflict": (
        "POST",
        [("using-named-graph-uri", "http://example/people")],
        UPDATE,
        b"WITH <http://example/addresses> DELETE { ?s ?p 'a' } INSERT { ?s ?p 'b' } WHERE { ?s ?p 'a' }",
        403,
    ),
}
UPDATES: Final = {
    "update_dataset_default_graph": ([("using-graph-uri", IN_1)], UPDATE),
    "update_dataset_default_graphs": ([("using-graph-uri", IN_1), ("using-graph-uri", IN_2)], UPDATE),
    "update_dataset_named_graphs": (
        [("using-named-graph-uri", IN_1), ("using-named-graph-uri", IN_2)],
        UPDATE,
    ),
    "update_dataset_full": ([("using-graph-uri", IN_1), ("using-named-graph-uri", IN_2)], UPDATE),
    "update_post_form": ([], FORM),
    "update_post_direct": ([], UPDATE),
    "update_base_uri": ([], UPDATE),
}
"""The update tests that expect 2xx of a service that has updates: ours has none (docs/endpoint.md)."""


def held(server: Server, name: str) -> bytes:
    """How many triples there are in how many graphs, and what the graph holds that updates would write."""
    # With a name in it, or the answer would come from memory.
    query = (
        "SELECT (COUNT(*) AS ?triples) (COUNT(DISTINCT ?g) AS ?graphs) "
        f"(SUM(IF(?g = <{WRITTEN}>, 1, 0)) AS ?written) {{ GRAPH ?g {{ ?s ?p ?o }} }} # {name}"
    )
    return send(server, "GET", [("query", query), ("download", "csv")]).body.split(b"\r\n")[1]


@pytest.fixture(scope="module")
def untouched(live: Server) -> bytes:
    found = held(live, "before all")
    triples, graphs, written = map(int, found.split(b","))
    assert triples > graphs > 3 and written == 0
    return found


@pytest.mark.parametrize("name", BAD)
def test_what_is_wrong_is_refused(live: Server, untouched: bytes, name: str) -> None:
    method, address, content_type, body, status = BAD[name]
    answer = send(live, method, address, content_type, body)
    assert (answer.status, answer.media_type) == (status, "application/problem+json")
    assert b'"detail"' in answer.body
    assert "update" not in name or held(live, name) == untouched


@pytest.mark.parametrize("name", UPDATES)
def test_an_update_is_refused_with_a_reason_and_changes_nothing(
    live: Server, untouched: bytes, name: str
) -> None:
    address, content_type = UPDATES[name]
    update = (
        f"CLEAR ALL ; INSERT DATA {{ GRAPH <{IN_1}> {{ {ONE} a <test> }} }} ; "
        f"INSERT {{ GRAPH <{WRITTEN}> {{ ?s a <test> }} }} "
        "WHERE { { ?s a ?o } UNION { GRAPH ?g { ?s a ?o } } }"
    )
    body = urlencode({"update": update}) if content_type == FORM else update
    answer = send(live, "POST", address, content_type, body)
    assert (answer.status, answer.media_type) == (403, "application/problem+json")
    assert b"read-only: updates are refused" in answer.body
    assert held(live, name) == untouched


# --- the service description


@pytest.mark.parametrize("accept", [None, "*/*", "application/rdf+xml", "text/html;q=0.5, text/turtle"])
def test_returns_rdf(live: Server, accept: str | None) -> None:
    headers = {"Accept": accept} if accept else {}
    answer = send(live, "GET", [], **headers)
    assert answer.status == 200
    assert len(Graph().parse(data=answer.body, format=answer.media_type)) > 50


@pytest.fixture(scope="module")
def description(dist: Path, engine: EmbeddedEngine) -> Graph:
    """Of the full build, dereferenced at the address of its endpoint."""
    app = create_app(dist, engine=engine, operations=Operations(log="off", root_path="/stafett"))
    with TestClient(app, base_url=BASE) as client:
        answer = client.get("sparql")
    assert answer.status_code == 200
    return Graph().parse(data=answer.content, format=answer.headers["content-type"].split(";")[0])


def test_has_endpoint_triple(description: Graph) -> None:
    assert set(description.objects(None, SD.endpoint)) == {URIRef(f"{BASE}/sparql")}


TYPED: Final = {
    SD.Service: (("endpoint", "feature", "supportedLanguage", "resultFormat", "defaultDataset"), ()),
    SD.Dataset: (("defaultGraph",), ("defaultDataset",)),
    SD.NamedGraph: (("name", "graph"), ("namedGraph",)),
    SD.Graph: ((), ("defaultGraph", "graph")),
}
"""Class to the properties whose subjects, and whose objects, are of it (Service Description, section 3)."""


def test_conforms_to_schema(description: Graph) -> None:
    graphs = list(description.subjects(RDF.type, SD.NamedGraph))
    assert len(graphs) > 30
    assert [graph for graph in graphs if len(list(description.objects(graph, SD.name))) != 1] == []
    for kind, (having, being) in TYPED.items():
        things = {s for name in having for s in description.subjects(SD[name], None)}
        things |= {o for name in being for o in description.objects(None, SD[name])}
        assert things
        assert [thing for thing in things if (thing, RDF.type, kind) not in description] == []
    assert set(description.objects(None, SD.supportedLanguage)) == {SD.SPARQL11Query}
