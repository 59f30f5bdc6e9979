"""The marker: what is written is what is read, and what is not whole is no marker."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from stafett.store.remote.marker import MARKER, QUERY, Marker, read_marker, snapshot_name

MARK = Marker("abc", "urn:stafett:default:abc", 7, {"urn:g1": "sha1", "urn:g2": "sha2"})


def rows(text: str) -> list[tuple[str, ...]]:
    """N-Triples as a store answers our question about the marker."""
    store = ox.Store()
    graph = ox.NamedNode(MARKER)
    for quad in ox.parse(text, format=ox.RdfFormat.N_TRIPLES):
        store.add(ox.Quad(quad.subject, quad.predicate, quad.object, graph))
        store.add(ox.Quad(quad.subject, quad.predicate, ox.Literal("of another graph"), ox.DefaultGraph()))
    found = store.query(QUERY)
    assert isinstance(found, ox.QuerySolutions)
    return [tuple(term.value for term in row) for row in found]


def test_what_is_written_is_read_again() -> None:
    assert read_marker(rows(MARK.write())) == MARK


def test_a_build_without_named_graphs_has_a_marker_too() -> None:
    bare = Marker("abc", "urn:d", 0, {})
    assert read_marker(rows(bare.write())) == bare


def test_the_same_is_written_in_whatever_order_the_graphs_come() -> None:
    turned = Marker(
        MARK.snapshot, MARK.default_graph, MARK.triples, dict(reversed(list(MARK.graphs.items())))
    )
    assert turned.write() == MARK.write()


@pytest.mark.parametrize("missing", ["snapshot", "defaultGraph", "triples"])
def test_a_marker_that_lacks_something_is_none(missing: str) -> None:
    lines = [line for line in MARK.write().splitlines() if f":{missing}>" not in line]
    assert read_marker(rows("\n".join(lines))) is None


def test_a_number_that_is_none_is_no_marker_and_neither_is_nothing() -> None:
    assert read_marker(rows(MARK.write().replace('"7"', '"many"'))) is None
    assert read_marker([]) is None


def test_what_is_said_of_other_things_is_no_part_of_it() -> None:
    strange = [
        ("urn:other", predicate, "9") for _, predicate, _ in rows(MARK.write()) if "sha256" not in predicate
    ]
    assert read_marker([*rows(MARK.write()), *strange]) == MARK


def test_a_build_is_named_after_the_beginning_of_its_hash() -> None:
    assert snapshot_name("0123456789abcdef" * 4) == "0123456789abcdef"
