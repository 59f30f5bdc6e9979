"""The SPARQL 1.1 Protocol, as programs speak it."""

from __future__ import annotations

from urllib.parse import quote

import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient

pytest_plugins = ("web_fixtures",)

BROWSER = {"accept": "text/html,*/*;q=0.8"}
SELECT = 'SELECT ?c WHERE { ?c skos:notation "B" }'
DESCRIBE = "DESCRIBE <http://psi.udir.no/kl06/HSHEA2---->"
FORM = "application/x-www-form-urlencoded"


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        (None, "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("application/json", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv"),
        ("text/tab-separated-values", "text/tab-separated-values"),
    ],
)
def test_solutions_in_four_formats(client: TestClient, accept: str | None, media_type: str) -> None:
    headers = {"accept": accept} if accept else {}
    answer = client.get("/sparql", params={"query": SELECT}, headers=headers)
    assert answer.status_code == 200
    assert answer.headers["content-type"].split(";")[0] == media_type
    assert "https://w3id.org/stafett/code/vigo-fullfortkode/B" in answer.text


@pytest.mark.parametrize(
    ("accept", "rdf_format"),
    [
        ("text/turtle", ox.RdfFormat.TURTLE),
        ("application/n-triples", ox.RdfFormat.N_TRIPLES),
        ("application/ld+json", ox.RdfFormat.JSON_LD),
        ("application/rdf+xml", ox.RdfFormat.RDF_XML),
    ],
)
def test_graphs_in_four_formats(client: TestClient, accept: str, rdf_format: ox.RdfFormat) -> None:
    answer = client.get("/sparql", params={"query": DESCRIBE}, headers={"accept": accept})
    assert answer.headers["content-type"].split(";")[0] == accept
    assert list(ox.parse(answer.content, format=rdf_format))


def test_all_ways_to_ask_give_the_same_answer(client: TestClient) -> None:
    get = client.get("/sparql", params={"query": SELECT})
    form = client.post("/sparql", data={"query": SELECT})
    direct = client.post(
        "/sparql", content=SELECT, headers={"content-type": "application/sparql-query; charset=utf-8"}
    )
    assert get.json() == form.json() == direct.json()
    assert len(get.json()["results"]["bindings"]) == 1


def test_a_dataset_can_be_named(client: TestClient) -> None:
    count = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
    graph = "https://w3id.org/stafett/graph/codes/stafett-rolle"

    def ask(**params: str) -> int:
        answer = client.get("/sparql", params={"query": count, **params}).json()
        return int(answer["results"]["bindings"][0]["n"]["value"])

    assert 0 < ask(**{"default-graph-uri": graph}) < ask()
    assert ask(**{"named-graph-uri": graph}) == 0


def test_a_syntax_error_names_its_place(client: TestClient) -> None:
    answer = client.get("/sparql", params={"query": "SELECT *\nWHERE { ?s ?p }"})
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["line"] == 2
    assert answer.json()["column"] > 1


@pytest.mark.parametrize(
    ("params", "status"),
    [
        ({"query": "SELECT * { SERVICE <http://x.org/> { ?s ?p ?o } }"}, 403),
        ({"query": "SELECT * " + "{" * 100 + "}" * 100}, 403),
        ({"query": "SELECT * { ?s ?p '" + "x" * 40_000 + "' }"}, 413),
        ({"update": "CLEAR ALL"}, 403),
        ({"query": "INSERT DATA { <urn:a> <urn:b> <urn:c> }"}, 403),
        ({"query": "CLEAR ALL"}, 403),
        ({"query": SELECT, "download": "exe"}, 400),
        ({"query": SELECT, "default-graph-uri": "no iri"}, 400),
        ({"query": [SELECT, SELECT]}, 400),
    ],
)
def test_what_is_refused(client: TestClient, params: dict[str, str], status: int) -> None:
    for answer in (client.get("/sparql", params=params), client.post("/sparql", data=params)):
        assert answer.status_code == status
        assert answer.json()["detail"]


def test_bad_posts(client: TestClient) -> None:
    def post(content: str | bytes, media_type: str) -> int:
        answer = client.post("/sparql", content=content, headers={"content-type": media_type})
        return int(answer.status_code)

    wrong = client.post("/sparql", content=SELECT, headers={"content-type": "text/plain"})
    assert wrong.status_code == 415
    assert "application/sparql-query" in wrong.headers["accept-post"]
    assert post("", FORM) == 400
    assert post("query=" + "x" * 300_000, FORM) == 413
    # Old clients say so of a form that is percent-encoded UTF-8 all the same.
    assert post("query=ASK%20%7B%7D", f"{FORM}; charset=ISO-8859-1") == 200
    assert post("ASK {}", 'application/sparql-query; charset="UTF-8"') == 200


