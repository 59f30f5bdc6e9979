"""The query page: what it makes of answers."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from stafett.web import sparql_page
from stafett.web.sparql_page import Outcome

pytest_plugins = ("web_fixtures",)

BROWSER = {"accept": "text/html"}


def test_the_page_shows_a_table_with_links_to_our_pages(client: TestClient) -> None:
    page = client.get(
        "/sparql", params={"query": 'SELECT ?c { ?c skos:notation "B" }', "lang": "nn"}, headers=BROWSER
    )
    assert page.status_code == 200
    assert '<a href="/code/vigo-fullfortkode/B?lang=nn"' in page.text
    assert "1 rad" in page.text
    assert "download=csv" in page.text


def test_the_page_shows_yes_and_graphs(client: TestClient) -> None:
    assert "<strong>Ja</strong>" in client.get("/sparql", params={"query": "ASK {}"}, headers=BROWSER).text
    graph = client.get(
        "/sparql", params={"query": "DESCRIBE <http://psi.udir.no/kl06/HSHEA2---->"}, headers=BROWSER
    ).text
    assert "@prefix grep: " in graph
    assert "@prefix dcat: " not in graph


def test_the_page_says_when_it_shows_only_some_rows(client: TestClient) -> None:
    query = "SELECT * { ?a ?b ?c . ?d ?e ?f }"
    page = client.get("/sparql", params={"query": query, "lang": "en"}, headers=BROWSER).text
    assert "Only the first 1000 rows" in page
    assert page.count("<tr>") == 1001


def test_the_page_marks_the_faulty_line(client: TestClient) -> None:
    page = client.get("/sparql", params={"query": "SELECT *\nWHERE { ?s ?p }"}, headers=BROWSER)
    assert page.status_code == 400
    assert 'class="source__fault"' in page.text
    assert "linje 2" in page.text
    assert "WHERE { ?s ?p }" in page.text


def test_only_what_is_refused_is_called_so(client: TestClient) -> None:
    for query, heading in (
        ("SELECT * { SERVICE <urn:x> { ?s ?p ?o } }", "The query was refused"),
        (f"ASK {{}} #{'x' * 40_000}", "There is no answer"),
    ):
        page = client.post("/sparql", data={"query": query}, headers={**BROWSER, "accept-language": "en"})
        assert f">{heading}</h3>" in page.text


@pytest.mark.parametrize(
    "query",
    [
        'SELECT ("<script>alert(1)</script>" AS ?x) (<javascript:alert(1)> AS ?y) {}',
        'CONSTRUCT { <urn:a> <urn:b> "</code><script>alert(1)</script>" } {}',
        "</textarea><script>alert(1)</script>",
    ],
)
def test_the_page_escapes_everything(client: TestClient, query: str) -> None:
    page = client.get("/sparql", params={"query": query}, headers=BROWSER).text
    assert "<script>alert" not in page
    assert 'href="javascript' not in page


def test_cells_show_language_datatype_and_what_is_unbound(client: TestClient) -> None:
    query = 'SELECT ("å"@nn AS ?a) (1 AS ?b) (<urn:x> AS ?c) ?none (<https://x.org/> AS ?d) {}'
    page = client.get("/sparql", params={"query": query, "lang": "en"}, headers=BROWSER).text
    body = page[page.index("<tbody>") : page.index("</tbody>")]
    assert "xsd:integer" in body
    assert 'lang="nn"' in body
    assert body.count("<td") == 5
    assert 'href="urn:x"' not in body
    assert 'href="https://x.org/"' in body


@pytest.mark.parametrize(
    ("outcome", "kind"),
    [
        (Outcome(error="", graph=""), "error"),
        (Outcome(graph=""), "graph"),
        (Outcome(boolean=False), "boolean"),
        (Outcome(), "table"),
    ],
)
def test_an_empty_graph_and_a_no_are_shown_as_what_they_are(outcome: Outcome, kind: str) -> None:
    assert outcome.kind == kind


def test_a_graph_that_is_too_long_is_cut_and_says_so(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    query = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
    monkeypatch.setattr(sparql_page, "TURTLE_SHOWN", 1000)
    page = client.get("/sparql", params={"query": query, "lang": "en"}, headers=BROWSER).text
    assert "The graph is cut here." in page
    assert '&amp;download=ttl"' in page
    assert '&amp;download=csv"' not in page


def test_examples_stand_by_topic_in_the_readers_language(client: TestClient) -> None:
    page = client.get("/sparql?lang=nn", headers=BROWSER).text
    assert "Kodar med etikett" in page
    assert page.index("Kodar med etikett") < page.index("Klassar")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nb", "Det finnes ingen eksempelspørring «none»."),
        ("nn", "Det finst inga eksempelspørjing «none»."),
        ("en", "There is no example query «none»."),
    ],
)
def test_an_example_that_is_not_there(client: TestClient, language: str, words: str) -> None:
    answer = client.get(f"/sparql?example=none&lang={language}", headers=BROWSER)
    assert answer.status_code == 404
    assert words in answer.text
