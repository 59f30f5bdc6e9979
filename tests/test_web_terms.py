"""Classes and properties of the model, and the ontology they make up."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from web_fixtures import read, words

pytest_plugins = ("web_fixtures",)


def test_a_class_comes_with_its_shape_and_its_literals_untouched(client: TestClient) -> None:
    turtle = client.get("/def/Person.ttl").text
    assert '"01"^^xsd:nonNegativeInteger' in turtle
    assert "sh:targetClass stafett:Person" in turtle
    assert "sh:maxCount 1" in turtle  # a property shape that has an IRI
    assert "/Agent> a" not in turtle


def test_a_usage_note_stands_below_the_definition(client: TestClient) -> None:
    page = read(client, "/def/Person?lang=nn")
    assert page.index("Noko som er Person.") < page.index("Blir brukt om menneske.")
    assert "Bruksmerknad" in page
    assert "Bruksmerknad" not in read(client, "/def/Agent?lang=nn")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nb", "På vei ut av bruk. Bruk dette i stedet: Person Person"),
        ("nn", "På veg ut av bruk. Bruk dette i staden: Person Person"),
        ("en", "Going out of use. Use this instead: Person Person"),
    ],
)
def test_a_deprecated_class_stays_and_names_its_successor(
    client: TestClient, language: str, said: str
) -> None:
    page = read(client, f"/def/Member?lang={language}")
    assert said in words(page)
    assert f'href="/def/Person?lang={language}"' in page
    assert client.get("/def/Member.html").status_code == 200


def test_a_deprecated_property_without_a_successor_says_so(client: TestClient) -> None:
    assert "Ingenting kommer i stedet." in read(client, "/def/nickname?lang=nb")
    assert "På vei ut av bruk" not in read(client, "/def/pseudonym?lang=nb")


@pytest.mark.parametrize(
    ("accept", "location"),
    [
        ("text/html", "/model"),
        ("text/turtle", "/model/stafett.owl.ttl"),
        ("application/ld+json", "/model/stafett.owl.jsonld"),
        ("*/*", "/model"),
    ],
)
def test_the_ontology_leads_to_its_overview_or_to_its_file(
    client: TestClient, accept: str, location: str
) -> None:
    answer = client.get("/def?lang=en", headers={"accept": accept})
    assert (answer.status_code, answer.headers["location"]) == (303, f"{location}?lang=en")


def test_a_property_has_no_shape_of_a_class(client: TestClient) -> None:
    turtle = client.get("/def/pseudonym.ttl").text
    assert "owl:DatatypeProperty" in turtle
    assert "sh:targetClass" not in turtle


@pytest.mark.parametrize(
    "path", ["/def/person", "/def/Person.", "/def/Person.ttl.ttl", "/def/.ttl", "/def/%20"]
)
def test_a_name_is_written_exactly_so(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404
