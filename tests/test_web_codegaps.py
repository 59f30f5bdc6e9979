"""What deviates and what is missing, as pages and as data."""

from __future__ import annotations

import csv
import io

import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient

from test_web_codes import as_json, page

pytest_plugins = ("code_fixtures",)

FORMATS = {"ttl": ox.RdfFormat.TURTLE, "nt": ox.RdfFormat.N_TRIPLES, "rdf": ox.RdfFormat.RDF_XML,
           "jsonld": ox.RdfFormat.JSON_LD}  # fmt: skip


def test_every_deviation_is_shown_with_evidence_and_source(real: TestClient) -> None:
    shown = page(real, "/deviations?lang=en")
    found = as_json(real, "/deviations.json")["deviations"]
    assert len(found) > 20
    for deviation in found:
        assert f'id="{deviation["key"]}"' in shown
        assert deviation["evidence"]["en"]
        assert deviation["sources"]


def test_deviations_are_filtered_by_list_and_kind(codes: TestClient) -> None:
    assert "1 of 1 deviations fit." in page(
        codes, "/deviations?list=grep-fagkoder&kind=meaningDiffers&lang=en"
    )
    assert "0 of 1 deviations fit." in page(codes, "/deviations?list=vigo-karakter&lang=en")


def test_deviations_as_csv_are_safe_to_open(codes: TestClient) -> None:
    [heading, row] = list(csv.reader(io.StringIO(codes.get("/deviations.csv?lang=en").text)))
    assert dict(zip(heading, row, strict=True))["title"] == "The letter B"


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("address", ["/deviations", "/codes/incomplete", "/deviation/fullfortkode-l-k"])
def test_both_are_rdf(real: TestClient, address: str, suffix: str) -> None:
    answer = real.get(f"{address}.{suffix}")
    assert answer.status_code == 200
    assert len(list(ox.parse(answer.content, format=FORMATS[suffix]))) > 8


def test_a_deviation_has_an_address(codes: TestClient) -> None:
    answer = codes.get("/deviation/letter-b", headers={"accept": "text/html"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/deviation/letter-b.html")
    assert "B tyder to ting." in page(codes, "/deviation/letter-b.html?lang=nn")
    for unknown in ("/deviation/none", "/deviation/letter-b.csv", "/deviations.exe", "/codes/incomplete.x"):
        assert codes.get(unknown).status_code == 404


def test_what_is_missing_is_shown_with_why_and_what_it_takes(real: TestClient) -> None:
    shown = page(real, "/codes/incomplete?lang=en")
    gaps = as_json(real, "/codes/incomplete.json")["gaps"]
    assert {gap["scheme"] for gap in gaps} >= {"vigo-karakter", "vigo-fagtype"}
    for gap in gaps:
        assert f'id="{gap["scheme"]}"' in shown
        assert gap["why"]["nn"]
        assert gap["needed"]["nn"]
    assert "20 of 131 known" in shown


def test_every_incomplete_list_is_in_the_rdf(real: TestClient) -> None:
    quads = list(ox.parse(real.get("/codes/incomplete.nt").content, format=ox.RdfFormat.N_TRIPLES))
    lists = {quad.subject.value for quad in quads}
    known = as_json(real, "/codes.json")["lists"]
    assert lists == {entry["iri"] for entry in known if not entry["complete"]}


def test_a_build_without_this_data_says_nothing_is_recorded(client: TestClient) -> None:
    assert "Ingen avvik er registrert." in page(client, "/deviations?lang=nb")
    assert "Ingen endring er registrert." in page(client, "/codes/changes?lang=nb")
    assert page(client, "/codes/incomplete?lang=nb")
