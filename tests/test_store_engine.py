from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph as ox
import pytest

from stafett.errors import DistError
from stafett.store.embedded import EmbeddedEngine
from stafett.store.engine import (
    GRAPH_FORMATS,
    SOLUTION_FORMATS,
    QueryRequest,
)
from stafett.store.errors import NotAcceptableError, QueryRefusedError, QuerySyntaxError

QUADS = """\
<urn:s> <urn:p> "1.50"^^<http://www.w3.org/2001/XMLSchema#decimal> <urn:g1> .
<urn:s> <urn:p> <urn:o> <urn:g1> .
<urn:s> <urn:p> <urn:o> <urn:g2> .
<urn:t> <urn:p> "å" <urn:g2> .
"""
GRAPH = "CONSTRUCT { ?s <urn:q> <urn:r> } { ?s ?p ?o }"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> EmbeddedEngine:
    file = tmp_path_factory.mktemp("store") / "all.nq"
    file.write_text(QUADS, encoding="utf-8")
    return EmbeddedEngine.load(file, {"u": "urn:"})


def rows(engine: EmbeddedEngine, text: str, **options: tuple[str, ...]) -> list[dict[str, str]]:
    body = engine.run(QueryRequest(text, **options)).body  # type: ignore[arg-type]
    return [{k: v["value"] for k, v in row.items()} for row in json.loads(body)["results"]["bindings"]]


def test_the_default_graph_is_the_merge_of_all_and_a_triple_is_answered_once(small: EmbeddedEngine) -> None:
    assert rows(small, "SELECT ?s { ?s <urn:p> <urn:o> }") == [{"s": "urn:s"}]
    assert small.size() == 3


def test_every_named_graph_can_be_asked(small: EmbeddedEngine) -> None:
    found = rows(small, "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g")
    assert [r["g"] for r in found] == ["urn:g1", "urn:g2"]


def test_prefixes_of_the_build_are_known_without_declaring_them(small: EmbeddedEngine) -> None:
    assert rows(small, "SELECT ?s { ?s u:p u:o }") == [{"s": "urn:s"}]


def test_the_graphs_of_the_request_are_the_default_graph(small: EmbeddedEngine) -> None:
    found = rows(small, "SELECT ?o { ?s ?p ?o }", default_graphs=("urn:g2",))
    assert {r["o"] for r in found} == {"urn:o", "å"}


def test_naming_only_named_graphs_leaves_the_default_graph_empty(small: EmbeddedEngine) -> None:
    assert rows(small, "SELECT ?o { ?s ?p ?o }", named_graphs=("urn:g1",)) == []
    assert len(rows(small, "SELECT ?o { GRAPH ?g { ?s ?p ?o } }", named_graphs=("urn:g1",))) == 2


@pytest.mark.parametrize("media_type", SOLUTION_FORMATS)
def test_a_table_is_answered_in_every_format(small: EmbeddedEngine, media_type: str) -> None:
    result = small.run(QueryRequest("SELECT ?o { <urn:t> ?p ?o }", solutions=media_type))
    assert result.media_type == media_type
    assert "å" in result.body.decode()


@pytest.mark.parametrize("media_type", GRAPH_FORMATS)
def test_a_graph_is_answered_in_every_format_with_each_triple_once(
    small: EmbeddedEngine, media_type: str
) -> None:
    result = small.run(QueryRequest(GRAPH, graph=media_type))
    assert result.media_type == media_type
    assert len(list(ox.parse(result.body, format=GRAPH_FORMATS[media_type]))) == 2


@pytest.mark.parametrize(
    ("text", "answer"), [("ASK { <urn:s> ?p ?o }", True), ("ASK { <urn:x> ?p ?o }", False)]
)
def test_a_question_is_answered_by_yes_or_no(small: EmbeddedEngine, text: str, answer: bool) -> None:
    assert json.loads(small.run(QueryRequest(text)).body)["boolean"] is answer


def test_describe_answers_a_graph(small: EmbeddedEngine) -> None:
    assert b"u:s u:p" in small.run(QueryRequest("DESCRIBE <urn:s>")).body


@pytest.mark.parametrize("text", ["", "SELECT", "SELECT * { ?s ?p }", "ASK {} ; DROP ALL"])
def test_what_is_no_query_is_refused_in_a_sentence(small: EmbeddedEngine, text: str) -> None:
    with pytest.raises(QuerySyntaxError, match=r"[Tt]he query"):
        small.run(QueryRequest(text))


@pytest.mark.parametrize(
    "text", ["SELECT * { SERVICE <http://example.org> { ?s ?p ?o } }", "INSERT DATA { <urn:a> <urn:b> 1 }"]
)
def test_a_query_that_breaks_a_rule_is_refused(small: EmbeddedEngine, text: str) -> None:
    with pytest.raises(QueryRefusedError):
        small.run(QueryRequest(text))


@pytest.mark.parametrize(
    "request_",
    [QueryRequest("SELECT * { ?s ?p ?o }", solutions=None), QueryRequest(GRAPH, graph=None)],
)
def test_an_answer_in_no_wanted_format_is_said_to_be_so(
    small: EmbeddedEngine, request_: QueryRequest
) -> None:
    with pytest.raises(NotAcceptableError):
        small.run(request_)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DistError, match=r"There is no .*all\.nq") as fault:
        EmbeddedEngine.load(tmp_path / "all.nq")
    assert "stafett build" in (fault.value.hint or "")


@pytest.mark.parametrize("text", ["not n-quads", QUADS[:100]])
def test_a_broken_file_is_named(tmp_path: Path, text: str) -> None:
    file = tmp_path / "all.nq"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(DistError, match=r"all\.nq cannot be loaded"):
        EmbeddedEngine.load(file)


def test_the_built_store_holds_every_built_graph(engine: EmbeddedEngine, dist: Path) -> None:
    expected = set()
    for file in [
        *(dist / "model").glob("*.nt"),
        *(dist / "codes").glob("*.nt"),
        *(dist / "catalog").glob("*.nt"),
        *(dist / "mappings").glob("*.nt"),
        *(dist / "content").glob("*.nt"),
        dist / "coverage.nt",
        dist / "queries.nt",
    ]:
        expected |= {ox.Triple(q.subject, q.predicate, q.object) for q in ox.parse(path=str(file))}
    # The lists of the shapes are blank nodes, which are the same in file and store.
    assert engine.size() == len(expected)
