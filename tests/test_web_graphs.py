"""Named graphs: each identifier that the store knows leads to a file, and a reader to a page."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

pytest_plugins = ("web_fixtures", "code_fixtures")


def test_a_graph_redirects_to_the_file_that_holds_it(client: TestClient) -> None:
    answer = client.get("/graph/model", headers={"accept": "text/turtle"}, follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/graph/model.ttl"
    assert client.get("/graph/model.ttl").content == client.get("/model/stafett.owl.ttl").content


def test_an_unknown_graph_or_format_is_not_found(client: TestClient) -> None:
    assert client.get("/graph/no-such").status_code == 404
    assert client.get("/graph/model.pdf").status_code == 404


@pytest.mark.parametrize("accept", ["text/turtle", "text/html,*/*;q=0.8"])
def test_every_graph_in_the_store_leads_somewhere(real: TestClient, dist: Path, accept: str) -> None:
    with (dist / "all.nq").open(encoding="utf-8") as lines:
        graphs = {line.rsplit(" ", 2)[1].strip("<>") for line in lines}
    assert len(graphs) > 190
    targets: dict[str, str] = {}
    for iri in sorted(graphs):
        answer = real.get(iri.removeprefix("https://w3id.org/stafett"), headers={"accept": accept})
        assert answer.status_code == 303, iri
        # One of each kind is fetched: all code lists have pages of one form, and pages take time.
        targets.setdefault(iri.rpartition("/")[2].partition("-")[0], answer.headers["location"])
    for target in targets.values():
        found = real.head(target, headers={"accept": accept}, follow_redirects=True)
        assert found.status_code == 200, target
        assert found.headers["content-type"].startswith(accept.partition(",")[0]), target


def test_a_code_says_which_version_was_the_first_to_have_it(real: TestClient) -> None:
    turtle = real.get("/code/vigo-termin/H.ttl").text
    assert "addedIn" in turtle
    assert "/version/0.1.0>" in turtle
    assert 'href="/version/0.1.0.html?lang=nb"' in real.get("/code/vigo-termin/H.html?lang=nb").text
