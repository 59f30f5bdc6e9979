"""One canonical IRI for all the ways one thing is addressed."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stafett.codes.identity import (
    AreaCode,
    AreaMatch,
    canonical_iri,
    grep_code,
    grep_iri,
    match_programme_area,
    remark_iri,
)

CODES = st.from_regex(r"[A-Z]{3}[0-9]{4}|[A-Z]{5}[0-9][A-Z-]{4}|KM[0-9]{1,5}|FAM[0-9]{2}", fullmatch=True)


@given(code=CODES)
def test_every_address_of_a_thing_leads_to_one_iri(code: str) -> None:
    forms = [
        f"{scheme}://{rest}"
        for scheme in ("http", "https")
        for rest in (
            f"psi.udir.no/kl06/{code}",
            f"data.udir.no/kl06/{code}",
            f"data.udir.no/kl06/v201906/fagkoder/{code}",
            f"psi.udir.no/kl06/{code}.json",
            f"data.udir.no/kl06/v201906/fagkoder/{code}/",
        )
    ]
    assert {canonical_iri(form) for form in forms} == {f"http://psi.udir.no/kl06/{code}"}
    assert {grep_code(form) for form in forms} == {code}
    assert canonical_iri(grep_iri(code)) == grep_iri(code)


@pytest.mark.parametrize(
    "address",
    [
        "http://psi.udir.no/ontologi/kl06/fagkode",
        "http://psi.udir.no/ontologi/status/publisert",
        "https://data.udir.no/kl06/v201906/fagkoder",
        "https://data.udir.no/kl06/fagkoder",
        "https://data.udir.no/kl06/v201906",
        "https://data.udir.no/kl06/v201906/dump/json/x",
        "https://qa-data.udir.no/kl06/v201906/fagkoder/NOR1267",
        "https://example.org/kl06/NOR1267",
        "urn:uuid:7763aae6-7662-4ff0-9e77-9a659e155796",
        "psi.udir.no/kl06/NOR1267",
        "http://psi.udir.no/kl06/",
        "http://psi.udir.no/kl06/a b",
        "NOR1267",
        "",
    ],
)
def test_other_addresses_lead_nowhere(address: str) -> None:
    assert canonical_iri(address) is None
    assert grep_code(address) is None


def test_one_zero_apart_is_two_things() -> None:
    assert canonical_iri("http://psi.udir.no/kl06/MAT1-05") != canonical_iri(
        "http://psi.udir.no/kl06/MAT01-05"
    )


def test_the_parts_of_a_programme_area() -> None:
    assert AreaCode.parse("PBPBY4YK--") == AreaCode("PB", "PBY4", "YK--")
    assert AreaCode.parse("HSHEA2") == AreaCode("HS", "HEA2", "----")
    assert AreaCode.parse("HSHEA2---") is None
    assert AreaCode.parse("NOR1267") is None


@pytest.mark.parametrize(
    ("vigo", "grep", "kind"),
    [
        ("HSHEA2----", "HSHEA2----", "exact"),
        ("HSHEA2RS--", "HSHEA2RS--", "exact"),
        ("HSHEA2H---", "HSHEA2----", "variant"),
        ("HSHEA2", "HSHEA2----", "exact"),
        ("HSHEA3----", None, "none"),
        ("STUSP1SY--", None, "none"),
        ("ikke kode", None, "none"),
    ],
)
def test_vigos_programme_areas_meet_greps(vigo: str, grep: str | None, kind: str) -> None:
    codes = ["HSHEA2----", "HSHEA2RS--", "STUSP1RS--"]
    assert match_programme_area(vigo, codes) == AreaMatch(vigo, grep, kind)


def test_all_our_programme_areas_match_themselves_and_their_programme(root: Path) -> None:
    with (root / "codes/grep-programomraader.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) == 323
    codes = [row["notation"] for row in rows]
    agree = [
        row
        for row in rows
        if (area := AreaCode.parse(row["notation"])) and area.programme == row["programme"]
    ]
    assert len(agree) == 323
    assert all(match_programme_area(code, codes).kind == "exact" for code in codes)


def test_exactly_six_programme_areas_have_a_digit_that_is_not_their_stage(root: Path) -> None:
    with (root / "codes/grep-programomraader.csv").open(encoding="utf-8", newline="") as stream:
        odd = {row["notation"] for row in csv.DictReader(stream) if f"vg{row['notation'][5]}" != row["stage"]}
    assert odd == {"ELAVI4----", "ELFMO4----", "ELFST4----", "ELFSY4----", "ELMEL4----", "PBPBY4----"}


def test_remarks_match_by_code() -> None:
    assert remark_iri("FAM11") == "http://psi.udir.no/kl06/FAM11"
    assert remark_iri("VMM24") == "http://psi.udir.no/kl06/VMM24"
    assert remark_iri("INNTO") is None
