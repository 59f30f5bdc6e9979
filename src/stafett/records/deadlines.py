"""Deadlines against the calendar: what rule V19 leaves to the build, since it takes the public holidays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final

from stafett.errors import SourceError
from stafett.model.examples import Example
from stafett.workdays import deadline_fault

DEADLINES: Final = frozenset({"deliveryDeadline", "otherDeadline"})
"""The kinds of calendar event that are deadlines, as in rule V19; others happen on the day they happen."""


def deadline_faults(objects: Iterable[Mapping[str, Any]]) -> Iterator[tuple[int, str]]:
    """Yield each calendar event whose effective date is not the last working day, by number in `objects`.

    Events whose dates are missing or no dates are passed over: the shapes say so.
    """
    for number, item in enumerate(objects):
        if item.get("type") != "CalendarEvent" or item.get("calendarEventKind") not in DEADLINES:
            continue
        due, effective = _date(item.get("dueDate")), _date(item.get("effectiveDate"))
        if due and (effective or "effectiveDate" not in item) and (fault := deadline_fault(due, effective)):
            yield number, fault


def check_deadlines(examples: Iterable[Example]) -> list[SourceError]:
    """Return a fault for each deadline in a valid example that the calendar does not agree with."""
    return [
        SourceError(f"{fault} (rule V19)", where=example.where)
        for example in examples
        if example.valid
        for _, fault in deadline_faults(example.data)
    ]


def _date(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None
