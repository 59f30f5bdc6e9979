"""Looking up one code, and searching many."""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient

from test_web_codes import as_json

pytest_plugins = ("code_fixtures",)

GREP = "http://psi.udir.no/kl06/"


def test_a_code_by_list_and_notation(codes: TestClient) -> None:
    found = as_json(codes, "/code/lookup?scheme=grep-fagkoder&notation=FAG0000&date=2021-01-01")
    assert (found["iri"], found["validity"], found["date"]) == (f"{GREP}FAG0000", "valid", "2021-01-01")
    assert [way["notation"] for way in found["replacedBy"]] == ["FAG0001", "FAG0002"]
    assert as_json(codes, "/code/lookup?scheme=grep-fagkoder&notation=FAG0001")["validity"] is None


def test_a_bare_code_is_refused_with_the_candidates(codes: TestClient) -> None:
    answer = codes.get("/code/lookup?notation=B")
    assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json")
    problem = answer.json()
    assert {c["scheme"] for c in problem["candidates"]} == {"vigo-fullfortkode", "grep-fagkoder"}
    assert "2 lists have it" in problem["detail"]


def test_a_code_of_one_list_only_is_refused_all_the_same(codes: TestClient) -> None:
    answer = codes.get("/code/lookup?notation=FAG0000")
    assert answer.status_code == 400
    assert len(answer.json()["candidates"]) == 1


def test_eight_things_are_called_s(real: TestClient) -> None:
    found = real.get("/code/lookup?notation=S").json()["candidates"]
    assert len([c for c in found if c["scheme"].startswith("vigo-")]) == 8


@pytest.mark.parametrize(
    "address",
    [
        "http://psi.udir.no/kl06/HSHEA2----",
        "https://psi.udir.no/kl06/HSHEA2----",
        "https://data.udir.no/kl06/HSHEA2----",
        "https://data.udir.no/kl06/v201906/programomraader/HSHEA2----",
        "https://data.udir.no/kl06/v201906/programomraader/HSHEA2----.json",
        "https://w3id.org/stafett/code/grep-programomraader/HSHEA2----",
    ],
)
def test_every_address_leads_to_one_identifier(codes: TestClient, address: str) -> None:
    found = as_json(codes, f"/code/lookup?iri={address}")
    assert found["iri"] == f"{GREP}HSHEA2----"
    assert found["href"] == "/code/grep-programomraader/HSHEA2----"


@pytest.mark.parametrize(
    ("query", "status", "parameter"),
    [
        ("", 400, "notation"),
        ("scheme=grep-fagkoder", 400, "notation"),
        ("scheme=grep-fagkode&notation=B", 404, "scheme"),
        ("scheme=grep-fagkoder&notation=ZZZ", 404, "notation"),
        ("iri=https://data.udir.no/kl06/v201906/fagkoder", 404, "iri"),
        ("iri=http://[", 404, "iri"),
        ("iri=urn:x", 404, "iri"),
        (f"iri={'x' * 2001}", 400, "iri"),
        (f"scheme=x&notation={'x' * 101}", 400, "notation"),
        ("scheme=grep-fagkoder&notation=B&date=today", 400, "date"),
    ],
)
def test_what_cannot_be_looked_up_is_named(
    codes: TestClient, query: str, status: int, parameter: str
) -> None:
    answer = codes.get(f"/code/lookup?{query}")
    assert answer.status_code == status
    problem = answer.json()
    assert problem["parameter"] == parameter
    assert problem["messages"].keys() == {"nb", "nn", "en"}


def test_an_unknown_list_is_answered_with_the_nearest(codes: TestClient) -> None:
    problem = codes.get("/code/lookup?scheme=grep-fagkod&notation=B").json()
    assert "Did you mean: grep-fagkoder" in problem["detail"]


@pytest.mark.parametrize(
    ("media_type", "form"),
    [("text/turtle", ox.RdfFormat.TURTLE), ("application/ld+json", ox.RdfFormat.JSON_LD)],
)
def test_rdf_says_what_replaced_it(real: TestClient, media_type: str, form: ox.RdfFormat) -> None:
    answer = real.get("/code/lookup?scheme=grep-fagkoder&notation=NOR1003", headers={"accept": media_type})
    assert answer.status_code == 200
    replaced = ox.NamedNode("http://purl.org/dc/terms/isReplacedBy")
    quads = list(ox.parse(answer.content, format=form))
    assert ox.NamedNode(f"{GREP}NOR1201") in [q.object for q in quads if q.predicate == replaced]


def test_a_browser_is_led_to_the_page(codes: TestClient) -> None:
    answer = codes.get(
        "/code/lookup?scheme=vigo-fullfortkode&notation=B", headers={"accept": "text/html,*/*;q=0.8"}
    )
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/code/vigo-fullfortkode/B.html")


def found(client: TestClient, query: str) -> list[Any]:
    return list(as_json(client, f"/code/search?{query}")["results"])


def test_search_ranks_the_code_before_the_label(codes: TestClient) -> None:
    assert found(codes, "q=b&scheme=vigo-fullfortkode")[0]["notation"] == "B"
    assert found(codes, "q=helsearbeiderfag")[0]["iri"] == f"{GREP}HSHEA2----"


def test_search_is_the_same_every_time_and_keeps_its_limit(codes: TestClient) -> None:
    once, again = (found(codes, "q=fag&limit=7") for _ in range(2))
    assert once == again
    assert len(once) == 7
    assert [r["score"] for r in once] == sorted((r["score"] for r in once), reverse=True)


def test_search_shows_text_in_the_language_that_is_asked_for(codes: TestClient) -> None:
    assert found(codes, "q=HSHEA2&lang=nn")[0]["text"] == "Helsearbeidarfag"
    assert found(codes, "q=HSHEA2&lang=nb")[0]["text"] == "Helsearbeiderfag"


@pytest.mark.parametrize("query", ["q=x&scheme=none", "q=x&limit=101", "q=x&lang=fr", f"q={'x' * 201}"])
def test_a_search_that_cannot_be_meant_is_refused(codes: TestClient, query: str) -> None:
    assert codes.get(f"/code/search?{query}").status_code == 400


def test_the_search_page_finds_and_says_when_it_does_not(codes: TestClient) -> None:
    assert "/code/vigo-fullfortkode/B" in codes.get("/codes/search?q=bestått&lang=en").text
    assert "No code fits «zzzz»." in codes.get("/codes/search?q=zzzz&lang=en").text


def test_no_list_is_called_as_a_service_is(real: TestClient) -> None:
    schemes = {entry["scheme"] for entry in as_json(real, "/codes.json")["lists"]}
    assert not schemes & {"lookup", "search"}
