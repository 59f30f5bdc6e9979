"""Notation3 and RDF/JSON."""

from __future__ import annotations

import json

import pyoxigraph as ox

from stafett.web.otherforms import rdf_json, write_other
from stafett.web.room import Room
from web_graphs import BASE

pytest_plugins = ("web_fixtures",)


def test_rdf_json_says_languages_datatypes_and_blank_nodes() -> None:
    text = '<https://x/a> <https://x/p> "n"@nb , 1 , "s" , _:b .'
    triples = [
        ox.Triple(q.subject, q.predicate, q.object) for q in ox.parse(text, format=ox.RdfFormat.TURTLE)
    ]
    [values] = json.loads(rdf_json(triples))["https://x/a"].values()
    integer = "http://www.w3.org/2001/XMLSchema#integer"
    assert {"type": "literal", "value": "n", "lang": "nb"} in values
    assert {"type": "literal", "value": "1", "datatype": integer} in values
    assert {"type": "literal", "value": "s"} in values
    assert [v["value"][:2] for v in values if v["type"] == "bnode"] == ["_:"]


def test_values_of_one_property_stand_together_in_their_order() -> None:
    a, p, q = (ox.NamedNode(f"urn:{name}") for name in "apq")
    triples = [
        ox.Triple(a, p, ox.Literal("2")),
        ox.Triple(a, q, ox.NamedNode("urn:o")),
        ox.Triple(a, p, ox.Literal("1")),
    ]
    found = json.loads(rdf_json(triples))
    assert [value["value"] for value in found["urn:a"]["urn:p"]] == ["2", "1"]
    assert found["urn:a"]["urn:q"] == [{"type": "uri", "value": "urn:o"}]
    assert json.loads(rdf_json([])) == {}


def test_a_built_document_is_written_in_both(room: Room) -> None:
    assert write_other(room, "catalog/datasets", "n3") == room.files.read("catalog/datasets.ttl")
    found = json.loads(write_other(room, "catalog/datasets", "rj"))
    titles = found[f"{BASE}/dataset/model"]["http://purl.org/dc/terms/title"]
    assert titles == [{"type": "literal", "value": "Modell", "lang": "nb"}]
