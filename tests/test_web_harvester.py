"""Our documents as the Java client of data.norge.no asks for them: one Accept, and 200 or nothing."""

from __future__ import annotations

import json
import shutil
import xml.etree.ElementTree as ET
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from pathlib import Path

import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient

from stafett.harvest.reading import LIMIT
from stafett.web.app import create_app
from stafett.web.structured import MOST

pytest_plugins = ("web_fixtures",)

MEDIA_TYPES = {
    "text/turtle": ("ttl", ox.RdfFormat.TURTLE),
    "application/rdf+xml": ("rdf", ox.RdfFormat.RDF_XML),
    "application/ld+json": ("jsonld", ox.RdfFormat.JSON_LD),
    "application/n-triples": ("nt", ox.RdfFormat.N_TRIPLES),
    "text/n3": ("n3", ox.RdfFormat.N3),
    "application/rdf+json": ("rj", None),
}
"""What a source can be registered with."""


@pytest.fixture(scope="module")
def client(dist: Path) -> TestClient:
    found = TestClient(create_app(dist))
    for name in ("accept", "accept-encoding", "user-agent", "connection"):
        found.headers.pop(name, None)
    return found


@pytest.fixture(scope="module")
def kinds(dist: Path) -> list[str]:
    found = sorted(file.stem for file in (dist / "catalog").glob("*.ttl"))
    assert len(found) >= 4
    return found


@pytest.mark.parametrize("media_type", MEDIA_TYPES)
def test_each_media_type_gives_the_whole_document_at_once(
    client: TestClient, kinds: list[str], dist: Path, media_type: str
) -> None:
    for kind in kinds:
        answer = client.get(f"/catalog/{kind}", headers={"Accept": media_type}, follow_redirects=False)
        assert answer.status_code == 200
        assert answer.headers["content-type"].partition(";")[0] == media_type
        assert "content-encoding" not in answer.headers
        assert 0 < int(answer.headers["content-length"]) == len(answer.content) < LIMIT
        suffix, form = MEDIA_TYPES[media_type]
        assert client.get(f"/catalog/{kind}.{suffix}").content == answer.content
        wanted = {
            q.subject
            for q in ox.parse(path=str(dist / "catalog" / f"{kind}.nt"), format=ox.RdfFormat.N_TRIPLES)
        }
        if form:
            assert {q.subject for q in ox.parse(answer.content, format=form)} == wanted
        else:
            assert set(answer.json()) == {str(s.value) for s in wanted if isinstance(s, ox.NamedNode)}


def test_head_is_get_without_the_body(client: TestClient, kinds: list[str]) -> None:
    for kind in kinds:
        get, head = client.get(f"/catalog/{kind}"), client.head(f"/catalog/{kind}")
        assert (head.status_code, head.content) == (200, b"")
        assert {n: v for n, v in head.headers.items() if n != "date"} == {
            n: v for n, v in get.headers.items() if n != "date"
        }


def test_every_format_is_linked_to(client: TestClient, kinds: list[str]) -> None:
    for kind in kinds:
        link = client.get(f"/catalog/{kind}").headers["link"]
        for suffix in ("ttl", "jsonld", "rdf", "nt", "html"):
            assert f'</catalog/{kind}.{suffix}>; rel="alternate"' in link


def test_who_knows_the_document_already_gets_304(client: TestClient) -> None:
    first = client.get("/catalog/datasets")
    modified = parsedate_to_datetime(first.headers["last-modified"])
    assert modified <= datetime.now(UTC)
    later, earlier = (format_datetime(modified + timedelta(seconds=n), usegmt=True) for n in (0, -1))
    for headers, status in (
        ({"If-None-Match": first.headers["etag"]}, 304),
        ({"If-None-Match": '"other"'}, 200),
        ({"If-Modified-Since": later}, 304),
        ({"If-Modified-Since": earlier}, 200),
        ({"If-Modified-Since": later, "If-None-Match": '"other"'}, 200),
        ({"If-Modified-Since": "yesterday"}, 200),
    ):
        answer = client.get("/catalog/datasets", headers=headers)
        assert answer.status_code == status, headers
        assert bool(answer.content) is (status == 200)


@pytest.mark.parametrize("damage", ["cut", "gone", "empty"])
def test_a_build_that_is_not_whole_is_503_and_never_half_a_200(
    web_dist: Path, tmp_path: Path, damage: str
) -> None:
    copy = tmp_path / "dist"
    shutil.copytree(web_dist, copy)
    client = TestClient(create_app(copy))
    assert client.get("/catalog/datasets").status_code == 200
    file = copy / "catalog" / "datasets.ttl"
    body = file.read_bytes()
    if damage == "gone":
        file.unlink()
    else:
        file.write_bytes(body[: len(body) // 2] if damage == "cut" else b"")
    for address in ("/catalog/datasets", "/catalog/datasets.ttl", "/catalog/datasets.n3"):
        answer = client.get(address, headers={"Accept": "text/turtle"} if "." not in address else {})
        assert answer.status_code == 503, address
        assert int(answer.headers["retry-after"]) > 0


def test_a_document_is_answered_from_memory(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    body = client.get("/catalog/datasets.ttl").content

    def unwanted(path: Path) -> bytes:
        raise AssertionError(f"{path} was read again")

    monkeypatch.setattr(Path, "read_bytes", unwanted)
    assert client.get("/catalog/datasets.ttl").content == body


def test_the_sitemap_names_pages_that_answer_with_the_dates_of_their_data(client: TestClient) -> None:
    answer = client.get("/sitemap.xml")
    assert answer.headers["content-type"].startswith("application/xml")
    assert client.get("/sitemap.xml").content == answer.content
    name = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    urls = {
        url.findtext(f"{name}loc", ""): url.findtext(f"{name}lastmod")
        for url in ET.fromstring(answer.content)
    }
    assert 100 < len(urls) <= 50_000
    base = "https://w3id.org/stafett"
    assert urls[f"{base}/dataset/model"] == "2026-11-22"
    for address in [f"{base}/", f"{base}/catalog", f"{base}/score", *sorted(urls)[:: len(urls) // 25]]:
        page = client.get(address.removeprefix(base), headers={"Accept": "text/html"})
        assert page.status_code == 200, address


def _structured(page: str) -> dict[str, object]:
    inside = page.partition('<script type="application/ld+json">')[2].partition("</script>")[0]
    found: dict[str, object] = json.loads(inside)
    return found


def test_pages_say_in_schema_org_what_they_show(client: TestClient) -> None:
    html = {"Accept": "text/html", "Accept-Language": "nn"}
    dataset = _structured(client.get("/dataset/grep-programomraader", headers=html).text)
    assert dataset["@type"] == "Dataset"
    assert dataset["@id"] == "https://w3id.org/stafett/dataset/grep-programomraader"
    assert dataset["license"] == "http://publications.europa.eu/resource/authority/licence/NLOD_2_0"
    terms = _structured(client.get("/code/vigo-fullfortkode", headers=html).text)
    assert terms["@type"] == "DefinedTermSet"
    codes = terms["hasDefinedTerm"]
    assert isinstance(codes, list)
    assert 0 < len(codes) <= MOST
    assert '<script type="application/ld+json">' not in client.get("/service/sparql", headers=html).text
