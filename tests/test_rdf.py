from __future__ import annotations

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from rdflib.collection import Collection
from rdflib.compare import isomorphic

from stafett.iris import Iris
from stafett.languages import Text
from stafett.rdf import MEDIA_TYPES, Triples, blocks, nquads, serialise

IRIS = Iris("https://example.org/x")
FORMATS = {"ttl": "turtle", "rdf": "xml", "jsonld": "json-ld", "nt": "nt"}
OX = {
    "ttl": ox.RdfFormat.TURTLE,
    "rdf": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
    "nt": ox.RdfFormat.N_TRIPLES,
}


def sample(*, with_list: bool = True) -> Triples:
    out = Triples(IRIS)
    out.types("stafett:Person", "owl:Class")
    out.text("stafett:Person", "rdfs:label", Text.of({"en": "Person", "nb": "Person", "nn": "Person «x»"}))
    out.literal("stafett:Person", "owl:deprecated", True, "boolean")
    out.literal("stafett:Person", "sh:minInclusive", "1.50", "decimal")
    out.literal("stafett:Person", "skos:note", 'a "quote"\nand\ta tab')
    if with_list:
        out.list("stafett:Person", "sh:in", ["stafett:a", "stafett:b", "stafett:c"])
    return out


def test_a_curie_of_the_table_is_expanded_and_an_iri_is_kept() -> None:
    out = Triples(IRIS)
    assert out.node("skos:Concept").value == "http://www.w3.org/2004/02/skos/core#Concept"
    assert out.node("http://psi.udir.no/kl06/HS").value == "http://psi.udir.no/kl06/HS"


def test_none_is_no_literal() -> None:
    out = Triples(IRIS)
    out.literal("stafett:x", "dct:issued", None, "date")
    assert len(out) == 0


@pytest.mark.parametrize(("value", "lexical"), [(True, "true"), (False, "false"), (7, "7"), ("1.50", "1.50")])
def test_literals_keep_their_lexical_form(value: object, lexical: str) -> None:
    out = Triples(IRIS)
    out.literal("stafett:x", "stafett:y", value, "string")
    assert [t.object for t in out] == [ox.Literal(lexical)]


def test_the_same_triple_twice_is_one() -> None:
    out = sample()
    before = len(out)
    out.update(sample())
    assert len(out) == before


def test_the_type_comes_first_and_languages_come_in_our_order() -> None:
    found = list(sample(with_list=False))
    assert found[0].predicate.value.endswith("#type")
    tags = [t.object.language for t in found if isinstance(t.object, ox.Literal) and t.object.language]
    assert tags == ["nb", "nn", "en"]


def test_an_empty_list_is_nil() -> None:
    out = Triples(IRIS)
    out.list("stafett:x", "sh:in", [])
    assert [t.object for t in out] == [out.node("rdf:nil")]


def test_a_list_keeps_its_order() -> None:
    graph = rdflib.Graph().parse(data=serialise(sample(), "nt"), format="nt")
    [head] = graph.objects(None, rdflib.SH["in"])
    items = Collection(graph, head)
    assert [str(i)[-1] for i in items] == ["a", "b", "c"]


@pytest.mark.parametrize("suffix", MEDIA_TYPES)
@pytest.mark.parametrize("with_list", [True, False])
def test_both_libraries_read_the_same_graph_from_every_format(suffix: str, with_list: bool) -> None:
    triples = sample(with_list=with_list)
    body = serialise(triples, suffix)
    expected = rdflib.Graph().parse(data=serialise(triples, "nt"), format="nt")
    again = ox.serialize(ox.parse(body, format=OX[suffix]), format=ox.RdfFormat.N_QUADS) or b""
    assert isomorphic(rdflib.Graph().parse(data=body, format=FORMATS[suffix]), expected)
    assert isomorphic(rdflib.Graph().parse(data=again, format="nt"), expected)


@pytest.mark.parametrize("suffix", MEDIA_TYPES)
def test_the_order_of_adding_does_not_matter(suffix: str) -> None:
    backwards = Triples(IRIS)
    for triple in reversed(list(sample())):
        backwards.update([triple])
    assert serialise(backwards, suffix) == serialise(sample(), suffix)


@pytest.mark.parametrize("with_list", [True, False])
def test_turtle_declares_only_the_prefixes_it_uses(with_list: bool) -> None:
    text = serialise(sample(with_list=with_list), "ttl").decode()
    declared = {line.split()[1].rstrip(":") for line in text.splitlines() if line.startswith("@prefix")}
    used = {"owl", "rdfs", "sh", "skos", "stafett", "xsd"} | (set() if with_list else {"rdf"})
    assert declared - {"rdf"} == used - {"rdf"}


def test_a_list_is_written_in_brackets() -> None:
    words = " ".join(serialise(sample(), "ttl").decode().split())
    assert "sh:in ( stafett:a stafett:b stafett:c )" in words


def test_nested_turtle_keeps_lexical_forms() -> None:
    assert "1.50" in serialise(sample(), "ttl").decode()


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20))
def test_any_text_survives_turtle(words: str) -> None:
    out = Triples(IRIS)
    out.literal("stafett:x", "skos:note", words)
    [quad] = ox.parse(serialise(out, "ttl"), format=ox.RdfFormat.TURTLE)
    assert quad.object == ox.Literal(words)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20))
def test_any_text_survives_ntriples(words: str) -> None:
    out = Triples(IRIS)
    out.literal("stafett:x", "skos:note", words)
    [quad] = ox.parse(serialise(out, "nt"), format=ox.RdfFormat.N_TRIPLES)
    assert quad.object == ox.Literal(words)


def test_nquads_puts_each_part_in_its_graph() -> None:
    body = nquads([("http://example.org/1", sample()), ("http://example.org/2", sample(with_list=False))])
    graphs = [q.graph_name for q in ox.parse(body, format=ox.RdfFormat.N_QUADS)]
    assert graphs.count(ox.NamedNode("http://example.org/1")) == len(sample())
    assert graphs.count(ox.NamedNode("http://example.org/2")) == len(sample(with_list=False))


@pytest.mark.parametrize("with_list", [True, False])
def test_turtle_is_cut_into_one_block_a_subject(with_list: bool) -> None:
    triples = sample(with_list=with_list)
    triples.types("stafett:Organisation", "owl:Class")
    found = blocks(serialise(triples, "ttl").decode())
    assert found.keys() == {"stafett:Organisation", "stafett:Person"}
    assert found["stafett:Organisation"].endswith(".")
