"""Descriptions cut out of built files."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from stafett.errors import DistError
from stafett.store.documents import SH_PROPERTY, Description, serialise
from stafett.store.engine import GRAPH_FORMATS

A, P = "https://x.org/a", "https://x.org/p"
NT = b"""\
<https://x.org/a> <https://x.org/p> "1.50"^^<http://www.w3.org/2001/XMLSchema#decimal> .
<https://x.org/a> <https://x.org/p> _:b0 .
_:b0 <https://x.org/p> _:b1 .
_:b1 <https://x.org/p> _:b0 .
<https://x.org/a> <https://x.org/p> <https://x.org/other> .
<https://x.org/other> <https://x.org/p> "not mine" .
<https://x.org/shape> <http://www.w3.org/ns/shacl#targetClass> <https://x.org/a> .
<https://x.org/shape> <http://www.w3.org/ns/shacl#property> <https://x.org/shape-p> .
<https://x.org/shape-p> <http://www.w3.org/ns/shacl#path> <https://x.org/p> .
"""


@pytest.fixture
def index() -> Description:
    return Description.parse(NT, "test.nt")


def test_a_description_keeps_literals_as_they_were_written(index: Description) -> None:
    literals = [t.object.value for t in index.of(A) if isinstance(t.object, ox.Literal)]
    assert literals == ["1.50"]


def test_blank_nodes_come_along_even_in_a_circle(index: Description) -> None:
    assert sum(isinstance(t.subject, ox.BlankNode) for t in index.of(A)) == 2


def test_other_things_do_not_come_along_unless_followed(index: Description) -> None:
    assert not any(t.subject == ox.NamedNode("https://x.org/other") for t in index.of(A))
    assert any(
        t.subject == ox.NamedNode("https://x.org/other") for t in index.of(A, follow=(ox.NamedNode(P),))
    )


def test_shapes_are_found_by_their_target(index: Description) -> None:
    subjects = {str(t.subject) for t in index.shapes_of(A)}
    assert subjects == {"<https://x.org/shape>", "<https://x.org/shape-p>"}
    assert index.of("https://x.org/shape", follow=(SH_PROPERTY,)) == index.shapes_of(A)


def test_what_is_not_there_is_empty(index: Description) -> None:
    assert index.of("https://x.org/nothing") == []
    assert index.shapes_of("https://x.org/nothing") == []


@pytest.mark.parametrize("media_type", GRAPH_FORMATS)
def test_every_format_says_the_same(index: Description, media_type: str) -> None:
    triples = index.of(A)
    body = serialise(triples, media_type, {"x": "https://x.org/", "unused": "https://unused.org/"})
    assert body == serialise(triples, media_type, {"unused": "https://unused.org/", "x": "https://x.org/"})
    assert b"unused" not in body
    again = ox.Dataset(ox.parse(body, format=GRAPH_FORMATS[media_type]))
    wanted = ox.Dataset(ox.Quad(t.subject, t.predicate, t.object) for t in triples)
    for dataset in (again, wanted):
        dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    assert again == wanted


def test_a_broken_file_is_named() -> None:
    with pytest.raises(DistError, match=r"broken\.nt is not N-Triples"):
        Description.parse(b"<a> .", "broken.nt")
