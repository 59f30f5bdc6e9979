"""Finding codes by identifier, address, notation and words, and who refers to whom."""

from __future__ import annotations

from typing import Any, cast

import pytest

from list_fixtures import code, code_list, code_lists
from model_fixtures import text
from stafett.web.codebook import MAX_RECENT, Codebook, Place
from stafett.web.listdata import CodeListPage
from web_graphs import BASE

KL06 = "http://psi.udir.no/kl06/"
HELSE = f"{KL06}HSHEA2----"


def made(*pages: dict[str, Any]) -> Codebook:
    return Codebook({page["scheme"]: cast("CodeListPage", page) for page in pages}, BASE)


@pytest.fixture(scope="module")
def book() -> Codebook:
    helse = code(HELSE, "HSHEA2----", text("Helsearbeiderfag"), "verified")
    other = code(f"{BASE}/code/other/B", "B", text("Bedrift"), "verified")
    return made(*code_lists(), code_list("other", "Andre", [helse, other]))


def hrefs(places: list[Place]) -> list[str]:
    return [place.href for place in places]


def test_an_identifier_of_greps_may_stand_in_several_lists(book: Codebook) -> None:
    assert hrefs(book.with_iri(HELSE)) == ["/code/grep-programomraader/HSHEA2----", "/code/other/HSHEA2----"]
    assert book.with_iri("urn:none") == []


def test_a_notation_alone_is_no_key(book: Codebook) -> None:
    assert hrefs(book.with_notation("B")) == ["/code/vigo-fullfortkode/B", "/code/other/B"]
    place = book.place("other", "B")
    assert place is not None
    assert place.code["label"] == {"nb": "Bedrift"}
    assert book.place("other", "L") is None
    assert book.place("none", "B") is None


@pytest.mark.parametrize(
    "address",
    [
        HELSE,
        f"  {HELSE} ",
        "https://data.udir.no/kl06/v201906/programomraader/HSHEA2----",
        f"{BASE}/code/grep-programomraader/HSHEA2----",
        f"{BASE}/code/other/HSHEA2----",
    ],
)
def test_every_address_of_a_grep_code_leads_to_its_identifier(book: Codebook, address: str) -> None:
    iri, places = book.at_address(address)
    assert iri == HELSE
    assert len(places) == 2


@pytest.mark.parametrize(
    "address", ["", "urn:none", f"{BASE}/code/", f"{BASE}/code/none/B", "https://x.org/code/other/B"]
)
def test_an_address_that_nothing_has_stands_for_itself(book: Codebook, address: str) -> None:
    assert book.at_address(address) == (address, [])


def test_words_are_sought_in_one_list_or_in_all(book: Codebook) -> None:
    everywhere = book.search("b", 2)
    assert {place.href for place, _ in everywhere} == {"/code/vigo-fullfortkode/B", "/code/other/B"}
    assert [place.href for place, _ in book.search("b", 1, "other")] == ["/code/other/B"]
    assert book.search("b", 0) == []
    assert [hit.entry.name for hit in book.schemes.ranked("programområder", 3)] == ["grep-programomraader"]


def test_what_was_made_is_kept_and_the_oldest_forgotten(book: Codebook) -> None:
    asked: list[int] = []

    def get(key: int) -> int:
        def make() -> int:
            asked.append(key)
            return key + 1

        return book.recent(key, make)

    assert [get(0), get(0)] == [1, 1]
    assert asked == [0]
    for key in range(1, MAX_RECENT):
        get(key)
    get(0)  # used again, so it is now the newest
    get(MAX_RECENT)  # one too many: 1 goes
    asked.clear()
    assert [get(0), get(MAX_RECENT), get(1)] == [1, MAX_RECENT + 1, 2]
    assert asked == [1]


def test_a_code_knows_the_columns_that_name_it() -> None:
    programme = {"text": "H/S", "label": None, "href": "/code/programmes/H%2FS"}
    plain = {"text": "x", "label": None, "href": None}
    areas = [
        code(f"urn:{n}", n, {}, "verified", extra={"programme": [programme], "note": [plain]}) for n in "ab"
    ]
    column = {"slot": "programme", "title": text("Utdanningsprogram"), "level": 1}
    book = made(code_list("areas", "Områder", areas, columns=[column]))
    [found] = book.referring("programmes", "H/S")
    assert (found.codelist["scheme"], found.title, found.level) == ("areas", text("Utdanningsprogram"), 1)
    assert [c["notation"] for c in found.codes] == ["a", "b"]
    assert book.referring("programmes", "H") == []
