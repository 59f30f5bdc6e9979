"""Errors as answers: in the visitor's language, for people and for machines."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

pytest_plugins = ("web_fixtures",)

SENTENCES = {
    "nb": "Det finnes ingen kodeliste «ukjent.html».",
    "nn": "Det finst inga kodeliste «ukjent.html».",
    "en": "There is no code list «ukjent.html».",
}


@pytest.mark.parametrize("language", SENTENCES)
def test_the_page_says_in_the_visitors_language_what_is_not_there(client: TestClient, language: str) -> None:
    answer = client.get("/code/ukjent.html", headers={"Accept": "text/html", "Accept-Language": language})
    assert answer.status_code == 404
    assert SENTENCES[language] in answer.text


def test_a_program_is_told_in_english_and_in_the_others(client: TestClient) -> None:
    answer = client.get("/code/ukjent.html", headers={"Accept": "text/turtle"})
    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("application/problem+json")
    assert answer.json()["detail"] == SENTENCES["en"]


def test_what_the_address_said_is_shown_as_text_and_nothing_else(client: TestClient) -> None:
    answer = client.get("/code/%3Cscript%3Ex", headers={"Accept": "text/html"})
    assert answer.status_code == 404
    assert "<script>x" not in answer.text
    assert "«&lt;script&gt;x»" in answer.text


def test_an_address_that_nothing_has_is_said_once(client: TestClient) -> None:
    answer = client.get("/no/such/place", headers={"Accept": "text/html", "Accept-Language": "en"})
    assert answer.status_code == 404
    assert "There is nothing at this address." not in answer.text  # the heading says so
    assert "/no/such/place" in answer.text
