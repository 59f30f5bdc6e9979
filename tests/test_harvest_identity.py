"""Ids, checksums and the names of blank nodes."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from stafett.harvest.identity import BlankCycleError, checksum, fdk_id, find_blank_cycle, skolemise

P = ox.NamedNode("https://example.org/p")
A = ox.NamedNode("https://example.org/a")


def test_the_id_is_javas_name_uuid_from_bytes() -> None:
    # Verified against fdk-harvester's own test data (123 pairs); this one stands in our notes.
    assert fdk_id("https://example.novari.no/vgo/catalog") == "ebaa042f-d32e-32c2-8877-aa939511f0c7"


def test_the_checksum_does_not_depend_on_order_and_does_on_content() -> None:
    one, two = ox.Triple(A, P, ox.Literal("x", language="nb")), ox.Triple(A, P, ox.Literal("x"))
    assert checksum([one, two]) == checksum([two, one, one])
    assert checksum([one]) != checksum([two])


def test_a_blank_node_is_named_by_what_is_said_of_it() -> None:
    x, y = ox.BlankNode("x"), ox.BlankNode("y")

    def named(first: ox.BlankNode, second: ox.BlankNode) -> frozenset[ox.Triple]:
        chain = [ox.Triple(A, P, first), ox.Triple(first, P, second), ox.Triple(second, P, ox.Literal("z"))]
        return skolemise(chain, A.value)

    assert named(x, y) == named(y, x)
    assert all(not isinstance(t.subject, ox.BlankNode) for t in named(x, y))
    assert "https://example.org/a/.well-known/skolem/" in str(sorted(map(str, named(x, y))))


def test_a_blank_node_shared_by_two_is_no_circle() -> None:
    x, y, z = (ox.BlankNode(n) for n in "xyz")
    diamond = [ox.Triple(x, P, y), ox.Triple(x, P, z), ox.Triple(y, P, z)]
    assert find_blank_cycle(diamond) is None


@pytest.mark.parametrize("length", [1, 2, 400])
def test_a_circle_of_any_length_is_found(length: int) -> None:
    nodes = [ox.BlankNode(f"n{i}") for i in range(length)]
    ring = [ox.Triple(n, P, nodes[(i + 1) % length]) for i, n in enumerate(nodes)]
    found = find_blank_cycle(ring)
    assert found is not None
    assert set(found) == set(nodes)
    with pytest.raises(BlankCycleError):
        skolemise(ring, A.value)