def test_only_utf8_is_read(client: TestClient) -> None:
    text = "SELECT ?s { ?s ?p 'år' }".encode("latin-1")
    direct = {"content-type": "application/sparql-query"}
    form = {"content-type": FORM}
    for answer in (
        client.get(f"/sparql?query={quote(text)}"),
        client.post("/sparql", content=text, headers=direct),
        client.post("/sparql", content=f"query={quote(text)}", headers=form),
        client.post("/sparql", content=b"query=" + text, headers=form),
    ):
        assert (answer.status_code, answer.json()["detail"]) == (400, "The request is not UTF-8.")
    latin = {"content-type": "application/sparql-query; charset=ISO-8859-1", "accept-language": "nn"}
    named = client.post("/sparql", content=text, headers=latin)
    assert (named.status_code, named.json()["detail"]) == (
        415,
        "Send spørjinga i UTF-8, ikkje i «iso-8859-1».",
    )


def test_a_relative_iri_begins_at_the_endpoint(client: TestClient) -> None:
    def ask(query: str) -> bool:
        return bool(client.get("/sparql", params={"query": query}).json()["boolean"])

    assert ask("ASK { <code/vigo-fullfortkode/B> skos:notation 'B' }")
    assert not ask("BASE <http://example.org/> ASK { <code/vigo-fullfortkode/B> skos:notation 'B' }")


def test_what_cannot_be_written_as_wanted_is_406(client: TestClient) -> None:
    for query, accept in ((SELECT, "text/turtle"), (DESCRIBE, "text/csv"), (SELECT, "image/png")):
        answer = client.get("/sparql", params={"query": query}, headers={"accept": accept})
        assert (answer.status_code, answer.json()["reason"]) == (406, "not-acceptable")
        assert answer.headers["vary"] == "Accept, Accept-Language"


@pytest.mark.parametrize("name", ["format", "output", "results"])
def test_the_parameters_that_clients_send_for_other_servers_are_passed_over(
    client: TestClient, name: str
) -> None:
    # SPARQLWrapper adds all three, and says xml where it accepts RDF/XML.
    answer = client.get(
        "/sparql", params={"query": DESCRIBE, name: "xml"}, headers={"accept": "application/rdf+xml"}
    )
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/rdf+xml"


def test_a_download_link_says_its_name(client: TestClient) -> None:
    answer = client.get("/sparql", params={"query": SELECT, "download": "csv"}, headers=BROWSER)
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="stafett-query.csv"'


@pytest.mark.parametrize("update", ["INSERT DATA { <urn:a> <urn:b> 1 }", "PREFIX a: <urn:a> CLEAR ALL"])
def test_an_update_sent_as_a_query_is_forbidden(client: TestClient, update: str) -> None:
    for answer in (
        client.get("/sparql", params={"query": update}),
        client.post("/sparql", data={"query": update}),
        client.post("/sparql", content=update, headers={"content-type": "application/sparql-query"}),
    ):
        assert (answer.status_code, answer.headers["content-type"]) == (403, "application/problem+json")
        problem = answer.json()
        assert (problem["title"], problem["reason"]) == ("Forbidden", "refused")
        assert problem["detail"] == "This endpoint is read-only: updates are refused."


@pytest.mark.parametrize(
    ("language", "title", "detail"),
    [
        ("nb", "Ugyldig forespørsel", "Linje 1, kolonne 10: Prefikset «foo:» er ikke deklarert."),
        ("nn", "Ugyldig førespurnad", "Linje 1, kolonne 10: Prefikset «foo:» er ikkje deklarert."),
        ("en", "Bad Request", "Line 1, column 10: the prefix «foo:» is not declared."),
        (None, "Bad Request", "Line 1, column 10: the prefix «foo:» is not declared."),
    ],
)
def test_what_is_wrong_with_a_query_is_said_in_the_language_of_the_client(
    client: TestClient, language: str | None, title: str, detail: str
) -> None:
    headers = {"accept-language": language} if language else {"accept": "*/*"}
    answer = client.get("/sparql", params={"query": "ASK { ?s foo:bar ?o }"}, headers=headers)
    problem = answer.json()
    assert (answer.status_code, problem["title"], problem["reason"]) == (400, title, "syntax")
    assert problem["detail"].startswith(detail)
    assert (problem["line"], problem["column"]) == (1, 10)
