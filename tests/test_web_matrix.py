"""The matrix: table, filters, views, files, and the page of a row."""

from __future__ import annotations

import csv
import io

import pytest
from fastapi.testclient import TestClient

pytest_plugins = ("web_fixtures",)


def cells(client: TestClient, query: str) -> list[str]:
    page = client.get(f"/matrix{query}").text
    return [part.partition('"')[0] for part in page.split('class="cell" data-status="')[1:]]


@pytest.mark.parametrize(
    ("query", "statuses"),
    [
        ("", ["noLegalBasisIdentified", "availableAfterDecision", "notAssessed"]),
        ("?actor=nav", ["noLegalBasisIdentified", "notAssessed"]),
        ("?actor=nav&element=diploma", ["noLegalBasisIdentified"]),
        ("?status=notAssessed", ["notAssessed"]),
        ("?actor=employer&element=concern", []),
    ],
)
def test_filters_choose_the_cells(client: TestClient, query: str, statuses: list[str]) -> None:
    assert cells(client, query) == statuses


def test_only_actors_with_a_row_have_a_column(client: TestClient) -> None:
    page = client.get("/matrix").text
    table = page[page.index('<table class="ds-table matrix-table"') : page.index("</table>")]
    assert "/matrix/actor/nav" in table
    assert "/matrix/actor/school" not in table


def test_a_filter_that_nothing_has_is_refused_with_what_would_do(client: TestClient) -> None:
    answer = client.get("/matrix?actor=nobody&lang=en")
    assert answer.status_code == 400
    assert answer.json()["parameter"] == "actor"
    assert "nav" in answer.json()["detail"]


def test_the_legend_counts_the_rows_of_each_status(client: TestClient) -> None:
    page = client.get("/matrix").text
    legend = page[page.index('<dl class="status-legend">') :]
    after = legend[legend.index("Status availableAfterDecision") :]
    assert '<span class="count">1</span>' in after[:120]


def test_the_gaps_are_listed_by_what_is_missing(client: TestClient) -> None:
    page = client.get("/matrix/gaps").text
    start = page.index('id="gap-noResponsible"')
    part = page[start : page.index("</section>", start)]
    assert "/availability/a30.html" in part
    assert "/availability/a26.html" not in part
    assert "/matrix/element/unasked" in page[page.index('id="elements"') :]


def test_the_burden_list_holds_only_what_the_young_person_must_do(client: TestClient) -> None:
    page = client.get("/matrix/burden").text
    assert "/availability/a05.html" in page
    assert "/availability/a30.html" not in page


def test_an_actor_without_rows_is_told_apart_from_one_that_is_not_there(client: TestClient) -> None:
    assert "Ingen kilde sier hva denne aktøren kan få." in client.get("/matrix/actor/school").text
    assert client.get("/matrix/actor/nobody").status_code == 404
    assert client.get("/matrix/element/nothing").status_code == 404


def test_the_page_of_a_row_gives_a_lawyer_the_provision(client: TestClient) -> None:
    page = client.get("/availability/a05.html").text
    assert 'href="https://lovdata.no/dokument/NL/lov/2020-01-01-1/§1"' in page
    assert "ordlyden lest søndag 22. november 2026" in page
    assert "<strong>nei</strong>" in page


def test_a_row_without_basis_says_that_it_was_looked_for(client: TestClient) -> None:
    page = client.get("/availability/a26.html?lang=nn").text
    assert "det er leitt etter heimel utan å finne nokon" in page
    assert "Lett uten å finne. (nn)" in page


def test_csv_has_the_chosen_rows_in_the_readers_language_and_no_formulas(client: TestClient) -> None:
    answer = client.get("/matrix.csv?actor=employer&lang=en")
    assert answer.headers["content-disposition"] == 'attachment; filename="stafett-matrix.csv"'
    [line] = csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert line["element"] == "Vitnemål (en)"
    assert line["legalBasis"] == "lov/2020-01-01-1/§1"
    assert line["burdenOnLearner"] == "true"
    assert line["condition"] == "'=Bare etter beslutning (en)"


def test_json_has_the_chosen_rows_and_the_names_they_use(client: TestClient) -> None:
    found = client.get("/matrix.json?status=notAssessed").json()
    assert [row["slug"] for row in found["rows"]] == ["a30"]
    assert len(found["statuses"]) == 9


@pytest.mark.parametrize("suffix", ["ttl", "jsonld", "rdf", "nt"])
def test_rdf_is_the_built_file(client: TestClient, suffix: str) -> None:
    answer = client.get(f"/matrix.{suffix}")
    assert answer.status_code == 200
    assert "availability/a05" in answer.text
