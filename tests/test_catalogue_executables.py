from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from stafett.catalogue.executables import write_executables
from stafett.iris import PREFIXES, Iris
from stafett.sources import Sources
from stafett.store.embedded import EmbeddedEngine
from stafett.store.engine import GRAPH_FORMATS, QueryRequest

SH = PREFIXES["sh"]
ONTOLOGY = "https://w3id.org/stafett/def"
TEXTS = "<{0}select> | <{0}ask> | <{0}construct> | <{1}describe>".format(SH, PREFIXES["spex"]).replace(
    " ", ""
)


def test_every_query_of_the_store_can_be_run_as_it_stands_there(
    engine: EmbeddedEngine, sources: Sources, iris: Iris
) -> None:
    graph = iris.thing("graph", "queries")
    found = engine.run(
        QueryRequest(
            f"SELECT ?query ?text {{ GRAPH <{graph}> "
            f"{{ ?query a <{SH}SPARQLExecutable> ; {TEXTS} ?text }} }}",
            solutions="text/tab-separated-values",
        )
    )
    parsed = ox.parse_query_results(found.body, format=ox.QueryResultsFormat.TSV)
    assert isinstance(parsed, ox.QuerySolutions)
    texts = {str(row["query"].value): str(row["text"].value) for row in parsed}
    assert texts.keys() == {iris.thing("query", query["id"]) for query in sources.queries}
    for name, text in texts.items():
        answer = engine.run(QueryRequest(text))
        if answer.media_type in GRAPH_FORMATS:
            assert list(ox.parse(answer.body, format=GRAPH_FORMATS[answer.media_type])), name
        else:
            assert answer.rows is None or answer.rows > 0, name


def test_queries_have_labels_and_topics_in_three_languages_and_known_prefixes(
    sources: Sources, iris: Iris
) -> None:
    triples = list(write_executables(sources.queries, ONTOLOGY, iris))
    for query in sources.queries:
        own = [t for t in triples if t.subject == ox.NamedNode(iris.thing("query", query["id"]))]
        for predicate in (
            PREFIXES["rdfs"] + "label",
            PREFIXES["rdfs"] + "comment",
            PREFIXES["schema"] + "keywords",
        ):
            tags = {t.object.language for t in own if t.predicate.value == predicate}  # type: ignore[union-attr]
            assert tags == {"nb", "nn", "en"}, (query["id"], predicate)
    declared = {t.object.value for t in triples if t.predicate.value == SH + "prefix"}  # type: ignore[union-attr]
    assert declared == set(iris.prefixes())


def test_a_text_that_is_no_query_is_refused(iris: Iris) -> None:
    query = {"id": "x", "query": "DROP ALL", "title": {}, "description": {}, "topic": {}}
    with pytest.raises(ValueError, match="«x» has no form"):
        write_executables([query], ONTOLOGY, iris)


def test_void_counts_what_the_store_counts(engine: EmbeddedEngine, dist: Path, iris: Iris) -> None:
    void = PREFIXES["void"]
    store = ox.Store()
    store.bulk_load(path=str(dist / "void.nt"), format=ox.RdfFormat.N_TRIPLES)
    dataset = f"{iris.base}/.well-known/void#dataset"

    def counted(pattern: str) -> dict[str, int]:
        rows = store.query(f"SELECT ?of ?n {{ {pattern} }}")
        assert isinstance(rows, ox.QuerySolutions)
        return {row["of"].value: int(row["n"].value) for row in rows}

    def asked(query: str) -> dict[str, int]:
        body = engine.run(QueryRequest(query, solutions="text/csv")).body.decode().splitlines()[1:]
        return {line.rpartition(",")[0]: int(line.rpartition(",")[2]) for line in body}

    graphs = counted(f"<{dataset}> <{void}subset> ?of . ?of <{void}triples> ?n")
    assert graphs == asked("SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g")
    classes = counted(f"<{dataset}> <{void}classPartition> [ <{void}class> ?of ; <{void}entities> ?n ]")
    assert classes == asked("SELECT ?c (COUNT(DISTINCT ?s) AS ?n) { ?s a ?c FILTER(isIRI(?c)) } GROUP BY ?c")
    properties = counted(
        f"<{dataset}> <{void}propertyPartition> [ <{void}property> ?of ; <{void}triples> ?n ]"
    )
    assert properties == asked("SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p")
