from __future__ import annotations

import json
from typing import Any

import pytest
import rdflib
from rdflib.compare import isomorphic

from stafett.generate.context import write_context
from stafett.generate.instances import write_instances
from stafett.model.examples import Example
from stafett.rdf import serialise
from stafett.records.reading import read_data
from stafett.sources import Sources


@pytest.fixture(scope="module")
def context(sources: Sources) -> dict[str, Any]:
    found: dict[str, Any] = write_context(sources.model, sources.code_sets)["@context"]
    return found


def test_every_concrete_class_and_every_slot_is_a_term(context: dict[str, Any], sources: Sources) -> None:
    model = sources.model
    assert {c.name for c in model.concrete()} <= context.keys()
    assert {s.name for s in model.slots.values() if not s.identifier} <= context.keys()
    assert context["Person"] == model.classes["Person"].iri


def test_id_and_type_are_plain_keys(context: dict[str, Any]) -> None:
    assert (context["id"], context["type"]) == ("@id", "@type")


@pytest.mark.parametrize(
    ("slot", "expected"),
    [
        ("birthYear", {"@type": "http://www.w3.org/2001/XMLSchema#integer"}),
        ("pseudonym", {}),
        ("prefLabel", {"@container": "@language"}),
        ("residenceArea", {"@type": "@id"}),
        ("identifier", {"@type": "@id", "@container": "@set"}),
    ],
)
def test_a_term_says_what_kind_of_value_it_takes(
    context: dict[str, Any], sources: Sources, slot: str, expected: dict[str, str]
) -> None:
    assert context[slot] == {"@id": sources.model.slots[slot].path, **expected}


def test_the_identifier_is_no_property(context: dict[str, Any]) -> None:
    assert not any(isinstance(v, dict) and v["@id"].endswith("/def/id") for v in context.values())


def test_a_code_that_is_also_a_term_still_means_the_code(context: dict[str, Any], sources: Sources) -> None:
    """Inside its slot a notation wins over a class, slot or prefix of the same name."""
    model = sources.model
    clashing = 0
    for slot in (s for s in model.slots.values() if s.range.kind == "codelist"):
        scoped = context[slot.name]["@context"]
        for notation, iri in sources.code_sets[model.enums[slot.range.name].scheme].codes.items():
            assert scoped.get(notation, scoped["@vocab"] + notation) == iri
            clashing += notation in context
            assert notation not in context or notation in scoped
    assert clashing


def test_json_read_by_pyoxigraph_gives_the_triples_of_our_own_writer(
    example: Example, sources: Sources, context: dict[str, Any]
) -> None:
    data = read_data(example.where.file, {"@context": context})
    found = rdflib.Graph().parse(data="\n".join(f"{t} ." for t in data.triples), format="nt")
    assert isomorphic(found, ours(example, sources))


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_json_read_by_rdflib_gives_the_triples_of_our_own_writer(
    example: Example, sources: Sources, context: dict[str, Any]
) -> None:
    document = json.dumps({"@context": context, "@graph": list(example.data)})
    assert isomorphic(rdflib.Graph().parse(data=document, format="json-ld"), ours(example, sources))


def ours(example: Example, sources: Sources) -> rdflib.Graph:
    triples = write_instances(sources.model, sources.code_sets, example.data)
    graph = rdflib.Graph().parse(data=serialise(triples, "nt"), format="nt")
    assert len(graph) == len(triples) > 0
    return graph
