"""What the terms of the model mean."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from web_fixtures import read, words

pytest_plugins = ("web_fixtures",)


def test_a_concept_page(client: TestClient) -> None:
    page = read(client, "/concept/Person?lang=en")
    for tag, term in (("nb", "person"), ("nn", "person"), ("en", "human")):
        assert f'<span lang="{tag}">{term}</span>' in page
    assert '<span lang="nn">Eit menneske.</span>' in page
    said = words(page)
    assert "Generic concept agent" in said
    assert "the class Person" in said
    for target in ("/concept/Agent", "/def/Person", "/modelelement/Person", "/definition/Person"):
        assert f'href="{target}?lang=en"' in page
    assert "Specific concepts human" in words(read(client, "/concept/Agent?lang=en"))
    assert "the property role" in words(read(client, "/concept/role?lang=en"))


def test_a_concept_is_alone_in_its_document_and_leads_to_its_neighbours(client: TestClient) -> None:
    turtle = client.get("/concept/Person.ttl").text
    assert "A human being." in turtle
    assert "concept/Agent>" in turtle
    assert "Den som gjør noe." not in turtle


@pytest.mark.parametrize(
    ("language", "words_"),
    [
        ("nb", "Det finnes ikke noe begrep «none»."),
        ("nn", "Det finst ikkje noko omgrep «none»."),
        ("en", "There is no concept «none»."),
    ],
)
def test_a_concept_that_is_not_there(client: TestClient, language: str, words_: str) -> None:
    answer = client.get("/concept/none", headers={"accept-language": language})
    assert (answer.status_code, answer.json()["detail"]) == (404, words_)


def test_a_concept_without_a_class_has_no_element(client: TestClient) -> None:
    page = read(client, "/concept/role?lang=en")
    assert "/modelelement/" not in page
    assert "/def/role?lang=en" in page
