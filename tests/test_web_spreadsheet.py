"""A list as CSV for people."""

from __future__ import annotations

import csv
import io
from typing import Any, cast

import pytest

from list_fixtures import code, code_list
from model_fixtures import text
from stafett.web.listdata import CodeListPage
from stafett.web.spreadsheet import harmless, spreadsheet


def table(page: dict[str, Any], language: str, day: str | None = None) -> list[list[str]]:
    shown = cast("CodeListPage", page)
    written = spreadsheet(shown, shown["codes"], language, day).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(written, newline=""), delimiter=";"))


PROGRAMMES = [{"text": "HS", "label": None, "href": None}, {"text": "-BA", "label": None, "href": None}]
PAGE = code_list(
    "areas",
    "Områder",
    [
        code("urn:1", "1", text('Elev; «ny»\n"x"', "Elev"), "verified", extra={"programme": PROGRAMMES}),
        code("urn:2", "2", {}, "codeOnly", validFrom="2020-08-01", sources=[], read=None),
    ],
    columns=[{"slot": "programme", "title": text("Program", "Program", "Programme")}],
)


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "\nx"])
def test_no_cell_of_a_spreadsheet_runs(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"
    assert harmless(f" {cell}") == f" {cell}"
    assert harmless("x=1") == "x=1"


def test_every_row_has_a_cell_for_each_heading() -> None:
    for language in ("nb", "nn", "en"):
        heading, *rows = table(PAGE, language, "2024-01-01")
        assert {len(row) for row in rows} == {len(heading)}
        assert len(set(heading)) == len(heading)


def test_separators_quotes_and_lines_in_a_cell_come_back_whole() -> None:
    heading, first, _ = table(PAGE, "nb")
    assert first[heading.index("Etikett")] == 'Elev; «ny»\n"x"'
    assert first[heading.index("Program")] == "HS, -BA"


@pytest.mark.parametrize(
    ("language", "label", "tag"), [("nn", "Elev", "nn"), ("en", 'Elev; «ny»\n"x"', "nb")]
)
def test_a_label_in_another_language_says_which(language: str, label: str, tag: str) -> None:
    assert table(PAGE, language)[1][1:3] == [label, tag]


def test_what_is_not_known_is_an_empty_cell() -> None:
    heading, _, second = table(PAGE, "en")
    cells = dict(zip(heading, second, strict=True))
    assert [cells[name] for name in ("Label", "Language", "Valid to", "Source", "Read", "Programme")] == [
        ""
    ] * 6
    assert cells["Valid from"] == "2020-08-01"


@pytest.mark.parametrize(
    ("language", "heading", "words"),
    [
        ("nb", "Gyldig 2020-01-01", "ikke gyldig"),
        ("nn", "Gyldig 2020-01-01", "ikkje gyldig"),
        ("en", "Valid on 2020-01-01", "not valid"),
    ],
)
def test_a_day_adds_a_column(language: str, heading: str, words: str) -> None:
    lines = table(PAGE, language, "2020-01-01")
    assert lines[0][-1] == heading
    assert [line[-1] for line in lines[1:]][1] == words
    assert heading not in table(PAGE, language)[0]
