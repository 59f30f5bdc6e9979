"""How our model is counted beside the peer's."""

from __future__ import annotations

from bench.peer import count_triples, share

SHAPES = b"""@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ex: <https://example.org/> .
ex:s a sh:NodeShape ; sh:property [ sh:minCount 1 ; sh:maxCount 1 ] , [ sh:maxCount 3 ] ."""
SH = "http://www.w3.org/ns/shacl#"


def test_constraints_are_counted_by_predicate() -> None:
    assert count_triples(SHAPES, predicates=[SH + "minCount", SH + "maxCount"]) == 3


def test_things_are_counted_by_class() -> None:
    assert count_triples(SHAPES, classes=[SH + "NodeShape"]) == 1
    assert count_triples(SHAPES, classes=[SH + "PropertyShape"]) == 0


def test_all_but_one_is_not_all() -> None:
    assert share(999, 1000) == "99 %"
    assert share(1000, 1000) == "100 %"
    assert share(0, 0) == "none"
