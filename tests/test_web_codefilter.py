"""What a reader wants to see of a list, and which codes fit."""

from __future__ import annotations

from typing import cast

import pytest
from starlette.requests import Request

from list_fixtures import code, code_list
from model_fixtures import text
from stafett.web.codebook import Codebook
from stafett.web.codefilter import CodeFilter
from stafett.web.listdata import CodeListPage
from stafett.web.problems import Problem


def read(query: str) -> CodeFilter:
    return CodeFilter.read(Request({"type": "http", "query_string": query.encode(), "headers": []}))


def placed(programme: str) -> dict[str, list[dict[str, object]]]:
    return {"programme": [{"text": programme, "label": None, "href": None}]}


@pytest.fixture(scope="module")
def page() -> CodeListPage:
    codes = [
        code("urn:1", "1", text("Blå linje"), "verified", validFrom="2020-08-01", extra=placed("HS")),
        code("urn:2", "2", text("Rød linje"), "verified", validTo="2021-07-31", status="expired"),
        code("urn:3", "3", text("Blå sti"), "verified", extra=placed("HS")),
    ]
    columns = [{"slot": "programme", "title": text("Program"), "level": 1}]
    return cast("CodeListPage", code_list("lines", "Linjer", codes, columns=columns))


def found(page: CodeListPage, query: str) -> str:
    book = Codebook({page["scheme"]: page}, "https://example.org")
    return "".join(one["notation"] for one in read(query).apply(page, book).codes)


@pytest.mark.parametrize(
    ("query", "fits"),
    [
        ("", "123"),
        ("q=+", "123"),
        ("q=linje", "12"),
        ("q=LINJE+bla", "1"),
        ("q=none", ""),
        ("status=expired", "2"),
        ("status=system", ""),
        ("date=2022-01-01", "13"),
        ("date=2019-01-01", "23"),
        ("within=HS", "13"),
        ("within=-", "2"),
        ("within=HS/vg2", ""),
        ("q=bl%C3%A5&within=HS&date=2019-01-01", "3"),
    ],
)
def test_the_codes_that_fit_come_in_the_order_of_the_list(page: CodeListPage, query: str, fits: str) -> None:
    assert found(page, query) == fits


def test_a_day_counts_those_it_leaves_out_among_those_that_fit_otherwise(page: CodeListPage) -> None:
    book = Codebook({page["scheme"]: page}, "https://example.org")
    assert read("date=2022-01-01&q=linje").apply(page, book).on_day == {"valid": 1, "notValid": 1}
    assert read("q=linje").apply(page, book).on_day is None


def test_the_same_filter_of_two_lists_is_two_answers(page: CodeListPage) -> None:
    other = cast("CodeListPage", code_list("other", "Andre", [code("urn:9", "9", text("Linje"), "verified")]))
    book = Codebook({"lines": page, "other": other}, "https://example.org")
    first, second = (read("q=linje").apply(one, book) for one in (page, other))
    assert [len(first.codes), len(second.codes)] == [2, 1]


@pytest.mark.parametrize(
    "query", ["date=2022-02-30", "status=Current", "q=" + "x" * 201, "within=" + "x" * 101]
)
def test_a_filter_that_cannot_be_meant_is_refused(query: str) -> None:
    with pytest.raises(Problem) as refused:
        read(query)
    assert refused.value.members["parameter"] == query.partition("=")[0]


def test_only_a_filter_with_something_in_it_is_active() -> None:
    assert not read("q=&date=&status=&within=&page=2").active
    assert all(read(query).active for query in ("q=a", "date=2022-01-01", "status=expired", "within=-"))
