"""Replacements as the sources state them in a snapshot."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from stafett.codes.sources.grep_normal import Normaliser
from stafett.codes.sources.relations import replacements_of


def _pairs(table: str, row: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [(r.old, r.new, r.relation) for r in replacements_of(table, row)]


@pytest.mark.parametrize(
    ("table", "code", "expected"),
    [
        (
            "relation-element-replaces-element",
            "NOR1260 NOR1201",
            [("NOR1201", "NOR1260", "vigo:element-replaces-element")],
        ),
        ("relation-replaced-by", "NOR01-05 NOR01-06", [("NOR01-05", "NOR01-06", "vigo:replaced-by")]),
        ("relation-element-replaces-element", "NOR1Z63 NOR1Z13", []),
        ("relation-replaced-by", "NOR01-06 NOR01-06", []),
        ("grades", "B", []),
    ],
)
def test_which_of_two_codes_is_the_new_one(
    table: str, code: str, expected: list[tuple[str, str, str]]
) -> None:
    assert _pairs(table, {"code": code}) == expected


def test_a_relation_in_doubt_is_no_replacement() -> None:
    row = {"code": "MAT01-06", "relations": [{"property": "erstatter", "code": "MAT1-05", "iri": None}]}
    assert _pairs("laereplaner-lk20", row) == []


@pytest.mark.shared
def test_what_grep_says_of_albanian(shared: Path) -> None:
    file = shared / "data/grep/grep-sdk/data/fagkode_FSP5801_1.json"
    row = Normaliser().item(json.loads(file.read_text("utf-8")))
    assert _pairs("fagkoder", row) == [
        ("FSP5164", "FSP5801", "grep:erstatter"),
        ("FSP5801", "FSP6249", "grep:erstattes-av"),
    ]
