"""VoID: counts of the whole and of each graph, where a triple of two graphs counts once in the whole."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from stafett.catalogue.void import write_void
from stafett.iris import PREFIXES, Iris
from stafett.languages import Text
from stafett.rdf import Triples

VOID = PREFIXES["void"]


@pytest.fixture
def description(iris: Iris) -> Triples:
    first, second = Triples(iris), Triples(iris)
    first.types("https://example.org/a", "skos:Concept")
    first.types("https://example.org/b", "skos:Concept")
    second.types("https://example.org/a", "skos:Concept")
    second.add("https://example.org/a", "skos:broader", "https://example.org/b")
    graphs = {"https://example.org/g1": first, "https://example.org/g2": second}
    return write_void(graphs, Text.of({"nb": "Prøve"}), "https://example.org/licence", iris)


def _number(description: Triples, node: str, name: str) -> int:
    [value] = [t.object for t in description if str(t.subject) == node and t.predicate.value == VOID + name]
    assert isinstance(value, ox.Literal)
    return int(value.value)


def test_a_triple_of_two_graphs_counts_once_in_the_whole(description: Triples, iris: Iris) -> None:
    assert _number(description, "<https://example.org/g1>", "triples") == 2
    assert _number(description, "<https://example.org/g2>", "triples") == 2
    assert _number(description, f"<{iris.base}/.well-known/void#dataset>", "triples") == 3


def test_a_class_has_as_many_entities_as_there_are(description: Triples, iris: Iris) -> None:
    whole = f"<{iris.base}/.well-known/void#dataset>"
    [partition] = [
        str(t.object)
        for t in description
        if str(t.subject) == whole and t.predicate.value == VOID + "classPartition"
    ]
    assert _number(description, partition, "entities") == 2


def test_only_vocabularies_that_are_used_are_named(description: Triples) -> None:
    named = {str(t.object) for t in description if t.predicate.value == VOID + "vocabulary"}
    assert f"<{PREFIXES['skos']}>" in named
    assert f"<{PREFIXES['dcat']}>" not in named
