from __future__ import annotations

import io
import json

import pytest
from rich.console import Console

from stafett.records.table import print_table


def printed(answer: object) -> str:
    out = io.StringIO()
    print_table(Console(file=out, width=80), json.dumps(answer).encode())
    return out.getvalue()


@pytest.mark.parametrize(("boolean", "word"), [(True, "true"), (False, "false")])
def test_a_yes_or_no_is_one_word(boolean: bool, word: str) -> None:
    assert printed({"head": {}, "boolean": boolean}).strip() == word


def test_rows_stand_below_their_names_and_are_counted() -> None:
    rows = [{"code": {"type": "literal", "value": "B"}}, {"label": {"type": "literal", "value": "Ikke"}}]
    lines = printed({"head": {"vars": ["code", "label"]}, "results": {"bindings": rows}}).splitlines()
    assert [line.split() for line in lines] == [["code", "label"], ["B"], ["Ikke"], ["2", "rows"]]


def test_no_rows_are_said_to_be_none() -> None:
    assert printed({"head": {"vars": ["x"]}, "results": {"bindings": []}}).endswith("0 rows\n")


def test_brackets_in_values_are_no_markup() -> None:
    rows = [{"x": {"type": "literal", "value": "[red]A[/red]"}}]
    assert "[red]A[/red]" in printed({"head": {"vars": ["x"]}, "results": {"bindings": rows}})


def test_brackets_in_names_are_no_markup() -> None:
    assert "[x]" in printed({"head": {"vars": ["[x]"]}, "results": {"bindings": []}})


def test_a_closing_bracket_alone_is_shown_as_it_stands() -> None:
    rows = [{"x": {"type": "literal", "value": "[/x]"}}]
    assert "[/x]" in printed({"head": {"vars": ["x"]}, "results": {"bindings": rows}})
