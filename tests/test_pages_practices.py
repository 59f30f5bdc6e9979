"""Cases, breaks and practices as the sources have them."""

from __future__ import annotations

from typing import Any

import pytest

from stafett.pages.labels import Labels
from stafett.pages.practices import case_page_data, practice_page_data
from stafett.sources import Sources


@pytest.fixture(scope="module")
def labels(sources: Sources) -> Labels:
    return Labels(sources.content, sources.model, sources.lists)


@pytest.fixture(scope="module")
def case(labels: Labels) -> dict[str, Any]:
    found: dict[str, Any] = case_page_data(labels)["1"]
    return found


def test_case_1_has_the_four_breaks_in_order(case: dict[str, Any]) -> None:
    assert [(b["code"], b["kind"]["en"]) for b in case["breaks"]] == [
        ("BRK-1", "Handover"),
        ("BRK-2", "Purpose"),
        ("BRK-3", "Responsibility"),
        ("BRK-4", "Technical or work process"),
    ]


def test_misplaced_statements_keep_both_headings(case: dict[str, Any]) -> None:
    moved = [s for kind in case["statements"] for s in kind["items"] if s["belongsUnder"]]
    assert len(moved) == 6
    assert ("Aktører – fagsystemleverandører", "Premissgivere") in {
        (s["statedUnder"], s["belongsUnder"]) for s in moved
    }


def test_case_1_says_what_it_needs_fears_and_wants(case: dict[str, Any]) -> None:
    kinds = {kind["key"]: len(kind["items"]) for kind in case["statements"]}
    assert kinds["goal"] == 4
    assert kinds["barrier"] == 3
    assert set(kinds) == {
        "need", "break", "barrier", "consequence", "goal", "question", "finding", "participation", "basis",
    }  # fmt: skip


def test_a_case_that_states_no_status_has_none(labels: Labels) -> None:
    cases = case_page_data(labels)
    assert cases["26"]["status"] is None
    assert cases["2"]["status"]["nb"] == "Tidlig utkast"


def test_the_study_has_five_headings_and_every_barrier_is_overcome_by_something(labels: Labels) -> None:
    headings = practice_page_data(labels)
    assert len(headings) == 5
    assert all(heading["practices"] for heading in headings)
    barriers = [p for h in headings for p in h["practices"] if p["kind"] in {"barrier", "distance"}]
    assert barriers
    assert all(barrier["overcomeBy"] for barrier in barriers)
