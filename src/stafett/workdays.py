"""Norwegian working days: Monday to Friday, but not public holidays.

What a deadline on a day off really is stands on Novari's page on quality assurance of pupil data: a deadline
on a Sunday has the last working day before it as its effective date (rule V19). SHACL cannot know when Easter
is, so the build asks here. The calendar is the library `holidays` (lov om 1. og 17. mai and
helligdagsfredloven); it is worked out, not fetched, so builds stay offline and the same.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import Final

import holidays

_SATURDAY: Final = 5
_ONE_DAY: Final = timedelta(days=1)


@cache
def _public_holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("NO", years=year))


def is_workday(day: date) -> bool:
    """True from Monday to Friday, save on public holidays in Norway."""
    return day.weekday() < _SATURDAY and day not in _public_holidays(day.year)


def last_workday(day: date) -> date:
    """The day itself where it is a working day, else the last one before it."""
    while not is_workday(day):
        day -= _ONE_DAY
    return day


def deadline_fault(due: date, effective: date | None) -> str | None:
    """Say what is wrong with the effective date of a deadline; None where all is well.

    Args:
        due: the deadline as it was announced.
        effective: the effective date; may be left out where the deadline is a working day.
    """
    expected = last_workday(due)
    if (effective or due) == expected:
        return None
    if expected == due:
        return f"The deadline {due} is a working day, so the effective date must be the same, not {effective}"
    given = f"not {effective}" if effective else "but there is none"
    rule = f"the effective date must be the last working day {expected}"
    return f"The deadline {due} is a day off; {rule}, {given}"
