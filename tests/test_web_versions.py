from __future__ import annotations

from fastapi.testclient import TestClient

pytest_plugins = ("web_fixtures",)


def test_a_graph_redirects_to_the_file_that_holds_it(client: TestClient) -> None:
    answer = client.get("/graph/model", headers={"accept": "text/turtle"}, follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/graph/model.ttl"
    assert client.get("/graph/model.ttl").content == client.get("/model/stafett.owl.ttl").content


def test_an_unknown_graph_or_format_is_not_found(client: TestClient) -> None:
    assert client.get("/graph/no-such").status_code == 404
    assert client.get("/graph/model.pdf").status_code == 404


def test_the_version_served_leads_to_the_ontology_or_the_page(client: TestClient) -> None:
    for accept, location in (("text/turtle", "/model/stafett.owl.ttl"), ("text/html", "/model")):
        answer = client.get("/version/0.1.0", headers={"accept": accept}, follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (303, location)


def test_a_version_that_never_was_is_not_found(client: TestClient) -> None:
    assert client.get("/version/9.9.9").status_code == 404
