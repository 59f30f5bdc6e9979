"""What the codes of each list lack, counted."""

from __future__ import annotations

from datetime import date

import pytest

from small_codes import a_code, a_list
from stafett.codes.lists import Code
from stafett.languages import Text
from stafett.pages.codegaps import COUNTS, code_gap_data
from stafett.sources import Sources

ALL = Text.of({"nb": "a", "nn": "a", "en": "a"})
WHOLE = {"label": ALL, "valid_from": date(2020, 8, 1)}


def test_what_a_list_lacks_is_counted(sources: Sources) -> None:
    entry = next(e for e in code_gap_data(sources.lists) if e["scheme"] == "vigo-fullfortkode")
    assert entry["counts"]["noLabel"] == 3  # L and K, and X, which VIGO sets


def test_incomplete_lists_come_first_and_all_are_there(sources: Sources) -> None:
    found = code_gap_data(sources.lists)
    assert [e["complete"] for e in found] == sorted(e["complete"] for e in found)
    incomplete = {s for s, code_list in sources.lists.items() if not code_list.complete}
    assert {e["scheme"] for e in found if not e["complete"]} == incomplete


def test_lists_of_our_own_lack_nothing(sources: Sources) -> None:
    assert not [entry for entry in code_gap_data(sources.lists) if entry["scheme"].startswith("stafett-")]


@pytest.mark.parametrize(
    ("code", "lacks"),
    [
        (a_code("A", **{**WHOLE, "label": Text()}), {"noLabel", "no_nb", "no_nn", "no_en"}),
        (a_code("A", **{**WHOLE, "label": Text.of({"nb": "a", "se": "a"})}), {"no_nn", "no_en"}),
        (a_code("A", **WHOLE, certainty="inferred"), {"inferred"}),
        (a_code("A", **WHOLE, status="unknown"), {"unknownStatus"}),
        (a_code("A", label=ALL), {"noValidity"}),
    ],
)
def test_each_lack_is_counted_by_itself(code: Code, lacks: set[str]) -> None:
    [entry] = code_gap_data({"l": a_list("l", code, a_code("B", **WHOLE), total=9)})
    assert entry["counts"] == {name: int(name in lacks) for name in COUNTS}
    assert (entry["known"], entry["total"]) == (2, 9)


def test_a_list_that_lacks_nothing_is_not_shown_unless_codes_are_missing() -> None:
    whole = a_list("whole", a_code("A", **WHOLE))
    assert code_gap_data({"whole": whole}) == []
    [entry] = code_gap_data({"short": a_list("short", a_code("A", **WHOLE), complete=False)})
    assert (entry["scheme"], entry["complete"]) == ("short", False)


def test_lists_known_to_be_incomplete_come_first_and_then_by_name() -> None:
    lists = [a_list("b", a_code("A")), a_list("a", a_code("A")), a_list("c", complete=False)]
    assert [e["scheme"] for e in code_gap_data({li.scheme: li for li in lists})] == ["c", "a", "b"]


def test_our_own_enumerations_are_not_counted() -> None:
    assert code_gap_data({"l": a_list("l", a_code("A"), is_enumeration=True)}) == []
