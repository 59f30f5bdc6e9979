"""Page data of the annual wheel: what was announced, and what is expected of the years after.

Only Novari, who keeps the wheel, can announce a deadline. For later years we work out what to expect, and say
so: the same day of the year, by the rule of Novari's page that a deadline on a day off has the last working
day before it as its effective date; and what is delivered onward comes on the first working day after the
deadline, as it did in 2023 (24 to 25 September, 24 to 25 October, 7 to 8 November).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any, Final

from stafett.content.entries import Entry
from stafett.pages.labels import Labels, listed
from stafett.workdays import is_workday, last_workday

YEARS_AHEAD: Final = 5
"""How many school years after the announced one are worked out: a build has no clock to say what is soon."""

_ANNUAL: Final = "/ANNUAL"
_DEADLINES: Final = frozenset({"deliveryDeadline", "otherDeadline"})


def calendar_page_data(labels: Labels, modified: date) -> dict[str, Any]:
    """Return the events that are announced or expected, in order of date.

    Args:
        labels: names of everything.
        modified: when the catalogue was last changed, which iCalendar asks for.
    """
    entries = sorted(labels.of_kind("calendar"), key=lambda e: (str(e.data["dueDate"]), e.slug))
    announced = [_event(labels, entry) for entry in entries]
    return {
        "modified": modified.isoformat(),
        "kinds": [{"key": v.name, "title": v.title.as_dict()} for v in labels.values("CalendarEventKind")],
        "events": [*announced, *_expected(entries, announced)],
    }


def _event(labels: Labels, entry: Entry) -> dict[str, Any]:
    data = entry.data
    year = data.get("schoolYear")
    involved = [data["fromOrganisation"], *listed(data["toOrganisation"])]
    return {
        "slug": entry.slug,
        "href": entry.path,
        "expected": False,
        "kind": data["calendarEventKind"],
        "due": data["dueDate"],
        "effective": data.get("effectiveDate"),
        "from": labels.link(data["fromOrganisation"]),
        "to": labels.links(data["toOrganisation"]),
        "actors": [labels.entry(iri).slug for iri in involved],
        "what": data.get("whatText", {}),
        "deliveries": labels.links(data.get("whatDelivery")),
        "stage": labels.title("DeliveryStage", data["deliveryStage"]) if "deliveryStage" in data else None,
        "year": labels.entry(year).data["notation"] if year else None,
        "annual": str(data.get("frequency", "")).endswith(_ANNUAL),
        "verified": data.get("verified"),
        "note": data.get("note", {}),
        "sources": labels.links(data.get("source")),
    }


def _expected(entries: list[Entry], announced: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    shown = dict(zip((e.iri for e in entries), announced, strict=True))
    annual = [entry for entry in entries if shown[entry.iri]["annual"] and shown[entry.iri]["year"]]
    found = []
    for ahead in range(1, YEARS_AHEAD + 1):
        for entry in annual:
            due = _due(entry, annual, ahead)
            deadline = entry.data["calendarEventKind"] in _DEADLINES
            effective = last_workday(due) if deadline else due
            event = shown[entry.iri]
            found.append(
                {
                    **event,
                    "slug": f"{entry.slug}-{_later(event['year'], ahead)}",
                    "expected": True,
                    "due": due.isoformat(),
                    "effective": effective.isoformat() if effective != due else None,
                    "year": _later(event["year"], ahead),
                }
            )
    yield from sorted(found, key=lambda e: (e["due"], e["slug"]))


def _due(entry: Entry, annual: list[Entry], ahead: int) -> date:
    """The day an event is expected `ahead` years later."""
    day = date.fromisoformat(entry.data["dueDate"])
    if entry.data["calendarEventKind"] == "onwardDelivery":
        before = [e for e in annual if _is_deadline_of(e.data, entry.data)]
        if before:
            deadline = max(date.fromisoformat(e.data["dueDate"]) for e in before)
            return _next_workday(_same_day(deadline, ahead))
    return _same_day(day, ahead)


def _is_deadline_of(deadline: Mapping[str, Any], onward: Mapping[str, Any]) -> bool:
    return (
        deadline["calendarEventKind"] == "deliveryDeadline"
        and deadline.get("deliveryStage") == onward.get("deliveryStage")
        and set(listed(deadline.get("whatDelivery"))) == set(listed(onward.get("whatDelivery")))
        and deadline["dueDate"] <= onward["dueDate"]
    )


def _same_day(day: date, ahead: int) -> date:
    """The same day of a later year; 29 February becomes the 28th where the year has none."""
    try:
        return day.replace(year=day.year + ahead)
    except ValueError:
        return day.replace(year=day.year + ahead, day=28)


def _next_workday(day: date) -> date:
    following = day + timedelta(days=1)
    while not is_workday(following):
        following += timedelta(days=1)
    return following


def _later(notation: str, ahead: int) -> str:
    """The school year `ahead` years after one, in VIGO's notation of eight digits."""
    return f"{int(notation[:4]) + ahead}{int(notation[4:]) + ahead}"
