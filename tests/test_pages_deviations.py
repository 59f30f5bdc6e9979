from __future__ import annotations

from typing import Any

import pytest

from stafett.pages.deviations import deviation_page_data
from stafett.sources import Sources


@pytest.fixture(scope="module")
def page(sources: Sources) -> dict[str, Any]:
    return deviation_page_data(sources.deviations, sources.gaps, sources.lists, sources.model.iris)


def deviation(page: dict[str, Any], key: str) -> dict[str, Any]:
    return next(d for d in page["deviations"] if d["key"] == key)


def test_a_code_of_one_list_only_links_to_that_list(page: dict[str, Any]) -> None:
    assert [c["href"] for c in deviation(page, "rettstype-f")["codes"]] == ["/code/ssb-rettstype/F"]
    assert deviation(page, "rettstype-f")["counterparts"] == {}


def test_codes_written_differently_show_both_ways(page: dict[str, Any]) -> None:
    found = deviation(page, "orden-ng-lg")
    assert [c["notation"] for c in found["codes"]] == ["NG", "LG"]
    assert found["counterparts"]["NG"]["href"] == "/code/nvb-orden-atferd/N"


def test_a_name_for_a_whole_list_has_no_link(page: dict[str, Any]) -> None:
    found = deviation(page, "nus")
    assert found["wholeList"]
    assert found["codes"] == [{"notation": "NUS", "label": {}, "href": None}]


def test_kind_certainty_and_sources_have_words(page: dict[str, Any]) -> None:
    for found in page["deviations"]:
        assert found["kind"]["label"].keys() == found["certainty"]["label"].keys() == {"nb", "nn", "en"}
        assert all(s["href"].startswith("/source/") for s in found["sources"])


def test_a_gap_says_how_many_are_known_and_how_to_fetch_the_rest(page: dict[str, Any]) -> None:
    gap = next(g for g in page["gaps"] if g["scheme"] == "vigo-karakter")
    assert (gap["known"], gap["total"]) == (20, 131)
    assert gap["command"] == "stafett codes pull vigo --only grades"
    assert gap["href"] == "/code/vigo-karakter"


def test_a_list_that_we_do_not_have_has_no_link(page: dict[str, Any]) -> None:
    gap = next(g for g in page["gaps"] if g["scheme"] == "vigo-kontraktstype")
    assert (gap["href"], gap["known"]) == (None, 0)
