"""A document indexed for walking."""

from __future__ import annotations

import pyoxigraph as ox

from stafett.harvest.graph import Graph

A, B, C, P, Q = (ox.NamedNode(f"urn:{name}") for name in "abcpq")
TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
BLANK = ox.BlankNode("x")


def graph(
    *triples: tuple[ox.NamedNode | ox.BlankNode, ox.NamedNode, ox.NamedNode | ox.BlankNode | ox.Literal],
) -> Graph:
    return Graph.of(ox.Triple(*triple) for triple in triples)


def test_a_triple_that_is_said_twice_is_kept_once() -> None:
    found = graph((A, P, B), (A, P, B), (A, P, C))
    assert (found.size, len(list(found)), found.values(A, "urn:p")) == (2, 2, [B, C])


def test_only_what_is_spoken_of_is_in_it() -> None:
    found = graph((A, P, B))
    assert A in found
    assert B not in found
    assert found.about(B) == found.about(ox.Literal("a")) == []


def test_the_literals_of_a_property_come_by_language_and_the_first_in_order_counts() -> None:
    literals = [ox.Literal("z", language="nb"), ox.Literal("a", language="nb"), ox.Literal("plain")]
    one, other = (graph(*((A, P, literal) for literal in order)) for order in (literals, literals[::-1]))
    assert one.texts(A, "urn:p") == other.texts(A, "urn:p") == {"nb": "a", "": "plain"}
    assert graph((A, P, B)).texts(A, "urn:p") == {}


def test_a_thing_is_of_the_types_it_is_said_to_be_and_of_no_other() -> None:
    found = graph((A, TYPE, B), (A, TYPE, C), (A, TYPE, ox.Literal("urn:q")), (BLANK, TYPE, C), (B, P, C))
    assert found.types(A) == {"urn:b", "urn:c"}
    assert found.types(B) == found.types(ox.Literal("x")) == frozenset()


def test_things_of_several_classes_come_once_and_sorted() -> None:
    found = graph((C, TYPE, P), (A, TYPE, Q), (A, TYPE, P), (B, TYPE, Q))
    assert found.of_type(["urn:q", "urn:p", "urn:none"]) == [A, B, C]
    assert found.of_type([]) == []


def test_what_points_at_a_thing_is_found_by_property() -> None:
    found = graph((A, P, C), (BLANK, P, C), (B, Q, C), (A, P, B))
    assert set(found.pointing("urn:p", C)) == {A, BLANK}
    assert found.pointing("urn:q", C) == [B]
    assert found.pointing("urn:p", A) == []
    assert found.pointing("urn:none", C) == []


def test_nothing_is_an_empty_graph() -> None:
    assert (Graph.of([]).size, list(Graph.of([]))) == (0, [])
