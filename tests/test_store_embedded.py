"""The store in this process: what it loads, and what it answers over what it loaded."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pyoxigraph as ox
import pytest

from stafett.errors import DistError
from stafett.store.embedded import EmbeddedEngine
from stafett.store.engine import QueryRequest, collect
from stafett.store.errors import QuerySyntaxError

QUADS = """\
<urn:s> <urn:p> "1.50"^^<http://www.w3.org/2001/XMLSchema#decimal> <urn:g1> .
<urn:s> <urn:p> <urn:o> <urn:g1> .
<urn:s> <urn:p> <urn:o> <urn:g2> .
<urn:t> <urn:p> "å" <urn:g2> .
"""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> EmbeddedEngine:
    file = tmp_path_factory.mktemp("store") / "all.nq"
    file.write_text(QUADS, encoding="utf-8")
    return EmbeddedEngine.load(file, {"u": "urn:"})


def rows(engine: EmbeddedEngine, text: str) -> list[dict[str, str]]:
    body = engine.run(QueryRequest(text)).body
    return [{k: v["value"] for k, v in row.items()} for row in json.loads(body)["results"]["bindings"]]


def test_the_default_graph_is_the_merge_of_all_and_a_triple_is_answered_once(small: EmbeddedEngine) -> None:
    assert rows(small, "SELECT ?s { ?s <urn:p> <urn:o> }") == [{"s": "urn:s"}]
    assert small.size() == 3


def test_every_named_graph_can_be_asked(small: EmbeddedEngine) -> None:
    found = rows(small, "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g")
    assert [r["g"] for r in found] == ["urn:g1", "urn:g2"]


def test_an_answer_through_the_loop_is_the_one_that_is_given_at_once(small: EmbeddedEngine) -> None:
    request = QueryRequest("SELECT ?s { ?s u:p u:o }", "text/csv")
    here, there = small.run(request), asyncio.run(collect(small, request))
    assert (there.media_type, there.body, there.rows) == (here.media_type, b"s\r\nurn:s\r\n", 1)


def test_a_fault_comes_out_of_the_thread(small: EmbeddedEngine) -> None:
    with pytest.raises(QuerySyntaxError):
        asyncio.run(collect(small, QueryRequest("SELECT")))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DistError, match=r"There is no .*all\.nq") as fault:
        EmbeddedEngine.load(tmp_path / "all.nq")
    assert "stafett build" in (fault.value.hint or "")


@pytest.mark.parametrize(
    "text",
    [
        "not n-quads",
        QUADS[:100],
        "<urn:s> <urn:p> <urn:o> .\n",
        '<urn:s> <urn:p> "x" .\n',
        "_:s <urn:p> _:o .\n",
    ],
)
def test_a_broken_file_is_named(tmp_path: Path, text: str) -> None:
    file = tmp_path / "all.nq"
    file.write_text(text, encoding="utf-8")  # the last three are triples that stand in no graph
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
