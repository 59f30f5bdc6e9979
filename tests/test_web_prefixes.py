"""Short names for addresses."""

from __future__ import annotations

import pytest

from stafett.web.prefixes import STANDARD, prefixes_for, shorten

PREFIXES = prefixes_for("https://example.org/s")


@pytest.mark.parametrize(
    ("iri", "short"),
    [
        ("http://www.w3.org/2004/02/skos/core#Concept", "skos:Concept"),
        ("https://example.org/s/def/Person", "stafett:Person"),
        ("https://example.org/s/code/vigo-karakter", "codes:vigo-karakter"),
        ("http://psi.udir.no/kl06/NOR1260", "grep:NOR1260"),
        ("http://data.europa.eu/r5r/availability", "dcatap:availability"),
        ("https://example.org/s/code/vigo-karakter/5", None),
        ("https://example.org/s/def/", None),
        ("https://example.org/s/definition/Person", None),
        ("http://www.w3.org/ns/dcat#a#b", None),
        ("urn:x", None),
        ("", None),
    ],
)
def test_an_address_is_short_where_nothing_is_lost(iri: str, short: str | None) -> None:
    assert shorten(iri, PREFIXES) == short


def test_the_longest_beginning_that_fits_counts() -> None:
    prefixes = {"a": "urn:x:", "b": "urn:x:y:"}
    assert shorten("urn:x:y:z", prefixes) == "b:z"
    assert shorten("urn:x:z", prefixes) == "a:z"


def test_what_is_shortened_can_be_read_back() -> None:
    for prefix, start in PREFIXES.items():
        short = shorten(f"{start}x", PREFIXES)
        assert short is not None
        name, _, rest = short.partition(":")
        assert PREFIXES[name] + rest == f"{start}x", prefix


def test_our_own_follow_the_base_and_no_standard_one_is_lost() -> None:
    assert PREFIXES.items() >= STANDARD.items()
    assert PREFIXES.keys() - STANDARD.keys() == {"codes", "stafett"}
