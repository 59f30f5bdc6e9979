"""The annual wheel as a page and as iCalendar."""

from __future__ import annotations

from datetime import date

import pytest
from fastapi.testclient import TestClient
from icalendar import Calendar

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


def test_what_is_expected_is_tentative_and_says_so(client: TestClient) -> None:
    found = events(client, "?lang=nn")
    assert str(found["first-20242025@w3id.org"]["STATUS"]) == "TENTATIVE"
    assert "venta, ikkje kunngjort" in str(found["first-20242025@w3id.org"]["SUMMARY"])
    assert str(found["first@w3id.org"]["STATUS"]) == "CONFIRMED"
    assert "first-20242025@w3id.org" not in events(client, "?expected=0")


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


def test_an_agent_gets_only_its_own_events(client: TestClient) -> None:
    assert set(events(client, "?actor=supplier")) == {"onward@w3id.org"}
    assert client.get("/calendar.ics?actor=nobody").status_code == 400


def test_the_page_shows_the_announced_year_and_marks_later_ones(client: TestClient) -> None:
    page = client.get("/calendar?lang=en").text
    assert "Friday, 22 September 2023" in page
    assert "formally Sunday, 24 September 2023" in page
    assert "Nobody has announced these dates." not in page
    later = client.get("/calendar?lang=en&year=20242025").text
    assert "Nobody has announced these dates." in later
    assert "expected, not announced" in later


def test_a_year_that_is_not_there_is_refused(client: TestClient) -> None:
    assert client.get("/calendar?year=19991900").status_code == 400


def test_each_number_of_the_wheel_leads_to_its_line(client: TestClient) -> None:
    page = client.get("/calendar").text
    assert page.count('class="wheel__dot"') == 2
    assert 'href="#event-first"' in page
    assert 'id="event-first"' in page
