from __future__ import annotations

import re
from urllib.parse import quote

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stafett.iris import PLACEHOLDER, PREFIXES, Iris

IRIS = Iris("https://example.org/x")


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (IRIS.term("Person"), "https://example.org/x/def/Person"),
        (IRIS.shape("Person-birthYear"), "https://example.org/x/shape/Person-birthYear"),
        (IRIS.scheme("vigo-termin"), "https://example.org/x/code/vigo-termin"),
        (IRIS.code("vigo-termin", "H"), "https://example.org/x/code/vigo-termin/H"),
        (IRIS.thing("dataset", "model"), "https://example.org/x/dataset/model"),
    ],
)
def test_identifiers_are_made_under_the_base(made: str, expected: str) -> None:
    assert made == expected


@pytest.mark.parametrize(("notation", "last"), [("BM(G)", "BM%28G%29"), ("–", "%E2%80%93"), ("a/b", "a%2Fb")])
def test_a_notation_is_one_path_segment(notation: str, last: str) -> None:
    assert IRIS.code("vigo-karakter", notation).rpartition("/")[2] == last


@given(st.text(min_size=1, max_size=12).filter(lambda t: t.isprintable()))
def test_any_notation_gives_a_valid_iri(notation: str) -> None:
    iri = IRIS.code("list", notation)
    assert next(iter(ox.parse(f"<{iri}> <a:b> <a:c> .", format=ox.RdfFormat.TURTLE))).subject.value == iri
    assert iri == "https://example.org/x/code/list/" + quote(notation, safe="-._~")


def test_the_placeholder_becomes_the_base() -> None:
    assert IRIS.expand(PLACEHOLDER + "def/Person") == "https://example.org/x/def/Person"


def test_other_peoples_iris_are_left_alone() -> None:
    assert IRIS.expand("http://psi.udir.no/kl06/HS") == "http://psi.udir.no/kl06/HS"


def test_our_prefixes_are_under_the_base_and_the_others_are_not() -> None:
    ours = {p for p, iri in IRIS.prefixes().items() if iri.startswith(IRIS.base)}
    assert ours == IRIS.prefixes().keys() - PREFIXES.keys() == {"stafett", "ex"}


def test_every_prefix_ends_where_a_local_name_can_begin() -> None:
    assert all(re.search(r"[/#]$", iri) for iri in IRIS.prefixes().values())


def test_data_may_use_the_prefixes_of_the_examples() -> None:
    assert IRIS.data_prefixes() == {
        "codes": "https://example.org/x/code/",
        "ex": "https://example.org/x/example/",
        "grep": "http://psi.udir.no/kl06/",
        "stafett": "https://example.org/x/def/",
    }
