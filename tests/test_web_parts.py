"""What has an identifier but no page data: shapes, distributions, model elements and more."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from stafett.web.parts import FILES
from stafett.web.room import Room

pytest_plugins = ("web_fixtures",)

BROWSER = {"accept": "text/html,*/*;q=0.8"}


def test_parts_without_a_page_of_their_own_are_described(client: TestClient) -> None:
    assert client.get("/shape/Person", headers=BROWSER).headers["location"] == "/shape/Person.html"
    assert "pseudonym" in client.get("/shape/Person.html").text
    assert "sh:NodeShape" in client.get("/shape/Person.ttl").text
    assert client.get("/shape/Nobody").status_code == 404


def test_an_identifier_with_escaped_letters_leads_somewhere(client: TestClient) -> None:
    path = "/modelelement/code-x-PR%C3%98VE"
    assert client.get(path, headers=BROWSER).headers["location"] == f"{path}.html"
    assert f"https://w3id.org/stafett{path}" in client.get(f"{path}.nt").text


def test_a_link_to_an_identifier_with_escaped_letters_leads_to_it(client: TestClient, room: Room) -> None:
    path = room.site.local_path(f"{room.site.base}/modelelement/code-x-PR%C3%98VE")
    assert path is not None
    assert client.get(f"{path}.html").status_code == 200


def test_a_shape_comes_with_the_shapes_of_its_properties(client: TestClient) -> None:
    assert "sh:maxCount 1" in client.get("/shape/Person.ttl").text
    assert "Person-pseudonym" not in client.get("/modelelement/Person.ttl").text.partition("\n\n")[2]


@pytest.mark.parametrize("path", ["/shape/Person.csv", "/contact/Person", "/query/none.html", "/rights/%20"])
def test_what_is_not_described_is_not_there_and_says_which(client: TestClient, path: str) -> None:
    answer = client.get(path, headers={"accept-language": "nn"})
    assert answer.status_code == 404
    kind, name = path.strip("/").split("/")
    detail = answer.json()["detail"]
    assert f"«{kind}»" in detail
    assert f"«{unescape(name).replace('%20', ' ')}»" in detail


def test_a_page_shows_addresses_short_and_leads_where_it_can(client: TestClient) -> None:
    page = client.get("/modelelement/Person.html?lang=en").text
    assert re.search(r'<a href="/concept/Person\?lang=en"[^>]*>', page)
    assert "modelldcatno:hasProperty" in page
    assert "Et menneske." in page


def test_every_kind_has_an_address_and_files_that_are_built(client: TestClient, web_dist: Path) -> None:
    for kind, start in FILES.items():
        assert client.get(f"/{kind}/none").status_code == 404
        built = [file for file in web_dist.rglob("*.nt") if str(file.relative_to(web_dist)).startswith(start)]
        assert built or kind == "query"
