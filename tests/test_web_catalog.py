"""The catalogue documents, and what they hold."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient

from test_web_http import BROWSER, RDF
from web_fixtures import read, words
from web_graphs import BASE

pytest_plugins = ("web_fixtures",)


@pytest.mark.parametrize(("media_type", "suffix", "_format"), RDF)
def test_a_catalogue_answers_at_once_with_the_built_bytes(
    client: TestClient, web_dist: Path, media_type: str, suffix: str, _format: ox.RdfFormat
) -> None:
    built = (web_dist / f"catalog/datasets.{suffix}").read_bytes()
    for answer in (
        client.get("/catalog/datasets", headers={"accept": media_type, "accept-encoding": "gzip"}),
        client.get(f"/catalog/datasets.{suffix}"),
    ):
        assert answer.status_code == 200
        assert answer.content == built
        assert answer.headers["content-type"].split(";")[0] == media_type
        assert "content-encoding" not in answer.headers
        assert answer.headers["vary"] == "Accept, Accept-Language"


def test_a_catalogue_is_turtle_for_whoever_takes_anything_and_a_page_for_browsers(client: TestClient) -> None:
    assert client.get("/catalog/datasets").headers["content-type"] == "text/turtle; charset=utf-8"
    assert (
        client.get("/catalog/datasets", headers=BROWSER).headers["content-type"] == "text/html; charset=utf-8"
    )


def test_the_catalogues_say_what_they_hold(client: TestClient) -> None:
    said = words(read(client, "/catalog?lang=nn"))
    for piece in ("2 datasett", "1 informasjonsmodell", "3 omgrep"):
        assert piece in said, piece
    concepts = read(client, "/catalog/concepts.html?lang=en")
    assert re.findall(r'href="/concept/(\w+)\?', concepts) == ["Agent", "Person", "role"]  # by title
    assert 'href="/model/stafett?lang=en"' in read(client, "/catalog/informationmodels.html?lang=en")


@pytest.mark.parametrize(
    ("accept", "suffix"),
    [("text/n3", "n3"), ("application/rdf+json", "rj"), ("text/turtle, text/n3;q=0.9", "ttl")],
)
def test_the_two_formats_without_a_file_are_there_for_who_asks(
    client: TestClient, accept: str, suffix: str
) -> None:
    answer = client.get("/catalog/datasets", headers={"accept": accept})
    assert answer.status_code == 200
    assert answer.content == client.get(f"/catalog/datasets.{suffix}").content
    assert answer.headers["content-type"].partition(";")[0] == accept.partition(",")[0]


def test_a_dataset_comes_with_its_distributions(client: TestClient) -> None:
    subjects = {
        str(q.subject)
        for q in ox.parse(client.get("/dataset/model.nt").content, format=ox.RdfFormat.N_TRIPLES)
    }
    assert subjects == {f"<{BASE}/dataset/model>", f"<{BASE}/dataset/model-ttl>"}


def test_a_source_is_described_by_the_file_of_the_sources(client: TestClient) -> None:
    assert "Kontrollmotoren" in client.get("/source/nvb.ttl").text


@pytest.mark.parametrize(
    "path", ["/dataset/sparql", "/service/model", "/dataset/model.csv", "/event/none.html"]
)
def test_an_entry_is_found_under_its_own_kind_only(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_an_entry_shows_its_facts_in_the_readers_language(client: TestClient) -> None:
    page = read(client, "/dataset/model?lang=en")
    assert "Licence" in words(page)
    assert 'href="https://creativecommons.org/licenses/by/4.0/"' in page
