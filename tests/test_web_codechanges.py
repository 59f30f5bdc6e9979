"""The feed of changes, against what RFC 4287 demands."""

from __future__ import annotations

from datetime import datetime
from xml.etree import ElementTree as Xml

import pytest
from fastapi.testclient import TestClient

from test_web_codes import as_json, page

pytest_plugins = ("code_fixtures",)

ATOM = "{http://www.w3.org/2005/Atom}"


def feed(client: TestClient, query: str = "") -> Xml.Element:
    answer = client.get(f"/codes/changes.atom?{query}")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("application/atom+xml")
    return Xml.fromstring(answer.content)


def one(parent: Xml.Element, name: str) -> str:
    [found] = parent.findall(ATOM + name)
    assert found.text
    return found.text


@pytest.mark.parametrize("client", ["codes", "real"])
def test_the_feed_is_atom(request: pytest.FixtureRequest, client: str) -> None:
    root = feed(request.getfixturevalue(client))
    assert root.tag == f"{ATOM}feed"
    assert one(root.find(f"{ATOM}author") or Xml.Element("x"), "name")  # 4.1.1: or each entry has one
    entries = root.findall(f"{ATOM}entry")
    assert entries
    for element in (root, *entries):
        assert ":" in one(element, "id")  # 4.2.6: an IRI
        assert one(element, "title")
        assert datetime.fromisoformat(one(element, "updated")).tzinfo  # 4.2.15: RFC 3339
        for link in element.findall(f"{ATOM}link"):
            assert link.get("href", "").startswith("https://")
    identifiers = [one(entry, "id") for entry in entries]
    assert len(set(identifiers)) == len(identifiers)  # 4.1.1
    updated = [one(entry, "updated") for entry in entries]
    assert updated == sorted(updated, reverse=True)
    assert one(root, "updated") == updated[0]
    assert [link.get("rel") for link in root.findall(f"{ATOM}link")].count("self") == 1
    assert all(entry.find(f"{ATOM}link[@rel='alternate']") is not None for entry in entries)


def test_the_feed_has_no_clock(codes: TestClient) -> None:
    assert codes.get("/codes/changes.atom").content == codes.get("/codes/changes.atom").content
    etag = codes.get("/codes/changes.atom").headers["etag"]
    assert codes.get("/codes/changes.atom", headers={"if-none-match": etag}).status_code == 304


@pytest.mark.parametrize(
    ("language", "title", "entry"),
    [
        ("nb", "Endringer i kodelister", "FAG0000 Fag nummer 0 er erstattet av FAG0001 Fag nummer 1"),
        ("nn", "Endringar i kodelister", "FAG0000 Fag nummer 0 er erstatta av FAG0001 Fag nummer 1"),
        ("en", "Changes in code lists", "FAG0000 Fag nummer 0 is replaced by FAG0001 Fag nummer 1"),
    ],
)
def test_the_feed_speaks_three_languages(codes: TestClient, language: str, title: str, entry: str) -> None:
    root = feed(codes, f"lang={language}")
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == language
    assert one(root, "title") == title
    assert entry in [one(found, "title") for found in root.findall(f"{ATOM}entry")]


def test_the_feed_is_paged(codes: TestClient) -> None:
    root = feed(codes, "size=2")
    assert len(root.findall(f"{ATOM}entry")) == 2
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert str(links["next"]).endswith("/codes/changes.atom?size=2&page=2")  # RFC 5005, section 3


def test_changes_are_filtered_by_list_and_by_when_they_were_read(codes: TestClient) -> None:
    assert as_json(codes, "/codes/changes.json?since=2026-11-01")["found"] == 2
    assert as_json(codes, "/codes/changes.json?scheme=vigo-fullfortkode")["found"] == 0
    assert codes.get("/codes/changes.json?scheme=none").status_code == 400
    assert codes.get("/codes/changes.atom?since=x").status_code == 400
    assert codes.get("/codes/changes.atom?page=9").status_code == 404


def test_an_empty_feed_is_a_feed(codes: TestClient) -> None:
    root = feed(codes, "scheme=vigo-fullfortkode")
    assert root.findall(f"{ATOM}entry") == []
    assert one(root, "updated") == "2026-11-22T00:00:00Z"


def test_the_page_leads_to_the_feed(codes: TestClient) -> None:
    shown = page(codes, "/codes/changes?lang=nn")
    assert '<link rel="alternate" type="application/atom+xml" href="/codes/changes.atom?lang=nn"' in shown
    assert "FAG0003 Fag nummer 3 gjeld frå 2020-08-01" in shown
