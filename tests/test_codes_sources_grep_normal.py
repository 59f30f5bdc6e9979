"""Grep's items in one form: the shapes of a title, the languages, and every known trap (kodeverk.md, 1.6)."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from source_stand_in import grep_item, grep_reference
from stafett.codes.grep_types import TYPES
from stafett.codes.sources.grep_normal import LANGUAGES, Normaliser, RefusedError


def _row(item: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
    normaliser = Normaliser()
    row = normaliser.item(item)
    return row, [fault.kind for fault in normaliser.faults]


def _sample(shared: Path, file: str) -> Any:
    return json.loads((shared / "data" / "grep" / file).read_bytes().decode("utf-8-sig"))


def test_seven_language_codes_become_six_tags_and_default_is_none() -> None:
    title = [{"spraak": tag, "verdi": f"i {tag}"} for tag in (*LANGUAGES, "default")]
    row, faults = _row(grep_item("NOR1267", tittel=title))
    assert row["label"] == {
        "nb": "i nob", "nn": "i nno", "en": "i eng", "se": "i sme", "sma": "i sma", "smj": "i smj"
    }  # fmt: skip
    assert row["labelFallback"] == "i default"
    assert faults == []


def test_default_is_left_out_where_a_tagged_text_says_the_same() -> None:
    row, _ = _row(grep_item("NOR1267", title="Norsk"))
    assert row["label"] == {"nb": "Norsk"}
    assert "labelFallback" not in row


@pytest.mark.parametrize(
    ("title", "label", "fallback"),
    [
        ([{"spraak": "nob", "verdi": "Norsk"}], {"nb": "Norsk"}, None),
        ({"tekst": [{"spraak": "nno", "verdi": "Norsk"}], "forskrift": True}, {"nn": "Norsk"}, None),
        ("Norsk", None, "Norsk"),
        ([{"spraak": "default", "verdi": "Norsk"}], None, "Norsk"),
    ],
)
def test_a_title_may_be_a_list_an_object_or_a_string(title: Any, label: Any, fallback: str | None) -> None:
    row, faults = _row(grep_item("NOR1267", tittel=title))
    assert row.get("label") == label
    assert row.get("labelFallback") == fallback
    assert faults == []


def test_beskrivelse_is_the_label_where_there_is_no_title() -> None:
    item = grep_item("semester_hoest_2006", "semester", "semester")
    item["beskrivelse"] = item.pop("tittel")
    row, faults = _row(item)
    assert row["label"] == {"nb": "Navn semester_hoest_2006"}
    assert faults == []


def test_a_language_we_do_not_know_is_reported() -> None:
    row, faults = _row(grep_item("NOR1267", tittel=[{"spraak": "deu", "verdi": "Norwegisch"}]))
    assert "label" not in row
    assert faults == ["unknown-language", "no-label"]


@pytest.mark.parametrize(
    ("status", "expected", "kept", "faults"),
    [
        ("https://data.udir.no/kl06/v201906/status/status_publisert", "current", "status_publisert", []),
        ("https://data.udir.no/kl06/v201906/status/status_utgaatt", "expired", "status_utgaatt", []),
        ("http://psi.udir.no/kl06/status_publisert", "current", "status_publisert", ["status-psi"]),
        ("https://x/status_til_revidering", "unknown", "status_til_revidering", []),
        ("publisert", "unknown", "publisert", ["unknown-status"]),
        (None, "unknown", None, []),
    ],
)
def test_status_is_read_from_the_last_segment(
    status: str | None, expected: str, kept: str | None, faults: list[str]
) -> None:
    row, found = _row(grep_item("NOR1267", status=status))
    assert (row["status"], row.get("sourceStatus"), found) == (expected, kept, faults)


def test_validity_of_the_relation_is_not_that_of_the_thing() -> None:
    reference = grep_reference("NOR1Z63", "opplaeringsfag", "opplaeringsfag")
    reference["gyldighet"] = {"gyldig-fra": "2022-08-01T00:00:00", "gyldig-til": "2026-12-31T00:00:00"}
    item = grep_item("NOR1267", opplaeringsfag=[reference])
    row, _ = _row({**item, "gyldig-fra": "2020-08-01T00:00:00"})
    assert (row["validFrom"], row.get("validTo")) == ("2020-08-01", None)
    (relation,) = row["relations"]
    assert (relation["validFrom"], relation["validTo"]) == ("2022-08-01", "2026-12-31")


def test_the_validity_of_a_curriculum_lies_in_a_period() -> None:
    period = {"gyldig-fra": {"overskrift": [], "dato": "2024-08-01T00:00:00"}, "gyldig-til": {"dato": None}}
    row, _ = _row(grep_item("BET05-01", "laereplan_lk20", "laereplaner-lk20", gyldighetsperiode=period))
    assert (row["validFrom"], row.get("validTo")) == ("2024-08-01", None)


def test_json_ld_says_the_validity_of_a_relation_beside_it() -> None:
    item = {
        "grepType": "http://psi.udir.no/ontologi/kl06/fagkode",
        "uriId": "http://psi.udir.no/kl06/ADI2001",
        "kode": "ADI2001",
        "tittel": [{"spraak": "nob", "verdi": "Nyanlegg"}],
        "opplaeringsfag": [{"uriId": "http://psi.udir.no/kl06/ADI2Z01"}],
        "gyldighet-opplaeringsfag-ADI2Z01": {"gyldig-fra": None, "gyldig-til": "2021-07-31T00:00:00"},
    }
    row, faults = _row(item)
    assert row["relations"] == [
        {
            "property": "opplaeringsfag",
            "code": "ADI2Z01",
            "iri": "http://psi.udir.no/kl06/ADI2Z01",
            "validTo": "2021-07-31",
        }
    ]
    assert faults == []


@pytest.mark.parametrize(
    ("text", "number", "faults"),
    [("1,00", 1.0, []), ("842", 842, []), ("0,5", 0.5, []), ("ca. 3", "ca. 3", ["number"])],
)
def test_numbers_with_a_decimal_comma(text: str, number: Any, faults: list[str]) -> None:
    row, found = _row(grep_item("STUSP1----", "programomraade", "programomraader", opplaeringstid=text))
    assert row["values"]["opplaeringstid"] == number
    assert found == faults


def test_g1_types_may_be_upper_case() -> None:
    row, faults = _row(grep_item("NOR1267", "Fagkode"))
    assert (row["type"], faults) == ("fagkode", [])


def test_g2_misspelt_properties_are_put_right_and_reported() -> None:
    place = grep_reference("opplaeringssted_skole", "opplaeringssted", "opplaeringssted")
    more = {"opplaaeringssted": [place], "omfang-vitnemål": "140", "x-eksemen-for-elever": True}
    row, faults = _row(grep_item("NOR1267") | more)
    assert row["relations"][0]["property"] == "opplaeringssted"
    assert row["values"] == {"omfang-vitnemaal": 140, "x-eksamen-for-elever": True}
    assert faults == ["property"] * 3


def test_g4_a_reference_whose_code_and_uri_differ_is_in_doubt() -> None:
    plan = grep_reference("MAT1-05", "laereplan_lk20", "laereplaner-lk20")
    plan["uri"] = "http://psi.udir.no/kl06/MAT01-05"
    row, faults = _row(grep_item("KV9", "kompetansemaalsett_lk20", "kompetansemaalsett-lk20", x=plan))
    (relation,) = row["relations"]
    assert relation["doubt"] == ["MAT01-05", "MAT1-05"]
    assert relation["iri"] == "http://psi.udir.no/kl06/MAT01-05"  # the one with the form of its type
    assert faults == ["code-uri"]


def test_g4_where_neither_code_nor_uri_fits_there_is_no_iri() -> None:
    plan = grep_reference("MAT1-05", "fagkode", "fagkoder")
    plan["uri"] = "http://psi.udir.no/kl06/MAT01-05"
    row, _ = _row(grep_item("KV9", "kompetansemaalsett_lk20", "kompetansemaalsett-lk20", x=plan))
    assert row["relations"][0]["iri"] is None


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("eb6fa8c5-72a4-48aa-b31b-e933a0d37547", "urn:uuid:eb6fa8c5-72a4-48aa-b31b-e933a0d37547"),
        ("uuid:eb6fa8c5-72a4-48aa-b31b-e933a0d37547", "urn:uuid:eb6fa8c5-72a4-48aa-b31b-e933a0d37547"),
        ("http://psi.udir.no/ontologi/status/publisert", "http://psi.udir.no/ontologi/status/publisert"),
    ],
)
def test_g5_ids_in_one_form(value: str, expected: str) -> None:
    assert _row(grep_item("NOR1267", id=value))[0]["sourceId"] == expected


def test_g7_the_collection_is_that_of_the_address() -> None:
    row, faults = _row(grep_item("aarstrinn_fov", "aarstrinn", "semester"))
    assert row["seeAlso"] == "https://data.udir.no/kl06/v201906/semester/aarstrinn_fov"
    assert faults == ["collection"]


def test_an_address_on_another_host_is_reported_and_led_home() -> None:
    address = "https://qa-data.udir.no/kl06/v201906/fagkoder/NOR1267"
    row, faults = _row(grep_item("NOR1267") | {"url-data": address})
    assert row["seeAlso"] == "https://data.udir.no/kl06/v201906/fagkoder/NOR1267"
    assert faults == ["foreign-host"]


@pytest.mark.parametrize(
    ("item", "kind"),
    [
        (["NOR1267"], "no-item"),
        ({"tittel": "Norsk"}, "no-code"),
        (grep_item("NOR1267", "fagkoden"), "unknown-type"),
        (grep_item("NOR12"), "code-form"),
        (grep_item("MAT1-05", "laereplan_lk20"), "code-form"),
    ],
)
def test_what_is_no_item_is_refused(item: Any, kind: str) -> None:
    with pytest.raises(RefusedError) as caught:
        Normaliser().item(item)
    assert caught.value.kind == kind


def test_a_code_of_another_type_is_said_to_be_that() -> None:
    with pytest.raises(RefusedError, match="it has the form of laereplan"):
        Normaliser().item(grep_item("MAT1-05", "laereplan_lk20"))


@pytest.mark.shared
def test_every_real_answer_loads_and_all_44_types_are_there(shared: Path) -> None:
    files = sorted((shared / "data/grep/grep-sdk/data").glob("*.json"))
    faults: Counter[str] = Counter()
    types = set()
    for file in files:
        data = json.loads(file.read_text("utf-8"))
        if file.name in {"lol.json", "coverage_report.json"}:  # a list of the types, and a log: no items
            continue
        normaliser = Normaliser()
        row = normaliser.item(data, file.name)
        types.add(row["type"])
        assert row["label"].get("nb") or row["label"]["nn"] or row["labelFallback"]
        assert set(row["label"]) <= set(LANGUAGES.values())
        faults.update(f"{row['code']} {fault.kind}" for fault in normaliser.faults)
    assert types == set(TYPES)
    assert faults == {"aarstrinn_fov collection": 1, "laereplanstruktur_1 collection": 1}


@pytest.mark.shared
def test_udirs_faulty_examples_are_flagged_never_swallowed(shared: Path) -> None:
    folder = shared / "data/grep/KL06-LK20-public/eksempler"
    found: dict[str, set[str]] = {}
    refused: dict[str, str] = {}
    for file in sorted(folder.rglob("*.json*")):
        normaliser = Normaliser()
        try:
            normaliser.item(json.loads(file.read_bytes().decode("utf-8-sig")), file.name)
            found[file.stem] = {fault.kind for fault in normaliser.faults}
        except RefusedError as fault:
            refused[file.stem] = fault.kind
    assert refused == {"VERB14": "no-code", "verb": "no-code"}  # pages that only point to others
    assert all(kinds for kinds in found.values())  # none of the examples is without fault
    assert {name for name, kinds in found.items() if "code-uri" in kinds} == {"K1", "KMS9"}
    assert {name for name, kinds in found.items() if "address" in kinds} == {"K1", "TMF03-02"}
    assert {name for name, kinds in found.items() if "type" in kinds} == {
        "FYS01-02", "KE1", "MAT01-05", "TMF03-02", "VERB20"
    }  # fmt: skip
    assert found["ADI2001"] == {"foreign-host"}


@pytest.mark.shared
@pytest.mark.parametrize(
    "file", ["fagkode.NOR0201", "laereplan.NOR1-05", "laereplan.lk20_NOR01-06", "opplaeringsfag.NOR1Z37"]
)
def test_json_ld_of_the_dump_loads_without_fault(shared: Path, file: str) -> None:
    normaliser = Normaliser()
    row = normaliser.item(_sample(shared, f"Grep_SPARQL/Eksempelfiler_JSON-LD/{file}.jsonld"))
    assert row["relations"]
    assert normaliser.faults == []


@pytest.mark.shared
def test_json_and_json_ld_of_one_plan_are_the_same_thing(shared: Path) -> None:
    folder = "Grep_SPARQL/Eksempelfiler_JSON-LD"
    one, other = (
        Normaliser().item(_sample(shared, f"{folder}/{name}"))
        for name in ("nor01-06.json", "laereplan.lk20_NOR01-06.jsonld")
    )
    for key in ("code", "iri", "type", "label", "status", "sourceId", "seeAlso", "validFrom"):
        assert one.get(key) == other.get(key), key
    replaced = [
        {(r["property"], r["code"]) for r in row["relations"] if "erstat" in r["property"]}
        for row in (one, other)
    ]
    assert replaced[0] == replaced[1]
