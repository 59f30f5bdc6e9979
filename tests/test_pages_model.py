from __future__ import annotations

from typing import Any

import pyoxigraph as ox
import pytest

from stafett.generate.ages import Age
from stafett.generate.shacl import write_shacl
from stafett.languages import LANGUAGES
from stafett.pages.model import model_page_data
from stafett.rdf import serialise
from stafett.sources import Sources


@pytest.fixture(scope="module")
def page(sources: Sources) -> dict[str, Any]:
    shacl = serialise(write_shacl(sources.model, sources.code_sets), "ttl").decode()
    return model_page_data(
        sources.model,
        sources.code_sets,
        sources.examples,
        shacl,
        sources.rules,
        {"Person": Age("0.1.0", None)},
    )


def test_every_class_stands_in_one_module(page: dict[str, Any], sources: Sources) -> None:
    listed = [name for module in page["modules"] for name in module["classes"]]
    assert sorted(listed) == sorted(sources.model.classes)


def test_every_class_and_slot_has_a_page_in_three_languages(page: dict[str, Any], sources: Sources) -> None:
    assert page["classes"].keys() == sources.model.classes.keys()
    assert page["slots"].keys() == sources.model.slots.keys()
    for entry in (*page["classes"].values(), *page["slots"].values(), *page["modules"]):
        assert list(entry["title"]) == list(entry["description"]) == list(LANGUAGES)


def test_a_class_shows_its_properties_as_the_model_has_them(page: dict[str, Any], sources: Sources) -> None:
    for cls in sources.model.classes.values():
        shown = [(p["slot"], p["min"], p["max"], p["own"]) for p in page["classes"][cls.name]["properties"]]
        assert shown == [(p.slot, p.min_count, p.max_count, p.own) for p in cls.properties]


@pytest.mark.parametrize(
    ("slot", "kind", "name", "href"),
    [
        ("birthYear", "datatype", "integer", "http://www.w3.org/2001/XMLSchema#integer"),
        ("prefLabel", "datatype", "langString", "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"),
        ("residenceArea", "class", "AdministrativeArea", "/def/AdministrativeArea"),
        ("personIdKind", "codelist", "stafett-personidtype", "/code/stafett-personidtype"),
        ("inputs", "datatype", "IRI", "http://www.w3.org/2001/XMLSchema#anyURI"),
    ],
)
def test_a_range_leads_to_its_page(page: dict[str, Any], slot: str, kind: str, name: str, href: str) -> None:
    found = page["slots"][slot]["range"]
    assert (found["kind"], found["name"], found["href"]) == (kind, name, href)


def test_every_link_inside_the_model_leads_somewhere(page: dict[str, Any], sources: Sources) -> None:
    ranges = [p["range"] for c in page["classes"].values() for p in c["properties"]]
    links = [r["href"] for r in ranges if r["kind"] != "choice"]
    links += [o["href"] for r in ranges if r["kind"] == "choice" for o in r["options"]]
    for href in (h for h in links if h.startswith("/")):
        kind, _, name = href.removeprefix("/").partition("/")
        assert name in (page["classes"] if kind == "def" else sources.lists), href


def test_every_example_is_on_the_page_of_its_class(page: dict[str, Any], sources: Sources) -> None:
    for example in sources.examples:
        shown = page["classes"][example.class_name]["examples"]
        [found] = [e for e in shown if e["name"] == example.name and e["valid"] == example.valid]
        assert found["yaml"] == example.yaml
        assert len(found["expect"]) == len(example.expect)


def test_the_turtle_of_an_example_is_turtle(page: dict[str, Any]) -> None:
    for cls in page["classes"].values():
        for example in cls["examples"]:
            assert list(ox.parse(example["turtle"], format=ox.RdfFormat.TURTLE))


def test_a_class_shows_the_shapes_of_its_own_properties(page: dict[str, Any]) -> None:
    shown = page["classes"]["Person"]["shacl"]
    assert "shape/Person> a sh:NodeShape" in shown.replace("\n ", "")
    assert "shape/Person-birthYear>" in shown
    assert "shape/Organisation" not in shown


def test_every_class_shows_a_shape(page: dict[str, Any]) -> None:
    assert [name for name, cls in page["classes"].items() if "sh:targetClass" not in cls["shacl"]] == []


def test_a_slot_shows_every_class_that_has_it(page: dict[str, Any]) -> None:
    users = {(u["class"], u["min"]) for u in page["slots"]["prefLabel"]["usedBy"]}
    assert {("Agent", 0), ("Organisation", 1), ("Person", 0)} <= users


def test_a_class_shows_what_refers_to_it(page: dict[str, Any]) -> None:
    assert {"class": "ProgrammeEnrolment", "slot": "school"} in page["classes"]["School"]["usedBy"]


def test_mappings_and_superclasses_are_shown_with_their_iris(page: dict[str, Any]) -> None:
    agent = page["classes"]["Agent"]
    assert {"curie": "foaf:Agent", "iri": "http://xmlns.com/foaf/0.1/Agent"} in agent["superclasses"]
    assert {
        "predicate": "skos:closeMatch",
        "curie": "prov:Agent",
        "iri": "http://www.w3.org/ns/prov#Agent",
    } in agent["mappings"]
