"""The annual wheel as the sources have it, and what is expected of later years."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from stafett.pages.calendar import YEARS_AHEAD, calendar_page_data
from stafett.pages.labels import Labels
from stafett.sources import Sources
from stafett.workdays import is_workday


@pytest.fixture(scope="module")
def events(sources: Sources) -> list[dict[str, Any]]:
    labels = Labels(sources.content, sources.model, sources.lists)
    found: list[dict[str, Any]] = calendar_page_data(labels, date(2026, 11, 1))["events"]
    return found


def named(events: list[dict[str, Any]], slug: str) -> dict[str, Any]:
    return next(event for event in events if event["slug"] == slug)


@pytest.mark.parametrize(
    ("slug", "due", "effective", "weekday"),
    [
        ("2023-09-24-ssbresultat", "2023-09-24", "2023-09-22", "Sunday"),
        ("2023-09-25-ssbresultat", "2023-09-25", None, "Monday"),
        ("2023-10-24-ssbelev", "2023-10-24", None, "Tuesday"),
        ("2023-10-25-ssbelev", "2023-10-25", None, "Wednesday"),
        ("2023-11-07-ssbelev", "2023-11-07", None, "Tuesday"),
        ("2023-11-08-ssbelev", "2023-11-08", None, "Wednesday"),
    ],
)
def test_the_announced_deadlines_are_those_of_novari(
    events: list[dict[str, Any]], slug: str, due: str, effective: str | None, weekday: str
) -> None:
    event = named(events, slug)
    assert (event["due"], event["effective"], event["expected"]) == (due, effective, False)
    assert event["verified"] is True
    assert date.fromisoformat(due).strftime("%A") == weekday


def test_a_later_deadline_on_a_day_off_is_expected_the_working_day_before(
    events: list[dict[str, Any]],
) -> None:
    event = named(events, "2023-10-24-ssbelev-20262027")
    assert (event["due"], event["effective"]) == ("2026-10-24", "2026-10-23")  # a Saturday


def test_onward_delivery_is_expected_the_working_day_after_the_deadline(
    events: list[dict[str, Any]],
) -> None:
    assert named(events, "2023-10-25-ssbelev-20262027")["due"] == "2026-10-26"
    assert named(events, "2023-09-25-ssbresultat-20242025")["due"] == "2024-09-25"


def test_everything_that_was_worked_out_says_so(events: list[dict[str, Any]]) -> None:
    announced = [e for e in events if not e["expected"]]
    annual = [e for e in announced if e["annual"]]
    assert len(events) == len(announced) + YEARS_AHEAD * len(annual)
    assert all(event["year"] > "20232024" for event in events if event["expected"])


def test_no_deadline_is_effective_on_a_day_off(events: list[dict[str, Any]]) -> None:
    for event in events:
        if event["kind"] in {"deliveryDeadline", "onwardDelivery", "otherDeadline"}:
            assert is_workday(date.fromisoformat(event["effective"] or event["due"])), event["slug"]


def test_dates_nobody_confirmed_are_marked(events: list[dict[str, Any]]) -> None:
    assert {e["slug"] for e in events if not e["expected"] and not e["verified"]} == {
        "2023-11-15-ot",
        "2024-02-01-ot",
        "2024-06-15-ot",
        "2024-05-31-registreringshandboken",
        "2025-01-01-karriereoppfolging",
    }
