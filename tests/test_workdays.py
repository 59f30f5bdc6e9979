from __future__ import annotations

from datetime import date, timedelta

import pytest

from stafett.workdays import deadline_fault, is_workday, last_workday


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2023-09-24", "2023-09-22"),  # a Sunday; the example on Novari's page
        ("2023-10-24", "2023-10-24"),  # a Tuesday
        ("2024-04-01", "2024-03-27"),  # Easter Monday, the longest run of days off
        ("2024-05-17", "2024-05-16"),
        ("2024-05-20", "2024-05-16"),  # Whit Monday right after the Constitution Day and a weekend
        ("2024-05-09", "2024-05-08"),  # Ascension Day
        ("2024-12-26", "2024-12-24"),  # Christmas Eve is no public holiday
        ("2027-01-01", "2026-12-31"),
    ],
)
def test_the_last_workday_before_a_day_off(day: str, expected: str) -> None:
    assert last_workday(date.fromisoformat(day)) == date.fromisoformat(expected)


def test_no_run_of_days_off_is_longer_than_rule_v19_allows() -> None:
    days = [date(1990, 1, 1) + timedelta(n) for n in range(365 * 110)]
    assert max((day - last_workday(day)).days for day in days) == 5


def test_a_workday_is_a_weekday_that_is_no_holiday() -> None:
    assert is_workday(date(2023, 9, 22))
    assert not is_workday(date(2023, 9, 23))
    assert not is_workday(date(2023, 12, 25))


def test_a_deadline_on_a_day_off_must_name_the_last_workday() -> None:
    due = date(2024, 4, 1)
    assert deadline_fault(due, date(2024, 3, 27)) is None
    assert deadline_fault(due, None) == (
        "The deadline 2024-04-01 is a day off; the effective date must be the last working day 2024-03-27, "
        "but there is none"
    )
    assert "2024-03-27, not 2024-03-28" in str(deadline_fault(due, date(2024, 3, 28)))


def test_a_deadline_on_a_workday_needs_no_effective_date() -> None:
    due = date(2023, 10, 24)
    assert deadline_fault(due, None) is None
    assert deadline_fault(due, due) is None
    assert "is a working day" in str(deadline_fault(due, date(2023, 10, 23)))
