"""Addresses of Grep: by their form alone."""

from __future__ import annotations

import pytest

from stafett.grepaddress import grep_iri, named_code


@pytest.mark.parametrize(
    ("address", "named"),
    [
        ("http://psi.udir.no/kl06/NOR1267", ("psi.udir.no", "NOR1267")),
        ("https://DATA.udir.no/kl06/NOR1267/", ("data.udir.no", "NOR1267")),
        ("https://data.udir.no/kl06/v201906/fagkoder/NOR1267.json", ("data.udir.no", "NOR1267")),
        (" http://psi.udir.no/kl06/PBPBY4---- ", ("psi.udir.no", "PBPBY4----")),
        ("http://psi.udir.no/kl06/NOR%31267", ("psi.udir.no", "NOR1267")),
        ("https://data.udir.no/kl06/fagkoder", ("data.udir.no", "fagkoder")),  # may be a collection: not said
    ],
)
def test_an_address_names_its_host_and_its_code(address: str, named: tuple[str, str]) -> None:
    assert named_code(address) == named


@pytest.mark.parametrize(
    "address",
    [
        "", "NOR1267", "ftp://psi.udir.no/kl06/NOR1267", "http://psi.udir.no.example/kl06/NOR1267",
        "http://psi.udir.no/KL06/NOR1267", "http://psi.udir.no/kl06/", "http://psi.udir.no/kl06/a/b",
        "http://data.udir.no/kl06/v201906", "http://data.udir.no/kl06/v201906/fagkoder",
        "http://data.udir.no/kl06/v201906/a/b/c", "http://data.udir.no/kl06/v2019/fagkoder/NOR1267",
        "http://psi.udir.no/kl06/NOR%201267", "http://psi.udir.no/kl06/NOR%2F1267", "http://[/kl06/X",
    ],
)  # fmt: skip
def test_what_has_not_the_form_names_nothing(address: str) -> None:
    assert named_code(address) is None


@pytest.mark.parametrize("code", ["NOR1267", "PBPBY4----", "eksamensform_2"])
def test_the_iri_of_a_code_names_the_code(code: str) -> None:
    assert named_code(grep_iri(code)) == ("psi.udir.no", code)


def test_what_has_no_place_in_an_address_is_escaped() -> None:
    assert grep_iri("a b/ø") == "http://psi.udir.no/kl06/a%20b%2F%C3%B8"
