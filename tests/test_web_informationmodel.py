"""The information model, read from the catalogue."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient

from stafett.web.informationmodel import InformationModel, describe
from stafett.web.room import Room
from web_fixtures import headings, read, words
from web_graphs import BASE

pytest_plugins = ("web_fixtures",)


@pytest.fixture(scope="module")
def found(room: Room) -> InformationModel:
    return describe(room, f"{BASE}/model/stafett", "nb")


def names(model: InformationModel, kind: str) -> list[str]:
    return [element.name for element in model.structure.get(kind, [])]


def test_the_elements_stand_by_kind_and_title_and_an_empty_kind_is_not_shown(found: InformationModel) -> None:
    assert list(found.structure) == ["ObjectType", "CodeList", "SimpleType", "Module"]
    assert names(found, "ObjectType") == ["Agent", "Person"]
    assert names(found, "CodeList") == ["codelist-stafett-rolle"]


def test_properties_come_by_their_number_with_how_many_and_where_to(found: InformationModel) -> None:
    person = next(element for element in found.structure["ObjectType"] if element.name == "Person")
    lines = [
        (line.kind, line.least, line.most, line.target.href if line.target else None)
        for line in person.properties
    ]
    assert lines == [
        ("Specialization", None, None, "/def/Agent"),
        ("Attribute", "1", "1", "/modelelement/type-string"),
        ("Attribute", "0", "*", "/code/stafett-rolle"),
    ]


def test_an_element_leads_to_its_class_and_a_code_list_says_how_many(found: InformationModel) -> None:
    [roles] = found.structure["CodeList"]
    assert (roles.thing.href, roles.codes) == ("/code/stafett-rolle", 1)
    assert {element.thing.href for element in found.structure["ObjectType"]} == {"/def/Agent", "/def/Person"}
    assert all(element.codes is None for element in found.structure["ObjectType"])


def test_an_identifier_that_is_said_twice_is_shown_once(found: InformationModel) -> None:
    assert found.identifiers == [f"{BASE}/model/stafett"]


def test_concepts_of_the_elements_are_named_as_the_concepts_are(found: InformationModel) -> None:
    assert [concept.title["nb"] for concept in found.concepts] == ["aktør", "person"]


def test_a_contact_can_be_written_to(found: InformationModel) -> None:
    [(contact, address)] = found.contacts
    assert (contact.title, address) == ({"nb": "Kontaktpunkt"}, "mailto:kontakt@example.org")


def test_a_model_that_is_not_described_is_empty_and_no_fault(room: Room) -> None:
    none = describe(room, f"{BASE}/model/none", "en")
    assert (none.title, none.structure, none.concepts, none.contacts) == ({}, {}, [], [])


FDK_ORDER = {
    "nb": "Beskrivelse, Status, Bruk, Informasjonsmodell, Identifikatorer, Begrep, Tema, Emneord, "
    "Relasjoner, Dekningsområde, Kontakt",
    "nn": "Skildring, Status, Bruk, Informasjonsmodell, Identifikatorar, Omgrep, Tema, Emneord, Relasjonar, "
    "Dekningsområde, Kontakt",
    "en": "Description, Status, Use, Information model, Identifiers, Concepts, Themes, Keywords, Relations, "
    "Coverage, Contact",
}


@pytest.mark.parametrize("language", FDK_ORDER)
def test_the_information_model_has_the_sections_of_data_norge_no(client: TestClient, language: str) -> None:
    found = [re.sub(r" \d+$", "", h) for h in headings(read(client, f"/model/stafett?lang={language}"))]
    assert ", ".join(found[:11]) == FDK_ORDER[language]


def test_the_information_model_is_read_from_the_catalogue(client: TestClient) -> None:
    page = read(client, "/model/stafett?lang=nb")
    said = words(page)
    for piece in (
        "under utvikling",
        "Utgitt 2026-11-22",
        "vurdering",
        "kontakt@example.org",
        "Objekttyper 2",
    ):
        assert piece in said, piece
    for suffix in ("ttl", "jsonld", "rdf"):
        assert f'href="/catalog/informationmodels.{suffix}"' in page
    lines = said[said.index("Person Person") :]
    order = [
        "spesialiserer spesialisering Aktør",
        "Pseudonym attributt 1 Tekst",
        "Rolle attributt 0..* Roller",
    ]
    places = [lines.index(line) for line in order]
    assert places == sorted(places)
    assert 'href="/code/stafett-rolle?lang=nb"' in page
    assert 'href="/concept/Person?lang=nb"' in page
