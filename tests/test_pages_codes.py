from __future__ import annotations

from typing import Any

import pytest

from stafett.pages.codes import code_page_data
from stafett.sources import Sources

Pages = tuple[dict[str, Any], dict[str, dict[str, Any]]]


@pytest.fixture(scope="module")
def pages(sources: Sources) -> Pages:
    return code_page_data(sources.model, sources.lists)


def code(pages: Pages, scheme: str, notation: str) -> dict[str, Any]:
    return next(c for c in pages[1][scheme]["codes"] if c["notation"] == notation)


def test_the_index_holds_every_list_without_its_codes(pages: Pages, sources: Sources) -> None:
    index, full = pages
    assert [e["scheme"] for e in index["lists"]] == list(sources.lists) == list(full)
    assert all("codes" not in e and "columns" not in e for e in index["lists"])


def test_a_list_shows_how_many_codes_are_known_of_how_many(pages: Pages) -> None:
    grades = pages[1]["vigo-karakter"]
    assert (grades["known"], grades["total"], grades["complete"]) == (20, 131, False)


def test_lists_of_our_own_are_told_from_those_of_others(pages: Pages) -> None:
    assert pages[1]["stafett-personidtype"]["kind"] == "enumeration"
    assert pages[1]["vigo-termin"]["kind"] == "list"


def test_every_code_is_shown(pages: Pages, sources: Sources) -> None:
    for scheme, page in pages[1].items():
        assert [c["notation"] for c in page["codes"]] == [c.notation for c in sources.lists[scheme].codes]


def test_a_code_without_label_shows_none(pages: Pages) -> None:
    found = code(pages, "vigo-fullfortkode", "L")
    assert (found["label"], found["certainty"]) == ({}, "codeOnly")
    assert found["note"].keys() == {"nb", "nn", "en"}


def test_every_code_shows_its_sources_with_addresses(pages: Pages) -> None:
    for page in pages[1].values():
        for shown in page["codes"]:
            assert shown["sources"]
            assert all(s["url"].startswith(("https://", "http://")) for s in shown["sources"])


def test_dates_are_iso_or_missing(pages: Pages) -> None:
    shown = code(pages, "vigo-fullfortkode", "B")
    assert (shown["read"], shown["validFrom"]) == ("2026-11-22", None)


def test_an_own_column_shows_the_label_of_the_code_it_refers_to(pages: Pages) -> None:
    [programme] = code(pages, "grep-programomraader", "HSHEA2----")["extra"]["programme"]
    assert programme["text"] == "HS"
    assert programme["label"]["nb"] == "Helse- og oppvekstfag"
    assert programme["href"] == "/code/grep-utdanningsprogram/HS"


def test_a_literal_column_has_no_link(pages: Pages) -> None:
    assert code(pages, "grep-programomraader", "HSHEA2----")["extra"]["grepCode"] == [
        {"text": "HSHEA2", "label": None, "href": None}
    ]


def test_columns_have_the_titles_of_their_slots(pages: Pages, sources: Sources) -> None:
    for column in pages[1]["grep-programomraader"]["columns"]:
        assert column["title"] == sources.model.slots[column["slot"]].title.as_dict()


def test_attribution_follows_the_data_of_grep(pages: Pages) -> None:
    assert "NLOD" in pages[1]["grep-programomraader"]["attribution"]
