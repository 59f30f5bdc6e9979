"""/sparql for whom the front door passes on: the query page, and descriptions of the service."""

from __future__ import annotations

import json

from fastapi.testclient import TestClient

pytest_plugins = ("web_fixtures",)

BROWSER = {"accept": "text/html,*/*;q=0.8"}


def test_without_a_query_the_service_describes_itself(client: TestClient) -> None:
    answer = client.get("/sparql", headers={"accept": "text/turtle"})
    assert answer.status_code == 200
    assert "sd:endpoint <https://w3id.org/stafett/sparql>" in answer.text
    assert client.get("/sparql?download=rdf").headers["content-type"] == "application/rdf+xml"


def test_examples_fill_the_text_area_and_all_run(client: TestClient) -> None:
    page = client.get("/sparql?example=classes", headers=BROWSER).text
    assert "CONSTRUCT { ?c a owl:Class }" in page
    assert client.get("/sparql?query=", headers=BROWSER).status_code == 200
    query = "CONSTRUCT { ?c a owl:Class } WHERE { ?c a owl:Class }"
    answer = client.post("/sparql", data={"query": query}, headers={"accept": "application/ld+json"})
    assert len(json.loads(answer.text)) == 4


def test_a_form_that_is_sent_without_script_is_answered_with_a_page(client: TestClient) -> None:
    answer = client.post("/sparql", data={"query": "ASK {}"}, headers=BROWSER)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    download = client.post("/sparql", data={"query": "ASK {}", "download": "csv"}, headers=BROWSER)
    assert download.headers["content-type"] == "text/csv; charset=utf-8"


def test_a_browser_is_told_on_a_page_what_is_wrong_with_a_request(client: TestClient) -> None:
    answer = client.get("/sparql?query=ASK+{}&query=ASK+{}", headers=BROWSER)
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
