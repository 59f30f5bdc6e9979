"""The matrix as a reader sees it."""

from __future__ import annotations

from typing import cast

import pytest

from matrix_fixtures import matrix
from stafett.web.matrixdata import MatrixPages
from stafett.web.matrixview import FILTERS, GAPS, Matrix


@pytest.fixture(scope="module")
def shown() -> Matrix:
    return Matrix(cast("MatrixPages", matrix()))


@pytest.mark.parametrize(
    ("wanted", "rows"),
    [
        ({}, ["a05", "a26", "a30"]),
        ({"actor": "nav"}, ["a26", "a30"]),
        ({"actor": "nav", "element": "diploma"}, ["a26"]),
        ({"purpose": "use", "status": "notAssessed"}, ["a30"]),
        ({"actor": "nobody"}, []),
    ],
)
def test_rows_have_every_wanted_value(shown: Matrix, wanted: dict[str, str], rows: list[str]) -> None:
    assert [row["slug"] for row in shown.chosen(wanted)] == rows


def test_a_filter_offers_what_some_row_has_in_its_own_order(shown: Matrix) -> None:
    assert [shown.used(name) for name in FILTERS] == [
        ["nav", "employer"],
        ["diploma", "concern"],
        ["availableAfterDecision", "noLegalBasisIdentified", "notAssessed"],
        ["use"],
    ]


def test_every_status_is_counted_those_without_rows_too(shown: Matrix) -> None:
    found = {value["key"]: count for value, count in shown.counts(shown.rows)}
    assert len(found) == 9
    assert (found["notAssessed"], found["available"], sum(found.values())) == (1, 0, 3)
    assert sum(count for _, count in shown.counts([])) == 0


def test_the_table_has_a_cell_for_each_pair_and_no_empty_line_or_column(shown: Matrix) -> None:
    actors, lines = shown.table(shown.rows)
    assert [actor["key"] for actor in actors] == ["nav", "employer"]
    cells = {line.element["slug"]: [[row["slug"] for row in cell] for cell in line.cells] for line in lines}
    assert cells == {"diploma": [["a26"], ["a05"]], "concern": [["a30"], []]}
    assert shown.table([]) == ([], [])


def test_two_rows_of_one_pair_share_a_cell(shown: Matrix) -> None:
    _, [line] = shown.table([shown.by_slug["a26"], shown.by_slug["a26"]])
    assert [len(cell) for cell in line.cells] == [2]


def test_a_row_stands_under_everything_it_lacks(shown: Matrix) -> None:
    gaps = {gap: [row["slug"] for row in rows] for gap, rows in shown.gaps().items()}
    assert list(gaps) == list(GAPS)
    assert gaps["noBasis"] == gaps["noTime"] == ["a26"]
    assert gaps["noResponsible"] == ["a30"]


def test_elements_that_lack_an_owner_and_those_nobody_asked_about(shown: Matrix) -> None:
    assert [element["slug"] for element in shown.incomplete_elements()] == ["concern"]
    assert [element["slug"] for element in shown.unused_elements()] == ["unasked"]
    assert [row["slug"] for row in shown.where(lambda row: row["burden"])] == ["a05", "a26"]
