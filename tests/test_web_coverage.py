"""Which rows of the sources are realised."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

pytest_plugins = ("web_fixtures",)


def test_the_rows_of_the_sources_can_be_filtered(client: TestClient) -> None:
    everything = client.get("/coverage?lang=en").text
    assert "2 of 3 rows work." in everything
    partial = client.get("/coverage?status=partial&lang=en").text
    assert "2 of 3 rows work." in partial  # of all rows, not of those that are chosen
    assert 'id="S0-02"' in partial
    assert 'id="S0-01"' not in partial
    assert "Ikke lest." in partial
    assert 'id="S1-01"' in client.get("/coverage?source=S1").text


def test_a_row_has_an_address_of_its_own(client: TestClient) -> None:
    answer = client.get("/coverage/S0-01", headers={"accept": "text/turtle"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/coverage/S0-01.ttl")
    assert "Om S0-01" in client.get("/coverage/S0-01.ttl").text
    assert 'href="/agent/example"' in client.get("/coverage/S0-01.html").text
    assert client.get("/coverage/S9-99").status_code == 404


def test_the_count_is_of_the_source_that_is_chosen(client: TestClient) -> None:
    assert "1 of 2 rows work." in client.get("/coverage?source=S0&lang=en").text
    assert "1 of 1 row" in client.get("/coverage?source=S1&status=partial&lang=en").text


@pytest.mark.parametrize("query", ["source=S9", "status=gone", "source=%22%3E%3Cscript%3Ealert(1)"])
def test_a_filter_that_fits_nothing_shows_no_row_and_no_markup(client: TestClient, query: str) -> None:
    page = client.get(f"/coverage?{query}")
    assert page.status_code == 200
    assert 'id="S0-01"' not in page.text
    assert "<script>alert" not in page.text


@pytest.mark.parametrize("path", ["/coverage/S0-01.csv", "/coverage/s0-01", "/coverage/S0"])
def test_a_row_is_named_exactly_so(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404
