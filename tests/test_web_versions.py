"""Versions of the model: their addresses, pages and documents."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient

from stafett.web.app import create_app
from web_fixtures import list_files

pytest_plugins = ("web_fixtures",)

TRIPLE = '<https://w3id.org/stafett/def> <http://www.w3.org/2002/07/owl#versionInfo> "{}" .\n'
COUNTS = {"classes": 85, "slots": 417, "lists": 145, "codes": 2199}


@pytest.fixture(scope="module")
def history(web_dist: Path, tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """The small build, of a version in development after two that were published; of one all is kept."""
    dist = shutil.copytree(web_dist, tmp_path_factory.mktemp("history") / "dist")
    (dist / "releases" / "0.0.2").mkdir(parents=True)
    for number in ("0.0.1", "0.0.2"):
        (dist / f"releases/{number}.json").write_text(json.dumps({"version": number}), "utf-8")
    for name in ("stafett.owl", "stafett.shacl", "stafett.rules", "codes"):
        (dist / f"releases/0.0.2/{name}.nt").write_text(TRIPLE.format("0.0.2"), "utf-8")
    (dist / "releases/0.0.2/stafett.schema.json").write_text("{}", "utf-8")
    (dist / "releases/0.0.2/stafett.context.jsonld").write_text("{}", "utf-8")
    releases = [
        {"version": number, "date": f"2026-0{n}-01", "changes": [], "counts": COUNTS}
        for n, number in ((2, "0.0.2"), (1, "0.0.1"))
    ]
    (dist / "pages/releases.json").write_text(json.dumps(releases), "utf-8")
    manifest = json.loads((dist / "manifest.json").read_text("utf-8"))
    listed = {file["path"] for file in manifest["files"]}
    manifest["files"] += [file for file in list_files(dist) if file["path"] not in listed]
    (dist / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    return TestClient(create_app(dist), follow_redirects=False)


def _leads_to(client: TestClient, path: str, accept: str) -> tuple[int, str]:
    answer = client.get(path, headers={"accept": accept})
    return answer.status_code, answer.headers.get("location", "")


@pytest.mark.parametrize(
    ("path", "accept", "location"),
    [
        ("/version/0.0.2", "text/turtle", "/model/0.0.2/stafett.owl.ttl"),
        ("/version/0.0.2", "application/rdf+xml", "/model/0.0.2/stafett.owl.rdf"),
        ("/version/0.0.2", "text/html", "/version/0.0.2.html"),
        ("/version/0.1.0", "text/turtle", "/model/stafett.owl.ttl"),
        ("/version/0.1.0", "text/html", "/version/0.1.0.html"),
        ("/model/0.0.2", "text/html", "/version/0.0.2.html"),
        ("/model/0.0.2/codes", "application/ld+json", "/model/0.0.2/codes.jsonld"),
    ],
)
def test_a_version_leads_to_what_it_was_when_it_was_published(
    history: TestClient, path: str, accept: str, location: str
) -> None:
    assert _leads_to(history, path, accept) == (303, location)


def test_a_version_that_has_only_an_inventory_has_no_ontology(history: TestClient) -> None:
    assert _leads_to(history, "/version/0.0.1", "text/turtle")[0] == 406
    assert "stafett.inventory.json" in history.get("/version/0.0.1.html").text
    assert history.get("/model/0.0.1/stafett.inventory.json").json() == {"version": "0.0.1"}


@pytest.mark.parametrize("name", ["stafett.owl", "stafett.shacl", "stafett.rules", "codes"])
def test_each_document_says_the_same_in_every_format(history: TestClient, name: str) -> None:
    formats = {"ttl": "TURTLE", "rdf": "RDF_XML", "jsonld": "JSON_LD", "nt": "N_TRIPLES"}
    for suffix, form in formats.items():
        answer = history.get(f"/model/0.0.2/{name}.{suffix}")
        assert answer.status_code == 200
        assert f'</model/0.0.2/{name}.ttl>; rel="alternate"' in answer.headers["link"]
        [quad] = ox.parse(answer.content, format=getattr(ox.RdfFormat, form))
        assert isinstance(quad.object, ox.Literal)
        assert quad.object.value == "0.0.2"


@pytest.mark.parametrize(
    "path",
    [
        "/version/9.9.9",
        "/version/9.9.9.html",
        "/model/9.9.9",
        "/model/9.9.9/stafett.owl.ttl",
        "/model/0.0.2/stafett.owl.csv",
        "/model/0.0.1/stafett.owl.ttl",
        "/model/0.1.0/stafett.owl.ttl",
    ],
)
def test_what_never_was_is_not_found(history: TestClient, path: str) -> None:
    assert history.get(path).status_code == 404


def test_the_page_of_a_version_links_its_neighbours_and_documents(history: TestClient) -> None:
    page = history.get("/version/0.0.2.html?lang=nn").text
    assert 'href="/version/0.0.1.html?lang=nn"' in page
    for form in ("stafett.owl.ttl", "codes.rdf", "stafett.schema.json", "stafett.context.jsonld"):
        assert f'href="/model/0.0.2/{form}"' in page
        assert history.get(f"/model/0.0.2/{form}").status_code == 200


def test_a_version_under_development_says_so(history: TestClient) -> None:
    assert "ikke publisert" in history.get("/version/0.1.0.html?lang=nb").text


def test_the_changes_link_to_each_version(history: TestClient) -> None:
    page = history.get("/changes?lang=nb").text
    for number in ("0.0.1", "0.0.2"):
        assert f'href="/version/{number}.html?lang=nb"' in page


def test_search_engines_are_shown_every_published_version(history: TestClient) -> None:
    sitemap = history.get("/sitemap.xml").text
    assert all(f"/version/{number}<" in sitemap for number in ("0.0.1", "0.0.2"))
