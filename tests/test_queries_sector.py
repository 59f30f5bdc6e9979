"""The example queries over the sector give the rows that the sources say they must."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from stafett.sources import Sources
from stafett.store.embedded import EmbeddedEngine
from stafett.store.engine import QueryRequest

Rows = Callable[[str], list[dict[str, str]]]


@pytest.fixture
def rows(sources: Sources, engine: EmbeddedEngine) -> Rows:
    def of(identifier: str) -> list[dict[str, str]]:
        [query] = [q["query"] for q in sources.queries if q["id"] == identifier]
        found = json.loads(engine.run(QueryRequest(query)).body)["results"]["bindings"]
        return [{name: cell["value"] for name, cell in row.items()} for row in found]

    return of


def test_systems_hold_elements_in_formats(rows: Rows) -> None:
    found = rows("systems-of-elements")
    credential = [r for r in found if r["system"] == "Nasjonal vitnemålsdatabase (NVB)"]
    assert any("taggedLines" in r["formats"] for r in credential)
    assert {r["owner"] for r in credential} == {"Sikt – Kunnskapssektorens tjenesteleverandør"}


def test_the_deliveries_of_the_year_have_their_real_deadline(rows: Rows) -> None:
    found = rows("deliveries-of-a-year")
    september = [r for r in found if r["delivery"] == "ssbResultat" and r["date"] == "2023-09-24"]
    assert {r["effectiveDate"] for r in september} == {"2023-09-22"}
    assert {r["stage"] for r in september} == {"final"}
    assert {r["date"] for r in found if r["delivery"] == "ssbElev"} >= {"2023-10-24", "2023-11-07"}


def test_what_schools_do_not_deliver_is_exactly_this(rows: Rows) -> None:
    found = {(r["delivery"], r["field"]): r["suppliedBy"] for r in rows("not-from-the-school")}
    result, subject = "ssbResultat", "ssbResultatfag"
    assert found == {
        (result, "Skolenavn"): "register",
        (result, "Organisasjonsnummer"): "register",
        (result, "Rettstype ved inntak"): "vigoAdmission",
        (result, "Elevstatus"): "vigoCalculated",
        (result, "Karakterpoeng"): "vigoCalculated",
        (result, "Kursprosent"): "vigoCalculated",
        (result, "Antall fag på elevkurset"): "vigoCalculated",
        (result, "Antall stryk på elevkurset"): "vigoCalculated",
        (result, "Forrige elevstatus"): "vigoCalculated",
        (result, "Rettstype i hjemfylket"): "vigoAdmission",
        (result, "Påbyggingsrett"): "vigoAdmission",
        (subject, "Er linja aktiv?"): "vigoCalculated",
        (subject, "Forrige fagstatus"): "vigoCalculated",
    }


def test_a_field_leads_to_its_rule_edition_and_document(rows: Rows) -> None:
    found = [r for r in rows("rules-of-fields") if r["field"] == "Elevstatus"]
    assert {(r["document"], r["complete"]) for r in found} == {
        ("Beregning av elevstatus på elevkurset", "false")
    }
    percent = [r for r in rows("rules-of-fields") if r["field"] == "Kursprosent"]
    assert {r["version"] for r in percent} == {"2026-08-04"}


def test_bodies_run_services_with_outputs(rows: Rows) -> None:
    found = {(r["service"], r["output"]) for r in rows("services-of-bodies") if "Fylkes" in r["authority"]}
    assert ("Formidling til læreplass", "Lærekontrakt eller opplæringskontrakt") in found
    assert ("Inntak til videregående opplæring", "Tilbud om plass") in found


def test_datasets_show_access_and_law(rows: Rows) -> None:
    found = {r["title"]: r for r in rows("datasets-and-access")}
    nvb = found["Nasjonal vitnemålsdatabase (NVB)"]
    assert (nvb["rights"], nvb["legislation"]) == ("NON_PUBLIC", "opplaringslova-25-2")
    assert {r["rights"] for r in found.values()} == {"PUBLIC", "RESTRICTED", "NON_PUBLIC"}
    assert all(int(r["filled"]) >= 6 for r in found.values())


def test_the_rows_that_are_not_realised_say_what_is_missing(rows: Rows, sources: Sources) -> None:
    found = {r["row"]: r["missing"] for r in rows("rows-not-yet-realised")}
    partial = {r.identifier: r.reason.get("nb") for r in sources.coverage if not r.works}
    assert found == partial


def test_every_interface_has_levels_and_a_pattern(rows: Rows) -> None:
    found = rows("interfaces-by-level")
    assert len({r["interface"] for r in found}) == 10
    nvb = [r for r in found if r["interface"] == "Fra VIGO til Nasjonal vitnemålsdatabase"]
    assert {(r["fromLevel"], r["toLevel"], r["pattern"]) for r in nvb} == {("county", "state", "file")}
    assert {r["layer"] for r in nvb} == {"semantic", "organisational"}
