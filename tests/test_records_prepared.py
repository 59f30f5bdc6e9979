from __future__ import annotations

from typing import Any

import pytest
import rdflib
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query

from stafett.records import prepared
from stafett.records.prepared import PreparedGraph

ASKED = "SELECT ?o WHERE { $this ex:says ?o }"
EX = rdflib.Namespace("https://example.org/")


def test_a_query_is_parsed_once_for_all_the_nodes_it_is_asked_of(monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[str] = []

    def prepare(text: str, **options: Any) -> Query:
        parsed.append(text)
        return prepareQuery(text, **options)

    monkeypatch.setattr(prepared, "prepareQuery", prepare)
    graph = PreparedGraph()
    for name in ("a", "b"):
        graph.add((EX[name], EX.says, rdflib.Literal(name)))
    names = {"ex": str(EX)}
    for name in ("a", "b"):
        found = graph.query(ASKED, initNs=names, initBindings={"this": EX[name]})
        assert [str(row[0]) for row in found] == [name]  # type: ignore[index]
    assert parsed == [ASKED]


def test_the_same_text_with_other_namespaces_is_another_query() -> None:
    graph = PreparedGraph()
    graph.add((EX.a, EX.says, rdflib.Literal("here")))
    assert len(graph.query(ASKED, initNs={"ex": str(EX)})) == 1
    assert len(graph.query(ASKED, initNs={"ex": "https://example.com/"})) == 0
