"""Evaluating one query: its dataset, its formats, its limits, and what is told before anything is begun."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

import pyoxigraph as ox
import pytest

from stafett.limits import Limits
from stafett.store.engine import GRAPH_FORMATS, SOLUTION_FORMATS, QueryRequest
from stafett.store.errors import NotAcceptableError, QueryError, QueryRefusedError, QuerySyntaxError
from stafett.store.evaluation import Evaluated, evaluate

GRAPH = "CONSTRUCT { ?s <urn:q> <urn:r> } { ?s ?p ?o }"
PREFIXES = {"u": "urn:"}


@pytest.fixture(scope="module")
def store() -> ox.Store:
    """Three triples in two graphs, and their merge."""
    found = ox.Store()
    s, p, o, t = (ox.NamedNode(f"urn:{name}") for name in "spot")
    for triple, graph in (((s, p, o), "g1"), ((s, p, o), "g2"), ((t, p, ox.Literal("å")), "g2")):
        for name in (ox.NamedNode(f"urn:{graph}"), ox.DefaultGraph()):
            found.add(ox.Quad(triple[0], triple[1], triple[2], name))
    return found


@dataclass
class Told:
    """What an evaluation begins with, its bytes and its end."""

    begun: list[str] = field(default_factory=list)
    body: bytes = b""
    end: Evaluated | None = None

    def sink(self, data: bytes) -> None:
        self.body += data

    @property
    def values(self) -> list[str]:
        return [
            value["value"] for row in json.loads(self.body)["results"]["bindings"] for value in row.values()
        ]


def told(store: ox.Store, request: QueryRequest | str, limits: Limits | None = None) -> Told:
    found = Told()
    asked = QueryRequest(request) if isinstance(request, str) else request
    found.end = evaluate(store, PREFIXES, asked, limits or Limits(), found.begun.append, found.sink)
    return found


def test_prefixes_are_known_without_declaring_them(store: ox.Store) -> None:
    assert told(store, "SELECT ?s { ?s u:p u:o }").values == ["urn:s"]


def test_the_graphs_of_the_request_are_the_default_graph(store: ox.Store) -> None:
    found = told(store, QueryRequest("SELECT ?o { ?s ?p ?o }", default_graphs=("urn:g2",)))
    assert set(found.values) == {"urn:o", "å"}


def test_naming_only_named_graphs_leaves_the_default_graph_empty(store: ox.Store) -> None:
    only = ("urn:g1",)
    assert told(store, QueryRequest("SELECT ?o { ?s ?p ?o }", named_graphs=only)).values == []
    found = told(store, QueryRequest("SELECT ?o { GRAPH ?g { ?s ?p ?o } }", named_graphs=only))
    assert found.values == ["urn:o"]


@pytest.mark.parametrize("media_type", SOLUTION_FORMATS)
def test_a_table_is_answered_in_every_format(store: ox.Store, media_type: str) -> None:
    found = told(store, QueryRequest("SELECT ?o { <urn:t> ?p ?o }", media_type))
    assert found.begun == [media_type]
    assert "å" in found.body.decode()
    assert found.end == Evaluated(None, 1)


@pytest.mark.parametrize("media_type", SOLUTION_FORMATS)
def test_a_table_without_rows_has_none(store: ox.Store, media_type: str) -> None:
    found = told(store, QueryRequest("SELECT ?o { <urn:none> ?p ?o }", media_type))
    assert found.end == Evaluated(None, 0)


@pytest.mark.parametrize("media_type", GRAPH_FORMATS)
def test_a_graph_is_answered_in_every_format_with_each_triple_once(store: ox.Store, media_type: str) -> None:
    text = "CONSTRUCT { ?s <urn:q> <urn:r> . ?p <urn:q> <urn:r> } { ?s ?p ?o }"  # the second is said twice
    found = told(store, QueryRequest(text, graph=media_type))
    assert found.begun == [media_type]
    assert len(list(ox.parse(found.body, format=GRAPH_FORMATS[media_type]))) == 3
    assert found.end == Evaluated(None, 3)


@pytest.mark.parametrize(
    ("text", "answer"), [("ASK { <urn:s> ?p ?o }", True), ("ASK { <urn:x> ?p ?o }", False)]
)
def test_a_question_is_answered_by_yes_or_no_and_has_no_rows(
    store: ox.Store, text: str, answer: bool
) -> None:
    found = told(store, text)
    assert json.loads(found.body)["boolean"] is answer
    assert found.end == Evaluated(None, None)


def test_describe_answers_a_graph(store: ox.Store) -> None:
    assert b"u:s u:p" in told(store, "DESCRIBE <urn:s>").body


@pytest.mark.parametrize(
    ("request_", "fault"),
    [
        (QueryRequest(""), QuerySyntaxError),
        (QueryRequest("SELECT"), QuerySyntaxError),
        (QueryRequest("SELECT * { ?s ?p }"), QuerySyntaxError),
        (QueryRequest("ASK {} ; DROP ALL"), QuerySyntaxError),
        (QueryRequest("ASK {}", named_graphs=("no iri",)), QuerySyntaxError),
        (QueryRequest("SELECT * { <a> ?p ?o }"), QuerySyntaxError),  # nothing that it starts from
        (QueryRequest("SELECT * { SERVICE <http://example.org> { ?s ?p ?o } }"), QueryRefusedError),
        (QueryRequest("INSERT DATA { <urn:a> <urn:b> 1 }"), QueryRefusedError),
        (QueryRequest("SELECT * { ?s ?p ?o }", solutions=None), NotAcceptableError),
        (QueryRequest(GRAPH, graph=None), NotAcceptableError),
    ],
)
def test_what_is_not_answered_is_told_before_anything_is_begun(
    store: ox.Store, request_: QueryRequest, fault: type[QueryError]
) -> None:
    found = Told()
    with pytest.raises(fault, match=r"[Qq]uery|SERVICE|updates"):
        evaluate(store, PREFIXES, request_, Limits(), found.begun.append, found.sink)
    assert (found.begun, found.body) == ([], b"")


def test_a_relative_name_starts_from_the_base_of_the_request(store: ox.Store) -> None:
    found = told(store, QueryRequest("SELECT ?o { <s> ?p ?o }", base="urn:"))
    assert found.values == ["urn:o"]


@pytest.mark.parametrize(("limit", "wanted", "rows"), [(1, None, 1), (10, 1, 1), (1, 10, 1)])
def test_the_smaller_of_the_limit_and_the_wish_cuts_tables_and_graphs(
    store: ox.Store, limit: int, wanted: int | None, rows: int
) -> None:
    for text in ("SELECT * { ?s ?p ?o }", GRAPH):
        found = told(store, QueryRequest(text, max_rows=wanted), Limits(rows=limit))
        assert found.end == Evaluated("rows", rows)


def test_a_graph_of_as_many_triples_as_may_be_is_not_cut(store: ox.Store) -> None:
    assert told(store, GRAPH, Limits(rows=2)).end == Evaluated(None, 2)


def test_a_graph_is_cut_at_its_bytes_and_stays_well_formed() -> None:
    large, thing = ox.Store(), ox.NamedNode("urn:x")
    for number in range(8):
        large.add(ox.Quad(thing, thing, ox.Literal("x" * 300_000 + str(number))))
    request = QueryRequest("DESCRIBE <urn:x>", graph="application/n-triples")
    found = told(large, request, Limits(megabytes=1))
    assert found.end is not None
    assert found.end.cut == "bytes"
    assert len(list(ox.parse(found.body, format=ox.RdfFormat.N_TRIPLES))) == found.end.rows
    assert 1 <= (found.end.rows or 0) < 8
