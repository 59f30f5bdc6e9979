"""Serving below a path of a reverse proxy."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from stafett.operations import Operations
from stafett.web.app import create_app

pytest_plugins = ("web_fixtures",)

BROWSER = {"accept": "text/html"}


@pytest.fixture(scope="module")
def below(web_dist: Path) -> TestClient:
    app = create_app(web_dist, operations=Operations(log="off", root_path="/data/stafett"))
    return TestClient(app, follow_redirects=False)


@pytest.mark.parametrize(
    "path", ["/", "/def/Person.html", "/sparql", "/code/vigo-fullfortkode.html", "/docs"]
)
def test_every_address_in_a_page_begins_with_the_path(below: TestClient, path: str) -> None:
    page = below.get(f"/data/stafett{path}", headers=BROWSER)
    assert page.status_code == 200
    addresses = re.findall(r'\s(?:href|src|action|data-url|data-endpoint)="(/[^"]*)"', page.text)
    assert len(addresses) > 10
    assert [address for address in addresses if not address.startswith("/data/stafett/")] == []
    assert int(page.headers["content-length"]) == len(page.content)


def test_links_of_a_page_lead_somewhere(below: TestClient) -> None:
    page = below.get("/data/stafett/def/Person.html", headers=BROWSER).text
    for address in sorted(set(re.findall(r'\s(?:href|src)="(/[^"#]*)', page))):
        assert below.get(address.replace("&amp;", "&")).status_code in (200, 303), address


def test_a_proxy_that_takes_the_path_off_is_served_too(below: TestClient) -> None:
    assert below.get("/health").json() == below.get("/data/stafett/health").json()
    assert below.get("/data/stafett", headers=BROWSER).status_code == 200
    assert below.get("/data/stafetten", headers=BROWSER).status_code == 404


def test_redirects_and_link_headers_have_the_path(below: TestClient) -> None:
    answer = below.get("/data/stafett/def/Person", headers=BROWSER)
    assert answer.headers["location"] == "/data/stafett/def/Person.html"
    link = below.get(answer.headers["location"]).headers["link"]
    assert "</data/stafett/def/Person.ttl>" in link
    assert "<https://w3id.org/stafett/def/Person>" in link


def test_text_that_looks_like_an_address_stays(below: TestClient) -> None:
    query = 'SELECT ("<a href=\\"/x\\">" AS ?y) {}'
    page = below.get("/sparql", params={"query": query}, headers=BROWSER).text
    assert "&lt;a href=&#34;/x&#34;&gt;" in page


def test_documents_are_left_as_they_are(below: TestClient, client: TestClient) -> None:
    for path in ("/catalog/datasets.ttl", "/model/stafett.schema.json", "/code/vigo-fullfortkode.csv"):
        assert below.get(path).content == client.get(path).content


def test_a_page_that_is_known_is_304(below: TestClient) -> None:
    etag = below.get("/model", headers=BROWSER).headers["etag"]
    answer = below.get("/model", headers={**BROWSER, "if-none-match": etag})
    assert answer.status_code == 304
    assert answer.content == b""
