"""The matrix as CSV."""

from __future__ import annotations

import csv
import io
from typing import Any, cast

import pytest

from matrix_fixtures import matrix, text
from stafett.web.matrixdata import MatrixPages, Row
from stafett.web.matrixfiles import COLUMNS, matrix_csv
from stafett.web.matrixview import Matrix


def read(language: str = "nb", **more: Any) -> list[dict[str, str]]:
    pages = cast("MatrixPages", matrix())
    rows = [cast("Row", {**row, **more}) for row in pages["rows"]]
    written = matrix_csv(Matrix(pages), rows, language).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(written, newline="")))


def test_every_row_has_every_column() -> None:
    found = read()
    assert [row["code"] for row in found] == ["A05", "A26", "A30"]
    assert all(list(row) == list(COLUMNS) and None not in row.values() for row in found)


@pytest.mark.parametrize(
    ("language", "element"), [("nb", "Vitnemål"), ("nn", "Vitnemål (nn)"), ("en", "Vitnemål (en)")]
)
def test_texts_are_in_the_language_that_is_wanted(language: str, element: str) -> None:
    assert read(language)[0]["element"] == element


def test_what_is_not_known_is_empty_and_not_none() -> None:
    bare = read()[2]
    unknown = (
        "legalBasis",
        "availableFrom",
        "channel",
        "responsibleActor",
        "validFrom",
        "readOn",
        "reviewedBy",
    )
    assert [bare[name] for name in unknown] == [""] * len(unknown)
    assert (bare["verified"], bare["gaps"]) == ("false", "unclear; noResponsible")


def test_when_it_is_available_says_how_long_after_what() -> None:
    assert read()[0]["availableFrom"] == "Den unge deler P1D"
    assert (
        read(trigger={"text": text("Vedtak"), "href": None, "offset": None})[0]["availableFrom"] == "Vedtak"
    )


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "\nx"])
def test_no_cell_runs(words: str) -> None:
    assert read(condition=text(words))[0]["condition"] == f"'{words}"


def test_the_legal_bases_stand_beside_whether_they_are_verified() -> None:
    bases = [{"identifier": "lov/a", "verified": True}, {"identifier": "lov/b", "verified": False}]
    first = read(basis=bases)[0]
    assert (first["legalBasis"], first["legalBasisVerified"]) == ("lov/a; lov/b", "true; false")


def test_it_begins_with_the_mark_that_spreadsheets_need_and_no_rows_is_a_heading() -> None:
    empty = matrix_csv(Matrix(cast("MatrixPages", matrix())), [], "nb")
    assert empty == b"\xef\xbb\xbf" + ",".join(COLUMNS).encode() + b"\r\n"
