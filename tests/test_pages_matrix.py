"""The matrix as the sources have it: every row of the analysis, its status, and what was read."""

from __future__ import annotations

from typing import Any

import pytest

from stafett.pages.labels import Labels
from stafett.pages.matrix import matrix_page_data
from stafett.sources import Sources

AS_ANALYSED = {
    "A1": ("partial", True), "A2": ("available", True), "A3": ("available", True), "A4": ("partial", True),
    "A5": ("availableAfterDecision", True), "A6": ("availableAfterDecision", False),
    "A7": ("available", True), "A8": ("available", True), "A9": ("available", True),
    "A10": ("availableAfterDecision", True),
    "A11": ("legalBasisUnclear", True), "A12": ("partial", True), "A13": ("onlyWhenDuty", True),
    "A14": ("notPermitted", True), "A15": ("available", False), "A16": ("available", False),
    "A17": ("legalBasisUnclear", False), "A18": ("available", False), "A19": ("available", True),
    "A20": ("planned", True), "A21": ("partial", True), "A22": ("available", False),
    "A23": ("legalBasisUnclear", False), "A24": ("available", True), "A25": ("available", False),
    "A26": ("noLegalBasisIdentified", False),
}  # fmt: skip
"""Status of each row, and whether its basis was read (✔) or a lawyer must confirm it (◌)."""
BURDEN = {"A5", "A6", "A10", "A11"}


@pytest.fixture(scope="module")
def matrix(sources: Sources) -> dict[str, Any]:
    return matrix_page_data(Labels(sources.content, sources.model, sources.lists))


@pytest.fixture(scope="module")
def rows(matrix: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {row["code"]: row for row in matrix["rows"]}


@pytest.mark.parametrize("code", AS_ANALYSED)
def test_a_row_of_the_analysis_keeps_its_status_and_its_mark(
    rows: dict[str, dict[str, Any]], code: str
) -> None:
    assert (rows[code]["status"], rows[code]["verified"]) == AS_ANALYSED[code]
    assert rows[code]["burden"] is (code in BURDEN)


def test_nav_gets_no_document_without_the_young_person(rows: dict[str, dict[str, Any]]) -> None:
    nav = {code: row["status"] for code, row in rows.items() if row["actor"] == "nav"}
    assert "available" not in nav.values()
    assert nav["A26"] == "noLegalBasisIdentified"
    assert rows["A26"]["basis"] == []
    assert "§ 25-2" in rows["A26"]["evidence"]["nb"]


def test_sharing_of_credentials_rests_on_the_decision_of_the_data_subject(
    rows: dict[str, dict[str, Any]],
) -> None:
    for code in ("A5", "A6"):
        assert [law["identifier"] for law in rows[code]["basis"]] == ["lov/2023-06-09-30/§25-2"]
        assert rows[code]["trigger"]["text"]["nb"] == "Den unge deler"


def test_what_was_not_read_is_never_called_read(rows: dict[str, dict[str, Any]]) -> None:
    for row in rows.values():
        if any(not law["verified"] for law in row["basis"]):
            assert not row["verified"], row["code"]


def test_no_row_claims_a_review_that_has_not_been(rows: dict[str, dict[str, Any]]) -> None:
    assert not any(row["reviewedBy"] or row["reviewedOn"] for row in rows.values())


def test_a_gap_is_what_is_missing(rows: dict[str, dict[str, Any]]) -> None:
    assert rows["A2"]["gaps"] == []
    assert rows["A12"]["gaps"] == ["noChannel", "noResponsible"]
    assert rows["A17"]["gaps"] == ["unclear", "noTime"]
    assert "noBasis" in rows["A26"]["gaps"]


def test_a_deadline_as_trigger_leads_to_the_annual_wheel(rows: dict[str, dict[str, Any]]) -> None:
    assert rows["A15"]["trigger"]["href"] == "/calendar/2023-09-24-ssbresultat"


def test_every_text_stands_in_three_languages(matrix: dict[str, Any]) -> None:
    for row in matrix["rows"]:
        for text in (row["condition"], row["evidence"]):
            assert set(text) in ({"nb", "nn", "en"}, set())
