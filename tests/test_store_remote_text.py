"""The text of a query as it is sent on to an engine."""

from __future__ import annotations

import pytest

from stafett.limits import Limits
from stafett.store.engine import QueryRequest
from stafett.store.errors import QueryRefusedError, QueryTooLongError
from stafett.store.remote.dialects import GENERIC, VIRTUOSO, Dialect
from stafett.store.remote.text import QueryText, prepare

PREFIXES = {"u": "urn:u:", "skos": "urn:skos:"}


def ready(text: str, dialect: Dialect = GENERIC, base: str | None = None) -> QueryText:
    return prepare(QueryRequest(text, base=base), PREFIXES, Limits(length=500), dialect)


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("ASK { ?s u:p ?o }", " PREFIX u: <urn:u:> ASK { ?s u:p ?o }"),
        ("ASK { ?s ?p ?o }", "ASK { ?s ?p ?o }"),
        ("PREFIX u: <urn:x> ASK { ?s u:p ?o }", "PREFIX u: <urn:x> ASK { ?s u:p ?o }"),
        ("prefix u:<urn:x> ASK { ?s u:p ?o }", "prefix u:<urn:x> ASK { ?s u:p ?o }"),
        (
            "# PREFIX u: <urn:x>\nASK { ?s u:p ?o }",
            " PREFIX u: <urn:u:> # PREFIX u: <urn:x>\nASK { ?s u:p ?o }",
        ),
        ("PREFIX # x\n u: <urn:x> ASK { ?s u:p ?o }", "PREFIX # x\n u: <urn:x> ASK { ?s u:p ?o }"),
        ("ASK { ?s ?p 'menu:x' }", "ASK { ?s ?p 'menu:x' }"),
        ("BASE <urn:b> ASK { ?s u:p ?o }", "BASE <urn:b> PREFIX u: <urn:u:>  ASK { ?s u:p ?o }"),
    ],
)
def test_our_prefixes_are_declared_where_the_query_uses_and_does_not_declare_them(
    text: str, sent: str
) -> None:
    assert ready(text).text == sent


def test_lines_keep_their_numbers() -> None:
    text = "\n\nASK { ?s u:p\n skos:x }"
    assert ready(text).text.count("\n") == text.count("\n")
    assert ready(text).text.endswith(text)


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("ASK { <a> ?p ?o }", True),
        ("ASK { <> ?p ?o }", True),
        ("ASK { <urn:a> ?p ?o }", False),
        ("BASE <urn:b> ASK { <a> ?p ?o }", False),
    ],
)
def test_the_base_of_the_request_is_given_to_who_needs_one_and_has_none(text: str, given: bool) -> None:
    assert ready(text, base="http://x/").text.startswith(" BASE <http://x/> ") is given
    assert "BASE <http://x/>" not in ready(text).text


@pytest.mark.parametrize(
    ("text", "graph", "dataset", "named"),
    [
        ("SELECT * { ?s ?p ?o }", False, False, False),
        ("CONSTRUCT WHERE { ?s ?p ?o }", True, False, False),
        ("DESCRIBE <urn:x>", True, False, False),
        ("ASK FROM <urn:g> { ?s ?p ?o }", False, True, False),
        ("ASK { GRAPH ?g { ?s ?p ?o } }", False, False, True),
        ("ASK { ?s ?p 'FROM GRAPH' } # CONSTRUCT", False, False, False),
    ],
)
def test_what_the_engine_must_be_told_is_seen_in_the_words(
    text: str, graph: bool, dataset: bool, named: bool
) -> None:
    found = ready(text)
    assert (found.graph, found.names_dataset, found.asks_graphs) == (graph, dataset, named)


VIRTUOSOS = [
    'DEFINE get:soft "replacing" SELECT ?v { ?s ?p ?v }',
    'SELECT ?v FROM <urn:x> OPTION (get:soft "soft") { ?s ?p ?v }',
    "SELECT (bif:concat('a', 'b') AS ?v) {}",
    "PREFIX x: <sql:> SELECT (x:f() AS ?v) {}",
    "SELECT (\\u0062if:concat('a') AS ?v) {}",
]


@pytest.mark.parametrize("text", VIRTUOSOS)
def test_what_virtuoso_would_do_beyond_sparql_is_refused(text: str) -> None:
    with pytest.raises(QueryRefusedError, match="refused"):
        ready(text, VIRTUOSO)


def test_what_is_no_danger_elsewhere_goes_to_the_engine() -> None:
    assert "bif:" in ready(VIRTUOSOS[2]).text


@pytest.mark.parametrize(
    ("text", "fault"),
    [("ASK { SERVICE <urn:x> {} }", QueryRefusedError), ("#" * 501, QueryTooLongError)],
)
def test_the_rules_of_the_endpoint_hold_before_anything_is_sent(text: str, fault: type[Exception]) -> None:
    with pytest.raises(fault):
        ready(text)
