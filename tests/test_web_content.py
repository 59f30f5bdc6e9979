"""The pages and documents of the catalogue's content."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

pytest_plugins = ("web_fixtures",)


def test_a_thing_redirects_to_the_document_that_is_asked_for(client: TestClient) -> None:
    answer = client.get("/agent/example", headers={"accept": "text/turtle"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/agent/example.ttl")


@pytest.mark.parametrize("suffix", ["ttl", "jsonld", "rdf", "nt"])
def test_a_thing_is_described_in_every_format(client: TestClient, suffix: str) -> None:
    answer = client.get(f"/agent/example.{suffix}")
    assert answer.status_code == 200
    assert "Eksempelorganet" in answer.text


@pytest.mark.parametrize(
    ("lang", "words"),
    [("nb", "ikke bekreftet i noen kilde"), ("nn", "ikkje stadfesta i noka kjelde"), ("en", "not verified")],
)
def test_a_page_says_how_certain_it_is_and_what_refers_to_it(
    client: TestClient, lang: str, words: str
) -> None:
    page = client.get(f"/agent/example.html?lang={lang}").text
    assert words in page
    assert f'href="/system/example?lang={lang}"' in page or 'href="/system/example"' in page


def test_a_link_that_is_no_address_is_shown_as_text(client: TestClient) -> None:
    assert "javascript:" not in client.get("/agent/example.html").text


@pytest.mark.parametrize(
    "path", ["/agent/nobody", "/agent/example.exe", "/system/example", "/catalogue/nothing"]
)
def test_what_is_not_there_is_not_found(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_the_overview_and_the_index_lead_to_the_things(client: TestClient) -> None:
    assert 'href="/catalogue/agent"' in client.get("/catalogue").text
    assert 'href="/agent/example"' in client.get("/catalogue/agent").text
