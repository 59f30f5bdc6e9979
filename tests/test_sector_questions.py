"""The competency questions on matrix, calendar and practices, through the engine behind /sparql."""

from __future__ import annotations

import json

import pytest

from stafett.sources import Sources
from stafett.store.embedded import EmbeddedEngine
from stafett.store.engine import QueryRequest

Rows = list[dict[str, str]]


@pytest.fixture
def rows(engine: EmbeddedEngine, sources: Sources, request: pytest.FixtureRequest) -> Rows:
    query = next(str(q["query"]) for q in sources.queries if q["id"] == request.param)
    found = json.loads(engine.run(QueryRequest(query)).body)["results"]["bindings"]
    return [{name: cell["value"] for name, cell in row.items()} for row in found]


@pytest.mark.parametrize("rows", ["what-nav-can-have"], indirect=True)
def test_cq_01_nav_gets_documents_when_the_young_person_shares(rows: Rows) -> None:
    by_row = {row["row"]: row for row in rows}
    assert set(by_row) == {"A6", "A11", "A26", "A27"}
    assert by_row["A6"]["basis"] == "lov/2023-06-09-30/§25-2"
    assert by_row["A6"]["availableFrom"] == "Den unge deler"
    assert by_row["A6"]["burden"] == "true"
    assert "basis" not in by_row["A26"]
    assert "channel" not in by_row["A26"]


@pytest.mark.parametrize("rows", ["same-element-different-purposes"], indirect=True)
def test_cq_02_the_diploma_serves_most_purposes(rows: Rows) -> None:
    assert rows[0]["element"] == "Vitnemål og kompetansebevis"
    assert rows[0]["count"] == "7"
    assert "Rekruttering" in rows[0]["purposes"]
    assert all(int(row["count"]) > 1 for row in rows)


@pytest.mark.parametrize("rows", ["nobody-responsible-or-no-channel"], indirect=True)
def test_cq_03_what_is_missing_is_named(rows: Rows) -> None:
    missing = {(row["element"], row["missing"].rpartition("/")[2]) for row in rows}
    assert ("Individuell tilrettelegging", "channel") in missing
    assert ("Opplysninger om et barns situasjon", "sourceSystem") in missing
    assert not any(element == "Vitnemål og kompetansebevis" for element, _ in missing)


@pytest.mark.parametrize("rows", ["burden-on-the-young"], indirect=True)
def test_cq_04_the_burden_falls_on_the_young_in_these_rows(rows: Rows) -> None:
    assert {row["row"] for row in rows} == {"A5", "A6", "A10", "A11", "A11b", "A27", "A28"}
    assert {row["row"] for row in rows if "condition" not in row} == {"A27", "A28"}


@pytest.mark.parametrize("rows", ["events-of-a-month"], indirect=True)
def test_cq_07_october_has_the_first_delivery_of_pupils(rows: Rows) -> None:
    assert all(row["date"][5:7] == "10" for row in rows)
    first = {(row["from"], row["to"]) for row in rows if row["date"] == "2023-10-24"}
    assert first == {
        ("Fylkeskommunene og Oslo kommune", "Statistisk sentralbyrå"),
        ("Fylkeskommunene og Oslo kommune", "Utdanningsdirektoratet"),
    }


@pytest.mark.parametrize("rows", ["what-overcomes-a-barrier"], indirect=True)
def test_cq_21_each_barrier_is_overcome_by_something_with_a_source(rows: Rows) -> None:
    assert {row["barrier"] for row in rows} == {
        "Avstand mellom to store organisasjoner",
        "Frafall har mange årsaker",
        "Treghet i organisasjonene",
        "Trøtthet etter mange reformer",
    }
    assert all(row["source"] for row in rows)
    assert not any("area" in row for row in rows)


@pytest.mark.parametrize("rows", ["no-legal-basis"], indirect=True)
def test_cq_26_exactly_one_row_has_no_legal_basis_identified(rows: Rows) -> None:
    none = [row for row in rows if row["status"] == "Ingen hjemmel identifisert"]
    assert [row["row"] for row in none] == ["A26"]
    assert "§ 25-2" in none[0]["evidence"]
    assert len(rows) == 13
