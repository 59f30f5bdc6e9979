"""The HTTP policy: identifiers redirect, documents answer, errors explain themselves."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient

from stafett.web.app import create_app

pytest_plugins = ("web_fixtures",)

BROWSER = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
RDF = [
    ("text/turtle", "ttl", ox.RdfFormat.TURTLE),
    ("application/ld+json", "jsonld", ox.RdfFormat.JSON_LD),
    ("application/rdf+xml", "rdf", ox.RdfFormat.RDF_XML),
    ("application/n-triples", "nt", ox.RdfFormat.N_TRIPLES),
]
IDENTIFIERS = [
    "/def/Person",
    "/def/pseudonym",
    "/code/vigo-fullfortkode",
    "/code/vigo-fullfortkode/B",
    "/code/vigo-fullfortkode/-",
    "/code/grep-programomraader/HSHEA2----",
    "/dataset/model",
    "/service/sparql",
    "/source/nvb",
    "/rule/V07",
    "/rule/prefixes-core",
    "/model/stafett",
    "/modelelement/Person",
    "/modelelement/Person-role",
    "/concept/Person",
    "/definition/Person",
]


@pytest.mark.parametrize("path", IDENTIFIERS)
def test_an_identifier_redirects_to_the_document_that_is_wanted(client: TestClient, path: str) -> None:
    for accept, suffix, _ in RDF:
        answer = client.get(path, headers={"accept": accept})
        assert (answer.status_code, answer.headers["location"]) == (303, f"{path}.{suffix}")
        assert "Accept" in answer.headers["vary"]
    answer = client.get(f"{path}?lang=nn", headers=BROWSER)
    assert (answer.status_code, answer.headers["location"]) == (303, f"{path}.html?lang=nn")


@pytest.mark.parametrize("path", IDENTIFIERS)
@pytest.mark.parametrize(("media_type", "suffix", "rdf_format"), RDF)
def test_a_document_answers_200_and_describes_its_thing(
    client: TestClient, path: str, media_type: str, suffix: str, rdf_format: ox.RdfFormat
) -> None:
    answer = client.get(f"{path}.{suffix}")
    assert answer.status_code == 200
    assert answer.headers["content-type"].split(";")[0] == media_type
    assert f'<{path}.html>; rel="alternate"; type="text/html"' in answer.headers["link"]
    notation = path.rsplit("/", 1)[1]
    subject = f"http://psi.udir.no/kl06/{notation}" if "grep-" in path else f"https://w3id.org/stafett{path}"
    assert ox.NamedNode(subject) in {quad.subject for quad in ox.parse(answer.content, format=rdf_format)}


@pytest.mark.parametrize(
    "path",
    [
        "codes/vigo-fullfortkode.csv",
        "codes/vigo-fullfortkode.rdf",
        "model/stafett.owl.ttl",
        "model/stafett.shacl.jsonld",
        "model/stafett.context.jsonld",
        "model/stafett.schema.json",
        "model/stafett.rules.ttl",
        "model/stafett.inventory.json",
        "catalog/informationmodels.rdf",
        "catalog/concepts.ttl",
        "diagrams/module/core.nn.svg",
        "diagrams/class/Person.en.svg",
        "diagrams/module/core.mmd",
        "diagrams/module/core.puml",
    ],
)
def test_built_files_are_served_unchanged(client: TestClient, web_dist: Path, path: str) -> None:
    answer = client.get(f"/{path.replace('codes/', 'code/')}")
    assert answer.status_code == 200
    assert answer.content == (web_dist / path).read_bytes()


def test_a_module_leads_a_browser_to_its_page(client: TestClient) -> None:
    answer = client.get("/model/core", headers=BROWSER)
    assert (answer.status_code, answer.headers["location"]) == (303, "/model/core.html")


def test_a_module_is_in_rdf_an_element_of_the_information_model(client: TestClient) -> None:
    for accept, suffix, _ in RDF:
        answer = client.get("/model/core", headers={"accept": accept})
        assert (answer.status_code, answer.headers["location"]) == (
            303,
            f"/modelelement/module-core.{suffix}",
        )
    assert client.get("/model/core", headers={"accept": "image/png"}).status_code == 406
    page = client.get("/model/core.html")
    assert page.status_code == 200
    assert page.headers["content-type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/def/Nobody",
        "/def/Nobody.ttl",
        "/def/Person.csv",
        "/def/Person.exe",
        "/code/none",
        "/code/none/B",
        "/code/vigo-fullfortkode/none",
        "/code/vigo-fullfortkode/B.csv",
        "/code/grep-programomraader.csv",
        "/catalog/none",
        "/catalog/datasets.csv",
        "/dataset/none",
        "/model/none",
        "/model/none.html",
        "/model/core.ttl",
        "/model/stafett.csv",
        "/rule/V99",
        "/rule/V07.csv",
        "/concept/none",
        "/concept/Person.csv",
        "/concept/%20",
        "/modelelement/none",
        "/definition/none.ttl",
        "/diagrams/class/Nobody.nb.svg",
        "/diagrams/class/..%2f..%2fmanifest.json",
        "/model/..%2f..%2fmanifest.json",
        "/static/..%2fapp.py",
        "/static/%2e%2e/app.py",
        "/sparql?example=none",
    ],
)
def test_what_is_not_there(client: TestClient, path: str) -> None:
    answer = client.get(path)
    if path.startswith("/sparql"):
        answer = client.get(path, headers={"accept": "text/html, application/problem+json;q=0.5"})
        assert answer.status_code == 404
        return
    problem = answer.json()
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert problem["status"] == 404
    assert problem["detail"]
    page = client.get(path, headers=BROWSER)
    assert page.status_code == 404
    assert "<h1" in page.text


def test_wrong_method_names_those_of_every_route(client: TestClient) -> None:
    assert client.put("/sparql").headers["allow"] == "GET, HEAD, POST"


def test_wrong_method_is_405(client: TestClient) -> None:
    answer = client.post("/def/Person")
    assert answer.status_code == 405
    assert answer.headers["content-type"] == "application/problem+json"
    assert set(answer.headers["allow"].replace(" ", "").split(",")) == {"GET", "HEAD"}


def test_the_host_header_is_not_believed(client: TestClient) -> None:
    for path in ("/def/Person", "/def/Person.html", "/sparql"):
        answer = client.get(path, headers={**BROWSER, "host": "evil.example"})
        assert "evil.example" not in answer.text + str(answer.headers)


@pytest.mark.parametrize("path", ["//evil.example", "/%5Cevil.example", "///evil.example/x"])
def test_no_address_makes_a_link_to_another_site(client: TestClient, path: str) -> None:
    page = client.get(f"http://testserver{path}", headers=BROWSER).text
    assert 'href="//' not in page
    assert 'href="/\\' not in page


def test_health_and_api_description(client: TestClient) -> None:
    assert client.get("/health").json()["status"] == "ok"
    document = client.get("/openapi.json").json()
    assert "/sparql" in document["paths"]
    assert "422" not in json.dumps(document)
    assert "cdn" not in client.get("/docs", headers=BROWSER).text


def test_a_file_that_changes_under_the_server_is_503_and_never_half_a_build(
    web_dist: Path, tmp_path: Path
) -> None:
    dist = shutil.copytree(web_dist, tmp_path / "dist")
    client = TestClient(create_app(dist))
    (dist / "catalog/datasets.ttl").write_bytes(b"")
    answer = client.get("/catalog/datasets", headers={"accept": "text/turtle"})
    assert answer.status_code == 503
    assert answer.headers["retry-after"]
    (dist / "codes/vigo-fullfortkode.nt").unlink()
    assert client.get("/code/vigo-fullfortkode/B.ttl").status_code == 503


def test_the_web_room_does_not_load_the_builders_rooms() -> None:
    code = (
        "import sys, stafett.web.app; "
        "print([m for m in sys.modules if m.startswith(('linkml', 'rdflib', 'pyshacl', 'stafett.model', "
        "'stafett.generate', 'stafett.codes', 'stafett.catalogue'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
