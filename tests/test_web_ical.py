"""The annual wheel as iCalendar."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

import pytest
from fastapi.testclient import TestClient
from icalendar import Calendar

import sector_fixtures
from stafett.web.ical import calendar_ics
from stafett.web.sectordata import CalendarPages, Event

pytest_plugins = ("web_fixtures",)


def events(client: TestClient, query: str = "") -> dict[str, dict[str, object]]:
    calendar = Calendar.from_ical(client.get(f"/calendar.ics{query}").content)
    return {str(event["UID"]): dict(event) for event in calendar.walk("VEVENT")}


def test_every_event_has_a_stable_identifier_and_the_day_of_the_catalogue(client: TestClient) -> None:
    found = events(client)
    assert set(found) == {f"{slug}@w3id.org" for slug in ("first", "onward", "abroad", "first-20242025")}
    stamps = {event["DTSTAMP"].to_ical() for event in found.values()}  # type: ignore[attr-defined]
    assert stamps == {b"20261101T000000Z"}
    assert client.get("/calendar.ics").content == client.get("/calendar.ics").content


def test_a_deadline_on_a_day_off_stands_on_its_effective_date(client: TestClient) -> None:
    first = events(client)["first@w3id.org"]
    assert first["DTSTART"].dt == date(2023, 9, 22)  # type: ignore[attr-defined]
    assert first["DTEND"].dt == date(2023, 9, 23)  # type: ignore[attr-defined]
    assert "Formell frist: 2023-09-24" in str(first["DESCRIPTION"])


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_texts_are_in_the_wanted_language_and_come_back_whole(client: TestClient, language: str) -> None:
    first = events(client, f"?lang={language}")["first@w3id.org"]
    suffix = "" if language == "nb" else f" ({language})"
    assert str(first["SUMMARY"]) == f"Levering, first; alt{suffix}"


def test_the_lines_are_those_of_rfc_5545(client: TestClient) -> None:
    answer = client.get("/calendar.ics")
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    lines = answer.content.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert b"\n" not in b"".join(lines)
    assert lines[0] == b"BEGIN:VCALENDAR"
    required = (b"VERSION:2.0", b"METHOD:PUBLISH")
    assert all(line in lines for line in required)


def described(language: str, **more: Any) -> str:
    event = cast("Event", sector_fixtures.event("one", "2023-09-25", **more))
    pages = cast("CalendarPages", sector_fixtures.calendar())
    read = Calendar.from_ical(calendar_ics(pages, [event], "https://w3id.org/stafett", language))
    [found] = read.walk("VEVENT")
    return f"{found['SUMMARY']}\n{found['DESCRIPTION']}"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nb", "Datoen er ikke bekreftet hos den som setter den."),
        ("nn", "Datoen er ikkje stadfest hos den som set han."),
        ("en", "The date has not been confirmed at the one who sets it."),
    ],
)
def test_a_date_that_nobody_has_confirmed_says_so(language: str, words: str) -> None:
    assert words in described(language, verified=False)
    assert words not in described(language, verified=True)
    assert words not in described(language, verified=None)


def test_without_words_of_its_own_an_event_is_named_by_what_is_delivered() -> None:
    deliveries = [{"text": {"nb": "Resultater"}, "href": None}, {"text": "B-fil", "href": None}]
    assert described("nb", what={}, deliveries=deliveries).startswith("Resultater, B-fil\n")


def test_the_formal_deadline_is_told_only_where_another_day_counts() -> None:
    assert "Formell" not in described("nb", effective="2023-09-25")
    assert "Formell frist: 2023-09-25" in described("nb", effective="2023-09-22")
